"""What stands beside a field's label: the mark of the year before, open notes, and what can be asked of the field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from app.inventory.review import Mark
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, smooth, soft
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets.button import IconButton, menu_action
from ui.widgets.frames import row
from ui.widgets.pill import Pill, Tone, paint_pill, pill_size
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

# with Shift, for without it macOS hides or shrinks the window
NOTES_KEYS: Final = "Ctrl+Shift+M"
HISTORY_KEYS: Final = "Ctrl+Shift+H"
MENU_KEYS: Final = "Alt+Return"
_SIDE: Final = 20
_MARKS: Final = {
    Mark.SAME: ("equal", Role.TEXT2),
    Mark.CHANGED: ("pencil", Role.ACCENT),
    Mark.REVISIT: ("refresh-cw", Role.WARN),
}


def mark_words(mark: Mark) -> str:
    """Return what became of a field since the year before, in words."""
    if mark is Mark.SAME:
        return _("Same as last year")
    return _("Changed since last year") if mark is Mark.CHANGED else _("To revisit")


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


class More(IconButton):
    """Three dots that show while the field has the focus or the pointer; their place is always kept."""

    def __init__(self, field: Words, fill: Callable[[QMenu], object]) -> None:
        self.is_live = False
        self._fill = fill
        self._menu: QMenu | None = None
        super().__init__(lambda: _("More for “{field}”").format(field=say(field)), "ellipsis")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("field_more")
        self.clicked.connect(self.open_menu)

    def menu(self) -> QMenu:
        """Return the menu, made when it is first asked for: a form has dozens of fields."""
        if self._menu is None:
            self._menu = QMenu(self)
        return self._menu

    def open_menu(self) -> None:
        """Open the menu below the dots, at their right edge."""
        menu = self.menu()
        menu.clear()
        self._fill(menu)
        menu.popup(self.mapToGlobal(QPoint(self.width() - menu.sizeHint().width(), self.height() + 2)))

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
        if self.is_live or self.underMouse() or (self._menu is not None and self._menu.isVisible()):
            super().paintEvent(event)


class MarkSign(Retranslated, QWidget):
    """What became of a field since the year before: an icon alone, or a pill where there is something to do."""

    def __init__(self, *, narrow: bool) -> None:
        super().__init__()
        self._narrow = narrow
        self._mark: Mark | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def mark(self) -> Mark | None:
        """Return what is shown."""
        return self._mark

    def set_mark(self, mark: Mark | None) -> None:
        """Show another mark, or none."""
        if mark is not self._mark:
            self._mark = mark
            self.setVisible(mark is not None)
            self.bind(self.setToolTip, self._words)
            self.bind(self.setAccessibleName, self._words)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the icon, or for the pill."""
        pill = self._pill()
        return QSize(px(SMALL) + px(4), px(_SIDE)) if pill is None else pill_size(pill)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw it."""
        painter, pill = smooth(QPainter(self)), self._pill()
        if pill is not None:
            paint_pill(painter, QRectF(self.rect()), pill)
        elif self._mark is not None:
            icon, role = _MARKS[self._mark]
            draw_icon(painter, icon, role, px(2), (self.height() - px(SMALL)) / 2, size=SMALL)

    def _pill(self) -> Pill | None:
        shown = self._mark is Mark.REVISIT and not self._narrow
        return Pill(lambda: mark_words(Mark.REVISIT), Tone.WARN, "refresh-cw") if shown else None

    def _words(self) -> str:
        return mark_words(self._mark) if self._mark is not None else ""


class FieldTools(QWidget):
    """The tools of one field; reached by its keys too, so that Tab goes from field to field."""

    notes_asked = Signal()
    history_asked = Signal()
    marked = Signal(object)  # Mark: what the planner says of the field

    def __init__(self, field: Words, *, narrow: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._field, self._narrow = field, narrow
        self._line = row(self, gap=4)
        self.sign: MarkSign | None = None  # made when there is a mark to show
        self.marker: NoteMarker | None = None  # made when there is a note to count
        self.more = More(field, self._fill)
        self._line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        self._entries: Callable[[QMenu], object] | None = None
        self._zones: tuple[QWidget, ...] = ()
        self._is_focused = self._is_under = False
        self._may_mark = True

    def set_mark(self, mark: Mark | None) -> None:
        """Show what became of the field since the year before, or nothing."""
        if self.sign is None and mark is not None:
            self.sign = MarkSign(narrow=self._narrow)
            self._line.insertWidget(0, self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        if self.sign is not None:
            self.sign.set_mark(mark)

    def mark(self) -> Mark | None:
        """Return what became of the field since the year before."""
        return self.sign.mark() if self.sign is not None else None

    def set_notes(self, count: int) -> None:
        """Show how many notes on the field are open."""
        if self.marker is None and count:
            self.marker = NoteMarker(self._field)
            self.marker.clicked.connect(self.notes_asked)
            self._line.insertWidget(self._line.count() - 1, self.marker, 0, Qt.AlignmentFlag.AlignVCenter)
        if self.marker is not None:
            self.marker.set_count(count)

    def notes(self) -> int:
        """Return how many notes on the field are open."""
        return self.marker.count() if self.marker is not None else 0

    def watch(self, zones: Sequence[QWidget]) -> None:
        """Show the dots while the pointer is over one of these."""
        self._zones = tuple(zones)
        for zone in zones:
            zone.installEventFilter(self)

    def add_entries(self, fill: Callable[[QMenu], object]) -> None:
        """Let ``fill`` put further entries at the end of the menu each time it opens."""
        self._entries = fill

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be said of the field in a plan that is only read."""
        self._may_mark = not read_only

    def open_menu(self) -> None:
        """Open what can be asked of the field."""
        self.more.open_menu()

    def set_focused(self, *, focused: bool) -> None:
        """Show the dots while the field has the focus."""
        self._is_focused = focused
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Follow the pointer."""
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self._is_under = event.type() is QEvent.Type.Enter
            self._refresh()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        self.more.set_live(live=self._is_focused or self._is_under)

    def _fill(self, menu: QMenu) -> None:
        note = menu_action(menu, lambda: _("Notes on this field"), icon="message-square", do=self.notes_asked.emit)
        past = menu_action(menu, lambda: _("History of this field"), icon="history", do=self.history_asked.emit)
        for entry, keys in ((note, NOTES_KEYS), (past, HISTORY_KEYS)):
            entry.setShortcut(keys)
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # told here; the record listens to them
            entry.setShortcutVisibleInContextMenu(True)
        if self.mark() is not None:
            menu.addSeparator()
            for mark in (Mark.SAME, Mark.REVISIT):
                entry = menu_action(menu, partial(mark_words, mark), icon=_MARKS[mark][0], do=partial(self._say, mark))
                entry.setEnabled(self._may_mark and self.mark() is not mark)
        if self._entries is not None:
            menu.addSeparator()
            self._entries(menu)

    def _say(self, mark: Mark) -> None:
        self.marked.emit(mark)
