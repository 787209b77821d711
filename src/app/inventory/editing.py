"""Fill the record of a service: one change a field, or several fields that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.inventory.cards import ServiceCard, card
from app.inventory.errors import AlreadyReportedError, IdentifierTakenError
from app.inventory.fields import Entity, label_of, stored
from app.plan_facts import own_department
from model.base import new_key
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def edit_record(
    workspace: Workspace, service: str, year: FiscalYear, values: Mapping[str, str], label: str = ""
) -> ServiceCard:
    """Write fields of a service's record of one year, as one change.

    Args:
        workspace: the open plan.
        service: the service's key.
        year: the fiscal year of the record.
        values: written form by field id; blank empties the field.
        label: English message id of what is done; by default the field's own.

    Returns:
        The service as it is now.

    Raises:
        UnknownRecordError: the service has no record in that year.
        UnknownCodeError, NotACountError, NotADateError, UnstorableTextError: a value cannot be
            stored; nothing is changed.
    """
    checked = {field: stored(Entity.SERVICE_RECORD, field, value) for field, value in values.items()}
    before = card(workspace, service, year)
    if not before.is_reported:
        raise UnknownRecordError("service_record", service)
    changed: dict[str, str | None] = {field: value for field, value in checked.items() if before.values[field] != value}
    if not changed:
        return before
    if changed.get("confirmed_on") == "":
        changed["confirmed_on"] = None  # a blank date is NULL
    with workspace.change(label or label_of(Entity.SERVICE_RECORD, next(iter(changed)))) as connection:
        connection.execute(SERVICE_RECORD.update().where(SERVICE_RECORD.c.id == before.record).values(**changed))
    return card(workspace, service, year)


def edit_identifier(workspace: Workspace, service: str, service_id: str) -> None:
    """Give a service the identifier that the registry knows it by; blank takes it away.

    Raises:
        UnknownRecordError: the plan holds no such service.
        IdentifierTakenError: another service of the department has it.
        UnstorableTextError: it holds a comma or a control character.
    """
    known = workspace.row(SERVICE, service)
    if known is None:
        raise UnknownRecordError("service", service)
    checked = stored(Entity.SERVICE, "service_id", service_id)
    if checked == known["service_id"]:
        return
    same = select(SERVICE.c.id).where(SERVICE.c.owner_org == known["owner_org"], SERVICE.c.service_id == checked)
    holders = workspace.rows(same) if checked else []
    if holders:
        raise IdentifierTakenError("service_id", checked, holders[0].id)
    with workspace.change(N_("Change service identifier")) as connection:
        connection.execute(SERVICE.update().where(SERVICE.c.id == service).values(service_id=checked))


_CARRIED_NOT = ("id", "owner_org", "fiscal_yr", "confirmed_on")
_RESULTS = ("volume_meeting_target", "total_volume", "published_performance", "published_target_met")


def open_year(workspace: Workspace, service: str, year: FiscalYear) -> ServiceCard:
    """Begin the record of a service in a year that has none yet.

    What seldom changes comes from the newest year before, with its standards; counts,
    results and explanations of volumes start blank, for they are what the year brings.

    Raises:
        UnknownRecordError: the plan holds no such service.
        AlreadyReportedError: the year has a record already.
    """
    before = card(workspace, service, year)
    if before.is_reported:
        raise AlreadyReportedError(service, str(year))
    owner = own_department(workspace)
    query = (
        select(SERVICE_RECORD)
        .where(SERVICE_RECORD.c.service == service, SERVICE_RECORD.c.fiscal_yr < str(year))
        .order_by(SERVICE_RECORD.c.fiscal_yr.desc())
        .limit(1)
    )
    newest = next((row._asdict() for row in workspace.rows(query)), None)
    blank = {column.name for column in SERVICE_RECORD.columns if column.info.get("quantity")}
    blank |= {"volume_note_en", "volume_note_fr"}
    carried = {name: value for name, value in (newest or {}).items() if name not in {*_CARRIED_NOT, *blank}}
    standards = _standards_of(workspace, service, newest["fiscal_yr"], newest["owner_org"]) if newest else []
    with workspace.change(N_("Begin the year’s record")) as connection:
        connection.execute(
            SERVICE_RECORD.insert().values(
                **carried | {"id": new_key(), "service": service, "owner_org": owner, "fiscal_yr": str(year)}
            )
        )
        for values in standards:
            kept = dict.fromkeys(_RESULTS, "") | {"id": new_key(), "owner_org": owner, "fiscal_yr": str(year)}
            connection.execute(STANDARD_RECORD.insert().values(**values | kept))
    return card(workspace, service, year)


def _standards_of(workspace: Workspace, service: str, year: str, owner: str) -> list[dict[str, str]]:
    query = select(STANDARD_RECORD).where(
        STANDARD_RECORD.c.service == service, STANDARD_RECORD.c.fiscal_yr == year, STANDARD_RECORD.c.owner_org == owner
    )
    return [row._asdict() for row in workspace.rows(query)]
