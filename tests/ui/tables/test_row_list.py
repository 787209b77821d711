"""Rows that are made ready in pieces stand as rows that are set at once, whatever is changed or filtered then."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ui.tables.row_list import RowList, SortKey


@dataclass(frozen=True)
class Row:
    key: str
    state: int | None
    name: str


rows = st.lists(
    st.builds(Row, st.text("abcdefgh", min_size=1, max_size=3), st.sampled_from([None, 0, 1, 2]), st.text("xyz")),
    unique_by=lambda row: row.key,
    max_size=12,
)
by_state, by_name = SortKey("state", lambda row: row.state, False), SortKey("name", lambda row: row.name, True)
orders = st.sampled_from([(), (by_state,), (by_name,), (by_state, by_name)])


def listed(order: tuple[SortKey, ...], odd: bool) -> RowList[Row]:
    made: RowList[Row] = RowList(lambda row: row.key, lambda row: row.name)
    made.sort(order)
    if odd:
        made.filter(lambda row: len(row.key) % 2 == 1)
    return made


def shown(made: RowList[Row]) -> list[Row]:
    return [made.rows[place] for place in made.shown]


@given(every=rows, order=orders, then=orders, odd=st.booleans(), at=st.integers(0, 12))
def test_rows_made_ready_in_pieces_stand_as_rows_that_are_set(
    every: list[Row], order: tuple[SortKey, ...], then: tuple[SortKey, ...], odd: bool, at: int
) -> None:
    whole, pieces = listed(order, odd), listed(order, odd)
    made = pieces.prepare()
    made.add(every[:at])
    made.add(every[at:])
    for _piece in made.ordering():
        pass

    whole.set_rows(every)
    letting_go = pieces.take(made)

    assert shown(pieces) == shown(whole)
    whole.sort(then)
    pieces.sort(then)
    assert shown(pieces) == shown(whole)
    whole.search("x")
    pieces.search("x")
    assert shown(pieces) == shown(whole)
    for _piece in letting_go:
        pass
    assert shown(pieces) == shown(whole)


@given(every=rows, order=orders, changed=rows)
def test_what_was_taken_over_is_changed_like_what_was_set(
    every: list[Row], order: tuple[SortKey, ...], changed: list[Row]
) -> None:
    whole, pieces = listed(order, odd=True), listed(order, odd=True)
    made = pieces.prepare()
    made.add(every)
    whole.set_rows(every)
    pieces.take(made)

    for each in (whole, pieces):
        each.change({row.key: row for row in changed})

    assert shown(pieces) == shown(whole)


@given(every=rows, order=orders, kept=st.text("abcdefgh", min_size=1, max_size=3))
def test_a_filter_for_some_rows_more_shows_what_asking_every_row_shows(
    every: list[Row], order: tuple[SortKey, ...], kept: str
) -> None:
    whole, alike = listed(order, odd=True), listed(order, odd=True)

    def passes(row: Row) -> bool:
        return len(row.key) % 2 == 1 or row.key == kept

    for each in (whole, alike):
        each.set_rows(every)
    whole.filter(passes)
    alike.filter_again(passes, {kept})

    assert shown(alike) == shown(whole)


@given(every=rows, order=orders, odd=st.booleans())
def test_rows_that_are_let_go_piece_by_piece_take_nothing_of_the_new_ones(
    every: list[Row], order: tuple[SortKey, ...], odd: bool
) -> None:
    whole, pieces = listed(order, odd), listed(order, odd)
    pieces.set_rows([Row("old", 1, "x")])
    made = pieces.prepare()
    made.add(every)

    letting_go = pieces.take(made)
    for _piece in letting_go:
        pass
    whole.set_rows(every)

    assert (shown(pieces), pieces.rows, pieces.places) == (shown(whole), whole.rows, whole.places)


@given(every=rows, order=orders)
def test_a_filter_may_be_asked_of_many_rows_at_once(every: list[Row], order: tuple[SortKey, ...]) -> None:
    one_by_one, at_once = listed(order, odd=False), listed(order, odd=False)

    def passes(row: Row) -> bool:
        return row.state == 1

    for each in (one_by_one, at_once):
        each.set_rows(every)
    one_by_one.filter(passes)
    at_once.filter(passes, lambda held: bytearray(row.state == 1 for row in held))

    assert shown(at_once) == shown(one_by_one)
    for each in (one_by_one, at_once):
        each.change({"a": Row("a", 1, "x"), "b": Row("b", 0, "y")})
    assert shown(at_once) == shown(one_by_one)
