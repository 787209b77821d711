"""Volumes that stand out from the other years: swings and flat lines."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean, pstdev
from typing import TYPE_CHECKING, Any

from model.quantity import QuantityState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.inventory.facts import ServiceFacts

_YEARS_TO_COMPARE = 3
_YEARS_OF_A_FLAT_LINE = 4


@dataclass(frozen=True, slots=True)
class Variation:
    """A year whose applications stand out.

    Attributes:
        record: the service record of that year.
        applications: its applications over all channels.
        mean: the mean of the earlier years.
        same: in how many years, this one among them, the same number was reported; 0 for a swing.
    """

    record: Mapping[str, Any]
    applications: int
    mean: float
    same: int

    @property
    def is_flat(self) -> bool:
        """Whether the line is flat; else it swings."""
        return self.same > 0

    @property
    def is_explained(self) -> bool:
        """Whether something was written about it, in either language."""
        return bool((self.record["volume_note_en"] + self.record["volume_note_fr"]).strip())


def variations(reported: Sequence[ServiceFacts], threshold: float) -> Iterator[Variation]:
    """Yield the years of a service that stand out.

    A year without any application counts only when no channel left it open.

    Args:
        reported: the service year by year, the earliest first.
        threshold: how many standard deviations of the earlier years a swing lies off their mean.
    """
    if len(reported) <= _YEARS_TO_COMPARE:
        return
    facts = [fact for fact in reported if fact.applications or fact.application_states == {QuantityState.NUMBER}]
    for index, fact in enumerate(facts):
        earlier = [other.applications for other in facts[:index]]
        if len(earlier) < _YEARS_TO_COMPARE:
            continue
        now, usual, same = fact.applications, mean(earlier), earlier.count(fact.applications) + 1
        if now and same >= _YEARS_OF_A_FLAT_LINE:
            yield Variation(fact.record, now, usual, same)
        elif abs(now - usual) > threshold * pstdev(earlier):
            yield Variation(fact.record, now, usual, 0)
