"""From the strategy to its pages and back, in the real window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.language import Language
from tests.ui.driver import click, press, settle
from ui.pages.documents.page import DocumentsPage
from ui.pages.steps import Step
from ui.pages.strategy.page import StrategyPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.window.plan_frame import PlanFrame


def test_one_key_leads_from_a_section_to_its_page_and_back_into_its_text(frame: PlanFrame, qtbot: QtBot) -> None:
    frame.go(Step.STRATEGY)
    strategy = frame.area.current()
    assert isinstance(strategy, StrategyPage)
    strategy.open_section("mandate")
    edit = strategy.sides[Language.FR].edit
    click(edit.viewport())

    press(edit, "Ctrl+Shift+P")
    page = frame.area.current()
    assert isinstance(page, DocumentsPage)
    qtbot.waitUntil(lambda: page.preview.made(Language.FR) is not None, timeout=120_000)
    settle()
    heading, language = page.pane.view.heading(), page.pane.bar.language.value()
    press(page.pane.view, "Ctrl+Shift+P")

    assert heading is not None
    assert heading.target == "fr-mandate"
    assert language == "fr"
    assert frame.step() is Step.STRATEGY
    assert edit.hasFocus()
