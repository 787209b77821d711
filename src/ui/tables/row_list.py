"""Frozen rows in memory: searched over folded strings, sorted by cached keys, changed one by one.

A proxy of Qt's asks Python back for each row: 117 ms a key and 2.6 s a sort at 20,000 rows. Here a key
costs two milliseconds, since letters and pairs of them are known beforehand (``text_index``), and one
changed row is put where it belongs without sorting the others again.
"""

from __future__ import annotations

from bisect import insort
from functools import cmp_to_key
from itertools import chain, compress, count
from operator import is_, itemgetter
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from app.pieces import letting_go, parts
from app.typography import fold
from ui.idle_work import without_collecting
from ui.tables.text_index import TextIndex, all_of
from ui.tables.weights import Weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Marks = Callable[[Sequence["R"]], bytearray]  # of rows, 1 for each that passes

R = TypeVar("R")
_FEW: Final = 40  # changed rows up to which each is put in its place; more are sorted with all others
_FELT: Final = 30_000  # rows from which it is felt that they are sorted at once, which takes less than in pieces
_AT_ONCE: Final = 200  # rows of which the keys are made in one piece


class SortKey(NamedTuple):
    """One column that rows are sorted by."""

    column: str
    key: Callable[[Any], Any]
    descends: bool
    keys: Callable[[Sequence[Any]], list[Any]] | None = None  # of many rows at once

    def of_all(self, rows: Sequence[Any]) -> list[Any]:
        """Return what rows sort by."""
        return list(map(self.key, rows)) if self.keys is None else self.keys(rows)


class Prepared(Generic[R]):
    """Other rows, made ready some at a time before they are taken over, sorted by one column and filtered as now."""

    def __init__(self, key: Callable[[R], str], sort: Sequence[SortKey], passes: Callable[[R], bool] | None) -> None:
        self.rows: list[R] = []
        self.keys: list[str] = []
        self.places: dict[str, int] = {}
        self.sort, self.passes = tuple(sort), passes
        self.weights = Weights()  # what they sort by, where that is one column
        self.passed = None if passes is None else bytearray()
        self._key = key

    def add(self, rows: Iterable[R]) -> None:
        """Make more rows ready."""
        added, first = list(rows), len(self.rows)
        keys = list(map(self._key, added))
        self.rows += added
        self.keys += keys
        self.places.update(zip(keys, count(first)))
        if len(self.sort) == 1:
            self.weights.add(self.sort[0].of_all(added))
        if self.passed is not None and self.passes is not None:
            self.passed.extend(map(self.passes, added))

    def ordering(self) -> Iterator[None]:
        """Sort them, piece by piece, once all are added."""
        yield from self.weights.ordering()


