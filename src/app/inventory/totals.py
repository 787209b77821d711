"""What the services that a list shows come to together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


def totals(listed: Sequence[ServiceRow], counts: Mapping[str, Mapping[str, int]], shown: Iterable[str]) -> Totals:
    """Return the sums of what is shown.

    Args:
        listed: the services.
        counts: the numbers in fields that hold counts, by service, for the fields that are shown.
        shown: what else is shown: ``volume``, ``online``, ``standards``, ``priority``; the rest is not added up.
    """
    wanted = set(shown)
    volumes = [row.volume for row in listed if row.volume is not None] if "volume" in wanted else []
    points = Counter([row.points for row in listed] if "online" in wanted else ())  # few of them differ
    online = sum(answers.count("Y") * many for answers, many in points.items())
    with_standards = [row for row in listed if row.figures] if "standards" in wanted else []
    keys = [row.key for row in listed] if counts else []
    return Totals(
        services=len(listed),
        volume=sum(volumes) if volumes else None,
        points_online=online,
        points_applicable=online + sum(answers.count("N") * many for answers, many in points.items()),
        standards=sum([len(row.figures) for row in with_standards]),
        standards_met=sum([row.standards_met for row in with_standards]),
        priority=sum([row.priority for row in listed]) if "priority" in wanted else 0,
        counts={name: _sum(keys, numbers) for name, numbers in counts.items()},
    )


def _sum(keys: Iterable[str], numbers: Mapping[str, int]) -> int | None:
    known = [number for number in map(numbers.get, keys) if number is not None]
    return sum(known) if known else None
