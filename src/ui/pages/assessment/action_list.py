"""The corrective actions of one requirement: what is done, by whom, by when, and how far it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from app import i18n
from app.assessment import changes
from app.assessment.changes import ActionDraft
from app.i18n import _
from app.translation import pair
from model.bilingual import Bilingual
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.pair_state import pair_pill
from ui.widgets import pill
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.choice import Choice, Option
from ui.widgets.frames import Card, column, row
from ui.widgets.label import Label
from ui.widgets.pill import StatusPill
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from app.assessment.cards import ActionCard, RequirementCard
    from model.language import Language
    from ui.pages.assessment.assessment_model import AssessmentModel


class ActionEditor(Card):
    """One corrective action."""

    def __init__(self, model: AssessmentModel, action: ActionCard) -> None:
        super().__init__()
        self._model, self._action = model, action
        self.what = BilingualField(lambda: _("Action"), lines=2, french_first=model.plan.french_first)
        self.owner = TextField(lambda: _("Responsible"))
        self.due = DateField(lambda: _("Due"))
        states = [Option("", lambda: _("No state yet"))]
        states += [Option(state.id, self._label_of(state.id)) for state in model.framework.progress_states]
        self.status = Choice(lambda: _("Progress"), states)
        self.origin = Choice(
            lambda: _("Asked for by"),
            (
                Option("own", lambda: _("The department’s own finding")),
                Option("secretary", lambda: _("A request of the Secretary")),
            ),
        )
        self.delete = IconButton(lambda: _("Delete this action"), "trash-2")
        self._late = StatusPill(pill.Pill(lambda: _("Past its date"), pill.Tone.BAD, "circle-alert"))
        self._lay_out()
        self.what.committed.connect(self._reword)
        self.owner.committed.connect(lambda text: self._change(owner=text))
        self.due.dated.connect(lambda day: self._change(due=day))
        self.status.chosen.connect(lambda value: self._change(status=value))
        self.origin.chosen.connect(lambda value: self._change(origin=value))
        self.delete.clicked.connect(self._remove)

    def _label_of(self, state: str) -> Callable[[], str]:
        return lambda: self._model.framework.progress_state(state).label.text(i18n.language())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(9))
        grid.addWidget(self.owner, 0, 0)
        grid.addWidget(self.due, 0, 1)
        grid.setColumnStretch(0, 1)
        chosen = row(gap=9)
        chosen.addWidget(self.status)
        chosen.addWidget(self.origin)
        chosen.addWidget(self._late)
        chosen.addStretch(1)
        chosen.addWidget(self.delete)
        self.body.addWidget(self.what)
        self.body.addLayout(grid)
        self.body.addLayout(chosen)

    def refresh(self, action: ActionCard) -> None:
        """Show it as it is now; what is being typed stays."""
        self._action = action
        locked = self._model.plan.read_only
        self.what.set_value(action.action)
        self.what.set_content(self._model.plan.content)
        self.what.set_state(pair_pill(pair(self._model.plan.workspace, "corrective_action", action.id, "action")))
        self.owner.set_value(action.owner)
        self.due.set_day(action.due)
        self.status.set_value(action.status)
        self.origin.set_value(action.origin)
        self._late.setVisible(action.is_overdue)
        for field in (self.what, self.owner, self.due):
            field.set_read_only(locked)
        for choice in (self.status, self.origin):
            choice.setEnabled(not locked)
        self.delete.setVisible(not locked)

    def _reword(self, language: Language, text: str) -> None:
        self._change(action=self._action.action.with_text(language, text))

    def _change(self, **values: Any) -> None:
        shown: Mapping[str, Any] = values
        now = self._action
        draft = replace(ActionDraft(now.action, now.owner, now.due, now.status, now.origin), **shown)
        workspace, key = self._model.plan.workspace, now.id
        self._model.guard(lambda: changes.change_action(workspace, key, draft))

    def _remove(self) -> None:
        workspace, key = self._model.plan.workspace, self._action.id
        self._model.guard(lambda: changes.delete_action(workspace, key))


class ActionList(QWidget):
    """All corrective actions of one requirement; they go on after the assessment is attested."""

    def __init__(self, model: AssessmentModel) -> None:
        super().__init__()
        self._model, self._requirement = model, ""
        self._editors: dict[str, ActionEditor] = {}
        whole = column(self, gap=10)
        head = row(gap=8)
        head.addWidget(Label(lambda: _("Corrective actions"), size=Size.HEADING, strong=True), 1)
        self.add = Button(lambda: _("Add an action"), kind=Kind.QUIET, icon="plus")
        self.add.setObjectName("add_action")
        head.addWidget(self.add)
        whole.addLayout(head)
        self._none = Label(
            lambda: _("No corrective action. A requirement that is not met needs at least one."),
            role=Role.TEXT2,
            wrap=True,
        )
        whole.addWidget(self._none)
        self._items = column(gap=10)
        whole.addLayout(self._items)
        self.add.clicked.connect(self._add)

    def show_requirement(self, card: RequirementCard) -> None:
        """Show the actions of a requirement; editors of what stays are kept."""
        wanted = [action.id for action in card.actions]
        if self._requirement != card.requirement or list(self._editors) != wanted:
            self._requirement = card.requirement
            for key in [key for key in self._editors if key not in wanted]:
                editor = self._editors.pop(key)
                self._items.removeWidget(editor)
                editor.hide()
                editor.deleteLater()
            for action in card.actions:
                if action.id not in self._editors:
                    self._editors[action.id] = ActionEditor(self._model, action)
                    self._items.addWidget(self._editors[action.id])
        for action in card.actions:
            self._editors[action.id].refresh(action)
        self._none.setVisible(not card.actions)
        self.add.setVisible(not self._model.plan.read_only)

    def _add(self) -> None:
        workspace, requirement = self._model.plan.workspace, self._requirement
        draft = ActionDraft(Bilingual(), "", None, "", "own")
        before = set(self._editors)
        self._model.do(lambda key: changes.add_action(workspace, key, requirement, draft))
        for key in self._editors:
            if key not in before:
                self._editors[key].what.take_focus()
