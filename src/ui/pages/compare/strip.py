"""Where a figure of the department lies among the others': a band, a tick, a diamond and a dot on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.framework.parts import Unit
from ui.look.measure import px
from ui.look.paint import block, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.reference.comparing import Compared
    from ui.widgets.texts import Words

_HEIGHT: Final = 20
_SIDE: Final = 8
_DOT: Final = 5


def draw_own(painter: QPainter, place: QPointF) -> None:
    """Draw the department's mark: a filled dot."""
    painter.setPen(QPen(colour(Role.SHEET), px(1.4)))
    painter.setBrush(colour(Role.ACCENT))
    painter.drawEllipse(place, px(_DOT), px(_DOT))


def draw_whole(painter: QPainter, place: QPointF) -> None:
    """Draw the mark of all departments together: a hollow diamond."""
    reach = px(_DOT)
    corners = (QPointF(-reach, 0), QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach))
    painter.setPen(QPen(colour(Role.TEXT2), px(1.6)))
    painter.setBrush(colour(Role.SHEET))
    painter.drawPolygon(QPolygonF([place + corner for corner in corners]))


def draw_band(painter: QPainter, box: QRectF) -> None:
    """Draw the middle half of the departments of its size."""
    block(painter, box, Role.CONTROL, radius=3)


def draw_tick(painter: QPainter, place: QPointF) -> None:
    """Draw the middle one of the departments of its size."""
    painter.setPen(QPen(colour(Role.TEXT), px(2)))
    painter.drawLine(place - QPointF(0, px(6)), place + QPointF(0, px(6)))


class CompareStrip(Retranslated, QWidget):
    """One indicator; what it shows is told in the row's figures and in its accessible name."""

    def __init__(self, row: Compared, said: Words) -> None:
        super().__init__()
        self._row = row
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, said)
        self.bind(self.setToolTip, said)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for one line."""
        return QSize(px(220), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with less width."""
        return QSize(px(90), px(_HEIGHT))

    def _top(self) -> float:
        """Return the value at the right end: all of a share, else the largest."""
        row = self._row
        if row.unit is Unit.RATIO:
            return 1.0
        numbers = [float(value) for value in (row.own, row.peers, row.high) if value is not None]
        return max(numbers, default=0.0) or 1.0

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw track, band, tick, diamond and dot."""
        painter = smooth(QPainter(self))
        row, middle = self._row, self.height() / 2
        track = QRectF(px(_SIDE), middle - px(1), self.width() - 2 * px(_SIDE), px(2))
        block(painter, track, Role.LINE, radius=1)
        scale = track.width() / self._top()

        def place(value: float) -> QPointF:
            return QPointF(track.left() + min(value * scale, track.width()), middle)

        if row.low is not None and row.high is not None:
            left, right = place(float(row.low)).x(), place(float(row.high)).x()
            draw_band(painter, QRectF(left, middle - px(3), max(right - left, px(2)), px(6)))
        if row.peers is not None:
            draw_tick(painter, place(float(row.peers)))
        if row.whole is not None and row.unit is Unit.RATIO:  # a sum over all departments has no place on the line
            draw_whole(painter, place(float(row.whole)))
        if row.own is not None:
            draw_own(painter, place(float(row.own)))
