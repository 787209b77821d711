"""Numbers, dates and fiscal years as both official languages write them.

Babel knows the locales; what it falls short of is ours: it writes "1 avril" where Canadian
French writes "1er avril", and fiscal years have no form of its own.
"""

from __future__ import annotations

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


def format_number(value: float, language: Language | None = None, *, decimals: int = 0) -> str:
    """Return a number with the groups and decimal mark of ``language`` (else the interface's)."""
    spoken = language or i18n.language()
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = _babel_decimal(value, format=pattern, locale=spoken.locale)
    # the narrow space of recent locale data breaks lines in the PDF writer: one kind everywhere
    return text.replace(_NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE).replace("-", "−")


def format_percent(ratio: float, language: Language | None = None, *, decimals: int = 0) -> str:
    """Return a ratio of 0 to 1 as a percentage: ``50%`` or ``50 %``."""
    spoken = language or i18n.language()
    space = NO_BREAK_SPACE if spoken is Language.FR else ""
    return f"{format_number(ratio * 100, spoken, decimals=decimals)}{space}%"


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
