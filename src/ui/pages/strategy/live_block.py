"""Draws a table or chart of the plan inside a section's text, from today's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
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
_MOST_LINES: Final = 2
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
            return _Grid(shown, width - 2 * px(_SIDE)).height() + 2 * px(_ABOVE)
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
            _Grid(shown, inner.width()).paint(painter, inner.topLeft())
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


class _Grid:
    """Where the rows and columns of a table lie; a cell takes two lines at most."""

    def __init__(self, table: Table, width: float) -> None:
        self._table = table
        self.header = [text_of_runs(column.title) for column in table.columns]
        self.rows = [[text_of_runs(cell) for cell in row] for row in table.rows[:_ROWS_SHOWN]]
        self._widths = _shared_widths([self.header, *self.rows], width)
        self._heights = [self._row_height(texts) for texts in (self.header, *self.rows)]
        self.left_out = len(table.rows) - len(self.rows)
        self._width = width

    def height(self) -> float:
        """Return the height of the whole."""
        return sum(self._heights) + (_line() if self.left_out else 0)

    def _row_height(self, texts: list[str]) -> float:
        metrics = QFontMetricsF(font(Size.CAPTION, strong=True))
        lines = max(
            _MOST_LINES if metrics.horizontalAdvance(text) > width - px(8) else 1
            for text, width in zip(texts, self._widths, strict=True)
        )
        return _line() + (lines - 1) * metrics.lineSpacing()

    def paint(self, painter: QPainter, corner: QPointF) -> None:
        """Draw header, rows, and how many more there are."""
        top = corner.y()
        faces = [font(Size.CAPTION, strong=True), *[font(Size.CAPTION, tabular=True)] * len(self.rows)]
        for at, texts in enumerate([self.header, *self.rows]):
            box = QRectF(corner.x(), top, self._width, self._heights[at])
            if at:
                painter.setPen(QPen(colour(Role.LINE), 1))
                painter.drawLine(box.topLeft(), box.topRight())
            self._paint_row(painter, box, texts, faces[at])
            top += box.height()
        if self.left_out:
            words = ngettext(
                "and {count} more row in the document", "and {count} more rows in the document", self.left_out
            )
            place = QRectF(corner.x(), top, self._width, _line())
            write(painter, place, words.format(count=self.left_out), Role.TEXT2, face=font(Size.CAPTION))

    def _paint_row(self, painter: QPainter, box: QRectF, texts: list[str], face: QFont) -> None:
        left = box.left()
        painter.setFont(face)
        painter.setPen(colour(Role.TEXT2 if texts is self.header else Role.TEXT))
        for column, width, text in zip(self._table.columns, self._widths, texts, strict=True):
            cell = QRectF(left, box.top(), max(width - px(8), 1), box.height())
            flags = int(_ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(cell, flags, _two_lines(text, QFontMetricsF(face), cell.width()))
            left += width


def _two_lines(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Return ``text`` shortened to what two lines of ``width`` can hold."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    words, first = text.split(" "), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width)
    return f"{first}\n{rest}" if first else rest


def _shared_widths(rows: list[list[str]], room: float) -> list[float]:
    """Share the room by what the columns ask for, so that short ones keep their words."""
    metrics = QFontMetricsF(font(Size.CAPTION, strong=True))
    asked = [max(metrics.horizontalAdvance(text) for text in texts) + px(12) for texts in zip(*rows, strict=True)]
    if sum(asked) <= room:
        spare = (room - sum(asked)) / len(asked)
        return [width + spare for width in asked]
    wanting = set(range(len(asked)))
    left = room
    while True:
        fair = left / len(wanting)
        content = {at for at in wanting if asked[at] <= fair}
        if not content or content == wanting:
            break
        left -= sum(asked[at] for at in content)
        wanting -= content
    return [fair if at in wanting else width for at, width in enumerate(asked)]
