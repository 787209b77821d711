"""Lays out what stands between two starts of a page, so that no page holds next to nothing.

A heading that starts a page starts none where the page before is nearly empty, and a few lines that go
over to a page of their own are brought back by setting tables, contents and spaces a little tighter.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from app.documents.pdf.contents import ContentsLine
from app.documents.pdf.tables import GridTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.documents.pdf.composer import Composer, Item, Mark

_SPARSE: Final = 0.28
"""A page that is filled no further is nearly empty."""
_SCANT: Final = 0.36
_TIGHTER: Final = ((0.85, False), (0.7, False), (0.55, False), (0.7, True))
_AT_EASE: Final = (1.0, False)
_NEAREST: Final = 0.75
_FEW: Final = 40
"""Up to so many pages of which the last is filled no further than ``_SCANT`` are set tighter to spare it: the
cells of tables as ``_TIGHTER`` says, the space between blocks no more than to ``_NEAREST``. Last of all, short
tables are parted, too."""


def compose(composer: Composer, part: int, items: Iterable[Item]) -> frozenset[str]:
    """Lay out the document ``part``, and return the targets of the headings that start no page after all."""
    joined: set[str] = set()
    composer.begin(part)
    section = _Section(composer)
    for group in _groups(items):
        if group[0].new_page:
            section.end()
            if group[0].may_join and section.is_sparse(group[0]):
                joined.update(group[0].targets)
                group[0] = replace(group[0], new_page=False)
            section = _Section(composer)
        section.place(group)
    section.end()
    return frozenset(joined)


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Return the items that stay together."""
    group: list[Item] = []
    for item in items:
        if group and not item.clings and not group[-1].keep:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


@dataclass(slots=True)
class _Section:
    """What follows a start of a page, up to the next one."""

    composer: Composer
    start: Mark = field(init=False)
    first: int = field(init=False, default=0)  # of its pages, counted from 1
    groups: list[list[Item]] | None = field(init=False, default_factory=list)  # none any more if it gets long

    def __post_init__(self) -> None:
        self.start = self.composer.mark()

    def place(self, group: list[Item]) -> None:
        """Place a group on the pages."""
        if not self.first:
            self.first = self.start.pages + (1 if group[0].new_page and self.start.placed else 0)
        self.composer.place(group)
        if self.groups is not None:
            self.groups.append(group)
            if self._count > _FEW:
                self.groups = None

    @property
    def _count(self) -> int:
        """Return on how many pages it stands."""
        return len(self.composer.pages) - self.first + 1

    def is_sparse(self, item: Item) -> bool:
        """Whether the last page is nearly empty and lies as the one that an item would start."""
        page = self.composer.pages[-1]
        is_like = bool(page.placed) and not page.is_cover and page.sheet == item.sheet
        return is_like and self.composer.share_filled <= _SPARSE

    def end(self) -> None:
        """Set it tighter if that spares a page that holds little."""
        if not self.composer.spares:
            return
        if not self.groups or self._count < 2 or not self._is_scant:
            return
        best, fewest, now = _AT_EASE, self._count, _AT_EASE
        for now in _TIGHTER:
            self._place_again(*now)
            if self._count < fewest:
                best, fewest = now, self._count
                if not self._is_scant:
                    break
        if now != best:
            self._place_again(*best)
        self.composer.scale, self.composer.parts_short = _AT_EASE

    @property
    def _is_scant(self) -> bool:
        """Whether little stands on its last page."""
        return self.composer.share_filled <= _SCANT and not self.composer.pages[-1].is_cover

    def _place_again(self, scale: float, parts_short: bool) -> None:
        composer = self.composer
        composer.parts_short = parts_short
        composer.back_to(self.start)
        composer.scale = max(scale, _NEAREST)
        for group in self.groups or ():
            for item in group:
                if isinstance(item.flowable, GridTable | ContentsLine):
                    item.flowable.tighten(scale)
            composer.place(group)
