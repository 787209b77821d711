"""What of a carried year is still to be looked at again: marks of fields, and the queue of services.

A mark is derived: a value that differs from the year before is *changed*; what the year brings and
is blank, and what ``year_fields`` lists, is *to revisit*; the rest is the *same*. Only what a planner
said otherwise is kept, and when a whole row was looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, literal_column, select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.inventory.fields import Entity
from app.inventory.year_fields import CARRIED, year_fields
from app.plan_facts import own_department
from model.base import natural_key
from model.bilingual import Bilingual
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from model.years import CARRIED_RECORD, FIELD_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from app.inventory.year_fields import YearFields
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


class Mark(StrEnum):
    """What became of a field since it was carried."""

    SAME = "same"
    CHANGED = "changed"
    REVISIT = "revisit"


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """One field of a carried row; a text in both languages is one, named without its language."""

    entity: Entity
    record: str
    field: str


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One field with both years' values; a text that has no sides stands in both.

    Attributes:
        place: which field.
        mark: what became of it.
        last: what the year before said.
        now: what this year says.
        standard: the name of the standard that it belongs to, or blank.
    """

    place: FieldPlace
    mark: Mark
    last: Bilingual
    now: Bilingual
    standard: Bilingual


@dataclass(frozen=True)
class ReviewCard:
    """A carried service with all its fields, its own before those of its standards.

    Attributes:
        service: its key.
        record: key of the year's record.
        name: its name in the year.
        from_year: the year that it was carried from, as written.
        is_reviewed: whether somebody said that all of it was looked at.
        items: its fields in order; what is blank and is not asked is left out.
    """

    service: str
    record: str
    name: Bilingual
    from_year: str
    is_reviewed: bool
    items: tuple[ReviewItem, ...]

    @property
    def open(self) -> tuple[ReviewItem, ...]:
        """Return what is to be looked at again."""
        return tuple(item for item in self.items if item.mark is Mark.REVISIT)


@dataclass(frozen=True, slots=True)
class _Carried:
    """A carried row, the row that it came of, and what was said of its fields."""

    entity: Entity
    row: Mapping[str, Any]
    last: Mapping[str, Any]  # empty when the year before holds it no more
    from_year: str
    reviewed_at: str
    said: Mapping[str, str]


def marks(workspace: Workspace, record: str) -> Mapping[str, Mark]:
    """Return the mark of each field of a record or a standard, by field or pair.

    A row that was not carried has none; nor has a field that is blank and is not asked.
    """
    found = _carried_rows(workspace, [record]).get(record)
    return MappingProxyType(_derived(found) if found else {})


def review_card(workspace: Workspace, service: str, year: FiscalYear) -> ReviewCard | None:
    """Return a service of the plan's department as the review walks through it; None when it was not carried."""
    owner, record = own_department(workspace), SERVICE_RECORD.c
    here = (record.service == service, record.owner_org == owner, record.fiscal_yr == str(year))
    keys = [row.id for row in workspace.rows(select(record.id).where(*here))]
    keys += _standard_keys(workspace, service, owner, str(year))
    found = _carried_rows(workspace, keys)
    if not keys or keys[0] not in found:
        return None
    own = found[keys[0]]
    return ReviewCard(
        service=service,
        record=keys[0],
        name=_both(own.row, "service_name"),
        from_year=own.from_year,
        is_reviewed=bool(own.reviewed_at),
        items=tuple(item for key in keys if key in found for item in _items(key, found[key])),
    )


def _standard_keys(workspace: Workspace, service: str, owner: str, year: str) -> list[str]:
    """Return the keys of a service's standards as its card lists them: short identifiers first, none last."""
    column = STANDARD_RECORD.c
    here = (column.service == service, column.owner_org == owner, column.fiscal_yr == year)
    query = select(column.id, column.service_standard_id).where(*here)
    rows = workspace.rows(query.order_by(literal_column(f"{STANDARD_RECORD.name}.rowid")))
    written = sorted((not row[1], len(row[1]), row[1], place, row.id) for place, row in enumerate(rows))
    return [key for *_order, key in written]


def _items(key: str, carried: _Carried) -> Iterator[ReviewItem]:
    fields = year_fields(carried.entity)
    standard = _both(carried.row, "service_standard") if carried.entity is Entity.STANDARD_RECORD else Bilingual()
    for field, mark in _derived(carried).items():
        last, now = (_side(row, fields.columns[field]) for row in (carried.last, carried.row))
        yield ReviewItem(FieldPlace(carried.entity, key, field), mark, last, now, standard)


def _side(row: Mapping[str, Any], columns: tuple[str, ...]) -> Bilingual:
    return Bilingual(row.get(columns[0]) or "", row.get(columns[-1]) or "")


def _both(row: Mapping[str, Any], pair: str) -> Bilingual:
    return Bilingual(row[f"{pair}_en"], row[f"{pair}_fr"])


def _derived(carried: _Carried) -> dict[str, Mark]:
    fields = year_fields(carried.entity)
    made: dict[str, Mark] = {}
    for field in fields.every:
        mark = _mark(fields, field, carried)
        if mark is not None:
            made[field] = mark
    return made


def _mark(fields: YearFields, field: str, carried: _Carried) -> Mark | None:
    columns = fields.columns[field]
    now = [carried.row[column] or "" for column in columns]
    said = carried.said.get(field)
    if said == Mark.REVISIT:
        return Mark.REVISIT
    is_open = said is None and not carried.reviewed_at
    if field in fields.asked and not any(now):
        return Mark.REVISIT if is_open else Mark.SAME
    if not any(now) and (field in fields.dropped or not any(carried.last.get(column) for column in columns)):
        return None
    if now != [carried.last.get(column) or "" for column in columns]:
        return Mark.CHANGED
    return Mark.REVISIT if is_open and field in fields.revisit else Mark.SAME


