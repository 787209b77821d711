"""The table that PDF documents draw: a repeated header, rows that stay whole, one that fits on no page split."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from app.documents.palette import palette
from app.documents.pdf import fonts, theme
from app.documents.pdf.paragraphs import Cell, OneLine, TextBlock
from app.documents.tree import KEPT_WHOLE, Align

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.pdf.canvas import PageCanvas
    from app.documents.pdf.tagging.node import Node
    from app.documents.pdf.tagging.table import TableNodes


_LONG = 8  # rows; of a longer table, three rows at least go over to the next page
_TWO_TALL = 62.0  # points; or two that are as high together


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row and the height of the highest in points, without the air around it."""

    cells: tuple[Cell, ...]
    height: float


@dataclass(slots=True)
class Grid:
    """What all pieces of one table share; ``insets``: how much further in the words of each column begin."""

    widths: tuple[float, ...]
    insets: tuple[float, ...]
    aligns: tuple[Align, ...]
    header: Row
    nodes: TableNodes
    sheet: theme.Sheet = theme.UPRIGHT
    shades: tuple[tuple[int, ...], ...] = ()
    air: float = theme.CELL_Y

    @property
    def rooms(self) -> tuple[float, ...]:
        """Return the room for words in each column."""
        return rooms_in(self.widths, self.insets)

    def height_of(self, row: Row) -> float:
        """Return the height of a row, with the air above and below its words."""
        return row.height + 2 * self.air


