"""A row that leads somewhere: icon, words, a caption below, and an arrow."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QStylePainter

from ui.look.icons import LARGE, NORMAL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import WRAPPED, focus_ring, smooth, soft, write_all
from ui.look.tokens import Role, Size
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFont, QPaintEvent, QResizeEvent


@lru_cache(maxsize=512)
def _heights(words: str, caption: str, room: int, _platform: QFont, strong: bool) -> tuple[int, int]:
    """Return how high both texts are when they wrap; a layout asks for it some thirty times before the first paint."""
    return _height(words, room, font(strong=strong)), _height(caption, room, font(Size.CAPTION))


def _height(text: str, room: int, face: QFont) -> int:
    return QFontMetrics(face).boundingRect(0, 0, room, 9999, WRAPPED, text).height() if text else 0


class ActionRow(Retranslated, QPushButton):
    """One thing to do next; both texts wrap, nothing is cut."""

    def __init__(
        self,
        icon: str,
        words: Words,
        caption: Words = "",
        *,
        role: Role = Role.TEXT2,
        strong: bool = False,
        arrow: str | None = "chevron-right",
    ) -> None:
        super().__init__()
        self._icon, self._words, self._caption = icon, words, caption
        self._role, self._strong, self._arrow = role, strong, arrow
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(False)
        self.bind(self.setAccessibleName, self._spoken)

    def _spoken(self) -> str:
        return ". ".join(part for part in (say(self._words), say(self._caption)) if part)

    def _left(self) -> int:
        return px(LARGE + 20)

    def _room(self, width: int) -> int:
        return max(width - self._left() - px(30 if self._arrow else 10), px(60))

    def _heights(self, width: int) -> tuple[int, int]:
        words, caption = say(self._words), say(self._caption)
        return _heights(words, caption, self._room(width), QApplication.font(), self._strong)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """Both texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height of both texts."""
        return sum(self._heights(width)) + px(14)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the words on one line."""
        return QSize(px(260), self.heightForWidth(max(self.width(), px(260))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with less width."""
        return QSize(px(150), self.heightForWidth(max(self.width(), px(150))))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Show the hand, which nobody sees before."""
        self.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Tell the layout the height of the new width."""
        super().resizeEvent(event)
        self.updateGeometry()

    def retranslate(self) -> None:
        """Texts have another height in the other language."""
        super().retranslate()
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the row."""
        painter = smooth(QStylePainter(self))
        box = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            soft(painter, box, Role.ACCENT_SOFT if self.isDown() else Role.SUNKEN, Role.CONTROL, radius=6)
        words, caption = self._heights(self.width())
        top = (self.height() - words - caption) / 2
        first = QFontMetrics(font(strong=self._strong)).height()
        icon_top = top + (first - px(LARGE)) / 2 if caption == 0 else (self.height() - px(LARGE)) / 2
        painter.setOpacity(1.0 if self.isEnabled() else 0.6)
        draw_icon(painter, self._icon, self._role, px(8), icon_top, size=LARGE)
        room = self._room(self.width())
        place = QRectF(self._left(), top, room, words + 2)
        write_all(painter, place, say(self._words), Role.TEXT, face=font(strong=self._strong))
        if caption:
            place = QRectF(self._left(), top + words, room, caption + 2)
            write_all(painter, place, say(self._caption), Role.TEXT2, face=font(Size.CAPTION))
        if self._arrow:
            at = self.width() - px(NORMAL) - px(8)
            draw_icon(painter, self._arrow, Role.TEXT2, at, (self.height() - px(NORMAL)) / 2)
        if self.hasFocus():
            focus_ring(painter, box)
