"""Charts in Word's own form, over a workbook that lies inside: vectors that Word can edit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from app.documents.charts import Chart, ChartKind, Series, SeriesRole, Unit
from app.documents.docx.package import HEAD
from app.documents.docx.workbook import column
from app.documents.palette import ink_on, palette
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FORMATS = {
    Language.EN: {Unit.COUNT: "#,##0", Unit.SHARE: "0%"},
    Language.FR: {
        Unit.COUNT: '[>=1000000]#"\u00a0"###"\u00a0"##0;[>=1000]#"\u00a0"##0;0',
        Unit.SHARE: '0"\u00a0"%',
    },
}
"""French writes its own spaces: a comma would be shown as the reader's computer is set, and not as the text is."""
_GAP, _LINE, _LETTERS = 9.0, 10.4, 44  # between bars, of a label's line, and the letters of one: as on paper
_NARROW = 0.05  # of the longest bar
_AXES = '<c:axId val="111111111"/><c:axId val="222222222"/>'


def chart_xml(chart: Chart, workbook: str) -> str:
    """Return the chart part; ``workbook`` is the relationship to its figures."""
    plot = _line_plot(chart) if chart.kind is ChartKind.LINE else _bar_plot(chart)
    legend = ""
    if len(chart.series) > 1:
        legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text()}</c:legend>'
    return (
        f'{HEAD}<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:lang val="{chart.language.tag}"/>'
        f'<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f'<c:plotArea><c:layout/>{plot}</c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f"</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text()}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def height_of(chart: Chart) -> int:
    """Return the height that the picture needs, in points."""
    furniture = (15 if chart.measure else 4) + (18 if len(chart.series) > 1 else 0)
    if chart.kind is ChartKind.LINE:
        return 150 + furniture
    thin = {ChartKind.STACKED: 19.0}.get(chart.kind, 13.0 if len(chart.series) == 1 else 10.0 * len(chart.series))
    rows = sum(max(thin, _LINE * (1 + len(name) // _LETTERS)) + _GAP for name in chart.categories)
    return min(round(rows) + furniture, 560)


def _bar_plot(chart: Chart) -> str:
    stacked = chart.kind is ChartKind.STACKED
    grouping = "stacked" if stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if stacked else ""
    series = "".join(
        _series(chart, at, series, _filled(chart, at, series), stacked=stacked)
        for at, series in enumerate(chart.series)
    )
    return (
        f'<c:barChart><c:barDir val="bar"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="55"/>{overlap}{_AXES}</c:barChart>{_axes(chart, down=True)}'
    )


def _line_plot(chart: Chart) -> str:
    series = "".join(_line_series(chart, at, series) for at, series in enumerate(chart.series))
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>{_AXES}'
        f"</c:lineChart>{_axes(chart, down=False)}"
    )


def _colour(chart: Chart, at: int) -> str:
    colours = palette().series
    role = chart.series[at].role
    if role is SeriesRole.EARLIER:
        return colours[4]
    if role is SeriesRole.TARGET:
        return colours[0]
    plain = sum(series.role is SeriesRole.RESULT for series in chart.series[:at])
    return "#FFFFFF" if plain % 5 == 4 else colours[plain % 5]


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def _filled(chart: Chart, at: int, series: Series) -> str:
    colour = _colour(chart, at)
    if series.role is SeriesRole.TARGET:
        line = f'<a:ln w="14000">{_solid(colour)}<a:prstDash val="dash"/></a:ln>'
        return f"<c:spPr>{_solid('#FFFFFF')}{line}</c:spPr>"
    if colour == "#FFFFFF":
        ink = palette().text.lstrip("#")
        pattern = (
            f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{ink}"/></a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        )
        return f'<c:spPr>{pattern}<a:ln w="7000">{_solid(palette().text)}</a:ln></c:spPr>'
    return f'<c:spPr>{_solid(colour)}<a:ln w="9525">{_solid("#FFFFFF")}</a:ln></c:spPr>'


def _series(chart: Chart, at: int, series: Series, shape: str, *, stacked: bool) -> str:
    ink = ink_on(_colour(chart, at)) if stacked and _colour(chart, at) != "#FFFFFF" else palette().text
    place = "ctr" if stacked else "outEnd"
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_name(at, series)}{shape}<c:invertIfNegative val="0"/>'
        f"{_labels(chart, place, ink, _crowded(chart, series) if stacked else ())}{_figures(chart, at, series)}</c:ser>"
    )


def _line_series(chart: Chart, at: int, series: Series) -> str:
    colour = _colour(chart, at)
    is_target = series.role is SeriesRole.TARGET
    dash = '<a:prstDash val="dash"/>' if is_target else ""
    fill = _solid("#FFFFFF" if is_target else colour)
    marker = (
        f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{fill}<a:ln w="15000">{_solid(colour)}</a:ln>'
        "</c:spPr></c:marker>"
    )
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{_name(at, series)}'
        f'<c:spPr><a:ln w="22000">{_solid(colour)}{dash}</a:ln></c:spPr>{marker}'
        f"{_labels(chart, _place(chart, series), palette().text)}{_figures(chart, at, series)}"
        '<c:smooth val="0"/></c:ser>'
    )


def _place(chart: Chart, series: Series) -> str:
    """Return where the figures of a line stand: above the highest line, below the others."""
    means = [_mean(other) for other in chart.series]
    return "t" if _mean(series) == max(means) else "b"


def _mean(series: Series) -> float:
    known = [value for value in series.values if value is not None]
    return sum(known) / len(known) if known else 0.0


def _name(at: int, series: Series) -> str:
    cell = f"Sheet1!${column(at + 1)}$1"
    points = f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt>'
    return f"<c:tx><c:strRef><c:f>{cell}</c:f><c:strCache>{points}</c:strCache></c:strRef></c:tx>"


def _figures(chart: Chart, at: int, series: Series) -> str:
    count = len(chart.categories)
    names = "".join(f'<c:pt idx="{i}"><c:v>{escape(chart.category_label(i))}</c:v></c:pt>' for i in range(count))
    values = "".join(
        f'<c:pt idx="{i}"><c:v>{value!r}</c:v></c:pt>' for i, value in enumerate(series.values) if value is not None
    )
    letter = column(at + 1)
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${letter}$2:${letter}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>{escape(_format(chart))}</c:formatCode><c:ptCount val="{count}"/>{values}'
        "</c:numCache></c:numRef></c:val>"
    )


