"""Charts drawn as vectors: figures on the marks, targets hollow and dashed, a word where data lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, PolyLine, Rect, String
from reportlab.lib.colors import white

from app.documents.charts import Chart, ChartKind, Series, SeriesRole, no_data
from app.documents.palette import ink_on, palette
from app.documents.pdf import fonts, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIZE = 8.2
_BAR = 13.0
_GAP = 9.0
_LINE_HEIGHT = 150.0
_TITLE = 13.0  # the title of the axis of figures
_HATCHED = 4  # the fifth category is white with a hatch; "earlier years" has the colour


def drawing_of(chart: Chart, width: float) -> Drawing:
    """Return the drawing of ``chart``, ``width`` points wide."""
    draw = {ChartKind.LINE: _lines, ChartKind.STACKED: _stacked, ChartKind.BAR: _bars}[chart.kind]
    drawing = draw(chart, width)
    if chart.measure:
        drawing = _titled(chart, drawing)
    vars(drawing)["initialFontName"] = fonts.face(fonts.BODY)  # else the library asks for one that is not embedded
    return drawing


def _titled(chart: Chart, drawing: Drawing) -> Drawing:
    """Return the drawing with the title of the axis of figures: below bars, above lines."""
    titled = Drawing(drawing.width, drawing.height + _TITLE)
    is_line = chart.kind is ChartKind.LINE
    left = 0.0 if is_line else _labels(chart, drawing.width)[1] + 8
    inner = Group(*drawing.contents)
    inner.translate(0, 0 if is_line else _TITLE)
    titled.add(inner)
    y = drawing.height + 4 if is_line else 2
    if is_line and (legend := _legend_height(chart, drawing.width)):
        inner.translate(0, _TITLE)
        y = drawing.height + _TITLE - legend - 8
    titled.add(_text(left, y, chart.measure, colour=palette().muted))
    return titled


@dataclass(frozen=True, slots=True)
class _Paint:
    """How a series is drawn."""

    fill: str
    target: bool
    hatched: bool = False


def _paints(chart: Chart) -> list[_Paint]:
    colours = palette().series
    paints: list[_Paint] = []
    plain = 0
    for series in chart.series:
        if series.role is SeriesRole.EARLIER:
            paints.append(_Paint(colours[4], target=False))
        elif series.role is SeriesRole.TARGET:
            paints.append(_Paint(colours[0], target=True))
        else:
            hatched = plain % 5 == _HATCHED
            paints.append(_Paint("#FFFFFF" if hatched else colours[plain % 5], target=False, hatched=hatched))
            plain += 1
    return paints


def _text(x: float, y: float, text: str, *, anchor: str = "start", strong: bool = False, colour: str = "") -> Group:
    """Return a text whose letters each come from a font that has them."""
    group = Group()
    found = fonts.pieces(text, fonts.face(fonts.BODY, strong=strong))
    total = sum(fonts.width_of(piece, name, _SIZE) for name, piece in found)
    x -= {"start": 0.0, "middle": total / 2, "end": total}[anchor]
    for name, piece in found:
        group.add(String(x, y, piece, fontName=name, fontSize=_SIZE, fillColor=theme.ink(colour or palette().text)))
        x += fonts.width_of(piece, name, _SIZE)
    return group


def _wrapped(text: str, width: float) -> list[str]:
    """Return ``text`` on lines at most ``width`` wide; a longer word stays whole."""
    font = fonts.face(fonts.BODY)
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and fonts.width_of(longer, font, _SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _mark(x: float, y: float, width: float, height: float, paint: _Paint) -> Group:
    group = Group()
    shape = Rect(x, y, max(width, 0.6), height)
    shape.fillColor = theme.ink(paint.fill)
    shape.strokeColor = None
    if paint.target:
        shape.fillColor = white
        shape.strokeColor = theme.ink(paint.fill)
        shape.strokeWidth = 1.1
        shape.strokeDashArray = [3, 2]
    group.add(shape)
    if paint.hatched:
        shape.strokeColor = theme.ink(palette().text)
        shape.strokeWidth = 0.6
        step = 4.0
        at = x + step
        while at < x + width:
            group.add(Line(max(at - height, x), y + max(0.0, height - (at - x)), at, y + height, strokeWidth=0.5))
            at += step
    return group


def _legend(drawing: Drawing, names: Sequence[str], paints: Sequence[_Paint], top: float, width: float) -> float:
    """Draw the legend from ``top`` down and return its lower edge."""
    x, y = 0.0, top - 10
    font = fonts.face(fonts.BODY)
    for name, paint in zip(names, paints, strict=True):
        wide = 14 + fonts.width_of(name, font, _SIZE) + 16
        if x and x + wide > width:
            x, y = 0.0, y - 13
        drawing.add(_mark(x, y, 9, 8, paint))
        drawing.add(_text(x + 13, y + 0.5, name))
        x += wide
    return y - 9


def _legend_height(chart: Chart, width: float) -> float:
    if len(chart.series) == 1:
        return 0.0
    return 40.0 - _legend(Drawing(width, 40), [s.name for s in chart.series], _paints(chart), 40.0, width)


def _labels(chart: Chart, width: float) -> tuple[list[list[str]], float]:
    """Return the category labels on their lines and the width of their column."""
    font = fonts.face(fonts.BODY)
    widest = max(fonts.width_of(name, font, _SIZE) for name in chart.categories)
    column = min(widest, width * 0.4) + 2
    return [_wrapped(name, column) for name in chart.categories], column


def _label(drawing: Drawing, lines: Sequence[str], x: float, middle: float) -> None:
    y = middle + (len(lines) - 1) * 5.2 - 3
    for line in lines:
        drawing.add(_text(x, y, line, anchor="end"))
        y -= 10.4


def _bars(chart: Chart, width: float) -> Drawing:
    labels, column = _labels(chart, width)
    thin = _BAR if len(chart.series) == 1 else 10.0
    heights = [max(thin * len(chart.series), 10.4 * len(lines)) for lines in labels]
    legend = _legend_height(chart, width)
    drawing = Drawing(width, sum(heights) + _GAP * len(heights) + legend)
    paints = _paints(chart)
    y = drawing.height
    if legend:
        y = _legend(drawing, [series.name for series in chart.series], paints, y, width)
    largest = max((v for series in chart.series for v in series.values if v is not None), default=0.0)
    left = column + 8
    room = width - left - 70
    scale = room / largest if largest else 0.0
    for index, lines in enumerate(labels):
        y -= heights[index] + _GAP / 2
        middle = y + heights[index] / 2
        _label(drawing, lines, column, middle)
        bar = middle + thin * len(chart.series) / 2 - thin
        for series, paint in zip(chart.series, paints, strict=True):
            value = series.values[index]
            if value is None and not chart.is_gap(series, index):
                pass
            elif value is None:
                drawing.add(_text(left + 4, bar + thin / 2 - 3, no_data(chart.language), colour=palette().muted))
            else:
                drawing.add(_mark(left, bar + 0.5, value * scale, thin - 1, paint))
                drawing.add(_text(left + value * scale + 5, bar + thin / 2 - 3, chart.written(value)))
            bar -= thin
        y -= _GAP / 2
    drawing.add(_axis(left, 0, left, drawing.height - legend))
    return drawing


def _axis(x1: float, y1: float, x2: float, y2: float) -> Line:
    return Line(x1, y1, x2, y2, strokeColor=theme.ink(palette().muted), strokeWidth=0.8)


def _stacked(chart: Chart, width: float) -> Drawing:
    labels, column = _labels(chart, width)
    legend = _legend_height(chart, width)
    tall = 19.0
    heights = [max(tall, 10.4 * len(lines)) for lines in labels]
    drawing = Drawing(width, sum(heights) + _GAP * len(heights) + legend)
    paints = _paints(chart)
    y = _legend(drawing, [series.name for series in chart.series], paints, drawing.height, width)
    if not legend:
        y = drawing.height
    totals = [sum(series.values[i] or 0 for series in chart.series) for i in range(len(chart.categories))]
    left = column + 8
    scale = (width - left - 4) / (max(totals) or 1)
    for index, lines in enumerate(labels):
        y -= heights[index] + _GAP / 2
        middle = y + heights[index] / 2
        _label(drawing, lines, column, middle)
        _segments(drawing, chart, index, paints, (left, middle - tall / 2, scale, tall))
        y -= _GAP / 2
    drawing.add(_axis(left, 0, left, drawing.height - legend))
    return drawing


def _segments(
    drawing: Drawing, chart: Chart, index: int, paints: Sequence[_Paint], place: tuple[float, float, float, float]
) -> None:
    x, y, scale, tall = place
    values = [series.values[index] for series in chart.series]
    if all(value is None for value in values):
        drawing.add(_text(x + 4, y + tall / 2 - 3, no_data(chart.language), colour=palette().muted))
        return
    for value, paint in zip(values, paints, strict=True):
        wide = (value or 0) * scale
        if wide <= 0:
            continue
        drawing.add(_mark(x, y, max(wide - 1, 0.6), tall, paint))
        written = chart.written(value)
        if fonts.width_of(written, fonts.face(fonts.BODY, strong=True), _SIZE) < wide - 6:
            drawing.add(
                _text(x + wide / 2, y + tall / 2 - 3, written, anchor="middle", strong=True, colour=ink_on(paint.fill))
            )
        x += wide


def _lines(chart: Chart, width: float) -> Drawing:
    legend = _legend_height(chart, width)
    drawing = Drawing(width, _LINE_HEIGHT + legend)
    paints = _paints(chart)
    if legend:
        _legend(drawing, [series.name for series in chart.series], paints, drawing.height, width)
    foot, top = 17.0, _LINE_HEIGHT - 18
    values = [v for series in chart.series for v in series.values if v is not None]
    largest = max(values, default=0.0) or 1.0
    step = (width - 80) / max(len(chart.categories) - 1, 1)
    places = [40 + step * i if len(chart.categories) > 1 else width / 2 for i in range(len(chart.categories))]
    drawing.add(_axis(0, foot, width, foot))
    for x, category in zip(places, chart.categories, strict=True):
        drawing.add(_text(x, foot - 13, category, anchor="middle"))
    for series, paint in zip(chart.series, paints, strict=True):
        _line(drawing, chart, series, paint, (places, foot, (top - foot) / largest))
    return drawing


def _line(
    drawing: Drawing, chart: Chart, series: Series, paint: _Paint, place: tuple[list[float], float, float]
) -> None:
    places, foot, scale = place
    colour = theme.ink(paint.fill)
    piece: list[float] = []
    for x, value in [*zip(places, series.values, strict=True), (0.0, None)]:
        if value is None:
            if len(piece) > 2:
                stroke = PolyLine(piece, strokeColor=colour, strokeWidth=1.8)
                if paint.target:
                    stroke.strokeDashArray = [4, 3]
                drawing.add(stroke)
            piece = []
        else:
            piece += [x, foot + value * scale]
    for index, (x, value) in enumerate(zip(places, series.values, strict=True)):
        if value is None and not chart.is_gap(series, index):
            continue
        if value is None:
            drawing.add(_text(x, foot + 5, no_data(chart.language), anchor="middle", colour=palette().muted))
            continue
        y = foot + value * scale
        fill = white if paint.target else colour
        drawing.add(Circle(x, y, 3.2, fillColor=fill, strokeColor=colour, strokeWidth=1.4))
        others = [v for other in chart.series if other is not series and (v := other.values[index]) is not None]
        crowded = any(value <= v < value + 20 / scale for v in others)  # its label would touch one above
        drawing.add(
            _text(x, y - 14 if crowded else y + 7, chart.written(value), anchor="middle", strong=not paint.target)
        )
