"""Charts in Word's own form, over a workbook that lies inside: vectors that Word can edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import quoteattr

from app.documents.chart_style import Look, Pattern, looks
from app.documents.charts import Chart, ChartKind, Picture, Scatter, Series, SeriesRole, Unit
from app.documents.docx.chart_parts import (
    AXES,
    LETTER,
    LINE,
    SPACES,
    Labels,
    area,
    format_of,
    layout,
    legend,
    legend_height,
    lines_of,
    marker,
    reference,
    solid,
    text,
    title,
)
from app.documents.docx.package import HEAD
from app.documents.docx.scatter import scatter_height, scatter_plot
from app.documents.docx.workbook import column, has_texts
from app.documents.label_places import Box, Placed, Places, labels_of_lines, wrapped
from app.documents.palette import ink_on, palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP, _TITLE = 9.0, 16.0  # between bars; of the title of an axis
_NARROW: Final = 0.05  # of the longest bar
_NAMES: Final = 0.4  # of the width, at the most
_FIELD: Final = 122.0  # height of the field of a line chart
_HEADROOM: Final = 1.14  # of the highest figure, so that it can be written above its mark
_HIGHEST: Final = 560.0
_SMALL: Final = 6.0  # letters, where bars are crowded


def chart_xml(picture: Picture, workbook: str, width: float = 480) -> str:
    """Return the chart part; ``workbook`` is the relationship to its figures, ``width`` that of the picture."""
    if isinstance(picture, Scatter):
        plot, names = scatter_plot(picture, width), picture.groups
    else:
        plot = _line_plot(picture, width) if picture.kind is ChartKind.LINE else _bar_plot(picture, width)
        names = tuple(series.name for series in picture.series)
    return (
        f'{HEAD}<c:chartSpace {SPACES}><c:date1904 val="0"/><c:lang val="{picture.language.tag}"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea>{plot}</c:plotArea>{legend() if len(names) > 1 else ""}<c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text()}'
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def height_of(picture: Picture, width: float = 480) -> int:
    """Return the height that the picture needs, in points."""
    if isinstance(picture, Scatter):
        return round(scatter_height(picture, width))
    furniture = legend_height([series.name for series in picture.series], width)
    furniture += _TITLE if picture.measure else 4
    if picture.kind is ChartKind.LINE:
        return round(_FIELD + _names_below(picture, width) + furniture)
    return round(min(_rows(picture, width), _HIGHEST) + furniture)


def _is_crowded(chart: Chart, width: float) -> bool:
    """Whether so many bars stand in the picture that each name has one line, in small letters."""
    return chart.kind is not ChartKind.LINE and _rows(chart, width) > _HIGHEST


def _name_of(chart: Chart, at: int, width: float) -> str:
    label = chart.category_label(at)
    if not _is_crowded(chart, width):
        return label
    return wrapped(label, _column(chart, width), lambda said: len(said) * LETTER * _SMALL / 8, 1)[0]


def _rows(chart: Chart, width: float) -> float:
    """Return the height of all categories."""
    return _row(chart, width) * len(chart.categories)


def _row(chart: Chart, width: float) -> float:
    """Return the height of a category with the gap below: the mean of what they need, since all are as high."""
    needed = [LINE * lines_of(chart.category_label(at), _column(chart, width)) for at in range(len(chart.categories))]
    mean = sum(max(_thick(chart), one) for one in needed) / len(needed)
    return max(mean + _GAP, *needed)


def _thick(chart: Chart) -> float:
    """Return the height of the bars of a category."""
    if chart.kind is ChartKind.STACKED:
        return 19.0
    return 13.0 if len(chart.series) == 1 else 10.0 * len(chart.series)


def _column(chart: Chart, width: float) -> float:
    """Return the width of the names beside bars."""
    labels = [chart.category_label(at) for at in range(len(chart.categories))]
    return min(max(len(label) * LETTER for label in labels), width * _NAMES)


def _bar_plot(chart: Chart, width: float) -> str:
    stacked = chart.kind is ChartKind.STACKED
    height, column_ = height_of(chart, width), _column(chart, width) + 10
    above = legend_height([series.name for series in chart.series], width)
    below = _TITLE if chart.measure else 2
    size = ((width - column_ - 4) / width, (height - above - below) / height)
    place = layout(column_ / width, above / height, size, inner=True)
    series = "".join(_bars(chart, at, look, width) for at, look in enumerate(looks(chart)))
    bars, thick = 1 if stacked else len(chart.series), _thick(chart)
    overlap = '<c:overlap val="100"/>' if stacked else '<c:overlap val="-8"/>' if bars > 1 else ""
    gap = min(round((_row(chart, width) - thick) / (thick / bars) * 100), 500)
    return (
        f'{place}<c:barChart><c:barDir val="bar"/><c:grouping val="{"stacked" if stacked else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}<c:gapWidth val="{gap}"/>'
        f"{overlap}{AXES}</c:barChart>"
        f"{_axes(chart, width, _most(chart), layout(column_ / width, 1 - (_TITLE - 2) / height))}"
    )


def _most(chart: Chart) -> float | None:
    """Return where the axis of bars ends: room for the longest figure beside the longest bar."""
    if chart.kind is ChartKind.STACKED:
        return 1.0 if chart.unit is Unit.SHARE else None
    values = [value for series in chart.series for value in series.values if value is not None]
    return max(values, default=0.0) * 1.16 or None


def _bars(chart: Chart, at: int, look: Look, width: float) -> str:
    series, stacked = chart.series[at], chart.kind is ChartKind.STACKED
    labels = Labels(
        chart.language,
        chart.unit,
        "ctr" if stacked else "outEnd",
        ink=ink_on(look.ground) if stacked else palette().text,
        ground=look.ground if stacked and look.pattern is not Pattern.PLAIN else "",
        strong=stacked,
        without=_crowded(chart, series) if stacked else (),
        cells=_cells(chart, at),
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_name(at, series)}'
        f'{area(look, parted=stacked)}<c:invertIfNegative val="0"/>'
        f"{labels.xml()}{_figures(chart, at, width)}{labels.range_xml()}</c:ser>"
    )


def _cells(chart: Chart, at: int) -> tuple[str, Sequence[str]]:
    """Return the cells that hold the figures as texts: Word writes a decimal mark as the reader's computer is set."""
    if not has_texts(chart):
        return "", ()
    letter = column(1 + len(chart.series) + at)
    texts = [chart.written(value) if value is not None else "" for value in chart.series[at].values]
    return f"Sheet1!${letter}$2:${letter}${len(texts) + 1}", texts


