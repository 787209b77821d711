"""What is typed is found in texts by the words in them, whatever was prepared, changed or typed before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.tables.row_list import RowList
from ui.tables.text_index import TextIndex

LETTERS = "abé -1"
TEXTS = st.lists(st.text(LETTERS, max_size=12), max_size=90)
TYPED = st.text(LETTERS.replace(" ", ""), min_size=1, max_size=4)


def places(index: TextIndex[str], *typed: str) -> list[int]:
    return [place for place, holds in enumerate(index.holding(typed)) if holds]


def holding(rows: list[str], *typed: str) -> list[int]:
    return [place for place, row in enumerate(rows) if all(part in row for part in typed)]


@given(rows=TEXTS.filter(bool), steps=st.lists(st.integers(0, 40), max_size=6), typed=st.lists(TYPED, min_size=1))
def test_every_part_of_a_word_is_found_however_far_the_texts_are_prepared(
    rows: list[str], steps: list[int], typed: list[str]
) -> None:
    index: TextIndex[str] = TextIndex(lambda row: row)
    index.begin(rows)

    for at, part in enumerate(typed):
        if at < len(steps):
            index.prepare(steps[at])
        assert places(index, part) == holding(rows, part)

    assert places(index, *typed) == holding(rows, *typed)


@given(rows=TEXTS.filter(bool), typed=st.lists(TYPED, min_size=1), data=st.data())
def test_a_text_that_changes_is_found_by_what_it_holds_now(
    rows: list[str], typed: list[str], data: st.DataObject
) -> None:
    rows = rows * 3  # so many that a word is in more rows than are kept one by one
    index: TextIndex[str] = TextIndex(lambda row: row)
    index.begin(rows)
    while index.prepare(50):
        pass

    for part in typed:
        assert places(index, part) == holding(rows, part)
        place = data.draw(st.integers(0, len(rows) - 1))
        rows[place] = data.draw(st.text(LETTERS, max_size=12))
        index.replace(place)
        assert places(index, part) == holding(rows, part)
        assert places(index, part[:1]) == holding(rows, part[:1])


def test_letters_taken_away_again_find_what_they_found_before() -> None:
    listed: RowList[str] = RowList(lambda row: row, lambda row: row)
    listed.set_rows(["benefit", "bench", "been", "tent"])
    while listed.prepare_search(10):
        pass

    found = {}
    for typed in ("b", "be", "ben", "bene", "ben", "be", "b", ""):
        listed.search(typed)
        found[typed] = [listed.rows[place] for place in listed.shown]

    assert found == {
        "b": ["benefit", "bench", "been"],
        "be": ["benefit", "bench", "been"],
        "ben": ["benefit", "bench"],
        "bene": ["benefit"],
        "": ["benefit", "bench", "been", "tent"],
    }


def test_rows_that_come_and_go_are_searched_with_the_others() -> None:
    listed: RowList[str] = RowList(lambda row: row.split()[0], lambda row: row)
    listed.set_rows(["1 form", "2 permit", "3 form"])
    while listed.prepare_search(10):
        pass
    listed.search("form")

    listed.change({"1": None, "4": "4 reform", "2": "2 forms"})

    assert [listed.rows[place] for place in listed.shown] == ["2 forms", "3 form", "4 reform"]
