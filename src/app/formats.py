"""Numbers, dates and fiscal years as both official languages write them.

Babel knows the locales; what it falls short of is ours: it writes "1 avril" where Canadian
French writes "1er avril", and fiscal years have no form of its own.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext
from typing import TYPE_CHECKING

from babel.dates import format_date as _babel_date
from babel.numbers import format_decimal as _babel_decimal

from app import i18n
from app.typography import NO_BREAK_SPACE
from model.language import Language

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from model.fiscal_year import FiscalYear

_NARROW_NO_BREAK_SPACE = "\u202f"
_WIDE = 10**20  # beyond it the usual 28 digits do not hold a number and its decimals
_ROOMY = Context(prec=400)


def rounded(value: float | Decimal, decimals: int = 0) -> Decimal:
    """Return a number as spreadsheets and readers round it: a half away from zero."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ROOMY)


def percentage(ratio: float, decimals: int = 0, *, missed: float | None = None) -> Decimal:
    """Return the percentage that is written for a ratio; it gets one more decimal where rounding would mislead.

    A part that is not everything is never written as 100, nor one that is something as 0.

    Args:
        ratio: 0 to 1, as a rule.
        decimals: digits after the decimal mark.
        missed: a ratio that this one is said not to reach, so that both must not read the same.
    """
    exact, finer = Decimal(str(ratio)) * 100, decimals + 1
    shown = rounded(exact, decimals)
    if missed is not None and shown == rounded(Decimal(str(missed)) * 100, decimals):
        side = ROUND_FLOOR if ratio < missed else ROUND_CEILING
        return exact.quantize(Decimal(1).scaleb(-finer), side, _ROOMY)
    if not 0 < exact < 100 or shown not in {0, 100}:
        return shown
    least = Decimal(1).scaleb(-finer)
    return min(max(rounded(exact, finer), least), 100 - least)


def format_number(value: float | Decimal, language: Language | None = None, *, decimals: int = 0) -> str:
    """Return a number with the groups and decimal mark of ``language`` (else the interface's)."""
    spoken = language or i18n.language()
    if not -_WIDE < value < _WIDE:
        with localcontext(_ROOMY):
            return _formatted(value, spoken, decimals)
    return _formatted(value, spoken, decimals)


def _formatted(value: float | Decimal, spoken: Language, decimals: int) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    number = value if isinstance(value, int) else rounded(value, decimals)
    text = _babel_decimal(number, format=pattern, locale=spoken.locale)
    # the narrow space of recent locale data breaks lines in the PDF writer: one kind everywhere
    return text.replace(_NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE).replace("-", "−")


def format_percent(
    ratio: float, language: Language | None = None, *, decimals: int = 0, missed: float | None = None
) -> str:
    """Return a ratio of 0 to 1 as a percentage: ``50%`` or ``50 %``."""
    spoken = language or i18n.language()
    space = NO_BREAK_SPACE if spoken is Language.FR else ""
    shown = percentage(ratio, decimals, missed=missed)
    return f"{format_number(shown, spoken, decimals=max(decimals, _decimals(shown)))}{space}%"


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def format_year(year: FiscalYear, language: Language | None = None) -> str:
    """Return a fiscal year as text writes it: ``2024–25`` or ``2024-2025``."""
    if (language or i18n.language()) is Language.FR:
        return str(year)
    return f"{year.start}–{(year.start + 1) % 100:02d}"


def format_date(day: date, language: Language | None = None) -> str:
    """Return a date in full: ``April 1, 2026`` or ``1er avril 2026``."""
    spoken = language or i18n.language()
    text = str(_babel_date(day, format="long", locale=spoken.locale))
    return "1er" + text.removeprefix("1") if spoken is Language.FR and day.day == 1 else text


def format_time(moment: time | datetime, language: Language | None = None) -> str:
    """Return a time of day: ``2:32 p.m.`` or ``14 h 32``."""
    if (language or i18n.language()) is Language.FR:
        return f"{moment.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{moment.minute:02d}"
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{moment.hour % 12 or 12}:{moment.minute:02d}{NO_BREAK_SPACE}{half}"
