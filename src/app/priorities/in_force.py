"""Which services are priority in a year: the decision of the latest frozen round, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.plan_facts import round_in_force
from model.priority import DECISION

if TYPE_CHECKING:
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def frozen_round(workspace: Workspace, year: FiscalYear) -> str | None:
    """Return the key of the latest frozen round of ``year`` or before, or None."""
    found = workspace.rows(round_in_force(year))
    return found[0].id if found else None


def priority_services(workspace: Workspace, year: FiscalYear) -> frozenset[str]:
    """Return the keys of the services that are priority in ``year``."""
    key = frozen_round(workspace, year)
    if key is None:
        return frozenset()
    column = DECISION.c
    query = select(column.service).where(column.round == key, column.priority == "Y")
    return frozenset(row.service for row in workspace.rows(query))
