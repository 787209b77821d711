"""The styles of the Word templates, as WordprocessingML."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_TOKENS = json.loads(Path(__file__).parents[1].joinpath("resources/templates/look-tokens.json").read_text("utf-8"))
COLOURS = {name: shades["light"].lstrip("#") for name, shades in _TOKENS["roles"].items()}
BODY, HEADING = "Noto Sans", "Lato"
TEXT_WIDTH = 9600  # twentieths of a point: 480 points between the margins
WIDE_TEXT_WIDTH = 13200  # on pages that lie on their side
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Style:
    """A paragraph style: sizes and spaces in points."""

    id: str
    name: str
    size: float = 10.0
    leading: float = 14.0
    before: float = 0.0
    after: float = 0.0
    font: str = BODY
    bold: bool = False
    colour: str = "text"
    based_on: str = "Normal"
    next: str = "Normal"
    extra: str = ""  # further paragraph properties that stand before the spacing
    last: str = ""  # and after it
    outline: int | None = None
    quick: bool = True
    ui: int = 9

    def xml(self) -> str:
        """Return the style's element; one that is based on another of ours says only in what it differs."""
        is_own = self.based_on == "Normal"
        keep = "<w:keepNext/><w:keepLines/>" if self.outline is not None else ""
        outline = f'<w:outlineLvl w:val="{self.outline}"/>' if self.outline is not None else ""
        line = f' w:line="{self.leading * 20:.0f}" w:lineRule="atLeast"' if is_own else ""
        spacing = f'<w:spacing w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}"{line}/>'
        fonts = f'<w:rFonts w:ascii="{self.font}" w:hAnsi="{self.font}" w:eastAsia="{self.font}" w:cs="{self.font}"/>'
        weight = "<w:b/><w:bCs/>" if self.bold else ""
        half = f"{self.size * 2:.0f}"
        letters = (
            f'<w:rPr>{fonts}{weight}<w:color w:val="{COLOURS[self.colour]}"/>'
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        )
        return (
            f'<w:style w:type="paragraph" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based_on}"/><w:next w:val="{self.next}"/><w:uiPriority w:val="{self.ui}"/>'
            f"{'<w:qFormat/>' if self.quick else ''}"
            f"<w:pPr>{keep}{self.extra}{spacing}{self.last}{outline}</w:pPr>{letters if is_own else ''}</w:style>"
        )


def _tabs(*stops: str) -> str:
    return f"<w:tabs>{''.join(stops)}</w:tabs>"


_RIGHT = f'<w:tab w:val="right" w:pos="{TEXT_WIDTH}"/>'
_NOT_RIGHT = f'<w:tab w:val="clear" w:pos="{TEXT_WIDTH}"/>'
_WIDE_RIGHT = f'<w:tab w:val="right" w:pos="{WIDE_TEXT_WIDTH}"/>'
_DOTS = f'<w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/>'


def _bar(colour: str, ground: str) -> str:
    fill = COLOURS[ground]
    edge = '<w:{name} w:val="single" w:sz="8" w:space="7" w:color="{colour}"/>'  # 8 points, as in the PDF
    sides = (
        edge.format(name="top", colour=fill)
        + f'<w:left w:val="single" w:sz="24" w:space="8" w:color="{COLOURS[colour]}"/>'
        + edge.format(name="bottom", colour=fill)
    )
    return f'<w:pBdr>{sides}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _rule(side: str, space: int, colour: str = "line") -> str:
    line = f'<w:{side} w:val="single" w:sz="4" w:space="{space}" w:color="{COLOURS[colour]}"/>'
    return f"<w:pBdr>{line}</w:pBdr>"


