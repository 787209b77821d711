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


_SCALES = tuple(0.9**step for step in range(20))
"""How far the title page may shrink to hold what a plan calls itself."""


class CoverPage(Flowable):
    """The title page: clear places for signature and wordmark, and the title between them."""

    _TITLE = 175.0  # from the top of the page, or from the end of a long name
    _ABOVE_TITLE = 60.0

    def __init__(self, block: tree.Cover, reading: Reading, around: Node | None) -> None:
        super().__init__()

        def text(runs: tree.Runs, style: str, role: str = "P") -> TextBlock:
            return text_block(reading, Node(role, around), runs, theme.style(style))

        self.above = [
            (text(block.title, "cover-title", "Title"), 14.0),
            (text(block.subtitle, "cover-subtitle"), 30.0),
            *((text(line, "cover-line"), 2.0) for line in block.lines),
        ]
        self.department = text(block.department, "cover-department")
        self.foot = [text(line, "cover-foot") for line in block.foot]

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return the whole page."""
        self.width = aW
        return aW, theme.HEIGHT

    def draw(self) -> None:
        """Draw department, title and what says which edition it is; very long ones smaller, so that all fits."""
        scale = next((scale for scale in _SCALES if self._needed(scale) <= theme.HEIGHT / scale), _SCALES[-1])
        self.canv.saveState()
        self.canv.scale(scale, scale)
        self._needed(scale)
        self._draw(theme.HEIGHT / scale)
        self.canv.restoreState()

    def _needed(self, scale: float) -> float:
        """Set every text for a scale, and return the height that they need together."""
        width, high = self.width / scale, theme.HEIGHT / scale
        top = max(self._TITLE, self.department.wrap(width - 150, high)[1] + self._ABOVE_TITLE)
        above = sum(text.wrap(width - 40, high)[1] + after for text, after in self.above)
        foot = sum(text.wrap(width - 190, high)[1] + 3 for text in self.foot)
        return float(top + above + foot)

    def _draw(self, top: float) -> None:
        canvas = self.canv
        self.department.drawOn(canvas, 0, top - self.department.height)
        y = top - max(self._TITLE, self.department.height + self._ABOVE_TITLE)
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
