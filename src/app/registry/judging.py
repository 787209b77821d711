"""Judging what was read: each row is merged with the stored record and asked the registry's rules.

Nothing here touches the plan. Services are judged before standards, whatever the order of
the files, since a standard needs its service.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from app.registry.published import published_otherwise
from app.registry.rules import UNSTORABLE, Breach, Context, as_stored, breaches, is_endless, text_as_stored
from app.registry.schema import Kind, Severity, choices, schema
from app.registry.stored import PUBLISHED, data_columns, key_columns, pairs
from app.registry.tables import OWNER, InputTable, Item, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from app.registry.stored import Key, Records, Values

_FEW = 10  # codes that a sentence still lists


class Outcome(StrEnum):
    """What an import does with a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Options:
    """What an import was asked for.

    ``department`` keeps that department's rows only; ``drafts`` keeps rows that the registry
    would refuse, where their values can be stored.
    """

    department: str | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """What became of one row.

    ``before`` holds the stored values of what would change, None for a new record; ``after``
    the new ones. ``pairs`` names the texts that the file gives in both languages.
    ``storable`` says whether a refused row could be kept as a draft.
    """

    table: int
    number: int
    kind: Kind
    key: Key
    outcome: Outcome
    before: Mapping[str, str] | None
    after: Mapping[str, str]
    pairs: tuple[str, ...]
    items: tuple[Item, ...]
    storable: bool = True


@dataclass
class FileReport:
    """What became of one file or sheet; grows while its rows are judged."""

    path: Path
    sheet: str
    kind: str
    layout: str
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    rejected: list[Item] = field(default_factory=list)
    warnings: list[Item] = field(default_factory=list)


@dataclass(frozen=True)
class Judgement:
    """What an import would do: a report for each file and sheet, in the order given, and every row."""

    files: tuple[FileReport, ...]
    rows: tuple[JudgedRow, ...]

    @property
    def has_refused(self) -> bool:
        """Whether anything was refused."""
        return any(report.rejected for report in self.files)

    @property
    def writes(self) -> tuple[JudgedRow, ...]:
        """Return the rows that are taken, in the order in which they count."""
        return tuple(row for row in self.rows if row.outcome is not Outcome.REFUSED)


def judge(tables: Sequence[InputTable], records: Records, options: Options) -> Judgement:
    """Return what importing ``tables`` would do; ``records`` goes along with what they would store."""
    reports = tuple(
        FileReport(table.path, table.sheet, table.kind.plural, table.layout, warnings=list(table.warnings))
        for table in tables
    )
    rows: list[JudgedRow] = []
    for kind in Kind:
        for index, table in enumerate(tables):
            if table.kind is kind:
                rows.extend(_Judge(table, index, reports[index], records, options).rows())
    return Judgement(reports, tuple(rows))


