"""The interface language, the catalogs, and numbers and dates as both languages write them.

Screens use ``_`` and ``ngettext``: they look the text up at each call in the interface
language. Documents use ``catalog(language).gettext``: a French document is exported from
an English window. English is the message id and needs no catalog; a missing French
catalog is an error.
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
from functools import cache
from typing import TYPE_CHECKING

from app.resources import resource
from model.language import Language

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from model.fiscal_year import FiscalYear

NO_BREAK_SPACE = "\u00a0"


class _Interface:
    """Holds the interface language: the one module-level state of the program."""

    language: Language = Language.EN


class MissingCatalogError(Exception):
    """The compiled French catalog is not where it belongs; ``make messages`` builds it."""


@cache
def catalog(language: Language) -> _gettext.NullTranslations:
    """Return the catalog of ``language``.

    Raises:
        MissingCatalogError: the compiled French catalog is missing.
    """
    if language is Language.EN:
        return _gettext.NullTranslations()
    compiled = resource("i18n", language.value, "LC_MESSAGES", "jalon.mo")
    if not compiled.is_file():
        raise MissingCatalogError(str(compiled))
    with compiled.open("rb") as file:
        return _gettext.GNUTranslations(file)


def set_language(language: Language) -> None:
    """Make ``language`` the interface language of this process."""
    catalog(language)  # a missing catalog is told before anything changes
    _Interface.language = language


def language() -> Language:
    """Return the interface language."""
    return _Interface.language


def language_of_system() -> Language:
    """Return the language that the account's settings ask for; English when they ask for neither."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return Language.FR if value.lower().startswith("fr") else Language.EN
    code = locale.getlocale()[0] or ""
    return Language.FR if code.lower().startswith("fr") else Language.EN


def _(message: str) -> str:
    """Return ``message`` in the interface language."""
    return catalog(_Interface.language).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of a counted message in the interface language; not formatted yet."""
    return catalog(_Interface.language).ngettext(singular, plural, count)


def pgettext(context: str, message: str) -> str:
    """Return ``message`` in the interface language, told apart by ``context``."""
    return catalog(_Interface.language).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  gettext's own name
    """Mark ``message`` for extraction; it is translated where it is shown."""
    return message


def format_number(value: float, language: Language | None = None, *, decimals: int = 0) -> str:
    """Return a number with the groups and decimal mark of ``language`` (else the interface's)."""
    spoken = language or _Interface.language
    text = f"{value:,.{decimals}f}"
    if spoken is Language.FR:
        text = text.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return text.replace("-", "−") if value < 0 else text


def format_percent(ratio: float, language: Language | None = None, *, decimals: int = 0) -> str:
    """Return a ratio of 0 to 1 as a percentage: ``50%`` or ``50 %``."""
    spoken = language or _Interface.language
    number = format_number(ratio * 100, spoken, decimals=decimals)
    return f"{number}{NO_BREAK_SPACE}%" if spoken is Language.FR else f"{number}%"


def format_year(year: FiscalYear, language: Language | None = None) -> str:
    """Return a fiscal year as text writes it: ``2024–25`` or ``2024-2025``."""
    spoken = language or _Interface.language
    if spoken is Language.FR:
        return f"{year.start}-{year.start + 1}"
    return f"{year.start}–{(year.start + 1) % 100:02d}"


_MONTHS = {
    Language.EN: (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    Language.FR: (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
}  # fmt: skip


def format_date(day: date, language: Language | None = None) -> str:
    """Return a date in full: ``April 1, 2026`` or ``1er avril 2026``."""
    spoken = language or _Interface.language
    month = _MONTHS[spoken][day.month - 1]
    if spoken is Language.FR:
        first = "1er" if day.day == 1 else str(day.day)
        return f"{first} {month} {day.year}"
    return f"{month} {day.day}, {day.year}"


def format_time(moment: time | datetime, language: Language | None = None) -> str:
    """Return a time of day: ``2:32 p.m.`` or ``14 h 32``."""
    spoken = language or _Interface.language
    if spoken is Language.FR:
        return f"{moment.hour}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{moment.minute:02d}"
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {half}"
