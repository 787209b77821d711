"""How firm a ranking is: which services stay among the first when the weights are changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.priorities.scoring import ranks, rebalance, score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.priorities.cards import Ranking

_CHANGES: Final = (0.0, 0.5, 1.5)
"""What one weight at a time is multiplied by: left out, halved, raised by half."""


@dataclass(frozen=True, slots=True)
class Stability:
    """How often each service is among the first.

    Attributes:
        first: how many are the first: as many as were chosen, or as reach the line while nothing is decided.
        trials: in how many ways the weights were changed.
        stays: in how many of these trials each ranked service is among the first, by its key.
    """

    first: int
    trials: int
    stays: Mapping[str, int]

    def share(self, service: str) -> float:
        """Return the share of the trials in which a service is among the first."""
        return self.stays[service] / self.trials


def stability(ranked: Ranking) -> Stability | None:
    """Return how firm ``ranked`` is under other weights; None when there is nothing to choose or to change."""
    rows = [row for row in ranked.rows if row.rank is not None]
    first = sum(row.decided is True for row in rows) or sum(row.above_cut is True for row in rows)
    trials = list(_trials(ranked.weights))
    if not 0 < first < len(rows) or not trials:
        return None
    stays = {row.service: 0 for row in rows}
    for weights in trials:
        places = ranks([score(row.scores, weights).score for row in rows])
        for row, place in zip(rows, places, strict=True):
            stays[row.service] += place is not None and place <= first
    return Stability(first, len(trials), stays)


def _trials(weights: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Yield the weights with one of them changed and the others sharing the rest, where that changes any."""
    if sum(weight > 0 for weight in weights.values()) < 2:
        return
    for name, weight in weights.items():
        for change in _CHANGES:
            changed = rebalance(weights, name, round(weight * change))
            if changed != dict(weights):
                yield changed