_KEEP = "<w:keepNext/>"
_TO_RIGHT, _CENTRED = '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'
PARAGRAPHS = (
    Style("BodyText", "Body Text", after=7, next="BodyText"),
    Style("BodyTextBelowTable", "Body Text Below Table", before=11, after=7, based_on="BodyText", next="BodyText"),
    Style("Title", "Title", 31, 37, 0, 14, HEADING, bold=True, next="Subtitle", ui=10),
    Style("Subtitle", "Subtitle", 17, 22, 0, 30, HEADING, colour="accent", ui=11),
    Style("CoverDepartment", "Cover Department", 12.5, 17, 0, 150, HEADING, bold=True),
    Style("CoverLine", "Cover Line", 10.5, 15.5, 0, 2),
    Style("CoverFoot", "Cover Foot", 9, 12.6, 0, 3, colour="text2"),
    Style(
        "CoverFootFirst", "Cover Foot First", 9, 12.6, 140, 3, colour="text2", based_on="CoverFoot", next="CoverFoot"
    ),
    Style("Heading1", "heading 1", 19, 23.2, 22, 9, HEADING, True, "accent", next="BodyText", outline=0),
    Style("Heading2", "heading 2", 14.5, 17.7, 17, 6, HEADING, True, next="BodyText", outline=1),
    Style("Heading3", "heading 3", 12, 14.6, 13, 4, HEADING, True, next="BodyText", outline=2),
    Style("Heading4", "heading 4", 10.5, 12.8, 10, 3, HEADING, True, next="BodyText", outline=3),
    Style("TOCHeading", "TOC Heading", 19, 23, 16, 8, HEADING, True, "accent", extra=_KEEP, ui=39),
    Style("ListedHeading", "Listed Heading", 14.5, 17.7, 16, 5, HEADING, True, extra=_KEEP, ui=39),
    Style("TOC1", "toc 1", 10, 14, 3, 0, bold=True, extra=_tabs(_DOTS), quick=False, ui=39),
    Style(
        "TOC2",
        "toc 2",
        9.5,
        13,
        0,
        0,
        extra=_tabs(_DOTS),
        last='<w:ind w:left="280"/>',
        quick=False,
        ui=39,
    ),
    Style(
        "TOC3",
        "toc 3",
        9.5,
        13,
        0,
        0,
        extra=_tabs(_DOTS),
        last='<w:ind w:left="560"/>',
        quick=False,
        ui=39,
    ),
    Style("TableofFigures", "table of figures", 9, 12.4, 0, 0, extra=_tabs(_DOTS), quick=False, ui=99),
    Style("Caption", "caption", 9.5, 12.5, 10, 4, HEADING, True, next="BodyText", extra=_KEEP, ui=35),
    Style("SourceLine", "Source Line", 8, 11, 4, 11, colour="text2", next="BodyText"),
    Style("FigureBlock", "Figure Block", 10, 12, 0, 4, extra=_KEEP, next="SourceLine"),
    Style("NoteInfo", "Note Info", 9.5, 13.2, 7, 11, extra=_bar("accent", "sunken"), last='<w:ind w:left="220"/>'),
    Style("NoteGap", "Note Gap", 9.5, 13.2, 7, 11, extra=_bar("warn", "warn_soft"), last='<w:ind w:left="220"/>'),
    Style(
        "ListBullet",
        "List Bullet",
        after=3,
        next="ListBullet",
        extra='<w:numPr><w:numId w:val="1"/></w:numPr>',
        last='<w:ind w:left="360" w:hanging="300"/>',
    ),
    Style(
        "ListBullet2",
        "List Bullet 2",
        after=3,
        next="ListBullet2",
        extra='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
        last='<w:ind w:left="660" w:hanging="300"/>',
    ),
    Style(
        "ListNumber",
        "List Number",
        after=3,
        next="ListNumber",
        extra='<w:numPr><w:numId w:val="2"/></w:numPr>',
        last='<w:ind w:left="360" w:hanging="300"/>',
    ),
    Style(
        "ListNumber2",
        "List Number 2",
        after=3,
        next="ListNumber2",
        extra='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>',
        last='<w:ind w:left="660" w:hanging="300"/>',
    ),
    *(
        Style(
            f"{kind}End",
            f"{name} End",
            after=7,
            based_on=kind,
            next="BodyText",
        )
        for kind, name in (("ListBullet", "List Bullet"), ("ListNumber", "List Number"))
    ),
    Style("NoteText", "Note Text", 8.5, 11.6, 0, 3, last='<w:ind w:left="300" w:hanging="300"/>'),
    Style("TableText", "Table Text", 8.5, 11.6, 3.35, 3.35, next="TableText"),
    Style(
        "TableNumber", "Table Number", 8.5, 11.6, 3.35, 3.35, based_on="TableText", next="TableNumber", last=_TO_RIGHT
    ),
    Style(
        "TableCentred", "Table Centred", 8.5, 11.6, 3.35, 3.35, based_on="TableText", next="TableCentred", last=_CENTRED
    ),
    Style("SectionEnd", "Section End", 1, 1, quick=False, ui=99),  # where a section ends with a table
    Style("SignatureRole", "Signature Role", 10, 13.5, 8, 0, bold=True, extra=_KEEP),
    Style("SignatureName", "Signature Name", 9.5, 12.5, extra=_KEEP),
    Style(
        "SignatureLine",
        "Signature Line",
        8,
        11,
        38,
        14,
        colour="text2",
        extra=_rule("top", 3, "text2") + _tabs('<w:tab w:val="left" w:pos="6144"/>'),
    ),
    Style(
        "Header",
        "header",
        8.5,
        11,
        0,
        0,
        HEADING,
        colour="text2",
        quick=False,
        ui=99,
        extra=_rule("bottom", 5) + _tabs(_RIGHT),
    ),
    Style("HeaderFirst", "Header First", 8.5, 11, 0, 0, HEADING, colour="text2", quick=False, extra=_tabs(_RIGHT)),
    Style(
        "Footer",
        "footer",
        8.5,
        11,
        0,
        0,
        HEADING,
        colour="text2",
        quick=False,
        ui=99,
        extra=_rule("top", 5) + _tabs(_RIGHT),
    ),
    Style(
        "HeaderWide",
        "Header Wide",
        8.5,
        11,
        0,
        0,
        HEADING,
        colour="text2",
        based_on="Header",
        quick=False,
        extra=_tabs(_NOT_RIGHT, _WIDE_RIGHT),
    ),
    Style(
        "FooterWide",
        "Footer Wide",
        8.5,
        11,
        0,
        0,
        HEADING,
        colour="text2",
        based_on="Footer",
        quick=False,
        extra=_tabs(_NOT_RIGHT, _WIDE_RIGHT),
    ),
)


