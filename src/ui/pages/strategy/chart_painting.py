"""Paints a chart of the documents in the window: the same figures, rules and colours as on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from app.documents.charts import Chart, ChartKind, Series, SeriesRole, Unit, no_data
from ui.look.measure import font, px
from ui.look.paint import block, write
from ui.look.theme import colour, series
from ui.look.tokens import Role, Size

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

_EARLIER: Final = 4
_MAIN: Final = 4  # colours of which four categories can be told apart
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter


def _is_lying(chart: Chart) -> bool:
    """Whether the bars lie: long names, or more categories than stand beside each other."""
    if chart.kind is ChartKind.LINE:
        return False
    return len(chart.categories) > 6 or max(len(name) for name in chart.categories) > 14


def chart_height(chart: Chart) -> float:
    """Return the height that the chart asks for."""
    legend = _legend_height(chart)
    if _is_lying(chart):
        bars = 1 if chart.kind is ChartKind.STACKED else len(chart.series)
        return legend + len(chart.categories) * (bars * px(16) + px(12))
    return legend + px(158)


def paint_chart(painter: QPainter, box: QRectF, chart: Chart) -> None:
    """Draw the chart in ``box``, with its figures on the marks."""
    legend = _legend_height(chart)
    if legend:
        _paint_legend(painter, QRectF(box.left(), box.top(), box.width(), legend), chart)
    plot = box.adjusted(0, legend, 0, 0)
    if _is_lying(chart):
        _Lying(painter, plot, chart).paint()
    elif chart.kind is ChartKind.LINE:
        _Line(painter, plot, chart).paint()
    else:
        _Standing(painter, plot, chart).paint()


def _legend_height(chart: Chart) -> float:
    return px(24) if len(chart.series) > 1 else 0.0


def _colour(chart: Chart, index: int) -> QColor:
    if chart.series[index].role is SeriesRole.EARLIER:
        return series(_EARLIER)
    main = [at for at, row in enumerate(chart.series) if row.role is not SeriesRole.EARLIER]
    return series(main.index(index) % _MAIN if chart.series[index].role is not SeriesRole.TARGET else 0)


def _mark(painter: QPainter, box: QRectF, chart: Chart, index: int) -> None:
    """Draw one mark: filled for a result, hollow and dashed for a target."""
    tint = _colour(chart, index)
    if chart.series[index].role is SeriesRole.TARGET:
        block(painter, box.adjusted(1, 1, -1, -1), Role.SHEET, pen=QPen(tint, 1.5, Qt.PenStyle.DashLine))
    else:
        block(painter, box, tint)


def _paint_legend(painter: QPainter, box: QRectF, chart: Chart) -> None:
    face = font(Size.CAPTION)
    metrics = QFontMetricsF(face)
    left = box.left()
    for index, row in enumerate(chart.series):
        _mark(painter, QRectF(left, box.top() + px(5), px(12), px(10)), chart, index)
        width = metrics.horizontalAdvance(row.name) + px(4)
        place = QRectF(left + px(18), box.top(), min(width, box.right() - left - px(18)), px(20))
        write(painter, place, row.name, Role.TEXT2, face=face)
        left += px(18) + width + px(14)
        if left > box.right():
            return


class _Plot:
    """What every kind of chart knows: its figures, its room and its scale."""

    def __init__(self, painter: QPainter, box: QRectF, chart: Chart) -> None:
        self.painter, self.box, self.chart = painter, box, chart
        stacked = chart.kind is ChartKind.STACKED
        columns = zip(*(row.values for row in chart.series), strict=True)
        sums = [sum(value or 0 for value in values) for values in columns]
        highest = (
            max(sums) if stacked else max((v for row in chart.series for v in row.values if v is not None), default=0)
        )
        self.top = max(float(highest), 1e-9)
        self.face = font(Size.CAPTION, tabular=True)
        self.strong = font(Size.CAPTION, strong=True, tabular=True)

    def figure(self, value: float | None) -> str:
        """Return a figure as it stands on its mark."""
        return no_data(self.chart.language) if value is None else self.chart.written(value)

    def axis(self, start: QPointF, end: QPointF) -> None:
        """Draw the one line at the foot."""
        self.painter.setPen(QPen(colour(Role.CONTROL), 1))
        self.painter.drawLine(start, end)


class _Standing(_Plot):
    """Bars that stand, one group a category."""

    def paint(self) -> None:
        """Draw the bars, their figures and the names at the foot."""
        foot = self.box.bottom() - px(20)
        slot = self.box.width() / len(self.chart.categories)
        for at, name in enumerate(self.chart.categories):
            area = QRectF(self.box.left() + at * slot, self.box.top(), slot, foot - self.box.top())
            if self.chart.kind is ChartKind.STACKED:
                self._pile(area, at)
            else:
                self._group(area, at)
            place = QRectF(area.left() + 1, foot + px(3), slot - 2, px(18))
            write(self.painter, place, name, Role.TEXT2, face=self.face, align=_CENTRE | _MIDDLE)
        self.axis(QPointF(self.box.left(), foot), QPointF(self.box.right(), foot))

    def _height(self, area: QRectF, value: float) -> float:
        return max((area.height() - px(20)) * value / self.top, 1.0)

    def _group(self, area: QRectF, at: int) -> None:
        shown = [i for i, row in enumerate(self.chart.series) if row.values[at] is not None] or [0]
        wide = min(px(46), (area.width() - px(8)) / len(shown))
        left = area.center().x() - wide * len(shown) / 2
        for place, index in enumerate(shown):
            value = self.chart.series[index].values[at]
            tall = self._height(area, value) if value is not None else 0.0
            bar = QRectF(left + place * wide + 1, area.bottom() - tall, wide - 2, tall)
            if value is not None:
                _mark(self.painter, bar, self.chart, index)
            label = QRectF(bar.center().x() - area.width() / 2, bar.top() - px(18), area.width(), px(16))
            role = self.chart.series[index].role
            main = role is SeriesRole.RESULT and value is not None
            ink, face = (Role.TEXT, self.strong) if main else (Role.TEXT2, self.face)
            write(self.painter, label, self.figure(value), ink, face=face, align=_CENTRE | _MIDDLE)

    def _pile(self, area: QRectF, at: int) -> None:
        wide = min(px(46), area.width() - px(8))
        low, total = area.bottom(), 0.0
        for index, row in enumerate(self.chart.series):
            value = row.values[at] or 0.0
            if value:
                tall = self._height(area, value)
                _mark(
                    self.painter,
                    QRectF(area.center().x() - wide / 2, low - tall + 1, wide, tall - 1),
                    self.chart,
                    index,
                )
                low -= tall
                total += value
        label = QRectF(area.left(), low - px(18), area.width(), px(16))
        words = self.figure(total if self.chart.unit is Unit.COUNT else None) if total else self.figure(None)
        write(self.painter, label, words, Role.TEXT, face=self.strong, align=_CENTRE | _MIDDLE)


class _Lying(_Plot):
    """Bars that lie, the names at their left."""

    def paint(self) -> None:
        """Draw a row of bars a category."""
        metrics = QFontMetricsF(self.face)
        names = min(
            max(metrics.horizontalAdvance(name) for name in self.chart.categories) + px(10), self.box.width() * 0.42
        )
        room = max(
            (metrics.horizontalAdvance(self.figure(v)) for row in self.chart.series for v in row.values), default=0
        )
        width = self.box.width() - names - room - px(12)
        left = self.box.left() + names
        slot = self.box.height() / len(self.chart.categories)
        for at, name in enumerate(self.chart.categories):
            area = QRectF(left, self.box.top() + at * slot, width, slot)
            place = QRectF(self.box.left(), area.top(), names - px(8), slot)
            align = Qt.AlignmentFlag.AlignRight | _MIDDLE
            write(self.painter, place, name, Role.TEXT, face=self.face, align=align)
            if self.chart.kind is ChartKind.STACKED:
                self._row(area, at)
            else:
                self._group(area, at)
        self.axis(QPointF(left, self.box.top()), QPointF(left, self.box.bottom()))

    def _label(self, right: float, middle: float, value: float | None) -> None:
        place = QRectF(right + px(6), middle - px(9), self.box.right() - right, px(18))
        ink, face = (Role.TEXT, self.strong) if value is not None else (Role.TEXT2, font(Size.CAPTION, italic=True))
        write(self.painter, place, self.figure(value), ink, face=face)

    def _group(self, area: QRectF, at: int) -> None:
        rows = self.chart.series
        high = (area.height() - px(10)) / len(rows)
        for index, row in enumerate(rows):
            value = row.values[at]
            top = area.top() + px(5) + index * high
            wide = max(area.width() * (value or 0) / self.top, 1.0)
            if value is not None:
                _mark(self.painter, QRectF(area.left(), top + 1, wide, high - 2), self.chart, index)
            self._label(area.left() + (wide if value is not None else 0), top + high / 2, value)

    def _row(self, area: QRectF, at: int) -> None:
        left, total, known = area.left(), 0.0, False
        for index, row in enumerate(self.chart.series):
            value = row.values[at]
            known = known or value is not None
            if value:
                wide = area.width() * value / self.top
                _mark(
                    self.painter,
                    QRectF(left, area.top() + px(5), max(wide - 1, 1), area.height() - px(10)),
                    self.chart,
                    index,
                )
                left += wide
                total += value
        self._label(left, area.center().y(), total if known else None)


class _Line(_Plot):
    """Points joined by lines, a line a series."""

    def paint(self) -> None:
        """Draw every line, its figures and the names at the foot."""
        foot = self.box.bottom() - px(20)
        slot = self.box.width() / len(self.chart.categories)
        for at, name in enumerate(self.chart.categories):
            place = QRectF(self.box.left() + at * slot, foot + px(3), slot, px(18))
            write(self.painter, place, name, Role.TEXT2, face=self.face, align=_CENTRE | _MIDDLE)
        self.axis(QPointF(self.box.left(), foot), QPointF(self.box.right(), foot))
        for index, row in enumerate(self.chart.series):
            self._series(index, row, slot, foot)

    def _series(self, index: int, row: Series, slot: float, foot: float) -> None:
        tint, last = _colour(self.chart, index), None
        style = Qt.PenStyle.DashLine if row.role is SeriesRole.TARGET else Qt.PenStyle.SolidLine
        for at, value in enumerate(row.values):
            if value is None:
                last = None
                continue
            tall = (foot - self.box.top() - px(22)) * value / self.top
            point = QPointF(self.box.left() + (at + 0.5) * slot, foot - tall)
            if last is not None:
                self.painter.setPen(QPen(tint, 2, style))
                self.painter.drawLine(last, point)
            dot = QRectF(point.x() - px(4), point.y() - px(4), px(8), px(8))
            block(
                self.painter, dot, Role.SHEET if row.role is SeriesRole.TARGET else tint, radius=4, pen=QPen(tint, 1.5)
            )
            label = QRectF(point.x() - slot / 2, point.y() - px(24), slot, px(18))
            write(self.painter, label, self.figure(value), Role.TEXT, face=self.strong, align=_CENTRE | _MIDDLE)
            last = point
