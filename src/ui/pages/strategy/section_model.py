"""What the section page shows, and what it does with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.refusals import REFUSALS
from app.strategy.figures import LiveFigures
from app.strategy.sections import confirm_section, keep_section, outline, section_card, write_section
from ui.pages.strategy.figures import PlanFigures

if TYPE_CHECKING:
    from app.strategy.sections import SectionCard, SectionRow
    from model.change_set import ChangeSet
    from model.fiscal_year import FiscalYear
    from model.language import Language
    from ui.open_plan import OpenPlan

_TEXT_ONLY = frozenset({"section", "confirmation"})


class SectionModel(QObject):
    """The outline and the section that is open in it."""

    outline_changed = Signal()
    opened = Signal()  # another section is open
    changed = Signal()  # the open section holds something else
    figures_changed = Signal()
    refused = Signal(object)  # PlanError

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._live = LiveFigures(plan.workspace, plan.year)
        self.rows: tuple[SectionRow, ...] = outline(plan.workspace)
        first = next((row.id for row in self.rows if row.is_written and row.number), self.rows[0].id)
        self.card: SectionCard = section_card(plan.workspace, first, plan.year)
        plan.changed.connect(self._follow)
        plan.year_changed.connect(self._show_year)

    def figures(self, language: Language) -> PlanFigures:
        """Return the plan's figures as a text in ``language`` shows them."""
        return PlanFigures(self._live, language)

    def open(self, outline_id: str) -> None:
        """Show another section."""
        if outline_id != self.card.row.id:
            self.card = section_card(self._plan.workspace, outline_id, self._plan.year)
            self.opened.emit()

    def id_of(self, key: str) -> str:
        """Return the outline's id of the section with this key or id; blank when there is none."""
        return next((row.id for row in self.rows if key in {row.key, row.id}), "")

    def write(self, outline_id: str, language: Language, markdown: str) -> None:
        """Store a text; ``refused`` says why when it cannot be."""
        self._plan.drop_draft("section", self._key(outline_id), "text", language)
        try:
            write_section(self._plan.workspace, outline_id, language, markdown)
        except REFUSALS as error:
            self.refused.emit(error)

    def keep_draft(self, outline_id: str, language: Language, markdown: str) -> None:
        """Keep what is being typed, against a crash."""
        self._plan.keep_draft("section", self._key(outline_id), "text", language, markdown)

    def drafts(self) -> dict[str, str]:
        """Return what was being typed in the open section when the plan was last left, by language."""
        found = self._plan.drafts("section", self.card.row.key)
        return {draft.language: draft.text for draft in found if draft.field == "text"}

    def keep(self, *, kept: bool) -> None:
        """Print the open section, or leave it out of the documents."""
        try:
            keep_section(self._plan.workspace, self.card.row.id, kept=kept)
        except REFUSALS as error:
            self.refused.emit(error)

    def confirm(self) -> None:
        """Declare that both texts of the open section say the same."""
        try:
            confirm_section(self._plan.workspace, self.card.row.id)
        except REFUSALS as error:
            self.refused.emit(error)

    def _key(self, outline_id: str) -> str:
        return next(row.key for row in self.rows if row.id == outline_id)

    def _follow(self, change: ChangeSet) -> None:
        if change.touches("section", "confirmation", "plan"):
            self.rows = outline(self._plan.workspace)
            self.outline_changed.emit()
            self.card = section_card(self._plan.workspace, self.card.row.id, self._plan.year)
            self.changed.emit()
        if not change.entities <= _TEXT_ONLY:
            self._show_year(self._plan.year)

    def _show_year(self, year: FiscalYear) -> None:
        self._live.refresh(year)  # nothing is computed before somebody looks
        self.figures_changed.emit()
