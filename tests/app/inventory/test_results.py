"""Results of standards are exact, whatever was typed as a figure."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.inventory.results import performance, target_met, written_number


@pytest.mark.parametrize("written", ["1e999999999", "1e400", "-1e99", "1e-400", "Infinity", "NaN", ""])
def test_what_no_figure_can_be_is_no_number(written: str) -> None:
    assert written_number(written) is None
    assert performance("1", written) is None
    assert target_met(written, "1", "1") is None


def test_a_number_of_thirty_digits_is_exact() -> None:
    assert written_number("9" * 30) == Fraction(int("9" * 30))
