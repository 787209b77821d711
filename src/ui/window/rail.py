"""The step rail: one line with seven rings that fill as the plan advances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.i18n import _
from ui.look.icons import LARGE, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, focus_ring, smooth, soft
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role, Size
from ui.pages.steps import Step, step_name
from ui.widgets.frames import column
from ui.widgets.ring import paint_ring
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

WIDE: Final = 212
NARROW: Final = 56
_ITEM: Final = 50
_RING: Final = 16
_CENTRE: Final = 20
_WORDS: Final = 38


@dataclass(frozen=True, slots=True)
class StepStatus:
    """How far a step is: a share of 0.0 to 1.0, whether it is closed, and that in words."""

    share: float
    complete: bool
    words: Words


def no_status() -> StepStatus:
    """Return the status of a step that holds nothing."""
    return StepStatus(0.0, complete=False, words=lambda: _("Not started"))


class _Item(Retranslated, QPushButton):
    """One step: ring, name, and its state in words."""

    moved = Signal(int)

    def __init__(self, step: Step, *, first: bool, last: bool) -> None:
        super().__init__()
        self.step = step
        self._first, self._last = first, last
        self._status = no_status()
        self.is_narrow = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setObjectName(f"step_{step.value}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.bind(self.setAccessibleName, lambda: step_name(step))
        self._describe()

    def set_status(self, status: StepStatus) -> None:
        """Show how far the step is."""
        self._status = status
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.bind(self.setAccessibleDescription, self._status.words)
        self.bind(self.setToolTip, self._tip)

    def _tip(self) -> str:
        state = say(self._status.words)
        return f"{step_name(self.step)} · {state}" if self.is_narrow or self._is_cut() else ""

    def _is_cut(self) -> bool:
        room = self.width() - px(_WORDS + 8)
        return QFontMetrics(font(Size.CAPTION)).horizontalAdvance(say(self._status.words)) > room > 0

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the ring alone, or the words too."""
        self.is_narrow = narrow
        self._describe()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for two lines beside the ring."""
        lines = QFontMetrics(font()).height() + QFontMetrics(font(Size.CAPTION)).height() + px(12)
        return QSize(px(40), max(px(_ITEM), lines))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Move together where the window is low."""
        if self.is_narrow:
            return QSize(px(_RING), px(_RING + 14))
        return QSize(px(40), QFontMetrics(font()).height() + QFontMetrics(font(Size.CAPTION)).height() + px(4))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Move inside the rail by arrows; Enter and Space choose."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw ground, line, ring and words."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect()).adjusted(0, px(2), 0, -px(2))
        if self.isChecked():
            soft(painter, box, Role.ACCENT_SOFT, Role.ACCENT, radius=8)
        elif self.underMouse():
            soft(painter, box, Role.LINE, Role.CONTROL, radius=8)
        x = self.width() / 2 if self.is_narrow else px(_CENTRE)
        y, half = self.height() / 2, px(_RING) / 2
        painter.setPen(QPen(colour(Role.CONTROL), 1.5))
        if not self._first:
            painter.drawLine(QPointF(x, 0), QPointF(x, y - half - px(3)))
        if not self._last:
            painter.drawLine(QPointF(x, y + half + px(3)), QPointF(x, self.height()))
        ground = Role.ACCENT_SOFT if self.isChecked() and not is_high_contrast() else Role.CHROME
        ring = QRectF(x - half, y - half, 2 * half, 2 * half)
        paint_ring(painter, ring, self._status.share, complete=self._status.complete, ground=ground)
        if not self.is_narrow:
            self._write(painter, box)
        if self.hasFocus():
            focus_ring(painter, box, radius=8)

    def _write(self, painter: QPainter, box: QRectF) -> None:
        name, state = font(strong=self.isChecked()), font(Size.CAPTION)
        heights = QFontMetrics(name).height(), QFontMetrics(state).height()
        top = box.center().y() - (heights[0] + heights[1]) / 2
        left, room = px(_WORDS), box.width() - px(_WORDS) - px(6)
        painter.setFont(name)
        painter.setPen(colour(Role.ACCENT if self.isChecked() else Role.TEXT))
        painter.drawText(QRectF(left, top, room, heights[0]), LEFT, step_name(self.step))
        painter.setFont(state)
        painter.setPen(colour(Role.TEXT2))
        words = painter.fontMetrics().elidedText(say(self._status.words), Qt.TextElideMode.ElideRight, int(room) + 1)
        painter.drawText(QRectF(left, top + heights[0], room, heights[1]), LEFT, words)


