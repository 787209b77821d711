"""What the priorities page is given: rounds, and services in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.framework.parts import OutcomeBand
    from model.bilingual import Bilingual
    from model.fiscal_year import FiscalYear

DRAFT, FROZEN = "draft", "frozen"


@dataclass(frozen=True, slots=True)
class RoundCard:
    """One round of selection; ``cut_score`` is on 100."""

    id: str
    year: FiscalYear
    revision: int
    state: str
    cut_score: int
    approved_by: str
    approved_on: date | None

    @property
    def is_frozen(self) -> bool:
        """Whether it was approved and is kept as it is."""
        return self.state == FROZEN


def must_be_explained(decided: bool | None, *, above_cut: bool | None, previous: bool | None) -> bool:
    """Whether a decision must say why: a yes, a change, or one against the line; see ``RankRow``."""
    return decided is not None and (decided or previous is True or above_cut is True)


@dataclass(frozen=True, slots=True)
class RankRow:
    """One service in the ranking.

    Attributes:
        eligible: whether the policy lets it be priority: external or internal enterprise.
        critical: whether it is to be looked at whatever its score.
        scores: the rating by consideration, 0 to 3; None is not assessed.
        suggested: what the inventory suggests, by consideration.
        score: on 100, over what is assessed; ``score_low`` and ``score_high`` take the rest at 0 and at 3.
        assessed: the share of the weight that is assessed, 0 to 1.
        rank: from 1; None when it is not eligible or has no score.
        proposal: the outcome that the score suggests; blank without a score.
        above_cut: whether the score reaches the cut; None without a score.
        decided: the decision in this round; None while there is none.
        previous: whether it was priority under the frozen round before this one; None when there was none.
        priority: whether it is priority in the year, by the latest frozen round.
        decision: key of the decision's row in this round; blank while there is none.
        score_keys: keys of the scores' rows, by consideration.
    """

    service: str
    service_id: str
    name: Bilingual
    eligible: bool
    critical: bool
    scores: Mapping[str, int | None]
    suggested: Mapping[str, int | None]
    analyses: Mapping[str, Bilingual]
    score: float | None
    score_low: float | None
    score_high: float | None
    assessed: float
    rank: int | None
    proposal: str
    above_cut: bool | None
    decided: bool | None
    rationale: Bilingual
    previous: bool | None
    priority: bool
    decision: str = ""
    score_keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def departs(self) -> bool:
        """Whether the decision goes against the line."""
        return self.decided is not None and self.above_cut is not None and self.decided != self.above_cut

    @property
    def is_change(self) -> bool:
        """Whether the decision changes what the frozen round before said."""
        return self.decided is not None and self.previous is not None and self.decided != self.previous

    @property
    def needs_rationale(self) -> bool:
        """Whether the decision must say why: a yes, a change, or one against the line."""
        return must_be_explained(self.decided, above_cut=self.above_cut, previous=self.previous)


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every service with a record in ``year``, ranked first, then by name.

    Attributes:
        round: the newest round of that year or before; None before the first one.
        weights: a share of 100 by consideration, in the form's order.
        bands: what a score suggests.
    """

    year: FiscalYear
    round: RoundCard | None
    weights: Mapping[str, int]
    rows: tuple[RankRow, ...]
    bands: tuple[OutcomeBand, ...]
