"""What is read, counted or written in pieces in a large plan says so meanwhile, and ends up what a small plan shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app.checks.findings import check
from app.collection.rounds import groups
from app.i18n import language
from app.indicators.figures import figures
from app.inventory.approval import approval
from app.inventory.editing import edit_record
from app.priorities.ranking import ranking, rounds
from app.priorities.rounds import new_revision
from app.priorities.scoring import rebalance, rescore
from tests.ui.driver import click, dialog, settle, type_text
from ui import idle_work, plan_findings
from ui.pages.assessment.page import AssessmentPage
from ui.pages.collection import round_dialog
from ui.pages.collection.page import CollectionPage
from ui.pages.collection.round_dialog import RoundDialog
from ui.pages.inventory.page import InventoryPage
from ui.pages.overview.indicator_card import IndicatorCard
from ui.pages.overview.page import OverviewPage
from ui.pages.priorities import priorities_model
from ui.pages.priorities.page import PrioritiesPage
from ui.pages.quality import found_list
from ui.pages.quality.page import QualityPage
from ui.pages.steps import Step
from ui.shell import Place
from ui.window.search import SearchPalette

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.session import Session
    from ui.window.plan_frame import PlanFrame

PATIENCE = 60_000


@pytest.fixture(autouse=True)
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every plan for one that is too large to be read, counted or ranked at once."""
    monkeypatch.setattr(plan_findings, "_SMALL", 0)
    monkeypatch.setattr(idle_work, "SLICE", 0)
    monkeypatch.setattr(priorities_model, "FEW", 0)
    monkeypatch.setattr(round_dialog, "FEW", 0)
    monkeypatch.setattr(found_list, "_SEARCHED_AT_ONCE", 0)


@pytest.fixture
def opened(editor: Editor, sample_plan: Path) -> PlanFrame:
    """Return the window of the plan, not checked yet."""
    assert editor.actions().open(sample_plan)
    frame = editor.window.frame
    assert frame is not None
    return frame


def session(frame: PlanFrame) -> Session:
    assert frame.session is not None
    return frame.session  # type: ignore[return-value]  # the window's contents are a session


def cards(frame: PlanFrame) -> list[IndicatorCard]:
    page = frame.area.current()
    assert isinstance(page, OverviewPage)
    return [card for card in page.findChildren(IndicatorCard) if card.isVisibleTo(page)]


def test_figures_are_being_counted_until_the_plan_is_checked(opened: PlanFrame, qtbot: QtBot) -> None:
    plan = session(opened).plan
    assert {card.change.text() for card in cards(opened)} == {"Being counted…"}

    with qtbot.waitSignal(plan.findings.checked, timeout=PATIENCE):
        pass
    settle()

    found = figures(plan.workspace, plan.year).figure("online_end_to_end")
    card = next(card for card in cards(opened) if card.title.text() == "Services online end to end")
    assert card.value.text() == f"{found.value:.0%}"


def test_requirements_are_proposed_from_what_was_counted(opened: PlanFrame, qtbot: QtBot) -> None:
    opened.go(Step.ASSESSMENT)
    page = opened.area.current()
    assert isinstance(page, AssessmentPage)
    plan = page.plan

    with qtbot.waitSignal(plan.findings.checked, timeout=PATIENCE):
        pass

    counted = {found.id: found for found in figures(plan.workspace, plan.year).figures}
    shown = [figure for card in page.model.requirements for figure in card.figures]
    assert shown
    assert all(figure == counted[figure.id] for figure in shown)


def test_the_ranking_is_read_in_pieces_and_follows_a_weight(opened: PlanFrame, qtbot: QtBot) -> None:
    plan = session(opened).plan
    new_revision(plan.workspace, rounds(plan.workspace)[0].id)
    opened.go(Step.PRIORITIES)
    page = opened.area.current()
    assert isinstance(page, PrioritiesPage)
    assert (page.model.is_known, page.table.isVisible()) == (False, False)

    qtbot.waitUntil(lambda: page.model.is_known, timeout=PATIENCE)

    stored = ranking(plan.workspace, plan.year)
    assert page.model.ranking == stored
    assert page.table.isVisible()
    with qtbot.waitSignal(page.model.previewed, timeout=PATIENCE):
        page.model.preview_weight("volume", 50)
    assert page.model.ranking == rescore(stored, rebalance(stored.weights, "volume", 50))


def test_a_round_lists_its_owners_once_they_are_read(opened: PlanFrame, qtbot: QtBot) -> None:
    opened.go(Step.INVENTORY, Place(view="collection"))
    page = opened.area.current()
    assert isinstance(page, CollectionPage)
    page.begin()
    asked = dialog()
    assert isinstance(asked, RoundDialog)

    qtbot.waitUntil(asked.accept_button.isEnabled, timeout=PATIENCE)

    draft = asked.draft()
    assert asked.chosen() == groups(page.plan.workspace, draft.year, draft.grouping, language())
    asked.reject()


def test_what_is_searched_in_findings_before_they_are_ready_is_found_then(frame: PlanFrame, qtbot: QtBot) -> None:
    frame.go(Step.INVENTORY, Place(view="quality"))
    page = frame.area.current()
    assert isinstance(page, QualityPage)
    name = page.found.table.shown()[0].name()

    page.search.set_text(name)
    qtbot.waitUntil(lambda: page.found.table.rowCount() < len(page.found.table.rows()), timeout=PATIENCE)

    assert {found.name() for found in page.found.table.shown()} == {name}


def test_findings_are_listed_at_once_and_searched_by_their_sentences(frame: PlanFrame, qtbot: QtBot) -> None:
    found = session(frame).plan.findings.all
    level, count = next((level, count) for level, count in frame.foot.counts.items() if count.isVisible())
    sentence = next(one for one in found if one.level.value == level.value).message()
    click(count)
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, SearchPalette)
    assert palette.model.rowCount() == count.count

    type_text(palette.search, sentence)
    qtbot.waitUntil(lambda: bool(palette.model.shown), timeout=PATIENCE)

    assert {entry.words for entry in palette.model.shown} == {sentence}
    palette.close()


def test_an_approval_that_an_undo_brings_back_holds_again_once_it_was_compared(frame: PlanFrame, qtbot: QtBot) -> None:
    frame.go(Step.INVENTORY)
    page = frame.area.current()
    assert isinstance(page, InventoryPage)
    plan = page.plan
    before = page.list_model.approval()
    assert before is not None
    assert before.is_in_force

    with qtbot.waitSignal(plan.findings.checked, timeout=PATIENCE):
        edit_record(plan.workspace, page.list.shown_keys()[0], plan.year, {"num_applications_online": "77"})
        changed = page.list_model.approval()
    assert changed is not None
    assert not changed.is_in_force
    assert page.list_model.approval() == approval(plan.workspace, plan.year)

    with qtbot.waitSignal(plan.findings.checked, timeout=PATIENCE):
        plan.undo()
    assert page.list_model.approval() == before
    assert plan.findings.all == check(plan.workspace)
