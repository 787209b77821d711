"""Lays flowables out on pages: what keeps together, what splits, where each target comes to stand.

Every flowable is wrapped once; the pages are known before anything is drawn, so tables of
contents need no second pass and a Word file can take its page numbers from here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.documents.pdf import theme
from app.documents.pdf.chart_picture import ChartPicture
from app.documents.pdf.paragraphs import TextBlock
from app.documents.pdf.tables import GridTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Flowable


_LINES, _LINES_IN_WORD = 3, 2
"""Of a text that is parted under its heading; Word asks for as many as at the start of any other."""
_BLANK = 0.2  # of the room of a page
_TALL = 0.24
_TEXT_ROW = 22.0
"""A short table that is taller, and whose rows are text on more than one line (``_TEXT_ROW`` points on average), is
parted when more than ``_BLANK`` would stay empty at the foot of a page."""


class LayoutError(Exception):
    """A flowable fits on no page; a fault of the program."""


@dataclass(frozen=True, slots=True)
class Item:
    """A flowable and how it stands among its neighbours.

    ``keep``: it stays with what follows. ``clings``: some of what came before stays with it.
    ``targets``: the ids that lead here. ``outline``: level and text of its bookmark. ``id``: by
    which a table that is parted between pages is told. ``sheet``: how the page lies that it starts.
    ``may_join``: it starts no page after one that is nearly empty.
    """

    flowable: Flowable
    space: theme.Space = theme.NO_SPACE
    keep: bool = False
    clings: bool = False
    new_page: bool = False
    targets: tuple[str, ...] = ()
    outline: tuple[int, str] | None = None
    full_page: bool = False
    id: str = ""
    sheet: theme.Sheet = theme.UPRIGHT
    may_join: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A flowable at its place: the height above the foot of the page."""

    flowable: Flowable
    y: float
    targets: tuple[str, ...] = ()
    outline: tuple[int, str] | None = None


@dataclass(slots=True)
class Page:
    """What stands on one page; ``part`` counts the documents of the edition."""

    part: int
    placed: list[Placed] = field(default_factory=list)
    is_cover: bool = False
    sheet: theme.Sheet = theme.UPRIGHT


@dataclass(frozen=True, slots=True)
class Mark:
    """How far the pages are filled, to come back to."""

    pages: int
    placed: int
    sheet: theme.Sheet
    left: float
    after: float
    parted: frozenset[str]
    low: frozenset[str]


