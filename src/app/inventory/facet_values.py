"""What services have of every facet, worked out once for each, so that a filter only compares.

Asked of 20,000 services anew at each choice, a facet took up to a quarter of a second.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from app.inventory.filtering import FACETS, NONE, STATE_TESTS, facet_reader, fields_of
from app.inventory.list_fields import field_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.inventory.filtering import ServiceFilter
    from app.inventory.rows import ServiceRow
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

_FINDING: Final = "finding"
_HELD: Final = tuple(facet for facet in FACETS if facet != _FINDING)
_FIELDS: Final = tuple(field for facet in _HELD for field in fields_of(facet))

Values = tuple[str, ...]


class _Fits(dict[Values | None, bool]):
    """Whether values hold one that is chosen; the same few values are asked for again and again."""

    def __init__(self, chosen: frozenset[str]) -> None:
        super().__init__()
        self._chosen = chosen

    def __missing__(self, values: Values | None) -> bool:
        fits = self[values] = values is not None and not self._chosen.isdisjoint(values)
        return fits


class FacetValues:
    """Values by facet and service; of a service that was not learnt nothing is known, and no choice lets it through.

    What was found at a service changes by itself and is asked for each time.
    """

    def __init__(self, level: Callable[[str], str]) -> None:
        self._level = level
        self._values: dict[str, dict[str, Values]] = {facet: {} for facet in _HELD}
        self._same: dict[Values, Values] = {}  # equal values are kept once

    def learn(self, workspace: Workspace, year: FiscalYear, rows: Sequence[ServiceRow]) -> None:
        """Work out what these services have."""
        read = field_values(workspace, year, _FIELDS, [row.key for row in rows])
        same = self._same
        for facet, held in self._values.items():
            values_of = facet_reader(facet, read)
            for row in rows:
                values = tuple(values_of(row))
                held[row.key] = same.setdefault(values, values)

    def forget(self, services: Iterable[str] | None = None) -> None:
        """Know nothing more of some services, or of all."""
        for held in self._values.values():
            if services is None:
                held.clear()
            else:
                for key in services:
                    held.pop(key, None)

    def predicate(self, wanted: ServiceFilter) -> Callable[[ServiceRow], bool]:
        """Return what lets a service through."""
        state = STATE_TESTS[wanted.state]
        asked = [(self._reader(facet), _Fits(chosen)) for facet in FACETS if (chosen := wanted.values(facet))]
        if not asked:
            return state
        if len(asked) == 1:
            [(read, fits)] = asked
            return lambda row: state(row) and fits[read(row.key)]
        return lambda row: state(row) and all(fits[read(row.key)] for read, fits in asked)

    def counts(self, rows: Iterable[ServiceRow], facet: str) -> dict[str, int]:
        """Return how many of these services have each value of a facet."""
        found: Counter[str] = Counter()
        for values, count in Counter(map(self._reader(facet), [row.key for row in rows])).items():
            for value in values or ():
                found[value] += count
        return dict(found)

    def _reader(self, facet: str) -> Callable[[str], Values | None]:
        if facet in self._values:
            return self._values[facet].get
        level = self._level
        return lambda key: (level(key) or NONE,)
