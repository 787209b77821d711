"""A weight in per cent: a slider with its name and value above; typing a number works too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from app.formats import format_percent
from ui.look.measure import px
from ui.look.paint import block, empty_part, focus_ring, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

_KNOB: Final = 14
_TRACK: Final = 4
_TYPING: Final = 900  # milliseconds in which digits belong to one number


class _Track(QSlider):
    """A slider of 0 to 100 whose knob follows the pointer; digits typed one after the other set it."""

    settled = Signal(int)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, 100)
        self.setSingleStep(1)
        self.setPageStep(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING)
        self._pause.timeout.connect(self._end_typing)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the knob's height."""
        return QSize(px(120), px(22))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with little."""
        return QSize(px(60), px(22))

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(px(_KNOB) / 2 + 2, 0, -px(_KNOB) / 2 - 2, 0)

    def _at(self, x: float) -> int:
        room = self._room()
        return max(0, min(100, round((x - room.left()) / max(room.width(), 1) * 100)))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take the knob to the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Let the knob follow."""
        if self.isSliderDown():
            self.setValue(self._at(event.position().x()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Settle where the knob was let go."""
        if self.isSliderDown():
            self.setSliderDown(False)
            self.settled.emit(self.value())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Let the wheel scroll the page: a weight is never changed in passing."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Step by arrows, or take a typed number."""
        if event.text().isdigit():
            self._typed = (self._typed + event.text())[-3:]
            self.setValue(min(100, int(self._typed)))
            self._pause.start()
            return
        before = self.value()
        super().keyPressEvent(event)
        if self.value() != before:
            self._pause.start()

    def _end_typing(self) -> None:
        self._typed = ""
        self.settled.emit(self.value())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw track, share and knob."""
        painter = smooth(QPainter(self))
        room = self._room()
        middle = self.rect().center().y() + 0.5
        half = px(_KNOB) / 2  # the track ends where the knob does, so that it stands under the name's first letter
        track = QRectF(room.left() - half, middle - px(_TRACK) / 2, room.width() + 2 * half, px(_TRACK))
        empty_part(painter, track, radius=2)
        at = room.left() + room.width() * self.value() / 100
        block(painter, QRectF(track.left(), track.top(), at - track.left(), track.height()), Role.ACCENT, radius=2)
        painter.setPen(QPen(colour(Role.ACCENT), 2))
        painter.setBrush(colour(Role.SHEET))
        knob = QRectF(at - px(_KNOB) / 2 + 1, middle - px(_KNOB) / 2 + 1, px(_KNOB) - 2, px(_KNOB) - 2)
        painter.drawEllipse(knob)
        if self.hasFocus():
            focus_ring(painter, knob.adjusted(-3, -3, 3, 3), radius=10)


class WeightSlider(Retranslated, QWidget):
    """Name and value above a slider; ``moved`` while it moves, ``settled`` when it rests."""

    moved = Signal(int)
    settled = Signal(int)

    def __init__(self, name: Words) -> None:
        super().__init__()
        whole = column(self, gap=4)
        head = row(gap=8)
        self.name = Label(name, wrap=True)
        self.figure = Label("", strong=True, tabular=True)
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.name, 1)
        head.addWidget(self.figure)
        whole.addLayout(head)
        whole.addStretch(1)
        self.track = _Track()
        whole.addWidget(self.track)
        self.bind(self.track.setAccessibleName, name)
        self._silent = False
        self.track.valueChanged.connect(self._changed)
        self.track.settled.connect(self.settled)
        self._tell()

    def value(self) -> int:
        """Return the weight in per cent."""
        return self.track.value()

    def set_value(self, percent: int) -> None:
        """Show another weight without telling anybody; one that is being dragged stays in the hand."""
        if self.track.isSliderDown():
            return
        self._silent = True
        self.track.setValue(percent)
        self._silent = False
        self._tell()

    def set_read_only(self, read_only: bool) -> None:
        """Take no weight, or take one again."""
        self.track.setEnabled(not read_only)

    def _changed(self, value: int) -> None:
        self._tell()
        if not self._silent:
            self.moved.emit(value)

    def _tell(self) -> None:
        self.figure.say(lambda: format_percent(self.track.value() / 100))
