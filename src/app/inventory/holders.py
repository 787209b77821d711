"""Whose standard it is: what a finding on one says beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from model.bilingual import Bilingual
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from app.workspace import Workspace


def service_of_standard(workspace: Workspace, standard: str) -> Bilingual:
    """Return the name of the service that a standard belongs to, as its year reports it; blank for none."""
    of_year = and_(
        SERVICE_RECORD.c.service == STANDARD_RECORD.c.service, SERVICE_RECORD.c.fiscal_yr == STANDARD_RECORD.c.fiscal_yr
    )
    query = (
        select(SERVICE_RECORD.c.service_name_en, SERVICE_RECORD.c.service_name_fr)
        .join(STANDARD_RECORD, of_year)
        .where(STANDARD_RECORD.c.id == standard)
    )
    for row in workspace.rows(query):
        return Bilingual(row[0], row[1])
    return Bilingual()
