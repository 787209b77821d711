"""What becomes of services: merged into another, split into several, given to another department.

Each is one change, begins with a fiscal year and is remembered with a note in both languages. What
was reported before stays as it was, with the owner of its year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import or_, select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.inventory.dependents import delete_records
from app.inventory.errors import BlankNameError, IdentifierTakenError, SameOwnerError, SameServiceError
from app.inventory.fields import Entity
from app.inventory.year_fields import CARRIED, year_fields
from app.plan_facts import own_department
from model.base import new_key
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.ownership import SUCCESSION

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from app.workspace import Workspace

MERGE, SPLIT, TRANSFER = "merge", "split", "transfer"
ACTIVE, MERGED, RETIRED = "active", "merged", "retired"


@dataclass(frozen=True, slots=True)
class SuccessionCard:
    """One thing that became of a service; ``kind`` is ``merge``, ``split`` or ``transfer``."""

    key: str
    kind: str
    from_service: str
    to_service: str
    year: FiscalYear
    from_org: str
    to_org: str
    note: Bilingual


def successions(workspace: Workspace, service: str) -> tuple[SuccessionCard, ...]:
    """Return what became of a service and what it came of, the latest first."""
    column = SUCCESSION.c
    query = select(SUCCESSION).where(or_(column.from_service == service, column.to_service == service))
    return tuple(
        SuccessionCard(
            key=row.id,
            kind=row.kind,
            from_service=row.from_service,
            to_service=row.to_service,
            year=FiscalYear.parse(row.fiscal_yr),
            from_org=row.from_org,
            to_org=row.to_org,
            note=Bilingual(row.note_en, row.note_fr),
        )
        for row in workspace.rows(query.order_by(column.fiscal_yr.desc(), column.id))
    )


def merge_services(
    workspace: Workspace, services: Sequence[str], into: str, year: FiscalYear, note: Bilingual | None = None
) -> None:
    """Say that services are part of ``into`` since ``year``.

    Their records of that year and later leave the inventory; the standards of those go over to
    ``into`` where it is reported in that year. Volumes are not added up: who counts does that.

    Args:
        workspace: the open plan.
        services: those that end.
        into: the one that goes on.
        year: the first fiscal year in which it is so.
        note: why, in both languages.

    Raises:
        UnknownRecordError: the plan holds no such service.
        SameServiceError: ``into`` is among them, or there are none.
        IdentifierTakenError: two standards of a year would have one identifier; nothing is changed.
    """
    if not services or into in services:
        raise SameServiceError(into)
    target = _known(workspace, into)
    ended = [(service, _known(workspace, service)) for service in dict.fromkeys(services)]
    with workspace.change(N_("Merge services")) as connection:
        for service, known in ended:
            _hand_over_standards(connection, service, into, year)
            _leave(connection, service, year)
            _end(connection, service, MERGED, year, into)
            owners = (known["owner_org"], target["owner_org"])
            _remember(connection, MERGE, (service, into), year, owners, note)


def split_service(
    workspace: Workspace,
    service: str,
    names: Sequence[Bilingual],
    year: FiscalYear,
    note: Bilingual | None = None,
    *,
    ends: bool = False,
) -> tuple[str, ...]:
    """Make new services out of one since ``year``; return their keys.

    Each begins with what the service said in that year, or the newest before: counts, results and
    identifiers are its own and begin blank, and standards stay with the service.

    Args:
        workspace: the open plan.
        service: the one that is split.
        names: what the new ones are called.
        year: the first fiscal year in which it is so.
        note: why, in both languages.
        ends: whether the service is no longer given since then.

    Raises:
        UnknownRecordError: the plan holds no such service, or it was never reported until then.
        BlankNameError: a name has no text in either language, or there is none.
    """
    known = _known(workspace, service)
    if not names or any(name.is_blank for name in names):
        raise BlankNameError
    begun = year_fields(Entity.SERVICE_RECORD).carried(_newest(workspace, service, year))
    owner = known["owner_org"]
    made = tuple(new_key() for _name in names)
    with workspace.change(N_("Split service")) as connection:
        for key, name in zip(made, names, strict=True):
            connection.execute(SERVICE.insert().values(id=key, owner_org=owner, state=ACTIVE))
            own = {"id": new_key(), "service": key, "owner_org": owner, "fiscal_yr": str(year)}
            own |= {"service_name_en": name.en.strip(), "service_name_fr": name.fr.strip()}
            connection.execute(SERVICE_RECORD.insert().values(**begun | own))
            _remember(connection, SPLIT, (service, key), year, (owner, owner), note)
        if ends:
            _leave(connection, service, year)
            _end(connection, service, RETIRED, year, None)
    return made


def transfer_service(
    workspace: Workspace, service: str, to_org: str, year: FiscalYear, note: Bilingual | None = None
) -> None:
    """Say that a service is another department's since ``year``.

    What was reported before stays with the department that reported it; records of that year and
    later are the new owner's. The service keeps its key, and a published old year comes back to it.

    Args:
        workspace: the open plan.
        service: its key.
        to_org: code of the department that gives it from then on.
        year: the first fiscal year in which it is so.
        note: why, in both languages.

    Raises:
        UnknownRecordError: the plan holds no such service.
        SameOwnerError: it is that department's already, or none is named.
        IdentifierTakenError: a service of that department has its identifier; nothing is changed.
    """
    known = _known(workspace, service)
    before = known["owner_org"]
    if not to_org.strip() or to_org == before:
        raise SameOwnerError(to_org)
    column = SERVICE.c
    same = select(column.id).where(column.owner_org == to_org, column.service_id == known["service_id"])
    holders = workspace.rows(same) if known["service_id"] else []
    if holders:
        raise IdentifierTakenError("service_id", known["service_id"], holders[0].id)
    with workspace.change(N_("Transfer service")) as connection:
        connection.execute(SERVICE.update().where(column.id == service).values(owner_org=to_org))
        for table in CARRIED.values():
            later = (table.c.service == service, table.c.fiscal_yr >= str(year), table.c.owner_org == before)
            connection.execute(table.update().where(*later).values(owner_org=to_org))
        _remember(connection, TRANSFER, (service, service), year, (before, to_org), note)


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service that another can be merged into, with the newest name that it was reported under."""

    key: str
    service_id: str
    name: Bilingual


