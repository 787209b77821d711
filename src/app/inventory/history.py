"""Who changed what of a service's record, and when: read from the plan's journal, deleted rows and undo included."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import or_, select, union

from app.errors import UnknownRecordError
from app.inventory.cards import card
from model.base import metadata
from model.bilingual import Bilingual
from model.change_set import ChangeKind
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.journal_tables import CHANGE, CHANGE_SET, IS_DELETED_FIELD, IS_DELETED_ROW, deleted_row
from model.ownership import SERVICE_OWNER
from model.quarters import QUARTERLY_VOLUME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import CompoundSelect

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

Value = str | int | float | bytes | None
Row = dict[str, Value]

SERVICE_FIELDS: Final = ("service_id", "state", "state_since", "merged_into", "owner_org")
_UNSAID: Final = frozenset({"published_performance", "published_target_met"})
"""Columns that follow from others; a planner never fills them."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One value that changed, or a row that was made (``insert``) or deleted (``delete``), its field then blank."""

    entity: str
    key: str
    operation: str
    field: str
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of the plan, as far as it touched the record."""

    seq: int
    at: datetime
    author: str
    label: str  # English message id
    kind: ChangeKind
    changes: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class QuarterPlace:
    """What a quarterly count belongs to."""

    entity: str
    record: str
    field: str
    quarter: str


@dataclass(frozen=True)
class RecordHistory:
    """The changes of a record, newest first, with the names of what they touched, also of what is gone."""

    entries: tuple[Entry, ...]
    standards: Mapping[str, Bilingual]
    quarters: Mapping[str, QuarterPlace]
    owners: Mapping[str, str]
    total: int  # how many changes there are, when only the newest were asked for


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one field; ``old`` is None where the row was made, ``new`` where it was deleted."""

    seq: int
    at: datetime
    author: str
    label: str  # English message id
    kind: ChangeKind
    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class Tracked:
    """The rows that make up a record, those deleted since included: their keys by entity, their values now."""

    service: str
    record: str
    keys: Mapping[str, tuple[str, ...]]
    rows: Mapping[tuple[str, str], Row]
    gone: Mapping[tuple[str, str], Row]  # as they were when they were deleted last


def record_history(workspace: Workspace, service: str, year: FiscalYear, *, limit: int | None = None) -> RecordHistory:
    """Return how a service's record of ``year`` came to be as it is: its standards, quarters and identifier too.

    Args:
        workspace: the open plan.
        service: the service's key.
        year: the fiscal year of the record.
        limit: at most so many changes, the newest.

    Raises:
        UnknownRecordError: the plan holds no such service.
    """
    tracked = track(workspace, service, year)
    by_set: dict[int, list[RowChange]] = defaultdict(list)
    for seq, change in _changes(workspace, tracked.keys):
        if _is_told(change):
            by_set[seq].append(change)
    chosen = sorted(by_set, reverse=True)[:limit]
    headings = _headings(workspace, chosen)
    everything = {**tracked.gone, **tracked.rows}
    return RecordHistory(
        entries=tuple(Entry(seq, *headings[seq], tuple(by_set[seq])) for seq in chosen),
        standards={
            key: Bilingual(str(row["service_standard_en"] or ""), str(row["service_standard_fr"] or ""))
            for (entity, key), row in everything.items()
            if entity == STANDARD_RECORD.name
        },
        quarters={
            key: QuarterPlace(*(str(row[name] or "") for name in ("entity", "record", "field", "quarter")))
            for (entity, key), row in everything.items()
            if entity == QUARTERLY_VOLUME.name
        },
        owners={
            key: str(row["name"] or row["email"] or "")
            for (entity, key), row in everything.items()
            if entity == SERVICE_OWNER.name
        },
        total=len(by_set),
    )


def field_history(workspace: Workspace, entity: str, key: str, field: str) -> tuple[FieldChange, ...]:
    """Return every change of one field of one row, newest first; of a pair, the changes of both sides.

    Args:
        workspace: the open plan.
        entity: the entity of the row.
        key: its key; the row may have been deleted since.
        field: a column, or the name of a text in both languages.

    Raises:
        UnknownRecordError: there is no such entity or field.
    """
    table = metadata.tables.get(entity)
    names = [] if table is None else [name for name in (field, f"{field}_en", f"{field}_fr") if name in table.columns]
    if table is None or not names:
        raise UnknownRecordError(entity, field)
    now = workspace.row(table, key)
    values: dict[str, Value] = {name: now[name] if now else None for name in names}
    found: list[tuple[int, str, Value, Value]] = []
    for seq, change in reversed(_changes(workspace, {entity: [key]}, ["", *names])):
        if change.operation == "update":
            found.append((seq, change.field, change.old, change.new))
            values[change.field] = change.old
        elif change.operation == "insert":
            found += [(seq, side, None, values[side]) for side in names if values[side] not in {None, ""}]
        elif change.field in names:
            found.append((seq, change.field, change.old, None))
            values[change.field] = change.old
    headings = _headings(workspace, {seq for seq, *_rest in found})
    return tuple(FieldChange(seq, *headings[seq], name, _text(old), _text(new)) for seq, name, old, new in found)


