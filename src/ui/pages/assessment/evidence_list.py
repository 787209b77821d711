"""The evidence of one requirement: title in both languages, where it lies, its date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import i18n
from app.assessment import changes
from app.assessment.changes import EvidenceDraft
from app.i18n import _
from model.bilingual import Bilingual
from ui.look.tokens import Role, Size
from ui.pages.found import field_findings
from ui.pages.kept_field import KeptField
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.finding_chip import FieldFindings
from ui.widgets.frames import Card, column, row
from ui.widgets.label import Label
from ui.widgets.text_field import DateField, TextField
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from app.assessment.cards import EvidenceCard, RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel


class EvidenceEditor(Card):
    """One piece of evidence."""

    focused = Signal()
    removed = Signal(str)  # key

    def __init__(self, model: AssessmentModel, evidence: EvidenceCard) -> None:
        super().__init__()
        self._model, self._evidence = model, evidence
        self.title = BilingualField(lambda: _("Title"), french_first=model.plan.french_first)
        self.title.setObjectName("evidence_title")
        self.location = TextField(lambda: _("Where it lies: address or file reference"))
        self.location.setObjectName("location")
        self.dated = DateField(lambda: _("Date"))
        self.dated.setObjectName("dated")
        self.delete = IconButton(lambda: _("Delete this evidence"), "trash-2")
        line = row(gap=9)
        line.addWidget(self.location, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.dated, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.title)
        self.body.addLayout(line)
        self._kept = KeptField(model.plan, self.title, "evidence", "title", self._retitle)
        self.location.committed.connect(lambda text: self._change(location=text))
        self.dated.dated.connect(lambda day: self._change(dated=day))
        self.delete.clicked.connect(self._remove)
        for field in (self.title, self.location, self.dated):
            field.focused.connect(self.focused)

    def refresh(self, evidence: EvidenceCard) -> None:
        """Show it as it is now; what is being typed stays."""
        self._evidence = evidence
        locked = self._model.is_locked
        self._kept.show(evidence.id, evidence.id, evidence.title, locked=locked)
        self.location.set_value(evidence.location)
        self.dated.set_day(evidence.dated)
        for field in (self.location, self.dated):
            field.set_read_only(locked)
        self.delete.setVisible(not locked)
        self.title.show_findings(field_findings(self._model.found.of("evidence", evidence.id)))

    def _retitle(self, language: Language, text: str) -> bool:
        return self._change(title=self._evidence.title.with_text(language, text))

    def _change(self, **values: Any) -> bool:
        now, workspace = self._evidence, self._model.plan.workspace
        draft = replace(EvidenceDraft(now.title, now.location, now.dated), **values)
        return self._model.done(lambda: changes.change_evidence(workspace, now.id, draft))

    def _remove(self) -> None:
        workspace, key = self._model.plan.workspace, self._evidence.id
        if self._model.done(lambda: changes.delete_evidence(workspace, key)):
            self.removed.emit(key)


class EvidenceList(Retranslated, QWidget):
    """All evidence of one requirement."""

    focused = Signal()
    removed = Signal()

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model = model
        self._card: RequirementCard | None = None
        self.editors: dict[str, EvidenceEditor] = {}
        whole = column(self, gap=10)
        head = row(gap=8)
        head.addWidget(Label(lambda: _("Evidence"), size=Size.HEADING, strong=True, wrap=True), 1)
        self.add = Button(lambda: _("Add evidence"), kind=Kind.QUIET, icon="plus")
        self.add.setObjectName("add_evidence")
        head.addWidget(self.add)
        whole.addLayout(head)
        self._hint = Label("", role=Role.TEXT2, wrap=True)
        self._findings = FieldFindings()
        whole.addWidget(self._hint)
        whole.addWidget(self._findings)
        self._items = column(gap=10)
        whole.addLayout(self._items)
        self.add.clicked.connect(self._add)

    def show_requirement(self, card: RequirementCard) -> None:
        """Show the evidence of a requirement; editors of what stays are kept."""
        self._card = card
        wanted = {evidence.id: evidence for evidence in card.evidence}
        for key in [key for key in self.editors if key not in wanted]:
            editor = self.editors.pop(key)
            self._items.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        for place, (key, evidence) in enumerate(wanted.items()):
            if key not in self.editors:
                self.editors[key] = EvidenceEditor(self._model, evidence)
                self.editors[key].focused.connect(self.focused)
                self.editors[key].removed.connect(self._after_removal)
            self._items.insertWidget(place, self.editors[key])
            self.editors[key].refresh(evidence)
        self.editors = {key: self.editors[key] for key in wanted}
        self.add.setVisible(not self._model.is_locked)
        self._hint.say(self._hint_words)
        self._hint.setVisible(not card.evidence)

    def show_findings(self, card: RequirementCard) -> None:
        """Show what is found of the evidence as a whole, and of each piece."""
        found = self._model.found.of("rating", card.rating_id, card.requirement)
        self._findings.show_findings(field_findings(one for one in found if one.field == "evidence"))
        for evidence in card.evidence:
            if evidence.id in self.editors:
                self.editors[evidence.id].refresh(evidence)

    def _hint_words(self) -> str:
        if self._card is None:
            return ""
        framework, spoken = self._model.framework, i18n.language()
        needed = bool(self._card.rating) and framework.rating(self._card.rating).evidence_needed
        told = (
            _("No evidence yet: this rating needs at least one piece.")
            if needed
            else _("No evidence yet. “Met” and “mostly met” need at least one piece.")
        )
        accepted = "; ".join(
            line.text(spoken).rstrip(".") for line in framework.requirement(self._card.requirement).evidence
        )
        return f"{told} " + _("Usually accepted: {evidence}.").format(evidence=accepted) if accepted else told

    def _add(self) -> None:
        if self._card is None:
            return
        workspace, requirement = self._model.plan.workspace, self._card.requirement
        draft = EvidenceDraft(Bilingual(), "", None)
        key = self._model.do(lambda assessment: changes.add_evidence(workspace, assessment, requirement, draft))
        if key in self.editors:
            self.editors[key].title.take_focus()

    def _after_removal(self) -> None:
        """Give the focus to what stands there now."""
        target = next(iter(self.editors.values()), None)
        if target is not None:
            target.title.take_focus()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit()
