"""Draws the ground of a row, its hairline, its selection and its focus, then lets the column draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look.measure import px
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from ui.tables.rows_model import Index, RowsModel

BAR: Final = 3
FOCUS: Final = 2
SIDE: Final = 10


class CellDelegate(QStyledItemDelegate):
    """Paints cells without asking the model for eight roles each: the row itself is at hand."""

    def __init__(self, model: RowsModel[Any], parent: QObject) -> None:
        super().__init__(parent)
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        state, area = option.state, QRectF(option.rect)
        view: Any = option.widget
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        is_current = view.currentIndex().row() == index.row()
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), colour(Role.LINE))
        if selected:
            self._ground(painter, area, view, index)
        if is_current and view.hasFocus():
            for edge in (area.top(), area.bottom() - px(FOCUS)):
                painter.fillRect(QRectF(area.left(), edge, area.width(), px(FOCUS)), colour(Role.ACCENT))
            if view.goes_by_cells and view.currentIndex().column() == index.column():
                for edge in (area.left(), area.right() - px(FOCUS)):
                    painter.fillRect(QRectF(edge, area.top(), px(FOCUS), area.height()), colour(Role.ACCENT))
        inner = area.adjusted(px(SIDE), 0, -px(SIDE), 0)
        painter.setClipRect(area)
        self._model.columns[index.column()].paint(painter, inner, self._model.row(index.row()))
        painter.restore()

    @staticmethod
    def _ground(painter: QPainter, area: QRectF, view: Any, index: Index) -> None:
        painter.fillRect(area, colour(Role.ACCENT_SOFT))
        if view.is_first_shown(index.column()):
            painter.fillRect(QRectF(area.left(), area.top(), px(BAR), area.height()), colour(Role.ACCENT))
        if is_high_contrast():  # the soft ground has no colour of its own there
            for edge in (area.top(), area.bottom() - 1):
                painter.fillRect(QRectF(area.left(), edge, area.width(), 1), colour(Role.ACCENT))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802  Qt's name
        """Say nothing: rows and columns have the sizes that the table gives them."""
        return QSize()
