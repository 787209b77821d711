"""A requirement is rated, told about, proved and mended by clicks and keys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from app.assessment.cards import RequirementCard, assessment_card
from app.drafts import Draft, save_draft
from app.workspace import Workspace
from model.fiscal_year import FiscalYear
from model.language import Language
from tests.ui.driver import choose as choose_entry
from tests.ui.driver import click, press, replace_text, settle, type_text
from ui.open_plan import OpenPlan
from ui.shell import GuideContext, Place
from ui.widgets.finding_chip import FieldFindings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fakes.shell import FakeShell
    from ui.language import LanguageSwitch
    from ui.pages.assessment.page import AssessmentPage

EN, FR = Language.EN, Language.FR


def stored(plan: OpenPlan, requirement: str) -> RequirementCard:
    card = assessment_card(plan.workspace, plan.year)
    assert card is not None
    return card.requirement(requirement)


def choose(page: AssessmentPage, requirement: str) -> None:
    page.list.choose(requirement)
    settle()


def sentences(field: QWidget) -> list[str]:
    return [one for found in field.findChildren(FieldFindings) if found.isVisible() for one in found.sentences()]


@pytest.mark.parametrize(("key", "code"), [("4", "4"), ("1", "1"), ("N", "NA"), ("0", "")])
def test_a_key_rates_the_requirement(page: AssessmentPage, plan: OpenPlan, key: str, code: str) -> None:
    choose(page, "mandatory-services")
    page.form.rating.setFocus()

    press(page.form.rating, key)

    assert stored(plan, "mandatory-services").rating == code


def test_the_arrows_go_through_the_requirements_and_enter_goes_to_the_rating(page: AssessmentPage) -> None:
    choose(page, "service-inventory")
    page.list.setFocus()

    press(page.list, "Down")
    assert page.form.requirement() == "learning"
    press(page.list, "Return")

    assert page.form.rating.hasFocus()


def test_a_proposal_can_be_accepted(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "learning")
    pill = page.form.proposal.pill()
    assert pill is not None
    assert page.form.proposal.accessibleName() == "Proposed: Mostly met"

    click(page.form.accept)

    assert stored(plan, "learning").rating == "3"
    assert not page.form.accept.isVisible()
    assert page.form.rating.hasFocus()


def test_last_year_and_the_trend_are_told_in_words(page: AssessmentPage) -> None:
    choose(page, "e-services-proportion")

    assert page.form.last.accessibleName() == "Last year: Mostly met"
    assert page.form.trend.accessibleName() == "Declined"
    row = page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert row == "7.9 Proportion of e-services, Partly met, Declined"


def test_the_narrative_is_stored_in_both_languages(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "feedback")

    replace_text(page.form.finding.editor(EN), "Every service takes feedback.")
    press(page.form.finding.editor(EN), "Tab")
    replace_text(page.form.finding.editor(FR), "Chaque service reçoit désormais la rétroaction, même à l’œil.")
    press(page.form.finding.editor(FR), "Ctrl+Return")

    card = stored(plan, "feedback")
    assert card.finding.en == "Every service takes feedback."
    assert card.finding.fr == "Chaque service reçoit désormais la rétroaction, même à l’œil."


def test_another_requirement_takes_what_was_typed_for_the_one_before(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "feedback")
    replace_text(page.form.reason.editor(FR), "À suivre")

    choose(page, "learning")

    assert stored(plan, "feedback").reason.fr == "À suivre"


def test_not_applicable_needs_a_reason_and_the_field_says_so(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "mandatory-services")
    replace_text(page.form.reason.editor(EN), "")
    replace_text(page.form.reason.editor(FR), "")
    page.form.commit()
    page.form.rating.setFocus()

    press(page.form.rating, "N")
    plan.findings.settle()
    settle()

    assert any("reason" in sentence for sentence in sentences(page.form.reason))


def test_a_rating_without_what_it_needs_is_told_where_it_is_mended(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "e-services-proportion")
    page.form.rating.setFocus()

    press(page.form.rating, "4")
    plan.findings.settle()
    settle()

    assert any("evidence" in sentence.casefold() for sentence in sentences(page.form.evidence))
    assert ", Warning" in page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_evidence_is_added_with_title_place_and_date(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "e-services-proportion")

    click(page.form.evidence.add)
    editor = next(iter(page.form.evidence.editors.values()))
    assert editor.title.editor(EN).hasFocus()
    type_text(editor.title.editor(EN), "Calculation sheet")
    press(editor.title.editor(EN), "Tab")
    type_text(editor.title.editor(FR), "Feuille de calcul révisée")
    press(editor.title.editor(FR), "Return")
    type_text(editor.location.editor(), "GCDOCS 26-0042")
    press(editor.location.editor(), "Return")
    type_text(editor.dated.editor(), "2025-06-30")
    press(editor.dated.editor(), "Return")

    (evidence,) = stored(plan, "e-services-proportion").evidence
    assert (evidence.title.en, evidence.title.fr) == ("Calculation sheet", "Feuille de calcul révisée")
    assert (evidence.location, evidence.dated) == ("GCDOCS 26-0042", date(2025, 6, 30))


def test_deleted_evidence_can_be_brought_back(page: AssessmentPage, plan: OpenPlan, shell: FakeShell) -> None:
    choose(page, "feedback")
    (before,) = stored(plan, "feedback").evidence

    click(page.form.evidence.editors[before.id].delete)

    assert stored(plan, "feedback").evidence == ()
    assert shell.toasts == ["Evidence deleted. [undo]"]
    assert page.form.evidence.add.hasFocus()
    plan.undo()
    settle()
    assert list(page.form.evidence.editors) == [before.id]


def test_a_corrective_action_is_added_and_followed(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "mandatory-services")

    click(page.form.corrections.add)
    editor = next(iter(page.form.corrections.editors.values()))
    type_text(editor.what.editor(FR), "Adopter la signature numérique")
    press(editor.what.editor(FR), "Ctrl+Return")
    type_text(editor.owner.editor(), "Directrice, Services ministériels")
    press(editor.owner.editor(), "Return")
    type_text(editor.due.editor(), "2027-03-31")
    press(editor.due.editor(), "Return")
    click(editor.status)
    choose_entry(editor.status.menu(), "Risk of delay")

    (action,) = stored(plan, "mandatory-services").actions
    assert action.action.fr == "Adopter la signature numérique"
    assert (action.owner, action.due) == ("Directrice, Services ministériels", date(2027, 3, 31))
    assert action.status == "risk_of_delay"


def test_a_day_that_is_none_is_refused_at_its_field(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "authenticated-services")
    (before,) = stored(plan, "authenticated-services").actions
    field = page.form.corrections.editors[before.id].due

    replace_text(field.editor(), "next year")
    press(field.editor(), "Return")

    assert stored(plan, "authenticated-services").actions[0].due == before.due
    assert "year-month-day" in sentences(field)[0]


def test_a_figure_is_entered_and_counted_at_once(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "learning")
    fields = page.form.figures.entry("learning_at_entry")
    assert fields is not None

    replace_text(fields[1].editor(), "1 200")
    press(fields[1].editor(), "Return")
    replace_text(fields[0].editor(), "1,200")
    press(fields[0].editor(), "Return")

    figure = next(one for one in stored(plan, "learning").figures if one.id == "learning_at_entry")
    assert (figure.numerator, figure.denominator) == (1200, 1200)
    assert figure.is_met


@pytest.mark.parametrize(("typed", "told"), [("plenty", "whole number"), ("999999", "cannot be more than the whole")])
def test_a_figure_that_cannot_be_is_refused_at_its_field(
    page: AssessmentPage, plan: OpenPlan, typed: str, told: str
) -> None:
    choose(page, "learning")
    fields = page.form.figures.entry("learning_at_entry")
    assert fields is not None
    before = stored(plan, "learning").figures

    replace_text(fields[0].editor(), typed)
    press(fields[0].editor(), "Return")

    assert stored(plan, "learning").figures == before
    assert told in sentences(fields[0])[0]


def test_what_was_being_typed_is_there_again_after_a_crash(
    plan: OpenPlan, shell: FakeShell, show: Callable[[OpenPlan], AssessmentPage]
) -> None:
    card = stored(plan, "feedback")
    save_draft(plan.workspace, Draft("rating", card.rating_id, "finding", "fr", "À moitié rédigée"))
    save_draft(plan.workspace, Draft("evidence", card.evidence[0].id, "title", "en", "Half a ti"))

    page = show(plan)

    assert shell.banners == ["2 texts that were being typed when the plan was last left were recovered."]
    shell.offers[0]()
    settle()
    assert page.form.requirement() == "feedback"
    assert page.form.finding.editor(FR).text() == "À moitié rédigée"
    assert page.form.evidence.editors[card.evidence[0].id].title.editor(EN).text() == "Half a ti"
    page.form.commit()
    assert stored(plan, "feedback").finding.fr == "À moitié rédigée"
    assert plan.drafts() == ()


def test_a_year_without_an_assessment_begins_with_the_first_rating(page: AssessmentPage, plan: OpenPlan) -> None:
    plan.set_year(FiscalYear(2025))
    settle()
    assert page.facts().endswith("not started")
    assert not page.attest.isEnabled()
    page.form.rating.setFocus()

    press(page.form.rating, "2")

    card = assessment_card(plan.workspace, FiscalYear(2025))
    assert card is not None
    assert card.requirement(page.form.requirement()).rating == "2"
    assert page.attest.isEnabled()


def test_only_the_content_language_that_was_chosen_is_shown(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "feedback")

    plan.set_content("en")
    settle()

    assert page.form.finding.editor(EN).isVisible()
    assert not page.form.finding.editor(FR).isVisible()
    assert not next(iter(page.form.evidence.editors.values())).title.editor(FR).isVisible()


def test_a_plan_that_is_only_read_takes_nothing(sample_plan: Path, show: Callable[[OpenPlan], AssessmentPage]) -> None:
    plan = OpenPlan(Workspace.read(sample_plan))
    page = show(plan)
    choose(page, "authenticated-services")
    before = stored(plan, "authenticated-services")

    press(page.form.rating, "4")

    assert stored(plan, "authenticated-services") == before
    assert page.form.finding.editor(EN).isReadOnly()
    hidden = (page.attest, page.revise, page.form.evidence.add, page.form.corrections.add)
    assert not any(button.isVisible() for button in hidden)
    plan.close()


def test_findings_lead_to_their_fields(page: AssessmentPage, plan: OpenPlan) -> None:
    card, unmet = stored(plan, "feedback"), stored(plan, "authenticated-services")
    action = unmet.actions[0].id

    assert page.focus_place(Place("rating", card.rating_id, "reason", FR))
    assert page.form.reason.editor(FR).hasFocus()
    assert page.focus_place(Place("rating", card.requirement, "rating"))
    assert page.form.rating.hasFocus()
    assert page.focus_place(Place("rating", unmet.rating_id, "evidence"))
    assert page.form.evidence.add.hasFocus()
    assert page.focus_place(Place("corrective_action", action, "due_on"))
    assert page.form.corrections.editors[action].due.editor().hasFocus()
    assert page.focus_place(Place("evidence", card.evidence[0].id, "title", FR))
    assert page.form.evidence.editors[card.evidence[0].id].title.editor(FR).hasFocus()
    assert page.focus_place(Place("requirement", "strategy"))
    assert page.list.value() == "strategy"
    assert not page.focus_place(Place("rating", "nowhere", "rating"))


def test_the_guide_hears_what_has_the_focus(page: AssessmentPage) -> None:
    heard: list[GuideContext] = []
    page.guide_context.connect(heard.append)

    choose(page, "e-services-proportion")
    whole = heard[-1]
    page.form.reason.take_focus(EN)
    settle()

    assert whole.requirement == "7.9"
    assert whole.definitions == ("e-service",)
    assert heard[-1].field == "reason"
    assert heard[-1].path[-1] == "Reason"


def test_words_follow_the_interface_language(page: AssessmentPage, languages: LanguageSwitch) -> None:
    choose(page, "e-services-proportion")

    languages.switch(FR)
    settle()

    assert page.form.trend.accessibleName() == "En baisse"
    assert page.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole).startswith("7.9 Proportion de services")
    assert page.form.rating.accessibleName() == "Cote\u00a0: Respectée en partie"


def test_the_list_of_ratings_opens_on_the_word(page: AssessmentPage, plan: OpenPlan) -> None:
    choose(page, "mandatory-services")
    rating = page.form.rating

    click(rating)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose_entry(menu, "Not applicable")

    assert stored(plan, "mandatory-services").rating == "NA"
