"""The ring of a step: empty, a pie of the share done, or a disc with a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.look.measure import px
from ui.look.paint import role_brush, role_pen, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


def paint_ring(painter: QPainter, box: QRectF, share: float, *, complete: bool, ground: Role = Role.CHROME) -> None:
    """Draw a ring in ``box``.

    Args:
        painter: what to draw with.
        box: the square that the ring fills.
        share: how much is done, 0.0 to 1.0; a pie shows it.
        complete: a disc with a check, whatever the share.
        ground: what the ring stands on.
    """
    smooth(painter)
    started = share > 0 or complete
    edge = QPainterPath()
    edge.addEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
    painter.fillPath(edge, role_brush(Role.ACCENT if complete else ground))
    painter.strokePath(edge, role_pen(Role.ACCENT if started else Role.CONTROL, max(1.5, px(1.5))))
    if complete:
        centre, step = box.center(), box.width() / 16
        pen = QPen(colour(Role.ON_ACCENT), 1.75 * step, QtCore.Qt.PenStyle.SolidLine)
        pen.setCapStyle(QtCore.Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(QtCore.Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = [(-3.4, 0.3), (-1.0, 2.7), (3.5, -2.3)]
        painter.drawPolyline([centre + QPointF(x * step, y * step) for x, y in points])
    elif started:
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(colour(Role.ACCENT))
        inset = box.width() * 0.19
        pie = box.adjusted(inset, inset, -inset, -inset)
        painter.drawPie(pie, 90 * 16, -round(max(share, 0.08) * 360 * 16))


class Ring(Retranslated, QWidget):
    """Progress as a ring."""

    def __init__(self, name: Words, *, size: float = 16, ground: Role = Role.SHEET) -> None:
        super().__init__()
        self._name, self._size, self._ground = name, size, ground
        self._share, self._complete = 0.0, False
        self.setFixedSize(QSize(px(size), px(size)))
        self.bind(self.setAccessibleName, self._spoken)

    def set_share(self, share: float, *, complete: bool = False) -> None:
        """Show how much is done, 0.0 to 1.0."""
        self._share, self._complete = share, complete
        self.retranslate()
        self.update()

    def _spoken(self) -> str:
        if self._complete:
            return _("{name}: complete").format(name=say(self._name))
        return _("{name}: {percent} of 100 done").format(name=say(self._name), percent=round(self._share * 100))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the ring."""
        paint_ring(QPainter(self), QRectF(self.rect()), self._share, complete=self._complete, ground=self._ground)
