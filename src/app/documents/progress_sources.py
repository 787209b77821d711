"""Reads from a plan what the self-assessment and the brief hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.assessment.cards import assessment_card, requirement_rows
from app.documents.progress_content import BriefContent, InventoryState, ProgressContent
from app.documents.selection_sources import selection_content
from app.documents.sources import frame_of, years_of
from app.documents.strategy_sources import initiatives, newest_version, objectives, targets
from app.inventory.approval import approval
from app.plan_facts import OWN, framework_of, resolve

if TYPE_CHECKING:
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def progress_content(
    workspace: Workspace, year: FiscalYear, department: str | None = OWN, *, author: str = ""
) -> ProgressContent:
    """Return what the self-assessment of ``year`` holds.

    An action is overdue on the day of the document, not of the export: the same plan gives the same document.

    Args:
        workspace: the plan.
        year: the fiscal year.
        department: whose figures: ``OWN``, a code, or None for every department held.
        author: the name for the document's properties.
    """
    framework = framework_of(workspace)
    frame = frame_of(workspace, year, framework, resolve(workspace, department), author=author)
    years = years_of(workspace, [year - 1, year], department)
    figures = years[year].figures
    card = assessment_card(workspace, year, found=figures, today=frame.changed_on)
    return ProgressContent(
        frame=frame,
        framework=framework,
        years=years,
        card=card,
        requirements=card.requirements
        if card
        else requirement_rows(workspace, year, found=figures, today=frame.changed_on),
        objectives=objectives(workspace),
        initiatives=initiatives(workspace, year),
        targets=targets(workspace),
    )


def brief_content(
    workspace: Workspace, year: FiscalYear, department: str | None = OWN, *, author: str = ""
) -> BriefContent:
    """Return what the brief of ``year`` holds; see ``progress_content``."""
    code = resolve(workspace, department)
    given = approval(workspace, year, code) if code is not None else None
    return BriefContent(
        progress=progress_content(workspace, year, department, author=author),
        selection=selection_content(workspace, year, department, author=author),
        inventory=InventoryState(given.approved_on, given.is_in_force) if given else InventoryState(),
        strategy=newest_version(workspace),
    )
