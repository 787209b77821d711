"""The corrective actions of one requirement: what is done, by whom, by when, and how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt

from app import i18n
from app.assessment import changes
from app.assessment.changes import ActionDraft
from app.i18n import _
from ui.pages.assessment.editor_list import EditorList, ItemEditor
from ui.pages.found import field_findings
from ui.pages.kept_field import KeptField
from ui.widgets import pill
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import IconButton
from ui.widgets.choice import Choice, Option
from ui.widgets.frames import Columns, row
from ui.widgets.labelled import Labelled
from ui.widgets.pill import StatusPill
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.assessment.cards import ActionCard, RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel


class ActionEditor(ItemEditor):
    """One corrective action."""

    def __init__(self, model: AssessmentModel, action: ActionCard) -> None:
        super().__init__()
        self._model, self._action = model, action
        self.what = BilingualField(lambda: _("Action"), lines=2, french_first=model.plan.french_first)
        self.what.setObjectName("action")
        self.owner = TextField(lambda: _("Responsible"))
        self.owner.setObjectName("owner")
        self.due = DateField(lambda: _("Due"))
        self.due.setObjectName("due_on")
        states = [Option("", lambda: _("No state yet"))]
        states += [Option(state.id, self._label_of(state.id)) for state in model.framework.progress_states]
        self.status = Choice(lambda: _("Progress"), states)
        self.status.setObjectName("status")
        self.origin = Choice(
            lambda: _("Asked for by"),
            (
                Option("own", lambda: _("The department’s own finding")),
                Option("secretary", lambda: _("A request of the Secretary")),
            ),
        )
        self.origin.setObjectName("origin")
        self.delete = IconButton(lambda: _("Delete this action"), "trash-2")
        self._late = StatusPill()
        self._lay_out()
        self._connect()

    def _label_of(self, state: str) -> Callable[[], str]:
        return lambda: self._model.framework.progress_state(state).label.text(i18n.language())

    def _lay_out(self) -> None:
        self._labelled = (
            Labelled(lambda: _("Progress"), self.status),
            Labelled(lambda: _("Asked for by"), self.origin),
        )
        fields = Columns(210, gap=12, level=True)
        for field in (self.owner, self.due, *self._labelled):
            fields.add(field)
        line = row(gap=9)
        line.addWidget(fields, 1)
        line.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.what)
        self.body.addLayout(line)
        self.body.addWidget(self._late, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._kept = KeptField(self._model.plan, self.what, "corrective_action", "action", self._reword)
        self.owner.committed.connect(lambda text: self._change(owner=text))
        self.due.dated.connect(lambda day: self._change(due=day))
        self.status.chosen.connect(lambda value: self._change(status=value))
        self.origin.chosen.connect(lambda value: self._change(origin=value))
        self.delete.clicked.connect(self._remove)
        for field in (self.what, self.owner, self.due, *self._labelled):
            field.focused.connect(self.focused)

    def refresh(self, action: ActionCard) -> None:
        """Show it as it is now; what is being typed stays."""
        self._action = action
        locked = self._model.plan.read_only
        self._kept.show(action.id, action.id, action.action, locked=locked)
        self.owner.set_value(action.owner)
        self.due.set_day(action.due)
        self.status.set_value(action.status)
        self.origin.set_value(action.origin)
        late = pill.Pill(lambda: _("Past its date"), pill.Tone.BAD, "circle-alert")
        self._late.set_pill(late if action.is_overdue else None)
        for field in (self.owner, self.due, *self._labelled):
            field.set_read_only(locked)
        self.delete.setVisible(not self._model.is_locked)
        found = self._model.found("corrective_action", action.id)
        self.what.show_findings(field_findings(one for one in found if one.field != "due_on"))
        self.due.show_findings(field_findings(one for one in found if one.field == "due_on"))

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.what.take_focus()

    def _reword(self, language: Language, text: str) -> bool:
        return self._change(action=self._action.action.with_text(language, text))

    def _change(self, **values: Any) -> bool:
        now, workspace = self._action, self._model.plan.workspace
        draft = replace(ActionDraft(now.action, now.owner, now.due, now.status, now.origin), **values)
        return self._model.done(lambda: changes.change_action(workspace, now.id, draft))

    def _remove(self) -> None:
        workspace, key = self._model.plan.workspace, self._action.id
        if self._model.done(lambda: changes.delete_action(workspace, key)):
            self.removed.emit(key)


class ActionList(EditorList["ActionCard", ActionEditor]):
    """All corrective actions of one requirement; they go on after the assessment is attested."""

    rating_field: ClassVar[str] = "actions"

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__(model, lambda: _("Corrective actions"), lambda: _("Add an action"), "add_action")

    def items(self, card: RequirementCard) -> Sequence[ActionCard]:
        """Return the actions of a requirement."""
        return card.actions

    def make(self, item: ActionCard) -> ActionEditor:
        """Return a new editor."""
        return ActionEditor(self.model, item)

    def refresh(self, editor: ActionEditor, item: ActionCard) -> None:
        """Show in an editor what the plan holds."""
        editor.refresh(item)

    def create_item(self, assessment: str, requirement: str) -> str:
        """Add an empty action to the plan and return its key."""
        return changes.add_action(self.model.plan.workspace, assessment, requirement, ActionDraft(status=""))

    def hint(self, card: RequirementCard) -> str:
        """Say that actions go on, or when one is needed."""
        if card.actions:
            going_on = self.model.is_attested and not self.model.plan.read_only
            return _("The ratings are closed; the progress of actions can still be entered.") if going_on else ""
        if card.rating and self.model.framework.rating(card.rating).action_needed:
            return _("No corrective action yet: this rating needs at least one.")
        return _("No corrective action. “Partly met” and “not met” need at least one.")
