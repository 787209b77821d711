"""Buttons: plain, primary, quiet and link; with an icon, a menu, or only an icon."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QAction, QFontMetrics, QPainter
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStylePainter

from ui.look.icons import NORMAL, draw_icon, icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, edged, focus_ring, smooth, soft, write_all
from ui.look.tokens import Role, Size
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent, QPaintEvent

_GAP: Final = 8
_CHEVRON: Final = 14
_FADED: Final = 0.6


class Kind(StrEnum):
    """How much a button says; one primary on a screen."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    LINK = "link"


_SIDE: Final = {Kind.PLAIN: 12, Kind.PRIMARY: 12, Kind.QUIET: 8, Kind.LINK: 6}


class Button(Retranslated, QPushButton):
    """A button with fixed words; a disabled one says why in its tooltip."""

    def __init__(self, words: Words, *, kind: Kind = Kind.PLAIN, icon: str | None = None) -> None:
        super().__init__()
        self._kind, self._icon, self._size = kind, icon, Size.BODY
        self._is_busy = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.say(words)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Show the cursor of its kind, which nobody sees before."""
        shapes = QtCore.Qt.CursorShape
        self.setCursor(shapes.PointingHandCursor if self._kind is Kind.LINK else shapes.ArrowCursor)
        super().enterEvent(event)

    def say(self, words: Words) -> None:
        """Show other words."""
        self.bind(self.setText, words)

    @property
    def kind(self) -> Kind:
        """How much it says."""
        return self._kind

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_size(self, size: Size) -> None:
        """Write in another of the five sizes."""
        self._size = size
        self.updateGeometry()
        self.update()

    def disable(self, reason: Words) -> None:
        """Take no click, and say why in the tooltip."""
        self.setEnabled(False)
        self.bind(self.setToolTip, reason)

    def enable(self, tip: Words = "") -> None:
        """Take clicks again."""
        self.setEnabled(True)
        self.bind(self.setToolTip, tip)

    def _face_metrics(self) -> QFontMetrics:
        return QFontMetrics(font(self._size, strong=self._kind is Kind.PRIMARY))

    def _tail(self) -> int:
        return 0

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for icon, words and the room beside them."""
        metrics = self._face_metrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * px(_SIDE[self._kind]) + self._tail()
        if self._icon:
            width += px(NORMAL) + (px(_GAP) if self.text() else 0)
        height = metrics.height() + px(4) if self._kind is Kind.LINK else max(px(30), metrics.height() + px(12))
        return QSize(width + 2, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """A button never loses its words."""
        return self.sizeHint()

    def _ground(self, painter: QPainter, box: QRectF) -> None:
        if self._kind is Kind.PRIMARY:
            fill = Role.ACCENT if self.isEnabled() else Role.LINE
            edged(painter, box, fill, fill, radius=6)
            if self.isDown() or self.underMouse():
                painter.setOpacity(0.16 if self.isDown() else 0.08)
                edged(painter, box, Role.TEXT, Role.TEXT, radius=6)
                painter.setOpacity(1.0)
            return
        if self._kind is Kind.PLAIN:
            fill = Role.ACCENT_SOFT if self.isDown() else Role.SUNKEN if self.underMouse() else Role.RAISED
            edged(painter, box, fill, Role.CONTROL if self.isEnabled() else Role.LINE, radius=6)
        elif self._kind is Kind.QUIET and self.isEnabled() and (self.underMouse() or self.isDown()):
            soft(painter, box, Role.ACCENT_SOFT, Role.CONTROL, radius=6)

    def _ink(self) -> Role:
        if not self.isEnabled():
            return Role.TEXT2
        return {Kind.PRIMARY: Role.ON_ACCENT, Kind.LINK: Role.ACCENT}.get(self._kind, Role.TEXT)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw ground, icon, words and focus ring."""
        painter = smooth(QStylePainter(self))
        box, ink = QRectF(self.rect()), self._ink()
        self._ground(painter, box)
        painter.setOpacity(1.0 if self.isEnabled() else _FADED)
        face = font(self._size, strong=self._kind is Kind.PRIMARY)
        if self._kind is Kind.LINK and self.underMouse() and self.isEnabled():
            face.setUnderline(True)
        words = QFontMetrics(face).horizontalAdvance(self.text())
        lead = px(NORMAL) + (px(_GAP) if self.text() else 0) if self._icon else 0
        inner = lead + words + self._tail()
        left = (self.width() - inner) / 2 if self._centred() else px(_SIDE[self._kind])
        if self._icon:
            tint = ink if ink in {Role.ON_ACCENT, Role.ACCENT} else Role.TEXT2
            draw_icon(painter, self._icon, tint, left, (self.height() - px(NORMAL)) / 2)
        place = QRectF(left + lead, 0, words + px(4), self.height())
        write_all(painter, place, self.text(), ink, face=face, align=LEFT)
        self._draw_tail(painter)
        painter.setOpacity(1.0)
        if self.hasFocus():
            focus_ring(painter, box, radius=6, role=Role.TEXT if self._kind is Kind.PRIMARY else Role.ACCENT)

    def _centred(self) -> bool:
        return self._kind in {Kind.PLAIN, Kind.PRIMARY} or not self.text()

    def _draw_tail(self, painter: QPainter) -> None:
        """Draw what stands after the words; a plain button has nothing there."""


class IconButton(Button):
    """A quiet button that is only an icon; its tooltip is its name."""

    def __init__(self, words: Words, icon: str) -> None:
        super().__init__("", kind=Kind.QUIET, icon=icon)
        self.rename(words)

    def rename(self, words: Words) -> None:
        """Give it another name and tooltip."""
        self.bind(self.setAccessibleName, words)
        self.bind(self.setToolTip, words)

    def disable(self, reason: Words) -> None:
        """Take no click; the tooltip says why, the name stays."""
        self.setEnabled(False)
        self.bind(self.setToolTip, reason)

    def enable(self, tip: Words = "") -> None:
        """Take clicks again; without ``tip`` the tooltip is the name."""
        self.setEnabled(True)
        self.bind(self.setToolTip, tip or self.accessibleName)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be a square."""
        return QSize(px(30), px(30))


class MenuButton(Button):
    """A button that opens a menu; fill ``menu()`` with ``menu_action``."""

    def __init__(self, words: Words, *, kind: Kind = Kind.PLAIN, icon: str | None = None) -> None:
        super().__init__(words, kind=kind, icon=icon)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self.clicked.connect(self.open_menu)

    def menu(self) -> QMenu:
        """Return the menu that opens."""
        return self._menu

    def open_menu(self) -> None:
        """Open the menu below the button."""
        self._menu.setMinimumWidth(self.width())
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _tail(self) -> int:
        return px(_CHEVRON) + px(_GAP)

    def _centred(self) -> bool:
        return False

    def _draw_tail(self, painter: QPainter) -> None:
        left = self.width() - px(_SIDE[self._kind]) - px(_CHEVRON) + px(2)
        draw_icon(painter, "chevron-down", Role.TEXT2, left, (self.height() - px(_CHEVRON)) / 2, size=_CHEVRON)


class _Action(QAction):
    """A menu entry that is looked up each time the menu opens."""

    def __init__(self, menu: QMenu, words: Words, image: str | None) -> None:
        super().__init__(menu)
        self._words, self._image = words, image
        self.refresh()
        menu.aboutToShow.connect(self.refresh)

    def refresh(self) -> None:
        """Show today's words and colours."""
        self.setText((self._words if isinstance(self._words, str) else self._words()).replace("&", "&&"))
        if self._image:
            self.setIcon(icon(self._image))


def menu_action(
    menu: QMenu, words: Words, *, icon: str | None = None, do: Callable[[], object] | None = None
) -> QAction:
    """Add an entry to a menu; its words are looked up each time the menu opens."""
    action = _Action(menu, words, icon)
    if do is not None:
        action.triggered.connect(lambda _checked=False: do())
    menu.addAction(action)
    return action
