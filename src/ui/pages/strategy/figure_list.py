"""The list of the plan's figures, each with its present value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from app.documents.markup import TokenKind
from app.i18n import _
from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, write
from ui.look.theme import is_high_contrast
from ui.look.tokens import Role, Size
from ui.widgets.side_list import SideList, paint_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

    from app.documents.markup import Token

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_ROLE: Final = Qt.ItemDataRole
_ROW: Final = 32
_ICONS: Final = {TokenKind.INDICATOR: "target", TokenKind.TABLE: "table-2", TokenKind.CHART: "chart-column"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as the list shows it: the value of an indicator, or the word for a table or chart."""

    token: Token
    title: str
    value: str
    belongs: bool


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[FigureRow, ...] = ()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many figures there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return a figure in words; what is painted is not read aloud."""
        row = self.rows[index.row()]
        if role == _ROLE.DisplayRole:
            return row.title
        if role in {_ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            spoken = _("{title}: {value}").format(title=row.title, value=row.value)
            return f"{spoken}. {_('Proposed for this section')}" if row.belongs else spoken
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: FigureList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Be one line high."""
        return QSize(option.rect.width(), max(px(_ROW), round(QFontMetricsF(font()).height()) + px(10)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw icon, title and value; what is proposed for the section is strong."""
        row = self._view.figures.rows[index.row()]
        area = QRectF(option.rect)
        current = paint_choice(painter, option, self._view)
        draw_icon(painter, _ICONS[row.token.kind], Role.TEXT2, area.left() + px(12), area.center().y() - px(NORMAL) / 2)
        face = font(strong=True, tabular=True) if row.token.kind is TokenKind.INDICATOR else font(Size.CAPTION)
        ink = Role.TEXT2 if row.token.kind is not TokenKind.INDICATOR else Role.ACCENT
        room = QFontMetricsF(face).horizontalAdvance(row.value) + px(8)
        right = area.right() - px(12)
        write(painter, QRectF(right - room, area.top(), room, area.height()), row.value, ink, face=face, align=RIGHT)
        left = area.left() + px(38)
        title = QRectF(left, area.top(), right - room - left - px(8), area.height())
        shown = Role.ACCENT if current and not is_high_contrast() else Role.TEXT
        write(painter, title, row.title, shown, face=font(strong=row.belongs), align=LEFT)


class FigureList(SideList):
    """Lists figures; arrows move, Enter or a double click takes one."""

    taken = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: _("Figures"))
        self.figures = _Model(self)
        self.setModel(self.figures)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.activated.connect(lambda _index: self.taken.emit())

    def set_rows(self, rows: Sequence[FigureRow]) -> None:
        """Show these figures, the first one chosen."""
        self.figures.beginResetModel()
        self.figures.rows = tuple(rows)
        self.figures.endResetModel()
        if rows:
            self.setCurrentIndex(self.figures.index(0))

    def row(self) -> FigureRow | None:
        """Return the figure that is chosen."""
        index = self.currentIndex()
        return self.figures.rows[index.row()] if index.isValid() else None

    def step(self, by: int) -> None:
        """Choose the figure so many lines further."""
        at = self.currentIndex().row() + by
        if 0 <= at < len(self.figures.rows):
            self.setCurrentIndex(self.figures.index(at))
