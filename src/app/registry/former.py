"""Translating a table of a layout from before 2023 into today's columns, row by row.

What each column and value is today is data of ``registry/layouts``. A value that cannot be
mapped is told and kept in a note; the field keeps what the plan holds. No row is lost: an
identifier that stands twice in a year gets a second name.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.registry.former_notes import note_of_columns, note_of_value
from app.registry.former_programs import ProgramFinder
from app.registry.former_values import Reading, Told, read_value
from app.registry.layouts import CURRENT, department_named, layout_of, plain, squeezed_names
from app.registry.rules import is_storable
from app.registry.schema import FieldKind, Kind, schema
from app.registry.stored import QUARTERS, key_columns
from app.registry.tables import OWNER, InputTable, Item, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.registry.layouts import FieldSource
    from app.registry.stored import Key, Records
    from app.registry.tables import Kept


def in_todays_columns(table: InputTable, records: Records) -> InputTable:
    """Return a table in today's columns; one that has them already is returned as it is.

    Args:
        table: what was read.
        records: what the plan holds: its department, whose the rows are where the file does
            not say it, its programs, and which services its identifiers belong to.
    """
    if table.layout == CURRENT:
        return table
    return _Translator(table, records).translated()


@dataclass
class _Draft:
    """One row while it is translated: what was found of it, and what is to be told."""

    number: int
    cells: dict[str, str]
    found: dict[str, str] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    told: list[tuple[str, str, Told]] = field(default_factory=list)  # field, column, what
    refused: list[Item] = field(default_factory=list)

    def take(self, name: str, column: str, read: Reading) -> None:
        """Note what a column gave for one of today's fields."""
        if read.value is None:
            self.absent.add(name)
        else:
            self.found[name] = read.value
        self.told.extend((name, column, told) for told in read.told)

    def item(self, column: str, told: Told) -> Item:
        """Return what is told of a column in the form of every other breach."""
        return Item(self.number, column, told.value, told.rule, "", (f"former {told.what}", *told.facts))


