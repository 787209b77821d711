"""The outline of the strategy: each heading with the state of both its languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate

from app.i18n import _, language
from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import write
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role, Size
from ui.pages.strategy.state_words import STATE_ICONS, both_states, worse
from ui.widgets.side_list import SideList, paint_choice

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.strategy.sections import SectionRow
    from model.language import Language

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_ROLE: Final = Qt.ItemDataRole
_NUMBER: Final = 32
_LEFT: Final = 14
_INDENT: Final = 10
_LEAST: Final = 31
_MOST_LINES: Final = 3
_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignVCenter)


def section_title(row: SectionRow) -> str:
    """Return number and title of a heading in the interface language."""
    title = row.title.text(language())
    if row.is_annex:
        return _("Annex {letter}. {title}").format(letter=row.number, title=title)
    return f"{row.number} {title}" if row.number else title


def row_words(row: SectionRow) -> str:
    """Return a heading and its states as they are read aloud."""
    return f"{section_title(row)}. {state_sentence(row)}"


def state_sentence(row: SectionRow) -> str:
    """Return how far a heading is, in words."""
    if not row.kept:
        return _("Left out of the documents.")
    if not row.is_written:
        return _("Made from the plan’s data.")
    return both_states(row.states)


def fitted(title: str, metrics: QFontMetricsF, width: float) -> str:
    """Return a title shortened to the lines that a row of the outline has; the tooltip has the whole."""
    most = metrics.boundingRect(QRectF(0, 0, width, 1000), _WRAP, "\n".join("x" * _MOST_LINES)).height() + 1

    def fits(text: str) -> bool:
        return metrics.boundingRect(QRectF(0, 0, width, 1000), _WRAP, text).height() <= most

    if fits(title):
        return title
    words = title.split(" ")
    while len(words) > 1 and not fits(" ".join(words) + "…"):
        words.pop()
    return " ".join(words).rstrip(" ,:;") + "…"


class OutlineModel(QAbstractListModel):
    """The headings that the outline lists."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[SectionRow, ...] = ()

    def set_rows(self, rows: tuple[SectionRow, ...]) -> None:
        """Show these headings; the same headings in another state keep their place."""
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many headings there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return a heading in words; what is painted is not read aloud."""
        if role == _ROLE.DisplayRole:
            return section_title(self.rows[index.row()])
        if role in {_ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            return row_words(self.rows[index.row()])
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: OutlineView) -> None:
        super().__init__(view)
        self._view = view

    def _face(self, row: SectionRow, *, current: bool) -> QFont:
        return font(Size.BODY, strong=current, italic=not row.kept)

    def _text_left(self, row: SectionRow) -> int:
        return px(_LEFT) + (px(_NUMBER) if row.number else 0) + (px(_INDENT) if row.level > 1 else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Be as high as the title needs; a title wraps to two lines."""
        row = self._view.outline.rows[index.row()]
        width = self._view.viewport().width() - self._text_left(row) - self._view.icons_width()
        metrics = QFontMetricsF(self._face(row, current=False))
        title = fitted(row.title.text(language()), metrics, max(width, px(60)))
        box = metrics.boundingRect(QRectF(0, 0, max(width, px(60)), 1000), _WRAP, title)
        return QSize(option.rect.width(), max(px(_LEAST), round(box.height()) + px(8)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw number, title and the icons of both states."""
        row = self._view.outline.rows[index.row()]
        area = QRectF(option.rect)
        current = paint_choice(painter, option, self._view)
        muted = row.level > 1 or not row.is_written or not row.kept
        ink = Role.ACCENT if current and not is_high_contrast() else Role.TEXT2 if muted else Role.TEXT
        indent = px(_INDENT) if row.level > 1 else 0
        number = QRectF(area.left() + px(_LEFT) + indent, area.top(), px(_NUMBER), area.height())
        write(painter, number, row.number, ink if current else Role.TEXT2, face=font(tabular=True, strong=current))
        left = area.left() + self._text_left(row)
        room = area.right() - left - self._view.icons_width()
        place = QRectF(left, area.top(), room, area.height())
        title = fitted(row.title.text(language()), QFontMetricsF(self._face(row, current=False)), room)
        painter.setFont(self._face(row, current=current))
        if painter.boundingRect(place, _WRAP, title).height() > area.height():
            painter.setFont(self._face(row, current=False))  # strong letters would take one line more
        painter.setPen(colour(ink))
        painter.drawText(place, _WRAP, title)
        self._paint_states(painter, area, row)

    def _paint_states(self, painter: QPainter, area: QRectF, row: SectionRow) -> None:
        top = area.center().y() - px(NORMAL) / 2
        right = area.right() - px(14) - px(NORMAL)
        if not row.kept or not row.is_written:
            draw_icon(painter, "minus" if not row.kept else "table-2", Role.TEXT2, right, top)
            return
        shown = [row.states[side] for side in reversed(self._view.languages)]
        for place, state in enumerate(shown if self._view.shows_both else [worse(row.states)]):
            name, role = STATE_ICONS[state]
            draw_icon(painter, name, role, right - place * px(22), top)


class OutlineView(SideList):
    """Lists the headings; arrows move, Enter goes to the text."""

    picked = Signal(str)  # id of a heading
    opened = Signal(str)  # Enter or a double click: go and write

    def __init__(self, languages: tuple[Language, Language]) -> None:
        super().__init__(lambda: _("Outline"))
        self.languages = languages
        self.shows_both = True
        self.outline = OutlineModel(self)
        self.setModel(self.outline)
        self.setItemDelegate(_Delegate(self))
        self.setObjectName("outline")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.activated.connect(lambda index: self.opened.emit(self.outline.rows[index.row()].id))
        self.selectionModel().currentChanged.connect(self._tell)

    def icons_width(self) -> int:
        """Return the room that the icons of the states take."""
        return px(14 + NORMAL + 8) + (px(22) if self.shows_both else 0)

    def set_shows_both(self, shows_both: bool) -> None:
        """Show the states of both languages, or only the one that needs more work."""
        if shows_both != self.shows_both:
            self.shows_both = shows_both
            self.scheduleDelayedItemsLayout()

    def set_rows(self, rows: tuple[SectionRow, ...]) -> None:
        """Show these headings."""
        current = self.current_id()
        self.outline.set_rows(rows)
        if current:
            self.select(current)

    def current_id(self) -> str:
        """Return the id of the heading that is chosen."""
        index = self.currentIndex()
        return self.outline.rows[index.row()].id if index.isValid() else ""

    def select(self, outline_id: str) -> None:
        """Choose a heading without telling anybody."""
        for at, row in enumerate(self.outline.rows):
            if row.id == outline_id:
                with self.quiet():
                    self.setCurrentIndex(self.outline.index(at))
                return

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self.is_quiet:
            self.picked.emit(self.outline.rows[current.row()].id)
