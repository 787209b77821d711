"""A check box that follows the interface language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QCheckBox

from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, edged, focus_ring, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

_BOX: Final = 16
_GAP: Final = 8
_EDGE: Final = 3  # room for the ring
_FADED: Final = 0.6


class CheckBox(Retranslated, QCheckBox):
    """Yes or no; ``toggled_by_user`` is silent when the program sets it."""

    toggled_by_user = Signal(bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setFont(font())
        self.bind(self.setText, words)
        self.clicked.connect(self.toggled_by_user)

    def set_read_only(self, read_only: bool) -> None:
        """Take no click, or take one again."""
        self.setEnabled(not read_only)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the box and the words."""
        metrics = QFontMetrics(self.font())
        width = px(_BOX) + px(_GAP) + metrics.horizontalAdvance(self.text()) + 2 * px(_EDGE)
        return QSize(width, max(px(_BOX), metrics.height()) + 2 * px(_EDGE))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """The words are never cut."""
        return self.sizeHint()

    def hitButton(self, point: QPoint) -> bool:  # noqa: N802  Qt's name
        """Take clicks on the box and on the words."""
        return self.rect().contains(point)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw an edge that stands out on every ground; Fusion's own is lost on a dark one."""
        painter = smooth(QPainter(self))
        painter.setOpacity(1.0 if self.isEnabled() else _FADED)
        box = QRectF(px(_EDGE), (self.height() - px(_BOX)) / 2, px(_BOX), px(_BOX))
        if self.isChecked():
            edged(painter, box, Role.ACCENT, Role.ACCENT, radius=4)
            inset = (px(_BOX) - px(SMALL)) / 2
            draw_icon(painter, "check", Role.ON_ACCENT, box.left() + inset, box.top() + inset, size=SMALL)
        else:
            edged(painter, box, Role.SHEET, Role.TEXT if self.underMouse() else Role.CONTROL, radius=4)
        painter.setFont(self.font())
        painter.setPen(colour(Role.TEXT))
        left = box.right() + px(_GAP)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self.text())
        painter.setOpacity(1.0)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), radius=5)
