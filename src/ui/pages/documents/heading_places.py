"""Where in the plan a heading of a document comes from, and the other way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.plan_facts import framework_of
from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from model.language import Language
    from ui.open_plan import OpenPlan

SECTION: Final = "section"
_SERVICE: Final = "service-"
_COUNTED: Final = re.compile(r"-\d+$")  # a heading inside the text of a section


class HeadingPlaces:
    """Knows what the headings of a document are about, by their names."""

    def __init__(self, plan: OpenPlan) -> None:
        self._sections = {section.id for section in framework_of(plan.workspace).outline}

    def section(self, name: str) -> str:
        """Return the section that a heading belongs to; blank when it is no section's."""
        if name in self._sections:
            return name
        above = _COUNTED.sub("", name)
        return above if above in self._sections else ""

    def is_known(self, name: str) -> bool:
        """Whether a heading leads to a place of the plan."""
        return name.startswith(_SERVICE) or bool(self.section(name))

    def place(self, name: str, language: Language | None) -> tuple[Step, Place] | None:
        """Return step and place of what a heading is about; None when it is generated from all over the plan."""
        if name.startswith(_SERVICE):
            return Step.INVENTORY, Place("service", name.removeprefix(_SERVICE))
        section = self.section(name)
        return (Step.STRATEGY, Place(SECTION, section, "text", language)) if section else None
