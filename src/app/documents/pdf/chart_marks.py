"""What all charts are drawn with: texts, areas, points, the legend, lines of axes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from reportlab.graphics.shapes import Circle, Group, Line, Polygon, Rect, String
from reportlab.lib.colors import white

from app.documents.chart_style import Look, Marker, Pattern
from app.documents.label_places import wrapped
from app.documents.palette import palette
from app.documents.pdf import fonts, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.graphics.shapes import Drawing, Shape

SIZE: Final = 8.2
LINE: Final = 10.4
UNDER: Final = 2.4  # of a line, below the feet of its letters
_LEGEND_LINE: Final = 13.0
_SWATCH: Final = 13.0


def text(
    x: float,
    y: float,
    said: str,
    *,
    anchor: str = "start",
    strong: bool = False,
    colour: str = "",
    size: float = SIZE,
) -> Group:
    """Return a text whose letters each come from a font that has them."""
    group = Group()
    found = fonts.pieces(said, fonts.face(fonts.BODY, strong=strong))
    total = sum(fonts.width_of(piece, name, size) for name, piece in found)
    x -= {"start": 0.0, "middle": total / 2, "end": total}[anchor]
    for name, piece in found:
        group.add(String(x, y, piece, fontName=name, fontSize=size, fillColor=theme.ink(colour or palette().text)))
        x += fonts.width_of(piece, name, size)
    return group


def width_of(said: str, *, strong: bool = False, size: float = SIZE) -> float:
    """Return the width of a text, letters of other fonts included."""
    face = fonts.face(fonts.BODY, strong=strong)
    return sum(fonts.width_of(piece, name, size) for name, piece in fonts.pieces(said, face))


strong_width = partial(width_of, strong=True)


def area(x: float, y: float, width: float, height: float, look: Look) -> Group:
    """Return a filled area in the look of a series."""
    group = Group()
    wide = max(width, 0.6)
    shape = Rect(x, y, wide, height)
    shape.fillColor, shape.strokeColor = theme.ink(look.ground), None
    group.add(shape)
    if look.is_target:
        shape.strokeColor, shape.strokeWidth, shape.strokeDashArray = theme.ink(look.colour), 1.1, [3, 2]
    elif look.pattern is Pattern.LINED:
        for at in range(1, int(height / 3) + 1):
            level = y + at * 3 - 0.5
            if level < y + height - 0.5:
                group.add(Line(x, level, x + wide, level, strokeColor=white, strokeWidth=0.7))
    elif look.pattern is Pattern.HATCHED:
        shape.strokeColor, shape.strokeWidth = theme.ink(look.colour), 0.6
        _hatch(group, shape, look)
    return group


def _hatch(group: Group, shape: Rect, look: Look) -> None:
    x, y, height = shape.x, shape.y, shape.height
    end, at = x + shape.width, x + 3.5
    while at < end + height:
        left, right = max(at - height, x), min(at, end)
        foot, top = y + (left - at + height), y + (right - at + height)
        group.add(Line(left, foot, right, top, strokeColor=theme.ink(look.colour), strokeWidth=0.5))
        at += 3.5


def point(x: float, y: float, look: Look, reach: float = 3.5) -> Shape:
    """Return the mark of a point in the look of its series."""
    ink = theme.ink(look.colour)
    is_hollow = look.is_target or look.pattern is Pattern.HATCHED
    fill, edge, breadth = (white, ink, 1.4) if is_hollow else (ink, white, 0.7)  # filled ones stay apart on one another
    corners = {
        Marker.SQUARE: ((-1, -1), (-1, 1), (1, 1), (1, -1)),
        Marker.TRIANGLE: ((-1.15, -0.95), (0, 1.2), (1.15, -0.95)),
        Marker.DIAMOND: ((-1.3, 0), (0, 1.3), (1.3, 0), (0, -1.3)),
    }
    if look.marker is Marker.CIRCLE:
        return Circle(x, y, reach, fillColor=fill, strokeColor=edge, strokeWidth=breadth)
    size = reach * 0.95
    places = [value for way, up in corners[look.marker] for value in (x + way * size, y + up * size)]
    return Polygon(places, fillColor=fill, strokeColor=edge, strokeWidth=breadth)


class Legend:
    """The names of the series beside their looks, on as many lines as it takes."""

    def __init__(self, names: Sequence[str], looks: Sequence[Look], width: float, *, points: bool = False) -> None:
        """Lay out the legend ``width`` wide; of one series there is none."""
        self._points = points
        self._placed: list[tuple[float, float, tuple[str, ...], Look]] = []
        x = y = 0.0
        for name, look in zip(names, looks, strict=True):
            lines = wrapped(name, width - _SWATCH, width_of)
            wide = _SWATCH + max(map(width_of, lines)) + 16
            if x and x + wide - 16 > width:
                x, y = 0.0, y + _LEGEND_LINE
            self._placed.append((x, y, lines, look))
            x += wide
            y += LINE * (len(lines) - 1)
        self.height = y + _LEGEND_LINE + 7 if len(self._placed) > 1 else 0.0

    def draw(self, drawing: Drawing, top: float) -> None:
        """Draw the legend from ``top`` down."""
        if not self.height:
            return
        for x, below, lines, look in self._placed:
            y = top - 10 - below
            drawing.add(point(x + 4.5, y + 4, look) if self._points else area(x, y, 9, 8, look))
            for at, line in enumerate(lines):
                drawing.add(text(x + _SWATCH, y + 0.5 - at * LINE, line))


def axis(x1: float, y1: float, x2: float, y2: float) -> Line:
    """Return the line of an axis."""
    return Line(x1, y1, x2, y2, strokeColor=theme.ink(palette().muted), strokeWidth=0.8)


def column_of(drawing: Drawing, lines: Sequence[str], x: float, middle: float, size: float = SIZE) -> None:
    """Draw lines that end at ``x``, around the height ``middle``."""
    step = LINE * size / SIZE
    y = middle + (len(lines) - 1) * step / 2 - size * 0.36
    for line in lines:
        drawing.add(text(x, y, line, anchor="end", size=size))
        y -= step
