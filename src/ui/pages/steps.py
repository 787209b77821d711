"""The seven steps of a plan, as the window names them."""

from __future__ import annotations

from typing import Final

from app.i18n import _
from app.steps import Step

__all__ = ["STEP_ICONS", "Step", "step_name"]

STEP_ICONS: Final = {
    Step.OVERVIEW: "layout-dashboard",
    Step.INVENTORY: "table-2",
    Step.PRIORITIES: "flag",
    Step.STRATEGY: "text",
    Step.TRANSLATION: "languages",
    Step.ASSESSMENT: "clipboard-check",
    Step.DOCUMENTS: "file-text",
}


def step_name(step: Step) -> str:
    """Return the name of a step in the interface language."""
    names = {
        Step.OVERVIEW: _("Overview"),
        Step.INVENTORY: _("Inventory"),
        Step.PRIORITIES: _("Priority services"),
        Step.STRATEGY: _("Strategy"),
        Step.TRANSLATION: _("Translation"),
        Step.ASSESSMENT: _("Self-assessment"),
        Step.DOCUMENTS: _("Documents"),
    }
    return names[step]
