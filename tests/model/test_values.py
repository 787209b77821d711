"""The values that a plan is made of."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear, years_between
from model.language import Language
from model.quantity import Quantity, QuantityState, sum_of, total


def test_neither_language_stands_in_for_the_other() -> None:
    text = Bilingual(en="Licence")

    assert text.text(Language.FR) == ""
    assert text.missing == (Language.FR,)


def test_white_space_alone_is_no_text() -> None:
    assert Bilingual(" \n", "Permis").missing == (Language.EN,)


@given(st.text(), st.text())
def test_a_new_side_leaves_the_other_as_it_was(en: str, fr: str) -> None:
    assert Bilingual("", fr).with_text(Language.EN, en) == Bilingual(en, fr)


@given(st.integers(1900, 2200))
def test_a_fiscal_year_reads_back_as_it_is_written(start: int) -> None:
    assert FiscalYear.parse(str(FiscalYear(start))) == FiscalYear(start)


@pytest.mark.parametrize("text", ["2025", "2025-2027", "2025/2026", " 2025-2026", "2025-2026 ", "25-26", "2025–2026"])
def test_another_form_is_no_fiscal_year(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        FiscalYear.parse(text)


def test_a_fiscal_year_begins_on_the_first_of_april() -> None:
    assert FiscalYear.of(date(2025, 3, 31)) == FiscalYear(2024)
    assert FiscalYear.of(date(2025, 4, 1)) == FiscalYear(2025)


def test_a_fiscal_year_reports_as_the_calendar_year_in_which_it_ends() -> None:
    assert FiscalYear(2023).reporting_year == 2024


def test_years_between_holds_both_ends() -> None:
    assert [str(year) for year in years_between(FiscalYear(2023), FiscalYear(2025))] == [
        "2023-2024",
        "2024-2025",
        "2025-2026",
    ]


def test_zero_not_applicable_no_data_and_blank_are_four_states() -> None:
    states = [Quantity(text).state for text in ("0", "NA", "ND", "")]

    assert states == [
        QuantityState.NUMBER,
        QuantityState.NOT_APPLICABLE,
        QuantityState.NO_DATA,
        QuantityState.BLANK,
    ]


def test_a_quantity_keeps_the_form_in_which_it_was_written() -> None:
    assert (Quantity("007").written, Quantity("007").value) == ("007", 7)


@pytest.mark.parametrize("text", ["1,000", "1 000", "12.0", "+5", " 5", "na", "x", "٣", "²"])
def test_what_is_no_count_is_no_quantity(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Quantity(text)


def test_a_total_counts_numbers_only() -> None:
    assert total([Quantity("5"), Quantity("NA"), Quantity("ND"), Quantity(""), Quantity("007")]) == 12


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (["3", "NA", "ND", "4"], "7"),
        (["0", "NA"], "0"),
        (["NA", "NA"], "NA"),
        (["NA", "ND"], "ND"),
        (["", "ND"], "ND"),
        (["NA", ""], ""),
        ([], ""),
    ],
)
def test_a_sum_without_any_number_says_what_is_known(written: list[str], known: str) -> None:
    assert sum_of([Quantity(one) for one in written]).written == known