class RowList(Generic[R]):
    """All rows, and the places of those that are shown, in their order.

    ``key`` gives a row's lasting name; ``folded`` the string that a search looks through.
    """

    def __init__(self, key: Callable[[R], str], folded: Callable[[R], str] | None) -> None:
        self._key = key
        self.rows: list[R] = []
        self.keys: list[str] = []  # by place
        self.places: dict[str, int] = {}  # of keys in the list of all rows
        self.shown: list[int] = []  # places of what was searched for, sorted
        self._order: list[int] = []  # all places, sorted
        self._pick: Callable[[Any], tuple[int, ...]] | None = None  # takes what is told by place in that order
        self._index: TextIndex[R] = TextIndex(folded)
        self._weights: dict[str, Weights] = {}  # by column
        self._sort: tuple[SortKey, ...] = ()
        self._searched = ""
        self._passes: Callable[[R], bool] | None = None
        self._marks: Marks[R] | None = None
        self._passed: bytearray | None = None  # by place, what the filter said: asked once, however they are sorted

    def set_rows(self, rows: Iterable[R], order: Sequence[SortKey] | None = None) -> None:
        """Take other rows, searched and filtered as before, and sorted as before or by other columns."""
        if order is not None:
            self._sort = tuple(order)
        self.rows = list(rows)
        self._number()
        self._index.begin(self.rows)
        self._weights.clear()
        self._passed = None
        self._sort_all()

    def prepare(self) -> Prepared[R]:
        """Return what other rows are made ready in, for ``take``."""
        return Prepared(self._key, self._sort, self._passes)

    def take(self, made: Prepared[R]) -> Iterator[None]:
        """Take over rows that were made ready; those that were made ready for another order are sorted now.

        Returns:
            What lets go of the rows before, piece by piece: of tens of thousands that takes its time too.
        """
        held = [self.rows, self.keys, self.places, self.shown, self._order, *self._index.held()]
        held += chain.from_iterable(weights.held() for weights in self._weights.values())
        self.rows, self.keys, self.places = made.rows, made.keys, made.places
        self._index.begin(self.rows)
        self._weights.clear()
        self._passed = made.passed if made.passes == self._passes else None
        if made.sort == self._sort and len(made.sort) == 1:
            self._weights[self._sort[0].column] = made.weights
        self._sort_all()
        return letting_go(held)

    def filter_again(self, passes: Callable[[R], bool] | None, keys: Iterable[str]) -> None:
        """Keep the rows that pass another filter, which says something else of the rows of ``keys`` alone."""
        self._passes, self._marks = passes, None
        if passes is None or self._passed is None:
            self._passed = None
        else:
            for place in {self.places[key] for key in keys if key in self.places}:
                self._passed[place] = passes(self.rows[place])
        self._show()

    def _number(self) -> None:
        self.keys = list(map(self._key, self.rows))
        self.places = dict(zip(self.keys, range(len(self.keys)), strict=True))

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
            self._index.forget_text(place)
        if gone:
            self._drop(gone)
        for row in added:
            self.places[self._key(row)] = len(self.rows)
            self.keys.append(self._key(row))
            self.rows.append(row)
            self._index.append()
            for column, key in self._known_keys():
                self._weights[column].add((key(row),))
        self._index.forget_words()
        self._sort_all()
        return None

    def fill(self, filled: Mapping[str, R]) -> None:
        """Put rows in the place of those with the same keys, which say the same with less: nothing moves."""
        self._known_keys()  # what nothing is sorted by now was told of outlines
        for key, row in filled.items():
            place = self.places.get(key)
            if place is not None:
                self.rows[place] = row
                self._index.forget_text(place)
        self._index.forget_words()

    def moves_many(self, changed: Mapping[str, R | None]) -> bool:
        """Whether rows come or go, or more change than are worth looking at one by one."""
        return len(changed) > _FEW or any(row is None or key not in self.places for key, row in changed.items())

    def _known_keys(self) -> list[tuple[str, Callable[[R], Any]]]:
        """Return the columns whose keys are kept; those of columns that nothing is sorted by go."""
        known = {sort.column: sort.key for sort in self._sort}
        for column in [column for column in self._weights if column not in known]:
            del self._weights[column]
        return [(column, known[column]) for column in self._weights]

    def _put(self, place: int, row: R) -> bool:
        """Put one row in its place; tell whether it may sort elsewhere now."""
        self.rows[place] = row
        moves = False
        for column, key in self._known_keys():
            moves |= self._weights[column].put(place, key(row))
        return moves

    def _drop(self, gone: set[int]) -> None:
        kept = [place for place in range(len(self.rows)) if place not in gone]
        self.rows = [self.rows[place] for place in kept]
        self._index.keep(self.rows, kept)
        for weights in self._weights.values():
            weights.keep(kept)
        self._number()

    def _replace_few(self, replaced: Mapping[int, R]) -> list[int] | None:
        lines = [self._line(place) for place in replaced]
        moved = [place for place, row in replaced.items() if self._put(place, row)]
        for place, row in replaced.items():
            self._index.replace(place)
            if self._passed is not None and self._passes is not None:
                self._passed[place] = self._passes(row)
        for place in moved:
            self._order.remove(place)
        for place in moved:
            insort(self._order, place, key=cmp_to_key(self._compare))
        if moved:
            self._pick = None
        before = self.shown
        self._show()
        return sorted(line for line in lines if line >= 0) if self.shown == before else None

    def _line(self, place: int) -> int:
        try:
            return self.shown.index(place)
        except ValueError:
            return -1

    def _compare(self, one: int, other: int) -> int:
        for sort in self._sort:
            values = self._weights[sort.column].values
            first, second = values[one], values[other]
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

    def keys_between(self, top: int, bottom: int) -> list[str]:
        """Return the keys of the rows that are shown from a line to another, both included."""
        keys = self.keys
        return [keys[place] for place in self.shown[top : bottom + 1]]

    def is_searched(self, text: str) -> bool:
        """Whether ``text`` asks for what was searched for already."""
        return " ".join(fold(text).split()) == self._searched

    def search(self, text: str) -> None:
        """Keep the rows that hold every word of ``text``."""
        self._searched = " ".join(fold(text).split())
        self._show()

    def filter(self, passes: Callable[[R], bool] | None, marks: Marks[R] | None = None) -> None:
        """Keep only the rows that pass; None keeps all that were found.

        Args:
            passes: asked of one row.
            marks: says the same of many rows at once, where that is faster.
        """
        self._passes, self._marks, self._passed = passes, marks, None
        self._show()

    def sort(self, order: Sequence[SortKey]) -> None:
        """Sort by these columns, the first of them first."""
        self._sort = tuple(order)
        self._sort_all()

    def prepare_sort(self, sort: SortKey) -> Iterator[None]:
        """Find out what rows sort by in a column, for a sort that follows; of very many their order too.

        A change meanwhile undoes it.
        """
        weights = self._weights.get(sort.column)
        if weights is None:
            rows, weights = self.rows, Weights()
            before = list(rows)
            for some in parts(before, _AT_ONCE):
                weights.add(sort.of_all(some))
                yield
            if self.rows is not rows or len(rows) != len(before) or not all(map(is_, rows, before)):
                return
            self._weights[sort.column] = weights
        if len(self.rows) > _FELT:
            yield from weights.ordering()

    def forget_keys(self, column: str | None = None) -> None:
        """Ask for what rows sort by again when they are sorted next, in one column or all."""
        if column is None:
            self._weights.clear()
        else:
            self._weights.pop(column, None)

    def sort_again(self) -> None:
        """Sort by the same columns, where keys were forgotten."""
        self._sort_all()

    def prepare_search(self, count: int) -> bool:
        """Make so many more rows ready to be searched; tell whether any are left."""
        return self._index.prepare(count)

    def _sort_all(self) -> None:
        order: list[int] | None = None
        for sort in reversed(self._sort):
            weights = self._weighed(sort)
            order = (
                weights.order(descends=sort.descends)
                if order is None
                else weights.sorted(order, descends=sort.descends)
            )
        self._order, self._pick = list(range(len(self.rows))) if order is None else order, None
        self._show()

    def _weighed(self, sort: SortKey) -> Weights:
        if sort.column not in self._weights:
            with without_collecting():
                self._weights[sort.column] = Weights(sort.of_all(self.rows))
        return self._weights[sort.column]

    def _show(self) -> None:
        """Find out what is shown: what holds every word that is searched for, and the filter lets through."""
        if self._passes is not None and self._passed is None:
            self._passed = bytearray(map(self._passes, self.rows)) if self._marks is None else self._marks(self.rows)
        parts: list[bytes | bytearray] = [] if self._passed is None else [self._passed]
        if words := self._searched.split():
            parts.append(self._index.holding(words))
        if not parts or not self._order:
            self.shown = list(self._order)
            return
        if self._pick is None:
            self._pick = itemgetter(*self._order, 0)  # one more than there are, for one alone would be no tuple
        self.shown = list(compress(self._order, self._pick(all_of(parts))))
