"""Reading the registry's CSV forms: published file, data dump and what departments make of them."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from typing import TYPE_CHECKING, Final

from app.registry.encoding import encoding_of
from app.registry.errors import BrokenTableError, EmptyFileError, TooManyRowsError
from app.registry.schema import FieldKind, schema
from app.registry.tables import MAX_ROWS, Heading, InputTable, Item, Row, is_told, read_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_DELIMITERS: Final = (",", ";", "\t")
_LONGEST_CELL: Final = 2**31 - 1
_CONTENT: Final = re.compile(rb"[^\0 \t\r\n]")
_SAID: Final = re.compile(r'"?sep=([,;|\t])"?[\r\n]*', re.IGNORECASE)
"""The line before the heading by which Excel is told, and tells, what separates the cells."""
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHARED: Final = 20_000
"""How many values of a column are kept once for all rows; a column with more has hardly any twice."""


def read_csv(path: Path, data: bytes) -> InputTable:
    """Return the table that a CSV file holds.

    Args:
        path: where it came from.
        data: its bytes, within the limits.

    Raises:
        app.errors.InputError: it cannot be read for certain, or is no table of ours.
    """
    mark = next((mark for mark in _MARKS if data.startswith(mark)), b"")
    if _CONTENT.search(data, len(mark)) is None:
        raise EmptyFileError(path)
    encoding, told = encoding_of(path, data)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
    said, delimiter = _delimiter(text.readline(), text.readline())
    text.seek(0)
    if said:
        text.readline()
    records = _records(path, text, delimiter, before=1 if said else 0)
    names = next(records, [])
    heading = read_heading(path, "", names, 1)
    rows = tuple(_rows(path, records, heading, len(names)))
    warnings = heading.warnings
    if said or delimiter != ",":
        named = ("tab",) if delimiter == "\t" else ("said",) if said else ()
        warnings = (Item(1, "", delimiter, "delimiter", "", named), *warnings)
    if told:
        warnings = (Item(1, "", told, "encoding"), *warnings)
    places = {column: place for place, column in enumerate(heading.columns)}
    return InputTable(path, "", heading.kind, heading.layout, places, rows, "", warnings)


def _delimiter(first: str, second: str) -> tuple[bool, str]:
    """Return whether the file says itself what separates the cells, and what does.

    Unsaid, it is the first sign that gives a heading with our key.
    """
    said = _SAID.fullmatch(first)
    if said and not is_told([name.strip() for name in next(csv.reader([first]), [])]):
        heading = second.rstrip("\r\n")
        found = said[1] if _names_of(heading, said[1]) else _sign(heading)
        return True, found
    return False, _sign(first.rstrip("\r\n"))


def _sign(heading: str) -> str:
    return next((delimiter for delimiter in _DELIMITERS if _names_of(heading, delimiter)), ",")


def _names_of(heading: str, delimiter: str) -> bool:
    """Whether a line is a heading with our key when a sign divides it."""
    names = next(csv.reader([heading], delimiter=delimiter), [])
    return is_told([name.strip() for name in names])


def _records(path: Path, text: io.TextIOWrapper, delimiter: str, before: int) -> Iterator[list[str]]:
    csv.field_size_limit(min(_LONGEST_CELL, sys.maxsize))  # a long text is the rules' business, not the reader's
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise BrokenTableError(path, reader.line_num + before) from error


def _rows(path: Path, records: Iterator[list[str]], heading: Heading, width: int) -> Iterator[Row]:
    """Yield the rows with our columns alone; what many rows hold is one value in memory."""
    places = tuple(heading.columns.values())
    key = heading.columns["service_id"]
    shared: list[dict[str, str] | None] = [{} if _is_repeated(heading, name) else None for name in heading.columns]
    count = 0
    for number, cells in enumerate(records, 2):
        if not any(cells) or not any(cell and not cell.isspace() for cell in cells):
            continue  # an empty line, or the empty rows that a spreadsheet saves
        count += 1
        if count > MAX_ROWS:
            raise TooManyRowsError(path, MAX_ROWS)
        refused: tuple[Item, ...] = ()
        if len(cells) != width:
            facts = str(len(cells)), str(width)
            refused = (Item(number, "", cells[key] if key < len(cells) else "", "row_length", "", facts),)
            if any("\0" in cell for cell in cells):
                refused = (*refused, Item(number, "", "", "nul_character"))
        whole = cells + [""] * (width - len(cells))
        yield Row(number, _cells(whole, places, shared), refused)


def _cells(cells: Sequence[str], places: Sequence[int], shared: Sequence[dict[str, str] | None]) -> tuple[str, ...]:
    found = []
    for place, values in zip(places, shared, strict=True):
        value = cells[place]
        if "\r" in value:
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        if values is not None and value:
            value = values.setdefault(value, value) if len(values) < _SHARED else values.get(value, value)
        found.append(value)
    return tuple(found)


def _is_repeated(heading: Heading, name: str) -> bool:
    """Whether many rows hold the same value in a column: all but texts and keys."""
    field = schema().resource(heading.kind).fields.get(name)
    return field is None or field.kind not in {FieldKind.TEXT, FieldKind.KEY} or name == "fiscal_yr"
