"""A plan with one service reported in two years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.inventory.editing import edit_identifier, edit_record, open_year
from app.inventory.services import add_service
from app.inventory.standards import add_standard, edit_standard
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from app.workspace import Workspace

LAST, YEAR = FiscalYear(2023), FiscalYear(2024)


@dataclass(frozen=True)
class Permit:
    """Keys of the service that tests start from."""

    service: str
    standard: str


@pytest.fixture
def permit(workspace: Workspace) -> Permit:
    """Return a service with 1,000 applications last year, 1,090 this year and one standard met."""
    service = add_service(workspace, LAST, Bilingual("Export permit", "Licence d’exportation"))
    edit_identifier(workspace, service, "133")
    edit_record(
        workspace,
        service,
        LAST,
        {"num_applications_online": "1000", "service_scope": "EXTERN", "program_id": "BWN01", "os_application": "Y"},
    )
    standard = add_standard(workspace, service, LAST, Bilingual("Answer in 5 days", "Répondre en 5 jours"))
    edit_standard(workspace, standard, {"service_standard_id": "2497", "target": "0.80"})
    card = open_year(workspace, service, YEAR)
    edit_record(workspace, service, YEAR, {"num_applications_online": "1090", "num_applications_by_fax": "NA"})
    now = card.standards[0].key
    edit_standard(workspace, now, {"volume_meeting_target": "8", "total_volume": "10"})
    return Permit(service, now)
