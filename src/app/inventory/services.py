"""Add, duplicate, retire and delete services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.inventory.dependents import delete_records, delete_with_records
from app.inventory.errors import BlankNameError, ReportedServiceError
from app.plan_facts import own_department
from model.base import new_key
from model.inventory import COUNTS, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.ownership import SUCCESSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sqlalchemy import Connection

    from app.workspace import Workspace
    from model.bilingual import Bilingual
    from model.fiscal_year import FiscalYear


def add_service(workspace: Workspace, year: FiscalYear, name: Bilingual) -> str:
    """Add a service of the plan's department with a record in ``year``; return its key.

    It has no identifier until the registry gives one.

    Raises:
        BlankNameError: ``name`` has no text in either language; nothing is changed.
    """
    if name.is_blank:
        raise BlankNameError
    with workspace.change(N_("Add service")) as connection:
        return insert_service(workspace, connection, year, name)


def insert_service(workspace: Workspace, connection: Connection, year: FiscalYear, name: Bilingual) -> str:
    """Insert a service of the plan's department with a record in ``year``, in the change that is open."""
    owner, service = own_department(workspace), new_key()
    connection.execute(SERVICE.insert().values(id=service, owner_org=owner, state="active"))
    connection.execute(
        SERVICE_RECORD.insert().values(
            id=new_key(),
            service=service,
            owner_org=owner,
            fiscal_yr=str(year),
            service_name_en=name.en.strip(),
            service_name_fr=name.fr.strip(),
        )
    )
    return service


def duplicate_service(workspace: Workspace, service: str, year: FiscalYear, name: Bilingual) -> str:
    """Add a service like ``service`` of that year, called ``name``; return its key.

    Identifier, volumes, remarks on volumes and standards are its own and start blank.

    Raises:
        BlankNameError: ``name`` has no text in either language.
        UnknownRecordError: ``service`` has no record in that year.
    """
    if name.is_blank:
        raise BlankNameError
    found = _record(workspace, service, year)
    owner, copy = own_department(workspace), new_key()
    own: dict[str, Any] = dict.fromkeys((*COUNTS, "volume_note_en", "volume_note_fr"), "")
    own |= {"service_name_en": name.en.strip(), "service_name_fr": name.fr.strip(), "confirmed_on": None}
    own |= {"id": new_key(), "service": copy, "owner_org": owner}
    with workspace.change(N_("Duplicate service")) as connection:
        connection.execute(SERVICE.insert().values(id=copy, owner_org=owner, state="active"))
        connection.execute(SERVICE_RECORD.insert().values(**dict(found) | own))
    return copy


def retire_service(workspace: Workspace, service: str, year: FiscalYear) -> None:
    """Say that a service is no longer given since ``year``; its records stay.

    Raises:
        UnknownRecordError: the plan holds no such service.
    """
    _known(workspace, service)
    with workspace.change(N_("Retire service")) as connection:
        update = SERVICE.update().where(SERVICE.c.id == service)
        connection.execute(update.values(state="retired", state_since=str(year), merged_into=None))


def restore_service(workspace: Workspace, service: str) -> None:
    """Say that a retired service is given again, or that a merged one is a service of its own after all.

    Raises:
        UnknownRecordError: the plan holds no such service.
    """
    _known(workspace, service)
    with workspace.change(N_("Restore service")) as connection:
        update = SERVICE.update().where(SERVICE.c.id == service)
        connection.execute(update.values(state="active", state_since="", merged_into=None))
        merged = (SUCCESSION.c.from_service == service, SUCCESSION.c.kind == "merge")
        connection.execute(SUCCESSION.delete().where(*merged))


def delete_service(workspace: Workspace, service: str) -> None:
    """Delete a service that the registry never knew, with all that hangs on it.

    Raises:
        UnknownRecordError: the plan holds no such service.
        ReportedServiceError: it has an identifier: it was reported, and can only be retired.
        SealedError: a frozen round decided on it.
    """
    if _known(workspace, service)["service_id"]:
        raise ReportedServiceError(service)
    with workspace.change(N_("Delete service")) as connection:
        delete_with_records(connection, service)


def delete_record(workspace: Workspace, service: str, year: FiscalYear) -> None:
    """Take a service out of one year's inventory, with its standards of that year.

    The last record of a service that the registry never knew goes with :func:`delete_service`.

    Raises:
        UnknownRecordError: the service has no record in that year.
    """
    found = _record(workspace, service, year)
    standards = select(STANDARD_RECORD.c.id).where(
        STANDARD_RECORD.c.service == service,
        STANDARD_RECORD.c.fiscal_yr == str(year),
        STANDARD_RECORD.c.owner_org == found["owner_org"],
    )
    keys = [row.id for row in workspace.rows(standards)]
    with workspace.change(N_("Remove service from the year")) as connection:
        delete_records(connection, [found["id"]], keys)


def _known(workspace: Workspace, service: str) -> Mapping[str, Any]:
    known = workspace.row(SERVICE, service)
    if known is None:
        raise UnknownRecordError("service", service)
    return known


def _record(workspace: Workspace, service: str, year: FiscalYear) -> Mapping[str, Any]:
    owner = own_department(workspace)
    query = select(SERVICE_RECORD).where(
        SERVICE_RECORD.c.service == service,
        SERVICE_RECORD.c.fiscal_yr == str(year),
        or_(SERVICE_RECORD.c.owner_org == owner, SERVICE_RECORD.c.owner_org == _known(workspace, service)["owner_org"]),
    )
    found = workspace.rows(query)
    if not found:
        raise UnknownRecordError("service_record", service)
    mapping: Mapping[str, Any] = found[0]._asdict()
    return mapping
