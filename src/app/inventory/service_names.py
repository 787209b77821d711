"""What all services are called, read in pieces: a service is known by the names of its latest record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, func, select

from app.plan_facts import own_department
from model.inventory import SERVICE, SERVICE_RECORD
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Select

    from app.workspace import Workspace


class NamedService(NamedTuple):
    """One service by its key, its identifier in the registry, and its names; those not written are blank."""

    key: str
    service_id: str
    name_en: str
    name_fr: str

    def name(self, language: Language) -> str:
        """Return its name in a language, else in the other."""
        first, second = (self.name_fr, self.name_en) if language is Language.FR else (self.name_en, self.name_fr)
        return first or second


def service_keys(workspace: Workspace) -> tuple[str, ...]:
    """Return the keys of every service that the plan's department ever reported."""
    column = SERVICE_RECORD.c
    query = select(column.service).where(column.owner_org == own_department(workspace)).distinct()
    return tuple(row.service for row in workspace.rows(query))


def names_of(workspace: Workspace, services: Collection[str]) -> tuple[NamedService, ...]:
    """Return these services, some hundreds at most; those without a record are left out."""
    found = workspace.rows(_named(SERVICE_RECORD.c.service.in_(sorted(services))))
    return tuple(NamedService(*row[:4]) for row in found)


def _named(chosen: ColumnElement[bool]) -> Select[Any]:
    column = SERVICE_RECORD.c
    # of the row with the latest year SQLite takes the other columns too
    return (
        select(column.service, SERVICE.c.service_id, column.service_name_en, column.service_name_fr)
        .add_columns(func.max(column.fiscal_yr))
        .join(SERVICE, and_(SERVICE.c.id == column.service))
        .where(chosen)
        .group_by(column.service)
    )