def _carried_rows(workspace: Workspace, keys: Sequence[str]) -> dict[str, _Carried]:
    """Return the carried rows among ``keys``, in a handful of queries."""
    column = CARRIED_RECORD.c
    remembered = workspace.rows(select(CARRIED_RECORD).where(column.record.in_(keys)))
    said: dict[str, dict[str, str]] = {}
    for row in workspace.rows(select(FIELD_MARK).where(FIELD_MARK.c.record.in_(keys))):
        said.setdefault(row.record, {})[row.field] = row.mark
    found: dict[str, _Carried] = {}
    for row in remembered:
        entity = Entity(row.entity)
        now = workspace.row(CARRIED[entity], row.record)
        if now is not None:
            last = _last(workspace, entity, now, row.from_fiscal_yr)
            found[row.record] = _Carried(
                entity, now, last, row.from_fiscal_yr, row.reviewed_at, said.get(row.record, {})
            )
    return found


def _last(workspace: Workspace, entity: Entity, now: Mapping[str, Any], year: str) -> Mapping[str, Any]:
    """Return the row that one came of: the same owner's before another's, a standard by what it is known by."""
    table = CARRIED[entity]
    query = select(table).where(table.c.service == now["service"], table.c.fiscal_yr == year)
    if entity is Entity.STANDARD_RECORD:
        query = query.where(table.c.service_standard_id == now["service_standard_id"])
        if not now["service_standard_id"]:  # its words name it until it has one
            query = query.where(
                *(table.c[name] == now[name] for name in ("service_standard_en", "service_standard_fr"))
            )
    rows: list[Mapping[str, Any]] = [row._asdict() for row in workspace.rows(query.order_by(table.c.id))]
    return min(rows, key=lambda row: row["owner_org"] != now["owner_org"], default={})


def mark_same(workspace: Workspace, places: Sequence[FieldPlace]) -> None:
    """Say that fields are as they were the year before, as one change.

    A blank one takes what the year before said; one that was changed stays so, and is looked at.

    Raises:
        UnknownRecordError: a row was not carried.
    """
    with workspace.change(N_("Mark as the same as last year")) as connection:
        for place, carried in _at(workspace, places):
            columns = year_fields(place.entity).columns[place.field]
            if not any(carried.row[column] for column in columns):
                last = {column: carried.last[column] for column in columns if carried.last.get(column)}
                table = CARRIED[place.entity]
                if last:
                    connection.execute(table.update().where(table.c.id == place.record).values(**last))
            _say(connection, place, Mark.SAME)


def mark_revisit(workspace: Workspace, places: Sequence[FieldPlace]) -> None:
    """Say that fields are to be looked at again, as one change; their rows are then not reviewed.

    Raises:
        UnknownRecordError: a row was not carried.
    """
    with workspace.change(N_("Mark to revisit")) as connection:
        for place, _carried in _at(workspace, places):
            _say(connection, place, Mark.REVISIT)
            _review(connection, [place.record], "")


def finish_review(workspace: Workspace, service: str, year: FiscalYear) -> None:
    """Say that all of a service was looked at, with its standards, as one change.

    Raises:
        UnknownRecordError: it was not carried.
    """
    with workspace.change(N_("Mark service as reviewed")) as connection:
        keys = _keys(workspace, service, year)
        column = FIELD_MARK.c
        connection.execute(FIELD_MARK.delete().where(column.record.in_(keys), column.mark == Mark.REVISIT.value))
        _review(connection, keys, datetime.now(UTC).isoformat(timespec="seconds"))


def reopen_review(workspace: Workspace, service: str, year: FiscalYear) -> None:
    """Say that a service is to be looked at after all, as one change.

    Raises:
        UnknownRecordError: it was not carried.
    """
    with workspace.change(N_("Review service again")) as connection:
        _review(connection, _keys(workspace, service, year), "")


def _keys(workspace: Workspace, service: str, year: FiscalYear) -> list[str]:
    found = review_card(workspace, service, year)
    if found is None:
        raise UnknownRecordError("carried_record", service)
    return sorted({found.record, *(item.place.record for item in found.items)})


def _at(workspace: Workspace, places: Sequence[FieldPlace]) -> list[tuple[FieldPlace, _Carried]]:
    found = _carried_rows(workspace, sorted({place.record for place in places}))
    for place in places:
        if place.record not in found:
            raise UnknownRecordError("carried_record", place.record)
    return [(place, found[place.record]) for place in places]


def _say(connection: Connection, place: FieldPlace, mark: Mark) -> None:
    column = FIELD_MARK.c
    here = and_(column.entity == place.entity.value, column.record == place.record, column.field == place.field)
    if connection.execute(FIELD_MARK.update().where(here).values(mark=mark.value)).rowcount == 0:
        row = {"entity": place.entity.value, "record": place.record, "field": place.field}
        key = natural_key("field_mark", *row.values())
        connection.execute(FIELD_MARK.insert().values(id=key, mark=mark.value, **row))


def _review(connection: Connection, records: Sequence[str], at: str) -> None:
    column = CARRIED_RECORD.c
    update = CARRIED_RECORD.update().where(column.record.in_(records), column.reviewed_at != at)
    connection.execute(update.values(reviewed_at=at))
