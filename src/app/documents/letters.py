"""What letters a document can show, and how long its lines may be."""

from __future__ import annotations

import unicodedata

_LONGEST = 400  # letters of a line of contents; the registry takes names of 350
_CONTROL = frozenset({"Cc", "Cs"})


def cut(text: str) -> str:
    """Return a line that is far too long for contents and pictures cut at a word."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:.") + "…"


def is_shown(char: str) -> bool:
    """Whether readers can be shown ``char``: no control, half a pair, or code that stands for no character."""
    code = ord(char)
    return unicodedata.category(char) not in _CONTROL and code & 0xFFFE != 0xFFFE and not 0xFDD0 <= code <= 0xFDEF
