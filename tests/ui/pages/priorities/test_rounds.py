"""A round from its start to its approval, and what stands in the way of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.errors import NothingToUndoError
from app.inventory.editing import edit_record
from app.inventory.services import add_service
from app.workspace import NewPlan, Workspace
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language
from tests.ui.driver import click, press, replace_text, settle, type_text
from tests.ui.pages.answering import answering
from tests.ui.pages.priorities.ranks import above_the_line, choose, stored, stored_row
from ui.open_plan import OpenPlan
from ui.pages.approval_dialog import ApprovalDialog
from ui.pages.found import BlockedDialog
from ui.pages.priorities.ranking_rows import NAME
from ui.pages.steps import Step
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.fakes.shell import FakeShell
    from ui.pages.priorities.page import PrioritiesPage

EN, FR = Language.EN, Language.FR
TRAIL_DATA, PASS = "Geospatial Trail Data", "Digital Trail Pass"
YEAR = FiscalYear(2024)


@pytest.fixture
def young_plan(tmp_path: Path) -> Iterator[OpenPlan]:
    """Yield a new plan without a service."""
    new = NewPlan(department="aafc-aac", name_en="A department", name_fr="Un ministère", first_year="2024-2025")
    opened = OpenPlan(Workspace.create(tmp_path / "young.jalon", new))
    yield opened
    opened.close()


def approve(opened: QWidget) -> None:
    assert isinstance(opened, ApprovalDialog)
    type_text(opened.by.editor(), "Marie-Ève Côté, présidente")
    replace_text(opened.on.editor(), "2026-03-31")
    click(opened.accept_button)


def test_a_year_without_services_leads_to_the_inventory(
    young_plan: OpenPlan, show: Callable[[OpenPlan], PrioritiesPage], shell: FakeShell
) -> None:
    page = show(young_plan)

    assert page.bare.primary is not None
    click(page.bare.primary)

    assert [step for step, _place in shell.went] == [Step.INVENTORY]


def test_a_round_starts_with_one_click(young_plan: OpenPlan, show: Callable[[OpenPlan], PrioritiesPage]) -> None:
    service = add_service(young_plan.workspace, YEAR, Bilingual("Permits", "Permis"))
    edit_record(young_plan.workspace, service, YEAR, {"service_scope": "EXTERN"})
    page = show(young_plan)

    assert page.start.primary is not None
    click(page.start.primary)

    assert page.model.has_round
    assert page.table.isVisible()
    assert page.facts() == "2024–25 round, revision 1 · draft, 1 to decide · 1 service"


def test_an_approved_round_takes_nothing_more(closed_page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(closed_page, TRAIL_DATA, "mandate")
    before, table = stored(plan), closed_page.table
    line = table.visualRect(table.rows.index(above_the_line(closed_page), NAME)).center()

    press(table, "3")
    press(table, "Alt+Up")
    QTest.mousePress(table.viewport(), Qt.MouseButton.LeftButton, pos=line)
    QTest.mouseMove(table.viewport(), QPoint(line.x(), 40))
    QTest.mouseRelease(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(line.x(), 40))
    settle()

    assert stored(plan) == before
    assert closed_page.strip.rationale.editor(EN).isReadOnly()
    assert not closed_page.strip.decision.isEnabled()
    assert not closed_page.freeze.isVisible()


def test_a_new_revision_opens_the_round_as_it_stands(closed_page: PrioritiesPage, plan: OpenPlan) -> None:
    before = [(row.service, row.decided) for row in stored(plan).rows]

    click(closed_page.revise)

    assert [(row.service, row.decided) for row in stored(plan).rows] == before
    assert closed_page.facts().startswith("2024–25 round, revision 2 · draft")
    assert closed_page.freeze.isVisible()
    assert closed_page.table.hasFocus()


def test_an_approval_closes_the_round_and_undo_stops_there(
    page: PrioritiesPage, plan: OpenPlan, shell: FakeShell
) -> None:
    answering(approve)

    click(page.freeze)

    current = stored(plan).round
    assert current is not None
    assert (current.state, current.approved_by) == ("frozen", "Marie-Ève Côté, présidente")
    assert current.approved_on == date(2026, 3, 31)
    assert page.model.is_locked
    assert shell.toasts == ["Selection round approved."]
    with pytest.raises(NothingToUndoError):
        plan.undo()


def test_the_approval_asks_for_a_name(page: PrioritiesPage, plan: OpenPlan) -> None:
    def answer(opened: QWidget) -> None:
        assert isinstance(opened, ApprovalDialog)
        click(opened.accept_button)
        assert opened.isVisible()

    answering(answer)

    click(page.freeze)

    current = stored(plan).round
    assert current is not None
    assert current.state == "draft"


def test_services_without_a_decision_are_told_before_the_approval(page: PrioritiesPage) -> None:
    choose(page, PASS)
    click(page.strip.decision.segment(""))
    told: list[str] = []
    answering(lambda opened: told.extend(label.text() for label in opened.findChildren(Label)))

    click(page.freeze)

    assert any("1 service has no decision" in text for text in told)


def test_what_stands_in_the_way_is_listed_and_leads_to_its_field(
    page: PrioritiesPage, plan: OpenPlan, shell: FakeShell
) -> None:
    choose(page, TRAIL_DATA)
    click(page.strip.decision.segment("Y"))
    told: list[str] = []

    def answer(opened: QWidget) -> None:
        assert isinstance(opened, BlockedDialog)
        told.extend(chip.accessibleName() for chip in opened.chips)
        click(opened.chips[0])

    answering(answer)
    click(page.freeze)

    assert len(told) == 2
    assert all(TRAIL_DATA in words for words in told)
    current = stored(plan).round
    assert current is not None
    assert current.state == "draft"
    step, place = shell.went[-1]
    assert step is Step.PRIORITIES
    assert place is not None
    assert (place.key, place.field) == (stored_row(plan, TRAIL_DATA).service, "rationale")
    assert page.focus_place(place)


def test_the_list_of_what_stands_in_the_way_can_be_closed(page: PrioritiesPage, shell: FakeShell) -> None:
    choose(page, TRAIL_DATA)
    click(page.strip.decision.segment("Y"))

    def answer(opened: QWidget) -> None:
        buttons = [button for button in opened.findChildren(QPushButton) if button.text() == "Close"]
        click(buttons[0])

    answering(answer)
    click(page.freeze)

    assert shell.went == []
