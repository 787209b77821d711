"""How far background work is, as a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.measure import px
from ui.look.paint import block, empty_part, smooth
from ui.look.tokens import Role
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

WIDTH: Final = 88


class ProgressBar(Retranslated, QWidget):
    """Four pixels of progress; while the end is not known, a part of it.

    ``grows`` makes it as wide as there is room.
    """

    def __init__(self, *, grows: bool = False) -> None:
        super().__init__()
        self.share = 0.0
        self.setFixedHeight(px(12))
        if grows:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setFixedWidth(px(WIDTH))

    def set_share(self, share: float) -> None:
        """Show how much is done, 0.0 to 1.0."""
        self.share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the bar."""
        painter = smooth(QPainter(self))
        track = QRectF(0, self.height() / 2 - 2, self.width(), 4)
        empty_part(painter, track, radius=2)
        track.setWidth(max(track.width() * self.share, 4))
        block(painter, track, Role.ACCENT, radius=2)
