"""What is seen and heard of the page: every word in the language chosen, nothing clipped, every stop named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.language import Language
from tests.ui.driver import click, press, settle
from tests.ui.pages.priorities.ranks import choose
from tests.ui.seen import lacks_in_french, same_in_french, texts, unnamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.language import LanguageSwitch
    from ui.look.theme import Theme
    from ui.open_plan import OpenPlan
    from ui.pages.priorities.page import PrioritiesPage

TRAIL_DATA = "Geospatial Trail Data"
BOTH_WAYS = {"EN", "FR", "Service", "Suggestion", "Volume", "Total"}
"""Words and marks that are the same in both languages."""


@pytest.fixture
def full_page(page: PrioritiesPage, plan: OpenPlan) -> PrioritiesPage:
    """Return the page with findings at its fields."""
    choose(page, TRAIL_DATA, "mandate")
    press(page.table, "Delete")
    click(page.strip.decision.segment("Y"))
    plan.findings.settle()
    settle()
    return page


def test_every_word_is_in_the_language_of_the_window(full_page: PrioritiesPage, languages: LanguageSwitch) -> None:
    assert same_in_french(full_page, languages) <= BOTH_WAYS


def test_every_word_follows_the_catalogue_at_once(full_page: PrioritiesPage, pseudo: Callable[[], None]) -> None:
    pseudo()
    settle()

    told = [text for where, text in texts(full_page) if where.startswith(("Button", "_Segment", "IconMenu")) and text]
    assert told
    assert [text for text in told if not text.startswith("⟦")] == []
    assert full_page.table.rows.cut_text.startswith("⟦")
    assert full_page.table.accessibleName().startswith("⟦")
    assert full_page.strip.rationale.editor(Language.FR).accessibleName().startswith("⟦")


def test_every_stop_of_tab_has_a_name(full_page: PrioritiesPage) -> None:
    assert unnamed(full_page) == []


def test_tab_goes_in_reading_order(full_page: PrioritiesPage) -> None:
    strip = full_page.strip
    full_page.table.setFocus()
    settle()
    reached = []
    for _stop in range(7):
        now = full_page.window().focusWidget()
        assert now is not None
        press(now, "Tab")
        reached.append(full_page.window().focusWidget())

    assert reached == [
        strip.decision.segment("Y"),
        strip.consideration,
        strip.bars,
        strip.rationale.editor(Language.EN),
        strip.rationale.editor(Language.FR),
        strip.analysis.editor(Language.EN),
        strip.analysis.editor(Language.FR),
    ]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_french_is_not_clipped(full_page: PrioritiesPage, languages: LanguageSwitch, look: Theme, scale: float) -> None:
    assert lacks_in_french(full_page, languages, look, scale) == []
