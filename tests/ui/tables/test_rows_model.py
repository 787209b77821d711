"""Rows in memory: searched, filtered and sorted together, and told by key."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from app.typography import fold
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel


@dataclass(frozen=True)
class Fruit:
    key: str
    name: str
    weight: int | None


FRUIT = (Fruit("a", "Pêche", 150), Fruit("b", "Pear", 180), Fruit("c", "Cœur de bœuf", None), Fruit("d", "Apple", 120))


def model(rows: tuple[Fruit, ...] = FRUIT) -> RowsModel[Fruit]:
    columns = (
        Column[Fruit]("name", "Name", lambda row: row.name, lambda *_cell: None, sort_key=lambda row: fold(row.name)),
        Column[Fruit](
            "weight", "Weight", lambda row: str(row.weight), lambda *_cell: None, sort_key=lambda r: r.weight
        ),
    )
    made = RowsModel(columns, key=lambda row: row.key, folded=lambda row: fold(row.name))
    made.set_rows(rows)
    return made


def keys(rows: RowsModel[Fruit]) -> str:
    return "".join(row.key for row in rows.shown())


def test_a_search_finds_inside_words_without_accents_case_or_ligatures() -> None:
    rows = model()

    found = {}
    for typed in ("PECHE", "coeur boeuf", "pe", "x", ""):
        rows.search(typed)
        found[typed] = keys(rows)

    assert found == {"PECHE": "a", "coeur boeuf": "c", "pe": "ab", "x": "", "": "abcd"}


def test_typing_further_and_back_finds_what_searching_anew_finds() -> None:
    rows = model()

    rows.search("pe")
    rows.search("pea")
    rows.search("p")

    assert keys(rows) == "abd"


def test_what_has_no_value_comes_last_whichever_way_it_is_sorted() -> None:
    rows = model()

    rows.sort_by("weight", descending=False)
    rising = keys(rows)
    rows.sort_by("weight", descending=True)

    assert (rising, keys(rows)) == ("dabc", "badc")


def test_search_filter_and_order_hold_together() -> None:
    rows = model()

    rows.sort_by("name", descending=True)
    rows.filter(lambda row: row.weight is not None)
    rows.search("p")
    narrowed = keys(rows)
    rows.filter(None)
    rows.search("e")

    assert narrowed == "abd"
    assert keys(rows) == "abcd"


def test_changed_rows_take_their_place_and_new_ones_join() -> None:
    rows = model()
    rows.sort_by("name", descending=False)

    rows.change_rows({"d": Fruit("d", "Zucchini", 1), "b": None, "e": Fruit("e", "Banana", 2)})

    assert keys(rows) == "ecad"
    assert rows.line_of("e") == 0
    assert rows.line_of("b") == -1


def test_a_row_that_is_filtered_out_has_no_line() -> None:
    rows = model()

    rows.filter(lambda row: row.key != "a")

    assert (rows.line_of("a"), rows.line_of("b"), rows.key_of(0), rows.key_of(9)) == (-1, 0, "b", "")


def test_rows_are_sorted_by_several_columns_each_its_own_way() -> None:
    rows = model((Fruit("a", "Fig", 2), Fruit("b", "Fig", 9), Fruit("c", "Apple", 1), Fruit("d", "Fig", None)))

    rows.sort_by_all((("name", False), ("weight", True)))
    one = keys(rows)
    rows.sort_by_all((("weight", False), ("name", False)))

    assert (one, keys(rows)) == ("cbad", "cabd")
    assert rows.sorted_by() == ("weight", False)


@st.composite
def changes(draw: st.DrawFn) -> list[Fruit]:
    return draw(
        st.lists(
            st.builds(
                Fruit,
                st.sampled_from("abcdefgh"),
                st.sampled_from(["Pêche", "pear", "Apple", "apples", ""]),
                st.none() | st.integers(0, 3),
            ),
            max_size=6,
        )
    )


@given(changes(), st.sampled_from(["", "p", "pea", "x"]), st.booleans(), st.booleans())
def test_a_changed_row_stands_where_sorting_anew_would_put_it(
    changed: list[Fruit], typed: str, descending: bool, heavy: bool
) -> None:
    def prepared(rows: tuple[Fruit, ...]) -> RowsModel[Fruit]:
        made = model(rows)
        made.sort_by_all((("weight", descending), ("name", not descending)))
        made.filter((lambda row: bool(row.weight)) if heavy else None)
        made.search(typed)
        return made

    one = prepared(FRUIT)
    held = {fruit.key: fruit for fruit in FRUIT}
    for fruit in changed:
        one.change_rows({fruit.key: fruit})
        held[fruit.key] = fruit

    anew = prepared(tuple(held.values()))
    assert one.shown() == anew.shown()
    for model_ in (one, anew):
        model_.sort_by_all((("name", False), ("weight", True)))
    assert one.shown() == anew.shown()
    for model_ in (one, anew):
        model_.search("")
        model_.filter(None)
    assert one.shown() == anew.shown()


def test_a_changed_row_that_stays_where_it_is_repaints_its_line_alone() -> None:
    rows = model()
    rows.sort_by("name", descending=False)
    told: list[object] = []
    rows.modelReset.connect(lambda: told.append("reset"))
    rows.dataChanged.connect(lambda first, _last: told.append(first.row()))

    rows.change_rows({"b": Fruit("b", "Pear", 99)})
    rows.change_rows({"b": Fruit("b", "Aubergine", 99)})

    assert told == [2, "reset"]
    assert keys(rows) == "dbca"