class _Extra(Retranslated, QPushButton):
    """Settings and Help, their icons under the rings."""

    def __init__(self, words: Words, icon: str) -> None:
        super().__init__()
        self._words, self._icon = words, icon
        self.is_narrow = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, words)
        self.bind(self.setToolTip, lambda: say(words) if self.is_narrow else "")

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, or the word too."""
        self.is_narrow = narrow
        self.retranslate()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for one line."""
        return QSize(px(40), max(px(30), QFontMetrics(font()).height() + px(10)))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw icon and word."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            soft(painter, box, Role.LINE, Role.CONTROL, radius=6)
        x = self.width() / 2 if self.is_narrow else px(_CENTRE)
        draw_icon(painter, self._icon, Role.TEXT2, x - px(LARGE) / 2, (self.height() - px(LARGE)) / 2, size=LARGE)
        if not self.is_narrow:
            painter.setFont(font())
            painter.setPen(colour(Role.TEXT))
            painter.drawText(box.adjusted(px(_WORDS), 0, 0, 0), LEFT, say(self._words))
        if self.hasFocus():
            focus_ring(painter, box)


class StepRail(QWidget):
    """The seven steps, and below them Settings and Help."""

    chosen = Signal(object)  # Step
    settings_asked = Signal()
    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._items: dict[Step, _Item] = {}
        whole = column(self, margins=(8, 6, 6, 8))
        steps = list(Step)
        for index, step in enumerate(steps):
            item = _Item(step, first=index == 0, last=index == len(steps) - 1)
            item.clicked.connect(lambda _checked=False, wanted=step: self._choose(wanted))
            item.moved.connect(lambda by, at=index: self._move(at + by))
            self._items[step] = item
            whole.addWidget(item)
        whole.addStretch(1)
        self._extras = [
            _Extra(lambda: _("Settings"), "settings"),
            _Extra(lambda: _("Help"), "circle-help"),
        ]
        self._extras[0].clicked.connect(self.settings_asked)
        self._extras[1].clicked.connect(self.help_asked)
        for extra in self._extras:
            whole.addWidget(extra)
        self.set_narrow(narrow=False)
        self.set_current(Step.OVERVIEW)

    def item(self, step: Step) -> QPushButton:
        """Return the button of a step."""
        return self._items[step]

    def set_current(self, step: Step) -> None:
        """Mark the step that is shown; it alone is reached by Tab, the others by arrows."""
        for known, item in self._items.items():
            item.setChecked(known is step)
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if known is step else Qt.FocusPolicy.ClickFocus)

    def set_status(self, step: Step, status: StepStatus) -> None:
        """Show how far a step is."""
        self._items[step].set_status(status)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show rings alone, or words too."""
        self.setFixedWidth(px(NARROW if narrow else WIDE))
        for item in self._items.values():
            item.set_narrow(narrow=narrow)
        for extra in self._extras:
            extra.set_narrow(narrow=narrow)

    def take_focus(self) -> None:
        """Give the current step the focus."""
        next(item for item in self._items.values() if item.isChecked()).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, step: Step) -> None:
        self.set_current(step)
        self.chosen.emit(step)

    def _move(self, to: int) -> None:
        items = list(self._items.values())
        if 0 <= to < len(items):
            items[to].setFocus(Qt.FocusReason.TabFocusReason)
