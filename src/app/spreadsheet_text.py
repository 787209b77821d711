"""Cells as text between us and a spreadsheet: apart by tabs, lines apart by line breaks.

What a spreadsheet would run as a formula is neutralised here, for the clipboard and for tables made
on the way; never for the registry's own form, which is exchanged as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARKS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER: Final = re.compile(r"[-+]?\d[\d ,.\u00a0\u202f]*\s?%?")
_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"(?=\t|\r?\n|\r|$)')
_PLAIN: Final = re.compile(r"[^\t\r\n]*")
_BREAK: Final = re.compile(r"\r?\n|\r")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe makes a text of what would be a formula.

    A number with a sign stays a number. ``restored`` gives the cell back as it was.
    """
    if text[:1].isalnum():
        return text
    return f"'{text}" if _would_run(text.lstrip("'")) else text


def restored(text: str) -> str:
    """Return a cell without the apostrophe that ``harmless`` put before it."""
    return text[1:] if text.startswith("'") and _would_run(text.lstrip("'")) else text


def _would_run(text: str) -> bool:
    return text.lstrip(" ").startswith(_MARKS) and not _NUMBER.fullmatch(text)


def to_tabs(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as a spreadsheet takes them from the clipboard, none of their cells a formula."""
    return "\n".join("\t".join([_written(harmless(cell)) for cell in row]) for row in rows)


def _written(cell: str) -> str:
    flat = _BREAK.sub("\n", cell) if "\r" in cell else cell
    needs_quotes = flat.startswith('"') or "\t" in flat or "\n" in flat
    return '"' + flat.replace('"', '""') + '"' if needs_quotes else flat


def from_tabs(text: str) -> Iterator[list[str]]:
    """Yield the cells of what a spreadsheet put on the clipboard, line by line.

    A cell in quotes may hold tabs and line breaks; quotes that only belong to a text stay. What we
    neutralised ourselves is as it was.
    """
    line: list[str] = []
    for cell, ends_line in _cells(text):
        line.append(restored(cell))
        if ends_line:
            yield line
            line = []
    if line != [""]:
        yield line


def _cells(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each cell, and whether a line ends behind it."""
    at = 0
    while True:
        found = _QUOTED.match(text, at)
        if found is not None and ('""' in found[1] or _PLAIN.fullmatch(found[1]) is None):
            cell = _BREAK.sub("\n", found[1].replace('""', '"'))
        else:
            found = _PLAIN.match(text, at)
            cell = found[0] if found is not None else ""
        at = found.end() if found is not None else len(text)
        if at >= len(text):
            yield cell, False
            return
        line_end = _BREAK.match(text, at)
        yield cell, line_end is not None
        at = line_end.end() if line_end is not None else at + 1
