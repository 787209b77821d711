"""Where pages stand on the desk: rows of one page a language, at one of the zooms. It draws nothing."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.page_index import PageIndex

FIT_WIDTH: Final = "width"
FIT_PAGE: Final = "page"
ZOOMS: Final = (0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_POINTS: Final = 72.0  # an inch
_LEAST: Final = 60.0  # pixels of a page's width

Row = tuple[int | None, ...]
"""The page of each language that stands in a row, counted from 1; None where one has none."""


def pair(indexes: Sequence[PageIndex]) -> tuple[Row, ...]:
    """Return the rows of documents that lie abreast: a chapter begins in the same row in each of them."""
    counts = [len(index.sizes) for index in indexes]
    starts = [[0] * len(indexes)]
    for heading in indexes[0].headings if len(indexes) > 1 else ():
        others = [index.heading(heading.name) for index in indexes]
        pages = [other.page - 1 for other in others if other is not None and other.level == 0]
        if len(pages) == len(indexes) and all(page > last for page, last in zip(pages, starts[-1], strict=True)):
            starts.append(pages)
    rows: list[Row] = []
    for start, end in zip(starts, [*starts[1:], counts], strict=True):
        high = max(last - first for first, last in zip(start, end, strict=True))
        rows += [
            tuple(first + at + 1 if first + at < last else None for first, last in zip(start, end, strict=True))
            for at in range(high)
        ]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Room:
    """The room for the pages: its size, what stays free around and between them, and the pixels of an inch."""

    width: float
    height: float
    margin: float
    gap: float
    dense: float = 96.0


class PageGrid:
    """The boxes of all pages, in pixels from the upper left corner of the desk."""

    def __init__(self, indexes: Sequence[PageIndex], rows: Sequence[Row], zoom: float | str, room: Room) -> None:
        """Place the pages of ``rows``; ``zoom`` is a share of the real size, ``FIT_WIDTH`` or ``FIT_PAGE``."""
        self._sizes = [index.sizes for index in indexes]
        self.rows, self._room = rows, room
        count = max(len(indexes), 1)
        free = room.width - 2 * room.margin - (count - 1) * room.gap
        self._each = max(free / count, _LEAST)
        self._high = max(room.height - 2 * room.gap, _LEAST)
        self._zoom = zoom
        self._wide = [
            max((self.scale(number, page) * size[0] for page, size in self._kinds(number)), default=_LEAST)
            for number in range(len(indexes))
        ]
        heights = [self._row_height(row) for row in rows]
        self._tops = list(accumulate((height + room.gap for height in heights), initial=room.gap))
        self.width = sum(self._wide) + (count - 1) * room.gap + 2 * room.margin
        self.height = self._tops[-1] if rows else 0.0

    def _kinds(self, column: int) -> list[tuple[int, tuple[float, float]]]:
        """Return one page of each size: documents have few."""
        return [(page, size) for size, page in {size: at for at, size in enumerate(self._sizes[column], 1)}.items()]

    def _row_height(self, row: Row) -> float:
        return max(
            self.scale(number, page) * self._sizes[number][page - 1][1] for number, page in enumerate(row) if page
        )

    def scale(self, column: int, page: int) -> float:
        """Return how many pixels a point of a page takes."""
        width, height = self._sizes[column][page - 1]
        if self._zoom == FIT_WIDTH:
            return self._each / width
        if self._zoom == FIT_PAGE:
            return min(self._each / width, self._high / height)
        return float(self._zoom) * self._room.dense / _POINTS

    def share(self, column: int, page: int) -> float:
        """Return the zoom of a page: 1 is its real size."""
        return self.scale(column, page) * _POINTS / self._room.dense

    def box(self, row: int, column: int) -> QRectF | None:
        """Return where a page stands, in whole pixels; None where a row has none."""
        page = self.rows[row][column]
        if page is None:
            return None
        scale = self.scale(column, page)
        width, height = (round(side * scale) for side in self._sizes[column][page - 1])
        spare = max(self._room.width - self.width, 0.0) / 2
        left = self._room.margin + sum(self._wide[:column]) + column * self._room.gap + spare
        return QRectF(round(left + (self._wide[column] - width) / 2), round(self._tops[row]), width, height)

    def row_at(self, y: float) -> int:
        """Return the row at a height of the desk; what is above or below all of them belongs to the first or last."""
        return max(0, min(bisect_right(self._tops, y) - 1, len(self.rows) - 1))

    def rows_between(self, top: float, foot: float) -> range:
        """Return the rows that are seen between two heights."""
        return range(self.row_at(top), self.row_at(foot) + 1) if self.rows else range(0)

    def row_of(self, column: int, page: int) -> int:
        """Return the row in which a page stands."""
        return next((at for at, row in enumerate(self.rows) if row[column] == page), 0)

    def height_of(self, column: int, page: int, points: float) -> float:
        """Return how far down the desk a place stands that is ``points`` above the foot of a page."""
        row = self.row_of(column, page)
        return self._tops[row] + (self._sizes[column][page - 1][1] - points) * self.scale(column, page)

    def place_at(self, column: int, y: float) -> tuple[int, float]:
        """Return which page is at a height of the desk, and how many points above its foot that is."""
        row = self.row_at(y)
        while row > 0 and self.rows[row][column] is None:  # the other language goes on alone here
            row -= 1
        page = self.rows[row][column] or 1
        size = self._sizes[column][page - 1][1]
        points = size - (y - self._tops[row]) / self.scale(column, page)
        return page, max(0.0, min(points, size))
