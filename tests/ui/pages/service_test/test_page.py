"""Is it a service? By clicks and keys: a candidate is added, answered, decided, and becomes a service."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.inventory.service_test import (
    Conclusion,
    Verdict,
    add_candidate,
    answer,
    candidate,
    candidates,
    conclude,
    delete_candidate,
    give_reason,
)
from model.bilingual import Bilingual
from model.language import Language
from tests.ui.driver import choose, click, dialog, press, settle, type_text
from tests.ui.seen import clipped, unnamed
from ui.pages.approval_dialog import ApprovalDialog
from ui.pages.inventory.page import InventoryPage
from ui.pages.name_dialog import NameDialog
from ui.pages.service_test.page import ServiceTestPage
from ui.pages.steps import Step
from ui.shell import Place
from ui.widgets.action_row import ActionRow
from ui.widgets.button import Button
from ui.widgets.choice import Segments
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.workspace import Workspace
    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame

NAME = Bilingual("Lake levels bulletin", "Bulletin du niveau des lacs")


@pytest.fixture
def workspace(frame: PlanFrame) -> Workspace:
    assert frame.session is not None
    found = frame.session.plan.workspace
    for held in candidates(found):
        delete_candidate(found, held.key)
    return found


@pytest.fixture
def page(frame: PlanFrame, workspace: Workspace) -> ServiceTestPage:
    add_candidate(workspace, NAME)
    frame.go(Step.INVENTORY, Place(view="service-test"))
    settle()
    shown = frame.area.current()
    assert isinstance(shown, ServiceTestPage)
    return shown


def _rows(page: ServiceTestPage) -> list[ActionRow]:
    return [row for row in page.findChildren(ActionRow) if row.isVisible()]


def _open(page: ServiceTestPage) -> str:
    row = next(row for row in _rows(page) if NAME.en in row.accessibleName())
    click(row)
    found = page.form.candidate()
    assert found is not None
    return found.key


def _bring(page: ServiceTestPage, widget: QWidget) -> None:
    """Scroll to a widget, above where a toast lies."""
    page.area.ensureWidgetVisible(widget, 20, 220)
    settle()


def _answer(page: ServiceTestPage, question: str, words: str) -> None:
    segments = page.form.findChild(Segments, f"answer_{question}")
    assert segments is not None
    _bring(page, segments)
    click(segments.segment(words))


def test_a_candidate_is_added_by_its_name(page: ServiceTestPage, workspace: Workspace) -> None:
    before = len(candidates(workspace))
    click(page.add_button)
    asked = dialog()
    assert isinstance(asked, NameDialog)
    type_text(asked.field.editor(Language.FR), "Prévisions d’été")
    press(asked.field.editor(Language.FR), "Tab")
    press(asked, "Return")

    made = [one for one in candidates(workspace) if one.name.fr == "Prévisions d’été"]
    assert len(candidates(workspace)) == before + 1
    assert len(made) == 1
    assert page.title() == "Prévisions d’été"


def test_answers_are_stored_at_once_and_say_what_they_speak_for(page: ServiceTestPage, workspace: Workspace) -> None:
    key = _open(page)

    _answer(page, "output", "Y")
    _answer(page, "time", "N")

    stored = {one.question: one.answer for one in candidate(workspace, key).answers}
    assert (stored["output"], stored["time"]) == ("Y", "N")
    assert "against a service" in page.form.proposal.text()


def test_a_reason_is_stored_when_its_field_is_left(page: ServiceTestPage, workspace: Workspace) -> None:
    key = _open(page)
    row = next(row for row in page.form.questions if row.question == "need")
    _bring(page, row)
    click(row.ask_reason)
    reason = row.reason
    assert reason.editor(Language.EN).hasFocus()
    _bring(page, reason)
    type_text(reason.editor(Language.EN), "Boaters plan by it.")
    press(reason.editor(Language.EN), "Tab")
    settle()

    stored = next(one for one in candidate(workspace, key).answers if one.question == "need")
    assert stored.reason.en == "Boaters plan by it."


def test_a_reason_takes_room_once_it_is_written_or_a_no_asks_for_it(
    page: ServiceTestPage, workspace: Workspace
) -> None:
    key = _open(page)
    first, second, third = page.form.questions[:3]
    blank = [row.reason.isVisible() for row in (first, second, third)]
    _answer(page, first.question, "N")
    _answer(page, second.question, "Y")
    asked = [row.reason.isVisible() for row in (first, second, third)]
    give_reason(workspace, key, third.question, Language.FR, "Obligation légale.")
    _answer(page, first.question, "Y")

    assert blank == [False, False, False]
    assert asked == [True, False, False]
    assert [row.reason.isVisible() for row in (first, second, third)] == [False, False, True]
    assert [row.ask_reason.isVisible() for row in (first, second, third)] == [True, True, False]


def test_a_decided_candidate_asks_for_no_reason(page: ServiceTestPage, workspace: Workspace) -> None:
    key = _open(page)
    answer(workspace, key, "need", "N")
    decision = Conclusion(Verdict.NOT_SERVICE, Bilingual(), "A. Custodian", date(2026, 5, 4))
    conclude(workspace, key, decision)
    page.activate()
    settle()

    assert not any(row.reason.isVisible() or row.ask_reason.isVisible() for row in page.form.questions)


def test_a_decision_closes_the_answers_until_it_is_reopened(page: ServiceTestPage, workspace: Workspace) -> None:
    key = _open(page)
    _bring(page, page.form.is_none)
    click(page.form.is_none)
    asked = dialog()
    assert isinstance(asked, ApprovalDialog)
    type_text(asked.by.editor(), "A. Custodian")
    click(asked.accept_button)
    decided = candidate(workspace, key)
    locked = not page.form.questions[0].segments.isEnabled()
    _bring(page, page.form.again)
    click(page.form.again)

    assert (decided.conclusion, decided.decided_by) == (Verdict.NOT_SERVICE, "A. Custodian")
    assert locked
    assert candidate(workspace, key).conclusion is Verdict.OPEN
    assert page.form.questions[0].segments.isEnabled()


def test_a_candidate_becomes_a_service_and_leads_to_it(
    page: ServiceTestPage, workspace: Workspace, frame: PlanFrame
) -> None:
    key = _open(page)
    _bring(page, page.form.is_service)
    click(page.form.is_service)
    asked = dialog()
    assert isinstance(asked, ApprovalDialog)
    type_text(asked.by.editor(), "A. Custodian")
    click(asked.accept_button)
    click(frame.area.toast.cross)
    _bring(page, page.form.add)
    click(page.form.add)

    service = candidate(workspace, key).service
    shown = frame.area.current()
    assert service
    assert isinstance(shown, InventoryPage)
    assert shown.list.table.current_key() == service


def test_esc_leads_from_the_candidate_to_the_list_to_the_inventory(page: ServiceTestPage, frame: PlanFrame) -> None:
    _open(page)
    press(page.back, "Esc")
    listed = [row.accessibleName() for row in _rows(page)]
    press(page.back, "Esc")

    assert any(NAME.en in words for words in listed)
    assert isinstance(frame.area.current(), InventoryPage)


def test_a_deleted_candidate_comes_back_by_undo(page: ServiceTestPage, workspace: Workspace, frame: PlanFrame) -> None:
    key = _open(page)
    click(page.more)
    choose(page.more.menu(), "Delete the candidate…")
    asked = dialog()
    assert isinstance(asked, Dialog)
    click(next(button for button in asked.findChildren(Button) if button.text() == "Delete"))
    gone = key not in {one.key for one in candidates(workspace)}
    click(frame.top_bar.undo)

    assert gone
    assert key in {one.key for one in candidates(workspace)}


def test_a_place_of_an_answer_puts_the_cursor_into_its_reason(page: ServiceTestPage, frame: PlanFrame) -> None:
    workspace = page.plan.workspace
    key = candidates(workspace)[0].key
    answer(workspace, key, "channel", "Y")
    row = next(one for one in candidate(workspace, key).answers if one.question == "channel")

    frame.go(Step.INVENTORY, Place("service_test_answer", row.key, "reason", Language.FR))
    settle()

    field = page.form.field("channel")
    assert field is not None
    assert frame.area.current() is page
    assert field.editor(Language.FR).hasFocus()


def test_everything_has_a_name_and_room_in_french(page: ServiceTestPage, editor: Editor) -> None:
    editor.languages.switch(Language.FR)
    settle()
    assert unnamed(page) == []
    assert clipped(page) == []
    click(_rows(page)[0])

    assert unnamed(page) == []
    assert clipped(page) == []


def test_a_pseudo_language_changes_the_words(page: ServiceTestPage, pseudo: Callable[[], None]) -> None:
    pseudo()
    settle()

    assert page.title().startswith("⟦")
    assert page.facts().startswith("⟦")
    assert page.add_button.text().startswith("⟦")
