"""Whose standard it is: what a finding on one says beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from model.bilingual import Bilingual
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.workspace import Workspace


def services_of_standards(workspace: Workspace, standards: Collection[str]) -> dict[str, Bilingual]:
    """Return the names of the services that standards belong to, as their year reports them; blank for none."""
    of_year = and_(
        SERVICE_RECORD.c.service == STANDARD_RECORD.c.service, SERVICE_RECORD.c.fiscal_yr == STANDARD_RECORD.c.fiscal_yr
    )
    query = (
        select(STANDARD_RECORD.c.id, SERVICE_RECORD.c.service_name_en, SERVICE_RECORD.c.service_name_fr)
        .join(STANDARD_RECORD, of_year)
        .where(STANDARD_RECORD.c.id.in_(sorted(standards)))
    )
    found = dict.fromkeys(standards, Bilingual())
    for standard, english, french in workspace.rows(query) if standards else ():
        found[standard] = Bilingual(english, french)
    return found