def track(workspace: Workspace, service: str, year: FiscalYear, *, beside: Sequence[str] = ()) -> Tracked:
    """Return the rows that make up a record, also those that were deleted.

    Args:
        workspace: the open plan.
        service: the service's key.
        year: the fiscal year of the record.
        beside: further tables whose ``record`` names a row of it.

    Raises:
        UnknownRecordError: the plan holds no such service.
    """
    held = card(workspace, service, year)
    place = {"fiscal_yr": str(year), "owner_org": held.owner}
    rows: dict[tuple[str, str], Row] = {}
    gone: dict[tuple[str, str], Row] = {}
    rows |= _held(workspace, SERVICE.name, "id", [service])
    for name in (SERVICE_RECORD.name, STANDARD_RECORD.name):
        rows |= _held(workspace, name, "service", [service], place)
        gone |= {
            at: row
            for at, row in _deleted(workspace, name, "service", [service]).items()
            if at not in rows and all(row[field] == value for field, value in place.items())
        }
    below = [key for entity, key in (*rows, *gone) if entity != SERVICE.name]
    hanging = [(name, "record", below) for name in (QUARTERLY_VOLUME.name, *beside)]
    for name, holder, holders in (*hanging, (SERVICE_OWNER.name, "service", [service])):
        rows |= _held(workspace, name, holder, holders)
        gone |= {at: row for at, row in _deleted(workspace, name, holder, holders).items() if at not in rows}
    keys: dict[str, list[str]] = defaultdict(list)
    for entity, key in dict.fromkeys((*rows, *gone)):
        keys[entity].append(key)
    return Tracked(service, held.record, {entity: tuple(held) for entity, held in keys.items()}, rows, gone)


def changes_since(workspace: Workspace, tracked: Tracked, seq: int) -> list[RowChange]:
    """Return what happened to these rows after the change set ``seq``, newest first."""
    return [change for number, change in reversed(_changes(workspace, tracked.keys)) if number > seq]


def _held(
    workspace: Workspace, entity: str, column: str, holders: Sequence[str], place: Mapping[str, str] | None = None
) -> dict[tuple[str, str], Row]:
    """Return the rows that belong to one of ``holders`` and have the values of ``place``."""
    table = metadata.tables[entity]
    query = select(table).where(table.c[column].in_(holders))
    for name, value in (place or {}).items():
        query = query.where(table.c[name] == value)
    return {(entity, row.id): row._asdict() for row in workspace.rows(query)}


def deletions(entity: str, column: str, holders: Sequence[str]) -> CompoundSelect[tuple[str]]:
    """Return the query for the keys of rows that were deleted while ``column`` named one of ``holders``.

    Args:
        entity: the entity of the rows.
        column: one of ``HOLDERS``, the first of them that the entity has.
        holders: keys of what they belonged to.
    """
    at = CHANGE.c
    whole = select(at.key).where(at.entity == entity, IS_DELETED_ROW, at.new.in_(holders))
    in_lines = select(at.key).where(at.entity == entity, at.field == column, IS_DELETED_FIELD, at.old.in_(holders))
    return union(whole, in_lines)


def _deleted(workspace: Workspace, entity: str, column: str, holders: Sequence[str]) -> dict[tuple[str, str], Row]:
    """Return rows that were deleted while they belonged to one of ``holders``, as they were then."""
    table = metadata.tables[entity]
    keys = sorted({row.key for row in workspace.rows(deletions(entity, column, holders))})
    found: dict[tuple[str, str], Row] = {}
    for _seq, change in _changes(workspace, {entity: keys}) if keys else ():
        if change.operation != "delete":
            continue
        if not change.field:  # the row's own line opens each deletion
            found[entity, change.key] = dict.fromkeys(table.columns.keys()) | {"id": change.key}
        elif change.field in table.columns:
            found[entity, change.key][change.field] = change.old
    return found


def _changes(
    workspace: Workspace, keys: Mapping[str, Sequence[str]], fields: Sequence[str] = ()
) -> list[tuple[int, RowChange]]:
    """Return every change of these rows, oldest first; of ``fields`` alone where some are named.

    A row that was deleted is told as it was until schema 2, by its own line and one for each field that is not blank.
    """
    at = CHANGE.c
    rows = or_(*((at.entity == entity) & at.key.in_(held) for entity, held in keys.items()))
    query = select(at.set, at.entity, at.key, at.op, at.field, at.old, at.new).where(rows).order_by(at.ord)
    if fields:
        query = query.where(at.field.in_(fields))
    found: list[tuple[int, RowChange]] = []
    for seq, *rest in workspace.rows(query):
        change = RowChange(*rest)
        if change.operation == "delete" and change.old is not None and not change.field:
            found += [(seq, line) for line in _told_by_line(change)]
        else:
            found.append((seq, change))
    return found


def _told_by_line(deleted: RowChange) -> Iterator[RowChange]:
    entity, key = deleted.entity, deleted.key
    yield RowChange(entity, key, "delete", "", None, None)
    for field, value in deleted_row(entity, deleted.old).items():
        if field != "id" and value is not None:
            yield RowChange(entity, key, "delete", field, value, None)


def _is_told(change: RowChange) -> bool:
    """Whether a planner is told of it: the values of a row that went are not repeated one by one."""
    if change.operation != "update":
        return not change.field and change.entity != SERVICE.name
    if change.entity == SERVICE.name:
        return change.field in SERVICE_FIELDS
    return change.field not in _UNSAID


def _headings(workspace: Workspace, sets: Iterable[int]) -> dict[int, tuple[datetime, str, str, ChangeKind]]:
    at = CHANGE_SET.c
    query = select(at.seq, at.at, at.author, at.label, at.kind).where(at.seq.in_(list(sets)))
    return {
        seq: (datetime.fromisoformat(moment), author, label, ChangeKind(kind))
        for seq, moment, author, label, kind in workspace.rows(query)
    }


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
