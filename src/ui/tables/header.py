"""The title row: captions, and an arrow at the column that the table is sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView

from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, smooth, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.tables.delegate import SIDE
from ui.widgets.texts import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.tables.rows_model import RowsModel

HEIGHT: Final = 32
ARROWS: Final = {False: "↑", True: "↓"}


class Header(QHeaderView):
    """Titles stand as their cells do; the short form serves where the long one does not fit."""

    def __init__(self, model: RowsModel[Any], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(16))
        self.setMouseTracking(True)

    def title(self, section: int, width: float) -> str:
        """Return the title of a column as it is written in ``width`` pixels."""
        column = self._rows.columns[section]
        if not column.shows_title:
            return ""
        whole = self._with_arrow(section, say(column.words))
        fits = QFontMetricsF(font(Size.CAPTION)).horizontalAdvance(whole) <= width
        return whole if fits or not column.short else self._with_arrow(section, say(column.short))

    def _with_arrow(self, section: int, words: str) -> str:
        order = self._rows.order()
        for place, (column, descends) in enumerate(order, start=1):
            if column == self._rows.columns[section].id:
                return f"{words} {ARROWS[descends]}{place if len(order) > 1 else ''}"
        return words

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802  Qt's name
        """Draw one title."""
        painter.save()
        smooth(painter)
        box = QRectF(rect)
        painter.fillRect(box, colour(Role.SHEET))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(Role.LINE))
        inner = box.adjusted(px(SIDE), 0, -px(SIDE), 0)
        column = self._rows.columns[section]
        is_sorted = any(name == column.id for name, _descends in self._rows.order())
        face = font(Size.CAPTION)
        title = self.title(section, inner.width())
        write(
            painter,
            inner,
            title,
            Role.TEXT if is_sorted else Role.TEXT2,
            face=face,
            align=RIGHT if column.at_right else LEFT,
        )
        painter.restore()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the height of the title row."""
        return QSize(0, px(HEIGHT))
