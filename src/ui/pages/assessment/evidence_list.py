"""The evidence of one requirement: title in both languages, where it lies, its date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt

from app import i18n
from app.assessment import changes
from app.assessment.changes import EvidenceDraft
from app.i18n import _
from ui.pages.assessment.editor_list import EditorList, ItemEditor
from ui.pages.found import field_findings
from ui.pages.kept_field import KeptField
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import IconButton
from ui.widgets.frames import row
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.assessment.cards import EvidenceCard, RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel


class EvidenceEditor(ItemEditor):
    """One piece of evidence."""

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
        self.title.show_findings(field_findings(self._model.found("evidence", evidence.id)))

    def _retitle(self, language: Language, text: str) -> bool:
        return self._change(title=self._evidence.title.with_text(language, text))

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.title.take_focus()

    def _change(self, **values: Any) -> bool:
        now, workspace = self._evidence, self._model.plan.workspace
        draft = replace(EvidenceDraft(now.title, now.location, now.dated), **values)
        return self._model.done(lambda: changes.change_evidence(workspace, now.id, draft))

    def _remove(self) -> None:
        workspace, key = self._model.plan.workspace, self._evidence.id
        if self._model.done(lambda: changes.delete_evidence(workspace, key)):
            self.removed.emit(key)


class EvidenceList(EditorList["EvidenceCard", EvidenceEditor]):
    """All evidence of one requirement."""

    rating_field: ClassVar[str] = "evidence"

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__(model, lambda: _("Evidence"), lambda: _("Add evidence"), "add_evidence")

    def items(self, card: RequirementCard) -> Sequence[EvidenceCard]:
        """Return the evidence of a requirement."""
        return card.evidence

    def make(self, item: EvidenceCard) -> EvidenceEditor:
        """Return a new editor."""
        return EvidenceEditor(self.model, item)

    def refresh(self, editor: EvidenceEditor, item: EvidenceCard) -> None:
        """Show in an editor what the plan holds."""
        editor.refresh(item)

    def create_item(self, assessment: str, requirement: str) -> str:
        """Add an empty piece of evidence to the plan and return its key."""
        return changes.add_evidence(self.model.plan.workspace, assessment, requirement, EvidenceDraft())

    def hint(self, card: RequirementCard) -> str:
        """Say when evidence is needed, and what is usually accepted."""
        if card.evidence:
            return ""
        framework, spoken = self.model.framework, i18n.language()
        needed = bool(card.rating) and framework.rating(card.rating).evidence_needed
        told = (
            _("No evidence yet: this rating needs at least one piece.")
            if needed
            else _("No evidence yet. “Met” and “mostly met” need at least one piece.")
        )
        lines = framework.requirement(card.requirement).evidence
        accepted = "; ".join(line.text(spoken).rstrip(".") for line in lines)
        return f"{told} " + _("Usually accepted: {evidence}.").format(evidence=accepted) if accepted else told
