"""Readiness: only what the registry would refuse, until nothing is left and the form is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.checks.readiness import is_refused
from app.inventory.holders import services_of_standards
from tests.ui.driver import click, press, settle
from tests.ui.pages.quality.conftest import check
from tests.ui.seen import clipped, lacks_in_french, unnamed
from ui import idle_work
from ui.pages.inventory.page import InventoryPage
from ui.pages.quality import readiness_page
from ui.pages.quality.page import QualityPage
from ui.pages.quality.readiness_page import ReadinessPage
from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame


def _open(frame: PlanFrame) -> ReadinessPage:
    frame.go(Step.INVENTORY, Place(view="readiness"))
    settle()
    shown = frame.area.current()
    assert isinstance(shown, ReadinessPage)
    return shown


@pytest.fixture
def page(broken: PlanFrame) -> ReadinessPage:
    return _open(broken)


def test_what_would_be_refused_is_told_by_rule_and_by_service(page: ReadinessPage) -> None:
    assert page.state.said.text() == "4 records would be refused"
    assert "19 of 21 services and 25 of 27 standards" in page.state.counts.text()
    assert [card.heading.text() for card in page.groups if card.heading] == [
        "Mandatory field left blank", "More met the target than there were",
    ]  # fmt: skip

    click(page.grouping.segment("service"))

    refused = {found.id for found in page.plan.findings.all if is_refused(found) and found.year == page.plan.year}
    assert sum(len(card.chips) for card in page.groups) == 5
    assert len(refused) == 4


def test_a_line_leads_to_its_field(page: ReadinessPage, broken: PlanFrame) -> None:
    click(page.groups[0].chips[0])

    assert isinstance(broken.area.current(), InventoryPage)


def test_what_is_mended_is_counted_until_the_year_is_ready(page: ReadinessPage, broken: PlanFrame) -> None:
    said = []
    for _change in range(4):
        page.plan.workspace.undo()
        page.plan.findings.settle()
        settle()
        said.append((page.state.said.text(), page.state.mended.text() if page.state.mended.isVisible() else ""))

    assert said[0] == ("3 records would be refused", "1 record was mended since you came here.")
    assert said[-1] == ("Ready to submit", "4 records were mended since you came here.")
    assert page.groups == []
    assert page.empty.isVisible()
    assert broken.area.current() is page


def test_another_year_is_a_click_away(page: ReadinessPage, qtbot: QtBot) -> None:
    link = page.years.links["2023-2024"]
    qtbot.waitUntil(lambda: not page._work.is_busy, timeout=60_000)

    click(link)

    assert str(page.plan.year) == "2023-2024"
    assert page.state.said.text() == "Ready to submit"


def test_the_registry_s_form_is_written(
    page: ReadinessPage, broken: PlanFrame, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr("ui.pages.quality.exports.choose_folder", lambda *_asked: folder)

    click(page.export)
    qtbot.waitUntil(lambda: not broken.tasks.running() and not page.exports.is_running, timeout=60_000)

    assert [path.suffix for path in folder.iterdir()] == [".xlsx"]


def test_escape_and_all_findings_lead_on(page: ReadinessPage, broken: PlanFrame) -> None:
    click(page.all_findings)
    shown = broken.area.current()
    assert isinstance(shown, QualityPage)

    press(shown, "Esc")
    assert isinstance(broken.area.current(), InventoryPage)


def test_a_rule_with_many_findings_is_listed_on_the_page_of_quality(page: ReadinessPage, broken: PlanFrame) -> None:
    page.list_rule("required")
    settle()

    shown = broken.area.current()
    assert isinstance(shown, QualityPage)
    assert {found.rule for found in shown.found.table.shown()} == {"required"}


def test_everything_is_named_and_has_room(page: ReadinessPage) -> None:
    assert unnamed(page) == []
    assert clipped(page) == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_everything_has_room_in_french(page: ReadinessPage, editor: Editor, scale: float) -> None:
    assert lacks_in_french(page, editor.languages, editor.theme, scale) == []


def test_what_is_wrong_with_a_standard_names_its_service(page: ReadinessPage, broken: PlanFrame) -> None:
    found = next(one for one in page.plan.findings.all if is_refused(one) and one.entity == "standard_record")
    service = services_of_standards(page.plan.workspace, (found.id,))[found.id].en
    assert service

    places = [chip.toolTip() for card in page.groups for chip in card.chips]
    quality = page.shell
    quality.go(Step.INVENTORY, Place("rule", found.rule, view="quality"))
    settle()
    listed = broken.area.current()

    assert f"{service}: {found.where()}" in places
    assert isinstance(listed, QualityPage)
    column = next(one for one in listed.found.table.columns if one.id == "where")
    assert service in column.text(found)
    assert listed.detail.place.text().startswith(f"{service} · ")


def test_nothing_is_called_ready_before_it_was_checked(unchecked: PlanFrame) -> None:
    unchecked.go(Step.INVENTORY, Place(view="readiness"))
    page = unchecked.area.current()
    assert isinstance(page, ReadinessPage)
    before = page.state.said.text()
    shown = [widget.isVisible() for widget in (page.state.ring, page.state.counts, page.grouping, page.empty)]

    check(unchecked)

    assert (before, shown) == ("Being checked…", [False] * 4)
    assert page.state.said.text() == "4 records would be refused"


@pytest.fixture
def slow(page: ReadinessPage, monkeypatch: pytest.MonkeyPatch) -> ReadinessPage:
    """Return the page as it is where there are very many findings: one step at a time."""
    monkeypatch.setattr(idle_work, "SLICE", 0)
    monkeypatch.setattr(readiness_page, "FEW", 0)
    return page


def test_another_year_is_judged_in_pieces_and_says_nothing_of_the_one_before(slow: ReadinessPage) -> None:
    said = []

    click(slow.years.links["2023-2024"])
    said.append((slow.state.said.text(), slow.groups, slow.empty.isVisible()))
    slow._work.settle()
    said.append((slow.state.said.text(), slow.groups, slow.empty.isVisible()))

    assert said == [("Being checked…", [], False), ("Ready to submit", [], True)]


def test_what_was_listed_stays_until_the_other_list_is_made(slow: ReadinessPage) -> None:
    by_rule = list(slow.groups)

    click(slow.grouping.segment("service"))
    meanwhile = list(slow.groups)
    slow._work.settle()
    settle()

    assert meanwhile == by_rule
    assert len(slow.groups) == len(slow.held.by_service if slow.held else ())
    assert {chip.isVisible() for card in slow.groups for chip in card.chips} == {True}
