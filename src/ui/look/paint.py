"""Strokes that painted widgets and table cells share.

PySide makes all 93 enumerations of ``Qt`` when the first of them is named, which takes an eighth of the time to the
first painted window. What the start page paints with therefore names none, and calls nothing that PySide gives one to:
neither ``setPen`` nor ``setBrush``, but ``fillPath``, ``strokePath`` and ``drawItemText``. The style's object, which
takes half as long to make, is not asked for either.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6 import QtCore
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPen

from ui.look.measure import font, px
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QBrush
    from PySide6.QtWidgets import QStylePainter

P = TypeVar("P", bound=QPainter)

# Qt's flags of alignment and wrapping as numbers: a line in the middle of the height, or lines that wrap from the top
LEFT: Final = 0x81
RIGHT: Final = 0x82
CENTRE: Final = 0x84
WRAPPED: Final = 0x1001
WRAPPED_CENTRE: Final = 0x1024
FOCUS_WIDTH: Final = 2
_INK: Final = QPalette.ColorRole.WindowText


def smooth(painter: P) -> P:
    """Return the painter, with smooth edges."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


@lru_cache(maxsize=128)
def _palette(rgba: int) -> QPalette:
    """Return a palette of one colour: from it come brushes, and the style takes inks."""
    palette = QPalette()
    palette.setColor(_INK, QColor.fromRgba(rgba))
    return palette


def role_brush(role: Role) -> QBrush:
    """Return the brush of ``role``."""
    return _palette(colour(role).rgba()).brush(_INK)


def role_pen(role: Role, width: float) -> QPen:
    """Return a pen of ``role``."""
    chosen = QPen()
    chosen.setColor(colour(role))
    chosen.setWidthF(width)
    return chosen


def write_all(painter: QStylePainter, box: QRectF, text: str, role: Role, *, face: QFont, align: int = WRAPPED) -> None:
    """Write the whole text in ``box``; ``align`` is one of the numbers above."""
    width, height = int(box.width()), int(box.height())
    spare = (box.width() - width) / 2 if align == WRAPPED_CENTRE else 0  # the style takes whole pixels only
    painter.setFont(face)
    painter.translate(box.left() + spare, box.top())
    inks, whole = _palette(colour(role).rgba()), QRect(0, 0, width, height)
    painter.drawItemText(whole, align, inks, True, text, _INK)
    painter.translate(-box.left() - spare, -box.top())


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    role: Role = Role.TEXT,
    *,
    face: QFont | None = None,
    align: int = LEFT,
    keeps_end: bool = False,
) -> None:
    """Write one line in ``box``; what does not fit ends in an ellipsis, or has it in the middle to keep its end."""
    painter.setFont(face or font())
    painter.setPen(colour(role))
    modes = QtCore.Qt.TextElideMode
    mode = modes.ElideMiddle if keeps_end else modes.ElideRight
    shown = painter.fontMetrics().elidedText(text, mode, int(box.width()) + 1)
    painter.drawText(box, align, shown)


def block(
    painter: QPainter, box: QRectF, fill: Role | QColor | None, *, radius: float = 2, pen: QPen | None = None
) -> None:
    """Fill a rounded box; ``radius`` is in units of length."""
    painter.setPen(pen or QPen(QtCore.Qt.PenStyle.NoPen))
    if fill is None:
        painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(colour(fill) if isinstance(fill, Role) else fill)
    corner = min(px(radius), box.height() / 2)
    painter.drawRoundedRect(box, corner, corner)


def edged(
    painter: QPainter, box: QRectF, fill: Role | None, edge: Role, *, radius: float = 6, width: float = 1
) -> None:
    """Fill a rounded box and draw its edge inside it."""
    half = width / 2
    inner = box.adjusted(half, half, -half, -half)
    corner = min(px(radius), inner.height() / 2)
    path = QPainterPath()
    path.addRoundedRect(inner, corner, corner)
    if fill is not None:
        painter.fillPath(path, role_brush(fill))
    painter.strokePath(path, role_pen(edge, width))


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
