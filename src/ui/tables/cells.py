"""Strokes that cells of several tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, block, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size

if TYPE_CHECKING:
    from collections.abc import Sequence

GLYPH: Final = 9  # edge of one square of the interaction points
GLYPH_GAP: Final = 4


def two_lines(
    painter: QPainter, box: QRectF, first: str, second: str, *, at_right: bool = False, italic: bool = False
) -> None:
    """Write a line in body size and one in caption size below it, centred together."""
    align = RIGHT if at_right else LEFT
    upper, lower = font(tabular=at_right, italic=italic), font(Size.CAPTION, tabular=at_right)
    painter.setFont(upper)
    high = painter.fontMetrics().height()
    painter.setFont(lower)
    low = painter.fontMetrics().height()
    if not second:
        write(painter, box, first, face=upper, align=align)
        return
    top = box.center().y() - (high + low) / 2
    write(painter, QRectF(box.left(), top, box.width(), high), first, face=upper, align=align)
    write(painter, QRectF(box.left(), top + high, box.width(), low), second, Role.TEXT2, face=lower, align=align)


def glyph(painter: QPainter, box: QRectF, name: str, role: Role) -> None:
    """Draw an icon in the middle of a narrow cell."""
    edge = px(NORMAL)
    draw_icon(painter, name, role, box.center().x() - edge / 2, box.center().y() - edge / 2)


def points(painter: QPainter, box: QRectF, states: Sequence[str]) -> None:
    """Draw the online interaction points: filled, hollow, a dash, or a dot where nothing was said."""
    edge, step = px(GLYPH), px(GLYPH) + px(GLYPH_GAP)
    top = round(box.center().y() - edge / 2)
    for index, state in enumerate(states):
        left = round(box.left() + index * step)
        square = QRectF(left, top, edge, edge)
        if state == "Y":
            block(painter, square, Role.ACCENT, radius=2)
        elif state == "N":
            inner = square.adjusted(0.75, 0.75, -0.75, -0.75)
            block(painter, inner, None, radius=2, pen=QPen(colour(Role.CONTROL), 1.5))
        else:
            pen = QPen(colour(Role.TEXT2 if state == "NA" else Role.LINE), 1.5)
            painter.setPen(pen)
            middle = square.center().y()
            painter.drawLine(QPointF(square.left() + 1, middle), QPointF(square.right() - 1, middle))


def points_width() -> float:
    """Return the width of six points, in units of length."""
    return 6 * GLYPH + 5 * GLYPH_GAP


def hairline(painter: QPainter, box: QRectF) -> None:
    """Draw the line at the foot of a row."""
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(Role.LINE))


ELIDED_AT: Final = Qt.TextElideMode.ElideRight
