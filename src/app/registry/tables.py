"""A table as it was read from a file, before anything is judged, and how its kind and layout are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.registry.errors import KeyColumnError, RepeatedColumnError
from app.registry.layouts import CURRENT, FormerLayout, former_layout
from app.registry.schema import Kind, schema

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

MAX_ROWS = 200_000
OWNER = "owner_org"


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be told of a row: a breach, or how a file was read.

    ``row`` counts as a spreadsheet does; ``cell`` is an address such as ``C6`` in a workbook,
    else blank; ``column`` is a field id or blank; ``facts`` are what its sentence needs.
    """

    row: int
    column: str
    value: str
    rule: str
    cell: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A note for what a former layout says and the record has no field for.

    ``id`` is the one that every import of the same value gives it; ``is_open`` says that a
    planner has to decide something.
    """

    id: str
    field: str
    en: str
    fr: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row in the order of the table's columns.

    ``refused`` and ``warned`` hold what reading alone found. Of a former layout, ``absent``
    names the columns for which this row says nothing that could be taken, and ``notes`` holds
    what is kept beside the record.
    """

    number: int
    cells: Sequence[str]
    refused: tuple[Item, ...] = ()
    warned: tuple[Item, ...] = ()
    absent: frozenset[str] = frozenset()
    notes: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class InputTable:
    """One CSV file or one sheet of a workbook.

    ``columns`` maps the field ids that the table has to their place in a row; ``owner`` is
    the department that a workbook belongs to, blank when the rows say it themselves or
    nothing does. ``letters`` are the columns' letters in a workbook.
    """

    path: Path
    sheet: str
    kind: Kind
    layout: str
    columns: Mapping[str, int]
    rows: tuple[Row, ...]
    owner: str = ""
    warnings: tuple[Item, ...] = ()
    letters: Mapping[str, str] | None = None

    def cell(self, column: str, row: int) -> str:
        """Return the address of a cell in a workbook, blank elsewhere."""
        letter = (self.letters or {}).get(column, "")
        return f"{letter}{row}" if letter else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row of column names says: the kind of table, where its columns stand, what is odd about them."""

    kind: Kind
    columns: Mapping[str, int]
    warnings: tuple[Item, ...]
    layout: str = CURRENT


def told_by(names: Sequence[str]) -> Kind | None:
    """Return the kind of today's table that has such columns, or None."""
    held = frozenset(names)
    if not {"fiscal_yr", "service_id"} <= held:
        return None
    return Kind.STANDARD if "service_standard_id" in held else Kind.SERVICE


def is_told(names: Sequence[str]) -> bool:
    """Whether such columns are those of a table, in today's layout or a former one."""
    return told_by(names) is not None or former_of(names) is not None


def former_of(names: Sequence[str]) -> tuple[FormerLayout, Kind] | None:
    """Return the layout from before 2023 that such columns tell, and the kind of table; None for today's."""
    held = frozenset(names)
    if any(signature <= held for signature in schema().signatures.values()):
        return None
    return former_layout(held)


def read_heading(path: Path, sheet: str, names: Sequence[str], row: int, letters: Sequence[str] = ()) -> Heading:
    """Return what a heading says, in today's layout or in a former one.

    Args:
        path: the file, for the errors.
        sheet: the sheet, blank for CSV.
        names: the column names as they stand.
        row: the row they stand in.
        letters: the letters of the columns in a workbook.

    Raises:
        KeyColumnError: a column of the key is missing.
        RepeatedColumnError: a column of ours stands twice.
    """
    trimmed = [name.strip() for name in names]
    former = former_of(trimmed)
    kind = former[1] if former else told_by(trimmed)
    missing = tuple(name for name in ("fiscal_yr", "service_id") if name not in trimmed)
    if kind is None or missing:
        raise KeyColumnError(path, sheet, missing)
    known = former[0].tables[kind].columns if former else schema().resource(kind).fields.keys()
    columns: dict[str, int] = {}
    for place, name in enumerate(trimmed):
        if name not in known:
            continue
        if name in columns:
            raise RepeatedColumnError(path, sheet, name)
        columns[name] = place
    if former:
        return Heading(kind, columns, _foreign_columns(trimmed, known, row, letters), former[0].id)
    return Heading(kind, columns, _odd_columns(kind, trimmed, row, letters))


def _foreign_columns(
    names: Sequence[str], known: Collection[str], row: int, letters: Sequence[str]
) -> tuple[Item, ...]:
    return tuple(
        Item(row, name, name, "columns", f"{letters[place]}{row}" if letters else "", ("foreign",))
        for place, name in enumerate(names)
        if name not in known and (name or not letters)
    )


def _odd_columns(kind: Kind, names: Sequence[str], row: int, letters: Sequence[str]) -> tuple[Item, ...]:
    resource = schema().resource(kind)
    ours = [name for name in names if name in resource.template_columns]
    in_order = [name for name in resource.template_columns if name in ours]
    missing = [name for name in resource.template_columns if name not in ours]
    found = list(_foreign_columns(names, resource.fields.keys(), row, letters))
    if ours != in_order:
        first = next(name for name, expected in zip(ours, in_order, strict=True) if name != expected)
        found.append(Item(row, first, first, "columns", "", ("order",)))
    if missing:
        found.append(Item(row, "", ", ".join(missing), "columns", "", ("missing", *missing)))
    return tuple(found)