class _Translator:
    """Translates the rows of one table, one after the other."""

    def __init__(self, table: InputTable, records: Records) -> None:
        self._table = table
        self._about = records.about
        self._department = table.owner or records.about.department
        self._services = records.values[Kind.SERVICE]
        self._layout = layout_of(table.layout)
        self._former = self._layout.tables[table.kind]
        self._fields = schema().resource(table.kind).fields
        self._programs = ProgramFinder(records.programs)
        self._sources = tuple(source for source in self._former.fields if self._stands(source))
        summed = {source.field for source in self._sources if self._is_summed(source)}
        quarters = [name for name, (summed_field, _quarter) in QUARTERS.items() if summed_field in summed]
        self._names = (*(source.field for source in self._sources), *quarters)
        self._seen: dict[Key, dict[tuple[str, ...], int]] = {}
        self._names_by_id = self._service_names() if self._layout.has_local_ids else {}

    def translated(self) -> InputTable:
        """Return the table in today's columns."""
        columns = {name: place for place, name in enumerate(self._names)}
        return replace(self._table, columns=columns, rows=tuple(map(self._row, self._table.rows)), letters=None)

    def _service_names(self) -> dict[tuple[str, str], frozenset[str]]:
        """Return what the services of the plan are called, by department and identifier."""
        found: dict[tuple[str, str], frozenset[str]] = {}
        for (owner, _year, identifier), values in self._services.items():
            names = squeezed_names([values["service_name_en"], values["service_name_fr"]])
            found[owner, identifier] = found.get((owner, identifier), frozenset()) | names
        return found

    def _give_way(self, draft: _Draft, source: FieldSource) -> None:
        """Take the other identifier where the first one belongs to another service of the plan.

        A standard does not name its service: it goes where the service of that year went.
        """
        other = draft.cells.get(source.instead, "").strip()
        owner = draft.found.get(OWNER) or self._department
        identifier = draft.found.get(source.field, "")
        if not other or other == identifier:
            return
        if self._table.kind is Kind.STANDARD:
            is_anothers = (owner, draft.found.get("fiscal_yr", ""), other) in self._services
        else:
            names = squeezed_names([draft.cells.get("service_name_en", ""), draft.cells.get("service_name_fr", "")])
            known = self._names_by_id.get((owner, identifier), frozenset())
            is_anothers = bool(known and names and not known & names)
        if is_anothers:
            draft.found[source.field] = other
            told = Told("taken", identifier, "duplicate_key", (other,), is_open=False)
            draft.told.append((source.field, source.columns[0], told))

    def _stands(self, source: FieldSource) -> bool:
        return any(column in self._table.columns for column in source.columns) or self._is_summed(source)

    def _is_summed(self, source: FieldSource) -> bool:
        """Whether the quarters are added up: all of them stand, and no column gives the year."""
        columns = self._table.columns.keys()
        return bool(source.quarters) and set(source.quarters) <= columns and not set(source.columns) & columns

    def _row(self, row: Row) -> Row:
        draft = _Draft(row.number, {name: row.cells[place] for name, place in self._table.columns.items()})
        for source in self._sources:
            self._take(draft, source)
            if source.instead and self._layout.has_local_ids:
                self._give_way(draft, source)
        cells = [draft.found.get(name, "") for name in self._names]
        if row.refused:  # cut off: told as such, and nothing else of it
            return replace(row, cells=tuple(cells))
        key = self._named_key(draft, cells)
        kept = {name: text for name in self._former.kept if (text := draft.cells.get(name, "").strip())}
        warned = [draft.item(column, told) for _field, column, told in draft.told]
        warned += [
            draft.item(name, Told("column", text, "columns"))
            for name, text in kept.items()
            if plain(text) not in self._layout.silent
        ]
        notes = self._notes(key, draft.told, kept)
        return Row(row.number, tuple(cells), tuple(draft.refused), tuple(warned), frozenset(draft.absent), tuple(notes))

    def _named_key(self, draft: _Draft, cells: list[str]) -> Key:
        """Return the row's key; one that other cells had before gets a second name in ``cells``."""
        names = key_columns(self._table.kind)
        key: Key = (draft.found.get(OWNER) or self._department, *(draft.found.get(name, "") for name in names))
        if not all(key):
            return key
        met = self._seen.setdefault(key, {})
        again = met.setdefault(tuple(cells), len(met))
        if not again:
            return key
        renamed = f"{key[-1]} ({again + 1})"
        cells[self._names.index(names[-1])] = renamed
        draft.told.append((names[-1], names[-1], Told("twice", key[-1], "duplicate_key", (renamed,))))
        return (*key[:-1], renamed)

    def _notes(self, key: Key, told: Sequence[tuple[str, str, Told]], kept: dict[str, str]) -> list[Kept]:
        place = self._table.kind, key
        notes = [note_of_value(self._layout, place, name, column, one) for name, column, one in told if one.is_kept]
        return [*notes, note_of_columns(self._layout, place, kept)] if kept else notes

    def _take(self, draft: _Draft, source: FieldSource) -> None:
        columns = [name for name in source.columns if name in draft.cells]
        if source.form == "department":
            self._take_department(draft, source, columns)
        elif source.form == "programs":
            names = [draft.cells[name] for name in columns]
            codes = [draft.cells[name] for name in source.also if name in draft.cells]
            owner = draft.found.get(OWNER) or self._department
            found = self._programs.find(names, codes, owner, draft.found.get("fiscal_yr", ""))
            draft.take(source.field, columns[0], found)
        elif self._is_summed(source):
            self._add_up(draft, source)
        elif odd := _unmet(draft, source):
            text = draft.cells[columns[0]]
            read = Reading(None, (Told("target", text, "target_range", (odd,)),)) if text.strip() else Reading("")
            draft.take(source.field, columns[0], read)
        else:
            self._take_first(draft, source, columns)

    def _take_first(self, draft: _Draft, source: FieldSource, columns: Sequence[str]) -> None:
        """Take the first column that says something; another value in a later one is told and kept."""
        filled = [name for name in columns if draft.cells[name].strip()]
        if not filled:
            draft.take(source.field, columns[0], Reading(""))
            return
        first, *others = filled
        read = self._read(source, draft.cells[first])
        if read.value is None and source.field in key_columns(self._table.kind):
            read = Reading(draft.cells[first])  # the row is refused for it, and says so
        if source.form == "key":
            if first != columns[0]:
                read = replace(read, told=(Told("key", draft.cells[first], "required", is_kept=False),))
            others = []  # a second identifier is kept by its own column
        known = self._fields.get(source.field)
        if known is not None and known.kind is FieldKind.DERIVED:  # compared only: its unit is no question
            read = replace(read, told=tuple(told for told in read.told if told.is_kept))
        draft.take(source.field, first, read)
        for name in others:
            if self._read(source, draft.cells[name]).value != read.value:
                told = Told("differs", draft.cells[name], "columns", (read.value or draft.cells[first],), is_open=False)
                draft.told.append((source.field, name, told))

    def _take_department(self, draft: _Draft, source: FieldSource, columns: Sequence[str]) -> None:
        """Take the first code or name that means a department; where none does, the row is refused."""
        filled = {name: text for name in columns if (text := draft.cells[name].strip())}
        found = next((code for text in filled.values() if (code := department_named(text, self._about.names))), "")
        if not found and OWNER in filled:  # a code that the list does not have yet
            found = filled[OWNER]
        if found or not filled:
            draft.found[source.field] = found
            return
        column, text = next(iter(filled.items()))
        draft.found[source.field] = text
        draft.refused.append(draft.item(column, Told("department", text, "choice")))

    def _add_up(self, draft: _Draft, source: FieldSource) -> None:
        total, is_known = 0, False
        for quarter, column in enumerate(source.quarters, 1):
            read = self._read(source, draft.cells[column])
            draft.take(f"{source.field}_q{quarter}", column, read)
            if read.value:
                total, is_known = total + int(read.value), True
        draft.found[source.field] = str(total) if is_known else ""

    def _read(self, source: FieldSource, text: str) -> Reading:
        """Return what a text is today, and nothing that the plan could not store."""
        read = read_value(text, source, self._layout)
        known = self._fields.get(source.field)
        if not read.value or known is None or known.kind in {FieldKind.KEY, FieldKind.DERIVED, FieldKind.TEXT}:
            return read
        return read if is_storable(known, read.value) else Reading(None, (Told("unmapped", text, "choice"),))


def _unmet(draft: _Draft, source: FieldSource) -> str:
    """Return the value by which the field is not to be taken, such as a target that is no share; else blank."""
    for column, allowed in source.only.items():
        value = draft.cells.get(column, "")
        if plain(value) not in allowed:
            return value
    return ""
