"""Which services are priority in a year: the decision of the latest frozen round, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.plan_facts import round_in_force
from model.priority import DECISION, SELECTION_ROUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


def priority_by_year(workspace: Workspace, years: Iterable[FiscalYear]) -> Mapping[FiscalYear, frozenset[str]]:
    """Return the keys of the services that are priority in each of some years."""
    column = SELECTION_ROUND.c
    query = select(column.id, column.fiscal_yr).where(column.state == "frozen")
    frozen = workspace.rows(query.order_by(column.fiscal_yr, column.revision))
    in_force = {year: next((row.id for row in reversed(frozen) if row.fiscal_yr <= str(year)), None) for year in years}
    chosen: dict[str, frozenset[str]] = {}
    for key in {key for key in in_force.values() if key is not None}:
        rows = workspace.rows(select(DECISION.c.service).where(DECISION.c.round == key, DECISION.c.priority == "Y"))
        chosen[key] = frozenset(row.service for row in rows)
    return {year: frozenset() if key is None else chosen[key] for year, key in in_force.items()}
