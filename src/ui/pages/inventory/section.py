"""One subject of the record: fields in groups, on a ground that scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.look.measure import px
from ui.look.tokens import Size
from ui.pages.inventory.fields import Fields
from ui.pages.inventory.record_model import RECORD
from ui.widgets.finding_chip import FieldFindings
from ui.widgets.frames import Hairline, Scroll, column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QObject

    from app.inventory.cards import ServiceCard
    from ui.pages.inventory.record_model import RecordModel
    from ui.widgets.finding_chip import FieldFinding
    from ui.widgets.texts import Words


class Section(Scroll):
    """Base of the record's sections; fill ``body`` in ``build``."""

    field_focused = Signal(str, str)  # entity, field or pair
    notes_asked = Signal(str, str)  # entity, field or pair
    history_asked = Signal(str, str)  # entity, field or pair

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self.model = model
        self._ground = QWidget()
        whole = column(self._ground, margins=(20, 4, 16, 20))
        self.rest = FieldFindings()  # what was found that no field here is called by
        self.rest.setObjectName("section_findings")
        whole.addWidget(self.rest)
        self.body = column(gap=9)
        whole.addLayout(self.body)
        whole.addStretch(1)
        self.sets: tuple[Fields, ...] = ()
        self.fields = self.new_fields(RECORD)
        self.build()
        self._follows = True
        self.verticalScrollBar().actionTriggered.connect(self._let_go)
        self.set_content(self._ground)

    def build(self) -> None:
        """Make the fields."""

    def new_fields(self, entity: str) -> Fields:
        """Return an empty set of fields of ``entity`` that belongs to this section."""
        fields = Fields(self.model, entity, self)
        fields.focused.connect(lambda name: self.field_focused.emit(entity, name))
        fields.notes_asked.connect(lambda name: self.notes_asked.emit(entity, name))
        fields.history_asked.connect(lambda name: self.history_asked.emit(entity, name))
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
        """Scroll to a field; again once texts that grow have the height of what they hold."""
        self._scroll_to(widget)
        QTimer.singleShot(0, widget, lambda: self._scroll_to(widget))

    def _scroll_to(self, widget: QWidget) -> None:
        inner: QWidget | None = widget
        while inner is not None and inner is not self:  # from the field outwards, for each grows the one around it
            if (layout := inner.layout()) is not None:
                layout.activate()
            inner = inner.parentWidget()
        self.ensureWidgetVisible(widget, px(20), px(28))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Keep what has the focus in view when something above it grows."""
        if event.type() is QEvent.Type.LayoutRequest and watched is self._ground and self._follows:
            held = self.focusWidget()
            if held is not None and held.hasFocus() and self._ground.isAncestorOf(held):
                QTimer.singleShot(0, held, lambda: self._keep_in_view(held))
        return super().eventFilter(watched, event)

    def _keep_in_view(self, held: QWidget) -> None:
        """Scroll to the whole of what has the focus; Qt looks for the cursor, which is astray while a text grows."""
        if self._follows:
            middle = held.mapTo(self._ground, held.rect().center())
            self.ensureVisible(middle.x(), middle.y(), px(20), held.height() // 2 + px(28))

    def _let_go(self) -> None:
        """Leave the view where the planner scrolled it, until the focus moves."""
        self._follows = False

    def load(self, card: ServiceCard) -> None:
        """Show the values of a card."""
        self.fields.load(self.model.form_values() if card.is_reported else {})

    def show_findings(self, entity: str, findings: Mapping[str, Sequence[FieldFinding]]) -> None:
        """Show what was found at the fields of one row."""
        for fields in self.sets:
            if fields.entity == entity:
                fields.show_findings(findings)

    def show_rest(self, findings: Sequence[FieldFinding]) -> None:
        """Show above the fields what was found on the record and belongs to none of them."""
        self.rest.show_findings(findings)

    def holds(self, entity: str, field: str) -> bool:
        """Whether a field, a pair or one side of a pair of an entity stands here."""
        return any(fields.entity == entity and fields.holds(field) for fields in self.sets)

    def field_at(self, widget: QWidget | None) -> tuple[str, str]:
        """Return entity and name of the field that a widget belongs to; blank when it is none of these."""
        for fields in self.sets:
            if name := fields.name_at(widget):
                return fields.entity, name
        return "", ""

    def follow_focus(self, widget: QWidget | None) -> None:
        """Show the tools of the field that has the focus."""
        self._follows = widget is not None
        entity, name = self.field_at(widget)
        for fields in self.sets:
            fields.follow_focus(name if fields.entity == entity else "")

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
