"""Volumes by quarter in rows: four small frames a volume, what the year says, and what is odd between the two."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.i18n import _
from model.quantity import Quantity, QuantityState
from ui.look.measure import font, px
from ui.look.tokens import Role, Size
from ui.widgets import quantity_text as written
from ui.widgets.button import Button, Kind
from ui.widgets.field_frame import FieldFrame
from ui.widgets.finding_chip import FieldFinding, FieldFindings, Level
from ui.widgets.frames import row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words, say
from ui.widgets.volume_field import NumberEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

COUNT: Final = 4
_LEAST: Final = 58  # width of a frame, in units of length


def quarter_words(number: int) -> str:
    """Return the short name of a quarter, 1 to 4."""
    return _("Q{number}").format(number=number)


def quarter_months(number: int) -> str:
    """Return which months a quarter of the fiscal year has."""
    months = (_("April to June"), _("July to September"), _("October to December"), _("January to March"))
    return months[number - 1]


class QuarterEditor(Retranslated, FieldFrame):
    """One frame with a number, or a state in short italic words; A and D stand for the states."""

    committed = Signal(object)  # Quantity
    refused = Signal(object)  # Words: why what was typed cannot be taken
    focused = Signal()

    def __init__(self, name: Words, *, takes_states: bool) -> None:
        super().__init__()
        self._takes_states, self._name = takes_states, name
        self._value, self._pending = Quantity(), Quantity()
        self._is_pending = False
        self.editor = NumberEditor()
        self.editor.setFont(font(tabular=True))
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editor.setMinimumWidth(px(_LEAST - 12))
        line = row(self, margins=(6, 3, 6, 3))
        line.addWidget(self.editor)
        self.lead_to(self.editor)
        self.setMinimumHeight(px(30))
        self.editor.committed.connect(self._take_text)
        self.editor.drafted.connect(self._typing)
        self.editor.stated.connect(self._take_state)
        self.editor.finished.connect(self._commit_pending)
        self.editor.entered.connect(self.focused)
        self.bind(self.editor.setAccessibleName, self._spoken)

    def set_value(self, value: Quantity) -> None:
        """Show what the plan holds, unless something else is being typed."""
        self._value = value
        if not self.editor.is_being_typed() and not self._is_pending:
            self._show(value)

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no volume, or take one again."""
        self.editor.setReadOnly(read_only)
        self.set_locked(read_only)

    def commit(self) -> None:
        """Hand over what was typed."""
        self.editor.commit()
        self._commit_pending()

    def retranslate(self) -> None:
        """Group digits and write states as the other language does."""
        super().retranslate()
        self.set_value(self._value)

    def _spoken(self) -> str:
        state = written.quantity_words(self._pending if self._is_pending else self._value)
        return f"{say(self._name)}: {state}" if state else say(self._name)

    def _show(self, value: Quantity) -> None:
        self.editor.store(written.quantity_number(value))
        self._show_state(value)

    def _show_state(self, value: Quantity) -> None:
        is_state = value.state in {QuantityState.NOT_APPLICABLE, QuantityState.NO_DATA}
        self.editor.setPlaceholderText(written.quantity_short(value) if is_state else "")
        self.editor.setFont(font(italic=is_state, tabular=True))
        self.bind(self.editor.setAccessibleName, self._spoken)

    def _typing(self, text: str) -> None:
        self._is_pending = False
        if text:
            self._show_state(Quantity())

    def _take_state(self, state: QuantityState) -> None:
        if not self._takes_states:
            self.refused.emit(lambda: _("Enter a whole number, or leave the quarter blank."))
            return
        self.editor.setText("")
        self.editor.setModified(False)
        self._pending, self._is_pending = Quantity(state.value), True
        self._show_state(self._pending)

    def _commit_pending(self) -> None:
        if self._is_pending:
            self._is_pending = False
            self._take(self._pending)

    def _take_text(self, text: str) -> None:
        value = written.parse_quantity(text)
        if value is None or (value.state is not QuantityState.NUMBER and text.strip() and not self._takes_states):
            self.editor.reopen(written.quantity_number(self._value))
            if self._takes_states:
                self.refused.emit(lambda: _("Enter a whole number, N/A or N/D."))
            else:
                self.refused.emit(lambda: _("Enter a whole number, or leave the quarter blank."))
            return
        self._take(value)

    def _take(self, value: Quantity) -> None:
        changed = value != self._value
        self._value = value
        self._show(value)
        if changed:
            self.committed.emit(value)


class QuarterRow:
    """The parts of one volume: its name, four editors, the year, and the line below."""

    def __init__(self, name: Words, *, takes_states: bool) -> None:
        self.label = Label(name, wrap=True)
        self.editors = [
            QuarterEditor(partial(self._spoken, name, number), takes_states=takes_states)
            for number in range(1, COUNT + 1)
        ]
        self.year = Label("", tabular=True)
        self.year.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.below = QWidget()
        line = row(self.below, gap=8)
        self.findings = FieldFindings()
        self.note = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        self.take = Button(lambda: _("Use the sum"), kind=Kind.LINK)
        line.addWidget(self.findings, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.note, 1)
        line.addWidget(self.take, 0, Qt.AlignmentFlag.AlignVCenter)
        self.below.hide()

    @staticmethod
    def _spoken(name: Words, number: int) -> str:
        return _("{field}, {quarter}").format(field=say(name), quarter=quarter_months(number))


