"""Whether an address can be followed by those who read the inventory: its form, never whether the page is there.

The registry takes any text, and published records hold “Yes”, “N/A” or several addresses; so
nothing is refused, and what is odd is said.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from model.language import Language

if TYPE_CHECKING:
    from model.bilingual import Bilingual


class LinkFault(StrEnum):
    """What is odd about an address."""

    NO_ADDRESS = "no_address"  # words such as “Yes” or “N/A”
    NO_SCHEME = "no_scheme"  # www.canada.ca/…
    OTHER_SCHEME = "other_scheme"  # neither http nor https
    BLANKS = "blanks"  # one address with blanks in it, or with words around it
    SEVERAL = "several"
    OTHER_LANGUAGE = "other_language"  # it leads to the page in the other language


_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?://|(?=[^\d/]))", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}|localhost", re.IGNORECASE)
_SEPARATORS: Final = re.compile(r"[\s;|]+|,\s*(?=https?:)")
_MARKS: Final = {
    Language.EN: re.compile(r"(?:^|[/_.-])(?:en|eng|english|anglais)(?=$|[/_.?&])|[_-]e(?=$|\.)", re.IGNORECASE),
    Language.FR: re.compile(r"(?:^|[/_.-])(?:fr|fra|french|francais)(?=$|[/_.?&])|[_-]f(?=$|\.)", re.IGNORECASE),
}
"""How federal sites name the language of a page: /en/, /fra/, -eng.html, index_f.htm."""


def link_fault(text: str, language: Language | None = None) -> LinkFault | None:
    """Return what is odd about an address, or None; a blank field is not.

    Args:
        text: what the field holds.
        language: the language of the readers whom it is for.
    """
    bare = text.strip()
    if not bare:
        return None
    parts = [part for part in _SEPARATORS.split(bare) if part]
    if len(parts) > 1:
        return _several(parts)
    fault = _form(bare)
    if fault is None and language is not None and _is_of(bare, language.other) and not _is_of(bare, language):
        return LinkFault.OTHER_LANGUAGE
    return fault


def link_faults(text: Bilingual) -> tuple[tuple[Language, LinkFault], ...]:
    """Return what is odd about either side of an address."""
    found = ((language, link_fault(text.text(language), language)) for language in Language)
    return tuple((language, fault) for language, fault in found if fault is not None)


def _several(parts: list[str]) -> LinkFault:
    addresses = sum(_form(part) is None for part in parts)
    if addresses == len(parts):
        return LinkFault.SEVERAL
    return (
        LinkFault.BLANKS
        if any(part.lower().startswith(("http:", "https:")) for part in parts)
        else (LinkFault.NO_ADDRESS)
    )


def _form(text: str) -> LinkFault | None:
    scheme = _SCHEME.match(text)
    if scheme is None:
        host = re.split(r"[/?#:]", text, maxsplit=1)[0]
        return LinkFault.NO_SCHEME if _HOST.fullmatch(host) else LinkFault.NO_ADDRESS
    if scheme[1].lower() not in {"http", "https"}:
        return LinkFault.OTHER_SCHEME
    try:
        host = urlsplit(text).hostname or ""
    except ValueError:
        return LinkFault.NO_ADDRESS
    return None if _HOST.fullmatch(host) else LinkFault.NO_ADDRESS


def _is_of(address: str, language: Language) -> bool:
    """Whether the path or the query of an address names a language."""
    parts = urlsplit(address)
    return any(_MARKS[language].search(part) for part in (parts.path, parts.query.replace("=", "/")))
