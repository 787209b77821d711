"""Fill the record of a service: one change a field, or several fields that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.inventory.cards import ServiceCard, card
from app.inventory.carrying import begin_year
from app.inventory.errors import AlreadyReportedError, IdentifierTakenError
from app.inventory.fields import Entity, label_of, stored
from model.inventory import SERVICE, SERVICE_RECORD

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


def open_year(workspace: Workspace, service: str, year: FiscalYear) -> ServiceCard:
    """Begin the record of a service in a year that has none yet.

    What seldom changes comes from the newest year before, with its standards; counts,
    results and explanations of volumes start blank, for they are what the year brings.

    Raises:
        UnknownRecordError: the plan holds no such service.
        AlreadyReportedError: the year has a record already.
    """
    if card(workspace, service, year).is_reported:
        raise AlreadyReportedError(service, str(year))
    begin_year(workspace, service, year)
    return card(workspace, service, year)
