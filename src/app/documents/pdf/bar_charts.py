"""Bars and stacked bars: figures on the marks, names beside them on as many lines as they need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from reportlab.graphics.shapes import Drawing, Rect

from app.documents.chart_style import Look, Pattern, looks
from app.documents.charts import Chart, ChartKind, no_data
from app.documents.label_places import wrapped
from app.documents.palette import ink_on, palette
from app.documents.pdf import theme
from app.documents.pdf.chart_marks import LINE, SIZE, Legend, area, axis, column_of, text, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIGHEST, _HIGHEST_ON_SIDE = 540.0, 340.0  # of a picture on an upright page, and on one that lies on its side
_UPRIGHT_WIDTH = 500.0
_NAMES: Final = 0.4  # of the width, at the most
_TITLE: Final = 13.0
_AIR: Final = 8.0  # between names, axis and figures


@dataclass(frozen=True, slots=True)
class _Fit:
    """How tight the rows are: gap, height of a bar beside others and alone, lines of a name, size of letters."""

    gap: float
    beside: float
    alone: float
    lines: int
    size: float = SIZE


_FITS = (
    _Fit(9, 10, 13, 99),
    _Fit(5, 9, 12, 3),
    _Fit(3, 8, 11, 2),
    _Fit(2, 8, 9, 1),
    _Fit(1.5, 7, 7, 1, 6.6),
    _Fit(1, 6, 6, 1, 5.4),
)
"""From roomy to tight; the first that fits on a page is taken, or the second where there is less room."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One category: the lines of its name, its middle and height."""

    at: int
    lines: tuple[str, ...]
    middle: float
    height: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything of a bar chart stands."""

    chart: Chart
    looks: tuple[Look, ...]
    legend: Legend
    fit: _Fit
    column: float
    rows: tuple[_Row, ...]
    foot: float
    top: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """Return where the bars begin."""
        return self.column + _AIR

    @property
    def thin(self) -> float:
        """Return the height of one bar."""
        if self.chart.kind is ChartKind.STACKED:
            return self.fit.alone * 19 / 13
        return self.fit.alone if len(self.chart.series) == 1 else self.fit.beside


def bars(chart: Chart, width: float, *, low: bool = False) -> Drawing:
    """Return the drawing of a bar or stacked bar chart."""
    plan = _plan(chart, width, low=low)
    drawing = Drawing(width, plan.height)
    plan.legend.draw(drawing, plan.height)
    for row in plan.rows:
        column_of(drawing, row.lines, plan.column, row.middle, plan.fit.size)
        if chart.kind is ChartKind.STACKED:
            _segments(drawing, plan, row)
        else:
            _bars(drawing, plan, row)
    drawing.add(axis(plan.left, plan.foot, plan.left, plan.top))
    for at, line in enumerate(reversed(_title(chart, width - plan.left))):
        drawing.add(text(plan.left, 2 + at * LINE, line, colour=palette().muted))
    return drawing


def _title(chart: Chart, width: float) -> tuple[str, ...]:
    return wrapped(chart.measure, width, width_of) if chart.measure else ()


def _plan(chart: Chart, width: float, *, low: bool) -> _Plan:
    found = looks(chart)
    legend = Legend([series.name for series in chart.series], found, width)
    most = _HIGHEST if width <= _UPRIGHT_WIDTH else _HIGHEST_ON_SIDE
    for fit in _FITS[1 if low else 0 :]:
        column = min(max(width_of(name, size=fit.size) for name in chart.categories), width * _NAMES) + 2
        title = _title(chart, width - column - _AIR)
        foot = _TITLE + LINE * (len(title) - 1) if title else 2.0
        heights = _heights(chart, fit, column)
        height = sum(lines_high for _lines, lines_high in heights) + legend.height + foot
        if height <= most or fit is _FITS[-1]:
            break
    rows = tuple(_rows(heights, height - legend.height))
    return _Plan(chart, found, legend, fit, column, rows, foot, height - legend.height, width, height)


def _heights(chart: Chart, fit: _Fit, column: float) -> list[tuple[tuple[str, ...], float]]:
    """Return the lines of each name and the height of its row, gap included."""
    if chart.kind is ChartKind.STACKED:
        least = fit.alone * 19 / 13
    else:
        least = fit.alone if len(chart.series) == 1 else fit.beside * len(chart.series)
    line = LINE * fit.size / SIZE
    found = []
    for name in chart.categories:
        lines = wrapped(name, column, partial(width_of, size=fit.size), fit.lines)
        found.append((lines, max(least, line * len(lines)) + fit.gap))
    return found


def _rows(heights: list[tuple[tuple[str, ...], float]], top: float) -> Iterator[_Row]:
    y = top
    for at, (lines, height) in enumerate(heights):
        y -= height
        yield _Row(at, lines, y + height / 2, height)


def _bars(drawing: Drawing, plan: _Plan, row: _Row) -> None:
    chart, thin = plan.chart, plan.thin
    written = [chart.written(value) for series in chart.series for value in series.values]
    room = plan.width - plan.left - max(width_of(said, size=plan.fit.size) for said in written) - _AIR
    largest = max((v for series in chart.series for v in series.values if v is not None), default=0.0)
    scale = room / largest if largest else 0.0
    foot = row.middle + thin * len(chart.series) / 2 - thin
    size = plan.fit.size
    for series, look in zip(chart.series, plan.looks, strict=True):
        value, base = series.values[row.at], foot + thin / 2 - size * 0.36
        foot -= thin
        if value is not None:
            drawing.add(area(plan.left, foot + thin + 0.5, value * scale, thin - 1, look))
            drawing.add(text(plan.left + value * scale + 5, base, chart.written(value), size=size))
        elif chart.is_gap(series, row.at):
            drawing.add(text(plan.left + 4, base, no_data(chart.language), colour=palette().muted, size=size))


def _segments(drawing: Drawing, plan: _Plan, row: _Row) -> None:
    chart, size, tall = plan.chart, plan.fit.size, plan.thin
    values = [series.values[row.at] for series in chart.series]
    base, foot, x = row.middle - size * 0.36, row.middle - tall / 2, plan.left
    if all(value is None for value in values):
        drawing.add(text(x + 4, base, no_data(chart.language), colour=palette().muted, size=size))
        return
    totals = [sum(series.values[i] or 0 for series in chart.series) for i in range(len(chart.categories))]
    scale = (plan.width - plan.left - 4) / (max(totals) or 1)
    for value, look in zip(values, plan.looks, strict=True):
        wide = (value or 0) * scale
        if wide <= 0:
            continue
        drawing.add(area(x, foot, max(wide - 1, 0.6), tall, look))
        said = chart.written(value)
        needed = width_of(said, strong=True, size=size)
        if needed < wide - 6:
            if look.pattern is not Pattern.PLAIN:  # a ground on which the figure is read
                plate = Rect(x + (wide - needed) / 2 - 3, row.middle - size * 0.62, needed + 6, size * 1.24)
                plate.fillColor, plate.strokeColor = theme.ink(look.ground), None
                drawing.add(plate)
            ink = ink_on(look.ground)
            drawing.add(text(x + wide / 2, base, said, anchor="middle", strong=True, colour=ink, size=size))
        x += wide
