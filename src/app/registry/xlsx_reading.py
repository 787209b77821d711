"""Reading the registry's workbook: sheets by name, fields by the ids of row 3, records from row 6."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from app.errors import InputError
from app.registry.errors import (
    BrokenWorkbookError,
    FormerLayoutError,
    NoDataSheetError,
    SheetFormError,
    TooManyRowsError,
)
from app.registry.layouts import CURRENT
from app.registry.rules import OUTER_SPACE
from app.registry.schema import Field, FieldKind, Kind, schema
from app.registry.tables import MAX_ROWS, Heading, InputTable, Item, Row, former_of, read_heading
from app.registry.xlsx_opening import check_limits, opened, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

ID_ROW = 3
EXAMPLE_ROW = 5
FIRST_ROW = 6
_LAST_ROW = 1_048_576
_WIDEST = 1_000
_EXAMPLES = ("e.g.", "ex.")
_TRUTHS = {"=TRUE()": "TRUE", "=FALSE()": "FALSE"}


def read_xlsx(path: Path) -> tuple[InputTable, ...]:
    """Return the tables of a workbook, one a sheet.

    Raises:
        app.errors.InputError: it cannot be read, is beyond the limits, or is no workbook of the registry.
    """
    check_limits(path)
    with opened(path) as book:
        try:
            tables = tuple(_sheets(path, book))
        except InputError:
            raise
        except Exception as error:
            # openpyxl reads sheets as they are iterated and lets through whatever a malformed one makes
            raise BrokenWorkbookError(path) from error
    if not tables:
        raise NoDataSheetError(path)
    return tables


def _sheets(path: Path, book: Any) -> Iterator[InputTable]:
    names = {kind.value: kind for kind in Kind}
    for sheet in book.worksheets:
        name = sheet.title.strip().lower()
        if name == "reference":  # the registry stops reading here
            return
        if name in names:
            yield _table(path, sheet, names[name])


def _table(path: Path, sheet: Any, named: Kind) -> InputTable:
    top = list(sheet.iter_rows(min_row=1, max_row=EXAMPLE_ROW, max_col=_WIDEST))
    top += [()] * (EXAMPLE_ROW - len(top))
    ids = [_plain(cell.value).strip() for cell in top[ID_ROW - 1]]
    marker, owner, names = ids[:1], ids[1:2], ids[2:]
    while names and not names[-1]:
        names.pop()
    if former := former_of(names):
        raise FormerLayoutError(path, former[0].id)
    if marker != [schema().version_marker]:
        raise SheetFormError(path, sheet.title, f"A{ID_ROW}", schema().version_marker)
    example = _plain(top[EXAMPLE_ROW - 1][0].value).strip().lower() if top[EXAMPLE_ROW - 1] else ""
    if example not in _EXAMPLES:
        raise SheetFormError(path, sheet.title, f"A{EXAMPLE_ROW}", " / ".join(_EXAMPLES))
    letters = [get_column_letter(place + 3) for place in range(len(names))]
    heading = read_heading(path, sheet.title, names, ID_ROW, letters)
    if heading.kind is not named:
        raise SheetFormError(path, sheet.title, f"C{ID_ROW}", ", ".join(schema().resource(named).key))
    by_column = {column: letters[place] for column, place in heading.columns.items()}
    rows = tuple(_rows(path, sheet, heading, by_column))
    return InputTable(
        path,
        sheet.title,
        heading.kind,
        CURRENT,
        {column: place for place, column in enumerate(heading.columns)},
        rows,
        owner[0] if owner else "",
        heading.warnings,
        by_column,
    )


def _rows(path: Path, sheet: Any, heading: Heading, letters: dict[str, str]) -> Iterator[Row]:
    resource = schema().resource(heading.kind)
    fields = [(resource.fields[column], place + 2) for column, place in heading.columns.items()]
    width = max(place for _field, place in fields) + 1
    count = 0
    for number, cells in enumerate(sheet.iter_rows(min_row=FIRST_ROW, max_col=width), FIRST_ROW):
        if number > _LAST_ROW:
            return
        row = _row(number, cells, fields, letters)
        if row is None:
            continue
        count += 1  # rows that hold something: one stray cell far below makes no table longer
        if count > MAX_ROWS:
            raise TooManyRowsError(path, MAX_ROWS)
        yield row


def _row(number: int, cells: Sequence[Any], fields: list[tuple[Field, int]], letters: dict[str, str]) -> Row | None:
    """Return the values of one row, or None when it holds nothing of ours."""
    if not any(cells[place].value is not None for _field, place in fields if place < len(cells)):
        return None
    values: list[str] = []
    refused: list[Item] = []
    warned: list[Item] = []
    for field, place in fields:
        cell = cells[place] if place < len(cells) else None
        written = "" if cell is None or cell.value is None else _written(cell, field)
        address = f"{letters[field.id]}{number}"
        value = _as_uploaded(field, written)
        values.append(value)
        if cell is not None and cell.data_type == "f" and written.startswith("="):
            refused.append(Item(number, field.id, written, "formula", address))
        elif written.startswith("="):
            warned.append(Item(number, field.id, written, "formula", address, ("text",)))
        if any("\ud800" <= character <= "\udfff" for character in value):
            refused.append(Item(number, field.id, value.encode("utf-8", "replace").decode(), "nul_character", address))
        if field.kind in {FieldKind.KEY, FieldKind.CODE} and written.strip(OUTER_SPACE) != written and value:
            warned.append(Item(number, field.id, written, "outer_space", address))
    if not any(values):
        return None
    return Row(number, values, tuple(refused), tuple(warned))


def _plain(value: object) -> str:
    return "" if value is None else unescaped(str(value))


def _written(cell: Any, field: Field) -> str:
    """Return what a cell shows as text: a number with its own digits, a date in ISO form."""
    if cell.data_type == "f":
        return _formula(cell.value)
    value = cell.value
    if isinstance(value, float) and field.kind is FieldKind.DECIMAL:
        return format(Decimal(repr(value)), "f")
    match value:
        case str():
            return unescaped(value).replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return str(value).upper()
        case datetime() | date():
            return value.isoformat().removesuffix("T00:00:00")
        case _:
            return str(value)


def _formula(value: Any) -> str:
    """Return a formula's text; the two that stand for a truth value are one."""
    text = value if isinstance(value, str) else f"={getattr(value, 'text', None) or ''}"
    return _TRUTHS.get(text.upper(), text)


def _as_uploaded(field: Field, written: str) -> str:
    """Return what the registry takes a cell for when a workbook is uploaded.

    Source:
        Registry schema, ``workbook.upload``.
    """
    match field.kind:
        case _ if not written.strip():
            return ""
        case FieldKind.CODES:
            return ",".join(part.strip() for part in written.split(","))
        case FieldKind.CODE:
            return (written.partition(":")[0] if field.full_text else written).strip()
        case FieldKind.KEY | FieldKind.DECIMAL:
            return written.strip()
        case FieldKind.VOLUME:
            bare = "".join(character for character in written if character not in "$," and not character.isspace())
            return bare.removesuffix(".0")
        case _:
            return written
