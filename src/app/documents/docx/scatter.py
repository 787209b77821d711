"""Scatter charts in Word's own form: a series a group, names from the cells of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from app.documents.chart_style import looks
from app.documents.docx.chart_parts import (
    AXES,
    LINE,
    Labels,
    format_of,
    layout,
    legend_height,
    marker,
    reference,
    solid,
    text,
    title,
)
from app.documents.docx.workbook import column
from app.documents.label_places import Box, Placed, Places, labels_of_points
from app.documents.palette import palette

if TYPE_CHECKING:
    from app.documents.charts import Axis, Scatter

_FIELD: Final = 230.0  # height of the field of points
_LEFT, _RIGHT, _ABOVE, _BELOW = 40.0, 34.0, 46.0, 40.0
_LETTER: Final = 4.0  # of names, which hold few figures
_WIDEST: Final = 118.0  # of a line of a name, as Word parts it whatever we would do
_UNLINED: Final = '<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>'


def scatter_height(chart: Scatter, width: float) -> float:
    """Return the height that the picture needs, in points."""
    return _FIELD + _ABOVE + _BELOW + legend_height(chart.groups, width)


def scatter_plot(chart: Scatter, width: float) -> str:
    """Return the field of points with its axes."""
    height = scatter_height(chart, width)
    x_ticks, y_ticks = chart.ticks_across, chart.ticks_up
    placed = {label.at: label for label in _names(chart, width, (x_ticks, y_ticks))}
    series = "".join(_series(chart, at, placed) for at in range(len(chart.groups)))
    top = (_ABOVE + legend_height(chart.groups, width)) / height
    place = layout(_LEFT / width, top, ((width - _LEFT - _RIGHT) / width, _FIELD / height), inner=True)
    above = layout(0, top - 42 / height)
    return (
        f'{place}<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{series}{AXES}'
        f"</c:scatterChart>{_axis(chart, chart.x, x_ticks, across=True)}"
        f"{_axis(chart, chart.y, y_ticks, across=False, place=above)}"
    )


def _names(chart: Scatter, width: float, found: tuple[tuple[float, ...], tuple[float, ...]]) -> tuple[Placed, ...]:
    """Return the names that find a place, as wide as letters are on average."""
    (x_first, *_, x_last), (y_first, *_, y_last) = found
    wide = width - _LEFT - _RIGHT

    def at(x: float, y: float) -> tuple[float, float]:
        return (x - x_first) / (x_last - x_first) * wide, (y - y_first) / (y_last - y_first) * _FIELD

    places = Places(Box(0, 0, wide + _RIGHT, _FIELD + 24))
    places.block_marks((at(point.x, point.y) for point in chart.points), 6)
    return labels_of_points(chart, places, at, _length, high=LINE, reach=6, widths=[_WIDEST])


def _length(said: str) -> float:
    return len(said) * _LETTER


def _series(chart: Scatter, at: int, placed: dict[int, Placed]) -> str:
    """Return a group: it has a gap at the points of the others, so that all share one column from left to right."""
    end, letter = len(chart.points) + 1, column(2 + at)
    names = [" ".join(placed[n].lines) if n in placed else point.name for n, point in enumerate(chart.points)]
    labels = Labels(
        chart.language,
        chart.y.unit,
        "r",
        sides={n: label.side for n, label in placed.items() if label.series == at},
        cells=(f"Sheet1!$A$2:$A${end}", names),
        only=True,
    )
    name = reference(f"Sheet1!${letter}$1", [chart.groups[at]])
    xs = reference(f"Sheet1!$B$2:$B${end}", [repr(float(point.x)) for point in chart.points], "num", "General")
    own = [repr(float(point.y)) if point.group == at else "" for point in chart.points]
    ys = reference(f"Sheet1!${letter}$2:${letter}${end}", own, "num", "General")
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{name}</c:tx>{_UNLINED}{marker(looks(chart)[at])}'
        f'{labels.xml()}<c:xVal>{xs}</c:xVal><c:yVal>{ys}</c:yVal><c:smooth val="0"/>{labels.range_xml()}</c:ser>'
    )


def _axis(chart: Scatter, axis: Axis, found: tuple[float, ...], *, across: bool, place: str = "") -> str:
    own, other = ("111111111", "222222222") if across else ("222222222", "111111111")
    grid = f'<c:spPr><a:ln w="6350">{solid(palette().line)}</a:ln></c:spPr>'
    lines = "" if across else f"<c:majorGridlines>{grid}</c:majorGridlines>"
    edge = f'<a:ln w="9525">{solid(palette().muted)}</a:ln>' if across else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/><c:max val="{found[-1]!r}"/>'
        f'<c:min val="{found[0]!r}"/></c:scaling><c:delete val="0"/><c:axPos val="{"b" if across else "l"}"/>{lines}'
        f"{title(axis.title, chart.language, place)}"
        f'<c:numFmt formatCode={quoteattr(format_of(axis.unit, chart.language))} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{edge}</c:spPr>{text(palette().muted)}<c:crossAx val="{other}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="midCat"/><c:majorUnit val="{found[1] - found[0]!r}"/></c:valAx>'
    )
