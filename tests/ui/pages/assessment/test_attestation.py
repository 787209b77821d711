"""The attestation closes the ratings; the progress of actions goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.assessment.cards import AssessmentCard, assessment_card
from app.errors import NothingToUndoError
from model.language import Language
from tests.ui.driver import choose as choose_entry
from tests.ui.driver import click, press, replace_text, settle, type_text
from tests.ui.pages.answering import answering
from ui.pages.approval_dialog import ApprovalDialog
from ui.pages.found import BlockedDialog
from ui.pages.steps import Step

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.fakes.shell import FakeShell
    from ui.open_plan import OpenPlan
    from ui.pages.assessment.page import AssessmentPage

EN = Language.EN
UNMET = "authenticated-services"


def stored(plan: OpenPlan) -> AssessmentCard:
    card = assessment_card(plan.workspace, plan.year)
    assert card is not None
    return card


def attest(opened: QWidget) -> None:
    assert isinstance(opened, ApprovalDialog)
    type_text(opened.by.editor(), "Chloé Bélanger, sous-ministre")
    replace_text(opened.on.editor(), "2026-06-15")
    click(opened.accept_button)


@pytest.fixture
def attested(page: AssessmentPage) -> AssessmentPage:
    """Return the page once the assessment was attested on it."""
    answering(attest)
    click(page.attest)
    page.list.choose(UNMET)
    settle()
    return page


def test_an_attestation_closes_the_ratings_and_undo_stops_there(
    attested: AssessmentPage, plan: OpenPlan, shell: FakeShell
) -> None:
    before = stored(plan).requirement(UNMET)

    press(attested.form.rating, "4")

    card = stored(plan)
    assert (card.state, card.attested_by) == ("attested", "Chloé Bélanger, sous-ministre")
    assert card.requirement(UNMET) == before
    assert attested.form.finding.editor(EN).isReadOnly()
    assert not attested.attest.isVisible()
    assert shell.toasts == ["Self-assessment attested."]
    assert "attested by Chloé Bélanger" in attested.facts()
    with pytest.raises(NothingToUndoError):
        plan.undo()


def test_the_progress_of_actions_goes_on_after_the_attestation(attested: AssessmentPage, plan: OpenPlan) -> None:
    (editor,) = attested.form.corrections.editors.values()

    click(editor.status)
    choose_entry(editor.status.menu(), "Completed")

    assert stored(plan).requirement(UNMET).actions[0].status == "completed"
    assert not editor.delete.isVisible()
    assert not attested.form.corrections.add.isVisible()


def test_a_new_revision_opens_the_ratings_as_they_stand(attested: AssessmentPage, plan: OpenPlan) -> None:
    before = [card.rating for card in stored(plan).requirements]

    click(attested.revise)

    assert [card.rating for card in stored(plan).requirements] == before
    assert "revision 2" in attested.facts()
    assert attested.attest.isVisible()


def test_what_stands_in_the_way_is_listed_and_leads_to_its_field(
    page: AssessmentPage, plan: OpenPlan, shell: FakeShell
) -> None:
    page.list.choose("mandatory-services")
    settle()
    press(page.form.rating, "1")
    told: list[str] = []

    def answer(opened: QWidget) -> None:
        assert isinstance(opened, BlockedDialog)
        told.extend(chip.accessibleName() for chip in opened.chips)
        click(opened.chips[0])

    answering(answer)
    click(page.attest)

    assert len(told) == 1
    assert stored(plan).state == "draft"
    step, place = shell.went[-1]
    assert step is Step.ASSESSMENT
    assert place is not None
    assert page.focus_place(place)
    assert page.window().focusWidget() is page.form.corrections.add
