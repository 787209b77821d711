"""Which carried services still hold something to look at again, read in two queries for a whole year.

The database works the marks out as ``review`` does, one bit a field, so that thousands of services
are read while a page opens; what planners said of single fields is put in afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select

from app.inventory.fields import Entity
from app.inventory.review import Mark
from app.inventory.year_fields import CARRIED, year_fields
from app.plan_facts import own_department
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD
from model.years import CARRIED_RECORD, FIELD_MARK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import ColumnElement

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A carried service of the year.

    Attributes:
        service: its key.
        record: key of the year's record.
        service_id: its identifier, or blank.
        name: its name in the year.
        fields: how many fields are to be looked at again, those of its standards included.
        is_reviewed: whether somebody said that all of it was looked at.
    """

    service: str
    record: str
    service_id: str
    name: Bilingual
    fields: int
    is_reviewed: bool

    @property
    def is_open(self) -> bool:
        """Whether something is left to look at."""
        return self.fields > 0


@dataclass(frozen=True, slots=True)
class ReviewQueue:
    """Every carried service of a year, by name."""

    rows: tuple[QueueRow, ...]

    @property
    def fields(self) -> int:
        """Return how many fields are to be looked at again."""
        return sum(row.fields for row in self.rows)

    @property
    def open(self) -> int:
        """Return how many services hold such a field."""
        return sum(row.is_open for row in self.rows)


def carried_services(workspace: Workspace, year: FiscalYear) -> tuple[str, ...]:
    """Return the keys of the services of the plan's department that were carried into a year, by name."""
    column = SERVICE_RECORD.c
    query = (
        select(column.service)
        .join(CARRIED_RECORD, and_(CARRIED_RECORD.c.record == column.id, CARRIED_RECORD.c.entity == "service_record"))
        .where(column.owner_org == own_department(workspace), column.fiscal_yr == str(year))
    )
    return tuple(row.service for row in workspace.rows(query.order_by(func.lower(column.service_name_en), column.id)))


def review_queue(workspace: Workspace, year: FiscalYear, services: Collection[str] | None = None) -> ReviewQueue:
    """Return the carried services of the plan's department in a year.

    Args:
        workspace: the open plan.
        year: the fiscal year.
        services: only these keys; what a change touched is read again alone.
    """
    owner = own_department(workspace)
    counts: dict[str, int] = {}
    heads: dict[str, Any] = {}
    for entity in CARRIED:
        for row, count in _counted(workspace, entity, owner, str(year), services):
            counts[row.service] = counts.get(row.service, 0) + count
            if entity is Entity.SERVICE_RECORD:
                heads[row.service] = row
    made = (
        QueueRow(key, row.id, row.service_id, Bilingual(row.name_en, row.name_fr), counts[key], bool(row.reviewed_at))
        for key, row in heads.items()
    )
    return ReviewQueue(tuple(made))


def _counted(
    workspace: Workspace, entity: Entity, owner: str, year: str, services: Collection[str] | None
) -> Iterator[tuple[Any, int]]:
    """Yield each carried row of a table with the number of its fields to look at again."""
    now, last, carried = CARRIED[entity], CARRIED[entity].alias("last"), CARRIED_RECORD.c
    fields = [field for field in year_fields(entity).every if field in _watched(entity)]
    bits: ColumnElement[int] = literal(0)
    for place, field in enumerate(fields):
        bits += case((_is_open(entity, field, now, last), 1 << place), else_=0)
    same = [last.c.service == now.c.service, last.c.fiscal_yr == carried.from_fiscal_yr]
    if entity is Entity.STANDARD_RECORD:
        same.append(last.c.service_standard_id == now.c.service_standard_id)
        words = and_(*(last.c[name] == now.c[name] for name in ("service_standard_en", "service_standard_fr")))
        same.append(or_(now.c.service_standard_id != "", words))
    query = (
        select(
            now.c.id,
            now.c.service,
            now.c.service_name_en.label("name_en"),
            now.c.service_name_fr.label("name_fr"),
            SERVICE.c.service_id,
            carried.reviewed_at,
            case((carried.reviewed_at == "", bits), else_=0).label("bits"),
        )
        .join(CARRIED_RECORD, and_(carried.record == now.c.id, carried.entity == entity.value))
        .join(SERVICE, SERVICE.c.id == now.c.service)
        .outerjoin(last, and_(*same))
        .where(now.c.owner_org == owner, now.c.fiscal_yr == year)
    )
    if services is not None:
        query = query.where(now.c.service.in_(services))
    said = _said(workspace, entity, fields)
    seen: set[str] = set()
    nearest = (last.c.owner_org != now.c.owner_org, last.c.id)  # the same owner's before that of whoever gave it away
    for row in workspace.rows(query.order_by(func.lower(now.c.service_name_en), now.c.id, *nearest)):
        if row.id not in seen:
            seen.add(row.id)
            cleared, added = said.get(row.id, (0, frozenset()))
            yield row, (row.bits & ~cleared).bit_count() + len(added)


def _watched(entity: Entity) -> frozenset[str]:
    fields = year_fields(entity)
    return fields.asked | fields.revisit


def _is_open(entity: Entity, field: str, now: Any, last: Any) -> ColumnElement[bool]:
    fields = year_fields(entity)
    columns = fields.columns[field]
    if field in fields.asked:
        return and_(*(now.c[column] == "" for column in columns))
    return and_(
        or_(*(now.c[column] != "" for column in columns)), *(now.c[column] == last.c[column] for column in columns)
    )


def _said(workspace: Workspace, entity: Entity, fields: list[str]) -> dict[str, tuple[int, frozenset[str]]]:
    """Return by row which bits a planner answered for, and which fields somebody wants looked at."""
    places = {field: 1 << place for place, field in enumerate(fields)}
    column = FIELD_MARK.c
    found: dict[str, tuple[int, frozenset[str]]] = {}
    query = select(column.record, column.field, column.mark).where(column.entity == entity.value)
    for row in workspace.rows(query):
        cleared, added = found.get(row.record, (0, frozenset()))
        cleared |= places.get(row.field, 0)
        if row.mark == Mark.REVISIT:
            added |= {row.field}
        found[row.record] = (cleared, added)
    return found
