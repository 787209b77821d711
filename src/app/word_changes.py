"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


class Change(StrEnum):
    """What happened to a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that was kept, removed or added."""

    change: Change
    text: str


def word_changes(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one: what was kept, and what was removed before what was added in its place."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Change.KEPT, "".join(old[start:end])))
            continue
        if start < end:
            pieces.append(Piece(Change.REMOVED, "".join(old[start:end])))
        if first < last:
            pieces.append(Piece(Change.ADDED, "".join(new[first:last])))
    return tuple(_joined(pieces))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join changes that only blanks keep apart: words are easier to follow than crumbs."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        between = 0 < at < len(pieces) - 1 and piece.change is Change.KEPT and piece.text.isspace()
        if between and found and found[-1].change is not Change.KEPT:
            found += [Piece(Change.REMOVED, piece.text), Piece(Change.ADDED, piece.text)]
        else:
            found.append(piece)
    return _sorted_runs(found)


def _sorted_runs(pieces: list[Piece]) -> list[Piece]:
    """Put what was removed in one stretch before what was added."""
    found: list[Piece] = []
    removed, added = "", ""
    for piece in [*pieces, Piece(Change.KEPT, "")]:
        if piece.change is Change.REMOVED:
            removed += piece.text
        elif piece.change is Change.ADDED:
            added += piece.text
        else:
            found += [Piece(Change.REMOVED, removed)] if removed else []
            found += [Piece(Change.ADDED, added)] if added else []
            found += [piece] if piece.text else []
            removed = added = ""
    return found
