"""Charts painted from the same neutral description that the documents print."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.documents.charts import Chart, ChartKind, SeriesRole, Unit, no_data, spelled_out
from ui.look.measure import font, px
from ui.look.paint import CENTRE, block, smooth, write
from ui.look.theme import colour, series
from ui.look.tokens import EARLIER_YEARS, Role, Size
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPaintEvent, QResizeEvent


_LABEL: Final = 18
_MOST_ACROSS: Final = 8  # more categories than that read better as rows
_COLOURS: Final = 4


def series_colour(chart: Chart, index: int) -> QColor:
    """Return the colour of a series: its role's, else the next of the palette."""
    if chart.series[index].role is SeriesRole.EARLIER:
        return series(EARLIER_YEARS)
    if chart.series[index].role is SeriesRole.TARGET:
        return series(0)
    results = [i for i, entry in enumerate(chart.series) if entry.role is SeriesRole.RESULT]
    return series(results.index(index) % _COLOURS)


def largest(chart: Chart) -> float:
    """Return the value that the axis ends at."""
    if chart.kind is ChartKind.STACKED:
        columns = zip(*(entry.values for entry in chart.series), strict=True)
        return max((sum(value or 0 for value in column) for column in columns), default=0) or 1
    return max((value or 0 for entry in chart.series for value in entry.values), default=0) or 1