def _every(chart: Chart, width: float) -> int:
    """Return which names stand below a line chart: each, each second, and so on; beside bars each."""
    if chart.kind is not ChartKind.LINE:
        return 1
    words = max(len(word) for name in chart.categories for word in name.split(" ")) * LETTER
    return min(int((words + 6) // ((width - 8) / len(chart.categories))) + 1, len(chart.categories))


def _names_below(chart: Chart, width: float) -> float:
    step = (width - 8) / len(chart.categories) * _every(chart, width) - 6
    return LINE * max(lines_of(chart.category_label(at), step) for at in range(len(chart.categories))) + 8


def _line_plot(chart: Chart, width: float) -> str:
    height = height_of(chart, width)
    above = legend_height([series.name for series in chart.series], width) + (_TITLE if chart.measure else 4)
    place = layout(4 / width, above / height, ((width - 8) / width, _FIELD / height), inner=True)
    values = [value for series in chart.series for value in series.values if value is not None]
    most = (max(values, default=0.0) or 1.0) * _HEADROOM
    placed = _places(chart, width - 8, most)
    series = "".join(_line(chart, at, look, width, placed) for at, look in enumerate(looks(chart)))
    return (
        f'{place}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{AXES}'
        f"</c:lineChart>{_axes(chart, width, most, layout(0, (above - _TITLE) / height))}"
    )


def _places(chart: Chart, width: float, most: float) -> tuple[Placed, ...]:
    """Return the figures that find a place, as wide as digits are on average."""
    step = width / len(chart.categories)

    def at(index: int, value: float) -> tuple[float, float]:
        return (index + 0.5) * step, value / most * _FIELD

    strokes = []
    marks = []
    for series in chart.series:
        for index, value in enumerate(series.values):
            if value is None:
                continue
            marks.append(at(index, value))
            following = series.values[index + 1] if index + 1 < len(series.values) else None
            if following is not None:
                strokes.append((*at(index, value), *at(index + 1, following)))
    places = Places(Box(0, 0, width, _FIELD + 10), strokes)
    places.block_marks(marks, 6)
    return labels_of_lines(chart, places, at, lambda said: len(said) * LETTER + 3, high=LINE, reach=6)


def _line(chart: Chart, at: int, look: Look, width: float, placed: Sequence[Placed]) -> str:
    series = chart.series[at]
    sides = {label.at: label.side for label in placed if label.series == at}
    known = [index for index, value in enumerate(series.values) if value is not None]
    labels = Labels(
        chart.language,
        chart.unit,
        "t",
        strong=series.role is not SeriesRole.TARGET,
        sides=sides,
        without=[index for index in known if index not in sides],
        cells=_cells(chart, at),
    )
    dash = '<a:prstDash val="sysDash"/>' if look.is_target else ""
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_name(at, series)}'
        f'<c:spPr><a:ln w="22000" cap="rnd">{solid(look.colour)}{dash}<a:round/></a:ln></c:spPr>{marker(look)}'
        f'{labels.xml()}{_figures(chart, at, width)}<c:smooth val="0"/>{labels.range_xml()}</c:ser>'
    )


