"""Editors of what belongs to one requirement, one below the other: add, change, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.look.tokens import Role, Size
from ui.pages.found import field_findings
from ui.widgets.button import Button, Kind
from ui.widgets.finding_chip import FieldFindings
from ui.widgets.frames import Card, column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.assessment.cards import RequirementCard
    from ui.pages.assessment.assessment_model import AssessmentModel
    from ui.widgets.texts import Words


class Item(Protocol):
    """What has an editor of its own."""

    @property
    def id(self) -> str:
        """Return its key."""


class ItemEditor(Card):
    """The editor of one item."""

    focused = Signal()
    removed = Signal(str)  # key

    def begin(self) -> None:
        """Put the cursor into the first field."""
        raise NotImplementedError


I = TypeVar("I", bound=Item)  # noqa: E741  the item
E = TypeVar("E", bound=ItemEditor)


class EditorList(Retranslated, QWidget, Generic[I, E]):
    """All items of one requirement; editors of what stays are kept, with what is being typed."""

    focused = Signal()
    removed = Signal()
    rating_field: ClassVar[str]  # where findings on the items as a whole are

    def __init__(self, model: AssessmentModel, heading: Words, add: Words, name: str) -> None:
        super().__init__()
        self.model = model
        self.card: RequirementCard | None = None
        self.editors: dict[str, E] = {}
        whole = column(self, gap=10)
        head = row(gap=8)
        head.addWidget(Label(heading, size=Size.HEADING, strong=True, wrap=True), 1)
        self.add = Button(add, kind=Kind.QUIET, icon="plus")
        self.add.setObjectName(name)
        head.addWidget(self.add)
        whole.addLayout(head)
        self._hint = Label("", role=Role.TEXT2, wrap=True)
        self._findings = FieldFindings()
        whole.addWidget(self._hint)
        whole.addWidget(self._findings)
        self._items = column(gap=10)
        whole.addLayout(self._items)
        self.add.clicked.connect(self._add)

    # what each list knows of its items

    def items(self, card: RequirementCard) -> Sequence[I]:
        """Return the items of a requirement."""
        raise NotImplementedError

    def make(self, item: I) -> E:
        """Return a new editor."""
        raise NotImplementedError

    def refresh(self, editor: E, item: I) -> None:
        """Show in an editor what the plan holds."""
        raise NotImplementedError

    def create_item(self, assessment: str, requirement: str) -> str:
        """Add an empty item to the plan and return its key."""
        raise NotImplementedError

    def hint(self, card: RequirementCard) -> str:
        """Return what is to be said above the items, in the interface language; blank for nothing."""
        raise NotImplementedError

    # what all lists do

    def show_requirement(self, card: RequirementCard) -> None:
        """Show the items of a requirement."""
        self.card = card
        wanted = {item.id: item for item in self.items(card)}
        for key in [key for key in self.editors if key not in wanted]:
            editor = self.editors.pop(key)
            self._items.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        for place, (key, item) in enumerate(wanted.items()):
            if key not in self.editors:
                self.editors[key] = self.make(item)
                self.editors[key].focused.connect(self.focused)
                self.editors[key].removed.connect(self._after_removal)
            self._items.insertWidget(place, self.editors[key])
            self.refresh(self.editors[key], item)
        self.editors = {key: self.editors[key] for key in wanted}
        self._hint.say(lambda: self.hint(card))
        self._hint.setVisible(bool(self._hint.text()))
        self.add.setVisible(not self.model.is_locked)

    def show_findings(self, card: RequirementCard) -> None:
        """Show what is found of the items as a whole, and of each."""
        found = self.model.found("rating", card.rating_id, card.requirement)
        self._findings.show_findings(field_findings(one for one in found if one.field == self.rating_field))
        for item in self.items(card):
            if item.id in self.editors:
                self.refresh(self.editors[item.id], item)

    def _add(self) -> None:
        if self.card is None:
            return
        requirement = self.card.requirement
        key = self.model.do(lambda assessment: self.create_item(assessment, requirement))
        if key in self.editors:
            self.editors[key].begin()

    def _after_removal(self) -> None:
        """Give the focus to what stands there now."""
        target = next(iter(self.editors.values()), None)
        if target is not None:
            target.begin()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.removed.emit()
