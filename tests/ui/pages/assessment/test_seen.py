"""What is seen and heard of the page: every word in the language chosen, nothing clipped, every stop named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.language import Language
from tests.ui.driver import click, press, settle
from tests.ui.seen import lacks_in_french, same_in_french, texts, unnamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.language import LanguageSwitch
    from ui.look.theme import Theme
    from ui.open_plan import OpenPlan
    from ui.pages.assessment.page import AssessmentPage

BOTH_WAYS = {"EN", "FR", "Date", "Action"}
"""Words and marks that are the same in both languages."""


@pytest.fixture
def full_page(page: AssessmentPage, plan: OpenPlan) -> AssessmentPage:
    """Return the page with evidence, an action, entered figures and findings."""
    page.list.choose("learning")
    settle()
    press(page.form.rating, "1")
    click(page.form.corrections.add)
    click(page.form.evidence.add)
    plan.findings.settle()
    settle()
    return page


def test_every_word_is_in_the_language_of_the_window(full_page: AssessmentPage, languages: LanguageSwitch) -> None:
    assert same_in_french(full_page, languages) <= BOTH_WAYS


def test_every_word_follows_the_catalogue_at_once(full_page: AssessmentPage, pseudo: Callable[[], None]) -> None:
    pseudo()
    settle()

    told = [text for where, text in texts(full_page) if where.startswith(("Button", "IconButton")) and text]
    assert told
    assert [text for text in told if not text.startswith("⟦")] == []
    assert full_page.list.accessibleName().startswith("⟦")
    assert full_page.form.finding.editor(Language.FR).accessibleName().startswith("⟦")


def test_every_stop_of_tab_has_a_name(full_page: AssessmentPage) -> None:
    assert unnamed(full_page) == []


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_french_is_not_clipped(full_page: AssessmentPage, languages: LanguageSwitch, look: Theme, scale: float) -> None:
    assert lacks_in_french(full_page, languages, look, scale) == []
