"""Lines over time: a mark a figure, a word in each gap, figures where they touch nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportlab.graphics.shapes import Drawing, PolyLine

from app.documents.chart_style import Look, looks
from app.documents.charts import Chart, SeriesRole, no_data
from app.documents.label_places import Box, Places, Side, Stroke, labels_of_lines, wrapped
from app.documents.palette import palette
from app.documents.pdf import theme
from app.documents.pdf.chart_marks import LINE, SIZE, UNDER, Legend, axis, point, strong_width, text, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.charts import Series

_HEIGHT: Final = 150.0
_LOW: Final = 0.8  # of the height
_SIDE: Final = 26.0  # from the edge to the first mark, at the least
_REACH: Final = 5.0
_NAME_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class _Plot:
    """The place of each category and the scale of the figures."""

    xs: tuple[float, ...]
    foot: float
    scale: float

    def at(self, index: int, value: float) -> tuple[float, float]:
        return self.xs[index], self.foot + value * self.scale


def lines(chart: Chart, width: float, *, low: bool = False) -> Drawing:
    """Return the drawing of a line chart."""
    high = _HEIGHT * (_LOW if low else 1)
    found = looks(chart)
    legend = Legend([series.name for series in chart.series], found, width, points=True)
    xs = _columns(chart, width)
    names = _names(chart, xs)
    foot = LINE * max((len(said) for _at, said in names), default=1) + 7
    title = wrapped(chart.measure, width, width_of) if chart.measure else ()
    drawing = Drawing(width, high - 17 + foot + legend.height + LINE * len(title) + (3 if title else 0))
    legend.draw(drawing, drawing.height)
    for at, line in enumerate(title):
        drawing.add(text(0, drawing.height - legend.height - SIZE - at * LINE, line, colour=palette().muted))
    drawing.add(axis(0, foot, width, foot))
    for index, said in names:
        for at, line in enumerate(said):
            drawing.add(text(xs[index], foot - 13 - at * LINE, line, anchor="middle"))
    values = [value for series in chart.series for value in series.values if value is not None]
    top = foot + high - 17 - 18
    plot = _Plot(xs, foot, (top - foot) / (max(values, default=0.0) or 1.0))
    for series, look in zip(chart.series, found, strict=True):
        _line(drawing, series, look, plot)
    room = Box(0, foot + 1, width, top + 18)
    _figures(drawing, chart, plot, room)
    return drawing


def _columns(chart: Chart, width: float) -> tuple[float, ...]:
    count = len(chart.categories)
    if count == 1:
        return (width / 2,)
    widest = max(strong_width(chart.written(value)) for series in chart.series for value in series.values)
    names = max(width_of(chart.categories[at]) for at in (0, -1))
    side = max(_SIDE, widest / 2 + 1, min(names, (width - 2 * _SIDE) / count) / 2 + 1)
    return tuple(side + (width - 2 * side) / (count - 1) * at for at in range(count))


def _names(chart: Chart, xs: Sequence[float]) -> list[tuple[int, tuple[str, ...]]]:
    """Return the names that fit under the axis: all on some lines, or each second, each third, and so on."""
    step = xs[1] - xs[0] if len(xs) > 1 else xs[0] * 2
    words = max(width_of(word) for name in chart.categories for word in name.split(" "))
    every = 1
    while every < len(xs) and words > step * every - 6:
        every += 1
    edge = xs[0] * 2 - 1  # the names at both ends stay inside the picture
    room = {0: edge, len(xs) - 1: edge}
    return [
        (at, wrapped(chart.categories[at], min(step * every - 6, room.get(at, 1e9)), width_of, _NAME_LINES))
        for at in range(0, len(xs), every)
    ]


def _line(drawing: Drawing, series: Series, look: Look, plot: _Plot) -> None:
    known = [(at, value) for at, value in enumerate(series.values) if value is not None]
    piece: list[float] = []
    before = -2
    for at, value in [*known, (len(series.values) + 1, 0.0)]:
        if at != before + 1:
            if len(piece) > 2:
                stroke = PolyLine(piece, strokeColor=theme.ink(look.colour), strokeWidth=1.8)
                if look.is_target:
                    stroke.strokeDashArray = [4, 3]
                drawing.add(stroke)
            piece = []
        if at < len(series.values):
            piece += plot.at(at, value)
        before = at
    for at, value in known:
        drawing.add(point(*plot.at(at, value), look))


def _strokes(chart: Chart, plot: _Plot) -> list[Stroke]:
    found = []
    for series in chart.series:
        for at in range(len(series.values) - 1):
            one, two = series.values[at], series.values[at + 1]
            if one is not None and two is not None:
                found.append((*plot.at(at, one), *plot.at(at + 1, two)))
    return found


def _figures(drawing: Drawing, chart: Chart, plot: _Plot, room: Box) -> None:
    places = Places(room, _strokes(chart, plot))
    known = [(at, v) for series in chart.series for at, v in enumerate(series.values) if v is not None]
    places.block_marks((plot.at(at, value) for at, value in known), _REACH)
    _gaps(drawing, chart, plot, places)
    for label in labels_of_lines(chart, places, plot.at, strong_width, high=LINE, reach=_REACH):
        strong = chart.series[label.series].role is not SeriesRole.TARGET
        middle = (label.box.left + label.box.right) / 2
        drawing.add(text(middle, label.box.foot + UNDER, label.lines[0], anchor="middle", strong=strong))


def _gaps(drawing: Drawing, chart: Chart, plot: _Plot, places: Places) -> None:
    """Write the word for *no data* above the axis where a figure is missing, on two lines where there is no room."""
    said = no_data(chart.language)
    for at, x in enumerate(plot.xs):
        if not any(chart.is_gap(series, at) for series in chart.series):
            continue
        for lines in ((said,), wrapped(said, 1 + max(map(width_of, said.split(" "))), width_of)):
            wide, high = max(map(width_of, lines)) / 2, LINE * len(lines)
            levels = [plot.foot + 4 + up * LINE for up in range(6)]
            found = places.put([(Side.ABOVE, Box(x - wide, y, x + wide, y + high)) for y in levels])
            if found is not None:
                for number, line in enumerate(lines):
                    y = found[1].top - LINE * (number + 1) + UNDER
                    drawing.add(text(x, y, line, anchor="middle", colour=palette().muted))
                break
