"""Round figures along an axis."""

from __future__ import annotations


def ticks(low: float, high: float, *, least: float = 0.0, most: int = 6) -> tuple[float, ...]:
    """Return round figures around ``low`` and ``high``, in at most ``most`` steps that are multiples of ``least``."""
    high = max(high, low + (least or 1))
    exponent = 10.0 ** _magnitude((high - low) / most)
    sizes = [size * exponent for size in (1, 2, 2.5, 5, 10)]
    whole = [size for size in sizes if not least or round(size / least, 6).is_integer()]
    step = next((size for size in whole if size * most >= (high - low) * (1 - 1e-9)), least)
    first = int(low // step)
    last = int(-(-high // step))
    return tuple(round(number * step, 9) for number in range(first, last + 1))


def _magnitude(value: float) -> int:
    """Return the power of ten at or below a value above 0."""
    return int(f"{value:e}".partition("e")[2])