def _character(style: str, name: str, properties: str, ui: int = 20) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="{ui}"/><w:qFormat/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def _coloured(colour: str) -> str:
    return f'<w:color w:val="{COLOURS[colour]}"/>'


CHARACTERS = (
    _character("Strong", "Strong", "<w:b/><w:bCs/>", 22),
    _character("Emphasis", "Emphasis", "<w:i/><w:iCs/>"),
    _character("StrongEmphasis", "Strong Emphasis", "<w:b/><w:bCs/><w:i/><w:iCs/>"),
    _character("Ordinal", "Ordinal Ending", '<w:vertAlign w:val="superscript"/>'),
    _character("Hyperlink", "Hyperlink", _coloured("accent") + '<w:u w:val="single"/>', 99),
    _character("NoteReference", "Note Reference", '<w:vertAlign w:val="superscript"/>', 99),
    _character("ToneGood", "Tone Good", _coloured("good")),
    _character("ToneWarn", "Tone Warn", _coloured("warn")),
    _character("ToneBad", "Tone Bad", _coloured("bad")),
    _character("ToneAccent", "Tone Accent", _coloured("accent")),
    _character("ToneMuted", "Tone Muted", _coloured("text2")),
    *(
        _character(f"Tone{name}Strong", f"Tone {name} Strong", "<w:b/><w:bCs/>" + _coloured(colour))
        for name, colour in zip(
            ("Good", "Warn", "Bad", "Accent", "Muted"), ("good", "warn", "bad", "accent", "text2"), strict=True
        )
    ),
    _character("Marking", "Marking", "<w:b/><w:bCs/>" + _coloured("text")),
    _character(
        "DraftMark",
        "Draft Mark",
        f'<w:b/><w:bCs/><w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="{COLOURS["bad"]}"/>',
    ),
)


def _table_style() -> str:
    side = '<w:{name} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'
    lines = "".join(side.format(name=name, colour=COLOURS["line"]) for name in ("top", "bottom", "insideH"))
    below = side.format(name="bottom", colour=COLOURS["accent"]).replace('w:sz="4"', 'w:sz="8"')
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    return (
        '<w:style w:type="table" w:styleId="JalonTable"><w:name w:val="Jalon Table"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow">{bold}<w:tcPr><w:tcBorders>{below}</w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{COLOURS["accent_soft"]}"/></w:tcPr></w:tblStylePr>'
        f'<w:tblStylePr w:type="lastRow">{bold}</w:tblStylePr></w:style>'
    )


def styles(language: str) -> str:
    """Return the part ``styles.xml`` of a template whose main language is ``language``."""
    fonts = f'<w:rFonts w:ascii="{BODY}" w:hAnsi="{BODY}" w:eastAsia="{BODY}" w:cs="{BODY}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_coloured('text')}"
        f'<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="0" w:line="280" '
        'w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    base = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    made = "".join(style.xml() for style in PARAGRAPHS) + "".join(CHARACTERS) + _table_style()
    return f"<w:styles {NAMESPACE}>{defaults}{base}{made}</w:styles>"
