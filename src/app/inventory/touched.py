"""Which services a change bears on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.ownership import SERVICE_OWNER

if TYPE_CHECKING:
    from app.workspace import Workspace
    from model.change_set import ChangeSet

_PARTS: Final = {table.name: table for table in (SERVICE_RECORD, STANDARD_RECORD, SERVICE_OWNER)}
SHOWN: Final = ("service", *_PARTS)
"""Entities of which a list of services shows something."""

_CHUNK: Final = 500
MANY_ROWS: Final = 5000


def service_with(workspace: Workspace, key: str) -> str:
    """Return the service that a record, a standard, an owner or itself belongs to; blank when none does."""
    parts = ((table.c.id, table.c.service) for table in _PARTS.values())
    for own, service in ((SERVICE.c.id, SERVICE.c.id), *parts):
        if found := workspace.rows(select(service).where(own == key)):
            return str(found[0][0])
    return ""


def services_touched(workspace: Workspace, change: ChangeSet) -> frozenset[str] | None:
    """Return the keys of the services that a change made, deleted, or changed in their records, standards or owner.

    None where it touched so many rows that reading everything again is faster than singling them out.
    """
    found = {one.key for one in change.changes if one.entity == "service"}
    parts: dict[str, set[str]] = {}
    for one in change.changes:
        if one.entity in _PARTS:
            parts.setdefault(one.entity, set()).add(one.key)
    if len(found) + sum(map(len, parts.values())) > MANY_ROWS:
        return None
    for one in change.changes:
        former = one.former("service") if one.entity in _PARTS else None
        if former:  # of a row that is gone, or that went to another service
            found.add(former)
    for entity, keys in parts.items():
        column, listed = _PARTS[entity].c, sorted(keys)
        for at in range(0, len(listed), _CHUNK):
            query = select(column.service).where(column.id.in_(listed[at : at + _CHUNK]))
            found.update(row[0] for row in workspace.rows(query))
    return frozenset(found)
