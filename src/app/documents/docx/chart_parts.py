"""Pieces that all charts of Word files share: texts, fills, formats of figures, labels, axes, places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from app.documents.chart_style import Look, Marker, Pattern
from app.documents.charts import Unit
from app.documents.label_places import Side, wrapped
from app.documents.palette import palette
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
)
AXES: Final = '<c:axId val="111111111"/><c:axId val="222222222"/>'
LETTER, LINE = 4.2, 10.4  # mean width of a letter, with some room, and height of a line of a chart's text, in points
_GROUPED: Final = '[>=1000000]#"{space}"###"{space}"##0;[>=1000]#"{space}"##0;0'
_FORMATS: Final = {
    Language.EN: {Unit.COUNT: _GROUPED.format(space=","), Unit.SHARE: "0%"},
    Language.FR: {Unit.COUNT: _GROUPED.format(space="\u00a0"), Unit.SHARE: '0"\u00a0"%'},
}
"""Each language writes its own separators: else they would be those of the reader's computer, not of the text."""
_PLACES: Final = {Side.ABOVE: "t", Side.BELOW: "b", Side.RIGHT: "r", Side.LEFT: "l"}
_LABEL_RANGE: Final = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"  # Word's name for "labels from cells"
_SERIES_RANGE: Final = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SHOWN: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="{figure}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def format_of(unit: Unit, language: Language) -> str:
    """Return the format of whole figures, in a chart's language."""
    return _FORMATS[language][unit]


def solid(colour: str) -> str:
    """Return a plain fill."""
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def text(colour: str = "", *, strong: bool = False, size: float = 8) -> str:
    """Return how texts look, never turned; their font is the document's."""
    ink, weight = solid(colour or palette().text), ' b="1"' if strong else ' b="0"'
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size * 100:.0f}"{weight}>{ink}'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>'
    )


def area(look: Look, *, parted: bool) -> str:
    """Return the fill and edge of bars; ``parted``: a white line parts them from others that they touch."""
    if look.is_target:
        line = f'<a:ln w="14000">{solid(look.colour)}<a:prstDash val="dash"/></a:ln>'
        return f"<c:spPr>{solid('#FFFFFF')}{line}</c:spPr>"
    if look.pattern is Pattern.PLAIN:
        edge = f'<a:ln w="9525">{solid("#FFFFFF")}</a:ln>' if parted else "<a:ln><a:noFill/></a:ln>"
        return f"<c:spPr>{solid(look.colour)}{edge}</c:spPr>"
    hatched = look.pattern is Pattern.HATCHED
    ink, ground = (look.colour, "#FFFFFF") if hatched else ("#FFFFFF", look.colour)
    pattern = (
        f'<a:pattFill prst="{"wdUpDiag" if hatched else "ltHorz"}"><a:fgClr><a:srgbClr val="{ink.lstrip("#")}"/>'
        f'</a:fgClr><a:bgClr><a:srgbClr val="{ground.lstrip("#")}"/></a:bgClr></a:pattFill>'
    )
    return f'<c:spPr>{pattern}<a:ln w="7000">{solid(look.colour)}</a:ln></c:spPr>'


