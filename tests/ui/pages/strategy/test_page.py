"""The strategy page, by real clicks and keys over the sample plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from app import i18n
from app.documents.markup import Token, TokenKind
from app.drafts import Draft, drafts, save_draft
from app.section_text import section_key
from app.strategy.sections import section_card
from app.strategy.states import SideState
from app.versions import versions
from app.workspace import NewPlan, Workspace
from model.language import Language
from tests.ui.driver import choose, click, click_cell, dialog, press, replace_text, settle, type_text
from ui.language import LanguageSwitch
from ui.open_plan import OpenPlan
from ui.pages.steps import Step
from ui.pages.strategy.dialogs import FigureDialog, LinkDialog, whole_address
from ui.pages.strategy.page import StrategyPage
from ui.pages.strategy.versions import VersionDialog
from ui.shell import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage
    from ui.pages.strategy.text_edit import SectionEdit

EN, FR = Language.EN, Language.FR
VISION = "service-vision"


@pytest.fixture
def show(plan: OpenPlan, shell: FakeShell, stage: Stage) -> Callable[[OpenPlan], StrategyPage]:  # noqa: ARG001  the plan closes after the page
    def show_page(plan: OpenPlan) -> StrategyPage:
        page = stage(StrategyPage(plan, shell))
        page.open_section(VISION)
        settle()
        return page

    return show_page


@pytest.fixture
def page(plan: OpenPlan, show: Callable[[OpenPlan], StrategyPage]) -> StrategyPage:
    return show(plan)


def editor(page: StrategyPage, language: Language) -> SectionEdit:
    return page.sides[language].edit


def test_a_click_in_the_outline_opens_both_texts(page: StrategyPage) -> None:
    view = page.outline.view
    line = next(at for at, row in enumerate(view.outline.rows) if row.id == "mandate")

    click_cell(view, view.outline.index(line))

    assert page.sides[EN].heading.text().startswith("2.2 ")
    assert editor(page, FR).markdown() == section_card(page.plan.workspace, "mandate").text.fr


def test_what_is_typed_is_in_the_plan_once_the_text_is_left(page: StrategyPage) -> None:
    replace_text(editor(page, FR), "À l’écoute de chaque client.")

    editor(page, EN).setFocus()
    settle()

    assert section_card(page.plan.workspace, VISION).text.fr == "À l’écoute de chaque client."
    assert page.plan.workspace.undo_label == "Write section"


def test_whoever_pauses_behind_a_blank_goes_on_where_they_were(page: StrategyPage) -> None:
    replace_text(editor(page, FR), "Chaque ")
    editor(page, FR).commit()
    settle()

    type_text(editor(page, FR), "client")
    editor(page, FR).commit()

    assert section_card(page.plan.workspace, VISION).text.fr == "Chaque client"


def test_another_section_is_opened_only_after_the_first_is_stored(page: StrategyPage) -> None:
    replace_text(editor(page, EN), "Every client, every time.")

    page.open_section("mandate")

    assert section_card(page.plan.workspace, VISION).text.en == "Every client, every time."
    assert editor(page, EN).markdown() != "Every client, every time."


def test_a_change_of_one_language_asks_for_a_review_of_the_other(page: StrategyPage) -> None:
    replace_text(editor(page, EN), "Every client, every time.")
    editor(page, EN).commit()

    row = next(row for row in page.model.rows if row.id == VISION)
    assert row.states == {EN: SideState.CONFIRMED, FR: SideState.TO_REVIEW}
    assert page.sides[FR].pill.accessibleName() == "To review"


def test_confirming_says_that_both_languages_say_the_same(page: StrategyPage) -> None:
    replace_text(editor(page, EN), "Every client, every time.")

    click(page.toolbar.confirm)

    states = section_card(page.plan.workspace, VISION).row.states
    assert set(states.values()) == {SideState.CONFIRMED}
    assert not page.toolbar.confirm.isEnabled()
    assert page.toolbar.confirm.toolTip() == "Both languages are confirmed."


def test_undo_goes_from_the_text_to_the_plan(page: StrategyPage) -> None:
    before = editor(page, EN).markdown()
    replace_text(editor(page, EN), "Short.")
    editor(page, EN).commit()

    press(editor(page, EN), "Ctrl+Z")

    assert editor(page, EN).markdown() == before
    assert section_card(page.plan.workspace, VISION).text.en == before


def test_the_toolbar_acts_on_the_text_that_has_the_cursor(page: StrategyPage) -> None:
    replace_text(editor(page, FR), "Objectifs")
    press(editor(page, FR), "Ctrl+A")

    click(page.toolbar.strong)

    assert editor(page, FR).markdown() == "**Objectifs**"
    assert page.toolbar.strong.isChecked()


def test_a_heading_is_chosen_from_the_menu(page: StrategyPage) -> None:
    replace_text(editor(page, EN), "Goals")

    click(page.toolbar.heading)
    choose(page.toolbar.menu(page.toolbar.heading), "Subheading")

    assert editor(page, EN).markdown() == "### Goals"


def test_a_link_is_asked_for_and_put_in(page: StrategyPage) -> None:
    replace_text(editor(page, EN), "See ")

    click(page.toolbar.link)
    asked = dialog()
    assert isinstance(asked, LinkDialog)
    type_text(asked.words.editor(), "the policy")
    type_text(asked.address.editor(), "www.canada.ca/service")
    click(asked.insert)

    assert editor(page, EN).markdown() == "See [the policy](<https://www.canada.ca/service>)"
    assert editor(page, EN).hasFocus()


def test_a_link_without_an_address_is_refused_with_the_way_to_mend_it(page: StrategyPage) -> None:
    replace_text(editor(page, EN), "See ")
    click(page.toolbar.link)
    asked = dialog()
    assert isinstance(asked, LinkDialog)
    type_text(asked.address.editor(), "somewhere")

    click(asked.insert)

    assert asked.isVisible()
    asked.reject()
    settle()
    assert editor(page, EN).markdown() == "See"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("canada.ca", "https://canada.ca"),
        ("service@canada.ca", "mailto:service@canada.ca"),
        ("HTTPS://canada.ca/a b", "HTTPS://canada.ca/a%20b"),
        ("javascript:alert(1)", ""),
        ("page", ""),
    ],
)
def test_an_address_is_completed_or_refused(typed: str, whole: str) -> None:
    assert whole_address(typed) == whole


def test_a_figure_is_found_by_its_name_and_shows_its_value(page: StrategyPage) -> None:
    replace_text(editor(page, EN), "Online: ")

    click(page.toolbar.figure)
    asked = dialog()
    assert isinstance(asked, FigureDialog)
    replace_text(asked.search.editor, "end to end APPLICABLE")
    token = asked.token()
    click(asked.insert)

    assert token is not None
    assert editor(page, EN).markdown() == f"Online: {token.written}"
    assert editor(page, EN).toPlainText() == f"Online: {page.model.figures(EN).text(token)}"


def test_a_figure_in_the_text_follows_the_plan(page: StrategyPage) -> None:
    share = Token(TokenKind.INDICATOR, "online_end_to_end")
    editor(page, EN).set_markdown(share.written)
    before = editor(page, EN).toPlainText()

    page.plan.set_year(page.plan.year - 1)
    settle()

    assert page.model.figures(EN).text(share) == editor(page, EN).toPlainText()
    assert before != editor(page, EN).toPlainText()


def test_a_chart_at_the_cursor_is_described_figure_by_figure(page: StrategyPage) -> None:
    editor(page, FR).set_markdown("{{chart:services-by-type@latest}}\n\nAprès")
    editor(page, FR).setFocus()

    press(editor(page, FR), "Ctrl+End")
    below = editor(page, FR).accessibleDescription()
    press(editor(page, FR), "Ctrl+Home")

    assert below == ""
    assert editor(page, FR).accessibleDescription().startswith("Diagramme à barres")


def test_a_section_is_left_out_and_kept_again(page: StrategyPage) -> None:
    page.open_section("swot")
    click(page.toolbar.more)
    choose(page.toolbar.menu(page.toolbar.more), "Leave this section out")
    left = section_card(page.plan.workspace, "swot").row.kept

    keep = next(b for b in page.findChildren(QPushButton) if b.text() == "Keep this section" and b.isVisible())
    click(keep)

    assert not left
    assert section_card(page.plan.workspace, "swot").row.kept


def test_a_part_made_from_data_leads_to_its_pages(page: StrategyPage, shell: FakeShell) -> None:
    page.open_section("annex-inventory")
    settle()

    click(page.generated.preview)

    assert shell.went == [(Step.DOCUMENTS, Place("section", "annex-inventory"))]


def test_enter_in_the_outline_goes_to_the_text(page: StrategyPage) -> None:
    press(page.outline.view, "Down")
    press(page.outline.view, "Return")

    assert page.model.card.row.id != VISION
    assert editor(page, EN).hasFocus()


def test_the_content_language_shows_one_text(page: StrategyPage) -> None:
    page.plan.set_content("fr")
    settle()

    assert not page.sides[EN].isVisible()
    assert page.toolbar.edit() is editor(page, FR)


def test_a_finding_puts_the_cursor_into_the_language_it_is_about(page: StrategyPage) -> None:
    found = page.focus_place(Place("section", page.model.card.row.key, "text", FR))
    settle()

    assert found
    assert editor(page, FR).hasFocus()


def test_a_finding_about_a_section_that_was_never_written_is_found_too(
    tmp_path: Path, show: Callable[[OpenPlan], StrategyPage]
) -> None:
    new = NewPlan("aafc-aac", "Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada", "2023-2024")
    plan = OpenPlan(Workspace.create(tmp_path / "new.jalon", new))
    page = show(plan)

    found = page.focus_place(Place("section", section_key("mandate"), "text", EN))
    settle()

    assert found
    assert page.model.card.row.id == "mandate"
    assert editor(page, EN).guidance() == page.model.card.guidance.en
    assert editor(page, EN).accessibleDescription() == page.model.card.guidance.en
    plan.close()


def test_a_text_that_was_being_typed_is_brought_back(
    plan: OpenPlan, shell: FakeShell, show: Callable[[OpenPlan], StrategyPage]
) -> None:
    key = section_card(plan.workspace, VISION).row.key
    save_draft(plan.workspace, Draft("section", key, "text", "fr", "Une vision en cours"))

    page = show(plan)
    brought = editor(page, FR).markdown()
    editor(page, FR).commit()

    assert brought == "Une vision en cours"
    assert shell.toasts == ["What you were typing here was brought back."]
    assert section_card(plan.workspace, VISION).text.fr == "Une vision en cours"
    assert drafts(plan.workspace, "section") == ()


def test_a_version_is_approved_with_name_person_and_day(page: StrategyPage, shell: FakeShell) -> None:
    before = len(versions(page.plan.workspace))

    click(page.outline.approve)
    asked = dialog()
    assert isinstance(asked, VersionDialog)
    type_text(asked.name.editor(), "Version 2.0")
    type_text(asked.by.editor(), "A. Tremblay, présidente")
    replace_text(asked.on.editor(), "2025-03-31")
    click(asked.accept_button)

    made = versions(page.plan.workspace)
    assert len(made) == before + 1
    assert {version.name for version in made} >= {"Version 2.0"}
    assert shell.refused == []
    assert shell.toasts == ["Version 2.0 is approved and sealed."]


def test_a_version_without_a_name_is_not_approved(page: StrategyPage) -> None:
    before = len(versions(page.plan.workspace))
    click(page.outline.approve)
    asked = dialog()
    assert isinstance(asked, VersionDialog)

    click(asked.accept_button)

    assert asked.isVisible()
    asked.reject()
    settle()
    assert len(versions(page.plan.workspace)) == before


def test_a_plan_opened_for_reading_takes_no_text(sample_plan: Path, show: Callable[[OpenPlan], StrategyPage]) -> None:
    plan = OpenPlan(Workspace.read(sample_plan))
    page = show(plan)

    assert editor(page, EN).isReadOnly()
    assert not page.toolbar.strong.isEnabled()
    assert page.toolbar.confirm.toolTip() == "The plan is open for reading only."
    assert not page.outline.approve.isEnabled()
    plan.close()


def test_the_page_speaks_french_at_once(page: StrategyPage, qapp: QApplication) -> None:
    switch = LanguageSwitch(qapp)
    try:
        switch.switch(FR)
        settle()

        assert page.outline.approve.text() == i18n.catalog(FR).gettext("Approve a version…")
        assert page.outline.approve.text() != "Approve a version…"
        assert page.model.card.row.title.fr in page.outline.view.outline.data(page.outline.view.currentIndex())
    finally:
        switch.switch(EN)
        settle()
