from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.plan_facts import plan_card
from app.workspace import Workspace
from model.language import Language
from tests.ui.driver import click, press, settle, type_text
from tests.ui.seen import clipped, unnamed
from ui.pages.start.new_plan import NewPlanDialog
from ui.pages.start.page import StartPage
from ui.pages.steps import Step
from ui.settings_dialog import SettingsDialog
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.code_list import CodeList
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from ui.application import Editor


def _start(editor: Editor) -> StartPage:
    page = editor.window.centralWidget()
    assert isinstance(page, StartPage)
    settle()
    return page


def _new_plan() -> NewPlanDialog:
    settle()
    found = QApplication.activeModalWidget()
    assert isinstance(found, NewPlanDialog)
    return found


def _choose_department(dialog: NewPlanDialog, words: str) -> None:
    click(dialog.department.opener())
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, CodeList)
    type_text(opened.search, words)
    press(opened.search, "Return")


def test_the_first_action_has_the_focus(editor: Editor) -> None:
    assert _start(editor).new.hasFocus()


def test_everything_on_the_start_page_has_a_name_and_room(editor: Editor) -> None:
    page = _start(editor)
    editor.languages.switch(Language.FR)
    settle()

    assert unnamed(page) == []
    assert clipped(page) == []


def test_a_new_plan_takes_the_names_of_the_department_from_the_registrys_list(editor: Editor, tmp_path: Path) -> None:
    click(_start(editor).new)
    dialog = _new_plan()
    _choose_department(dialog, "agroalimentaire")
    before = dialog.make.isEnabled()
    _choose_department(dialog, "agri-food canada")
    dialog.set_path(tmp_path / "new.jalon")
    click(dialog.make)

    frame = editor.window.frame
    assert not before
    assert frame is not None
    assert frame.session is not None
    card = frame.session.plan.card
    assert card.department == "aafc-aac"
    assert card.name.fr == "Agriculture et Agroalimentaire Canada"
    assert card.years == 3
    assert card.office_language is Language.EN


def test_a_plan_is_not_made_over_another_file(editor: Editor, tmp_path: Path) -> None:
    taken = tmp_path / "taken.jalon"
    taken.write_text("mine", encoding="utf-8")
    click(_start(editor).new)
    dialog = _new_plan()
    _choose_department(dialog, "agri-food canada")
    dialog.set_path(taken)

    click(dialog.make)
    told = dialog._refusal

    assert told is not None
    assert "taken.jalon" in told.sentence.text()
    assert taken.read_text(encoding="utf-8") == "mine"
    dialog.reject()


def test_the_plan_cannot_be_made_without_a_department_and_the_button_says_so(editor: Editor) -> None:
    click(_start(editor).new)
    dialog = _new_plan()

    assert not dialog.make.isEnabled()
    assert dialog.make.toolTip() == "Choose the department first."
    dialog.reject()


def test_a_recent_plan_opens_by_its_row(editor: Editor, sample_plan: Path, qtbot: QtBot) -> None:
    assert editor.actions().open(sample_plan)
    editor.show_start()
    page = _start(editor)
    entry = next(row for row in page._recent_card.findChildren(type(page.open_row)) if row.isVisible())

    click(entry)

    qtbot.waitUntil(lambda: editor.window.frame is not None)


def test_a_plan_is_taken_from_the_list_of_recent_ones(editor: Editor, sample_plan: Path) -> None:
    assert editor.actions().open(sample_plan)
    editor.show_start()
    page = _start(editor)
    cross = next(part for part in page._recent_card.findChildren(type(page.settings_button)) if not part.text())

    click(cross)

    assert editor.settings.recent == ()