class GridTable(Flowable):
    """A table, or the piece of it that stands on one page."""

    canv: PageCanvas

    def __init__(self, grid: Grid, rows: list[Row], first: int = 0, *, continued: bool = False) -> None:
        super().__init__()
        self.grid = grid
        self.rows = rows
        self.first = first
        self.is_continued = continued
        self.height = self._high(rows)

    def _high(self, rows: Sequence[Row]) -> float:
        """Return the height of the header and some rows."""
        return 2 * self.grid.air * (len(rows) + 1) + self.grid.header.height + sum(row.height for row in rows)

    def tighten(self, scale: float) -> None:
        """Leave so much of the usual air around the words of the cells."""
        self.grid.air = theme.CELL_Y * scale
        self.height = self._high(self.rows)

    @property
    def least_height(self) -> float:
        """Return the height that must fit at the foot of a page: of a short table all, else of two rows."""
        if len(self.rows) <= KEPT_WHOLE and self.height <= self.grid.sheet.height * 0.6:
            return self.height
        return min(self._high(self.rows[:2]), self.grid.sheet.height / 3)

    def parts_well(self, room: float) -> bool:
        """Whether at least two rows would stand on either side if the table were parted at ``room``."""
        parts = self.split(self.grid.sheet.width, room)
        return len(parts) == 2 and all(isinstance(part, GridTable) and len(part.rows) > 1 for part in parts)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return width and height."""
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803  ReportLab's names
        """Return the rows that fit and the others, or nothing when no row fits."""
        left = aH - self.grid.height_of(self.grid.header)
        room, fitting = left, 0
        for row in self.rows:
            if self.grid.height_of(row) > room:
                break
            room -= self.grid.height_of(row)
            fitting += 1
        wanted = 3 if len(self.rows) > _LONG else 2
        while fitting > wanted and not self._suffices(self.rows[fitting:], wanted):
            fitting -= 1  # no row or two stand alone on the next page
        if fitting:
            return [self._piece(self.rows[:fitting]), self._rest(self.rows[fitting:], fitting)]
        if self._high(self.rows[:1]) > self.grid.sheet.height and left > 60:
            upper, lower = _split_row(self.rows[0], self.grid.rooms, left - 2 * self.grid.air)
            return [self._piece([upper]), self._rest([lower, *self.rows[1:]], 0)]
        return []

    def _suffices(self, rows: Sequence[Row], wanted: int) -> bool:
        """Whether rows are enough to go over to the next page."""
        return len(rows) >= wanted or (len(rows) == 2 and sum(map(self.grid.height_of, rows)) >= _TWO_TALL)

    def _piece(self, rows: list[Row]) -> GridTable:
        return GridTable(self.grid, rows, self.first, continued=self.is_continued)

    def _rest(self, rows: list[Row], skipped: int) -> GridTable:
        return GridTable(self.grid, rows, self.first + skipped, continued=True)

    def draw(self) -> None:
        """Draw the ground of the header, the lines between the rows, and the texts over them."""
        canvas = self.canv
        self._draw_lines(canvas)
        y, nodes = self.height, self.grid.nodes
        if self.is_continued:
            canvas.begin_artifact("Header")
            self._row(canvas, self.grid.header, y, None)
            canvas.end()
        else:
            nodes.start_head()
            self._row(canvas, self.grid.header, y, nodes)
        y -= self.grid.height_of(self.grid.header)
        for number, row in enumerate(self.rows, self.first):
            nodes.start_row(number)
            self._row(canvas, row, y, nodes)
            y -= self.grid.height_of(row)

    def _draw_lines(self, canvas: PageCanvas) -> None:
        colours, width, head = palette(), sum(self.grid.widths), self.grid.height_of(self.grid.header)
        top = self.height - head
        canvas.setFillColor(theme.ink(colours.accent_soft))
        canvas.rect(0, top, width, head, stroke=0, fill=1)
        canvas.setStrokeColor(theme.ink(colours.line))
        canvas.setLineWidth(0.6)
        y, lines = top, []
        for number, row in enumerate(self.rows, self.first):
            height = self.grid.height_of(row)
            self._draw_shades(canvas, number, y, height)
            y -= height
            lines.append((0.0, y, width, y))
        canvas.lines(lines)
        canvas.setStrokeColor(theme.ink(colours.accent))
        canvas.setLineWidth(0.9)
        canvas.line(0, top, width, top)

    def _draw_shades(self, canvas: PageCanvas, index: int, top: float, height: float) -> None:
        """Draw the grounds of the cells of a row."""
        if not self.grid.shades:
            return
        x = 0.0
        for level, width in zip(self.grid.shades[index], self.grid.widths, strict=True):
            if level:
                canvas.setFillColor(theme.ink(palette().shade(level)))
                canvas.rect(x, top - height, width, height, stroke=0, fill=1)
            x += width

    def _row(self, canvas: PageCanvas, row: Row, top: float, nodes: TableNodes | None) -> None:
        """Draw the cells of a row; without elements it is part of what has begun."""
        x, top = 0.0, top - self.grid.air
        for column, (cell, width) in enumerate(zip(row.cells, self.grid.widths, strict=True)):
            node = nodes.cell(column, cell.language) if nodes else None
            start = x + theme.CELL_X + self.grid.insets[column]
            x += width
            room = x - theme.CELL_X - start
            if isinstance(cell, TextBlock):
                if node:
                    cell.node = node
                    canvas.enter(node)
                _, height = cell.wrap(room, theme.HEIGHT)
                cell.drawOn(canvas, start, top - height)
            else:
                self._line(canvas, cell, node, (start, top, room), self.grid.aligns[column])

    @staticmethod
    def _line(
        canvas: PageCanvas, cell: OneLine, node: Node | None, place: tuple[float, float, float], align: Align
    ) -> None:
        """Draw a cell of one line; ``place`` is the left and the upper edge of its words, and their room."""
        x, top, room = place
        size = theme.cell_style(align, strong=False).fontSize
        if not cell.text:
            if node:
                canvas.enter(node)
            return
        if align is not Align.START:
            spare = room - fonts.width_of(cell.text, cell.font, size)
            x += spare if align is Align.END else spare / 2
        canvas.set_ink(theme.ink(cell.colour))
        if node:
            canvas.begin(node)
        canvas.show_line(cell.text, cell.font, size, (x, top - size))
        if node:
            canvas.end()


def rooms_in(widths: tuple[float, ...], insets: tuple[float, ...]) -> tuple[float, ...]:
    """Return the room that each column leaves for its words."""
    return tuple(width - inset - 2 * theme.CELL_X for width, inset in zip(widths, insets, strict=True))


def row_of(cells: tuple[Cell, ...], rooms: tuple[float, ...], leading: float) -> Row:
    """Return a row as high as its highest cell."""
    height = leading
    for cell, room in zip(cells, rooms, strict=True):
        if isinstance(cell, TextBlock):
            height = max(height, cell.wrap(room, theme.HEIGHT)[1])
    return Row(cells, height)


def _split_row(row: Row, rooms: tuple[float, ...], height: float) -> tuple[Row, Row]:
    """Return a row that fits on no page as a piece ``height`` high and the rest."""
    blank = OneLine("", theme.style("body").fontName, palette().text)
    upper: list[Cell] = []
    lower: list[Cell] = []
    for cell, room in zip(row.cells, rooms, strict=True):
        parts = []
        if isinstance(cell, TextBlock):
            parts = cell.split(room, height)
        upper.append(parts[0] if len(parts) == 2 else cell)
        lower.append(parts[1] if len(parts) == 2 else blank)
    leading = theme.cell_style(Align.START, strong=False).leading
    return Row(tuple(upper), height), row_of(tuple(lower), rooms, leading)
