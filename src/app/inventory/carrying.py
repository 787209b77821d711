"""Carry a year's inventory into the next one: records and standards begun from those of the year before.

What each field begins with is data (``year_fields``). A carried row is remembered as such, with
the year that it came from; what became of its fields since is derived in ``review``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Text, bindparam, literal, literal_column, select
from sqlalchemy.dialects import sqlite

from app.i18n import N_
from app.inventory.errors import NothingToCarryError
from app.inventory.fields import Entity
from app.inventory.year_fields import CARRIED, year_fields
from app.plan_facts import own_department
from model.base import natural_key, new_key
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.translation import CONFIRMATION
from model.years import CARRIED_RECORD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection, Row, Table

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

_AT_ONCE: Final = 500
"""Rows that go to the database at once."""

_Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CarryPreview:
    """What carrying a year forward would do.

    Attributes:
        source: the year that is carried.
        services: keys of the services that would get a record of the next year.
        standards: how many standards would come along.
        already: how many have a record of the next year already and keep it.
        ended: how many are retired, merged or another department's by then.
    """

    source: FiscalYear
    services: tuple[str, ...]
    standards: int
    already: int
    ended: int

    @property
    def target(self) -> FiscalYear:
        """Return the year that it is carried into."""
        return self.source + 1


@dataclass(frozen=True, slots=True)
class _Step:
    """From which year into which, for which department; ``at`` is the moment."""

    owner: str
    source: str
    target: str
    at: str


def preview(workspace: Workspace, source: FiscalYear, services: Collection[str] | None = None) -> CarryPreview:
    """Return what carrying would do; nothing is changed.

    Args:
        workspace: the open plan.
        source: the year to carry.
        services: only these; None for every service reported in that year.
    """
    owner, target = own_department(workspace), str(source + 1)
    wanted = None if services is None else set(services)
    query = (
        select(SERVICE.c.id, SERVICE.c.owner_org, SERVICE.c.state, SERVICE.c.state_since)
        .join(SERVICE_RECORD, SERVICE_RECORD.c.service == SERVICE.c.id)
        .where(SERVICE_RECORD.c.owner_org == owner, SERVICE_RECORD.c.fiscal_yr == str(source))
    )
    there = select(SERVICE_RECORD.c.service).where(SERVICE_RECORD.c.fiscal_yr == target)
    reported = {row.service for row in workspace.rows(there)}
    carried: list[str] = []
    already = ended = 0
    for row in workspace.rows(query.order_by(SERVICE.c.id)):
        if wanted is not None and row.id not in wanted:
            continue
        if row.id in reported:
            already += 1
        elif row.owner_org != owner or (row.state in {"retired", "merged"} and row.state_since <= target):
            ended += 1
        else:
            carried.append(row.id)
    step = _Step(owner, str(source), target, "")
    with workspace.reading() as connection:
        standards = sum(1 for _row in _standards(connection, step, set(carried)))
    return CarryPreview(source, tuple(carried), standards, already, ended)


def carry_forward(workspace: Workspace, source: FiscalYear, services: Collection[str] | None = None) -> CarryPreview:
    """Begin the next year's records of services from their records of ``source``, as one change.

    What does not change much comes along, with the standards and what was declared equal in both
    languages; counts, results and explanations begin blank.

    Args:
        workspace: the open plan.
        source: the year to carry.
        services: only these; None for every service reported in that year.

    Returns:
        What was carried.

    Raises:
        NothingToCarryError: none of them can be carried.
    """
    found = preview(workspace, source, services)
    if not found.services:
        raise NothingToCarryError(str(source))
    with workspace.change(N_("Carry the year forward")) as connection:
        step = _Step(own_department(workspace), str(source), str(found.target), _now())
        _Carrier(connection, step, step.owner).carry(set(found.services))
    return found


def begin_year(workspace: Workspace, service: str, year: FiscalYear) -> None:
    """Begin the record of a service in a year that has none, from the newest year before, as one change.

    A service that was never reported begins with a blank record.
    """
    owner = own_department(workspace)
    column = SERVICE_RECORD.c
    query = select(column.fiscal_yr, column.owner_org).where(column.service == service, column.fiscal_yr < str(year))
    newest = next(iter(workspace.rows(query.order_by(column.fiscal_yr.desc()).limit(1))), None)
    with workspace.change(N_("Begin the year’s record")) as connection:
        if newest is None:
            row = {"id": new_key(), "service": service, "owner_org": owner, "fiscal_yr": str(year)}
            connection.execute(SERVICE_RECORD.insert().values(**row))
        else:
            step = _Step(newest.owner_org, newest.fiscal_yr, str(year), _now())
            _Carrier(connection, step, owner).carry({service})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class _Carrier:
    """Writes the rows of the target year inside the open change."""

    def __init__(self, connection: Connection, step: _Step, owner: str) -> None:
        self._connection, self._step, self._owner = connection, step, owner
        services = connection.execute(select(SERVICE.c.id, SERVICE.c.service_id))
        self._identifiers = {row.id: row.service_id for row in services}

    def carry(self, services: set[str]) -> None:
        """Begin the records and standards of some services."""
        column = SERVICE_RECORD.c
        query = select(column.id, column.service).where(
            column.owner_org == self._step.owner, column.fiscal_yr == self._step.source
        )
        found = self._connection.execute(query.order_by(column.id)).all()
        self._write(Entity.SERVICE_RECORD, [(row.id, (row.service,)) for row in found if row.service in services])
        standards = _standards(self._connection, self._step, services)
        self._write(Entity.STANDARD_RECORD, [(row.id, (row.service, row.service_standard_id)) for row in standards])

    def _write(self, entity: Entity, rows: list[tuple[str, tuple[str, ...]]]) -> None:
        """Begin the rows of one table: what they come from, with the service and whatever else tells them apart."""
        taken = set(self._connection.execute(select(CARRIED[entity].c.id)).scalars())
        keys = {before: self._key(names, taken) for before, names in rows}
        if keys:
            self._copy(entity, keys)
        insert_rows(self._connection, CARRIED_RECORD, (_remembered(entity, key, self._step) for key in keys.values()))
        insert_rows(self._connection, CONFIRMATION, _confirmations(self._connection, entity, keys))

    def _key(self, names: tuple[str, ...], taken: set[str]) -> str:
        """Return the key of a row of the target year: the one that an import would give."""
        service, *others = names
        told = [self._owner, self._step.target, self._identifiers[service], *others]
        key = natural_key(*told) if all(told) else new_key()
        if key in taken:
            key = new_key()
        taken.add(key)
        return key

    def _copy(self, entity: Entity, keys: Mapping[str, str]) -> None:
        """Copy rows inside the database, which is faster than reading and writing every text of them."""
        table = CARRIED[entity]
        values = year_fields(entity).carried_in_sql(table) | {
            "id": bindparam("key", type_=Text),
            "owner_org": literal(self._owner),
            "fiscal_yr": literal(self._step.target),
        }
        source = select(*values.values()).where(table.c.id == bindparam("before", type_=Text))
        self._connection.execute(
            table.insert().from_select(list(values), source, include_defaults=False),
            [{"before": before, "key": key} for before, key in keys.items()],
        )


def _standards(connection: Connection, step: _Step, services: set[str]) -> Iterator[Row[str, str, str]]:
    """Yield the standards that come along: those whose identifier the target year does not hold yet."""
    column = STANDARD_RECORD.c
    there = select(column.service, column.service_standard_id).where(column.fiscal_yr == step.target)
    held = {(row.service, row.service_standard_id) for row in connection.execute(there)}
    query = select(column.id, column.service, column.service_standard_id)
    query = query.where(column.owner_org == step.owner, column.fiscal_yr == step.source)
    as_they_came: Any = literal_column(f"{STANDARD_RECORD.name}.rowid")  # those without identifier have no other order
    for row in connection.execute(query.order_by(as_they_came)).all():
        if row.service in services and (row.service, row.service_standard_id) not in held:
            yield row


def _remembered(entity: Entity, key: str, step: _Step) -> _Values:
    return {
        "id": natural_key("carried_record", entity.value, key),
        "entity": entity.value,
        "record": key,
        "from_fiscal_yr": step.source,
        "carried_at": step.at,
    }


def _confirmations(connection: Connection, entity: Entity, keys: dict[str, str]) -> Iterator[_Values]:
    """Yield what was declared equal of the rows before, for the rows that came of them."""
    dropped = year_fields(entity).dropped
    for row in connection.execute(select(CONFIRMATION).where(CONFIRMATION.c.entity == entity.value)).all():
        key = keys.get(row.record)
        if key is not None and row.field not in dropped:
            yield row._asdict() | {"id": natural_key("confirmation", entity.value, key, row.field), "record": key}


def insert_rows(connection: Connection, table: Table, rows: Iterable[_Values]) -> None:
    """Insert rows, some hundreds at a time; a column that a row does not name is blank."""
    blank = {column.name: None if column.nullable else "" for column in table.columns}
    statement = str(table.insert().compile(dialect=sqlite.dialect()))
    left = iter(rows)
    while batch := [tuple({**blank, **row}.values()) for row in islice(left, _AT_ONCE)]:
        connection.exec_driver_sql(statement, batch)
