"""A volume: a whole number, not applicable or no data, beside last year's and the change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayoutItem, QPushButton, QSizePolicy, QWidget

from app.i18n import _, pgettext
from model.quantity import Quantity, QuantityState
from ui.look.measure import font, px
from ui.look.paint import CENTRE, focus_ring, smooth, soft
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets import quantity_text as written
from ui.widgets.editors import LineEditor
from ui.widgets.field_frame import FieldFrame
from ui.widgets.finding_chip import FieldFinding, FieldFindings, Level
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from model.language import Language

_FIGURES: Final = 56  # least width of a column of figures
_CHANGE: Final = 48  # the same of changes
_LONGEST: Final = 116  # a longer name wraps, what stands beside it included
_STATE_KEYS: Final = {
    "a": QuantityState.NOT_APPLICABLE,
    "s": QuantityState.NOT_APPLICABLE,
    "d": QuantityState.NO_DATA,
}


class _Toggle(Retranslated, QPushButton):
    """One of the two states that are no number."""

    def __init__(self, words: Words, name: Words) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bind(self.setText, words)
        self.bind(self.setAccessibleName, name)
        self.bind(self.setToolTip, name)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the short word in demibold."""
        metrics = QFontMetrics(font(Size.CAPTION, strong=True))
        return QSize(metrics.horizontalAdvance(self.text()) + px(16), max(px(22), metrics.height() + px(4)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the word; on a soft ground while it holds."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        if self.isChecked():
            soft(painter, box, Role.ACCENT_SOFT, Role.ACCENT, radius=4)
        painter.setOpacity(1.0 if self.isEnabled() or self.isChecked() else 0.6)
        painter.setFont(font(Size.CAPTION, strong=self.isChecked()))
        painter.setPen(colour(Role.ACCENT if self.isChecked() else Role.TEXT if self.underMouse() else Role.TEXT2))
        painter.drawText(box, CENTRE, self.text())
        if self.hasFocus():
            focus_ring(painter, box, radius=4)


class NumberEditor(LineEditor):
    """Right-aligned digits; A, S and D stand for the states that are no number."""

    stated = Signal(object)  # QuantityState

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Understand a single letter as a state, unless text is being typed around it."""
        state = _STATE_KEYS.get(event.text().lower())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        typed = self.text().strip() and self.selectedText() != self.text()
        if state is not None and not held and not self.isReadOnly() and not (typed and self.isModified()):
            self.stated.emit(state)
            event.accept()
            return
        super().keyPressEvent(event)


class VolumeField(Retranslated, QWidget):
    """One frame with number, N/A and N/D; last year's volume at its left, the change at its right."""

    committed = Signal(object)  # Quantity
    focused = Signal()

    def __init__(self, label: Words) -> None:
        super().__init__()
        self._name = label
        self._value = Quantity()
        self._last: Quantity | None = None
        self._pending: Quantity | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.label = Label(label, wrap=True)
        self.last = Label("–", role=Role.TEXT2, tabular=True)
        self.change = Label("–", role=Role.TEXT2, tabular=True)
        for figure in (self.last, self.change):
            figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.frame = FieldFrame()
        self._editor = NumberEditor()
        self._editor.setFont(font(tabular=True))
        self._editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._editor.setMinimumWidth(px(90))  # room for the longest state in words
        self._not_applicable = _Toggle(written.not_applicable_short, lambda: _("Not applicable"))
        self._no_data = _Toggle(written.no_data_short, lambda: _("No data"))
        line = row(self.frame, gap=2, margins=(8, 3, 5, 3))
        line.addWidget(self._editor, 1)
        line.addSpacing(px(6))
        line.addWidget(self._not_applicable)
        line.addWidget(self._no_data)
        self.frame.lead_to(self._editor)
        self.frame.setMinimumHeight(px(30))
        self.findings = FieldFindings()
        self._connect()
        self.bind(self._editor.setAccessibleName, self._spoken)

    def _connect(self) -> None:
        self._editor.committed.connect(self._commit_text)
        self._editor.drafted.connect(self._typing)
        self._editor.stated.connect(self._state)
        self._editor.entered.connect(self.focused)
        self._editor.finished.connect(self._commit_pending)
        self._not_applicable.clicked.connect(lambda: self._toggle(QuantityState.NOT_APPLICABLE))
        self._no_data.clicked.connect(lambda: self._toggle(QuantityState.NO_DATA))

    def alone(self) -> VolumeField:
        """Lay its own parts out in one row; a ``VolumeTable`` aligns those of several fields instead."""
        whole = column(self, gap=4)
        line = row(gap=10)
        line.addWidget(self.label, 1)
        line.addWidget(self.last)
        line.addWidget(self.frame)
        line.addWidget(self.change)
        whole.addLayout(line)
        whole.addWidget(self.findings)
        return self

    def value(self) -> Quantity:
        """Return what was last stored or committed."""
        return self._value

    def set_value(self, value: Quantity) -> None:
        """Show what the plan holds, unless something else is being typed."""
        self._value = value
        if not self.is_being_typed():
            self._show(value)

    def set_last_year(self, value: Quantity | None) -> None:
        """Show last year's volume; None when there is no record of it."""
        self._last = value
        self.bind(self.last.setText, lambda: written.quantity_short(value) if value else "–")
        self._tell_change()

    def set_read_only(self, read_only: bool) -> None:
        """Take no volume, or take one again."""
        self._editor.setReadOnly(read_only)
        self._not_applicable.setEnabled(not read_only)
        self._no_data.setEnabled(not read_only)
        self.frame.set_locked(read_only)

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show what is found at this field, below it."""
        self._found = tuple(findings)
        self.findings.show_findings(self._found)

    _found: tuple[FieldFinding, ...] = ()

    def is_being_typed(self) -> bool:
        """Whether there is something that was not committed."""
        return self._editor.is_being_typed() or self._pending is not None

    def take_focus(self, _language: Language | None = None) -> None:
        """Put the cursor into the field."""
        self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._editor.selectAll()

    def editor(self) -> LineEditor:
        """Return the editor of the number."""
        return self._editor

    def states_width(self) -> int:
        """Return the room right of the number, where the two states stand."""
        toggles = self._not_applicable.sizeHint().width() + self._no_data.sizeHint().width()
        return toggles + px(6) + 3 * px(2) + px(5)

    def toggle(self, state: QuantityState) -> QPushButton:
        """Return the button of one of the two states that are no number."""
        return self._not_applicable if state is QuantityState.NOT_APPLICABLE else self._no_data

    def retranslate(self) -> None:
        """Group digits and write states as the other language does."""
        super().retranslate()
        if not self.is_being_typed():
            self._show(self._value)
        self._tell_change()

    def _spoken(self) -> str:
        state = written.quantity_words(self._pending or self._value)
        name = say(self._name)
        return _("{label}: {value}").format(label=name, value=state) if state else name

    def _show(self, value: Quantity) -> None:
        self._editor.store(written.quantity_number(value))
        self._show_state(value)

    def _show_state(self, value: Quantity) -> None:
        words = written.quantity_words(value)
        self._editor.setPlaceholderText(words)
        self._editor.setFont(font(italic=bool(words), tabular=True))
        self._not_applicable.setChecked(value.state is QuantityState.NOT_APPLICABLE)
        self._no_data.setChecked(value.state is QuantityState.NO_DATA)
        self.bind(self._editor.setAccessibleName, self._spoken)
        self._tell_change()

    def _tell_change(self) -> None:
        self.bind(self.change.setText, lambda: written.change_between(self._last, self._value))

    def _typing(self, text: str) -> None:
        self._pending = None
        if text:
            self._show_state(Quantity())

    def _state(self, state: QuantityState) -> None:
        """Show a state that a key asked for; Enter or leaving the field commits it."""
        self._editor.setText("")
        self._editor.setModified(False)
        self._pending = Quantity(state.value)
        self._show_state(self._pending)

    def _toggle(self, state: QuantityState) -> None:
        self._pending = Quantity() if self._value.state is state else Quantity(state.value)
        self._editor.setText("")
        self._editor.setModified(False)
        self._commit_pending()

    def _commit_pending(self) -> None:
        if self._pending is not None:
            value, self._pending = self._pending, None
            self._take(value)

    def _commit_text(self, text: str) -> None:
        value = written.parse_quantity(text)
        if value is None:
            self._editor.reopen(written.quantity_number(self._value))
            reason = FieldFinding(Level.ERROR, lambda: _("Enter a whole number, N/A or N/D."))
            self.findings.show_findings((reason, *self._found))
            return
        self._take(value)

    def _take(self, value: Quantity) -> None:
        self.findings.show_findings(self._found)
        changed = value != self._value
        self._value = value
        self._show(value)
        if changed:
            self.committed.emit(value)


class VolumeTable(Retranslated, QWidget):
    """Volume fields below each other, in columns: name, last year, this year, change."""

    def __init__(self, fields: Sequence[tuple[str, Words]], *, heading: Words) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(7))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 3)
        self._grid.setColumnMinimumWidth(1, px(_FIGURES))
        self._grid.setColumnMinimumWidth(3, px(_CHANGE))
        self._leads: dict[str, QHBoxLayout] = {}
        self._total: list[Label] = []
        self._heads = [Label(heading, size=Size.CAPTION, role=Role.TEXT2, strong=True)]
        self._heads += [Label("", size=Size.CAPTION, role=Role.TEXT2, strong=True) for _index in range(2)]
        self._heads.append(Label(lambda: pgettext("figure", "Change"), size=Size.CAPTION, role=Role.TEXT2, strong=True))
        for index, head in enumerate(self._heads):
            side = Qt.AlignmentFlag.AlignRight if index in {1, 3} else Qt.AlignmentFlag.AlignLeft
            head.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(head, 0, index)
        self._fields: dict[str, VolumeField] = {}
        for name, words in fields:
            self._add(name, words)

    def _add(self, name: str, words: Words) -> None:
        field = VolumeField(words)
        field.setObjectName(name)
        field.setParent(self)
        field.hide()
        line = 2 * len(self._fields) + 1
        self._leads[name] = row(gap=4)
        self._leads[name].addWidget(field.label, 1)
        self._grid.addLayout(self._leads[name], line, 0)
        for index, part in enumerate((field.last, field.frame, field.change), start=1):
            self._grid.addWidget(part, line, index)
        self._grid.addWidget(field.findings, line + 1, 0, 1, 4)
        self._fields[name] = field

    def field(self, name: str) -> VolumeField:
        """Return the field of an id."""
        return self._fields[name]

    def fields(self) -> dict[str, VolumeField]:
        """Return every field by its id."""
        return self._fields

    def add_tool(self, name: str, tool: QWidget) -> None:
        """Put something beside the name of a field."""
        self._leads[name].addWidget(tool, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_total(self, words: Words, name: str) -> None:
        """Close the table with a line of totals, its figures under those that it adds."""
        line = 2 * len(self._fields) + 1
        self._total = [Label(text, strong=True, tabular=bool(index)) for index, text in enumerate((words, "", "", ""))]
        self._total[2].setObjectName(name)
        for index, label in enumerate(self._total):
            if index:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, line, index)
        self._total[0].setWordWrap(True)
        self._grid.setRowMinimumHeight(line, px(30))

    def set_total(self, last: Quantity | None, now: Quantity) -> None:
        """Show the totals of both years and the change between them."""
        self._total[1].say(lambda: written.quantity_short(last) if last else "–")
        self._total[2].say(lambda: written.quantity_short(now))
        self._total[3].say(lambda: written.change_between(last, now))
        field = next(iter(self._fields.values()), None)
        self._total[2].setContentsMargins(0, 0, field.states_width() if field else 0, 0)  # under the numbers

    def lead(self) -> int:
        """Return the width of the longest name."""
        labels = [field.label for field in self._fields.values()]
        widest = max((label.fontMetrics().horizontalAdvance(label.text()) for label in labels), default=0)
        tools = max((layout.sizeHint().width() for layout in self._tool_rows()), default=0)
        return min(widest + px(2) + tools, px(_LONGEST))

    def _tool_rows(self) -> list[QLayoutItem]:
        """Return what stands beside the names."""
        rows = (lead.itemAt(index) for lead in self._leads.values() for index in range(1, lead.count()))
        return [item for item in rows if item is not None]

    def set_lead(self, width: int) -> None:
        """Give the names this width, so that tables below each other line up."""
        self._grid.setColumnMinimumWidth(0, width)

    def set_years(self, last: Words, this: Words) -> None:
        """Head the two columns of figures."""
        self._heads[1].say(last)
        self._heads[2].say(this)
