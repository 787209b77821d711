"""Figures are rounded as a reader rounds them, and a rounded share never claims all or nothing."""

from __future__ import annotations

import pytest

from app.formats import format_number, format_percent
from model.language import Language

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("ratio", "written"),
    [(5 / 8, "63%"), (3 / 8, "38%"), (1 / 8, "13%"), (0.145, "15%"), (2 / 3, "67%"), (-0.125, "−13%")],
)
def test_a_half_is_rounded_away_from_zero_as_spreadsheets_do(ratio: float, written: str) -> None:
    assert format_percent(ratio, EN) == written


def test_a_half_is_rounded_alike_in_numbers() -> None:
    assert (format_number(62.5, EN), format_number(2.25, EN, decimals=1)) == ("63", "2.3")


def test_a_number_of_any_length_is_written_whole() -> None:
    assert format_number(int("123" * 12), EN) == ",".join(["123"] * 12)
    assert format_number(-(10**30), FR) == "−1" + "\u00a0000" * 10
    assert format_percent(1e40, EN) == format_number(10**42, EN) + "%"


@pytest.mark.parametrize(
    ("ratio", "written"), [(0.996, "99.6%"), (0.9999, "99.9%"), (0.004, "0.4%"), (0.0001, "0.1%"), (0.994, "99%")]
)
def test_nearly_all_is_not_called_all_nor_hardly_any_none(ratio: float, written: str) -> None:
    assert format_percent(ratio, EN) == written


def test_all_and_none_are_called_so() -> None:
    assert (format_percent(1, FR), format_percent(0, FR)) == ("100\u00a0%", "0\u00a0%")
