"""The lines of a table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from app.documents import tree
from app.documents.palette import palette
from app.documents.pdf import fonts, theme
from app.documents.pdf.paragraphs import text_block
from app.documents.pdf.tagging.node import Node
from app.documents.pdf.tagging.text import Inline
from app.documents.tree import Run

if TYPE_CHECKING:
    from app.documents.pdf.canvas import PageCanvas
    from app.documents.pdf.reading import Reading
    from model.language import Language


_SPARED = 4.0  # of the height of a line, if it stood as near to the next as can be


class ContentsNodes:
    """The elements of one table of contents, with a table of its own for the lines below a line."""

    def __init__(self, around: Node | None) -> None:
        """Begin a table of contents in the element ``around``."""
        self._top = Node("TOC", around)
        self.title = Node("Caption", self._top)
        self._tables: list[Node] = [self._top]  # the one of each level down to the line before
        self._line: Node | None = None

    def link(self, level: int) -> Node:
        """Return the element of the next line's link; ``level`` is that of its heading, from 1."""
        if level > len(self._tables) and self._line:
            self._tables.append(Node("TOC", self._line))
        del self._tables[level:]
        self._line = Node("TOCI", self._tables[-1])
        return Node("Link", Node("Reference", self._line))


class ContentsLine(Flowable):
    """A line of a table of contents; ``page`` is filled in when the pages are known."""

    canv: PageCanvas

    def __init__(
        self, kind: tree.ListedKind, entry: tree.Entry, language: Language, reading: Reading, link: Node
    ) -> None:
        """Make the line of an entry.

        Args:
            kind: what is listed.
            entry: the text and where it leads.
            language: the document's.
            reading: how it is read aloud.
            link: the element of text and page number.
        """
        super().__init__()
        self.entry = entry
        self.page = ""
        self._link = link
        is_heading = kind is tree.ListedKind.HEADINGS
        style = theme.contents_style(entry.level, entry.number) if is_heading else theme.style("contents-listed")
        self.text = text_block(reading, link, (Run(entry.text, language),), style)
        self._is_chapter = entry.level == 1 and is_heading
        self._scale = 1.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height; the page number has a column of its own."""
        _, self.height = self.text.wrap(aW - 40, aH)
        self.width = aW
        return aW, self.height - _SPARED * (1 - self._scale) + (3 * self._scale if self._is_chapter else 0)

    def tighten(self, scale: float) -> None:
        """Stand so much nearer to the lines above and below."""
        self._scale = scale

    def draw(self) -> None:
        """Draw the text, a row of dots and the page number, and lead to the target."""
        canvas = self.canv
        style = self.text.style
        self.text.drawOn(canvas, 0, 0)
        last = vars(self.text)["blPara"].lines[-1]
        spare = last[0] if isinstance(last, tuple) else last.extraSpace
        start = self.width - 40 - spare + 5
        wide = fonts.width_of(self.page, style.fontName, style.fontSize)
        y = style.leading - style.fontSize
        canvas.setStrokeColor(theme.ink(palette().muted))
        canvas.setLineWidth(0.7)
        canvas.setDash([0.7, 3.2])
        if self.width - wide - 6 > start:
            canvas.line(start, y + 1, self.width - wide - 6, y + 1)
        canvas.setDash()
        canvas.begin(self._link)
        canvas.setFillColor(style.textColor)
        canvas.show_line(self.page, style.fontName, style.fontSize, (self.width - wide, y))
        canvas.end()
        said = f"{self.entry.text}, page {self.page}"  # the same word in both languages
        canvas.link(Inline(self._link, f"#{self.entry.target}", said), (0, 0, self.width, self.height))