class Composer:
    """Fills pages with groups of items.

    ``scale``: how much of the usual space stands between them. ``parts_short``: tables that would else
    stay whole are parted where the page ends.
    """

    def __init__(self, *, spares: bool = True) -> None:
        """Start.

        Args:
            spares: whether what holds little is set tighter, or pictures lower, to spare a page; as Word lays out, not.
        """
        self.spares = spares
        self.pages: list[Page] = []
        self.found: dict[str, int] = {}
        self.parted: set[str] = set()
        self.low: set[str] = set()
        self.scale = 1.0
        self.parts_short = False
        self._part = 0
        self._sheet = theme.UPRIGHT
        self._left = 0.0
        self._after = 0.0

    def begin(self, part: int) -> None:
        """Start the pages of the document ``part``."""
        self._part = part
        self._sheet = theme.UPRIGHT
        self._start_page()

    @property
    def share_filled(self) -> float:
        """Return how much of the last page is filled."""
        return 1 - self._left / self._sheet.height

    def mark(self) -> Mark:
        """Return how far the pages are filled."""
        placed = len(self.pages[-1].placed)
        fixed = frozenset(self.parted), frozenset(self.low)
        return Mark(len(self.pages), placed, self._sheet, self._left, self._after, *fixed)

    def back_to(self, mark: Mark) -> None:
        """Take away what was placed after ``mark``."""
        del self.pages[mark.pages :]
        del self.pages[-1].placed[mark.placed :]
        self._sheet, self._left, self._after = mark.sheet, mark.left, mark.after
        self.parted, self.low = set(mark.parted), set(mark.low)

    def _start_page(self, *, cover: bool = False) -> None:
        page = self.pages[-1] if self.pages else None
        if page is None or page.placed or page.part != self._part:
            self.pages.append(Page(self._part))
        self.pages[-1].is_cover = cover
        self.pages[-1].sheet = self._sheet
        self._left = self._sheet.height
        self._after = 0.0

    def place(self, group: Sequence[Item]) -> None:
        """Place items that keep together, the body that they lead to, and what clings to it."""
        if group[0].new_page:
            self._sheet = group[0].sheet
            self._start_page(cover=group[0].full_page)
        tail = [item for item in group if item.clings]
        lead = group[: len(group) - len(tail)]
        reserve = sum(self._height(item) + item.space.before * self.scale for item in tail)
        if lead:
            if self.pages[-1].placed and not self._has_room(lead, reserve):
                self._start_page()
            for item in lead[:-1]:
                self._place(item)
            self._place(lead[-1], reserve)
        for item in tail:
            self._place(item)

    def _has_room(self, lead: Sequence[Item], reserve: float) -> bool:
        """Whether items may stand on this page: the last one whole, or a piece of it that is worth a look.

        A short table stays whole, unless that would leave a good part of this page blank.
        """
        needed, after = 0.0, self._after
        for item in lead[:-1]:
            needed += max(after, item.space.before * self.scale) + self._height(item)
            after = item.space.after * self.scale
        room = self._left - needed - max(after, lead[-1].space.before * self.scale)
        if self._least(lead[-1], reserve, room) <= room:
            return True
        table = lead[-1].flowable
        if not isinstance(table, GridTable):
            return False
        if self.parts_short:
            return table.parts_well(room)
        if self._left < _BLANK * self._sheet.height or table.height < max(
            _TALL * self._sheet.height, _TEXT_ROW * len(table.rows)
        ):
            return False
        return table.parts_well(room)

    def _gap(self, item: Item) -> float:
        if not self.pages[-1].placed:
            return 0.0
        before = item.space.before * self.scale
        return before if item.clings else max(self._after, before)

    def _place(self, item: Item, reserve: float = 0.0) -> None:
        flowable, first = item.flowable, True
        if isinstance(flowable, ChartPicture) and not self.spares:
            flowable.keep_high()
        while True:
            self._left -= self._gap(item) if first else 0.0
            _, height = flowable.wrap(self._sheet.width, self._left - reserve)
            fits = height <= self._left + 1e-6
            parts = []
            if height > self._left - reserve + 1e-6:
                parts = flowable.split(self._sheet.width, self._left - reserve if fits else self._left)
            is_alone = not self.pages[-1].placed
            if fits and not parts and (is_alone or height <= self._left - reserve + 1e-6):
                self._put(flowable, height, item, first=first)
                self._after = item.space.after * self.scale
                return
            if len(parts) == 2:
                _, height = parts[0].wrap(self._sheet.width, self._left)
                self._put(parts[0], height, item, first=first)
                self._note_parted(flowable, item)
                flowable, first = parts[1], False
            elif is_alone:
                raise LayoutError(repr(flowable))
            self._start_page()

    def _note_parted(self, flowable: Flowable, item: Item) -> None:
        if isinstance(flowable, GridTable) and item.id:
            self.parted.add(item.id)

    def _put(self, flowable: Flowable, height: float, item: Item, *, first: bool) -> None:
        self._left -= height
        if isinstance(flowable, ChartPicture) and flowable.is_low:
            self.low.add(item.id)
        targets = item.targets if first else ()
        self.pages[-1].placed.append(
            Placed(flowable, theme.BOTTOM + self._left, targets, item.outline if first else None)
        )
        for target in targets:
            self.found[target] = len(self.pages)

    def _height(self, item: Item) -> float:
        return float(item.flowable.wrap(self._sheet.width, self._sheet.height)[1])

    def _least(self, item: Item, reserve: float, room: float) -> float:
        """Return the height of the least piece of an item that may stand under what it is kept with.

        An item that stays whole needs the room for what clings to it (``reserve``) as well; a picture is
        drawn lower where it would not fit (``room``) otherwise.
        """
        height, least = self._height(item), 0.0
        match item.flowable:
            case ChartPicture() if self.spares:
                return reserve + (height if height + reserve <= room else item.flowable.least_height)
            case GridTable():
                least = item.flowable.least_height
            case TextBlock():
                least = (_LINES if self.spares else _LINES_IN_WORD) * item.flowable.style.leading
            case _:
                least = height
        return height + reserve if least >= height else least
