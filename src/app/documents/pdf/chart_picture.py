"""A chart on a page: as high as it likes, or lower where it would leave much of the page before empty."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.platypus import Flowable

from app.documents.pdf.charts import drawing_of
from app.documents.pdf.tagging.syntax import rectangle

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from app.documents.charts import Picture
    from app.documents.pdf.canvas import PageCanvas
    from app.documents.pdf.tagging.node import Node


class ChartPicture(Flowable):
    """A chart as a drawing; its element says what it shows."""

    canv: PageCanvas

    def __init__(self, node: Node, picture: Picture, width: float) -> None:
        super().__init__()
        self.node = node
        self._picture = picture
        self._width = width
        self._roomy = drawing_of(picture, width)
        self.is_low = self._roomy_only = False
        self.height = self._roomy.height

    @cached_property
    def _low(self) -> Drawing:
        return drawing_of(self._picture, self._width, low=True)

    @property
    def least_height(self) -> float:
        """Return the height of the lower drawing."""
        return float(self._low.height)

    def keep_high(self) -> None:
        """Be drawn as high as it likes in any case."""
        self._roomy_only = True

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803  ReportLab's names
        """Return width and height, of the lower drawing if only that fits."""
        self.is_low = not self._roomy_only and self._roomy.height > aH >= self.least_height
        self.height = (self._low if self.is_low else self._roomy).height
        return aW, self.height

    def draw(self) -> None:
        """Draw the chart, whose element also says where it stands."""
        canvas, drawing = self.canv, self._low if self.is_low else self._roomy
        box = (*canvas.absolutePosition(0, 0), *canvas.absolutePosition(drawing.width, self.height))
        self.node.attributes = f"/O/Layout/Placement/Block/BBox{rectangle(box)}"
        canvas.begin(self.node)
        renderPDF.draw(drawing, canvas, 0, 0)
        canvas.end()