class QuarterTable(Retranslated, QWidget):
    """Several volumes by quarter; arrows go up and down, Tab goes along."""

    committed = Signal(str, str, object)  # field, quarter, Quantity
    sum_asked = Signal(str)  # field
    focused = Signal(str)  # field

    def __init__(self, fields: Sequence[tuple[str, Words]], *, heading: Words, takes_states: bool) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(6))
        self._grid.setVerticalSpacing(px(5))
        self._grid.setColumnStretch(0, 3)
        for index in range(1, COUNT + 1):
            self._grid.setColumnStretch(index, 2)
        self._grid.setColumnMinimumWidth(COUNT + 1, px(58))
        self._heading(0, heading, Qt.AlignmentFlag.AlignLeft)
        for number in range(1, COUNT + 1):
            head = self._heading(number, partial(quarter_words, number), Qt.AlignmentFlag.AlignRight)
            head.bind(head.setToolTip, partial(quarter_months, number))
        self._year = self._heading(COUNT + 1, "", Qt.AlignmentFlag.AlignRight)
        self._rows: dict[str, QuarterRow] = {}
        for name, words in fields:
            self._add(name, words, takes_states=takes_states)

    def _heading(self, column: int, words: Words, side: Qt.AlignmentFlag) -> Label:
        head = Label(words, size=Size.CAPTION, role=Role.TEXT2, strong=True)
        head.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(head, 0, column)
        return head

    def _add(self, name: str, words: Words, *, takes_states: bool) -> None:
        made = QuarterRow(words, takes_states=takes_states)
        at = 2 * len(self._rows) + 1
        self._grid.addWidget(made.label, at, 0)
        for number, editor in enumerate(made.editors, start=1):
            editor.editor.setObjectName(f"{name}_{number}")
            self._grid.addWidget(editor, at, number)
            editor.committed.connect(partial(self.committed.emit, name, str(number)))
            editor.refused.connect(partial(self._refuse, made))
            editor.focused.connect(partial(self.focused.emit, name))
        self._grid.addWidget(made.year, at, COUNT + 1)
        self._grid.addWidget(made.below, at + 1, 0, 1, COUNT + 2)
        made.take.clicked.connect(lambda: self.sum_asked.emit(name))
        self._rows[name] = made

    def names(self) -> tuple[str, ...]:
        """Return the fields that stand here."""
        return tuple(self._rows)

    def row(self, name: str) -> QuarterRow:
        """Return the parts of one volume."""
        return self._rows[name]

    def follow(self, before: QWidget) -> None:
        """Let Tab go from ``before`` through this table, row by row."""
        for held in self._rows.values():
            for stop in (*(one.editor for one in held.editors), held.take):
                self.setTabOrder(before, stop)
                before = stop

    def name_in_focus(self) -> str:
        """Return the volume whose quarter has the cursor; blank when none has."""
        for name, held in self._rows.items():
            if any(one.editor.hasFocus() for one in held.editors):
                return name
        return ""

    def set_year(self, words: Words) -> None:
        """Head the column of the year."""
        self._year.say(words)

    def load(self, name: str, quarters: Sequence[Quantity], year: Quantity) -> None:
        """Show the quarters of a volume and what its year says."""
        held = self._rows[name]
        for editor, value in zip(held.editors, quarters, strict=True):
            editor.set_value(value)
        held.year.say(lambda: written.quantity_short(year))

    def tell(self, name: str, finding: Words | None, note: Words | None) -> None:
        """Say below a volume what is odd between quarters and year, or how much of the year they cover.

        Args:
            name: the volume.
            finding: what is odd; the sum is then offered.
            note: how much they cover.
        """
        held = self._rows[name]
        held.findings.show_findings((FieldFinding(Level.WARNING, finding),) if finding else ())
        held.take.setVisible(finding is not None)
        held.note.setVisible(finding is None and note is not None)
        held.note.say(note or "")
        held.below.setVisible(finding is not None or note is not None)

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no volume, or take volumes again."""
        for held in self._rows.values():
            held.take.setEnabled(not read_only)
            for editor in held.editors:
                editor.set_read_only(read_only=read_only)

    def commit(self) -> None:
        """Hand over what is being typed."""
        for held in self._rows.values():
            for editor in held.editors:
                editor.commit()

    def take_focus(self, name: str) -> None:
        """Put the cursor into the first quarter of a volume that is not given."""
        editors = self._rows[name].editors
        chosen = next(
            (one for one in editors if not one.editor.text() and not one.editor.placeholderText()), editors[0]
        )
        chosen.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go to the same quarter of the volume above or below."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            step = 0
        lines: list[list[QWidget]] = [[one.editor for one in held.editors] for held in self._rows.values()]
        for line, editors in enumerate(lines):
            for column, editor in enumerate(editors):
                if step and editor.hasFocus() and 0 <= line + step < len(lines):
                    self._enter(lines[line + step][column])
                    event.accept()
                    return
        super().keyPressEvent(event)

    @staticmethod
    def _enter(target: QWidget) -> None:
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, NumberEditor):
            target.selectAll()

    @staticmethod
    def _refuse(held: QuarterRow, words: Words) -> None:
        held.findings.show_findings((FieldFinding(Level.ERROR, words),))
        held.take.hide()
        held.note.hide()
        held.below.show()
