"""Frozen rows in memory: searched over folded strings, sorted by cached keys, changed one by one.

A proxy of Qt's asks Python back for each row: 117 ms a key and 2.6 s a sort at 20,000 rows. Here a key
costs a few milliseconds, since what was typed further narrows what was found before, and one changed
row is put where it belongs without sorting the others again.
"""

from __future__ import annotations

import gc
from bisect import insort
from contextlib import contextmanager
from functools import cmp_to_key
from itertools import compress, repeat
from operator import contains
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from app.typography import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

R = TypeVar("R")
_FEW: Final = 40  # changed rows up to which each is put in its place; more are sorted with all others


@contextmanager
def without_collecting() -> Iterator[None]:
    """Make many rows without Python looking through all of them for garbage again and again: there is none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class SortKey(NamedTuple):
    """One column that rows are sorted by."""

    column: str
    key: Callable[[Any], Any]
    descends: bool
    keys: Callable[[Sequence[Any]], list[Any]] | None = None  # of many rows at once


class RowList(Generic[R]):
    """All rows, and the places of those that are shown, in their order.

    ``key`` gives a row's lasting name; ``folded`` the string that a search looks through.
    """

    def __init__(self, key: Callable[[R], str], folded: Callable[[R], str] | None) -> None:
        self._key, self._fold = key, folded
        self.rows: list[R] = []
        self.places: dict[str, int] = {}  # of keys in the list of all rows
        self.shown: list[int] = []  # places of what was searched for, sorted
        self._order: list[int] = []  # all places, sorted
        self._let: list[int] = []  # of those, what the filter lets through: asked once, not at each key
        self._found: tuple[list[int], list[str]] | None = None  # what was searched for last, and what that holds
        self._texts: list[str] | None = None  # what those hold that the filter lets through, in their order
        self._folded: list[str | None] = []  # made when a search first asks
        self._unfolded = 0  # all before this place are folded
        self._keys: dict[str, list[Any]] = {}  # by column, what its rows sort by
        self._sort: tuple[SortKey, ...] = ()
        self._searched = ""
        self._passes: Callable[[R], bool] | None = None
        self._passed: list[bool] | None = None  # by place, what the filter said

    def set_rows(self, rows: Iterable[R]) -> None:
        """Take other rows, searched, filtered and sorted as before."""
        self.rows = list(rows)
        self.places = {self._key(row): place for place, row in enumerate(self.rows)}
        self._folded, self._unfolded = [None] * len(self.rows), 0
        self._keys.clear()
        self._passed = None
        self._sort_all()

    def change(self, changed: Mapping[str, R | None]) -> list[int] | None:
        """Put rows in the place of those with the same keys; None takes a row away, an unknown key adds it.

        Returns:
            The lines that show other values now; None when rows came, went or moved.
        """
        replaced = {self.places[key]: row for key, row in changed.items() if row is not None and key in self.places}
        gone = {self.places[key] for key, row in changed.items() if row is None and key in self.places}
        added = [row for key, row in changed.items() if row is not None and key not in self.places]
        if not self.moves_many(changed):
            return self._replace_few(replaced)
        self._passed = None
        for place, row in replaced.items():
            self._put(place, row)
        if gone:
            self._drop(gone)
        for row in added:
            self.places[self._key(row)] = len(self.rows)
            self.rows.append(row)
            self._folded.append(None)
            for column, key in self._known_keys():
                self._keys[column].append(key(row))
        self._sort_all()
        return None

    def fill(self, filled: Mapping[str, R]) -> None:
        """Put rows in the place of those with the same keys, which say the same with less: nothing moves."""
        self._known_keys()  # what nothing is sorted by now was told of outlines
        for key, row in filled.items():
            place = self.places.get(key)
            if place is not None:
                self.rows[place] = row
                self._folded[place] = None
        self._unfolded, self._texts, self._found = 0, None, None

    def moves_many(self, changed: Mapping[str, R | None]) -> bool:
        """Whether rows come or go, or more change than are worth looking at one by one."""
        return len(changed) > _FEW or any(row is None or key not in self.places for key, row in changed.items())

    def _known_keys(self) -> list[tuple[str, Callable[[R], Any]]]:
        """Return the columns whose keys are kept; those of columns that nothing is sorted by go."""
        known = {sort.column: sort.key for sort in self._sort}
        for column in [column for column in self._keys if column not in known]:
            del self._keys[column]
        return [(column, known[column]) for column in self._keys]

    def _put(self, place: int, row: R) -> bool:
        """Put one row in its place; tell whether it may sort elsewhere now."""
        self.rows[place] = row
        self._folded[place] = None
        self._unfolded = min(self._unfolded, place)
        moves = False
        for column, key in self._known_keys():
            fresh = key(row)
            moves |= fresh != self._keys[column][place]
            self._keys[column][place] = fresh
        return moves

    def _drop(self, gone: set[int]) -> None:
        kept = [place for place in range(len(self.rows)) if place not in gone]
        self.rows = [self.rows[place] for place in kept]
        self._folded = [self._folded[place] for place in kept]
        self._unfolded = 0
        self._keys = {column: [keys[place] for place in kept] for column, keys in self._keys.items()}
        self.places = {self._key(row): place for place, row in enumerate(self.rows)}

    def _replace_few(self, replaced: Mapping[int, R]) -> list[int] | None:
        lines = {place: self._line(place) for place in replaced}
        self._texts = self._found = None
        moved = [place for place, row in replaced.items() if self._put(place, row)]
        for place in moved:
            self._order.remove(place)
        for place in moved:
            insort(self._order, place, key=cmp_to_key(self._compare))
        let = {place for place in replaced if self._passes is None or self._passes(self.rows[place])}
        if self._passed is not None:
            for place in replaced:
                self._passed[place] = place in let
        words = self._searched.split()
        found = {place for place in let if all(word in self._folded_of(place) for word in words)}
        was_let = {place for place in replaced if place in self._let}
        if not moved and let == was_let and found == {place for place, line in lines.items() if line >= 0}:
            return sorted(line for line in lines.values() if line >= 0)
        for listed, held in ((self._let, let), (self.shown, found)):
            for place in replaced:
                if place in listed:
                    listed.remove(place)
            for place in held:
                insort(listed, place, key=cmp_to_key(self._compare))
        return None

    def _line(self, place: int) -> int:
        try:
            return self.shown.index(place)
        except ValueError:
            return -1

    def _compare(self, one: int, other: int) -> int:
        for sort in self._sort:
            keys = self._keys[sort.column]
            first, second = keys[one], keys[other]
            if first == second:
                continue
            if first is None or second is None:  # what has no value comes last, either way
                return 1 if first is None else -1
            return -1 if (first < second) is not sort.descends else 1
        return one - other

    def line_of(self, key: str) -> int:
        """Return the line on which the row of ``key`` is shown, or -1."""
        place = self.places.get(key)
        return -1 if place is None else self._line(place)

    def is_searched(self, text: str) -> bool:
        """Whether ``text`` asks for what was searched for already."""
        return " ".join(fold(text).split()) == self._searched

    def search(self, text: str) -> None:
        """Keep the rows that hold every word of ``text``."""
        wanted = " ".join(fold(text).split())
        narrower = bool(self._searched) and wanted.startswith(self._searched)
        before = set(self._searched.split()) if narrower else set()  # what is shown holds these already
        self._searched = wanted
        words = [word for word in wanted.split() if word not in before]
        self.shown = self._matching(self.shown if narrower else self._let, words)

    def filter(self, passes: Callable[[R], bool] | None) -> None:
        """Keep only the rows that pass; None keeps all that were found."""
        self._passes, self._passed = passes, None
        self._let_through()

    def sort(self, order: Sequence[SortKey]) -> None:
        """Sort by these columns, the first of them first."""
        self._sort = tuple(order)
        self._sort_all()

    def forget_keys(self) -> None:
        """Ask for what rows sort by again: it is written otherwise now."""
        self._keys.clear()
        self._sort_all()

    def fold_some(self, count: int) -> bool:
        """Make the folded strings of so many more rows; tell whether any are left."""
        end = min(self._unfolded + count, len(self.rows))
        if self._fold is None:
            return False
        for place in range(self._unfolded, end):
            if self._folded[place] is None:
                self._folded[place] = self._fold(self.rows[place])
        self._unfolded = end
        return end < len(self.rows)

    def _folded_of(self, place: int) -> str:
        found = self._folded[place]
        if found is None:
            found = self._folded[place] = self._fold(self.rows[place]) if self._fold else ""
        return found

    def _sort_all(self) -> None:
        order = list(range(len(self.rows)))
        for sort in reversed(self._sort):
            keys = self._keys.get(sort.column)
            if keys is None:
                with without_collecting():
                    keys = self._keys[sort.column] = self._all_keys(sort)
            blank = [place for place in order if keys[place] is None]  # what has no value comes last, either way
            if blank:
                order = [place for place in order if keys[place] is not None]
            order.sort(key=keys.__getitem__, reverse=sort.descends)
            order += blank
        self._order = order
        self._let_through()

    def _all_keys(self, sort: SortKey) -> list[Any]:
        return sort.keys(self.rows) if sort.keys is not None else [sort.key(row) for row in self.rows]

    def _matching(self, places: list[int], words: Iterable[str]) -> list[int]:
        listed = list(words)
        if not listed:
            return list(places)
        if self._unfolded < len(self.rows):
            self.fold_some(len(self.rows))
        texts = self._texts_of(places)
        for word in listed:
            holds = list(map(contains, texts, repeat(word)))
            places, texts = list(compress(places, holds)), list(compress(texts, holds))
        self._found = places, texts
        return places

    def _texts_of(self, places: list[int]) -> list[str]:
        """Return what rows hold in their order, by which they are looked through a third faster than row by row."""
        if self._found is not None and self._found[0] is places:
            return self._found[1]
        folded: list[Any] = self._folded
        if places is not self._let:
            return [folded[place] for place in places]
        if self._texts is None:
            self._texts = [folded[place] for place in places]
        return self._texts

    def _let_through(self) -> None:
        """Keep what the filter lets through, in order; it is asked of each row once, however often they are sorted."""
        passes = self._passes
        if passes is None:
            self._let = list(self._order)
        else:
            if self._passed is None:
                self._passed = [passes(row) for row in self.rows]
            self._let = list(compress(self._order, map(self._passed.__getitem__, self._order)))
        self._texts = self._found = None
        self.shown = self._matching(self._let, self._searched.split())
