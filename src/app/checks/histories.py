"""Reads services with everything that was reported of them, some at a time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, bindparam, func, select

from app.checks.inventory import History
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Connection, Table

    from app.workspace import Workspace

_RECORDS: Final = 40
"""So many records are checked at once: some milliseconds."""


def _reported(table: Table) -> Select[Any]:
    wanted = table.c.service.in_(bindparam("services", expanding=True))
    return select(table).where(wanted).order_by(table.c.fiscal_yr, table.c.id)


_SERVICES: Final = select(SERVICE).where(SERVICE.c.id.in_(bindparam("services", expanding=True))).order_by(SERVICE.c.id)
_REPORTED: Final = (_reported(SERVICE_RECORD), _reported(STANDARD_RECORD))
_CONFIRMED: Final = select(CONFIRMATION.c.record, CONFIRMATION.c.field, CONFIRMATION.c.en, CONFIRMATION.c.fr).where(
    CONFIRMATION.c.entity == bindparam("entity"), CONFIRMATION.c.record.in_(bindparam("records", expanding=True))
)
"""Queries are made once: making one of so many columns takes longer than to run it."""


def batches(workspace: Workspace, keys: Collection[str] | None = None) -> list[tuple[str, ...]]:
    """Return the keys of services in groups that hold about as many records each.

    Args:
        workspace: the open plan.
        keys: these services only; None is all of them.
    """
    sizes: dict[str, int] = {}
    if keys is None:
        sizes = {row.id: 0 for row in workspace.rows(select(SERVICE.c.id).order_by(SERVICE.c.id))}
    else:
        sizes = dict.fromkeys(sorted(keys), 0)
    for table in (SERVICE_RECORD, STANDARD_RECORD):
        query = select(table.c.service, func.count().label("size")).group_by(table.c.service)
        if keys is not None:
            query = query.where(table.c.service.in_(sorted(keys)))
        for row in workspace.rows(query):
            sizes[row.service] = sizes.get(row.service, 0) + row.size
    return list(_grouped(sizes))


def _grouped(sizes: dict[str, int]) -> Iterator[tuple[str, ...]]:
    group: list[str] = []
    held = 0
    for key, size in sizes.items():
        if group and held + size > _RECORDS:
            yield tuple(group)
            group, held = [], 0
        group.append(key)
        held += max(size, 1)
    if group:
        yield tuple(group)


def histories(workspace: Workspace, keys: Sequence[str], owners: Collection[str] | None) -> list[History]:
    """Return some services with what was reported of them; one without anything is left out.

    Args:
        workspace: the open plan.
        keys: their keys.
        owners: only what these departments reported; None is every department.
    """
    with workspace.reading() as connection:
        services = _mappings(connection, _SERVICES, {"services": keys})
        records, standards = (_by_service(connection, query, keys, owners) for query in _REPORTED)
        confirmed: dict[tuple[str, str], tuple[str, str]] = {}
        for table, held in ((SERVICE_RECORD, records), (STANDARD_RECORD, standards)):
            places = {"entity": table.name, "records": [row["id"] for rows in held.values() for row in rows]}
            if places["records"]:
                confirmed |= {(row[0], row[1]): (row[2], row[3]) for row in connection.execute(_CONFIRMED, places)}
    found = []
    for service in services:
        own, of_standards = records.get(service["id"], ()), standards.get(service["id"], ())
        for row in (*own, *of_standards):
            row.update(service_id=service["service_id"], state=service["state"], state_since=service["state_since"])
        if own or of_standards:
            found.append(History(service, own, of_standards, confirmed))
    return found


def _by_service(
    connection: Connection, query: Select[Any], keys: Sequence[str], owners: Collection[str] | None
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _mappings(connection, query, {"services": keys}):
        if owners is None or row["owner_org"] in owners:
            found[row["service"]].append(row)
    return found


def _mappings(connection: Connection, query: Select[Any], values: dict[str, Any]) -> list[dict[str, Any]]:
    found = connection.execute(query, values)
    names = tuple(found.keys())
    return [dict(zip(names, row, strict=True)) for row in found.all()]
