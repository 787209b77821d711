"""Search everywhere: any service, section, requirement, screen and command, by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from app.inventory.editing import edit_record
from app.inventory.rows import rows
from app.inventory.service_test import add_candidate
from app.inventory.services import add_service, delete_service
from app.typography import fold
from model.bilingual import Bilingual
from model.language import Language
from tests.ui.driver import press, settle, type_text
from ui.pages.inventory.page import InventoryPage
from ui.pages.service_test.page import ServiceTestPage
from ui.pages.steps import Step
from ui.search_index import SearchIndex
from ui.window.search import Entry, EntryModel, SearchPalette, marks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.open_plan import OpenPlan
    from ui.window.plan_frame import PlanFrame


@pytest.fixture
def plan(frame: PlanFrame) -> OpenPlan:
    assert frame.session is not None
    return frame.session.plan


@pytest.fixture
def index(plan: OpenPlan, qtbot: QtBot) -> SearchIndex:
    made = plan.findChild(SearchIndex)
    assert made is not None
    qtbot.waitUntil(lambda: made.is_whole)
    return made


def _search(frame: PlanFrame, words: str = "") -> SearchPalette:
    frame.window().activateWindow()  # without a window manager nobody does it when a popup closes
    settle()
    press(frame, "Ctrl+K")
    found = QApplication.activePopupWidget()
    assert isinstance(found, SearchPalette)
    if words:
        type_text(found.search, words)
        settle()
    return found


def _words(palette: SearchPalette) -> list[str]:
    return [entry.words for entry in palette.model.shown]


def test_a_service_is_found_in_either_language_and_enter_goes_there(
    frame: PlanFrame, plan: OpenPlan, index: SearchIndex
) -> None:
    row = rows(plan.workspace, plan.year)[0]
    palette = _search(frame, row.name_fr[:18])

    assert index.is_whole
    assert row.name_en in _words(palette)
    while palette.model.shown[palette.view.currentIndex().row()].words != row.name_en:
        press(palette.search, "Down")
    press(palette.search, "Return")

    shown = frame.area.current()
    assert isinstance(shown, InventoryPage)
    assert shown.list.table.current_key() == row.key


def test_accents_ligatures_and_apostrophes_make_no_difference(
    frame: PlanFrame, plan: OpenPlan, index: SearchIndex
) -> None:
    add_service(plan.workspace, plan.year, Bilingual("Works of art", "Prêt d’œuvres d’été"))
    settle()

    assert index.is_whole
    assert "Works of art" in _words(_search(frame, "pret d'oeuvres ete"))


def test_a_change_is_found_and_what_is_gone_is_not(frame: PlanFrame, plan: OpenPlan, index: SearchIndex) -> None:
    key = add_service(plan.workspace, plan.year, Bilingual("Zebra crossings", ""))
    edit_record(plan.workspace, key, plan.year, {"service_name_en": "Quagga crossings"})
    settle()
    palette = _search(frame, "crossings")
    renamed = _words(palette)
    press(palette.search, "Esc")

    delete_service(plan.workspace, key)
    settle()
    after = _words(_search(frame, "crossings"))

    assert index.is_whole
    assert "Quagga crossings" in renamed
    assert "Zebra crossings" not in renamed
    assert "Quagga crossings" not in after


def test_commands_and_screens_come_before_services_that_begin_alike(
    frame: PlanFrame, plan: OpenPlan, index: SearchIndex
) -> None:
    add_service(plan.workspace, plan.year, Bilingual("Settings of dams", ""))
    settle()

    found = _words(_search(frame, "settings"))

    assert index.is_whole
    assert found.index("Settings") < found.index("Settings of dams")


def test_a_candidate_is_found_and_opened(frame: PlanFrame, plan: OpenPlan) -> None:
    add_candidate(plan.workspace, Bilingual("Lake levels bulletin", ""))
    palette = _search(frame, "lake levels bul")
    press(palette.search, "Return")

    shown = frame.area.current()
    assert isinstance(shown, ServiceTestPage)
    assert shown.title() == "Lake levels bulletin"


def test_what_was_chosen_last_is_offered_first(frame: PlanFrame, plan: OpenPlan, index: SearchIndex) -> None:
    row = rows(plan.workspace, plan.year)[1]
    for words in ("Translation", row.name_en):
        palette = _search(frame, words)
        press(palette.search, "Return")
    again = _words(_search(frame))

    assert index.is_whole
    assert again[:2] == [row.name_en, "Translation"]


def test_the_palette_ends_where_a_low_window_does(frame: PlanFrame) -> None:
    window = frame.window()
    window.setMinimumSize(0, 0)
    window.resize(900, 330)
    settle()

    palette = _search(frame)

    bottom = window.mapToGlobal(window.rect().bottomLeft()).y()
    assert palette.mapToGlobal(palette.rect().bottomLeft()).y() <= bottom
    assert palette.view.verticalScrollBar().maximum() > 0


def test_esc_changes_nothing(frame: PlanFrame) -> None:
    before = frame.step()
    palette = _search(frame, "strategy")
    press(palette.search, "Esc")

    assert frame.step() is before
    assert QApplication.activePopupWidget() is None


def test_french_words_are_offered_in_french(frame: PlanFrame, editor: Editor, index: SearchIndex) -> None:
    editor.languages.switch(Language.FR)
    settle()
    palette = _search(frame, "repertoire")

    assert index.is_whole
    assert "Répertoire" in _words(palette)
    assert palette.view.sizeHintForRow(0) >= palette.fontMetrics().height()
    assert frame.step() is Step.OVERVIEW


@given(st.text(max_size=30), st.text(min_size=1, max_size=4))
def test_marks_are_ordered_within_the_text_and_hold_what_was_sought(text: str, word: str) -> None:
    sought = fold(word).split()
    runs = marks(text, sought)

    flat = [place for run in runs for place in run]
    assert flat == sorted(flat)
    assert all(0 <= first < after <= len(text) for first, after in runs)
    whole = "".join(fold(letter) for letter in text)
    assert bool(runs) == any(part in whole for part in sought)


def test_a_search_without_a_hit_says_so() -> None:
    model = EntryModel([Entry("list", "Inventory", "Step", lambda: None)])

    model.search("xyzzy")

    assert not model.shown
    assert model.sought == ("xyzzy",)
