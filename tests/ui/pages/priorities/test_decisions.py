"""Decisions with their reasons: stored in both languages, asked for where they are needed, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QMenu

from app.drafts import Draft, save_draft
from app.i18n import catalog
from app.priorities.ranking import rounds
from app.priorities.rounds import new_revision
from app.workspace import Workspace
from model.language import Language
from tests.ui.driver import choose as choose_entry
from tests.ui.driver import click, press, replace_text, settle, type_text
from tests.ui.pages.priorities.ranks import choose, names, stored, stored_row
from ui.open_plan import OpenPlan
from ui.shell import GuideContext, Place
from ui.widgets.finding_chip import FieldFindings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from tests.fakes.shell import FakeShell
    from ui.language import LanguageSwitch
    from ui.pages.priorities.page import PrioritiesPage

EN, FR = Language.EN, Language.FR
TRAIL_DATA, LOANS, PASS = "Geospatial Trail Data", "Field Equipment Loans", "Digital Trail Pass"


def sentences(field: QWidget) -> list[str]:
    return [one for found in field.findChildren(FieldFindings) for one in found.sentences()]


def test_a_decision_and_its_reason_are_stored_in_both_languages(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, TRAIL_DATA)

    click(page.strip.decision.segment("Y"))
    type_text(page.strip.rationale.editor(EN), "Open data that others build upon.")
    press(page.strip.rationale.editor(EN), "Tab")
    type_text(page.strip.rationale.editor(FR), "Données ouvertes, où d’autres puisent à l’œuvre.")
    press(page.strip.rationale.editor(FR), "Ctrl+Return")

    row = stored_row(plan, TRAIL_DATA)
    assert row.decided is True
    assert row.rationale.en == "Open data that others build upon."
    assert row.rationale.fr == "Données ouvertes, où d’autres puisent à l’œuvre."


def test_why_a_rating_is_given_is_stored_with_that_rating(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, TRAIL_DATA, "volume")

    replace_text(page.strip.analysis.editor(FR), "Téléchargements très élevés.")
    press(page.strip.analysis.editor(FR), "Ctrl+Return")

    assert stored_row(plan, TRAIL_DATA).analyses["volume"].fr == "Téléchargements très élevés."


def test_a_decision_without_a_reason_is_told_at_the_field(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, TRAIL_DATA)

    click(page.strip.decision.segment("Y"))
    plan.findings.settle()
    settle()

    assert len(sentences(page.strip.rationale)) == 2
    assert "rationale" in sentences(page.strip.rationale)[0].casefold()


def test_a_consideration_that_is_not_rated_is_told_at_the_ratings(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, TRAIL_DATA, "mandate")

    press(page.table, "Delete")
    plan.findings.settle()
    settle()

    assert any("Mandate" in sentence for sentence in sentences(page.strip))


def test_another_service_takes_what_was_typed_for_the_one_before(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, TRAIL_DATA)
    type_text(page.strip.rationale.editor(EN), "Half a sentence")

    choose(page, PASS)

    assert stored_row(plan, TRAIL_DATA).rationale.en == "Half a sentence"
    assert page.strip.rationale.editor(EN).text() == stored_row(plan, PASS).rationale.en


def test_what_was_being_typed_is_there_again_after_a_crash(
    plan: OpenPlan, shell: FakeShell, show: Callable[[OpenPlan], PrioritiesPage]
) -> None:
    draft_round = new_revision(plan.workspace, rounds(plan.workspace)[0].id)
    row = stored_row(plan, TRAIL_DATA)
    save_draft(plan.workspace, Draft("decision", row.decision, "rationale", "fr", "À moitié rédigée"))
    place = f"{draft_round}/{row.service}/mandate"
    save_draft(plan.workspace, Draft("score", place, "analysis", "en", "Because"))

    page = show(plan)
    settle()

    assert shell.banners == ["2 texts that were being typed when the plan was last left were recovered."]
    shell.offers[0]()
    assert page.table.service() == row.service
    assert page.strip.rationale.editor(FR).text() == "À moitié rédigée"
    assert page.strip.rationale.is_being_typed(FR)
    assert page.strip.analysis.editor(EN).text() == "Because"
    choose(page, PASS)
    settle()
    assert stored_row(plan, TRAIL_DATA).rationale.fr == "À moitié rédigée"
    assert stored_row(plan, TRAIL_DATA).analyses["mandate"].en == "Because"
    assert plan.drafts() == ()


def test_escape_takes_back_what_was_typed_and_forgets_it(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, TRAIL_DATA)
    editor = page.strip.rationale.editor(EN)
    type_text(editor, "Not so")
    plan.save_drafts()

    press(editor, "Esc")
    plan.save_drafts()

    assert editor.text() == ""
    assert plan.drafts("decision") == ()


def test_what_is_open_can_be_decided_as_the_line_proposes(
    page: PrioritiesPage, plan: OpenPlan, shell: FakeShell
) -> None:
    choose(page, TRAIL_DATA)
    click(page.strip.decision.segment(""))
    choose(page, PASS)
    click(page.strip.decision.segment(""))

    page.more.open_menu()
    settle()
    choose_entry(page.more.menu(), "Decide what is open as the line proposes")

    assert stored_row(plan, TRAIL_DATA).decided is False
    assert stored_row(plan, PASS).decided is True
    assert stored_row(plan, LOANS).decided is False
    assert shell.toasts == ["3 services decided as the line proposes. [undo]"]
    plan.undo()
    assert stored_row(plan, PASS).decided is None


def test_a_decision_can_be_taken_in_its_cell(page: PrioritiesPage, plan: OpenPlan) -> None:
    at = page.table.rows.index(names(page).index(PASS), page.table.rows.decision_column)
    page.table.setCurrentIndex(at)
    page.table.setFocus()

    press(page.table, "Return")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    choose_entry(menu, "Priority")

    assert stored_row(plan, PASS).decided is True


def test_a_service_for_staff_alone_cannot_be_said_to_be_priority(page: PrioritiesPage) -> None:
    choose(page, LOANS)

    assert not page.strip.decision.segment("Y").isEnabled()
    assert page.strip.decision.segment("N").isEnabled()


def test_only_the_content_language_that_was_chosen_is_shown(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, TRAIL_DATA)

    plan.set_content("fr")
    settle()

    row = stored_row(plan, TRAIL_DATA)
    assert page.table.rows.name_of(row) == row.name.fr
    assert page.strip.rationale.editor(FR).isVisible()
    assert not page.strip.rationale.editor(EN).isVisible()
    assert not page.strip.analysis.editor(EN).isVisible()


def test_a_plan_that_is_only_read_takes_nothing(sample_plan: Path, show: Callable[[OpenPlan], PrioritiesPage]) -> None:
    with Workspace.open(sample_plan) as workspace:
        new_revision(workspace, rounds(workspace)[0].id)
    plan = OpenPlan(Workspace.read(sample_plan))
    page = show(plan)
    choose(page, TRAIL_DATA, "mandate")
    before = stored(plan)

    press(page.table, "3")
    press(page.table, "Alt+Up")

    assert stored(plan) == before
    assert not any(button.isVisible() for button in (page.freeze, page.suggest, page.revise, page.more))
    assert page.strip.rationale.editor(EN).isReadOnly()
    assert not page.weights.sliders["volume"].track.isEnabled()
    plan.close()


def test_findings_lead_to_their_fields(page: PrioritiesPage, plan: OpenPlan) -> None:
    row = stored_row(plan, TRAIL_DATA)
    written = stored_row(plan, PASS)

    assert page.focus_place(Place("service", row.service, "government_priority"))
    assert page.table.hasFocus()
    assert page.table.consideration() == "government_priority"
    assert page.focus_place(Place("service", row.service, "rationale", FR))
    assert page.strip.rationale.editor(FR).hasFocus()
    assert page.focus_place(Place("decision", written.decision, "rationale", EN))
    assert page.strip.service() == written.service
    assert page.focus_place(Place("score", written.score_keys["volume"], "analysis", FR))
    assert page.strip.consideration.value() == "volume"
    assert page.strip.analysis.editor(FR).hasFocus()
    assert page.focus_place(Place("selection_round", "", ""))
    assert page.freeze.hasFocus()
    assert not page.focus_place(Place("service", "nowhere", "rationale"))


def test_the_guide_hears_what_has_the_focus(page: PrioritiesPage) -> None:
    heard: list[GuideContext] = []
    page.guide_context.connect(heard.append)

    choose(page, TRAIL_DATA, "volume")
    of_rating = heard[-1]
    page.strip.rationale.take_focus(EN)
    settle()
    of_reason = heard[-1]
    page.weights.sliders["mandate"].track.setFocus()
    settle()

    assert of_rating.path == ("Priority services", TRAIL_DATA, "Volume")
    assert "45" in of_rating.guidance
    assert of_reason.field == "rationale"
    assert of_reason.requirement == "7.4"
    assert heard[-1].path[-1] == "Mandate"
    assert "100" in heard[-1].guidance


def test_names_and_words_follow_the_interface_language(page: PrioritiesPage, languages: LanguageSwitch) -> None:
    choose(page, TRAIL_DATA)
    row = page.model.row(page.table.service())
    assert row is not None

    languages.switch(FR)
    settle()

    assert page.table.rows.name_of(row) == row.name.fr
    assert page.strip.decision.segment("Y").text() == catalog(FR).pgettext("decision", "Priority")
    assert page.table.rows.cut_text.startswith("Seuil\u00a0:")
