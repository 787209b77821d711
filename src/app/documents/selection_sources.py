"""Reads from a plan what the document on the priority services holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.documents.progress_content import SelectionContent
from app.documents.sources import frame_of
from app.documents.strategy_sources import service_names
from app.plan_facts import OWN, framework_of, resolve
from app.priorities.ranking import ranking, rounds
from model.bilingual import Bilingual
from model.priority import DECISION

if TYPE_CHECKING:
    from app.priorities.cards import RoundCard
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def selection_content(
    workspace: Workspace, year: FiscalYear, department: str | None = OWN, *, author: str = ""
) -> SelectionContent:
    """Return what the document on the priority services of ``year`` holds.

    Args:
        workspace: the plan.
        year: the fiscal year.
        department: ``OWN``, a code, or None for every department that the plan holds.
        author: the name for the document's properties.
    """
    framework = framework_of(workspace)
    found = ranking(workspace, year, department)
    before = _round_before(workspace, found.round.year if found.round else year)
    return SelectionContent(
        frame=frame_of(workspace, year, framework, resolve(workspace, department), author=author),
        framework=framework,
        ranking=found,
        before=before,
        chosen_before=_chosen(workspace, before, year) if before else {},
    )


def _round_before(workspace: Workspace, year: FiscalYear) -> RoundCard | None:
    """Return the last frozen round of a year before ``year``."""
    return next((card for card in rounds(workspace) if card.is_frozen and card.year < year), None)


def _chosen(workspace: Workspace, card: RoundCard, year: FiscalYear) -> dict[str, Bilingual]:
    column, names = DECISION.c, service_names(workspace, year)
    query = select(column.service).where(column.round == card.id, column.priority == "Y")
    return {row.service: names.get(row.service, Bilingual()) for row in workspace.rows(query)}
