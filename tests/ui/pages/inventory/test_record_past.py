"""History and notes within reach of each field: who changed what, the way back, and what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.inventory.editing import edit_identifier, edit_record
from app.inventory.notes import NoteCard, add_note, notes
from app.inventory.services import add_service, delete_record
from app.inventory.standards import edit_standard
from app.workspace import Workspace
from model.bilingual import Bilingual
from model.language import Language
from tests.ui.driver import choose, click, press, settle, type_text
from tests.ui.pages.inventory.records import (
    SERVICE,
    STANDARDS_SERVICE,
    put_cursor,
    show_service,
    stored,
    tools,
)
from ui.language import LanguageSwitch
from ui.open_plan import OpenPlan
from ui.pages.inventory.change_lines import ChangeLine
from ui.pages.inventory.history_section import History
from ui.pages.inventory.notes_section import Notes
from ui.pages.inventory.page import InventoryPage
from ui.pages.inventory.record_model import RECORD, STANDARD
from ui.pages.inventory.record_past import FieldPlace
from ui.pages.inventory.record_view import SUBJECTS
from ui.pages.inventory.value_words import shortened
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.label import Label

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.inventory.cards import ServiceCard
    from tests.fakes.shell import FakeShell


def history(page: InventoryPage) -> History:
    section = page.record.made["history"]
    assert isinstance(section, History)
    assert section.isVisible()
    return section


def notes_of(page: InventoryPage) -> Notes:
    section = page.record.made["notes"]
    assert isinstance(section, Notes)
    assert section.isVisible()
    return section


def said(section: QWidget) -> list[str]:
    return [label.text() for label in section.findChildren(Label) if label.isVisible()]


def lines(section: QWidget) -> list[ChangeLine]:
    return [line for line in section.findChildren(ChangeLine) if line.isVisible()]


def test_the_history_says_who_changed_what_in_words(page: InventoryPage, shown: ServiceCard) -> None:
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"num_applications_online": "ND", "is_critical": "Y"})
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_scope": "ENTERPRISE,EXTERN"})

    click(page.record.segments.segment("history"))

    words = said(history(page))
    assert "Change service scope" in words
    assert "External Service → Internal Enterprise Service, External Service" in words
    assert any(text.startswith("Test Author · ") for text in words)
    assert any(text.endswith("→ No data") for text in words)
    assert "blank → Yes" in words


def test_the_history_is_read_again_while_it_is_looked_at(page: InventoryPage, shown: ServiceCard) -> None:
    page.record.show_section("history")
    settle()

    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_name_en": "Contact Centre"})
    settle()

    assert "Rename service" in said(history(page))
    page.plan.undo()
    settle()
    assert "Undone: Rename service" in said(history(page))


def test_an_old_value_comes_back_with_one_click_and_can_be_undone(
    page: InventoryPage, shown: ServiceCard, shell: FakeShell
) -> None:
    before = shown.text("service_name_en")
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_name_en": "Contact Centre"})
    page.record.show_section("history")
    settle()

    back = lines(history(page))[0].back
    assert back is not None
    assert back.accessibleName() == f"Restore “{before}”"
    click(back)

    assert stored(page).text("service_name_en") == before
    assert shell.toasts[-1] == "Value restored. [undo]"
    page.plan.undo()
    assert stored(page).text("service_name_en") == "Contact Centre"


def test_the_whole_record_comes_back_as_it_was_after_a_change(
    page: InventoryPage, shown: ServiceCard, shell: FakeShell
) -> None:
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_name_en": "First"})
    then = stored(page)
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_name_en": "Second"})
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"num_applications_by_fax": "5"})
    page.record.show_section("history")
    settle()

    found = [one for one in history(page).findChildren(Button) if one.objectName().startswith("restore_record_")]
    click(next(one for one in found if one.isVisible() and one.text() and one is found[1]))

    assert stored(page).values == then.values
    assert shell.toasts[-1] == "Record restored. [undo]"
    assert page.plan.workspace.undo_label == "Restore the record as it was"


def test_what_cannot_come_back_says_why(page: InventoryPage, shown: ServiceCard, shell: FakeShell) -> None:
    edit_identifier(page.plan.workspace, shown.key, "99999")
    other = add_service(page.plan.workspace, page.plan.year, Bilingual("Other", "Autre"))
    edit_identifier(page.plan.workspace, other, SERVICE)
    page.record.show_section("history")
    settle()

    back = lines(history(page))[0].back
    assert back is not None
    click(back)

    assert shell.banners == ["The identifier “2224” is taken already. Give another one."]


def test_a_key_shows_the_history_of_the_field_and_escape_leads_back(page: InventoryPage, shown: ServiceCard) -> None:
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"num_applications_online": "77"})
    editor = put_cursor(page, RECORD, "num_applications_online")

    press(editor, "Ctrl+Shift+H")

    section = history(page)
    assert "History of “Online”" in said(section)
    assert len(lines(section)) == 2
    assert lines(section)[0].values.text().endswith("→ 77")
    press(section.line.back, "Esc")
    assert QApplication.focusWidget() is editor
    assert page.record.section() == "volumes"


def test_the_history_of_a_text_tells_its_sides_apart(page: InventoryPage, shown: ServiceCard) -> None:
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_name_fr": "Centre"})
    press(put_cursor(page, RECORD, "service_name"), "Ctrl+Shift+H")

    words = said(history(page))

    assert "Name (FR)" in words
    assert any(text.endswith("→ Centre") for text in words)


def test_the_history_of_an_owner_is_that_of_the_service(page: InventoryPage, shown: ServiceCard) -> None:
    editor = put_cursor(page, RECORD, "owner_name")
    for name in ("Regional office", "Contact office"):
        editor.selectAll()  # type: ignore[attr-defined]  # it is an editor
        type_text(editor, name)
        press(editor, "Return")

    press(editor, "Ctrl+Shift+H")
    back = lines(history(page))[0].back
    assert back is not None
    click(back)

    assert page.record_model.owner.name == "Regional office"
    assert shown.key


def test_the_dots_of_a_field_offer_its_history(page: InventoryPage, shown: ServiceCard) -> None:
    put_cursor(page, RECORD, "service_type")
    more = tools(page, RECORD, "service_type").more
    assert more.is_live
    click(more)

    choose(more.menu(), "History of this field")

    assert "History of “Type of service”" in said(history(page))
    assert shown.key


def test_a_field_that_was_never_changed_says_so(page: InventoryPage, shown: ServiceCard) -> None:
    press(put_cursor(page, RECORD, "authority"), "Ctrl+Shift+H")

    assert "Nothing was changed here yet." in said(history(page))
    assert shown.key


def test_a_record_that_was_taken_out_of_the_year_is_brought_back_from_its_history(
    page: InventoryPage, shown: ServiceCard
) -> None:
    delete_record(page.plan.workspace, shown.key, page.plan.year)
    page.record_model.show(shown.key)
    settle()

    click(next(one for one in page.record.findChildren(Button) if one.text() == "See what was here before"))
    found = [one for one in history(page).findChildren(Button) if one.objectName().startswith("restore_record_")]
    click(found[0])

    assert stored(page).values == shown.values
    assert page.record.section() == "identity"
    assert page.record.made["identity"].isVisible()


def test_old_changes_are_shown_on_demand(page: InventoryPage, shown: ServiceCard) -> None:
    for number in range(25):
        edit_record(page.plan.workspace, shown.key, page.plan.year, {"num_applications_online": str(number)})
    page.record.show_section("history")
    settle()
    section = history(page)
    assert len(lines(section)) == 20
    section.verticalScrollBar().setValue(section.verticalScrollBar().maximum())
    settle()

    click(section.older)

    assert len(lines(section)) > 25


def test_nothing_is_restored_in_a_plan_that_is_only_read(real_plan: Path, shell: FakeShell, qtbot: QtBot) -> None:
    copy = OpenPlan(Workspace.read(real_plan))
    page = InventoryPage(copy, shell)
    shell.hold(page)
    with qtbot.waitExposed(shell):
        shell.show()
    page.activate()
    settle()
    show_service(page, SERVICE)
    page.record.show_section("history")
    settle()

    backs = [one for one in history(page).findChildren(QPushButton) if one.objectName().startswith("restore_")]

    assert not any(one.isEnabled() for one in backs)
    copy.close()


def test_a_key_writes_a_note_on_the_field_that_has_the_cursor(page: InventoryPage, shown: ServiceCard) -> None:
    press(put_cursor(page, RECORD, "num_applications_online"), "Ctrl+Shift+M")
    section = notes_of(page)
    assert "Notes on “Online”" in said(section)

    type_text(section.new.editor(Language.EN), "Ask why")
    click(section.add_button)

    found = notes(page.plan.workspace, [shown.record])
    assert [(one.entity, one.field, one.text.en) for one in found] == [(RECORD, "num_applications_online", "Ask why")]
    press(section.new.editor(Language.EN), "Esc")
    assert page.record.section() == "volumes"
    assert tools(page, RECORD, "num_applications_online").notes() == 1


def test_the_marker_of_a_field_counts_open_notes_and_leads_to_them(page: InventoryPage, shown: ServiceCard) -> None:
    for text in ("One", "Two"):
        add_note(page.plan.workspace, RECORD, shown.record, Bilingual(text, ""), "service_name")
    add_note(page.plan.workspace, RECORD, shown.record, Bilingual("Record", ""))
    settle()
    marker = tools(page, RECORD, "service_name").marker
    assert marker is not None
    assert marker.accessibleName() == "2 open notes on “Name”"
    assert page.record.notes_button.accessibleName() == "Notes: 3 open"

    click(marker)

    section = notes_of(page)
    assert len(_boxes(section)) == 2
    click(section.line.whole)
    assert len(_boxes(section)) == 3


def test_a_note_is_resolved_reopened_and_written_in_both_languages(page: InventoryPage, shown: ServiceCard) -> None:
    add_note(page.plan.workspace, RECORD, shown.record, Bilingual("Ask", ""), "service_name")
    click(page.record.notes_button)
    section = notes_of(page)

    click(_boxes(section)[0])
    assert _only(page, shown).is_resolved
    assert tools(page, RECORD, "service_name").notes() == 0
    click(_boxes(section)[0])
    assert not _only(page, shown).is_resolved
    french = section.findChildren(BilingualField)[-1].editor(Language.FR)
    type_text(french, "Demander")
    press(french, "Ctrl+Return")

    assert _only(page, shown).text == Bilingual("Ask", "Demander")


def _boxes(section: Notes) -> list[CheckBox]:
    return [box for box in section.findChildren(CheckBox) if box.isVisible()]


def _only(page: InventoryPage, shown: ServiceCard) -> NoteCard:
    found = notes(page.plan.workspace, [shown.record])
    assert len(found) == 1
    return found[0]


def test_a_note_leads_to_its_field_also_to_that_of_a_standard(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    standard = found.standards[2]
    add_note(page.plan.workspace, STANDARD, standard.key, Bilingual("Check", ""), "total_volume")
    click(page.record.notes_button)
    section = notes_of(page)
    name = f"Standard {standard.text('service_standard_id')}: Total volume"

    click(next(one for one in section.findChildren(Button) if one.text() == name))

    assert page.record.section() == "standards"
    assert page.record_model.standard == standard.key
    assert tools(page, STANDARD, "total_volume").notes() == 1


def test_notes_on_a_standard_that_is_not_shown_mark_no_field(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    add_note(page.plan.workspace, STANDARD, found.standards[1].key, Bilingual("Check", ""), "target")

    page.record.show_section("standards")
    settle()

    assert tools(page, STANDARD, "target").notes() == 0
    page.record_model.choose_standard(found.standards[1].key)
    assert tools(page, STANDARD, "target").notes() == 1


def test_another_service_shows_its_own_notes_and_history(page: InventoryPage, shown: ServiceCard) -> None:
    page.record.show_history(FieldPlace(RECORD, shown.record, "service_name"))
    settle()
    assert "History of “Name”" in said(history(page))

    show_service(page, STANDARDS_SERVICE)

    assert "What changed in this record" in said(history(page))


def test_keys_go_from_subject_to_subject(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    page.record.segments.take_focus()
    seen = []
    for _subject in SUBJECTS:
        held = QApplication.focusWidget()
        assert held is not None
        press(held, "Ctrl+PgDown")
        seen.append(page.record.section())

    assert seen == [*SUBJECTS[1:], SUBJECTS[0]]
    held = QApplication.focusWidget()
    assert held is not None
    press(held, "Ctrl+PgUp")
    assert page.record.section() == SUBJECTS[-1]


def test_arrows_go_up_and_down_among_the_subjects(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    page.record.segments.take_focus()
    press(page.record.segments.segment("identity"), "Down")
    assert page.record.section() == SUBJECTS[4]

    press(page.record.segments.segment(SUBJECTS[4]), "Right")

    assert page.record.section() == SUBJECTS[5]


def test_the_history_speaks_the_language_of_the_window(
    page: InventoryPage, shown: ServiceCard, qapp: QApplication
) -> None:
    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_scope": "INTERN"})
    page.record.show_section("history")
    settle()
    switch = LanguageSwitch(qapp)

    switch.switch(Language.FR)
    settle()
    words = said(history(page))
    switch.switch(Language.EN)

    assert "Service externe → Service interne" in words


def test_a_figure_of_a_standard_is_restored_on_its_own_row(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    standard = found.standards[0]
    edit_standard(page.plan.workspace, standard.key, {"total_volume": "9999"})
    page.record.show_section("history")
    settle()
    line = lines(history(page))[0]
    assert "Total volume – " in said(line)[0]
    assert line.back is not None

    click(line.back)

    assert stored(page).standards[0].text("total_volume") == standard.text("total_volume")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("short", "shorter", ("short", "shorter")),
        ("a " * 100 + "x" + " b" * 100, "a " * 100 + "y" + " b" * 100, None),
        ("", "z" * 400, None),
    ],
)
def test_long_texts_are_cut_to_what_differs(old: str, new: str, told: tuple[str, str] | None) -> None:
    cut = shortened(old, new)

    if told is not None:
        assert cut == told
    else:
        assert all(len(text) <= 310 for text in cut)
        assert cut[0] != cut[1]
