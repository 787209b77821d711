"""The evidence of one requirement: title in both languages, where it lies, its date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.assessment import changes
from app.assessment.changes import EvidenceDraft
from app.i18n import _
from model.bilingual import Bilingual
from ui.look.tokens import Role, Size
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.frames import Card, column, row
from ui.widgets.label import Label
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from datetime import date

    from app.assessment.cards import EvidenceCard, RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel


class EvidenceEditor(Card):
    """One piece of evidence."""

    def __init__(self, model: AssessmentModel, evidence: EvidenceCard) -> None:
        super().__init__()
        self._model, self._evidence = model, evidence
        self.title = BilingualField(lambda: _("Title"), french_first=model.plan.french_first)
        self.location = TextField(lambda: _("Where it lies: address or file reference"))
        self.dated = DateField(lambda: _("Date"))
        self.delete = IconButton(lambda: _("Delete this evidence"), "trash-2")
        line = row(gap=9)
        line.addWidget(self.location, 1)
        line.addWidget(self.dated)
        line.addWidget(self.delete)
        self.body.addWidget(self.title)
        self.body.addLayout(line)
        self.title.committed.connect(self._retitle)
        self.location.committed.connect(lambda text: self._change(location=text))
        self.dated.dated.connect(lambda day: self._change(dated=day))
        self.delete.clicked.connect(self._remove)

    def refresh(self, evidence: EvidenceCard) -> None:
        """Show it as it is now."""
        self._evidence = evidence
        locked = self._model.is_locked
        self.title.set_value(evidence.title)
        self.location.set_value(evidence.location)
        self.dated.set_day(evidence.dated)
        for field in (self.title, self.location, self.dated):
            field.set_read_only(locked)
        self.delete.setVisible(not locked)

    def _retitle(self, language: Language, text: str) -> None:
        self._change(title=self._evidence.title.with_text(language, text))

    def _change(
        self, *, title: Bilingual | None = None, location: str | None = None, dated: date | str | None = ""
    ) -> None:
        draft = EvidenceDraft(self._evidence.title, self._evidence.location, self._evidence.dated)
        if title is not None:
            draft = replace(draft, title=title)
        if location is not None:
            draft = replace(draft, location=location)
        if not isinstance(dated, str):
            draft = replace(draft, dated=dated)
        workspace, key = self._model.plan.workspace, self._evidence.id
        self._model.do(lambda _assessment: changes.change_evidence(workspace, key, draft))

    def _remove(self) -> None:
        workspace, key = self._model.plan.workspace, self._evidence.id
        self._model.do(lambda _assessment: changes.delete_evidence(workspace, key))


class EvidenceList(QWidget):
    """All evidence of one requirement."""

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model = model
        self._requirement = ""
        self._editors: dict[str, EvidenceEditor] = {}
        whole = column(self, gap=10)
        head = row(gap=8)
        head.addWidget(Label(lambda: _("Evidence"), size=Size.HEADING, strong=True), 1)
        self.add = Button(lambda: _("Add evidence"), kind=Kind.QUIET, icon="plus")
        self.add.setObjectName("add_evidence")
        head.addWidget(self.add)
        whole.addLayout(head)
        self._none = Label(
            lambda: _("No evidence yet. A rating of 3 or 4 needs at least one piece."), role=Role.TEXT2, wrap=True
        )
        whole.addWidget(self._none)
        self._items = column(gap=10)
        whole.addLayout(self._items)
        self.add.clicked.connect(self._add)

    def show_requirement(self, card: RequirementCard) -> None:
        """Show the evidence of a requirement; editors of what stays are kept."""
        wanted = [evidence.id for evidence in card.evidence]
        if self._requirement != card.requirement or list(self._editors) != wanted:
            self._requirement = card.requirement
            kept = {key: editor for key, editor in self._editors.items() if key in wanted}
            for key, editor in self._editors.items():
                if key not in kept:
                    self._items.removeWidget(editor)
                    editor.hide()
                    editor.deleteLater()
            self._editors = {}
            for evidence in card.evidence:
                editor = kept.get(evidence.id) or EvidenceEditor(self._model, evidence)
                self._items.addWidget(editor)
                self._editors[evidence.id] = editor
        for evidence in card.evidence:
            self._editors[evidence.id].refresh(evidence)
        self._none.setVisible(not card.evidence)
        self.add.setVisible(not self._model.is_locked)

    def _add(self) -> None:
        workspace, requirement = self._model.plan.workspace, self._requirement
        draft = EvidenceDraft(Bilingual(), "", None)
        self._model.do(lambda key: changes.add_evidence(workspace, key, requirement, draft))
        if self._editors:
            list(self._editors.values())[-1].title.take_focus()
