"""A choice among few: segments while they fit, a drop-down list otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from app.i18n import _
from ui.look.icons import draw_icon
from ui.look.measure import font, px
from ui.look.paint import CENTRE, edged, focus_ring, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.button import MenuButton, menu_action
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent, QResizeEvent

_SIDE: Final = 10
_EDGES: Final = 4  # of the strip: a pixel of line and one of room at each side
_TIGHT: Final = 6  # beside words that would otherwise fold into a list
_MARK: Final = 14


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon beside a segment's words: something waits there; ``words`` say what."""

    icon: str
    role: Role
    words: Words


class Choice(MenuButton):
    """A drop-down list, as a button with a menu: nobody types here."""

    chosen = Signal(str)

    def __init__(self, name: Words, options: Sequence[Option] = (), *, icon: str | None = None) -> None:
        self._options: tuple[Option, ...] = tuple(options)
        self._value = options[0].value if options else ""
        self._refusals: Mapping[str, Words] = {}
        super().__init__("", icon=icon)
        self._name = name
        self.bind(self.setAccessibleName, self._spoken)
        self.menu().aboutToShow.connect(self._fill)
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; the value stays if it is among them."""
        self._options = tuple(options)
        if all(option.value != self._value for option in self._options):
            self._value = self._options[0].value if self._options else ""
        self._refresh()

    def value(self) -> str:
        """Return the value of what is chosen."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose without telling anybody."""
        self._value = value
        self._refresh()

    def set_refusals(self, refusals: Mapping[str, Words]) -> None:
        """Let these values not be chosen, and say why in their tooltips."""
        self._refusals = refusals

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Let the arrows choose without opening the list."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not step or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if step:
                self.open_menu()
                return
            super().keyPressEvent(event)
            return
        values = [option.value for option in self._options if option.value not in self._refusals]
        at = (values.index(self._value) if self._value in values else -1) + step
        if 0 <= at < len(values):
            self._choose(values[at])

    def _chosen_words(self) -> str:
        return next((say(option.words) for option in self._options if option.value == self._value), "")

    def _spoken(self) -> str:
        return f"{say(self._name)}: {self._chosen_words()}" if self._chosen_words() else say(self._name)

    def _refresh(self) -> None:
        self.say(self._chosen_words)
        if hasattr(self, "_name"):
            self.bind(self.setAccessibleName, self._spoken)
        self.updateGeometry()

    def _fill(self) -> None:
        self.menu().clear()
        for option in self._options:
            action = menu_action(self.menu(), option.words, do=partial(self._choose, option.value))
            action.setCheckable(True)
            action.setChecked(option.value == self._value)
            if option.value in self._refusals:
                action.setEnabled(False)
                action.setToolTip(say(self._refusals[option.value]))

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)


class _Segment(Retranslated, QRadioButton):
    """One segment: a radio button, so that arrows move inside and Tab leaves."""

    def __init__(self, option: Option, question: Words) -> None:
        super().__init__()
        self.value, self._words, self._question = option.value, option.words, question
        self.mark: Mark | None = None
        self._is_tight = False
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.bind(self.setText, option.words)
        self.bind(self.setAccessibleName, self._spoken)

    def set_mark(self, mark: Mark | None) -> None:
        """Show an icon after the words, or none."""
        if mark != self.mark:
            self.mark = mark
            self.bind(self.setAccessibleName, self._spoken)
            self.bind(self.setToolTip, mark.words if mark else "")
            self.updateGeometry()
            self.update()

    def refuse(self, reason: Words | None) -> None:
        """Take no choice and say why, or take it again."""
        self.setEnabled(reason is None)
        self.bind(self.setToolTip, reason or (self.mark.words if self.mark else ""))
        self.bind(self.setAccessibleDescription, reason or "")

    def _spoken(self) -> str:
        """Say the question too: a bare *Yes* tells nobody what is answered."""
        answer = _("{label}: {value}").format(label=say(self._question), value=say(self._words))
        return f"{answer}, {say(self.mark.words)}" if self.mark else answer

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the words in demibold, so that nothing moves when they are chosen."""
        height = max(px(26), QFontMetrics(font(strong=True)).height() + px(8))
        return QSize(self.room(is_tight=self._is_tight), height)

    def room(self, *, is_tight: bool) -> int:
        """Return the width of the words, the mark and what is left free beside them."""
        words = QFontMetrics(font(strong=True)).horizontalAdvance(self.text())
        width = words + 2 * px(_TIGHT if is_tight else _SIDE) + (px(_MARK) + px(4) if self.mark else 0)
        return max(width, px(30))

    def set_tight(self, *, is_tight: bool) -> None:
        """Leave less free beside the words."""
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self.updateGeometry()
            self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A segment never loses its words."""
        return self.sizeHint()

    def hitButton(self, point: QPoint) -> bool:  # noqa: N802  Qt's name
        """Take clicks everywhere, not on a circle alone."""
        return self.rect().contains(point)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the chosen one on a soft ground with an accent edge."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        answers = self.isChecked() and bool(self.value)  # a blank value is no answer yet, and must not look like one
        if answers:
            edged(painter, box, Role.ACCENT_SOFT, Role.ACCENT if self.isEnabled() else Role.LINE, radius=5)
        elif self.isChecked():
            edged(painter, box, Role.SHEET, Role.LINE, radius=5)
        ink = Role.ACCENT if answers else Role.TEXT if self.underMouse() else Role.TEXT2
        painter.setOpacity(1.0 if self.isEnabled() or answers else 0.6)  # a locked answer is still to be read
        painter.setFont(font(strong=answers, italic=self.isChecked() and not answers))
        painter.setPen(colour(ink))
        words = box.adjusted(0, 0, -px(_MARK) - px(4), 0) if self.mark else box
        painter.drawText(words, CENTRE, self.text())
        if self.mark:
            after = words.center().x() + painter.fontMetrics().horizontalAdvance(self.text()) / 2 + px(4)
            draw_icon(painter, self.mark.icon, self.mark.role, after, box.center().y() - px(_MARK) / 2, size=_MARK)
        painter.setOpacity(1.0)
        if self.hasFocus():
            focus_ring(painter, box, radius=5)


