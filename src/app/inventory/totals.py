"""What the services that a list shows come to together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence

    from app.inventory.rows import ServiceRow


@dataclass(frozen=True)
class Totals:
    """Sums over some services.

    ``volume`` and ``counts`` are None where no service gives a number: nothing is not 0. Points are
    counted as the indicator of online interaction points counts them.
    """

    services: int
    volume: int | None = None
    points_online: int = 0
    points_applicable: int = 0
    standards: int = 0
    standards_met: int = 0
    priority: int = 0
    counts: Mapping[str, int | None] = field(default_factory=dict)

    @property
    def online_share(self) -> float | None:
        """Return the share of applicable interaction points that are online, or None when none applies."""
        return self.points_online / self.points_applicable if self.points_applicable else None


def totals(
    listed: Sequence[ServiceRow], counts: Mapping[str, Mapping[str, int]], shown: Iterable[str]
) -> Generator[None, None, Totals]:
    """Return the sums of what is shown, one of them at each step.

    Args:
        listed: the services.
        counts: the numbers in fields that hold counts, by service, for the fields that are shown.
        shown: what else is shown: ``volume``, ``online``, ``standards``, ``priority``; the rest is not added up.
    """
    wanted = set(shown)
    found = Totals(services=len(listed))
    if "volume" in wanted:
        found = replace(found, volume=_total([row.volume for row in listed if row.volume is not None]))
        yield
    if "online" in wanted:
        points = Counter([row.points for row in listed])  # few of them differ
        online, offline = (sum(told.count(answer) * many for told, many in points.items()) for answer in "YN")
        found = replace(found, points_online=online, points_applicable=online + offline)
        yield
    if "standards" in wanted:
        judged = [row for row in listed if row.figures]
        met = sum([row.standards_met for row in judged])
        found = replace(found, standards=sum([len(row.figures) for row in judged]), standards_met=met)
        yield
    if "priority" in wanted:
        found = replace(found, priority=sum([row.priority for row in listed]))
        yield
    added: dict[str, int | None] = {}
    keys = [row.key for row in listed] if counts else []
    for name, numbers in counts.items():
        added[name] = _total([number for number in map(numbers.get, keys) if number is not None])
        yield
    return replace(found, counts=added)


def _total(known: Sequence[int]) -> int | None:
    return sum(known) if known else None
