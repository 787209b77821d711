"""Paragraphs made of fragments, without markup, each holding the element that it is read as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from app.documents.palette import palette
from app.documents.pdf import fonts, theme
from app.documents.pdf.tagging.text import TaggedText, WordEnds, letters_in
from app.documents.tree import Run, Runs, Tone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from reportlab.lib.styles import ParagraphStyle

    from app.documents.pdf.canvas import PageCanvas
    from app.documents.pdf.reading import Reading
    from app.documents.pdf.tagging.node import Node
    from app.documents.pdf.tagging.text import Inline


class TextBlock(Paragraph):
    """A paragraph that knows its element and wraps only once for a width.

    ``node`` is its element; that of a table's cell is given when the cell is drawn. ``label`` is the
    element of its bullet. ``language`` is the tag of its language when that is not the document's.
    """

    canv: PageCanvas
    node: Node
    label: Node | None = None
    language = ""

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
        self._read: _Read | None = None
        self._words: WordEnds | None = None

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height; the lines are kept for the next asking."""
        if self._wrapped is None or self._wrapped[0] != availWidth or not hasattr(self, "blPara"):
            fragments = self.frags if self._words is None else ()  # the library replaces them by their words
            _, height = super().wrap(availWidth, availHeight)
            if self._words is None and (vars(self).get("_splitLongWordCount") or vars(self).get("_hyphenations")):
                self._words = WordEnds.of("\n" if vars(f).get("lineBreak") else f.text for f in fragments)
            self._wrapped = (availWidth, availWidth, height)
        return self._wrapped[1], self._wrapped[2]

    def split(self, availWidth: float, availHeight: float) -> list[Any]:  # noqa: N803  ReportLab's names
        """Return the piece that fits and the rest; both are read as the same element."""
        parts = super().split(availWidth, availHeight)
        for part in parts:
            state = vars(part)
            state.update(label=self.label, language=self.language, _read=self._read)
            if "node" in vars(self):
                state["node"] = self.node
        if self._words and len(parts) == 2:
            vars(parts[0])["_words"] = self._words
            vars(parts[1])["_words"] = self._words.after(_letters_of(parts[0]))
        return parts

    def draw(self) -> None:
        """Draw the bullet, which belongs to the label, and the text."""
        canvas = self.canv
        canvas.label = self.label
        super().draw()
        canvas.label = None

    def beginText(self, x: float, y: float) -> TaggedText:  # noqa: N802  ReportLab's name
        """Return the text object that the lines go to."""
        inlines = self._read.inlines(self.node) if self._read else {}
        return TaggedText(self.canv, (x, y), self.node, inlines, self._words)


def _letters_of(part: Any) -> int:
    """Return how many letters a piece of a paragraph holds, from the lines that it is wrapped to."""
    lines = vars(part)["blPara"].lines
    texts = (text for line in lines for text in (line[1] if isinstance(line, tuple) else (f.text for f in line.words)))
    return sum(map(letters_in, texts))


class _Read:
    """The runs of one paragraph that are read as elements of their own; its pieces share them."""

    def __init__(self, reading: Reading, runs: Runs, apart: Collection[int]) -> None:
        self._reading = reading
        self._runs = runs
        self._apart = apart
        self._made: dict[int, Inline] = {}

    def inlines(self, node: Node) -> dict[int, Inline]:
        """Return the elements of those runs, by index, below that of the paragraph."""
        if not self._made:
            self._made = {index: self._reading.inline(self._runs[index], node) for index in self._apart}
        return self._made


