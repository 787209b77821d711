"""Add, edit and delete the standards of a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.inventory.cards import StandardCard, card, standard_card
from app.inventory.dependents import delete_records
from app.inventory.errors import IdentifierTakenError
from app.inventory.fields import Entity, label_of, stored
from app.translation import Place, confirm_rows
from model.base import new_key
from model.bilingual import Bilingual
from model.inventory import STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def add_standard(workspace: Workspace, service: str, year: FiscalYear, name: Bilingual | None = None) -> str:
    """Add a standard to a service's record of ``year``; return its key.

    It has no identifier until one is given, and may be one of several without.

    Raises:
        UnknownRecordError: the service has no record in that year.
    """
    found = card(workspace, service, year)
    if not found.is_reported:
        raise UnknownRecordError("service_record", service)
    named, key = name or Bilingual(), new_key()
    with workspace.change(N_("Add service standard")) as connection:
        connection.execute(
            STANDARD_RECORD.insert().values(
                id=key,
                service=service,
                owner_org=found.owner,
                fiscal_yr=str(year),
                service_name_en=found.text("service_name_en"),
                service_name_fr=found.text("service_name_fr"),
                service_standard_en=named.en,
                service_standard_fr=named.fr,
            )
        )
        if found.confirmed.get("service_name") == found.both("service_name"):  # what was said of it holds for its copy
            confirm_rows(connection, [Place(STANDARD_RECORD.name, key, "service_name")])
    return key


def edit_standard(workspace: Workspace, standard: str, values: Mapping[str, str], label: str = "") -> StandardCard:
    """Write fields of a standard, as one change.

    A published performance or result that differed from ours goes once the figures change.

    Args:
        workspace: the open plan.
        standard: its key.
        values: written form by field id; blank empties the field.
        label: English message id of what is done; by default the field's own.

    Raises:
        UnknownRecordError: the plan holds no such standard.
        IdentifierTakenError: another standard of the service has the identifier in that year.
        UnknownCodeError, NotAVolumeError, NotATargetError, UnstorableTextError: a value cannot
            be stored; nothing is changed.
    """
    checked = {field: stored(Entity.STANDARD_RECORD, field, value) for field, value in values.items()}
    before = standard_card(workspace, standard)
    changed = {field: value for field, value in checked.items() if before.values[field] != value}
    if not changed:
        return before
    if "service_standard_id" in changed:
        refuse_taken(workspace, before, changed["service_standard_id"])
    if changed.keys() & {"target", "volume_meeting_target", "total_volume"}:
        changed |= {"published_performance": "", "published_target_met": ""}
    with workspace.change(label or label_of(Entity.STANDARD_RECORD, next(iter(changed)))) as connection:
        connection.execute(STANDARD_RECORD.update().where(STANDARD_RECORD.c.id == standard).values(**changed))
    return standard_card(workspace, standard)


def delete_standard(workspace: Workspace, standard: str) -> None:
    """Delete a standard of one year; other years keep theirs.

    Raises:
        UnknownRecordError: the plan holds no such standard.
    """
    standard_card(workspace, standard)
    with workspace.change(N_("Delete service standard")) as connection:
        delete_records(connection, [], [standard])


def refuse_taken(workspace: Workspace, standard: StandardCard, identifier: str) -> None:
    """Make sure that no other standard of the service has ``identifier`` in that year; blank is none.

    Raises:
        IdentifierTakenError: one has.
    """
    column = STANDARD_RECORD.c
    query = select(column.id).where(
        column.id != standard.key,
        column.service == standard.service,
        column.owner_org == standard.values["owner_org"],
        column.fiscal_yr == standard.values["fiscal_yr"],
        column.service_standard_id == identifier,
    )
    holders = workspace.rows(query) if identifier else []
    if holders:
        raise IdentifierTakenError("service_standard_id", identifier, holders[0].id)