def marker(look: Look) -> str:
    """Return the mark of points."""
    hollow = look.is_target or look.pattern is Pattern.HATCHED
    fill, edge = ("#FFFFFF", look.colour) if hollow else (look.colour, "#FFFFFF")
    size = 8 if look.marker is Marker.DIAMOND else 7
    return (
        f'<c:marker><c:symbol val="{look.marker}"/><c:size val="{size}"/><c:spPr>{solid(fill)}'
        f'<a:ln w="{15000 if hollow else 8000}">{solid(edge)}</a:ln></c:spPr></c:marker>'
    )


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one series.

    Attributes:
        language: of the chart.
        unit: of the figures.
        place: where the labels stand that have no side of their own.
        ink: of their text.
        ground: under the text; blank for none.
        strong: whether they are bold.
        sides: of single labels.
        without: figures that get no label.
        cells: the cells that hold the labels as texts, and these; nothing where the figures themselves are shown.
        only: whether no figure but those with a side has a label.
    """

    language: Language
    unit: Unit
    place: str
    ink: str = ""
    ground: str = ""
    strong: bool = False
    sides: Mapping[int, Side] | None = None
    without: Sequence[int] = ()
    cells: tuple[str, Sequence[str]] = ("", ())
    only: bool = False

    def xml(self) -> str:
        """Return the labels of the series."""
        dropped = {at: f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in self.without}
        all_of_cells = range(0 if self.only else len(self.cells[1]))
        own = {at: self._own(at) for at in all_of_cells if at not in dropped}
        own |= {at: self._own(at) for at in self.sides or {} if at not in dropped}
        single = "".join(xml for _at, xml in sorted((dropped | own).items()))
        shown = f'<c15:showDataLabelsRange val="{int(not self.only)}"/>'
        more = f'<c:extLst><c:ext uri="{_LABEL_RANGE}">{shown}</c:ext></c:extLst>'
        return f"<c:dLbls>{single}{self._look(self.place)}{more if self.cells[0] else ''}</c:dLbls>"

    def _look(self, place: str) -> str:
        ground = solid(self.ground) if self.ground else "<a:noFill/>"
        return (
            f'<c:numFmt formatCode={quoteattr(format_of(self.unit, self.language))} sourceLinked="0"/>'
            f"<c:spPr>{ground}<a:ln><a:noFill/></a:ln></c:spPr>{text(self.ink, strong=self.strong)}"
            f'<c:dLblPos val="{place}"/>{_SHOWN.format(figure=0 if self.cells[0] else 1)}'
        )

    def _own(self, at: int) -> str:
        place = _PLACES[self.sides[at]] if self.sides and at in self.sides else self.place
        said = more = ""
        if self.cells[0]:
            key = f"{{5A5E9C40-0000-4000-8000-{at:012X}}}"
            said = (
                f'<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{key}" type="CELLRANGE">'
                f'<a:rPr lang="{self.language.tag}"/>'
                f"<a:pPr/><a:t>{escape(self.cells[1][at])}</a:t></a:fld></a:p></c:rich></c:tx>"
            )
            more = f'<c:extLst><c:ext uri="{_LABEL_RANGE}"><c15:showDataLabelsRange val="1"/></c:ext></c:extLst>'
        return f'<c:dLbl><c:idx val="{at}"/>{said}{self._look(place)}{more}</c:dLbl>'

    def range_xml(self) -> str:
        """Return what ends the series: the cells of its labels and what they hold."""
        cells, texts = self.cells
        if not cells:
            return ""
        held = "".join(f'<c:pt idx="{at}"><c:v>{escape(said)}</c:v></c:pt>' for at, said in enumerate(texts))
        cache = f'<c15:dlblRangeCache><c:ptCount val="{len(texts)}"/>{held}</c15:dlblRangeCache>'
        inner = f"<c15:datalabelsRange><c15:f>{cells}</c15:f>{cache}</c15:datalabelsRange>"
        return f'<c:extLst><c:ext uri="{_SERIES_RANGE}">{inner}</c:ext></c:extLst>'


def reference(cells: str, values: Sequence[str], kind: str = "str", format_: str = "") -> str:
    """Return cells of the workbook and what they hold; a blank is a gap."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(v)}</c:v></c:pt>' for at, v in enumerate(values) if v)
    code = f"<c:formatCode>{escape(format_)}</c:formatCode>" if format_ else ""
    return (
        f'<c:{kind}Ref><c:f>{cells}</c:f><c:{kind}Cache>{code}<c:ptCount val="{len(values)}"/>{points}'
        f"</c:{kind}Cache></c:{kind}Ref>"
    )


def title(said: str, language: Language, place: str) -> str:
    """Return the title of an axis in its place, never upright; nothing where there is none."""
    if not said:
        return ""
    run = (
        f'<a:rPr lang="{language.tag}" sz="800" b="0">{solid(palette().muted)}<a:latin typeface="+mn-lt"/></a:rPr>'
        f"<a:t>{escape(said)}</a:t>"
    )
    rich = f'<a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:r>{run}</a:r></a:p>'
    return f'<c:title><c:tx><c:rich>{rich}</c:rich></c:tx>{place}<c:overlay val="0"/></c:title>'


def layout(x: float, y: float, size: tuple[float, float] | None = None, *, inner: bool = False) -> str:
    """Return a place in shares of the picture, from its upper left corner."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    extent = f'<c:w val="{size[0]:.4f}"/><c:h val="{size[1]:.4f}"/>' if size else ""
    return (
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.4f}"/><c:y val="{y:.4f}"/>{extent}</c:manualLayout></c:layout>'
    )


def legend() -> str:
    """Return the legend at the upper left corner."""
    return f'<c:legend><c:legendPos val="t"/>{layout(0, 0)}<c:overlay val="0"/>{text()}</c:legend>'


def legend_height(names: Sequence[str], width: float) -> float:
    """Return the height of the legend of some series; of one there is none."""
    if len(names) < 2:
        return 0.0
    lines, used = 1, 0.0
    for name in names:
        wide = len(name) * LETTER + 28
        if used and used + wide > width:
            lines, used = lines + 1, 0.0
        used += wide
    return lines * 13.0 + 9


def lines_of(name: str, width: float) -> int:
    """Return on how many lines a name stands, roughly."""
    return len(wrapped(name, width, lambda said: len(said) * LETTER))