def test_what_cannot_be_opened_is_told_in_a_sentence(
    editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = tmp_path / "strange.jalon"
    strange.write_bytes(b"no plan at all")
    said: list[str] = []
    # a dialog that waits for an answer is answered at once, and what it says is kept
    monkeypatch.setattr(Dialog, "exec", lambda self: said.extend(label.text() for label in self.findChildren(Label)))

    opened = editor.actions().open(strange)

    assert not opened
    assert any("strange.jalon" in sentence for sentence in said)


def test_a_plan_that_somebody_holds_opens_for_reading_and_says_who(editor: Editor, sample_plan: Path) -> None:
    with Workspace.open(sample_plan, author="Somebody Else"):
        assert editor.actions().open(sample_plan)
        frame = editor.window.frame
        assert frame is not None
        assert frame.session is not None
        banner = frame.area._banner

        assert frame.session.plan.read_only
        assert banner is not None
        assert "You can read it, not change it." in " ".join(label.text() for label in banner.findChildren(Label))
        assert frame.foot.saved.text() == "Open for reading only"
        assert not frame.top_bar.undo.isEnabled()


def test_a_copy_of_a_plan_that_is_open_elsewhere_says_so(editor: Editor, sample_plan: Path) -> None:
    database = sqlite3.connect(sample_plan, isolation_level=None)
    database.execute("INSERT INTO session VALUES (1, 'ada', 'another-machine', 4711, '2026-03-31T12:00:00+00:00')")
    database.close()

    assert editor.actions().open(sample_plan)

    frame = editor.window.frame
    assert frame is not None
    banner = frame.area._banner
    assert banner is not None
    assert "ada on another-machine did not close" in " ".join(label.text() for label in banner.findChildren(Label))


def test_a_plan_that_was_changed_by_hand_is_refused(
    editor: Editor, sample_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect(sample_plan) as database:
        database.execute("CREATE VIEW stranger AS SELECT 1")
    database.close()
    said: list[str] = []
    monkeypatch.setattr(Dialog, "exec", lambda self: said.extend(label.text() for label in self.findChildren(Label)))

    assert not editor.actions().open(sample_plan)
    assert said


def test_opening_another_plan_lets_the_first_go(editor: Editor, sample_plan: Path, workspace: Workspace) -> None:
    second = workspace.path
    workspace.close()
    assert editor.actions().open(sample_plan)

    assert editor.actions().open(second)

    with Workspace.open(sample_plan) as free:
        assert not free.read_only


def test_closing_the_window_commits_what_is_being_typed(editor: Editor, sample_plan: Path) -> None:
    assert editor.actions().open(sample_plan)
    frame = editor.window.frame
    assert frame is not None
    frame.go(Step.INVENTORY)
    settle()
    page = frame.area.current()
    assert page is not None
    field = page.findChild(BilingualField, "service_name")
    assert isinstance(field, BilingualField)
    editor_en = field.editor(Language.EN)
    type_text(editor_en, " Renewed")
    written = editor_en.text()

    editor.window.close()

    with Workspace.read(sample_plan) as after:
        names = [row[0] for row in after.database.execute("SELECT service_name_en FROM service_record")]
    assert written in names


def test_the_sample_plan_is_made_once_and_opened(
    editor: Editor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    click(_start(editor).sample_row)
    frame = editor.window.frame
    assert frame is not None
    assert frame.session is not None
    path = frame.session.plan.path

    assert path.name == "sample.jalon"
    assert plan_card(frame.session.plan.workspace).title.fr.startswith("Stratégie")


def test_settings_act_at_once(editor: Editor) -> None:
    click(_start(editor).settings_button)
    settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SettingsDialog)

    click(dialog.theme.segment("dark"))
    click(dialog.language.segment("fr"))
    type_text(dialog.author.editor(), "é")
    press(dialog.author.editor(), "Return")

    assert editor.theme.choice().value == "dark"
    assert editor.settings.language is Language.FR
    assert editor.settings.author.endswith("é")
    assert dialog.windowTitle() == "Paramètres"
    dialog.reject()


def test_a_plan_that_can_only_be_read_goes_on_in_a_copy(editor: Editor, sample_plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jalon"
    with Workspace.open(sample_plan, author="Somebody Else"):
        assert editor.actions().open(sample_plan)
        editor.actions().copy_to(copy)

    frame = editor.window.frame
    assert frame is not None
    assert frame.session is not None
    assert frame.session.plan.path == copy
    assert not frame.session.plan.read_only


def test_a_copy_never_replaces_a_file(editor: Editor, sample_plan: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.jalon"
    taken.write_text("mine", encoding="utf-8")
    assert editor.actions().open(sample_plan)

    editor.actions().copy_to(taken)

    frame = editor.window.frame
    assert taken.read_text(encoding="utf-8") == "mine"
    assert frame is not None
    assert frame.area._banner is not None
