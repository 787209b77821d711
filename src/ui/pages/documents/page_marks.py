"""What is drawn over the pages: a heading that a click opens or that was gone to, and words found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import px
from ui.look.paint import block, edged
from ui.look.theme import colour
from ui.look.tokens import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPainter

    from app.documents.page_index import PageHeading
    from ui.pages.documents.page_source import Found

_SIDE: Final = 44  # points of a page's margin that are left out of a heading's zone
_OPAQUE: Final = 80  # of 255: the words stay readable


def heading_zone(box: QRectF, scale: float, heading: PageHeading) -> QRectF:
    """Return where a heading stands on a page that is drawn in ``box``."""
    top, foot = (box.bottom() - points * scale for points in (heading.top, heading.foot))
    return QRectF(box.left() + _SIDE * scale, top, box.width() - 2 * _SIDE * scale, foot - top).adjusted(0, -3, 0, 3)


def draw_open(painter: QPainter, zone: QRectF) -> None:
    """Show that a click on a heading opens what it is about."""
    edged(painter, zone, None, Role.ACCENT, radius=4, width=1)
    side = px(NORMAL) + 8
    square = QRectF(zone.right() - side - 4, zone.center().y() - side / 2, side, side)
    edged(painter, square, Role.ACCENT_SOFT, Role.ACCENT, radius=4, width=1)
    draw_icon(painter, "pencil", Role.ACCENT, square.left() + 4, square.top() + 4)


def draw_mark(painter: QPainter, zone: QRectF) -> None:
    """Draw the bar beside the heading that was gone to."""
    block(painter, QRectF(zone.left(), zone.top(), px(3), zone.height()), Role.ACCENT, radius=0)


def draw_hits(painter: QPainter, box: QRectF, scale: float, hits: Iterable[Found]) -> None:
    """Draw a transparent ground over words that were found."""
    ground = QColor(colour(Role.WARN))
    ground.setAlpha(_OPAQUE)
    for hit in hits:
        for left, foot, right, top in hit.boxes:
            spot = QRectF(QPointF(left, -top) * scale, QPointF(right, -foot) * scale)
            painter.fillRect(spot.translated(box.bottomLeft()).adjusted(-1, -1, 1, 1), ground)
