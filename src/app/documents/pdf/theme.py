"""Sizes, colours and paragraph styles of the PDF form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from app.documents.palette import palette
from app.documents.pdf import fonts
from app.documents.tree import Align

PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
LEFT, RIGHT = 66.0, 66.0
TOP, BOTTOM = 78.0, 66.0
WIDTH = PAGE_WIDTH - LEFT - RIGHT
HEIGHT = PAGE_HEIGHT - TOP - BOTTOM
CELL_X, CELL_Y = 5.0, 3.6
LIST_INDENT = 15.0
_AFTER_LABEL = 6.0  # of the library, between number and text
ALIGNMENTS = {Align.START: TA_LEFT, Align.END: TA_RIGHT, Align.CENTRE: TA_CENTER}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it lies before the reader, and the room that its margins leave."""

    page_width: float
    page_height: float

    @property
    def width(self) -> float:
        """Return the room between the left and the right margin."""
        return self.page_width - LEFT - RIGHT

    @property
    def height(self) -> float:
        """Return the room between head and foot."""
        return self.page_height - TOP - BOTTOM


UPRIGHT, WIDE = Sheet(PAGE_WIDTH, PAGE_HEIGHT), Sheet(PAGE_HEIGHT, PAGE_WIDTH)


@dataclass(frozen=True, slots=True)
class Space:
    """The space above and below a block, in points; the larger one of two neighbours counts."""

    before: float = 0.0
    after: float = 0.0


NO_SPACE = Space()
SPACES = {
    "heading1": Space(22, 9),
    "heading2": Space(17, 6),
    "heading3": Space(13, 4),
    "heading4": Space(10, 3),
    "body": Space(0, 7),
    "caption": Space(10, 4),
    "table": Space(0, 11),
    "figure": Space(0, 9),
    "source": Space(4, 11),
    "item": Space(0, 3),
    "list_end": Space(0, 7),
    "note": Space(7, 11),
    "footnote": Space(0, 3),
    "contents": Space(0, 0),
}
_HEADING_SIZES = {1: 19.0, 2: 14.5, 3: 12.0, 4: 10.5}


@cache
def ink(colour: str) -> Color:
    """Return a colour of the palette as the library wants it."""
    return HexColor(colour)


@cache
def style(name: str) -> ParagraphStyle:
    """Return a paragraph style by its name."""
    return _styles()[name]


@cache
def cell_style(align: Align, *, strong: bool) -> ParagraphStyle:
    """Return the style of a table cell."""
    return _made(f"cell-{align}-{strong}", 8.5, 11.6, strong=strong, alignment=ALIGNMENTS[align])


@cache
def with_addresses(style: ParagraphStyle) -> ParagraphStyle:
    """Return a style for texts with web addresses, which are parted behind a stroke where they are too long."""
    return ParagraphStyle(f"{style.name}-addresses", style, uriWasteReduce=0.3)


@cache
def item_style(depth: int, label: str = "") -> ParagraphStyle:
    """Return the style of an item of a list, ``depth`` 1 or 2, whose widest number is ``label``."""
    start = LIST_INDENT * (depth - 1) + 5
    needed = fonts.width_of(label, fonts.face(fonts.BODY), 10) + _AFTER_LABEL if label else 0.0
    return _made(
        f"item-{depth}-{label}",
        10,
        14.0,
        leftIndent=max(LIST_INDENT * depth + 3, start + needed),
        bulletIndent=start,
        bulletFontName=fonts.face(fonts.BODY),
        bulletFontSize=10,
        bulletColor=ink(palette().accent),
    )


@cache
def contents_style(level: int, number: str = "") -> ParagraphStyle:
    """Return the style of a line of a table of contents, which goes on under the text behind its ``number``."""
    size, strong = (10.0, True) if level == 1 else (9.5, False)
    hanging = fonts.width_of(f"{number} ", fonts.face(fonts.BODY, strong=strong), size) if number else 0.0
    return _made(
        f"contents-{level}-{number}",
        size,
        14.0 if level == 1 else 13.0,
        strong=strong,
        leftIndent=14.0 * (level - 1) + hanging,
        firstLineIndent=-hanging,
    )


def _made(name: str, size: float, leading: float, **rest: Any) -> ParagraphStyle:
    family = rest.pop("family", fonts.BODY)
    strong, emphasis = rest.pop("strong", False), rest.pop("emphasis", False)
    colour = rest.pop("colour", palette().text)
    return ParagraphStyle(
        name,
        fontName=fonts.face(family, strong=strong, emphasis=emphasis),
        fontSize=size,
        leading=leading,
        textColor=ink(colour),
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        **rest,
    )


@cache
def _styles() -> dict[str, ParagraphStyle]:
    colours = palette()
    made = {
        "body": _made("body", 10, 14.0),
        "caption": _made("caption", 9.5, 12.5, family=fonts.HEADING, strong=True),
        "source": _made("source", 8, 11.0, colour=colours.muted),
        "note": _made("note", 9.5, 13.2),
        "footnote": _made("footnote", 8.5, 11.6, leftIndent=LIST_INDENT, bulletIndent=0, bulletFontSize=8.5),
        "contents-title": _made("contents-title", 19, 23, family=fonts.HEADING, strong=True, colour=colours.accent),
        "listed-title": _made("listed-title", 14.5, 17.7, family=fonts.HEADING, strong=True),
        "contents-listed": _made("contents-listed", 9, 12.4),
        "cover-department": _made("cover-department", 12.5, 17, family=fonts.HEADING, strong=True),
        "cover-title": _made("cover-title", 31, 37, family=fonts.HEADING, strong=True),
        "cover-subtitle": _made("cover-subtitle", 17, 22, family=fonts.HEADING, colour=colours.accent),
        "cover-line": _made("cover-line", 10.5, 15.5),
        "cover-foot": _made("cover-foot", 9, 12.6, colour=colours.muted),
        "signature-role": _made("signature-role", 10, 13.5, strong=True),
        "signature": _made("signature", 9.5, 12.5),
        "signature-label": _made("signature-label", 8, 11, colour=colours.muted),
    }
    made["footnote"].bulletFontName = fonts.face(fonts.BODY)
    for level, size in _HEADING_SIZES.items():
        colour = colours.accent if level == 1 else colours.text
        made[f"heading{level}"] = _made(
            f"heading{level}", size, size * 1.22, family=fonts.HEADING, strong=True, colour=colour
        )
    return made
