"""Puts services into a plan, each complete: nothing about it is to be found fault with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.inventory.facts import ServiceFacts, StandardFacts
from app.translation import Place, confirm_rows
from model.base import new_key, pairs
from model.fiscal_year import FiscalYear
from model.inventory import APPLICATION_COUNTS, INTERACTION_POINTS, SERVICE, SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Table

    from app.workspace import Workspace

YEAR = FiscalYear(2024)
OWNER = "aafc-aac"

RECORD: dict[str, Any] = {
    "owner_org": OWNER,
    "service_name_en": "Export permit",
    "service_name_fr": "Licence d’exportation",
    "service_description_en": "A permit to export plants.",
    "service_description_fr": "Une licence pour exporter des plantes.",
    "service_type": "APIR",
    "service_recipient_type": "CLIENT",
    "service_scope": "EXTERN",
    "client_target_groups": "PERSON",
    "program_id": "BWN01",
    "client_feedback_channel": "ONL",
    "automated_decision_system": "N",
    "service_fee": "N",
    "sin_usage": "N",
    "cra_bn_identifier_usage": "NA",
    "last_service_review": "2022-2023",
    "last_service_improvement": "2023-2024",
    "num_phone_enquiries": "200",
    "num_website_visits": "5000",
    **dict.fromkeys(INTERACTION_POINTS, "Y"),
    **dict.fromkeys(APPLICATION_COUNTS, "0"),
    "num_applications_online": "800",
}

STANDARD: dict[str, Any] = {
    "owner_org": OWNER,
    "service_name_en": "Export permit",
    "service_name_fr": "Licence d’exportation",
    "service_standard_id": "S1",
    "service_standard_en": "An answer within 30 days",
    "service_standard_fr": "Une réponse en 30 jours",
    "type": "TML",
    "channel": "ONL",
    "target": "0.8",
    "volume_meeting_target": "9",
    "total_volume": "10",
    "standards_targets_uri_en": "https://example.canada.ca/en/standards",
    "standards_targets_uri_fr": "https://exemple.canada.ca/fr/normes",
    "performance_results_uri_en": "https://example.canada.ca/en/results",
    "performance_results_uri_fr": "https://exemple.canada.ca/fr/resultats",
}


def put_service(
    workspace: Workspace, service_id: str = "133", year: FiscalYear = YEAR, service: str = "", **fields: Any
) -> str:
    """Put a service with a record of ``year`` into the plan and return its key; ``service`` adds a year to one."""
    key = service or new_key()
    with workspace.change("Put a service") as connection:
        if not service:
            owner = fields.get("owner_org", OWNER)
            connection.execute(SERVICE.insert().values(id=key, owner_org=owner, service_id=service_id, state="active"))
        _put(connection, SERVICE_RECORD, RECORD | {"service": key, "fiscal_yr": str(year)} | fields)
    return key


def put_standard(workspace: Workspace, service: str, year: FiscalYear = YEAR, **fields: Any) -> str:
    """Put a standard of ``service`` into the plan and return its key."""
    with workspace.change("Put a standard") as connection:
        return _put(connection, STANDARD_RECORD, STANDARD | {"service": service, "fiscal_yr": str(year)} | fields)


def put(workspace: Workspace, table: Table, **fields: Any) -> str:
    """Put any row into the plan, its texts confirmed, and return its key."""
    with workspace.change("Put a row") as connection:
        return _put(connection, table, fields)


def change(workspace: Workspace, table: Table, key: str, **fields: Any) -> None:
    """Change fields of a row."""
    with workspace.change("Change a row") as connection:
        connection.execute(table.update().where(table.c.id == key).values(**fields))


def record_of(workspace: Workspace, service: str, year: FiscalYear = YEAR) -> str:
    """Return the key of a service's record."""
    column = SERVICE_RECORD.c
    query = select(column.id).where(column.service == service, column.fiscal_yr == str(year))
    key: str = workspace.rows(query)[0].id
    return key


def _put(connection: Any, table: Table, fields: Mapping[str, Any]) -> str:
    key = new_key()
    connection.execute(table.insert().values(id=key, **fields))
    confirm_rows(connection, [Place(table.name, key, name) for name in pairs(table)])
    return key


def facts(*standards: Mapping[str, Any], priority: bool = False, **fields: Any) -> ServiceFacts:
    """Return a service as the indicators see it, without a plan."""
    beyond = {"exclusion": "", "confirmed_on": None, "authentication_applies": "", "real_time_status": ""}
    more = {"is_critical": "", "is_essential": "", "state": "active", "state_since": "", "service_id": "133"}
    record = RECORD | beyond | more | {"service": "key"} | fields
    held = tuple(StandardFacts(STANDARD | {"internal_location": ""} | dict(standard)) for standard in standards)
    return ServiceFacts(fields.get("key", "key"), record, held, priority)