def _name(at: int, series: Series) -> str:
    return f"<c:tx>{reference(f'Sheet1!${column(at + 1)}$1', [series.name])}</c:tx>"


def _figures(chart: Chart, at: int, width: float) -> str:
    count, letter = len(chart.categories), column(at + 1)
    names = [_name_of(chart, index, width) for index in range(count)]
    values = [repr(float(value)) if value is not None else "" for value in chart.series[at].values]
    figures = reference(
        f"Sheet1!${letter}$2:${letter}${count + 1}", values, "num", format_of(chart.unit, chart.language)
    )
    return f"<c:cat>{reference(f'Sheet1!$A$2:$A${count + 1}', names)}</c:cat><c:val>{figures}</c:val>"


def _crowded(chart: Chart, series: Series) -> list[int]:
    """Return the categories in which a segment is too narrow for its figure; the table nearby has it."""
    totals = [sum(other.values[at] or 0 for other in chart.series) for at in range(len(chart.categories))]
    widest = max(totals, default=0) or 1
    return [at for at, value in enumerate(series.values) if value is not None and value / widest < _NARROW]


def _axes(chart: Chart, width: float, most: float | None, place: str) -> str:
    """Return both axes: a line at the categories, no line and no figures at the values."""
    down = chart.kind is not ChartKind.LINE
    order = "maxMin" if down else "minMax"
    side, other = ("l", "t") if down else ("b", "l")
    line = f'<c:spPr><a:ln w="9525">{solid(palette().muted)}</a:ln></c:spPr>'
    names = text(size=_SMALL if _is_crowded(chart, width) else 8)
    end = "" if most is None else f'<c:max val="{most!r}"/>'
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{names}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        f'<c:tickLblSkip val="{_every(chart, width)}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'{end}<c:min val="0"/></c:scaling><c:delete val="{0 if chart.measure else 1}"/><c:axPos val="{other}"/>'
        f"{title(chart.measure, chart.language, place)}"
        f'<c:numFmt formatCode={quoteattr(format_of(chart.unit, chart.language))} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="111111111"/>'
        f'<c:crosses val="{"max" if down else "autoZero"}"/><c:crossBetween val="between"/></c:valAx>'
    )
