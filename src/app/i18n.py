"""The interface language and the message catalogs.

Screens use ``_`` and ``ngettext``: they look the text up at each call in the interface
language. Documents use ``catalog(language).gettext``: a French document is exported from
an English window. English is the message id and needs no catalog; a missing French
catalog is an error.
"""

from __future__ import annotations

import gettext as _gettext
import os
import sys
from functools import cache

from app.resources import resource
from model.language import Language

if sys.platform == "win32":
    import ctypes

    _FRENCH = 0x0C  # as Windows numbers languages


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
    return _language_of_windows()


def _language_of_windows() -> Language:
    """Return the language of the account on Windows, which sets no variable; English elsewhere."""
    if sys.platform == "win32":
        primary = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF  # the language without its country
        return Language.FR if primary == _FRENCH else Language.EN
    return Language.EN


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
