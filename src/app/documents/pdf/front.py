"""The title page and the places for signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from app.documents.palette import palette
from app.documents.pdf import theme
from app.documents.pdf.paragraphs import draw_line, text_block
from app.documents.pdf.tagging.node import Node

if TYPE_CHECKING:
    from app.documents import tree
    from app.documents.pdf.canvas import PageCanvas
    from app.documents.pdf.paragraphs import TextBlock
    from app.documents.pdf.reading import Reading
    from app.documents.symbol import Symbol


_SCALES = tuple(0.9**step for step in range(20))
"""How far the title page may shrink to hold what a plan calls itself."""


class CoverPage(Flowable):
    """The title page: signature and wordmark or clear places for them, and the title between them."""

    canv: PageCanvas

    _TITLE = 175.0  # from the top of the page, or from the end of a long name
    _ABOVE_TITLE = 60.0
    _BESIDE_SIGNATURE = 150.0  # the marking and its clear space
    _BESIDE_WORDMARK = 190.0

    def __init__(self, block: tree.Cover, reading: Reading, around: Node | None) -> None:
        super().__init__()

        def text(runs: tree.Runs, style: str, role: str = "P") -> TextBlock:
            return text_block(reading, Node(role, around), runs, theme.style(style))

        self.around = around
        self.above = [
            (text(block.title, "cover-title", "Title"), 14.0),
            (text(block.subtitle, "cover-subtitle"), 30.0),
            *((text(line, "cover-line"), 2.0) for line in block.lines),
        ]
        self.department = text(block.department, "cover-department") if block.department else None
        self.foot = [text(line, "cover-foot") for line in block.foot]
        self.signature, self.wordmark = block.signature, block.wordmark

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return the whole page."""
        self.width = aW
        return aW, theme.HEIGHT

    def draw(self) -> None:
        """Draw department, title and what says which edition it is; very long texts smaller, so that all fits."""
        scale = next((scale for scale in _SCALES if self._needed(scale) <= theme.HEIGHT / scale), _SCALES[-1])
        if self.signature:
            self._show(self.signature, 0, theme.HEIGHT - self.signature.size[1])
        self.canv.saveState()
        self.canv.scale(scale, scale)
        self._needed(scale)
        self._draw(theme.HEIGHT / scale, scale)
        self.canv.restoreState()
        if self.wordmark:
            self._show(self.wordmark, self.width - self.wordmark.size[0], 0)

    def _show(self, symbol: Symbol, left: float, foot: float) -> None:
        """Draw a symbol, which is never made smaller than it is printed on any other title page."""
        node = Node("Figure", self.around, alt=symbol.alt)
        self.canv.show_picture(node, symbol.picture, (left, foot, *symbol.size))

    def _needed(self, scale: float) -> float:
        """Set every text for a scale, and return the height that they need together."""
        width, high = self.width / scale, theme.HEIGHT / scale
        if self.department:
            self.department.wrap(width - self._BESIDE_SIGNATURE, high)
        above = sum(text.wrap(width - 40, high)[1] + after for text, after in self.above)
        foot = sum(text.wrap(width - self._BESIDE_WORDMARK / scale, high)[1] + 3 for text in self.foot)
        clear = 2 * self.wordmark.size[1] / scale if self.wordmark else 0.0  # the symbol and as much above it
        return float(self._top(scale) + above + max(foot, clear))

    def _top(self, scale: float) -> float:
        """Return how far from the top the title begins."""
        high = self.signature.size[1] / scale if self.signature else 0.0
        if self.department:
            high = self.department.height
        return max(self._TITLE, high + self._ABOVE_TITLE)

    def _draw(self, top: float, scale: float) -> None:
        canvas = self.canv
        if self.department:
            self.department.drawOn(canvas, 0, top - self.department.height)
        y = top - self._top(scale)
        canvas.setFillColor(theme.ink(palette().accent))
        canvas.rect(0, y + 12, 54, 4, stroke=0, fill=1)
        for text, after in self.above:
            y -= text.height
            text.drawOn(canvas, 0, y)
            y -= after
        y = sum(text.height + 3 for text in self.foot)
        for text in self.foot:
            y -= text.height + 3
            text.drawOn(canvas, 0, y)


class SignaturePlace(Flowable):
    """One person who signs: role, name, and a line for signature and date."""

    canv: PageCanvas

    def __init__(self, person: tree.Signatory, reading: Reading, around: Node | None) -> None:
        super().__init__()
        self.person = person
        self.around = around
        self.role = text_block(reading, Node("P", around), person.role, theme.style("signature-role"))
        self.name = text_block(reading, Node("P", around), person.name, theme.style("signature"))

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height."""
        self.width = aW
        texts = self.role.wrap(aW, aH)[1] + self.name.wrap(aW, aH)[1]
        self.height = texts + 56
        return aW, self.height

    def draw(self) -> None:
        """Draw the texts and the lines."""
        canvas = self.canv
        y = self.height - self.role.height
        self.role.drawOn(canvas, 0, y)
        self.name.drawOn(canvas, 0, y - self.name.height)
        canvas.setStrokeColor(theme.ink(palette().muted))
        canvas.setLineWidth(0.8)
        canvas.line(0, 14, self.width * 0.58, 14)
        canvas.line(self.width * 0.64, 14, self.width, 14)
        label = theme.style("signature-label")
        draw_line(canvas, Node("P", self.around), self.person.signature, label, (0, 3))
        draw_line(canvas, Node("P", self.around), self.person.date, label, (self.width * 0.64, 3))
