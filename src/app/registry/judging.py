"""Judging what was read: each row is merged with the stored record and asked the registry's rules.

Nothing here touches the plan. Services are judged before standards, whatever the order of
the files, since a standard needs its service.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from app.registry.former import in_todays_columns
from app.registry.layouts import CURRENT, has_local_ids
from app.registry.published import published_otherwise
from app.registry.rules import UNSTORABLE, Breach, Context, as_stored, breaches, is_endless, text_as_stored
from app.registry.schema import Kind, Severity, choices, schema
from app.registry.stored import PUBLISHED, data_columns, import_columns, key_columns, packed, pairs, unpacked
from app.registry.tables import OWNER, InputTable, Item, Kept, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from app.registry.stored import Key, Records, Values

_FEW = 10  # codes that a sentence still lists
_TOLD_EACH = 1_000  # rows after which progress is told
_UNSURE = frozenset({"row_length", "choice"})
"""Rules that reading alone refuses a row by, and that leave it unsure whose the row is."""


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
    ``storable`` says whether a refused row could be kept as a draft; ``items`` are the reasons
    of a refusal, ``warnings`` what else is told of the row. ``notes`` are new notes on the
    record.
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
    warnings: tuple[Item, ...] = ()
    notes: tuple[Kept, ...] = ()


@dataclass
class FileReport:
    """What became of one file or sheet; grows while its rows are judged.

    ``about`` are the warnings that no row of the result tells: how the file was read, and rows
    that stand again further down.
    """

    path: Path
    sheet: str
    kind: str
    layout: str
    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    rejected: list[Item] = field(default_factory=list)
    warnings: list[Item] = field(default_factory=list)
    about: list[Item] = field(default_factory=list)


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


def judge(
    tables: Sequence[InputTable],
    records: Records,
    options: Options,
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> Judgement:
    """Return what importing ``tables`` would do; ``records`` goes along with what they would store.

    Tables of a layout from before 2023 are judged in today's columns, and always as drafts:
    they lack what is required today. ``progress`` is told now and then how many rows of how
    many are done.
    """
    reports = tuple(
        FileReport(
            table.path,
            table.sheet,
            table.kind.plural,
            table.layout,
            warnings=list(table.warnings),
            about=list(table.warnings),
        )
        for table in tables
    )
    rows: list[JudgedRow] = []
    total = sum(len(table.rows) for table in tables)
    for kind in Kind:
        for index, table in sorted(enumerate(tables), key=lambda one: has_local_ids(one[1].layout)):
            if table.kind is kind:
                today = in_todays_columns(table, records)
                for row in _Judge(today, index, reports[index], records, options).rows():
                    rows.append(row)
                    if len(rows) % _TOLD_EACH == 0:
                        progress(len(rows), total)
    return Judgement(reports, tuple(rows))


class _Judge:
    """Judges the rows of one table, one after the other."""

    def __init__(self, table: InputTable, index: int, report: FileReport, records: Records, options: Options) -> None:
        self._table = table
        self._index = index
        self._report = report
        self._records = records
        self._options = options
        self._is_former = table.layout != CURRENT
        self._keeps_drafts = options.drafts or self._is_former
        self._fields = schema().resource(table.kind).fields
        self._columns = tuple(name for name in import_columns(table.kind) if name in table.columns)
        self._blank = dict.fromkeys(data_columns(table.kind), "")
        self._pairs = tuple(pair for pair in pairs(table.kind) if {f"{pair}_en", f"{pair}_fr"} <= table.columns.keys())
        self._held = records.values[table.kind]

    def rows(self) -> Iterable[JudgedRow]:
        keyed = [(row, self._key(row)) for row in self._table.rows]
        keyed = [(row, key) for row, key in keyed if self._is_asked_for(row, key)]
        counting = reversed(keyed) if self._is_former else keyed  # a former row that stands again is the same
        last = {key: row.number for row, key in counting if self._is_whole(row, key)}
        for row, key in keyed:
            if self._is_whole(row, key) and last[key] != row.number:
                yield from self._repeated(row, key, last[key])
                continue
            judged = self._judged(row, key)
            self._report.counts[judged.outcome] += 1
            yield judged

    def _repeated(self, row: Row, key: Key, counts: int) -> Iterable[JudgedRow]:
        """Tell of a row whose key stands again further down; in a former layout it is the same row again."""
        place = key_columns(self._table.kind)[-1]
        cell = self._table.cell(place, row.number)
        told = Item(row.number, place, key[-1], "duplicate_key", cell, (str(counts),))
        self._report.warnings.append(told)
        if not self._is_former:
            self._report.about.append(told)
        else:
            self._report.counts[Outcome.UNCHANGED] += 1
            kind = self._table.kind
            yield JudgedRow(self._index, row.number, kind, key, Outcome.UNCHANGED, {}, {}, (), (), warnings=(told,))

    def _value(self, row: Row, column: str) -> str:
        place = self._table.columns.get(column)
        return row.cells[place] if place is not None and place < len(row.cells) else ""

    def _key(self, row: Row) -> Key:
        owner = self._value(row, OWNER).strip() or self._table.owner or self._records.about.department
        names = key_columns(self._table.kind)
        return (owner, *(as_stored(self._fields[name], self._value(row, name)) for name in names))

    def _is_asked_for(self, row: Row, key: Key) -> bool:
        """Whether the row is of the department that was asked for; one of which that is unsure is told in any case."""
        asked = self._options.department
        return asked is None or key[0] == asked or any(item.rule in _UNSURE for item in row.refused)

    def _is_whole(self, row: Row, key: Key) -> bool:
        return all(key) and not any(item.rule == "row_length" for item in row.refused)

    def _judged(self, row: Row, key: Key) -> JudgedRow:
        before = self._held.get(key)
        if any(item.rule == "row_length" for item in row.refused):
            return self._refuse(row, key, row.refused, {})
        written = {name: self._value(row, name) for name in self._columns if name not in row.absent}
        merged = {**(unpacked(before) if before else self._blank), **written}
        after = {name: self._as_stored(name, value) for name, value in written.items()}
        if self._table.kind is Kind.STANDARD:
            merged |= dict.fromkeys(PUBLISHED, "")  # what was published before is no fault of this row
        read = {item.column for item in row.refused}  # a formula was refused as such, whatever its text looks like
        found = tuple(
            breach
            for breach in breaches(self._table.kind, {**merged, **self._named(row, key)}, self._context(key))
            if breach.field not in read
        )
        owner = [Item(row.number, OWNER, key[0], "nul_character")] if "\0" in key[0] else []
        rejected = [
            *row.refused,
            *owner,
            *(self._item(row, breach) for breach in found if breach.severity is Severity.REJECT),
        ]
        unstorable = any(self._cannot_be_stored(item) for item in rejected)
        if rejected and (unstorable or not self._keeps_drafts):
            return self._refuse(row, key, tuple(rejected), after, storable=not unstorable)
        return self._taken(row, key, after, [*rejected, *self._warned(row, found)])

    def _as_stored(self, name: str, value: str) -> str:
        field = self._fields.get(name)
        return text_as_stored(value) if field is None else as_stored(field, value)

    def _taken(self, row: Row, key: Key, after: dict[str, str], warned: list[Item]) -> JudgedRow:
        before = self._held.get(key)
        ours = {**(unpacked(before) if before else self._blank), **after}
        kept, told = published_otherwise(self._table, row, {**ours, OWNER: key[0]}, self._records)
        warned += told
        self._report.warnings.extend(warned)
        after |= kept
        ours |= kept
        notes = tuple(note for note in row.notes if note.id not in self._records.notes)
        self._records.notes.update(note.id for note in notes)
        if before is None:
            outcome, old = Outcome.ADDED, None
            changed: Values = packed(after)
            self._held[key] = changed if len(after) == len(ours) else packed(ours)
        else:
            changed = {name: value for name, value in after.items() if before.get(name, "") != value}
            outcome = Outcome.CHANGED if changed or notes else Outcome.UNCHANGED
            old = {name: before.get(name, "") for name in changed}
            if changed:
                self._held[key] = packed(ours)
        filled = _interned(tuple(pair for pair in self._pairs if ours[f"{pair}_en"] and ours[f"{pair}_fr"]))
        return JudgedRow(
            table=self._index,
            number=row.number,
            kind=self._table.kind,
            key=key,
            outcome=outcome,
            before=old,
            after=changed,
            pairs=filled,
            items=(),
            warnings=tuple(warned),
            notes=notes,
        )

    def _refuse(
        self, row: Row, key: Key, items: tuple[Item, ...], after: Values, *, storable: bool = False
    ) -> JudgedRow:
        self._report.rejected.extend(items)
        self._report.warnings.extend(warned := row.warned if self._is_former else ())
        before = self._held.get(key)
        old = None if before is None else {n: before.get(n, "") for n in after if before.get(n, "") != after[n]}
        new = packed(after) if old is None else {name: after[name] for name in old}
        filled = tuple(p for p in self._pairs if after.get(f"{p}_en") and after.get(f"{p}_fr"))
        return JudgedRow(
            table=self._index,
            number=row.number,
            kind=self._table.kind,
            key=key,
            outcome=Outcome.REFUSED,
            before=old,
            after=new,
            pairs=filled,
            items=items,
            storable=storable,
            warnings=warned,
            notes=row.notes if storable else (),
        )

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

    def _warned(self, row: Row, found: tuple[Breach, ...]) -> list[Item]:
        """Return what is told of a row that is taken."""
        told = [self._item(row, b) for b in found if b.severity in {Severity.ALTERED, Severity.TEMPLATE}]
        known = {(item.column, item.rule) for item in told}
        return told + [item for item in row.warned if (item.column, item.rule) not in known]


@cache
def _interned(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one copy of names that many rows share."""
    return names
