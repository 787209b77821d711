"""The six online interaction points of a service, as a glyph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from ui.look.measure import px
from ui.look.paint import block, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_SQUARE: Final = 9
_STEP: Final = 13


@dataclass(frozen=True, slots=True)
class Point:
    """One interaction point: its name, and ``Y``, ``N``, ``NA`` or blank."""

    words: Words
    state: str


def state_words(state: str) -> str:
    """Return what a state of a point means, in the interface language."""
    words = {"Y": _("online"), "N": _("not online"), "NA": _("not applicable"), "": _("not given")}
    return words.get(state, state)


def points_words(points: Sequence[Point]) -> str:
    """Return every point with its state, for tooltips and for reading aloud."""
    return "; ".join(
        _("{label}: {value}").format(label=say(point.words), value=state_words(point.state)) for point in points
    )


def points_width(count: int = 6) -> int:
    """Return the width of the glyph."""
    return px(_STEP) * (count - 1) + px(_SQUARE)


def paint_points(painter: QPainter, box: QRectF, states: Sequence[str]) -> None:
    """Draw one square a point at the left of ``box``.

    Filled is online, hollow is not, a dash does not apply, a dot is not given yet.
    """
    smooth(painter)
    side, step = px(_SQUARE), px(_STEP)
    top = box.center().y() - side / 2
    for index, state in enumerate(states):
        cell = QRectF(box.left() + index * step, top, side, side)
        if state == "Y":
            block(painter, cell, Role.ACCENT, radius=2)
        elif state == "N":
            inner = cell.adjusted(0.6, 0.6, -0.6, -0.6)
            block(painter, inner, Role.SHEET, radius=2, pen=QPen(colour(Role.CONTROL), 1.2))
        elif state == "NA":
            painter.setPen(QPen(colour(Role.CONTROL), 1.4))
            middle = cell.center().y()
            painter.drawLine(QPointF(cell.left() + 1.5, middle), QPointF(cell.right() - 1.5, middle))
        else:
            block(painter, QRectF(cell.center().x() - 1.5, cell.center().y() - 1.5, 3, 3), Role.CONTROL, radius=2)


class InteractionPoints(Retranslated, QWidget):
    """The glyph as a widget; its tooltip names each point."""

    def __init__(self, name: Words) -> None:
        super().__init__()
        self._name = name
        self._points: tuple[Point, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, name)

    def set_points(self, points: Sequence[Point]) -> None:
        """Show these states."""
        self._points = tuple(points)
        self.bind(self.setToolTip, lambda: points_words(self._points))
        self.bind(self.setAccessibleDescription, lambda: points_words(self._points))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for one square a point."""
        return QSize(points_width(max(len(self._points), 1)), px(_SQUARE + 6))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the glyph."""
        paint_points(QPainter(self), QRectF(self.rect()), [point.state for point in self._points])
