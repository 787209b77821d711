"""One subject of the record: fields in groups, on a ground that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.look.measure import px
from ui.look.tokens import Size
from ui.pages.inventory.fields import Fields
from ui.pages.inventory.record_model import RECORD
from ui.widgets.frames import Hairline, Scroll, column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.inventory.cards import ServiceCard
    from ui.pages.inventory.record_model import RecordModel
    from ui.widgets.finding_chip import FieldFinding
    from ui.widgets.texts import Words


class Section(Scroll):
    """Base of the record's sections; fill ``body`` in ``build``."""

    field_focused = Signal(str, str)  # entity, field or pair

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self.model = model
        self._ground = QWidget()
        whole = column(self._ground, margins=(20, 4, 16, 20))
        self.body = column(gap=9)
        whole.addLayout(self.body)
        whole.addStretch(1)
        self.sets: tuple[Fields, ...] = ()
        self.fields = self.new_fields(RECORD)
        self.build()
        self.set_content(self._ground)

    def build(self) -> None:
        """Make the fields."""

    def new_fields(self, entity: str) -> Fields:
        """Return an empty set of fields of ``entity`` that belongs to this section."""
        fields = Fields(self.model, entity, self)
        fields.focused.connect(lambda name: self.field_focused.emit(entity, name))
        self.sets = (*self.sets, fields)
        return fields

    def add(self, *widgets: QWidget) -> None:
        """Add fields one below the other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def add_group(self, heading: Words | None, *widgets: QWidget) -> None:
        """Add fields after a hairline, with a heading or without."""
        self.body.addSpacing(px(3))
        self.body.addWidget(Hairline())
        self.body.addSpacing(px(3))
        if heading is not None:
            self.body.addWidget(Label(heading, size=Size.HEADING, strong=True, wrap=True))
        self.add(*widgets)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to a field."""
        if (layout := self._ground.layout()) is not None:
            layout.activate()
        self.ensureWidgetVisible(widget, px(20), px(28))

    def load(self, card: ServiceCard) -> None:
        """Show the values of a card."""
        self.fields.load(card.values)

    def show_findings(self, entity: str, findings: Mapping[str, Sequence[FieldFinding]]) -> None:
        """Show what was found at the fields of one row."""
        for fields in self.sets:
            if fields.entity == entity:
                fields.show_findings(findings)

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no edit, or take edits again."""
        for fields in self.sets:
            fields.set_read_only(read_only=read_only)

    def set_language(self, content: str) -> None:
        """Show texts in one language or both."""
        for fields in self.sets:
            fields.set_content(content)

    def commit(self) -> None:
        """Hand over what is being typed."""
        for fields in self.sets:
            fields.commit()
