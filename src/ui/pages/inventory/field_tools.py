"""What stands beside a field's label: the mark of the year before, open notes, and what can be asked of the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, smooth, soft
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets.button import IconButton, menu_action
from ui.widgets.frames import row
from ui.widgets.icon_menu import IconMenu
from ui.widgets.pill import StatusPill
from ui.widgets.texts import Words, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QMenu

    from ui.widgets.pill import Pill

# with Shift, for without it macOS hides or shrinks the window
NOTES_KEYS: Final = "Ctrl+Shift+M"
HISTORY_KEYS: Final = "Ctrl+Shift+H"
_SIDE: Final = 20


class NoteMarker(IconButton):
    """Says how many open notes a field has; leads to them."""

    def __init__(self, field: Words) -> None:
        self._count = 0
        self._field = field
        super().__init__("", "message-square")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setObjectName("note_marker")
        self.hide()

    def set_count(self, count: int) -> None:
        """Show how many notes are open; nothing while none is."""
        if count != self._count:
            self._count = count
            self.rename(self._spoken)
            self.setVisible(count > 0)
            self.updateGeometry()
            self.update()

    def count(self) -> int:
        """Return how many notes are open."""
        return self._count

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the icon and the number."""
        metrics = QFontMetrics(font(Size.CAPTION, strong=True))
        return QSize(px(SMALL) + metrics.horizontalAdvance(format_number(self._count)) + px(15), px(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw icon and number on a soft ground."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        soft(painter, box, Role.ACCENT_SOFT, Role.ACCENT, radius=box.height() / 2)
        draw_icon(painter, "message-square", Role.ACCENT, px(6), (box.height() - px(SMALL)) / 2, size=SMALL)
        painter.setFont(font(Size.CAPTION, strong=True))
        painter.setPen(colour(Role.ACCENT))
        painter.drawText(box.adjusted(px(SMALL) + px(9), 0, 0, 0), LEFT, format_number(self._count))

    def _spoken(self) -> str:
        words = ngettext("{count} open note on “{field}”", "{count} open notes on “{field}”", self._count)
        return words.format(count=format_number(self._count), field=say(self._field))


class _More(IconMenu):
    """Three dots that show while the field has the focus or the pointer; their place is always kept."""

    def __init__(self, field: Words) -> None:
        self.is_live = False
        super().__init__(lambda: _("More for “{field}”").format(field=say(field)), "ellipsis")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("field_more")

    def set_live(self, *, live: bool) -> None:
        """Show or hide the dots."""
        if live != self.is_live:
            self.is_live = live
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be no higher than the label."""
        return QSize(px(_SIDE) + px(4), px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw nothing while the field is at rest."""
        if self.is_live or self.underMouse() or self.menu().isVisible():
            super().paintEvent(event)


class FieldTools(QWidget):
    """The tools of one field; reached by its keys too, so that Tab goes from field to field."""

    notes_asked = Signal()
    history_asked = Signal()

    def __init__(self, field: Words) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = row(self, gap=4)
        self.mark = StatusPill()
        self.notes = NoteMarker(field)
        self.more = _More(field)
        for part in (self.mark, self.notes, self.more):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._entries: Callable[[QMenu], object] | None = None
        self._zones: tuple[QWidget, ...] = ()
        self._is_focused = self._is_under = False
        self.notes.clicked.connect(self.notes_asked)
        self.more.menu().aboutToShow.connect(self._fill)

    def watch(self, zones: Sequence[QWidget]) -> None:
        """Show the dots while the pointer is over one of these."""
        self._zones = tuple(zones)
        for zone in zones:
            zone.installEventFilter(self)

    def add_entries(self, fill: Callable[[QMenu], object]) -> None:
        """Let ``fill`` put further entries at the end of the menu each time it opens."""
        self._entries = fill

    def set_focused(self, *, focused: bool) -> None:
        """Show the dots while the field has the focus."""
        self._is_focused = focused
        self._refresh()

    def set_mark(self, pill: Pill | None) -> None:
        """Show what became of the field since the year before, or nothing."""
        self.mark.set_pill(pill)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Follow the pointer."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self._is_under = event.type() is QEvent.Type.Enter
            self._refresh()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        self.more.set_live(live=self._is_focused or self._is_under)

    def _fill(self) -> None:
        menu = self.more.menu()
        menu.clear()
        note = menu_action(menu, lambda: _("Notes on this field"), icon="message-square", do=self.notes_asked.emit)
        past = menu_action(menu, lambda: _("History of this field"), icon="history", do=self.history_asked.emit)
        for entry, keys in ((note, NOTES_KEYS), (past, HISTORY_KEYS)):
            entry.setShortcut(keys)
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # told here; the record listens to them
            entry.setShortcutVisibleInContextMenu(True)
        if self._entries is not None:
            self._entries(menu)