def bar(painter: QPainter, box: QRectF, tint: QColor, *, target: bool) -> None:
    """Draw a result as a filled bar, a target as a hollow dashed one."""
    if target:
        pen = QPen(tint, max(1.4, px(1.4)), Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        block(painter, box.adjusted(0.7, 0.7, -0.7, 0), Role.SHEET, radius=2, pen=pen)
    else:
        block(painter, box, tint, radius=2)


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar as it was drawn: its place, and which figure it stands for."""

    category: int
    series: int
    box: QRectF


class ChartView(Retranslated, QWidget):
    """One chart; what it shows is also its accessible description, figure by figure."""

    def __init__(self, chart: Chart | None = None, *, height: float = 170) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._height = height
        self._marks: list[Mark] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if chart is not None:
            self.set_chart(chart)

    def set_chart(self, chart: Chart | None) -> None:
        """Show another chart."""
        self._chart = chart
        self.setAccessibleName(chart.title if chart else "")
        self.setAccessibleDescription(spelled_out(chart) if chart else "")
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def chart(self) -> Chart | None:
        """Return what is shown."""
        return self._chart

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for a row a category, or for the given height."""
        if self._chart is not None and self._lies(self._chart):
            lines = len(self._chart.categories) * self._row_height(self._chart)
            return QSize(px(360), int(lines) + px(6) + self._legend_height())
        return QSize(px(360), px(self._height) + self._legend_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with less width."""
        return QSize(px(180), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Ask for another height where another width turns columns into rows."""
        super().resizeEvent(event)
        if self.sizeHint().height() != self.height():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the chart."""
        self._marks = []
        if self._chart is None:
            return
        painter = smooth(QPainter(self))
        legend = self._legend_height()
        box = QRectF(self.rect()).adjusted(0, legend, 0, 0)
        if legend:
            self._draw_legend(painter, self._chart)
        if self._lies(self._chart):
            self._draw_rows(painter, box, self._chart)
        elif self._chart.kind is ChartKind.LINE:
            draw_line_chart(painter, box, self._chart)
        else:
            self._draw_columns(painter, box, self._chart)

    def _lies(self, chart: Chart) -> bool:
        if chart.kind is ChartKind.LINE:
            return False
        if len(chart.categories) > _MOST_ACROSS:
            return True
        metrics = QFontMetricsF(font(Size.CAPTION, strong=True))
        slot = max(self.width(), px(320)) / len(chart.categories)
        widest = max(metrics.horizontalAdvance(name) for name in chart.categories)
        if len(chart.series) > 1 and chart.kind is not ChartKind.STACKED:
            figures = max(metrics.horizontalAdvance(chart.written(v)) for s in chart.series for v in s.values)
            return widest > slot * 1.6 or (figures + px(6)) * len(chart.series) > slot
        return widest > slot * 1.6

    def _row_height(self, chart: Chart) -> float:
        beside = 1 if chart.kind is ChartKind.STACKED else len(chart.series)
        return max(px(26), px(14) * beside + px(12))

    def _legend_height(self) -> int:
        several = self._chart is not None and len(self._chart.series) > 1
        return QFontMetricsF(font(Size.CAPTION)).height().__ceil__() + px(8) if several else 0

    def _draw_legend(self, painter: QPainter, chart: Chart) -> None:
        face = font(Size.CAPTION)
        metrics, left = QFontMetricsF(face), 0.0
        height = metrics.height()
        for index, entry in enumerate(chart.series):
            mark = QRectF(left + 1, (height - px(9)) / 2, px(9), px(9))
            bar(painter, mark, series_colour(chart, index), target=entry.role is SeriesRole.TARGET)
            width = metrics.horizontalAdvance(entry.name)
            write(painter, QRectF(left + px(15), 0, width + 2, height), entry.name, Role.TEXT2, face=face)
            left += px(15) + width + px(18)

    def _draw_rows(self, painter: QPainter, box: QRectF, chart: Chart) -> None:
        face, top = font(Size.CAPTION), largest(chart)
        metrics = QFontMetricsF(face)
        names = min(max(metrics.horizontalAdvance(name) for name in chart.categories) + px(10), box.width() * 0.42)
        figures = max(metrics.horizontalAdvance(chart.written(v)) for s in chart.series for v in s.values) + px(8)
        room, height = box.width() - names - figures, self._row_height(chart)
        for at, name in enumerate(chart.categories):
            line = QRectF(box.left(), box.top() + at * height, box.width(), height)
            write(painter, QRectF(line.left(), line.top(), names - px(8), height), name, Role.TEXT, face=face)
            bars = QRectF(line.left() + names, line.top() + px(6), room, height - px(12))
            if chart.kind is ChartKind.STACKED:
                self._stack_row(painter, bars, chart, at)
                continue
            part = bars.height() / len(chart.series)
            for index, entry in enumerate(chart.series):
                value = entry.values[at]
                length = room * (value or 0) / top
                mark = QRectF(bars.left(), bars.top() + index * part + 0.5, max(length, 1), part - 1)
                if value is not None:
                    self._marks.append(Mark(at, index, mark))
                    bar(painter, mark, series_colour(chart, index), target=entry.role is SeriesRole.TARGET)
                after = QRectF(mark.left() + (length if value else 0) + px(6), mark.top() - 4, figures, part + 8)
                write(painter, after, chart.written(value), Role.TEXT if value is not None else Role.TEXT2, face=face)

    def _stack_row(self, painter: QPainter, box: QRectF, chart: Chart, at: int) -> None:
        top, left, face = largest(chart), box.left(), font(Size.CAPTION)
        for index, entry in enumerate(chart.series):
            value = entry.values[at]
            if not value:
                continue
            width = box.width() * value / top
            mark = QRectF(left, box.top(), max(width - 1, 1), box.height())
            self._marks.append(Mark(at, index, mark))
            block(painter, mark, series_colour(chart, index), radius=1)
            left += width
        total = sum(entry.values[at] or 0 for entry in chart.series)
        write(painter, QRectF(left + px(6), box.top() - 4, px(120), box.height() + 8), chart.written(total), face=face)

    def _draw_columns(self, painter: QPainter, box: QRectF, chart: Chart) -> None:
        face = font(Size.CAPTION)
        label = max(px(_LABEL), QFontMetricsF(face).height() + px(2))
        plot = box.adjusted(0, label, 0, -label)
        painter.setPen(QPen(colour(Role.CONTROL), 1))
        painter.drawLine(QPointF(plot.left(), plot.bottom() + 0.5), QPointF(plot.right(), plot.bottom() + 0.5))
        slot = plot.width() / len(chart.categories)
        every = label_step(chart.categories, slot)
        for at, name in enumerate(chart.categories):
            cell = QRectF(plot.left() + at * slot, plot.top(), slot, plot.height())
            self._draw_group(painter, cell, chart, at)
            if at % every == 0 or at == len(chart.categories) - 1:
                wide = QRectF(cell.center().x() - slot * every / 2, plot.bottom() + px(2), slot * every, label)
                write(painter, wide, name, Role.TEXT2, face=face, align=CENTRE)

    def _draw_group(self, painter: QPainter, cell: QRectF, chart: Chart, at: int) -> None:
        top = largest(chart)
        stacked = chart.kind is ChartKind.STACKED
        shown = [i for i, entry in enumerate(chart.series) if stacked or entry.values[at] is not None]
        width = min(px(46), cell.width() * 0.72) if stacked or len(shown) < 2 else cell.width() * 0.8 / len(shown)
        left = cell.center().x() - (width if stacked else width * max(len(shown), 1)) / 2
        if not shown:
            write(
                painter,
                cell.adjusted(0, cell.height() - px(20), 0, 0),
                no_data(chart.language),
                Role.TEXT2,
                face=font(Size.CAPTION, italic=True),
                align=CENTRE,
            )
        base = cell.bottom()
        for place, index in enumerate(shown):
            value = chart.series[index].values[at] or 0
            height = cell.height() * value / top
            x = left if stacked else left + place * width
            mark = QRectF(x + 1, base - height, width - 2, height)
            if value or not stacked:
                self._marks.append(Mark(at, index, mark))
            bar(painter, mark, series_colour(chart, index), target=chart.series[index].role is SeriesRole.TARGET)
            if stacked:
                base -= height
                continue
            figure = QRectF(mark.center().x() - cell.width() / 2, mark.top() - px(_LABEL), cell.width(), px(_LABEL))
            strong = chart.series[index].role is SeriesRole.RESULT
            write(painter, figure, chart.written(value), face=font(Size.CAPTION, strong=strong), align=CENTRE)
        if stacked and chart.unit is Unit.COUNT:
            total = QRectF(cell.left(), base - px(_LABEL), cell.width(), px(_LABEL))
            told = chart.written(sum(entry.values[at] or 0 for entry in chart.series))
            write(painter, total, told, face=font(Size.CAPTION, strong=True), align=CENTRE)


def label_step(categories: Sequence[str], slot: float) -> int:
    """Return 1 when every label fits below its mark, else how many marks share one label."""
    metrics = QFontMetricsF(font(Size.CAPTION))
    widest = max(metrics.horizontalAdvance(name) for name in categories) + px(6)
    return max(1, -(-int(widest) // max(int(slot), 1)))


def draw_line_chart(painter: QPainter, box: QRectF, chart: Chart) -> None:
    """Draw results as a line with filled dots, targets dotted with hollow ones; a gap is a gap."""
    face = font(Size.CAPTION)
    metrics = QFontMetricsF(face)
    label = max(px(_LABEL), metrics.height() + px(2))
    side = max(px(14), *(metrics.horizontalAdvance(name) / 2 for name in (chart.categories[0], chart.categories[-1])))
    plot = box.adjusted(side, label, -side, -label)
    painter.setPen(QPen(colour(Role.LINE), 1))
    painter.drawLine(QPointF(box.left(), plot.bottom() + px(4)), QPointF(box.right(), plot.bottom() + px(4)))
    step = plot.width() / max(len(chart.categories) - 1, 1)
    top = largest(chart)
    lines = [
        [
            None if value is None else QPointF(plot.left() + at * step, plot.bottom() - plot.height() * value / top)
            for at, value in enumerate(entry.values)
        ]
        for entry in chart.series
    ]
    for index, (entry, points) in enumerate(zip(chart.series, lines, strict=True)):
        draw_points(painter, points, series_colour(chart, index), target=entry.role is SeriesRole.TARGET)
        for at, point in enumerate(points):
            if point is not None:
                above = [other for line in lines if (other := line[at]) is not None and other.y() < point.y()]
                crowded = any(point.y() - other.y() < 2 * label for other in above)
                start = point.y() + px(4) if crowded else point.y() - px(_LABEL + 4)
                figure = QRectF(point.x() - px(40), start, px(80), px(_LABEL))
                write(painter, figure, chart.written(entry.values[at]), face=face, align=CENTRE)
    every = label_step(chart.categories, step)
    for at, name in enumerate(chart.categories):
        if at % every == 0:
            width = max(step * every, metrics.horizontalAdvance(name) + 2)
            cell = QRectF(plot.left() + at * step - width / 2, plot.bottom() + px(4), width, label)
            write(painter, cell, name, Role.TEXT2, face=face, align=CENTRE)


def draw_points(painter: QPainter, points: Sequence[QPointF | None], tint: QColor, *, target: bool) -> None:
    """Join points that follow each other and put a dot on each."""
    pen = QPen(tint, max(2.0, px(2)) if not target else max(1.2, px(1.2)))
    if target:
        pen.setStyle(Qt.PenStyle.DotLine)
    for before, after in pairwise(points):
        if before is not None and after is not None:
            painter.setPen(pen)
            painter.drawLine(before, after)
    radius = px(3.4)
    for point in points:
        if point is not None:
            painter.setPen(QPen(tint, 1.4))
            painter.setBrush(colour(Role.SHEET) if target else tint)
            painter.drawEllipse(point, radius, radius)


def ranking_bar(painter: QPainter, box: QRectF, share: float, *, above: bool) -> None:
    """Draw a score as a bar on its track; above the cut line in the accent."""
    track = QRectF(box.left(), box.center().y() - px(3), box.width(), px(6))
    block(painter, track, Role.LINE, radius=3)
    track.setWidth(max(track.width() * share, 1))
    block(painter, track, Role.ACCENT if above else Role.CONTROL, radius=3)
