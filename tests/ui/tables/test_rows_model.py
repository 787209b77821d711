"""Rows in memory: searched, filtered and sorted together, and told by key."""

from __future__ import annotations

from dataclasses import dataclass

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
