"""What a change set touches, as far as the checks ask: services, and the tables of the rest of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.checks.whole_plan import NAMES_OF_SERVICES, RECORDS, texts_of
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.workspace import Workspace
    from model.change_set import Change, ChangeSet

_REPORTED: Final = {table.name: table for table in (SERVICE_RECORD, STANDARD_RECORD)}
_PLACES: Final = frozenset({"service", "owner_org", "fiscal_yr"})
_NAMES: Final = frozenset({"service_name_en", "service_name_fr"})

_MANY: Final = 2000
"""From this number of records on, everything is read at once."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What some change sets touched.

    Attributes:
        services: keys of services whose own rows, records, standards or confirmations they are; None is all.
        entities: the entities, and what stands beside them: ``RECORDS``, ``NAMES_OF_SERVICES``, ``texts_of``.
        years: the fiscal years whose records or standards they are.
    """

    services: frozenset[str] | None
    entities: frozenset[str]
    years: frozenset[str] = frozenset()


EVERYTHING: Final = Touched(None, frozenset())


def touched(workspace: Workspace, changes: Sequence[ChangeSet]) -> Touched:
    """Return what some change sets touched; too many records to single out count as all of them."""
    every = [change for change_set in changes for change in change_set.changes]
    records = {entity: _keys(every, entity) for entity in _REPORTED}
    confirmations = _keys(every, "confirmation")
    if sum(map(len, records.values())) + len(confirmations) > _MANY:
        return EVERYTHING
    services = _keys(every, "service") | _former(every, "service", *_REPORTED)
    years = _former(every, "fiscal_yr", *_REPORTED)
    confirmed = confirmed_records(workspace, every)
    for entity, table in _REPORTED.items():
        keys = records[entity] | confirmed.pop(entity, set())
        query = select(table.c.service, table.c.fiscal_yr).where(table.c.id.in_(sorted(keys)))
        for row in workspace.rows(query) if keys else ():
            services.add(row.service)
            years.add(row.fiscal_yr)
    return Touched(frozenset(services), frozenset({*_entities(every), *map(texts_of, confirmed)}), frozenset(years))


def _keys(changes: Iterable[Change], entity: str) -> set[str]:
    return {change.key for change in changes if change.entity == entity}


def _former(changes: Iterable[Change], field: str, *entities: str) -> set[str]:
    """Return what a field of some entities held before: what a row that is gone belonged to."""
    held = (change.former(field) for change in changes if change.entity in entities)
    return {value for value in held if value is not None}


def confirmed_records(workspace: Workspace, changes: Sequence[Change]) -> dict[str, set[str]]:
    """Return the records whose texts were confirmed, or are no longer, by entity."""
    keys = _keys(changes, "confirmation")
    if not keys:
        return {}
    column = CONFIRMATION.c
    rows = workspace.rows(select(column.entity, column.record).where(column.id.in_(sorted(keys))))
    places: set[tuple[str, str]] = {(row.entity, row.record) for row in rows}
    former = _former(changes, "entity", "confirmation"), _former(changes, "record", "confirmation")
    if any(former):  # taken back by an undo, or given to another text: where they stood is among these
        kinds = former[0] | {row.entity for row in rows}
        places |= {(kind, record) for kind in kinds for record in former[1] | {row.record for row in rows}}
    found: dict[str, set[str]] = {}
    for entity, record in places:
        found.setdefault(entity, set()).add(record)
    return found


def _entities(changes: Iterable[Change]) -> set[str]:
    found = set()
    for change in changes:
        found.add(change.entity)
        if change.entity in _REPORTED:
            is_whole = change.operation != "update"
            if is_whole or change.field in _PLACES:
                found.add(RECORDS)
            if change.entity == "service_record" and (is_whole or change.field in _NAMES | _PLACES):
                found.add(NAMES_OF_SERVICES)
    return found
