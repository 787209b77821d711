"""Paragraphs made of fragments, without markup, each holding the block that it draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from app.documents.palette import palette
from app.documents.pdf import fonts, theme
from app.documents.tree import Run, Runs, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfgen.canvas import Canvas


class Link(str):
    """The target of a link as fragments carry it; an empty one only tells a change of language."""

    __slots__ = ("run",)
    run: Run


class LineText(PDFTextObject):
    """Text whose wrapped lines end with a space, so that words of two lines are read apart."""

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803  ReportLab's names
        super()._textOut(f"{text} " if TStar else text, TStar)  # type: ignore[misc]  # not in the stubs


class TextBlock(Paragraph):
    """A paragraph that knows its block and wraps only once for a width."""

    block: object = None
    index = 0

    def __init__(
        self,
        text: None,
        style: ParagraphStyle,
        bulletText: Any = None,  # noqa: N803  ReportLab makes the pieces of a split with this name
        frags: Any = None,
        **rest: Any,
    ) -> None:
        super().__init__(text, style, bulletText=bulletText, frags=frags, **rest)  # type: ignore[arg-type]  # no text: the pieces are given
        self._wrapped: tuple[float, float, float] | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height; the lines are kept for the next asking."""
        if self._wrapped is None or self._wrapped[0] != availWidth or not hasattr(self, "blPara"):
            _, height = super().wrap(availWidth, availHeight)
            self._wrapped = (availWidth, availWidth, height)
        return self._wrapped[1], self._wrapped[2]

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803  ReportLab's names
        """Return the piece that fits and the rest; both draw the same block."""
        parts = super().split(availWidth, availHeight)
        for part in parts:
            vars(part)["block"] = self.block
        return parts

    def beginText(self, x: float, y: float) -> PDFTextObject:  # noqa: N802  ReportLab's name
        """Return the text object that the lines go to."""
        return LineText(self.canv, x, y)


class LineBlock(Flowable):
    """Runs that are known to fit on one line of the page: a caption, most of the time."""

    def __init__(self, block: object, runs: Runs, style: ParagraphStyle) -> None:
        super().__init__()
        self.block = block
        self.runs = runs
        self.style = style

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return width and height."""
        return aW, self.style.leading

    def draw(self) -> None:
        """Draw the line where a paragraph would."""
        draw_line(self.canv, self.runs, self.style, 0, self.style.leading - self.style.fontSize)


@dataclass(frozen=True, slots=True)
class OneLine:
    """A text that is known to fit on one line: no paragraph is needed."""

    text: str
    font: str
    colour: str


Cell = OneLine | TextBlock


def font_of(run: Run, style: ParagraphStyle) -> str:
    """Return the face of a run in a style, whose own boldness stays."""
    family, _, face = style.fontName.partition("-")
    strong = run.strong or face.startswith("Bold")
    return fonts.face(family, strong=strong, emphasis=run.emphasis)


def fragments(runs: Runs, style: ParagraphStyle) -> list[ParaFrag]:
    """Return the fragments of some runs: one for each font, language, link and line break."""
    return [fragment for index, run in enumerate(runs) for fragment in _of_run(run, index, style)]


def _of_run(run: Run, index: int, style: ParagraphStyle) -> Iterator[ParaFrag]:
    colours = palette()
    colour = style.textColor
    if run.href:
        colour = theme.ink(colours.accent)
    elif run.tone is not Tone.PLAIN:
        colour = theme.ink(colours.tone(run.tone))
    link = []
    if run.href:
        target = Link(run.href)
        target.run = run
        link = [(index, target)]
    is_raised = bool(run.note) or run.raised
    size = style.fontSize * 0.68 if is_raised else style.fontSize
    common: dict[str, Any] = {
        "fontSize": size,
        "textColor": colour,
        "rise": style.fontSize * 0.34 if is_raised else 0,
        "us_lines": [],
        "link": link,
        "bold": 0,
        "italic": 0,
    }
    if link:
        common["backColor"] = None  # its mere presence takes a paragraph off the library's fast way, which links need
    font = font_of(run, style)
    for number, line in enumerate(run.text.split("\n")):
        if number:
            yield ParaFrag(text="", fontName=font, lineBreak=True, **common)
        for name, piece in fonts.pieces(line, font):
            if piece:
                yield ParaFrag(text=piece, fontName=name, **common)


def text_block(block: object, runs: Runs, style: ParagraphStyle, *, bullet: str = "", before: Runs = ()) -> TextBlock:
    """Return the paragraph that draws ``runs``; ``before`` is set ahead of them on the same line."""
    frags = fragments((*before, *runs), style)
    if not frags:
        frags = [ParaFrag(text="", fontName=style.fontName, fontSize=style.fontSize, textColor=style.textColor, rise=0)]
    made = TextBlock(None, style, bulletText=bullet or None, frags=frags)
    made.block = block
    return made


def line_block(block: object, runs: Runs, style: ParagraphStyle, width: float) -> LineBlock | TextBlock:
    """Return ``runs`` as one line when they fit and lead nowhere, else as a paragraph."""
    if any(run.href or run.note or run.raised or "\n" in run.text for run in runs):
        return text_block(block, runs, style)
    taken = sum(
        fonts.width_of(text, name, style.fontSize)
        for run in runs
        for name, text in fonts.pieces(run.text, font_of(run, style))
    )
    return LineBlock(block, runs, style) if taken <= width else text_block(block, runs, style)


def one_line(runs: Runs, style: ParagraphStyle, width: float) -> OneLine | None:
    """Return ``runs`` as a single line when they are one plain run that fits in ``width``."""
    if len(runs) != 1:
        return None
    (run,) = runs
    if run.href or run.note or "\n" in run.text:
        return None
    font = font_of(run, style)
    drawn = fonts.pieces(run.text, font)
    if len(drawn) != 1 or fonts.width_of(drawn[0][1], font, style.fontSize) > width:
        return None
    return OneLine(drawn[0][1], drawn[0][0], palette().tone(run.tone))


def set_pen(canvas: Canvas, font: str, size: float, colour: str) -> None:
    """Set font and colour, if they are not so already: most cells look like their neighbour."""
    state = vars(canvas)
    if state["_fontname"] != font or state["_fontsize"] != size:
        canvas.setFont(font, size)
    ink = theme.ink(colour)
    if state["_fillColorObj"] is not ink:
        canvas.setFillColor(ink)


def draw_line(canvas: Canvas, runs: Runs, style: ParagraphStyle, x: float, y: float, *, right: bool = False) -> None:
    """Draw ``runs`` on one line from ``x``, or up to it."""
    found = [
        (name, text, run)
        for run in runs
        for name, text in fonts.pieces(run.text.replace("\n", " "), font_of(run, style))
    ]
    if right:
        x -= sum(fonts.width_of(text, name, style.fontSize) for name, text, _ in found)
    for name, text, run in found:
        colour = style.textColor if run.tone is Tone.PLAIN else theme.ink(palette().tone(run.tone))
        canvas.setFillColor(colour)
        canvas.setFont(name, style.fontSize)
        canvas.drawString(x, y, text)
        x += fonts.width_of(text, name, style.fontSize)
