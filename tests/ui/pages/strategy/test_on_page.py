"""From a section of the strategy to its page in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.strategy.sections import section_card
from model.language import Language
from tests.ui.driver import choose, click, press, settle
from ui.pages.steps import Step
from ui.pages.strategy.page import StrategyPage
from ui.shell import Place

if TYPE_CHECKING:
    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage
    from ui.open_plan import OpenPlan

EN, FR = Language.EN, Language.FR


@pytest.fixture
def page(plan: OpenPlan, shell: FakeShell, stage: Stage) -> StrategyPage:
    shown = stage(StrategyPage(plan, shell))
    shown.open_section("mandate")
    settle()
    return shown


def test_the_keys_lead_to_the_page_in_the_language_that_is_being_written(
    page: StrategyPage, shell: FakeShell, plan: OpenPlan
) -> None:
    edit = page.sides[FR].edit
    click(edit.viewport())
    press(edit, "Ctrl+End")
    press(edit, "X")

    press(edit, "Ctrl+Shift+P")

    assert shell.went == [(Step.DOCUMENTS, Place("section", "mandate", language=FR))]
    assert section_card(plan.workspace, "mandate").text.fr.rstrip().endswith("x")  # what was typed is on the page


def test_the_menu_of_the_section_leads_there_too(page: StrategyPage, shell: FakeShell) -> None:
    click(page.toolbar.more)

    choose(page.toolbar.menu(page.toolbar.more), "Show on its page (Ctrl+Shift+P)")

    assert shell.went == [(Step.DOCUMENTS, Place("section", "mandate", language=EN))]


def test_a_part_that_is_generated_leads_to_its_page_in_either_language(page: StrategyPage, shell: FakeShell) -> None:
    page.open_section("annex-concordance")
    settle()

    click(page.generated.preview)

    assert shell.went == [(Step.DOCUMENTS, Place("section", "annex-concordance"))]
