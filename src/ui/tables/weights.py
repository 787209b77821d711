"""What the rows of a table sort by in one column, and their order by it, which can be found beforehand."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from app.pieces import parts, sorting

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

_GROUPED: Final = 2000  # rows that are put beside those they sort alike with in one piece


class Weights:
    """What rows sort by, by place; None has no value and comes last, either way.

    Tens of thousands are sorted in pieces (``ordering``) before somebody asks for their order; without that, they are
    sorted when it is asked for.
    """

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self.values: list[Any] = list(values)
        self._alike: list[list[int]] | None = None  # places of rows that sort alike, in their order
        self._blank: list[int] = []
        self._changes = 0

    def add(self, values: Iterable[Any]) -> None:
        """Hold what further rows sort by."""
        self.values += values
        self._forget()

    def put(self, place: int, value: Any) -> bool:
        """Hold what one row sorts by now; tell whether that is something else."""
        if value == self.values[place]:
            return False
        self.values[place] = value
        self._forget()
        return True

    def keep(self, places: Iterable[int]) -> None:
        """Hold only the rows of these places, which follow each other now."""
        self.values = [self.values[place] for place in places]
        self._forget()

    def held(self) -> Iterator[list[Any]]:
        """Yield everything that is known, for those who let it go piece by piece."""
        yield from filter(None, (self.values, self._alike, self._blank))

    def _forget(self) -> None:
        self._alike = None
        self._changes += 1

    def ordering(self) -> Generator[None, None, None]:
        """Find the order, piece by piece; a change meanwhile undoes it."""
        if self._alike is not None:
            return
        changes, alike = self._changes, defaultdict[Any, list[int]](list)
        for places in parts(range(len(self.values)), _GROUPED):
            for place in places:
                alike[self.values[place]].append(place)
            yield
            if self._changes != changes:
                return
        blank = alike.pop(None, [])
        weights = yield from sorting(list(alike))
        if self._changes == changes:
            self._alike, self._blank = list(map(alike.__getitem__, weights)), blank

    def order(self, *, descends: bool) -> list[int]:
        """Return all places in their order; those of rows that sort alike rise."""
        if self._alike is None:
            return self.sorted(range(len(self.values)), descends=descends)
        return [*chain.from_iterable(reversed(self._alike) if descends else self._alike), *self._blank]

    def sorted(self, places: Sequence[int], *, descends: bool) -> list[int]:
        """Return some places in their order; those of rows that sort alike stay as they were."""
        values = self.values
        blank = [place for place in places if values[place] is None]
        known = [place for place in places if values[place] is not None] if blank else list(places)
        known.sort(key=values.__getitem__, reverse=descends)
        return known + blank