class _Judge:
    """Judges the rows of one table, one after the other."""

    def __init__(self, table: InputTable, index: int, report: FileReport, records: Records, options: Options) -> None:
        self._table = table
        self._index = index
        self._report = report
        self._records = records
        self._options = options
        self._fields = schema().resource(table.kind).fields
        self._columns = tuple(name for name in data_columns(table.kind) if name in table.columns)
        self._pairs = tuple(pair for pair in pairs(table.kind) if {f"{pair}_en", f"{pair}_fr"} <= table.columns.keys())
        self._held = records.values[table.kind]

    def rows(self) -> Iterable[JudgedRow]:
        keyed = [(row, self._key(row)) for row in self._table.rows]
        keyed = [(row, key) for row, key in keyed if self._is_asked_for(row, key)]
        last = {key: row.number for row, key in keyed if self._is_whole(row, key)}
        for row, key in keyed:
            if self._is_whole(row, key) and last[key] != row.number:
                place = key_columns(self._table.kind)[-1]
                self._report.warnings.append(
                    Item(
                        row.number,
                        place,
                        key[-1],
                        "duplicate_key",
                        self._table.cell(place, row.number),
                        (str(last[key]),),
                    )
                )
                continue
            judged = self._judged(row, key)
            self._report.counts[judged.outcome] += 1
            yield judged

    def _value(self, row: Row, column: str) -> str:
        place = self._table.columns.get(column)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _key(self, row: Row) -> Key:
        owner = self._value(row, OWNER).strip() or self._table.owner or self._records.about.department
        names = key_columns(self._table.kind)
        return (owner, *(as_stored(self._fields[name], self._value(row, name)) for name in names))

    def _is_asked_for(self, row: Row, key: Key) -> bool:
        """Whether the row belongs to the department that was asked for; a row that is cut off is told in any case."""
        asked = self._options.department
        return asked is None or key[0] == asked or any(item.rule == "row_length" for item in row.refused)

    def _is_whole(self, row: Row, key: Key) -> bool:
        return all(key) and not any(item.rule == "row_length" for item in row.refused)

    def _judged(self, row: Row, key: Key) -> JudgedRow:
        before = self._held.get(key)
        if any(item.rule == "row_length" for item in row.refused):
            nul = [Item(row.number, "", "", "nul_character")] if any("\0" in cell for cell in row.cells) else []
            return self._refuse(row, key, (*row.refused, *nul), {})
        written = {name: self._value(row, name) for name in self._columns}
        merged = {**(before or dict.fromkeys(data_columns(self._table.kind), "")), **written}
        after = {name: as_stored(self._fields[name], value) for name, value in written.items()}
        if self._table.kind is Kind.STANDARD:
            merged |= dict.fromkeys(PUBLISHED, "")  # what was published before is no fault of this row
        read = {item.column for item in row.refused}  # a formula was refused as such, whatever its text looks like
        found = tuple(
            breach
            for breach in breaches(self._table.kind, merged | self._named(row, key), self._context(key))
            if breach.field not in read
        )
        owner = [Item(row.number, OWNER, key[0], "nul_character")] if "\0" in key[0] else []
        rejected = [
            *row.refused,
            *owner,
            *(self._item(row, breach) for breach in found if breach.severity is Severity.REJECT),
        ]
        unstorable = any(self._cannot_be_stored(item) for item in rejected)
        if rejected and (unstorable or not self._options.drafts):
            return self._refuse(row, key, tuple(rejected), after, storable=not unstorable)
        self._report.warnings.extend(rejected)
        self._warn(row, found)
        return self._taken(row, key, before, after)

    def _taken(self, row: Row, key: Key, before: Values | None, after: Values) -> JudgedRow:
        ours = {**(before or dict.fromkeys(data_columns(self._table.kind), "")), **after}
        kept, told = published_otherwise(self._table, row, ours | {OWNER: key[0]}, self._records)
        self._report.warnings.extend(told)
        after = after | kept
        if before is None:
            outcome, changed, old = Outcome.ADDED, after, None
        else:
            changed = {name: value for name, value in after.items() if before[name] != value}
            outcome = Outcome.CHANGED if changed else Outcome.UNCHANGED
            old = {name: before[name] for name in changed}
        self._held[key] = ours | kept
        filled = tuple(pair for pair in self._pairs if ours[f"{pair}_en"] and ours[f"{pair}_fr"])
        return JudgedRow(self._index, row.number, self._table.kind, key, outcome, old, changed, filled, ())

    def _refuse(
        self, row: Row, key: Key, items: tuple[Item, ...], after: Values, *, storable: bool = False
    ) -> JudgedRow:
        self._report.rejected.extend(items)
        before = self._held.get(key)
        old = None if before is None else {name: before[name] for name in after if before[name] != after[name]}
        new = after if old is None else {name: after[name] for name in old}
        kind, filled = self._table.kind, tuple(p for p in self._pairs if after.get(f"{p}_en") and after.get(f"{p}_fr"))
        return JudgedRow(self._index, row.number, kind, key, Outcome.REFUSED, old, new, filled, items, storable)

    def _named(self, row: Row, key: Key) -> Values:
        """Return the key as it was written, under the registry's field ids."""
        return {name: self._value(row, name) for name in key_columns(self._table.kind)} | {OWNER: key[0]}

    def _context(self, key: Key) -> Context:
        has_service = not all(key[:3]) or key[:3] in self._records.values[Kind.SERVICE]
        return Context(key[0], self._records.programs, has_service)

    def _item(self, row: Row, breach: Breach) -> Item:
        cell = self._table.cell(breach.field, row.number)
        return Item(row.number, breach.field, breach.value, breach.rule, cell, self._facts(breach))

    def _facts(self, breach: Breach) -> tuple[str, ...]:
        """Return what the sentence about a breach names: lengths, or the codes that are allowed."""
        found = self._fields.get(breach.field)
        if found is None:
            return ()
        if breach.rule == "max_length":
            return (str(len(text_as_stored(breach.value))), str(found.max_length))
        codes = [choice.code for choice in choices(found.choices)] if breach.rule in {"choice", "choices"} else []
        if not codes:
            return ()
        return (", ".join(codes) if len(codes) <= _FEW else f"{codes[0]} … {codes[-1]}",)

    def _cannot_be_stored(self, item: Item) -> bool:
        is_key = item.column in key_columns(self._table.kind)
        field = self._fields.get(item.column)
        endless = field is not None and is_endless(field, item.value)
        return item.rule in UNSTORABLE or endless or (item.rule == "required" and is_key)

    def _warn(self, row: Row, found: tuple[Breach, ...]) -> None:
        told = [self._item(row, b) for b in found if b.severity in {Severity.ALTERED, Severity.TEMPLATE}]
        known = {(item.column, item.rule) for item in told}
        told += [item for item in row.warned if (item.column, item.rule) not in known]
        self._report.warnings.extend(replace(item) for item in told)
