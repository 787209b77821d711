"""What is seen and heard of the page: every word in the language chosen, nothing clipped, every stop named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont

from model.language import Language
from tests.ui.driver import click, press, settle
from tests.ui.seen import clipped, outside, texts, unnamed

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from tests.fakes.shell import FakeShell
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


def said(page: AssessmentPage) -> dict[str, str]:
    return {f"{number} {where}": text for number, (where, text) in enumerate(texts(page)) if text.strip()}


def test_every_word_is_in_the_language_of_the_window(full_page: AssessmentPage, languages: LanguageSwitch) -> None:
    english = said(full_page)

    languages.switch(Language.FR)
    settle()
    french = said(full_page)

    same = {text for where, text in french.items() if english.get(where) == text and any(map(str.isalpha, text))}
    assert same <= BOTH_WAYS
    assert len(french) == len(english)


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
def test_french_is_not_clipped(  # noqa: PLR0917  fixtures
    full_page: AssessmentPage,
    shell: FakeShell,
    languages: LanguageSwitch,
    look: Theme,
    qapp: QApplication,
    scale: float,
) -> None:
    languages.switch(Language.FR)
    larger = QFont(qapp.font())
    larger.setPointSizeF(larger.pointSizeF() * scale)
    qapp.setFont(larger)
    look.refresh()
    shell.resize(1280, 720)
    settle()
    settle()

    assert shell.width() == 1280
    assert clipped(full_page) == []
    assert outside(full_page) == []
