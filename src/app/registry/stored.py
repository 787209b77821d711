"""The registry's records as a plan holds them, found by what the registry knows them by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal_column, select

from app.registry.code_lists import programs_with
from app.registry.schema import FieldKind, Kind, schema
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.plan import DEPARTMENT, PLAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from app.registry.code_lists import ProgramList
    from app.workspace import Workspace

Key = tuple[str, ...]
"""Owner of the year, fiscal year, service identifier, and for standards the standard's identifier."""

Values = dict[str, str]

TABLES: Mapping[Kind, Table] = {Kind.SERVICE: SERVICE_RECORD, Kind.STANDARD: STANDARD_RECORD}
PUBLISHED = ("published_performance", "published_target_met")


@cache
def key_columns(kind: Kind) -> tuple[str, ...]:
    """Return the fields that name a record within its department."""
    return schema().resource(kind).key


@cache
def data_columns(kind: Kind) -> tuple[str, ...]:
    """Return the columns that an import may change: what a department fills beside the key."""
    resource = schema().resource(kind)
    columns = tuple(
        name
        for name in resource.template_columns
        if name not in resource.key and resource.fields[name].kind is not FieldKind.DERIVED
    )
    return columns + PUBLISHED if kind is Kind.STANDARD else columns


@cache
def pairs(kind: Kind) -> tuple[str, ...]:
    """Return the names of the texts in both languages, in the order of the fields."""
    fields = schema().resource(kind).fields.values()
    return tuple(dict.fromkeys(field.pair for field in fields if field.pair))


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record of the plan: its key, its service's key, and its values by field."""

    id: str
    service: str
    values: Values


def read_records(workspace: Workspace, kind: Kind) -> dict[Key, StoredRecord]:
    """Return every record of one table that has an identifier, in the order of entry."""
    table, columns = TABLES[kind], data_columns(kind)
    names = [name for name in key_columns(kind) if name != "service_id"]
    query = (
        select(
            table.c.id,
            table.c.service,
            table.c.owner_org,
            SERVICE.c.service_id,
            *(table.c[name] for name in (*names, *columns)),
        )
        .join(SERVICE, table.c.service == SERVICE.c.id)
        .order_by(table.c.owner_org, literal_column(f"{table.name}.rowid"))
    )
    found: dict[Key, StoredRecord] = {}
    for row in workspace.rows(query):
        record_id, service, owner, service_id, year, *rest = row
        if not service_id:
            continue
        tail = rest[: len(names) - 1]
        values = dict(zip(columns, rest[len(names) - 1 :], strict=True))
        found.setdefault((owner, year, service_id, *tail), StoredRecord(record_id, service, values))
    return found


def read_services(workspace: Workspace) -> dict[tuple[str, str], str]:
    """Return the key of each service by owner and identifier.

    An owner of any year counts, so that a published old year comes back to the service that
    was transferred since.
    """
    found: dict[tuple[str, str], str] = {}
    for row in workspace.rows(select(SERVICE.c.owner_org, SERVICE.c.service_id, SERVICE.c.id).order_by(SERVICE.c.id)):
        if row.service_id:
            found.setdefault((row.owner_org, row.service_id), row.id)
    for table in TABLES.values():
        query = select(table.c.owner_org, SERVICE.c.service_id, SERVICE.c.id).join(SERVICE).distinct()
        for row in workspace.rows(query.order_by(SERVICE.c.id)):
            if row.service_id:
                found.setdefault((row.owner_org, row.service_id), row.id)
    return found


@dataclass(frozen=True, slots=True)
class About:
    """The plan's department: its code and applied title."""

    department: str
    name: Bilingual


def about(workspace: Workspace) -> About:
    """Return which department the plan is about."""
    query = select(PLAN.c.department, DEPARTMENT.c.name_en, DEPARTMENT.c.name_fr).join(
        DEPARTMENT, DEPARTMENT.c.code == PLAN.c.department, isouter=True
    )
    row: Any = workspace.rows(query)[0]
    return About(row.department, Bilingual(row.name_en or "", row.name_fr or ""))


@dataclass(frozen=True)
class Records:
    """What the plan holds, by key; judging goes on from what the files before would have stored."""

    about: About
    programs: ProgramList
    values: Mapping[Kind, dict[Key, Values]]


def records_of(workspace: Workspace) -> Records:
    """Return what judging needs to know of a plan."""
    values = {kind: {key: record.values for key, record in read_records(workspace, kind).items()} for kind in Kind}
    return Records(about(workspace), programs_with(workspace), values)
