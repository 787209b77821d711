"""Where the guide is: docked at the right, over the page's right side, or closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QObject, QPoint, QPropertyAnimation, QRect

from ui.look.measure import px
from ui.shell import Breadth
from ui.window.guide import DOCKED, SLIM

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from ui.settings import Settings
    from ui.window.guide import Guide

SLIDE: Final = 120  # milliseconds
_PLACE: Final = 2  # in the row: rail, page, guide


class GuidePlace(QObject):
    """Opens, closes, docks and floats the guide by the window's width and the planner's wish."""

    def __init__(self, guide: Guide, area: QWidget, across: QHBoxLayout, settings: Settings) -> None:
        super().__init__(area)
        self._guide, self._area, self._across, self._settings = guide, area, across, settings
        self._wanted: bool | None = None

    def fold(self, breadth: Breadth, *, beside_text: bool) -> None:
        """Dock or float the guide.

        Args:
            breadth: how wide the window is.
            beside_text: whether the page is one at which the guide stands docked on a middling screen too.
        """
        slim = breadth is Breadth.MEDIUM and beside_text
        docks = breadth is Breadth.WIDE or slim
        self._float(floating=not docks)
        self._guide.setFixedWidth(px(DOCKED if breadth is Breadth.WIDE else SLIM))
        self._guide.setVisible(docks if self._wanted is None else self._wanted)
        self.place()

    def want(self, *, wanted: bool) -> None:
        """Take the planner's wish; it holds until the next one."""
        self._wanted = wanted

    def place(self) -> None:
        """Keep a floating guide at the page's right edge."""
        if self._guide.parentWidget() is self._area:
            width, room = self._guide.width(), self._area.rect()
            self._guide.setGeometry(QRect(room.right() - width - px(6), px(6), width, room.height() - px(12)))
            self._guide.raise_()

    def slide(self) -> None:
        """Let a floating guide slide in from its edge, where motion is wanted."""
        if not self._settings.has_motion or self._guide.parentWidget() is not self._area:
            return
        place = self._guide.pos()
        slide = QPropertyAnimation(self._guide, b"pos", self)
        slide.setDuration(SLIDE)
        slide.setEasingCurve(QEasingCurve.Type.OutQuad)
        slide.setStartValue(place + QPoint(self._guide.width(), 0))
        slide.setEndValue(place)
        slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _float(self, *, floating: bool) -> None:
        if bool(self._guide.property("floating")) == floating:
            return
        self._guide.setProperty("floating", floating)
        if floating:
            self._across.removeWidget(self._guide)
            self._guide.setParent(self._area)
        else:
            self._across.insertWidget(_PLACE, self._guide)
        self._guide.style().unpolish(self._guide)
        self._guide.style().polish(self._guide)
