"""Points by two figures: round figures at both axes, a form and colour a group, names where they fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportlab.graphics.shapes import Drawing, Line, Rect
from reportlab.lib.colors import white

from app.documents.chart_style import looks
from app.documents.charts import Axis, Scatter, written
from app.documents.label_places import Box, Places, labels_of_points, wrapped
from app.documents.palette import palette
from app.documents.pdf import theme
from app.documents.pdf.chart_marks import LINE, SIZE, UNDER, Legend, axis, point, text, width_of

if TYPE_CHECKING:
    from app.documents.charts import Point

_HEIGHT: Final = 230.0  # of the field of points
_LOW: Final = 0.8  # of that
_AIR: Final = 8.0
_ABOVE, _BESIDE = 32.0, 34.0  # the field, where names may stand too
_REACH: Final = 5.0
_WIDTHS: Final = (118.0, 82.6)  # of a line of a name


@dataclass(frozen=True, slots=True)
class _Scale:
    """Figures from the first to the last tick, between two places of the picture."""

    axis: Axis
    ticks: tuple[float, ...]
    start: float
    end: float

    def at(self, value: float) -> float:
        first, last = self.ticks[0], self.ticks[-1]
        return self.start + (value - first) / (last - first) * (self.end - self.start)


def points(chart: Scatter, width: float, *, low: bool = False) -> Drawing:
    """Return the drawing of a scatter chart."""
    legend = Legend(chart.groups, looks(chart), width, points=True)
    above, below = (wrapped(one.title, width, width_of) for one in (chart.y, chart.x))
    y_ticks = chart.ticks_up
    marks = [written(value, chart.y.unit, chart.language) for value in y_ticks]
    left = max(map(width_of, marks)) + _AIR
    foot = LINE * (1 + len(below)) + 10
    top = foot + _HEIGHT * (_LOW if low else 1)
    drawing = Drawing(width, top + _ABOVE + LINE * len(above) + legend.height)
    legend.draw(drawing, drawing.height)
    for at, line in enumerate(above):
        drawing.add(text(0, top + _ABOVE - 2 + LINE * (len(above) - 1 - at), line, colour=palette().muted))
    for at, line in enumerate(below):
        drawing.add(text(width, 2 + LINE * (len(below) - 1 - at), line, anchor="end", colour=palette().muted))
    x_ticks = chart.ticks_across
    across = _Scale(chart.x, x_ticks, left, width - _BESIDE)
    upward = _Scale(chart.y, y_ticks, foot, top)
    _axes(drawing, chart, across, upward)
    _marks(drawing, chart, across, upward)
    return drawing


def _axes(drawing: Drawing, chart: Scatter, across: _Scale, upward: _Scale) -> None:
    for value in upward.ticks:
        y = upward.at(value)
        said = written(value, chart.y.unit, chart.language)
        drawing.add(text(across.start - _AIR, y - SIZE * 0.36, said, anchor="end", colour=palette().muted))
        drawing.add(
            Line(across.start, y, across.end + _BESIDE, y, strokeColor=theme.ink(palette().line), strokeWidth=0.5)
        )
    step = across.at(across.ticks[1]) - across.at(across.ticks[0])
    names = [written(value, chart.x.unit, chart.language) for value in across.ticks]
    every = 1
    while max(map(width_of, names)) + 6 > step * every:
        every += 1
    for value, name in list(zip(across.ticks, names, strict=True))[::every]:
        drawing.add(text(across.at(value), upward.start - 13, name, anchor="middle", colour=palette().muted))
    drawing.add(axis(across.start, upward.start, across.end + _BESIDE, upward.start))


def _marks(drawing: Drawing, chart: Scatter, across: _Scale, upward: _Scale) -> None:
    def at(x: float, y: float) -> tuple[float, float]:
        return across.at(x), upward.at(y)

    found = looks(chart)

    def order(one: Point) -> int:
        return -chart.points.index(one)

    for one in sorted(chart.points, key=order):  # the first lie on top
        drawing.add(point(*at(one.x, one.y), found[one.group]))
    room = Box(across.start + 1, upward.start + 1, across.end + _BESIDE, upward.end + _ABOVE - 6)
    places = Places(room)
    places.block_marks((at(one.x, one.y) for one in chart.points), _REACH)
    for label in labels_of_points(chart, places, at, width_of, high=LINE, reach=_REACH, widths=_WIDTHS):
        plate = Rect(label.box.left, label.box.foot, label.box.right - label.box.left, label.box.top - label.box.foot)
        plate.fillColor, plate.strokeColor = white, None  # no line of the grid runs through a name
        drawing.add(plate)
        for number, line in enumerate(label.lines):
            y = label.box.top - LINE * (number + 1) + UNDER
            drawing.add(text(label.box.left, y, line))