def offered_services(workspace: Workspace, service: str) -> tuple[OfferedService, ...]:
    """Return the active services of the plan's department that ``service`` can be merged into."""
    owner = own_department(workspace)
    column = SERVICE_RECORD.c
    query = (
        select(SERVICE.c.id, SERVICE.c.service_id, column.service_name_en, column.service_name_fr)
        .join(SERVICE_RECORD, column.service == SERVICE.c.id)
        .where(SERVICE.c.owner_org == owner, SERVICE.c.state == ACTIVE, SERVICE.c.id != service)
        .order_by(column.fiscal_yr)
    )
    newest = {
        row.id: OfferedService(row.id, row.service_id, Bilingual(row[2], row[3])) for row in workspace.rows(query)
    }
    return tuple(newest.values())


def service_names(workspace: Workspace, services: Collection[str]) -> dict[str, Bilingual]:
    """Return the newest name that each of some services was reported under."""
    column = SERVICE_RECORD.c
    query = select(column.service, column.service_name_en, column.service_name_fr).where(column.service.in_(services))
    rows = workspace.rows(query.order_by(column.fiscal_yr)) if services else []
    return {row.service: Bilingual(row.service_name_en, row.service_name_fr) for row in rows}


_STANDARD_KEY: Final = ("owner_org", "fiscal_yr", "service_standard_id")


def _hand_over_standards(connection: Connection, service: str, into: str, year: FiscalYear) -> None:
    """Give the standards of ``year`` and later to ``into`` in the years in which it is reported."""
    record = SERVICE_RECORD.c
    reported = select(record.fiscal_yr, record.service_name_en, record.service_name_fr).where(record.service == into)
    names = {row.fiscal_yr: row for row in connection.execute(reported)}
    column = STANDARD_RECORD.c
    wanted = [column.id, *(column[name] for name in _STANDARD_KEY)]
    query = select(*wanted).where(column.fiscal_yr >= str(year))
    held = {tuple(row)[1:]: row.id for row in connection.execute(query.where(column.service == into))}
    for row in connection.execute(query.where(column.service == service).order_by(column.id)).all():
        if row.fiscal_yr not in names:
            continue
        if row.service_standard_id and tuple(row)[1:] in held:
            raise IdentifierTakenError("service_standard_id", row.service_standard_id, held[tuple(row)[1:]])
        named = names[row.fiscal_yr]
        moved = {"service_name_en": named.service_name_en, "service_name_fr": named.service_name_fr, "service": into}
        connection.execute(STANDARD_RECORD.update().where(column.id == row.id).values(**moved))


def _leave(connection: Connection, service: str, year: FiscalYear) -> None:
    """Take a service out of the inventory of ``year`` and later."""
    records, standards = (
        list(
            connection.execute(
                select(table.c.id).where(table.c.service == service, table.c.fiscal_yr >= str(year))
            ).scalars()
        )
        for table in (SERVICE_RECORD, STANDARD_RECORD)
    )
    delete_records(connection, records, standards)


def _end(connection: Connection, service: str, state: str, year: FiscalYear, into: str | None) -> None:
    update = SERVICE.update().where(SERVICE.c.id == service)
    connection.execute(update.values(state=state, state_since=str(year), merged_into=into))


def _remember(  # noqa: PLR0917  the columns of one row
    connection: Connection,
    kind: str,
    services: tuple[str, str],
    year: FiscalYear,
    owners: tuple[str, str],
    note: Bilingual | None,
) -> None:
    said = note or Bilingual()
    connection.execute(
        SUCCESSION.insert().values(
            id=new_key(),
            from_service=services[0],
            to_service=services[1],
            kind=kind,
            fiscal_yr=str(year),
            from_org=owners[0],
            to_org=owners[1],
            note_en=said.en.strip(),
            note_fr=said.fr.strip(),
        )
    )


def _known(workspace: Workspace, service: str) -> Mapping[str, Any]:
    known = workspace.row(SERVICE, service)
    if known is None:
        raise UnknownRecordError("service", service)
    return known


def _newest(workspace: Workspace, service: str, year: FiscalYear) -> Mapping[str, Any]:
    column = SERVICE_RECORD.c
    query = select(SERVICE_RECORD).where(column.service == service, column.fiscal_yr <= str(year))
    rows = workspace.rows(query.order_by(column.fiscal_yr.desc()).limit(1))
    if not rows:
        raise UnknownRecordError("service_record", service)
    found: Mapping[str, Any] = rows[0]._asdict()
    return found
