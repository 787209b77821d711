"""The two values that a standard's own figures give.

Source:
    Registry schema, ``performance`` and ``target_met`` (derived fields).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

_LONGEST = 60  # digits before or after the point: a slip like 1e999999999 would be worked out for hours


def written_number(text: str) -> Fraction | None:
    """Return the exact number that ``text`` writes with a point, or None when it writes none."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return Fraction(value) if value.is_finite() and -_LONGEST < value.adjusted() < _LONGEST else None


def performance(volume_meeting_target: str, total_volume: str) -> Fraction | None:
    """Return the exact share that met the target; None when a volume is blank, the total is 0 or they contradict."""
    met, total = written_number(volume_meeting_target), written_number(total_volume)
    if met is None or total is None or total <= 0 or met > total:
        return None
    return met / total


@lru_cache(maxsize=1 << 16)  # asked again for every standard of a list whenever its sums are made
def target_met(target: str, volume_meeting_target: str, total_volume: str) -> bool | None:
    """Return whether the exact ratio reaches the target; None without a target above 0 or without a result."""
    promised = _promised(target)
    if not promised:
        return None
    if _is_plain(volume_meeting_target) and _is_plain(total_volume):  # the same in whole numbers, ten times as fast
        met, total = int(volume_meeting_target), int(total_volume)
        return None if total == 0 or met > total else met * promised.denominator >= promised.numerator * total
    reached = performance(volume_meeting_target, total_volume)
    return None if reached is None else reached >= promised


@lru_cache(maxsize=1024)
def _promised(target: str) -> Fraction | None:
    return written_number(target)


def _is_plain(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < 40
