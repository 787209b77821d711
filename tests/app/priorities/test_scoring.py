"""Scores, ranks and weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.priorities.scoring import UNSCORED, ranks, rebalance, score

NAMES = ("mandate", "volume", "other")
weights_of_100 = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(
    lambda cuts: dict(
        zip(NAMES, (min(cuts), max(cuts) - min(cuts), 100 - max(cuts)), strict=True),
    )
)
ratings = st.fixed_dictionaries({name: st.sampled_from([None, 0, 1, 2, 3]) for name in NAMES})


def test_the_highest_ratings_score_a_hundred() -> None:
    assert score({"mandate": 3, "volume": 3}, {"mandate": 60, "volume": 40}).score == 100


def test_what_is_not_assessed_widens_the_range_and_is_left_out_of_the_score() -> None:
    found = score({"mandate": 3, "volume": None}, {"mandate": 60, "volume": 40})

    assert (found.score, found.low, found.high, found.assessed) == (100, 60, 100, 0.6)


def test_nothing_assessed_is_no_score() -> None:
    found = score({}, {"mandate": 60, "volume": 40})

    assert (found.score, found.low, found.high, found.assessed) == (None, 0, 100, 0)
    assert score({"mandate": 3}, {"mandate": 0}) == UNSCORED


@given(ratings, weights_of_100)
def test_a_score_lies_within_its_range(given_ratings: dict[str, int | None], weights: dict[str, int]) -> None:
    found = score(given_ratings, weights)

    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.high <= 100 + 1e-9
    if found.score is not None:
        assert found.low - 1e-9 <= found.score <= found.high + 1e-9


@given(ratings, weights_of_100, st.sampled_from(NAMES))
def test_a_higher_rating_never_lowers_the_score(
    given_ratings: dict[str, int | None], weights: dict[str, int], name: str
) -> None:
    rating = given_ratings[name] or 0
    lower, higher = given_ratings | {name: rating}, given_ratings | {name: min(3, rating + 1)}

    assert (score(higher, weights).low or 0) >= (score(lower, weights).low or 0)
    assert (score(higher, weights).score or 0) >= (score(lower, weights).score or 0) - 1e-9


def test_equal_scores_share_a_rank_and_no_score_has_none() -> None:
    assert ranks([50.0, None, 80.0, 50.0, 10.0]) == (2, None, 1, 2, 4)


def test_the_other_weights_give_way_in_proportion() -> None:
    assert rebalance({"mandate": 50, "volume": 30, "other": 20}, "mandate", 75) == {
        "mandate": 75,
        "volume": 15,
        "other": 10,
    }


@given(weights_of_100, st.sampled_from(NAMES), st.integers(-20, 120))
def test_weights_add_up_to_a_hundred_whatever_is_moved(weights: dict[str, int], name: str, value: int) -> None:
    moved = rebalance(weights, name, value)

    assert sum(moved.values()) == 100
    assert moved[name] == max(0, min(100, value))
    assert min(moved.values()) >= 0


@pytest.mark.parametrize("name", NAMES)
def test_weights_come_back_when_one_took_everything(name: str) -> None:
    moved = rebalance(dict.fromkeys(NAMES, 0) | {name: 100}, name, 40)

    assert sorted(moved.values()) == [30, 30, 40]
