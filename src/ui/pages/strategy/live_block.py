"""Draws a table or chart of the plan inside a section's text, from today's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPen, QPyTextObject
from PySide6.QtWidgets import QWidget

from app.documents.charts import Chart
from app.documents.tree import Align, Table, text_of_runs
from app.i18n import _, ngettext
from ui.look.measure import font, px
from ui.look.paint import edged, smooth, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.pages.strategy.text_formats import figure_of
from ui.widgets.charts import ChartView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, QRect
    from PySide6.QtGui import QFont, QPainter, QTextDocument, QTextFormat

    from ui.pages.strategy.figures import Figures

_ROWS_SHOWN: Final = 8
_WIDEST: Final = 620
_SIDE: Final = 12
_ABOVE: Final = 8
_ALIGN: Final = {
    Align.START: Qt.AlignmentFlag.AlignLeft,
    Align.END: Qt.AlignmentFlag.AlignRight,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
}


class LiveBlock(QPyTextObject):
    """The picture below a figure's title; its figures are asked for at each drawing."""

    def __init__(self, figures: Figures, parent: QObject) -> None:
        super().__init__(parent)
        self._figures = figures
        self._chart = ChartView(height=150)  # never shown itself: it draws into the text

    def intrinsicSize(  # noqa: N802  Qt's name
        self, document: QTextDocument, _position: int, chosen: QTextFormat
    ) -> QSizeF:
        """Return the room that the picture takes."""
        width = min(max(document.textWidth() - 2 * document.documentMargin(), px(160)), px(_WIDEST))
        return QSizeF(width, self._height(chosen, width) + px(6))

    def _height(self, chosen: QTextFormat, width: float) -> float:
        shown = self._shown(chosen)
        if isinstance(shown, Table):
            lines = min(len(shown.rows), _ROWS_SHOWN) + 1 + (len(shown.rows) > _ROWS_SHOWN)
            return lines * _line() + 2 * px(_ABOVE)
        if not isinstance(shown, Chart):
            return px(44)
        self._chart.resize(int(width) - 2 * px(_SIDE), px(160))
        self._chart.set_chart(shown)
        return self._chart.sizeHint().height() + 2 * px(_ABOVE)

    def _shown(self, chosen: QTextFormat) -> Table | Chart | None:
        token = figure_of(chosen.toCharFormat())
        return None if token is None else self._figures.block(token)

    def drawObject(  # noqa: N802  Qt's name
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _position: int, chosen: QTextFormat
    ) -> None:
        """Draw ground and figures."""
        painter.save()
        smooth(painter)
        box = QRectF(rect).adjusted(0, px(4), 0, -px(2))
        edged(painter, box, Role.SUNKEN, Role.LINE, radius=8)
        inner = box.adjusted(px(_SIDE), px(_ABOVE), -px(_SIDE), -px(_ABOVE))
        shown = self._shown(chosen)
        if isinstance(shown, Table):
            _paint_table(painter, inner, shown)
        elif isinstance(shown, Chart):
            self._paint_chart(painter, inner, shown)
        else:
            words = _("The plan holds no figures for this yet.")
            write(painter, inner, words, Role.TEXT2, face=font(Size.CAPTION, italic=True))
        painter.restore()

    def _paint_chart(self, painter: QPainter, box: QRectF, chart: Chart) -> None:
        self._chart.set_chart(chart)
        self._chart.resize(box.size().toSize())
        self._chart.render(painter, box.topLeft().toPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)


def _line() -> float:
    return max(QFontMetricsF(font(Size.CAPTION)).height() + px(9), px(24))


def _paint_table(painter: QPainter, box: QRectF, table: Table) -> None:
    grid = _Grid(painter, table, box)
    grid.row(0, [text_of_runs(column.title) for column in table.columns], Role.TEXT2, font(Size.CAPTION, strong=True))
    for number, row in enumerate(table.rows[:_ROWS_SHOWN], 1):
        painter.setPen(QPen(colour(Role.LINE), 1))
        painter.drawLine(grid.line(number).topLeft(), grid.line(number).topRight())
        grid.row(number, [text_of_runs(cell) for cell in row], Role.TEXT, font(Size.CAPTION, tabular=True))
    left = len(table.rows) - _ROWS_SHOWN
    if left > 0:
        words = ngettext("and {count} more row in the document", "and {count} more rows in the document", left)
        place = grid.line(_ROWS_SHOWN + 1)
        write(painter, place, words.format(count=left), Role.TEXT2, face=font(Size.CAPTION))


class _Grid:
    """Where the rows and columns of a table lie."""

    def __init__(self, painter: QPainter, table: Table, box: QRectF) -> None:
        self._painter, self._table, self._box = painter, table, box
        self._widths = _widths(table, box.width())

    def line(self, number: int) -> QRectF:
        """Return the box of a row; 0 is the header."""
        return QRectF(self._box.left(), self._box.top() + number * _line(), self._box.width(), _line())

    def row(self, number: int, texts: list[str], role: Role, face: QFont) -> None:
        """Write the cells of a row."""
        box = self.line(number)
        left = box.left()
        for column, width, text in zip(self._table.columns, self._widths, texts, strict=True):
            cell = QRectF(left, box.top(), max(width - px(8), 1), box.height())
            align = _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
            write(self._painter, cell, text, role, face=face, align=align)
            left += width


def _widths(table: Table, room: float) -> list[float]:
    """Share the room by what the columns ask for, so that short ones keep their words."""
    metrics = QFontMetricsF(font(Size.CAPTION, strong=True))
    asked = []
    for at, column in enumerate(table.columns):
        texts = [text_of_runs(column.title), *(text_of_runs(row[at]) for row in table.rows[:_ROWS_SHOWN])]
        asked.append(max(metrics.horizontalAdvance(text) for text in texts) + px(10))
    if sum(asked) <= room:
        spare = (room - sum(asked)) / len(asked)
        return [width + spare for width in asked]
    fair = room / len(asked)
    narrow = [width for width in asked if width <= fair]
    rest = (room - sum(narrow)) / max(len(asked) - len(narrow), 1)
    return [width if width <= fair else rest for width in asked]
