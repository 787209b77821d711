from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.language import Language
from ui.pages.inventory.typed_numbers import parse_target, show_target

if TYPE_CHECKING:
    from ui.language import LanguageSwitch


@pytest.mark.parametrize(
    ("typed", "written"),
    [("80 %", "0.8"), ("80", "0.8"), ("0,8", "0.8"), ("0.80", "0.80"), ("66,5%", "0.665"), ("1", "1"), ("", "")],
)
def test_a_target_is_understood_in_per_cent_and_as_a_share(typed: str, written: str) -> None:
    assert parse_target(typed) == written


@pytest.mark.parametrize("typed", ["150 %", "101", "-5", "most"])
def test_what_is_no_share_of_the_whole_is_refused(typed: str) -> None:
    assert parse_target(typed) is None


def test_a_target_is_shown_in_per_cent_as_the_language_writes_it(languages: LanguageSwitch) -> None:
    english = [show_target(written) for written in ("0.85", "0.665", "1", "", "high")]
    languages.switch(Language.FR)

    assert english == ["85%", "66.5%", "100%", "", "high"]
    assert show_target("0.665") == "66,5\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize("written", ["0.85", "0.8", "1", "0.665"])
def test_what_is_shown_is_understood_again(written: str) -> None:
    assert parse_target(show_target(written)) == written.rstrip("0") or written
