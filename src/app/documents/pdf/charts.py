"""Pictures drawn as vectors: figures on the marks, targets hollow and dashed, a word where data lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.charts import Chart, ChartKind, Picture
from app.documents.pdf import fonts
from app.documents.pdf.bar_charts import bars
from app.documents.pdf.line_charts import lines
from app.documents.pdf.scatter_charts import points

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing


def drawing_of(picture: Picture, width: float, *, low: bool = False) -> Drawing:
    """Return the drawing of ``picture``, ``width`` points wide; ``low``: lower than it would be by itself."""
    if not isinstance(picture, Chart):
        drawing = points(picture, width, low=low)
    elif picture.kind is ChartKind.LINE:
        drawing = lines(picture, width, low=low)
    else:
        drawing = bars(picture, width, low=low)
    vars(drawing)["initialFontName"] = fonts.face(fonts.BODY)  # else the library asks for one that is not embedded
    return drawing