def _format(chart: Chart) -> str:
    """Return the format of the figures, in the chart's language."""
    return _FORMATS[chart.language][chart.unit]


def _crowded(chart: Chart, series: Series) -> list[int]:
    """Return the categories in which a segment is too narrow for its figure; the table nearby has it."""
    totals = [sum(other.values[at] or 0 for other in chart.series) for at in range(len(chart.categories))]
    widest = max(totals, default=0) or 1
    return [at for at, value in enumerate(series.values) if value is not None and value / widest < _NARROW]


def _labels(chart: Chart, place: str, ink: str, without: Sequence[int] = ()) -> str:
    dropped = "".join(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in without)
    return (
        f'<c:dLbls>{dropped}<c:numFmt formatCode={quoteattr(_format(chart))} sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(ink)}"
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _text(colour: str = "") -> str:
    ink = _solid(colour or palette().text)
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="800">{ink}<a:latin typeface="Noto Sans"/>'
        "</a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>"
    )


def _title(chart: Chart) -> str:
    """Return the title of the axis of figures."""
    if not chart.measure:
        return ""
    run = (
        f'<a:rPr lang="{chart.language.tag}" sz="800" b="0">{_solid(palette().muted)}<a:latin typeface="Noto Sans"/>'
        f"</a:rPr><a:t>{escape(chart.measure)}</a:t>"
    )
    text = f"<a:bodyPr/><a:lstStyle/><a:p><a:r>{run}</a:r></a:p>"
    return f'<c:title><c:tx><c:rich>{text}</c:rich></c:tx><c:overlay val="0"/></c:title>'


def _axes(chart: Chart, *, down: bool) -> str:
    """Return both axes: a line at the categories, no line and no figures at the values."""
    order = "maxMin" if down else "minMax"
    place, other = ("l", "t") if down else ("b", "l")
    line = f'<c:spPr><a:ln w="9525">{_solid(palette().muted)}</a:ln></c:spPr>'
    most = '<c:max val="1"/>' if chart.kind is ChartKind.STACKED and chart.unit is Unit.SHARE else ""
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{place}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{line}{_text()}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="1"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'{most}<c:min val="0"/></c:scaling><c:delete val="{0 if chart.measure else 1}"/><c:axPos val="{other}"/>'
        f'{_title(chart)}<c:numFmt formatCode={quoteattr(_format(chart))} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:crossAx val="111111111"/><c:crosses val="{"max" if down else "autoZero"}"/></c:valAx>'
    )
