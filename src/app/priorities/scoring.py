"""Scores, ranks and weights: pure arithmetic, fast enough to follow a slider."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from app.framework.parts import outcome_of
from app.pieces import parts, sorting, whole

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence

    from app.framework.parts import OutcomeBand
    from app.priorities.cards import Ranking, RankRow

_AT_ONCE: Final = 500  # rows that are looked at in one piece

HIGHEST = 3
"""The highest rating of a consideration; 0 says that it does not apply."""

WHOLE = 100
"""What all weights add up to, and the highest score."""


@dataclass(frozen=True, slots=True)
class Score:
    """The weighted score of one service, on 100.

    Attributes:
        score: over the considerations that are assessed; None when none is.
        low: with every other one at 0.
        high: with every other one at the highest rating.
        assessed: the share of the weight that is assessed, 0 to 1.
    """

    score: float | None
    low: float | None
    high: float | None
    assessed: float


UNSCORED = Score(None, None, None, 0.0)


def score(ratings: Mapping[str, int | None], weights: Mapping[str, int]) -> Score:
    """Return the score that ``ratings`` give under ``weights``.

    Args:
        ratings: 0 to 3 by consideration; None or a missing one is not assessed.
        weights: a share of 100 by consideration.
    """
    whole = sum(weights.values())
    if whole <= 0:
        return UNSCORED
    assessed = reached = 0
    for name, weight in weights.items():
        rating = ratings.get(name)
        if rating is not None:
            assessed += weight
            reached += weight * rating
    open_weight = whole - assessed
    return Score(
        score=WHOLE * reached / (HIGHEST * assessed) if assessed else None,
        low=WHOLE * reached / (HIGHEST * whole),
        high=WHOLE * (reached + HIGHEST * open_weight) / (HIGHEST * whole),
        assessed=assessed / whole,
    )


def ranks(scores: Sequence[float | None]) -> tuple[int | None, ...]:
    """Return the rank of each score, highest first; equal scores share a rank, no score has none."""
    known = sorted((value for value in scores if value is not None), reverse=True)
    first: dict[float, int] = {}
    for place, value in enumerate(known, 1):
        first.setdefault(value, place)
    return tuple(None if value is None else first[value] for value in scores)


def rebalance(weights: Mapping[str, int], changed: str, value: int) -> dict[str, int]:
    """Return the weights with one set anew and the others giving way in proportion, 100 in all.

    Args:
        weights: a share of 100 by consideration.
        changed: the consideration that is set.
        value: its new weight, 0 to 100.
    """
    value = max(0, min(WHOLE, value))
    others = {name: weight for name, weight in weights.items() if name != changed}
    given = _shared_out(others, WHOLE - value)
    return {name: value if name == changed else given[name] for name in weights}


def _shared_out(parts: Mapping[str, int], total: int) -> dict[str, int]:
    """Return ``total`` shared out in whole numbers, in proportion to ``parts`` (largest remainders)."""
    whole = sum(parts.values())
    if not parts:
        return {}
    shares = {name: (total * part, whole) if whole else (total, len(parts)) for name, part in parts.items()}
    given = {name: above // below for name, (above, below) in shares.items()}
    by_remainder = sorted(parts, key=lambda name: -(shares[name][0] % shares[name][1]))
    for name in _first(by_remainder, total - sum(given.values())):
        given[name] += 1
    return given


def _first(names: Iterable[str], count: int) -> list[str]:
    return list(names)[:count]


def rescore(ranked: Ranking, weights: Mapping[str, int], cut: int | None = None) -> Ranking:
    """Return the ranking under other weights or another cut; nothing is written.

    Args:
        ranked: the ranking to compute anew.
        weights: a share of 100 by consideration.
        cut: the score from which a service is above the line; None keeps the round's.
    """
    return whole(rescore_in_pieces(ranked, weights, cut))


def rescore_in_pieces(
    ranked: Ranking, weights: Mapping[str, int], cut: int | None = None
) -> Generator[None, None, Ranking]:
    """Do the same, and yield every few milliseconds."""
    if ranked.round is None:
        named = [(row.name.en, row.service, at) for at, row in enumerate(ranked.rows)]
        yield
        ordered = yield from sorting(named)
        return replace(ranked, weights=dict(weights), rows=tuple(ranked.rows[at] for _name, _key, at in ordered))
    line = ranked.round.cut_score if cut is None else cut
    scored: list[Score] = []
    for rows in parts(ranked.rows, _AT_ONCE):
        scored += (score(row.scores, weights) for row in rows)
        yield
    places = ranks([found.score if row.eligible else None for row, found in zip(ranked.rows, scored, strict=True)])
    yield
    placed: list[tuple[RankRow, Score, int | None]] = list(zip(ranked.rows, scored, places, strict=True))
    done: list[RankRow] = []
    for part in parts(placed, _AT_ONCE):
        done += (_scored(row, found, place, line, ranked.bands) for row, found, place in part)
        yield
    yield
    done.sort(key=lambda row: (row.rank is None, row.rank or 0, -(row.score or 0.0), row.name.en, row.service))
    return replace(ranked, round=replace(ranked.round, cut_score=line), weights=dict(weights), rows=tuple(done))


def _scored(row: RankRow, found: Score, place: int | None, line: int, bands: Sequence[OutcomeBand]) -> RankRow:
    return replace(
        row,
        score=found.score,
        score_low=found.low,
        score_high=found.high,
        assessed=found.assessed,
        rank=place,
        proposal="" if found.score is None else outcome_of(bands, found.score).id,
        above_cut=None if found.score is None else row.eligible and found.score >= line,
    )
