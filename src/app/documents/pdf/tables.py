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
    from app.documents.pdf.canvas import PageCanvas
    from app.documents.pdf.tagging.node import Node
    from app.documents.pdf.tagging.table import TableNodes


_LONG = 8  # rows; of a longer table, three rows at least go over to the next page


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row and its height in points."""

    cells: tuple[Cell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """What all pieces of one table share."""

    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    header: Row
    nodes: TableNodes
    sheet: theme.Sheet = theme.UPRIGHT
    shades: tuple[tuple[int, ...], ...] = ()


class GridTable(Flowable):
    """A table, or the piece of it that stands on one page."""

    canv: PageCanvas

    def __init__(self, grid: Grid, rows: list[Row], first: int = 0, *, continued: bool = False) -> None:
        super().__init__()
        self.grid = grid
        self.rows = rows
        self.first = first
        self.is_continued = continued
        self.height = grid.header.height + sum(row.height for row in rows)

    @property
    def least_height(self) -> float:
        """Return the height that must fit at the foot of a page: of a short table all, else of two rows."""
        if len(self.rows) <= KEPT_WHOLE and self.height <= self.grid.sheet.height * 0.6:
            return self.height
        least = self.grid.header.height + sum(row.height for row in self.rows[:2])
        return min(least, self.grid.sheet.height / 3)

    def parts_well(self, room: float) -> bool:
        """Whether at least two rows would stand on either side if the table were parted at ``room``."""
        parts = self.split(self.grid.sheet.width, room)
        return len(parts) == 2 and all(isinstance(part, GridTable) and len(part.rows) > 1 for part in parts)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803  ReportLab's names
        """Return width and height."""
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803  ReportLab's names
        """Return the rows that fit and the others, or nothing when no row fits."""
        left = aH - self.grid.header.height
        fitting = 0
        for row in self.rows:
            if row.height > left:
                break
            left -= row.height
            fitting += 1
        wanted = 3 if len(self.rows) > _LONG else 2
        while fitting > wanted and len(self.rows) - fitting < wanted:
            fitting -= 1  # no row or two stand alone on the next page
        if fitting:
            return [self._piece(self.rows[:fitting]), self._rest(self.rows[fitting:], fitting)]
        if self.rows[0].height > self.grid.sheet.height - self.grid.header.height and left > 60:
            upper, lower = _split_row(self.rows[0], self.grid.widths, left)
            return [self._piece([upper]), self._rest([lower, *self.rows[1:]], 0)]
        return []

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
        y -= self.grid.header.height
        for number, row in enumerate(self.rows, self.first):
            nodes.start_row(number)
            self._row(canvas, row, y, nodes)
            y -= row.height

    def _draw_lines(self, canvas: PageCanvas) -> None:
        colours, width, top = palette(), sum(self.grid.widths), self.height - self.grid.header.height
        canvas.setFillColor(theme.ink(colours.accent_soft))
        canvas.rect(0, top, width, self.grid.header.height, stroke=0, fill=1)
        canvas.setStrokeColor(theme.ink(colours.line))
        canvas.setLineWidth(0.6)
        y, lines = top, []
        for number, row in enumerate(self.rows, self.first):
            self._draw_shades(canvas, number, y, row.height)
            y -= row.height
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
        x = 0.0
        for column, (cell, width) in enumerate(zip(row.cells, self.grid.widths, strict=True)):
            node = nodes.cell(column, cell.language) if nodes else None
            if isinstance(cell, TextBlock):
                if node:
                    cell.node = node
                    canvas.enter(node)
                _, height = cell.wrap(width - 2 * theme.CELL_X, theme.HEIGHT)
                cell.drawOn(canvas, x + theme.CELL_X, top - theme.CELL_Y - height)
            else:
                self._line(canvas, cell, node, (x, top, width), self.grid.aligns[column])
            x += width

    def _line(
        self, canvas: PageCanvas, cell: OneLine, node: Node | None, place: tuple[float, float, float], align: Align
    ) -> None:
        """Draw a cell of one line; ``place`` is its left and upper edge and its width."""
        x, top, width = place
        size = theme.cell_style(align, strong=False).fontSize
        if not cell.text:
            if node:
                canvas.enter(node)
            return
        x += theme.CELL_X
        if align is not Align.START:
            spare = width - 2 * theme.CELL_X - fonts.width_of(cell.text, cell.font, size)
            x += spare if align is Align.END else spare / 2
        canvas.set_ink(theme.ink(cell.colour))
        if node:
            canvas.begin(node)
        canvas.show_line(cell.text, cell.font, size, (x, top - theme.CELL_Y - size))
        if node:
            canvas.end()


def row_of(cells: tuple[Cell, ...], widths: tuple[float, ...], leading: float) -> Row:
    """Return a row as high as its highest cell."""
    height = leading
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, TextBlock):
            height = max(height, cell.wrap(width - 2 * theme.CELL_X, theme.HEIGHT)[1])
    return Row(cells, height + 2 * theme.CELL_Y)


def _split_row(row: Row, widths: tuple[float, ...], height: float) -> tuple[Row, Row]:
    """Return a row that fits on no page as a piece ``height`` high and the rest."""
    blank = OneLine("", theme.style("body").fontName, palette().text)
    upper: list[Cell] = []
    lower: list[Cell] = []
    for cell, width in zip(row.cells, widths, strict=True):
        parts = []
        if isinstance(cell, TextBlock):
            parts = cell.split(width - 2 * theme.CELL_X, height - 2 * theme.CELL_Y)
        upper.append(parts[0] if len(parts) == 2 else cell)
        lower.append(parts[1] if len(parts) == 2 else blank)
    leading = theme.cell_style(Align.START, strong=False).leading
    return Row(tuple(upper), height), row_of(tuple(lower), widths, leading)
