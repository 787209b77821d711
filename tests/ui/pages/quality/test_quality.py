"""Quality: findings are read, narrowed, and lead to the field in which each is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer

from app.checks.settings import variation_threshold
from app.documents.quality import inventory_findings
from tests.ui.driver import choose, click, dialog, press, settle, type_text
from tests.ui.pages.quality.conftest import check
from tests.ui.seen import clipped, lacks_in_french, unnamed
from ui.pages.inventory.page import InventoryPage
from ui.pages.quality.page import QualityPage
from ui.pages.quality.readiness_page import ReadinessPage
from ui.pages.quality.threshold_dialog import ThresholdDialog
from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame


@pytest.fixture
def page(broken: PlanFrame) -> QualityPage:
    broken.go(Step.INVENTORY, Place(view="quality"))
    settle()
    shown = broken.area.current()
    assert isinstance(shown, QualityPage)
    return shown


def test_every_finding_of_the_year_is_listed_the_gravest_first(page: QualityPage) -> None:
    expected = inventory_findings(page.plan.findings.all, page.plan.year)

    shown = page.found.table.shown()
    assert set(map(id, shown)) == set(map(id, expected))
    assert [found.level for found in shown] == sorted((found.level for found in shown), key=_weight)
    assert page.detail.finding() is shown[0]


def _weight(level: str) -> int:
    return ["error", "warning", "suggestion"].index(level)


def test_the_chosen_finding_is_told_in_full_with_why_it_is_asked(page: QualityPage) -> None:
    page.table.setFocus()
    press(page.table, "Down")

    found = page.found.table.shown()[1]
    assert page.detail.finding() is found
    assert page.detail.message.text() == found.message()
    assert page.detail.mend.text() == found.mend()
    assert page.detail.why.text()
    assert page.detail.asker.text().startswith("Asked by: ")


def test_mend_puts_the_cursor_into_the_field(page: QualityPage, broken: PlanFrame) -> None:
    found = page.detail.finding()
    assert found is not None

    click(page.detail.go)

    shown = broken.area.current()
    assert isinstance(shown, InventoryPage)
    focus = broken.window().focusWidget()
    assert focus is not None
    assert shown.record.isAncestorOf(focus)


def test_enter_in_the_list_mends_and_what_is_mended_leaves_it(page: QualityPage, broken: PlanFrame) -> None:
    before = len(page.found.table.shown())
    page.table.setFocus()
    press(page.table, "Return")
    assert isinstance(broken.area.current(), InventoryPage)

    page.plan.workspace.undo()  # the last record that was broken is whole again
    page.plan.findings.settle()
    broken.go(Step.INVENTORY, Place(view="quality"))
    settle()

    assert len(page.found.table.shown()) < before


def test_levels_rules_and_years_narrow_the_list(page: QualityPage) -> None:
    click(page.level)
    choose(page.level.menu(), f"Error ({page.found.levels()['error']})")
    assert {found.level.value for found in page.found.table.shown()} == {"error"}

    click(page.rule)
    count = sum(found.rule == "required" for found in page.found.table.rows())
    choose(page.rule.menu(), f"Mandatory field left blank ({count})")
    assert {found.rule for found in page.found.table.shown()} == {"required"}

    click(page.years)
    choose(page.years.menu(), "All years")
    assert page.facts().startswith("All years")


def test_a_search_that_finds_nothing_leads_back_to_everything(page: QualityPage) -> None:
    type_text(page.search.editor, "zzzz")

    assert page.nothing.isVisible()
    assert not page.detail.isVisible()
    page.nothing.link_clicked.emit()
    settle()
    assert page.found.table.rowCount() == len(page.found.table.rows())


def test_alt_down_and_the_rule_s_link_go_on(page: QualityPage) -> None:
    page.table.setFocus()
    press(page.table, "Alt+Down")
    assert page.detail.finding() is page.found.table.shown()[1]

    press(page.table, "Alt+Up")
    click(page.detail.same)
    assert len({found.rule for found in page.found.table.shown()}) == 1


def test_the_threshold_of_swings_is_set_for_the_plan(page: QualityPage, qtbot: QtBot) -> None:
    def change() -> None:
        asked = dialog()
        assert isinstance(asked, ThresholdDialog)
        click(asked.choice.segment("2"))
        click(asked.accept_button)

    qtbot.wait(1)
    page.more.open_menu()
    _soon(change)
    choose(page.more.menu(), "Threshold of swings…")

    assert variation_threshold(page.plan.workspace) == 2


def _soon(do: Callable[[], object]) -> None:
    QTimer.singleShot(0, do)


def test_the_report_is_written_in_both_languages(
    page: QualityPage, broken: PlanFrame, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr("ui.pages.quality.exports.choose_folder", lambda *_asked: folder)
    broken.resize(1920, 1000)
    settle()

    click(page.report if page.report.isVisible() else page.more)
    qtbot.waitUntil(lambda: not broken.tasks.running() and not page.exports.is_running, timeout=60_000)

    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".docx", ".pdf", ".pdf"]


def test_ready_leads_to_the_page_of_readiness(page: QualityPage, broken: PlanFrame) -> None:
    click(page.ready)

    assert isinstance(broken.area.current(), ReadinessPage)


def test_everything_is_named_and_has_room(page: QualityPage) -> None:
    assert unnamed(page) == []
    assert clipped(page) == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_has_room_in_french(page: QualityPage, editor: Editor, scale: float) -> None:
    assert lacks_in_french(page, editor.languages, editor.theme, scale) == []


def test_nothing_is_called_clean_before_it_was_checked(unchecked: PlanFrame) -> None:
    unchecked.go(Step.INVENTORY, Place(view="quality"))
    page = unchecked.area.current()
    assert isinstance(page, QualityPage)
    before = (page.nothing.isVisible(), page.facts(), page.level.text())

    check(unchecked)

    assert before == (False, "2024\N{EN DASH}25 · Being checked…", "Being checked…")
    assert page.found.table.rowCount() > 0
    assert page.level.text() == f"All levels ({page.found.table.rowCount()})"