class LineBlock(Flowable):
    """Runs that are known to fit on one line of the page: a caption, most of the time."""

    canv: PageCanvas

    def __init__(self, node: Node, runs: Runs, style: ParagraphStyle) -> None:
        super().__init__()
        self.node = node
        self.runs = runs
        self.style = style

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return width and height."""
        return aW, self.style.leading

    def draw(self) -> None:
        """Draw the line where a paragraph would."""
        canvas = self.canv
        draw_line(canvas, self.node, self.runs, self.style, (0, self.style.leading - self.style.fontSize))


@dataclass(frozen=True, slots=True)
class OneLine:
    """A text that is known to fit on one line: no paragraph is needed.

    ``language`` is the tag of its language when that is not the document's.
    """

    text: str
    font: str
    colour: str
    language: str = ""


Cell = OneLine | TextBlock

# kind, colour (the text's), width, place below the line of writing, its rise, how many, the gap between them
_UNDERLINE = ("underline", None, 0.5, -1.7, 0, 1, 1)
"""Under links, whose colour alone does not set them apart from the text around."""


def font_of(run: Run, style: ParagraphStyle) -> str:
    """Return the face of a run in a style, whose own boldness stays."""
    family, _, face = style.fontName.partition("-")
    strong = run.strong or face.startswith("Bold")
    return fonts.face(family, strong=strong, emphasis=run.emphasis)


def _fragments(runs: Runs, style: ParagraphStyle, apart: Collection[int]) -> list[ParaFrag]:
    """Return the fragments of some runs: one for each font, link and line break.

    What is read as an element of its own (``apart``) carries its index as the target of a link; an
    empty one, of words in another language, leads nowhere.
    """
    found: list[ParaFrag] = []
    for index, run in enumerate(runs):
        link = [(index, f"#{index}" if run.href else "")] if index in apart else []
        found.extend(_of_run(run, link, style))
    return found


def _of_run(run: Run, link: list[tuple[int, str]], style: ParagraphStyle) -> Iterator[ParaFrag]:
    colours = palette()
    colour = style.textColor
    if run.href:
        colour = theme.ink(colours.accent)
    elif run.tone is not Tone.PLAIN:
        colour = theme.ink(colours.tone(run.tone))
    is_raised = bool(run.note) or run.raised
    size = style.fontSize * 0.68 if is_raised else style.fontSize
    common: dict[str, Any] = {
        "fontSize": size,
        "textColor": colour,
        "rise": style.fontSize * 0.34 if is_raised else 0,
        "us_lines": [(*link[0][:1], *_UNDERLINE)] if link and run.href and not run.note else [],
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


def text_block(
    reading: Reading,
    node: Node | None,
    runs: Runs,
    style: ParagraphStyle,
    *,
    bullet: str = "",
    label: Node | None = None,
    before: Runs = (),
) -> TextBlock:
    """Return the paragraph that draws ``runs``.

    Args:
        reading: how the document is read aloud.
        node: its element; None of a cell, whose element is made with its row.
        runs: the text.
        style: how it looks.
        bullet: what stands before it.
        label: the bullet's element.
        before: set ahead of the text on the same line.
    """
    runs = (*before, *runs)
    if any(run.href.startswith("http") for run in runs):
        style = theme.with_addresses(style)
    language = reading.language_of(runs)
    apart = reading.apart(runs, language)
    frags = _fragments(runs, style, apart)
    if not frags:
        frags = [ParaFrag(text="", fontName=style.fontName, fontSize=style.fontSize, textColor=style.textColor, rise=0)]
    made = TextBlock(None, style, bulletText=bullet or None, frags=frags)
    made.language, made.label = language, label
    if node is not None:
        node.language = language
        made.node = node
    if apart:
        vars(made)["_read"] = _Read(reading, runs, apart)
    return made


def line_block(reading: Reading, node: Node, runs: Runs, style: ParagraphStyle, width: float) -> LineBlock | TextBlock:
    """Return ``runs`` as one line when they fit and are all read alike, else as a paragraph."""
    language = reading.language_of(runs)
    if reading.apart(runs, language) or any(run.raised or "\n" in run.text for run in runs):
        return text_block(reading, node, runs, style)
    taken = sum(
        fonts.width_of(text, name, style.fontSize)
        for run in runs
        for name, text in fonts.pieces(run.text, font_of(run, style))
    )
    if taken > width:
        return text_block(reading, node, runs, style)
    node.language = language
    return LineBlock(node, runs, style)


def one_line(reading: Reading, runs: Runs, style: ParagraphStyle, width: float) -> OneLine | None:
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
    return OneLine(drawn[0][1], drawn[0][0], palette().tone(run.tone), reading.language_of(runs))


def draw_line(canvas: PageCanvas, node: Node, runs: Runs, style: ParagraphStyle, start: tuple[float, float]) -> None:
    """Draw ``runs`` on one line from ``start``, as content of ``node``."""
    x, y = start
    canvas.begin(node)
    for run in runs:
        for name, text in fonts.pieces(run.text.replace("\n", " "), font_of(run, style)):
            colour = style.textColor if run.tone is Tone.PLAIN else theme.ink(palette().tone(run.tone))
            canvas.set_ink(colour)
            canvas.show_line(text, name, style.fontSize, (x, y))
            x += fonts.width_of(text, name, style.fontSize)
    canvas.end()
