"""Strokes that cells of several tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextLayout

from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter


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
    if not second or box.height() < high + low:  # compact rows show the first line alone
        write(painter, box, first, face=upper, align=align)
        return
    top = box.center().y() - (high + low) / 2
    write(painter, QRectF(box.left(), top, box.width(), high), first, face=upper, align=align)
    write(painter, QRectF(box.left(), top + high, box.width(), low), second, Role.TEXT2, face=lower, align=align)


def glyph(painter: QPainter, box: QRectF, name: str, role: Role) -> None:
    """Draw an icon in the middle of a narrow cell."""
    edge = px(NORMAL)
    draw_icon(painter, name, role, box.center().x() - edge / 2, box.center().y() - edge / 2)


def wrapped(painter: QPainter, box: QRectF, text: str) -> None:
    """Write two lines of one text, broken between words; what does not fit ends in an ellipsis."""
    face = font()
    painter.setFont(face)
    painter.setPen(colour(Role.TEXT))
    high = painter.fontMetrics().height()
    flat = " ".join(text.split())
    if box.height() < 2 * high or painter.fontMetrics().horizontalAdvance(flat) <= box.width():
        write(painter, box, flat, face=face)
        return
    layout = QTextLayout(flat, face)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    first, rest = text_parts(layout.text(), line.textLength())
    layout.endLayout()
    top = box.center().y() - (high if rest else high / 2)
    write(painter, QRectF(box.left(), top, box.width(), high), first, face=face)
    if rest:
        write(painter, QRectF(box.left(), top + high, box.width(), high), rest, face=face)


def text_parts(text: str, at: int) -> tuple[str, str]:
    """Return what stands before and after a break, without the spaces around it."""
    return text[:at].rstrip(), text[at:].strip()
