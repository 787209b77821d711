"""The Lucide icons, recoloured by role and drawn for the screen's ratio."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6 import QtGui
from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.resources import resource
from ui.look.measure import px
from ui.look.theme import colour
from ui.look.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

STROKE: Final = "1.75"
SMALL: Final = 14
NORMAL: Final = 16
LARGE: Final = 18


@cache
def _drawing(name: str) -> str:
    text = resource("templates", "icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def pixmap(name: str, role: Role = Role.TEXT2, size: float = NORMAL, ratio: float | None = None) -> QPixmap:
    """Draw an icon; what was drawn before in this colour, size and ratio is not drawn again.

    Args:
        name: a file of ``resources/templates/icons`` without its suffix.
        role: its colour.
        size: its edge in units of length.
        ratio: device pixels a pixel; by default those of the first screen.
    """
    screen = QApplication.primaryScreen()
    dense = ratio or (screen.devicePixelRatio() if screen else 1.0)
    edge, tint = px(size), colour(role).name()
    key = f"lucide {name} {tint} {edge} {dense}"
    image = QPixmap()
    if QPixmapCache.find(key, image):
        return image
    image = QPixmap(QSize(edge, edge) * dense)
    image.setDevicePixelRatio(dense)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    drawing = _drawing(name).replace("currentColor", tint)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    QPixmapCache.insert(key, image)
    return image


def icon(name: str, role: Role = Role.TEXT2, size: float = NORMAL) -> QIcon:
    """Return an icon for one of Qt's own menus or views; our own widgets paint ``pixmap``."""
    return QtGui.QIcon(pixmap(name, role, size))


def draw_icon(painter: QPainter, name: str, role: Role, left: float, top: float, *, size: float = NORMAL) -> None:
    """Draw an icon with its upper left corner at a point."""
    device = painter.device()
    painter.drawPixmap(round(left), round(top), pixmap(name, role, size, device.devicePixelRatio()))
