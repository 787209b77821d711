"""A button with an icon alone that may be on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import px
from ui.look.paint import edged, focus_ring, smooth, soft
from ui.look.tokens import Role
from ui.widgets.button import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.widgets.texts import Words


class Tool(IconButton):
    """A tool; a checked one says that it is so already: the text at the cursor, what is shown."""

    def __init__(self, words: Words, icon: str) -> None:
        super().__init__(words, icon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor in the text

    def set_on(self, on: bool) -> None:
        """Say whether it is so."""
        self.setCheckable(True)
        self.setChecked(on)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw a soft ground under a checked tool."""
        if not self.isChecked():
            super().paintEvent(event)
            return
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        soft(painter, box, Role.ACCENT_SOFT, Role.ACCENT, radius=6)
        edged(painter, box, None, Role.ACCENT, radius=6)
        edge = (self.width() - px(NORMAL)) / 2
        draw_icon(painter, self._icon or "", Role.ACCENT, edge, (self.height() - px(NORMAL)) / 2)
        if self.hasFocus():
            focus_ring(painter, box)
