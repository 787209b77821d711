"""The translation page, by real clicks and keys over the sample plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.drafts import Draft, drafts, save_draft
from app.strategy.sections import outline, write_section
from app.translation import State, confirm, counts, pair, pairs
from model.fiscal_year import FiscalYear
from model.language import Language
from tests.ui.driver import choose, click, click_cell, press, replace_text, settle, type_text
from ui.pages.steps import Step
from ui.pages.translation import list_model
from ui.pages.translation.list_model import ALL, Narrowing
from ui.pages.translation.page import TranslationPage
from ui.shell import Place
from ui.widgets.editors import TextEditor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from app.translation import PairRow
    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage
    from ui.open_plan import OpenPlan

EN, FR = Language.EN, Language.FR


@pytest.fixture
def page(plan: OpenPlan, shell: FakeShell, stage: Stage) -> TranslationPage:
    return stage(TranslationPage(plan, shell))


def pick(page: TranslationPage, state: State) -> PairRow:
    """Click the first text in ``state``."""
    line, row = next((at, row) for at, row in enumerate(page.model.table.shown()) if row.state is state)
    click_cell(page.table, page.model.table.index(line, 0))
    return row


def now(page: TranslationPage, row: PairRow) -> PairRow:
    return pair(page.plan.workspace, row.entity, row.key, row.field)


def field(page: TranslationPage, language: Language) -> TextEditor:
    editor = page.detail.field.editor(language)
    assert isinstance(editor, TextEditor)
    return editor


def test_what_needs_work_is_listed_first_and_worst_on_top(page: TranslationPage) -> None:
    states = [row.state for row in page.model.table.shown()]

    assert states == [State.MISSING, State.OUT_OF_DATE, State.DRAFT]
    assert page.facts().endswith("3 left to do")


def test_a_missing_text_is_written_beside_its_source(page: TranslationPage) -> None:
    row = pick(page, State.MISSING)

    type_text(field(page, FR), "Dernier examen en 2018-2019.")
    press(field(page, FR), "Ctrl+Return")

    written = now(page, row)
    assert written.text.fr == "Dernier examen en 2018-2019."
    assert written.state is State.DRAFT
    assert drafts(page.plan.workspace) == ()


def test_a_text_that_is_written_is_confirmed_and_the_next_one_is_shown(page: TranslationPage) -> None:
    row = pick(page, State.MISSING)
    after = page.model.table.row(1)
    type_text(field(page, FR), "Dernier examen.")

    press(field(page, FR), "Alt+Return")

    assert now(page, row).state is State.CONFIRMED
    shown = page.detail.row()
    assert shown is not None
    assert shown.place == after.place


def test_a_text_without_its_other_side_cannot_be_confirmed(page: TranslationPage) -> None:
    pick(page, State.MISSING)

    assert not page.detail.confirm.isEnabled()
    assert page.detail.confirm.toolTip() == "Both languages must be written first."


def test_what_changed_since_is_shown_word_by_word(page: TranslationPage) -> None:
    row = pick(page, State.OUT_OF_DATE)

    assert row.changed is not None
    assert row.confirmed is not None
    assert page.detail.changes.isVisible()
    assert page.detail.changes.in_words()
    assert page.detail.confirm.text() == "Still good"


def test_a_text_that_is_still_good_needs_no_word(page: TranslationPage) -> None:
    row = pick(page, State.OUT_OF_DATE)

    click(page.detail.confirm)

    assert now(page, row).state is State.CONFIRMED
    assert now(page, row).text == row.text


def test_confirming_can_be_undone(page: TranslationPage) -> None:
    row = pick(page, State.OUT_OF_DATE)
    click(page.detail.confirm)

    page.plan.undo()
    settle()

    assert now(page, row).state is State.OUT_OF_DATE
    assert page.model.table.line_of(f"{row.entity} {row.key} {row.field}") >= 0


def test_a_section_is_edited_as_rich_text(page: TranslationPage) -> None:
    row = pick(page, State.DRAFT)
    assert row.entity == "section"

    replace_text(page.detail.section.editor(FR), "Rétroaction")
    press(page.detail.section.editor(FR), "Ctrl+A")
    press(page.detail.section.editor(FR), "Ctrl+B")
    click(page.detail.confirm)

    assert now(page, row).text.fr == "**Rétroaction**"
    assert now(page, row).state is State.CONFIRMED


def test_keys_go_to_the_next_text_and_back(page: TranslationPage) -> None:
    first = pick(page, State.MISSING)
    second = page.model.table.row(1)

    press(page.table, "Alt+Down")
    at_second = page.detail.row()
    press(page.table, "Alt+Up")
    at_first = page.detail.row()

    assert at_second is not None
    assert at_second.place == second.place
    assert at_first is not None
    assert at_first.place == first.place


def test_a_state_is_chosen_from_the_list_with_its_count(page: TranslationPage) -> None:
    click(page.state)
    words = f"Confirmed ({page.model.counts()[State.CONFIRMED]})"
    choose(page.state.menu(), words)

    assert {row.state for row in page.model.table.shown()} == {State.CONFIRMED}


def test_only_texts_of_one_place_are_listed_and_counted(page: TranslationPage) -> None:
    page.model.narrow(Narrowing(ALL, Step.STRATEGY.value))
    settle()

    listed = page.model.table.shown()
    assert {row.entity for row in listed} >= {"section", "objective", "initiative"}
    assert "service_record" not in {row.entity for row in listed}
    assert sum(page.model.counts().values()) == len(listed)


def test_a_search_finds_words_of_either_language_without_accents(page: TranslationPage) -> None:
    page.model.narrow(Narrowing(ALL))

    type_text(page.search.editor, "retroaction")

    found = page.model.table.shown()
    assert found
    assert all("troaction" in (row.text.fr + row.owner.fr) for row in found)


def test_nothing_left_to_do_says_so(page: TranslationPage) -> None:
    for state in (State.OUT_OF_DATE, State.DRAFT):
        pick(page, state)
        click(page.detail.confirm)
    pick(page, State.MISSING)
    type_text(field(page, FR), "Texte.")
    press(field(page, FR), "Alt+Return")

    assert page.nothing.isVisible()
    assert page.facts().endswith("all confirmed")


def test_a_change_elsewhere_is_listed_at_once(page: TranslationPage) -> None:
    write_section(page.plan.workspace, "mandate", EN, "A wider mandate")
    settle()

    row = next(row for row in outline(page.plan.workspace) if row.id == "mandate")
    listed = {shown.key: shown.state for shown in page.model.table.shown()}
    assert listed[row.key] is State.OUT_OF_DATE


def test_a_finding_puts_the_cursor_into_the_side_that_is_missing(page: TranslationPage) -> None:
    row = next(row for row in page.model.table.shown() if row.state is State.MISSING)

    found = page.focus_place(Place(row.entity, row.key, f"{row.field}_fr", FR))
    settle()

    assert found
    assert field(page, FR).hasFocus()


def test_a_confirmed_text_is_found_although_it_is_not_listed(page: TranslationPage) -> None:
    row = next(row for row in page.model.table.rows() if row.state is State.CONFIRMED)

    assert page.focus_place(Place(row.entity, row.key, row.field))

    shown = page.detail.row()
    assert shown is not None
    assert shown.place == row.place


def test_the_place_of_a_text_leads_to_where_it_is_written(page: TranslationPage, shell: FakeShell) -> None:
    row = pick(page, State.OUT_OF_DATE)

    click(page.detail.place)

    assert shell.went == [(Step.STRATEGY, Place(row.entity, row.key, row.field))]


def test_a_frozen_text_is_refused_and_shown_as_it_is(page: TranslationPage, shell: FakeShell) -> None:
    page.model.narrow(Narrowing(ALL, Step.ASSESSMENT.value))
    attested = FiscalYear(2023)
    row = next(row for row in page.model.table.shown() if row.entity == "rating" and row.year == attested)
    page.focus_place(Place(row.entity, row.key, row.field))

    replace_text(field(page, FR), "Autre constat")
    press(field(page, FR), "Ctrl+Return")

    assert len(shell.refused) == 1
    assert now(page, row).text == row.text


def test_what_was_being_typed_is_brought_back(plan: OpenPlan, shell: FakeShell, qtbot: QtBot) -> None:
    missing = next(row for row in pairs(plan.workspace) if row.state is State.MISSING)
    save_draft(plan.workspace, Draft(missing.entity, missing.key, missing.field, "fr", "Dernier examen"))
    shown = TranslationPage(plan, shell)
    shell.hold(shown)
    with qtbot.waitExposed(shell):
        shell.show()

    shown.activate()
    pick(shown, State.MISSING)

    assert field(shown, FR).text() == "Dernier examen"
    assert shell.toasts == ["What you were typing here was brought back."]
    shown.detail.commit()
    shell.close()


def test_many_texts_are_read_in_pieces_and_changes_meanwhile_are_seen(
    plan: OpenPlan, shell: FakeShell, stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_model, "FEW", 0)
    page = stage(TranslationPage(plan, shell))
    assert page.model.is_reading
    assert page.facts() == "The texts are being read…"
    section = next(row for row in outline(plan.workspace) if row.is_written)
    write_section(plan.workspace, section.id, EN, "Somewhat else.")

    qtbot.waitUntil(lambda: not page.model.is_reading, timeout=60_000)

    every = pairs(plan.workspace)
    assert sorted(map(repr, page.model.table.rows())) == sorted(map(repr, every))
    page.model.narrow(Narrowing(ALL))
    assert page.model.counts() == counts(every)


def test_what_changes_while_another_page_is_shown_is_read_at_the_next_showing(page: TranslationPage) -> None:
    page.hide()
    section = next(row for row in outline(page.plan.workspace) if row.is_written)
    write_section(page.plan.workspace, section.id, EN, "Somewhat else.")
    confirm(page.plan.workspace, [row.place for row in pairs(page.plan.workspace, entity="service_record")][:3])

    page.show()
    page.activate()

    every = pairs(page.plan.workspace)
    assert sorted(map(repr, page.model.table.rows())) == sorted(map(repr, every))
    page.model.narrow(Narrowing(ALL))
    assert page.model.counts() == counts(every)
