"""Which services a list shows: by state, and by what is chosen of several facets.

Within a facet one of the chosen values is enough; every facet that has a choice must let the
service through.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from app.inventory.facts import codes
from app.inventory.results import target_met
from model.inventory import COUNTS, INTERACTION_POINTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from app.inventory.rows import ServiceRow

STATES: Final = ("reported", "unreported", "retired", "every")
REPORTED, UNREPORTED, RETIRED, EVERY = STATES

FACETS: Final = (
    *("scope", "type", "program", "clients", "channel", "online", "point", "standards", "priority", "owner", "finding"),
)
"""What can be chosen of, in the order in which it is offered."""

STATE_TESTS: Final[dict[str, Callable[[ServiceRow], bool]]] = {
    REPORTED: lambda row: row.reported,
    UNREPORTED: lambda row: not row.reported and row.state == "active",
    RETIRED: lambda row: row.state == "retired",
    EVERY: lambda _row: True,
}
"""What lets a service through by its state."""

NONE: Final = "-"
"""The value of a facet of which a service has nothing."""

MET, MISSED, UNKNOWN = "met", "missed", "unknown"
ALL_ONLINE, SOME_ONLINE, NONE_ONLINE = "all", "some", "none"


@dataclass(frozen=True)
class ServiceFilter:
    """What is let through; by default every service that the year reports."""

    state: str = REPORTED
    chosen: frozenset[tuple[str, str]] = field(default_factory=frozenset)  # facet and value

    def count(self) -> int:
        """Return how many of its parts narrow the list."""
        return (self.state != REPORTED) + len(self.chosen)

    def values(self, facet: str) -> frozenset[str]:
        """Return what is chosen of a facet; nothing lets everything through."""
        return frozenset(value for name, value in self.chosen if name == facet)

    def toggled(self, facet: str, value: str) -> ServiceFilter:
        """Return the filter with one more value of a facet, or one less."""
        return replace(self, chosen=self.chosen ^ {(facet, value)})

    def without_facet(self, facet: str) -> ServiceFilter:
        """Return the filter with nothing chosen of a facet."""
        return replace(self, chosen=frozenset(pair for pair in self.chosen if pair[0] != facet))

    def written(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {"state": self.state, "chosen": [list(pair) for pair in sorted(self.chosen)]}


def filter_of(written: object) -> ServiceFilter:
    """Return the filter that ``written`` wrote; what is no part of one is left out."""
    if not isinstance(written, dict):
        return ServiceFilter()
    state, chosen = written.get("state"), written.get("chosen")
    pairs = [pair for pair in chosen if isinstance(pair, list) and len(pair) == 2] if isinstance(chosen, list) else []
    return ServiceFilter(
        state if state in STATES else REPORTED,
        frozenset((str(facet), str(value)) for facet, value in pairs if facet in FACETS),
    )


_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "type": ("service_type",),
    "clients": ("client_target_groups",),
    "owner": ("owner_name",),
    "channel": COUNTS,
}


def fields_of(facet: str) -> tuple[str, ...]:
    """Return the fields that a facet asks for beyond the row."""
    return _FIELDS.get(facet, ())


def facet_reader(facet: str, fields: Mapping[str, Mapping[str, str]]) -> Callable[[ServiceRow], Collection[str]]:
    """Return what tells the values that a service has of a facet; what was found at it is told elsewhere.

    Args:
        facet: one of ``FACETS``.
        fields: the written forms of ``fields_of`` the facet, by service; see ``app.inventory.list_fields``.
    """
    none = (NONE,)
    readers: dict[str, Callable[[ServiceRow], Collection[str]]] = {
        "scope": lambda row: row.scope or none,
        "program": lambda row: row.programs or none,
        "priority": lambda row: ("Y",) if row.priority else ("N",),
        "online": lambda row: (online_state(row.points),),
        "point": lambda row: answers(row.points),
        "standards": lambda row: results(row) or none,
    }
    if facet in readers:
        return readers[facet]
    if facet == "channel":
        counts = [(name, fields[name]) for name in fields_of(facet)]
        return lambda row: [name for name, held in counts if row.key in held and is_used(held[row.key])] or none
    held = fields[fields_of(facet)[0]]
    if facet == "owner":
        return lambda row: (held.get(row.key) or NONE,)
    return lambda row: codes(held.get(row.key, "")) or none


def is_used(written: str) -> bool:
    """Whether a count is a number above 0."""
    return written[:1].isdigit() and written.strip("0") != ""


@lru_cache(maxsize=1024)  # there are few answers that differ
def online_state(points: tuple[str, ...]) -> str:
    """Return whether all, some or none of the interaction points that apply are online; nothing without an answer."""
    online, of = points.count("Y"), points.count("Y") + points.count("N")
    if not of:
        return NONE
    return ALL_ONLINE if online == of else SOME_ONLINE if online else NONE_ONLINE


@lru_cache(maxsize=1024)
def answers(points: tuple[str, ...]) -> tuple[str, ...]:
    """Return the answer at each interaction point that has one, as ``point:answer``."""
    return tuple(f"{point}:{answer}" for point, answer in zip(INTERACTION_POINTS, points, strict=False) if answer)


def results(row: ServiceRow) -> set[str]:
    """Return what became of a service's standards: met, missed, or without a target or a result."""
    judged = (target_met(one.target, one.volume_meeting_target, one.total_volume) for one in row.figures)
    return {UNKNOWN if is_met is None else MET if is_met else MISSED for is_met in judged}
