"""What the window knows of the pages of a document without drawing them: their sizes, and where each heading stands."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INDEX_NAME: Final = "pages.json"


@dataclass(frozen=True, slots=True)
class PageHeading:
    """A heading at its place.

    Attributes:
        target: its id in the document, which begins with the language: ``en-mandate``.
        level: 0 for a chapter.
        text: the words of its bookmark, with its number.
        page: its page, counted from 1.
        top: its upper edge in points above the page's foot.
        foot: its lower edge, likewise.
    """

    target: str
    level: int
    text: str
    page: int
    top: float
    foot: float

    @property
    def name(self) -> str:
        """Return the id without its language: the same in both documents."""
        return self.target.partition("-")[2]


@dataclass(frozen=True)
class PageIndex:
    """The pages of one document.

    Attributes:
        sizes: width and height of each in points.
        headings: its headings in order.
        head: the newest change set of the plan that they show.
    """

    sizes: tuple[tuple[float, float], ...] = ()
    headings: tuple[PageHeading, ...] = ()
    head: str = ""

    @cached_property
    def _by_name(self) -> Mapping[str, PageHeading]:
        return {heading.name: heading for heading in reversed(self.headings)}

    @cached_property
    def _places(self) -> list[tuple[int, float]]:
        return [(heading.page, -heading.top) for heading in self.headings]

    def heading(self, name: str) -> PageHeading | None:
        """Return the heading with this id, written without its language."""
        return self._by_name.get(name)

    def position_at(self, page: int, height: float) -> int:
        """Return which heading a place belongs to: the last that begins at or above it; -1 before the first one.

        Args:
            page: counted from 1.
            height: points above the page's foot.
        """
        return bisect_right(self._places, (page, -height)) - 1

    def on_page(self, page: int) -> tuple[PageHeading, ...]:
        """Return the headings that stand on a page."""
        return self.headings[bisect_right(self._places, (page - 1, 0.0)) : bisect_right(self._places, (page, 0.0))]

    def write(self, path: Path) -> None:
        """Write it to a file."""
        headings = [asdict(heading) for heading in self.headings]
        told = {"sizes": self.sizes, "headings": headings, "head": self.head}
        path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


def read_index(path: Path) -> PageIndex:
    """Return what ``PageIndex.write`` wrote."""
    told = json.loads(path.read_text(encoding="utf-8"))
    headings = tuple(PageHeading(**heading) for heading in told["headings"])
    return PageIndex(tuple((width, height) for width, height in told["sizes"]), headings, told["head"])
