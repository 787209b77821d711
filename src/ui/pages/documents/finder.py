"""Looks for words in the pages that are shown, some pages at a time, so that pages in sight are drawn in between."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.documents.page_source import Found, PageSource
    from ui.pages.documents.preview_model import MadePages

_AT_ONCE: Final = 20  # pages
MOST: Final = 500  # places that are told


class Hit(NamedTuple):
    """Where words stand: which of the documents abreast, and the place in it."""

    column: int
    found: Found


class Finder(QObject):
    """One search at a time; what is asked anew ends the one before."""

    changed = Signal()

    def __init__(self, source: PageSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._turn = 0
        self.hits: tuple[Hit, ...] = ()
        self.is_searching = False

    def search(self, shown: Sequence[MadePages], words: str) -> None:
        """Look for ``words`` in these documents; nothing to look for finds nothing."""
        self._turn += 1
        self.hits = ()
        parts = [
            (column, one, range(first, min(first + _AT_ONCE, len(one.index.sizes) + 1)))
            for column, one in enumerate(shown)
            for first in range(1, len(one.index.sizes) + 1, _AT_ONCE)
        ]
        self._go_on(self._turn, words, parts if words.strip() else [])

    def _go_on(self, turn: int, words: str, parts: list[tuple[int, MadePages, range]]) -> None:
        self.is_searching = bool(parts) and len(self.hits) < MOST
        if self.is_searching:
            column, one, pages = parts[0]
            self._source.find(one.file, words, pages, partial(self._take, turn, words, parts[1:], column))
        self.changed.emit()

    def _take(
        self, turn: int, words: str, rest: list[tuple[int, MadePages, range]], column: int, found: tuple[Found, ...]
    ) -> None:
        if turn == self._turn:
            self.hits = (*self.hits, *(Hit(column, one) for one in found))[:MOST]
            self._go_on(turn, words, rest)
