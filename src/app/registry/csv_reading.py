"""Reading the registry's CSV forms: published file, data dump and what departments make of them."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

from app.registry.encoding import decode
from app.registry.errors import BrokenTableError, EmptyFileError, TooManyRowsError
from app.registry.tables import CURRENT, MAX_ROWS, Heading, InputTable, Item, Row, read_heading, told_by

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DELIMITERS = (",", ";", "\t")
_LONGEST_CELL = 2**31 - 1


def read_csv(path: Path, data: bytes) -> InputTable:
    """Return the table that a CSV file holds.

    Args:
        path: where it came from.
        data: its bytes, within the limits.

    Raises:
        app.errors.InputError: it cannot be read for certain, or is no table of ours.
    """
    text, encoding = decode(path, data)
    if not text.strip("\0 \t\r\n"):
        raise EmptyFileError(path)
    delimiter = _delimiter(text)
    records = _records(path, text, delimiter)
    names = next(records, [])
    heading = read_heading(path, "", names, 1)
    rows = tuple(_rows(path, records, heading, len(names)))
    warnings = heading.warnings
    if delimiter != ",":
        named = ("tab",) if delimiter == "\t" else ()
        warnings = (Item(1, "", delimiter, "delimiter", "", named), *warnings)
    if encoding:
        warnings = (Item(1, "", encoding, "encoding"), *warnings)
    return InputTable(path, "", heading.kind, CURRENT, heading.columns, rows, "", warnings)


def _delimiter(text: str) -> str:
    """Return what separates the cells: the first sign that gives a heading with our key."""
    end = min((place for place in (text.find("\n"), text.find("\r")) if place >= 0), default=len(text))
    first = text[:end]
    for delimiter in _DELIMITERS:
        names = next(csv.reader([first], delimiter=delimiter), [])
        if told_by([name.strip() for name in names]) is not None:
            return delimiter
    return ","


def _records(path: Path, text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(min(_LONGEST_CELL, sys.maxsize))  # a long text is the rules' business, not the reader's
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise BrokenTableError(path, reader.line_num) from error


def _rows(path: Path, records: Iterator[list[str]], heading: Heading, width: int) -> Iterator[Row]:
    ours = frozenset(heading.columns.values())
    key = heading.columns["service_id"]
    for number, cells in enumerate(records, 2):
        if number > MAX_ROWS + 1:
            raise TooManyRowsError(path, MAX_ROWS)
        if not any(
            cell and not cell.isspace() for cell in cells
        ):  # an empty line, or the empty rows that a spreadsheet saves
            continue
        refused: tuple[Item, ...] = ()
        if len(cells) != width:
            refused = (
                Item(
                    number, "", cells[key] if key < len(cells) else "", "row_length", "", (str(len(cells)), str(width))
                ),
            )
        texts = [
            cell.replace("\r\n", "\n").replace("\r", "\n") if place in ours and "\r" in cell else cell
            for place, cell in enumerate(cells)
        ]
        yield Row(number, texts, refused)
