"""Strokes that painted widgets and table cells share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ui.look.measure import font, px
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter
FOCUS_WIDTH: Final = 2


def smooth(painter: QPainter) -> QPainter:
    """Return the painter, with smooth edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    role: Role = Role.TEXT,
    *,
    face: QFont | None = None,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write one line in ``box``; what does not fit ends in an ellipsis."""
    painter.setFont(face or font())
    painter.setPen(colour(role))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
    painter.drawText(box, align, shown)


def block(
    painter: QPainter, box: QRectF, fill: Role | QColor | None, *, radius: float = 2, pen: QPen | None = None
) -> None:
    """Fill a rounded box; ``radius`` is in units of length."""
    painter.setPen(pen or QPen(Qt.PenStyle.NoPen))
    if fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(colour(fill) if isinstance(fill, Role) else fill)
    corner = min(px(radius), box.height() / 2)
    painter.drawRoundedRect(box, corner, corner)


def edged(
    painter: QPainter, box: QRectF, fill: Role | None, edge: Role, *, radius: float = 6, width: float = 1
) -> None:
    """Fill a rounded box and draw its edge inside it."""
    half = width / 2
    block(painter, box.adjusted(half, half, -half, -half), fill, radius=radius, pen=QPen(colour(edge), width))


def soft(painter: QPainter, box: QRectF, ground: Role, edge: Role, *, radius: float) -> None:
    """Fill a soft ground; high contrast draws its edge instead, for there it has no colour of its own."""
    if is_high_contrast():
        edged(painter, box, ground, edge, radius=radius)
    else:
        block(painter, box, ground, radius=radius)


def empty_part(painter: QPainter, box: QRectF, *, radius: float = 2) -> None:
    """Draw the part of a bar that is not reached; high contrast outlines it."""
    if is_high_contrast():
        edged(painter, box, Role.SHEET, Role.CONTROL, radius=radius)
    else:
        block(painter, box, Role.LINE, radius=radius)


def focus_ring(painter: QPainter, box: QRectF, *, radius: float = 6, role: Role = Role.ACCENT) -> None:
    """Draw the two-pixel ring on the edge of the thing that has the focus."""
    edged(painter, box, None, role, radius=radius, width=FOCUS_WIDTH)
