"""The plan as the window knows it: one signal that says what changed."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.drafts import Draft, drafts, drop_draft, save_draft
from app.plan_facts import plan_card, working_year
from app.refusals import REFUSALS
from model.language import Language
from ui.plan_findings import PlanFindings

if TYPE_CHECKING:
    from pathlib import Path

    from app.plan_facts import PlanCard
    from app.workspace import Workspace
    from model.bilingual import Bilingual
    from model.change_set import ChangeSet
    from model.fiscal_year import FiscalYear


DRAFT_INTERVAL: Final = 2000  # milliseconds
BOTH: Final = "both"


class OpenPlan(QObject):
    """Wraps a workspace for widgets: tells what changed, and keeps what the window looks at.

    The year and the content language are the window's, not the plan's: they are not journalled.
    """

    changed = Signal(object)  # ChangeSet
    year_changed = Signal(object)  # FiscalYear
    content_changed = Signal(str)
    saved = Signal()
    closing = Signal()  # the plan is let go: nothing more can be read of it

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.card: PlanCard = plan_card(workspace)
        self.findings = PlanFindings(workspace, self)
        self._year = working_year(workspace)
        self._content = BOTH
        self._drafts: dict[tuple[str, str, str, str], str] = {}
        self._writer = QTimer(self)
        self._writer.setSingleShot(True)
        self._writer.setInterval(DRAFT_INTERVAL)
        self._writer.timeout.connect(self.save_drafts)
        workspace.observe(self._tell)

    @property
    def path(self) -> Path:
        """Return where the plan lies."""
        return self.workspace.path

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading only."""
        return self.workspace.read_only

    @property
    def year(self) -> FiscalYear:
        """Return the fiscal year that the window shows."""
        return self._year

    def set_year(self, year: FiscalYear) -> None:
        """Show another fiscal year."""
        if year != self._year:
            self._year = year
            self.year_changed.emit(year)

    @property
    def content(self) -> str:
        """Return which content is shown: ``en``, ``fr`` or ``both``."""
        return self._content

    def set_content(self, content: str) -> None:
        """Show content in one language or both."""
        if content != self._content:
            self._content = content
            self.content_changed.emit(content)

    @property
    def french_first(self) -> bool:
        """Whether the issuing office works in French, so that French stands first."""
        return self.card.office_language is Language.FR

    def shown(self, text: Bilingual, interface: Language) -> str:
        """Return the side of a text that a list shows; the other side where that one is blank.

        Args:
            text: what is shown.
            interface: which side to show while both languages are shown.
        """
        wanted = text.text(interface) if self._content == BOTH else (text.fr if self._content == "fr" else text.en)
        return wanted if wanted.strip() else (text.en.strip() and text.en) or text.fr

    def undo(self) -> str:
        """Take back the newest change; return its label, an English message id."""
        return self.workspace.undo()

    def redo(self) -> str:
        """Bring back what was undone last; return its label, an English message id."""
        return self.workspace.redo()

    def keep_draft(self, entity: str, key: str, field: str, language: str, text: str) -> None:
        """Keep what is being typed; it is on disk two seconds later."""
        if not self.read_only:
            self._drafts[entity, key, field, language] = text
            if not self._writer.isActive():  # whoever types without a pause is kept too
                self._writer.start()

    def drop_draft(self, entity: str, key: str, field: str, language: str) -> None:
        """Forget what was typed: it was committed or given up."""
        self._drafts.pop((entity, key, field, language), None)
        if not self.read_only:
            with suppress(*REFUSALS):  # a full disk: the text is offered once more at the next opening
                drop_draft(self.workspace, entity, key, field, language)

    def drafts(self, entity: str | None = None, key: str | None = None) -> tuple[Draft, ...]:
        """Return what was being typed when the plan was last left."""
        return () if self.read_only else drafts(self.workspace, entity, key)

    def save_drafts(self) -> None:
        """Write what is being typed to disk now; what finds no room there waits for the next time."""
        for place, text in tuple(self._drafts.items()):
            try:
                save_draft(self.workspace, Draft(*place, text))
            except REFUSALS:
                self._writer.start()
                return
            del self._drafts[place]

    def close(self) -> None:
        """Let the plan go."""
        self.closing.emit()
        self.findings.stop()
        self.save_drafts()
        self._writer.stop()
        self.workspace.close()

    def _tell(self, change: ChangeSet) -> None:
        if change.touches("plan", "department"):
            self.card = plan_card(self.workspace)
        self.findings.hear(change)  # first: whoever is told must not take what was counted before for today's
        self.changed.emit(change)
