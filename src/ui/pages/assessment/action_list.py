"""The corrective actions of one requirement: what is done, by whom, by when, and how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import i18n
from app.assessment import changes
from app.assessment.changes import ActionDraft
from app.i18n import _
from ui.look.tokens import Role, Size
from ui.pages.found import field_findings
from ui.pages.kept_field import KeptField
from ui.widgets import pill
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.choice import Choice, Option
from ui.widgets.finding_chip import FieldFindings
from ui.widgets.frames import Card, Columns, column, row
from ui.widgets.label import Label
from ui.widgets.labelled import Labelled
from ui.widgets.pill import StatusPill
from ui.widgets.text_field import DateField, TextField
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.assessment.cards import ActionCard, RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel


class ActionEditor(Card):
    """One corrective action."""

    focused = Signal()
    removed = Signal(str)  # key

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
        found = self._model.found.of("corrective_action", action.id)
        self.what.show_findings(field_findings(one for one in found if one.field != "due_on"))
        self.due.show_findings(field_findings(one for one in found if one.field == "due_on"))

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


class ActionList(Retranslated, QWidget):
    """All corrective actions of one requirement; they go on after the assessment is attested."""

    focused = Signal()
    removed = Signal()

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model = model
        self._card: RequirementCard | None = None
        self.editors: dict[str, ActionEditor] = {}
        whole = column(self, gap=10)
        head = row(gap=8)
        head.addWidget(Label(lambda: _("Corrective actions"), size=Size.HEADING, strong=True, wrap=True), 1)
        self.add = Button(lambda: _("Add an action"), kind=Kind.QUIET, icon="plus")
        self.add.setObjectName("add_action")
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
        """Show the actions of a requirement; editors of what stays are kept."""
        self._card = card
        wanted = {action.id: action for action in card.actions}
        for key in [key for key in self.editors if key not in wanted]:
            editor = self.editors.pop(key)
            self._items.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        for place, (key, action) in enumerate(wanted.items()):
            if key not in self.editors:
                self.editors[key] = ActionEditor(self._model, action)
                self.editors[key].focused.connect(self.focused)
                self.editors[key].removed.connect(self._after_removal)
            self._items.insertWidget(place, self.editors[key])
            self.editors[key].refresh(action)
        self.editors = {key: self.editors[key] for key in wanted}
        self._hint.say(self._hint_words)
        self._hint.setVisible(bool(self._hint.text()))
        self.add.setVisible(not self._model.is_locked)

    def show_findings(self, card: RequirementCard) -> None:
        """Show what is found of the actions as a whole, and of each."""
        found = self._model.found.of("rating", card.rating_id, card.requirement)
        self._findings.show_findings(field_findings(one for one in found if one.field == "actions"))
        for action in card.actions:
            if action.id in self.editors:
                self.editors[action.id].refresh(action)

    def _hint_words(self) -> str:
        if self._card is None:
            return ""
        if self._card.actions:
            going_on = self._model.is_attested and not self._model.plan.read_only
            return _("The ratings are closed; the progress of actions can still be entered.") if going_on else ""
        if self._card.rating and self._model.framework.rating(self._card.rating).action_needed:
            return _("No corrective action yet: this rating needs at least one.")
        return _("No corrective action. “Partly met” and “not met” need at least one.")

    def _add(self) -> None:
        if self._card is None:
            return
        workspace, requirement = self._model.plan.workspace, self._card.requirement
        draft = ActionDraft(status="")
        key = self._model.do(lambda assessment: changes.add_action(workspace, assessment, requirement, draft))
        if key in self.editors:
            self.editors[key].what.take_focus()

    def _after_removal(self) -> None:
        """Give the focus to what stands there now."""
        target = next(iter(self.editors.values()), None)
        if target is not None:
            target.what.take_focus()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit()
