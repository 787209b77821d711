"""The pages of the seven steps, named one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.assessment.page import AssessmentPage
from ui.pages.documents.page import DocumentsPage
from ui.pages.further_register import further_pages
from ui.pages.inventory.page import InventoryPage
from ui.pages.overview.page import OverviewPage
from ui.pages.page import FurtherEntry
from ui.pages.priorities.page import PrioritiesPage
from ui.pages.steps import Step
from ui.pages.strategy.page import StrategyPage
from ui.pages.translation.page import TranslationPage

if TYPE_CHECKING:
    from ui.open_plan import OpenPlan
    from ui.pages.page import Page
    from ui.shell import Shell


def build_page(step: Step, plan: OpenPlan, shell: Shell, *, view: str = "") -> Page:
    """Return the page of a step, or the further screen ``view`` of it, built now."""
    for further in further_pages(step):
        if further.view == view:
            return further(plan, shell)
    pages: dict[Step, type[Page]] = {
        Step.OVERVIEW: OverviewPage,
        Step.INVENTORY: InventoryPage,
        Step.PRIORITIES: PrioritiesPage,
        Step.STRATEGY: StrategyPage,
        Step.TRANSLATION: TranslationPage,
        Step.ASSESSMENT: AssessmentPage,
        Step.DOCUMENTS: DocumentsPage,
    }
    page = pages[step](plan, shell)
    page.further = tuple(FurtherEntry(further.view, further.icon, further.name) for further in further_pages(step))
    return page