class Segments(Retranslated, QWidget):
    """A choice among short words, all visible; a list when there is no room for them.

    Two to five stand on one line; more of them on as many lines as ``across`` says.
    """

    chosen = Signal(str)

    def __init__(
        self, name: Words, options: Sequence[Option] = (), *, folds: bool = True, across: int | None = None
    ) -> None:
        super().__init__()
        self._name, self._folds, self._across = name, folds, across
        self._group = QButtonGroup(self)
        self._strip = QFrame()
        self._strip.setObjectName("segments")
        self._inner = QGridLayout(self._strip)
        self._inner.setContentsMargins(1, 1, 1, 1)
        self._inner.setSpacing(0)
        self._list = Choice(name)
        self._list.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if across is None:
            outer.addWidget(self._strip, 0, Qt.AlignmentFlag.AlignLeft)
        else:  # several lines: equal columns over the whole width
            outer.addWidget(self._strip)
            for index in range(across):
                self._inner.setColumnStretch(index, 1)
        outer.addWidget(self._list, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.buttonClicked.connect(lambda button: self._choose(button.value))
        self._list.chosen.connect(self._choose)
        self.bind(self._strip.setAccessibleName, name)
        self.bind(self.setAccessibleName, name)
        self._value = ""
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer other options; the value stays if it is among them."""
        for button in self._segments():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._options = tuple(options)
        across = self._across or max(len(options), 1)
        for index, option in enumerate(options):
            segment = _Segment(option, self._name)
            self._group.addButton(segment)
            self._inner.addWidget(segment, index // across, index % across)
        self._list.set_options(options)
        values = [option.value for option in options]
        self.set_value(self._value if self._value in values else values[0] if values else "")
        self.updateGeometry()

    def value(self) -> str:
        """Return the value of what is chosen."""
        return self._value

    def set_value(self, value: str) -> None:
        """Choose without telling anybody; a value that is not offered chooses nothing."""
        self._value = value
        self._group.setExclusive(False)
        for segment in self._segments():
            segment.setChecked(segment.value == value)
        self._group.setExclusive(True)
        self._list.set_value(value)

    def set_marks(self, marks: Mapping[str, Mark]) -> None:
        """Show icons at segments, by value; the others have none."""
        for segment in self._segments():
            segment.set_mark(marks.get(segment.value))
        self.updateGeometry()
        self._fold()

    def set_refusals(self, refusals: Mapping[str, Words]) -> None:
        """Let these values not be chosen, and say why in their tooltips; the others can be."""
        self._list.set_refusals(refusals)
        for segment in self._segments():
            segment.refuse(refusals.get(segment.value))

    def explain(self, value: str, words: Words) -> None:
        """Say more of a segment in its tooltip, where it has no mark."""
        segment = next(segment for segment in self._segments() if segment.value == value)
        segment.bind(segment.setToolTip, words)

    def is_folded(self) -> bool:
        """Whether it is shown as a list."""
        return self._list.isVisibleTo(self)

    def room(self, *, folded: bool) -> int:
        """Return the width that all words need, or the list."""
        return self._list.sizeHint().width() if folded else self._wanted()

    def _wanted(self, *, is_tight: bool = False) -> int:
        """Return the width of every word beside the others of its line, with the strip's edges."""
        segments = self._segments()
        across = self._across or max(len(segments), 1)
        columns = (segments[index::across] for index in range(across))
        return sum(max((one.room(is_tight=is_tight) for one in column), default=0) for column in columns) + _EDGES

    def segment(self, value: str) -> QRadioButton:
        """Return the button of ``value``."""
        return next(segment for segment in self._segments() if segment.value == value)

    def take_focus(self) -> None:
        """Give the chosen segment the focus."""
        if self.is_folded():
            self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        buttons = self._segments()
        chosen = next((button for button in buttons if button.isChecked()), buttons[0] if buttons else None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_read_only(self, read_only: bool) -> None:
        """Take no choice, or take one again."""
        self.setEnabled(not read_only)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for every word."""
        return QSize(self._wanted(), max(self._strip.sizeHint().height(), px(30)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with the list."""
        return self._list.sizeHint() if self._folds else self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold into a list, or unfold."""
        super().resizeEvent(event)
        self._fold()

    def retranslate(self) -> None:
        """Words have other widths in the other language."""
        super().retranslate()
        self._fold()

    def _segments(self) -> list[_Segment]:
        return [button for button in self._group.buttons() if isinstance(button, _Segment)]

    def _fold(self) -> None:
        is_tight = self.width() < self._wanted()
        for segment in self._segments():
            segment.set_tight(is_tight=is_tight)
        fold = self._folds and self.width() < self._wanted(is_tight=is_tight)
        self._strip.setVisible(not fold)
        self._list.setVisible(fold)

    def _choose(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)
