"""What was sorted in pieces stands as what is sorted at once, whatever changes before or after."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.pieces import whole
from ui.tables.weights import Weights

VALUES = st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=30)
MANY = [None if number % 7 == 0 else number * 7919 % 12_011 for number in range(15_000)]


def in_order(values: list[int | None], *, descends: bool) -> list[int]:
    known = [place for place, value in enumerate(values) if value is not None]
    blank = [place for place, value in enumerate(values) if value is None]
    return sorted(known, key=lambda place: values[place] or 0, reverse=descends) + blank


@given(values=VALUES, descends=st.booleans())
def test_pieces_find_the_order_that_sorting_finds(values: list[int | None], descends: bool) -> None:
    weights = Weights(values)
    whole(weights.ordering())

    assert weights.order(descends=descends) == in_order(values, descends=descends)


def test_very_many_weights_are_sorted_in_pieces() -> None:
    weights = Weights(MANY)

    pieces = sum(1 for _piece in weights.ordering())

    assert pieces > 10
    assert weights.order(descends=False) == in_order(MANY, descends=False)
    assert weights.order(descends=True) == in_order(MANY, descends=True)


@given(values=VALUES.filter(bool), after=st.booleans(), place=st.integers(0, 29), value=st.integers(0, 9))
def test_what_changes_meanwhile_or_after_is_sorted_too(
    values: list[int | None], after: bool, place: int, value: int
) -> None:
    weights, place = Weights(values), place % len(values)
    ordering = weights.ordering()
    next(ordering)
    if after:
        for _piece in ordering:
            pass

    weights.put(place, value)
    weights.add((3,))
    for _piece in ordering:
        pass

    now = [*values[:place], value, *values[place + 1 :], 3]
    assert weights.order(descends=False) == in_order(now, descends=False)


@given(values=VALUES, kept=st.sets(st.integers(0, 29)))
def test_only_what_is_kept_is_sorted(values: list[int | None], kept: set[int]) -> None:
    weights = Weights(values)
    whole(weights.ordering())
    places = sorted(place for place in kept if place < len(values))

    weights.keep(places)

    assert weights.order(descends=False) == in_order([values[place] for place in places], descends=False)
