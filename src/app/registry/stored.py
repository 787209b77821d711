"""The registry's records as a plan holds them, found by what the registry knows them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import literal_column, select

from app.registry.code_lists import programs_with
from app.registry.schema import FieldKind, Kind, schema
from model.bilingual import Bilingual
from model.inventory import NOTE, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.ownership import SUCCESSION
from model.plan import DEPARTMENT, PLAN
from model.quarters import QUARTERLY_VOLUME

if TYPE_CHECKING:
    from sqlalchemy import Table

    from app.registry.code_lists import ProgramList
    from app.workspace import Workspace

Key = tuple[str, ...]
"""Owner of the year, fiscal year, service identifier, and for standards the standard's identifier."""

Values = Mapping[str, str]

TABLES: Mapping[Kind, Table] = {Kind.SERVICE: SERVICE_RECORD, Kind.STANDARD: STANDARD_RECORD}
PUBLISHED = ("published_performance", "published_target_met")
OWN: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.SERVICE: ("authority_en", "authority_fr", "is_critical", "is_essential"),
    Kind.STANDARD: (),
}
"""Columns of the plan that a former layout fills and today's registry does not know."""

QUARTERS: Final[Mapping[str, tuple[str, str]]] = {
    f"{name}_q{quarter}": (name, str(quarter))
    for name in ("volume_meeting_target", "total_volume")
    for quarter in range(1, 5)
}
"""Names under which the quarterly volumes of a standard go along with its values: field and quarter."""


class Packed(Mapping[str, str]):
    """Values by name in a tenth of a dictionary's memory: the names are kept once for all records."""

    __slots__ = ("_cells", "_places")

    def __init__(self, names: tuple[str, ...], cells: tuple[str, ...]) -> None:
        self._places = _places(names)
        self._cells = cells

    def __getitem__(self, name: str) -> str:
        """Return a value; a name that is not held is a KeyError."""
        return self._cells[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._cells)

    def __contains__(self, name: object) -> bool:
        """Whether a value of that name is held."""
        return name in self._places

    def unpacked(self) -> dict[str, str]:
        """Return a dictionary of them."""
        return dict(zip(self._places, self._cells, strict=True))


@cache
def _places(names: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def packed(values: Values) -> Packed:
    """Return values that many records are kept in."""
    return values if isinstance(values, Packed) else Packed(tuple(values), tuple(values.values()))


def unpacked(values: Values) -> dict[str, str]:
    """Return a dictionary of values that may be packed."""
    return values.unpacked() if isinstance(values, Packed) else dict(values)


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
def import_columns(kind: Kind) -> tuple[str, ...]:
    """Return every name under which an import may give a value, former layouts included."""
    return (*data_columns(kind), *OWN[kind], *(QUARTERS if kind is Kind.STANDARD else ()))


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
    table, columns = TABLES[kind], (*data_columns(kind), *OWN[kind])
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
    quarters = _quarters(workspace, kind)
    found: dict[Key, StoredRecord] = {}
    for row in workspace.rows(query):
        record_id, service, owner, service_id, year, *rest = row
        if not service_id:
            continue
        tail = rest[: len(names) - 1]
        values = Packed(columns, tuple(rest[len(names) - 1 :]))
        if record_id in quarters:
            values = packed(values.unpacked() | quarters[record_id])
        found.setdefault((owner, year, service_id, *tail), StoredRecord(record_id, service, values))
    return found


def _quarters(workspace: Workspace, kind: Kind) -> dict[str, dict[str, str]]:
    """Return the quarterly volumes of each record that has any, by the names they go by here."""
    if kind is not Kind.STANDARD:
        return {}
    names = {place: name for name, place in QUARTERS.items()}
    volume = QUARTERLY_VOLUME.c
    query = select(volume.record, volume.field, volume.quarter, volume.value).where(volume.entity == kind.table)
    found: dict[str, dict[str, str]] = {}
    for row in workspace.rows(query):
        if (row.field, row.quarter) in names:
            found.setdefault(row.record, {})[names[row.field, row.quarter]] = row.value
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
    gone = select(SUCCESSION.c.from_org, SERVICE.c.service_id, SERVICE.c.id).join_from(
        SUCCESSION, SERVICE, SUCCESSION.c.from_service == SERVICE.c.id
    )
    for row in workspace.rows(gone.where(SUCCESSION.c.kind == "transfer").order_by(SUCCESSION.c.id)):
        if row.service_id:
            found.setdefault((row.from_org, row.service_id), row.id)
    return found


def service_names(workspace: Workspace) -> dict[str, str]:
    """Return what services are called in their latest year, in English or else in French, by identifier."""
    query = (
        select(SERVICE.c.service_id, SERVICE_RECORD.c.service_name_en, SERVICE_RECORD.c.service_name_fr)
        .join(SERVICE, SERVICE_RECORD.c.service == SERVICE.c.id)
        .order_by(SERVICE_RECORD.c.fiscal_yr)
    )
    return {row.service_id: row.service_name_en or row.service_name_fr for row in workspace.rows(query)}


@dataclass(frozen=True, slots=True)
class About:
    """The plan's department: its code and applied title."""

    department: str
    name: Bilingual

    @property
    def names(self) -> Mapping[str, str]:
        """Return the code by itself and by both names."""
        return {name: self.department for name in (self.department, self.name.en, self.name.fr) if name}


def about(workspace: Workspace) -> About:
    """Return which department the plan is about."""
    query = select(PLAN.c.department, DEPARTMENT.c.name_en, DEPARTMENT.c.name_fr).join(
        DEPARTMENT, DEPARTMENT.c.code == PLAN.c.department, isouter=True
    )
    row: Any = workspace.rows(query)[0]
    return About(row.department, Bilingual(row.name_en or "", row.name_fr or ""))


@dataclass(frozen=True)
class Records:
    """What the plan holds, by key; judging goes on from what the files before would have stored.

    ``notes`` are the keys of the notes that it holds.
    """

    about: About
    programs: ProgramList
    values: Mapping[Kind, dict[Key, Values]]
    notes: set[str] = field(default_factory=set)


def records_of(workspace: Workspace) -> Records:
    """Return what judging needs to know of a plan."""
    values: dict[Kind, dict[Key, Values]] = {
        kind: {key: record.values for key, record in read_records(workspace, kind).items()} for kind in Kind
    }
    notes = {row.id for row in workspace.rows(select(NOTE.c.id))}
    return Records(about(workspace), programs_with(workspace), values, notes)
