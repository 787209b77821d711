"""What goes to a spreadsheet comes back as it was, and none of it is run there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spreadsheet_text import from_tabs, harmless, restored, to_tabs

CELL = st.text(alphabet="a\"'=+-@\t\n 1é", max_size=6)


@given(st.lists(st.lists(CELL, min_size=1, max_size=3), min_size=1, max_size=3))
def test_cells_come_back_as_they_were(rows: list[list[str]]) -> None:
    expected = rows[:-1] if rows[-1] == [""] else rows

    assert list(from_tabs(to_tabs(rows))) == expected


@given(CELL)
def test_no_cell_is_run(cell: str) -> None:
    written = harmless(cell)

    assert not written.lstrip(" ").startswith(("=", "@", "\t", "\n"))
    assert restored(written) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-2+3", "@cmd", " =HYPERLINK(1)", "\uff1d1+1", "-x", "+"])
def test_what_would_be_computed_becomes_a_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-12", "+3", "-1 234,5", "-4 %", "12", "a=b", "", "'quoted'", "don't"])
def test_numbers_and_texts_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell


def test_a_cell_in_quotes_may_hold_line_breaks_and_tabs() -> None:
    assert list(from_tabs('a\t"two\r\nlines\tand ""quotes"""\r\nb\t"no end\r\n')) == [
        ["a", 'two\nlines\tand "quotes"'],
        ["b", '"no end'],
    ]


def test_cells_that_are_only_quotes_are_not_taken_for_one_cell_with_a_tab() -> None:
    assert list(from_tabs(to_tabs([['"', '"'], ['"a"', '""']]))) == [['"', '"'], ['"a"', '""']]


def test_quotes_that_are_part_of_a_text_stay() -> None:
    assert list(from_tabs('"AgriInvest" program\tsay "yes"')) == [['"AgriInvest" program', 'say "yes"']]


def test_a_last_line_break_is_no_line_of_its_own_and_blank_cells_count() -> None:
    assert list(from_tabs("1\t\t3\n\t\n")) == [["1", "", "3"], ["", ""]]
    assert list(from_tabs("")) == []
