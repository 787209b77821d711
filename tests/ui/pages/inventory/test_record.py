"""The right side: what is typed is stored, what is refused is said at the field, nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget

from app.drafts import Draft, save_draft
from app.inventory.cards import ServiceCard, card
from app.inventory.editing import edit_record
from app.inventory.fields import Entity, editable_fields
from app.inventory.notes import add_note
from app.inventory.rows import rows
from model.bilingual import Bilingual
from model.language import Language
from model.quantity import Quantity, QuantityState
from tests.ui.driver import choose, click, click_cell, dialog, press, replace_text, settle, type_text
from tests.ui.pages.inventory.records import SERVICE, STANDARDS_SERVICE, form_field, show_service, stored
from ui.pages.inventory.dialogs import ApproveDialog
from ui.pages.inventory.notes_section import Notes
from ui.pages.inventory.record_model import RECORD, STANDARD
from ui.pages.inventory.record_view import SECTIONS
from ui.pages.inventory.section_fields import section_of
from ui.pages.inventory.standards_section import Standards
from ui.pages.inventory.volumes_section import Volumes
from ui.pages.name_dialog import NameDialog
from ui.shell import Place
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Segments
from ui.widgets.labelled import Labelled
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.shell import FakeShell
    from ui.open_plan import OpenPlan
    from ui.pages.inventory.page import InventoryPage


def bilingual(page: InventoryPage, name: str, entity: str = RECORD) -> BilingualField:
    found = form_field(page, name, entity)
    assert isinstance(found, BilingualField)
    return found


def accept(found: QWidget | None, words: str) -> None:
    assert found is not None
    click(next(button for button in found.findChildren(QPushButton) if button.text() == words))


def test_a_name_typed_in_french_is_stored_and_undone_by_its_own_words(page: InventoryPage, shown: ServiceCard) -> None:
    editor = bilingual(page, "service_name").editor(Language.FR)

    replace_text(editor, "Centre de contact d’AAC")
    press(editor, "Return")

    assert stored(page).text("service_name_fr") == "Centre de contact d’AAC"
    assert page.plan.workspace.undo_label == "Rename service"
    assert page.record.name.text() == shown.text("service_name_en")


def test_leaving_a_field_stores_what_was_typed(page: InventoryPage, shown: ServiceCard) -> None:
    editor = bilingual(page, "service_name").editor(Language.EN)
    replace_text(editor, "Contact Centre")

    click_cell(page.list.table, page.list_model.table.index(0, 1))

    assert card(page.plan.workspace, shown.key, page.plan.year).text("service_name_en") == "Contact Centre"


def test_a_change_made_elsewhere_does_not_overwrite_what_is_being_typed(
    page: InventoryPage, shown: ServiceCard
) -> None:
    names = bilingual(page, "service_name")
    replace_text(names.editor(Language.FR), "Centre")

    edit_record(page.plan.workspace, shown.key, page.plan.year, {"service_name_en": "Elsewhere"})
    settle()

    assert names.editor(Language.EN).text() == "Elsewhere"
    assert names.editor(Language.FR).text() == "Centre"


def test_escape_gives_back_what_was_there(page: InventoryPage, shown: ServiceCard) -> None:
    editor = bilingual(page, "service_name").editor(Language.EN)
    type_text(editor, "x")

    press(editor, "Esc")

    assert editor.text() == shown.text("service_name_en")
    assert stored(page).text("service_name_en") == shown.text("service_name_en")


def test_a_volume_takes_numbers_as_they_are_pasted_and_states_by_a_letter(
    page: InventoryPage, shown: ServiceCard
) -> None:
    section = page.record.show_section("volumes")
    assert isinstance(section, Volumes)
    settle()
    online, fax = (section.fields.bound[name].widget for name in ("num_applications_online", "num_applications_by_fax"))

    replace_text(online.editor(), "12 345")
    press(online.editor(), "Return")
    click(fax.toggle(QuantityState.NO_DATA))

    assert stored(page).quantity("num_applications_online") == Quantity("12345")
    assert stored(page).quantity("num_applications_by_fax") == Quantity("ND")
    assert shown.key == stored(page).key


def test_a_word_is_no_volume_and_the_field_says_what_is(page: InventoryPage, shown: ServiceCard) -> None:
    section = page.record.show_section("volumes")
    settle()
    online = section.fields.bound["num_applications_online"].widget

    replace_text(online.editor(), "twelve")
    press(online.editor(), "Return")

    assert online.findings.sentences()[0] == "Enter a whole number, N/A or N/D."
    assert online.editor().text() == "twelve"
    assert stored(page).text("num_applications_online") == shown.text("num_applications_online")


def test_an_interaction_point_is_answered_by_a_click(page: InventoryPage, shown: ServiceCard) -> None:
    answer = form_field(page, "os_decision")
    assert isinstance(answer, Labelled)
    assert isinstance(answer.control, Segments)
    other = "N" if shown.text("os_decision") == "Y" else "Y"

    click(answer.control.segment(other))

    assert stored(page).text("os_decision") == other
    row = page.list_model.row(shown.key)
    assert row is not None
    assert row.points[3] == other


def test_an_identifier_that_another_service_has_is_refused_at_its_field(
    page: InventoryPage, shown: ServiceCard
) -> None:
    identifier = form_field(page, "service_id")
    assert isinstance(identifier, TextField)

    replace_text(identifier.editor(), STANDARDS_SERVICE)
    press(identifier.editor(), "Return")

    assert any(STANDARDS_SERVICE in sentence for sentence in identifier._findings.sentences())
    assert stored(page).service_id == shown.service_id


def test_a_standard_is_added_filled_and_judged(page: InventoryPage) -> None:
    before = show_service(page, STANDARDS_SERVICE)
    section = page.record.show_section("standards")
    assert isinstance(section, Standards)
    settle()

    click(section.add_button)
    for name, typed in (("target", "80 %"), ("volume_meeting_target", "7"), ("total_volume", "10")):
        widget = form_field(page, name, STANDARD)
        assert isinstance(widget, TextField)
        replace_text(widget.editor(), typed)
        press(widget.editor(), "Return")

    added = page.record_model.standard_card()
    assert added is not None
    assert len(stored(page).standards) == len(before.standards) + 1
    assert (added.text("target"), added.met) == ("0.8", False)


def test_a_target_above_one_is_refused_at_its_field(page: InventoryPage) -> None:
    show_service(page, STANDARDS_SERVICE)
    target = form_field(page, "target", STANDARD)
    assert isinstance(target, TextField)

    replace_text(target.editor(), "150 %")
    press(target.editor(), "Return")

    assert target._findings.sentences() == ["Enter a percentage from 0 to 100, such as 80."]


def test_a_deleted_standard_leaves_the_next_one_shown(page: InventoryPage) -> None:
    before = show_service(page, STANDARDS_SERVICE)
    section = page.record.show_section("standards")
    assert isinstance(section, Standards)
    settle()

    click(section.delete_button)

    now = stored(page).standards
    assert [one.key for one in now] == [one.key for one in before.standards[1:]]
    assert page.record_model.standard in {one.key for one in now}


def test_every_field_of_record_and_standard_has_a_place_in_the_form(page: InventoryPage) -> None:
    show_service(page, STANDARDS_SERVICE)

    missing = [
        name
        for entity in (Entity.SERVICE, Entity.SERVICE_RECORD, Entity.STANDARD_RECORD)
        for name in editable_fields(entity)
        if page.record.find_field(RECORD if entity is Entity.SERVICE else entity.value, name) is None
    ]

    assert missing == ["published_performance", "published_target_met"]


def test_a_finding_leads_to_its_field_in_whatever_section(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    standard = found.standards[-1].key

    led = page.focus_place(Place(STANDARD, standard, "comments", Language.FR))
    settle()

    assert led
    assert page.record.section() == "standards"
    assert page.record_model.standard == standard
    assert bilingual(page, "comments", STANDARD).editor(Language.FR).isVisible()


def test_findings_are_said_at_the_field(page: InventoryPage, plan: OpenPlan) -> None:
    show_service(page, SERVICE)
    names = bilingual(page, "service_name")

    replace_text(names.editor(Language.FR), "")
    press(names.editor(Language.FR), "Return")
    plan.findings.settle()
    settle()

    assert names._findings.sentences()


def test_a_service_is_added_by_name_and_the_cursor_waits_in_its_description(
    page: InventoryPage, shell: FakeShell
) -> None:
    click(page.add_button)
    asked = dialog()
    assert isinstance(asked, NameDialog)
    type_text(asked.field.editor(Language.FR), "Délivrance de permis")

    accept(asked, "Add")

    assert stored(page).text("service_name_fr") == "Délivrance de permis"
    assert shell.toasts == ["Service added. [undo]"]
    waiting = page.window().focusWidget()
    assert waiting is bilingual(page, "service_description").editor(Language.EN)


def test_a_name_is_needed_before_a_service_can_be_added(page: InventoryPage) -> None:
    click(page.add_button)
    asked = dialog()
    assert isinstance(asked, NameDialog)

    blocked = asked._accept.isEnabled()
    press(asked, "Esc")

    assert not blocked
    assert len(page.list_model.table.rows()) == len({row.key for row in page.list_model.table.rows()})


def test_a_service_is_retired_from_its_menu(page: InventoryPage, shown: ServiceCard, shell: FakeShell) -> None:
    click(page.record.menu)
    choose(page.record.menu.menu(), "Retire…")

    accept(dialog(), "Retire")

    assert stored(page).state == "retired"
    assert shell.toasts == ["Service retired. [undo]"]
    assert shown.state == "active"


def test_a_new_service_is_deleted_and_undo_brings_it_back(page: InventoryPage, plan: OpenPlan) -> None:
    click(page.add_button)
    asked = dialog()
    assert isinstance(asked, NameDialog)
    type_text(asked.field.editor(Language.EN), "Short lived")
    accept(asked, "Add")
    key = stored(page).key

    click(page.record.menu)
    choose(page.record.menu.menu(), "Delete…")
    accept(dialog(), "Delete")
    gone = page.list_model.row(key)
    plan.undo()
    settle()

    assert gone is None
    assert page.list_model.row(key) is not None
    assert page.record_model.card is not None


def test_the_year_is_approved_and_a_change_voids_it(page: InventoryPage, shown: ServiceCard) -> None:
    page.asks.approve()
    asked = dialog()
    assert isinstance(asked, ApproveDialog)
    type_text(asked.by.editor(), "Deputy Head")
    accept(asked, "Approve")
    approved = page.header.facts.text()

    edit_record(page.plan.workspace, shown.key, page.plan.year, {"num_applications_online": "1"})
    settle()

    assert approved.endswith("approved")
    assert page.header.facts.text().endswith("changed since it was approved")


def test_a_service_without_a_record_begins_one(page: InventoryPage, plan: OpenPlan, shown: ServiceCard) -> None:
    plan.set_year(plan.year + 1)
    page.list.show_service(shown.key)
    settle()
    empty = page.record._pages.currentWidget()

    accept(empty, f"Begin the record for {page.plan.year.start}–{(page.plan.year.start + 1) % 100}")

    assert stored(page).is_reported
    assert stored(page).text("service_name_en") == shown.text("service_name_en")


def test_text_being_typed_is_kept_beside_the_plan_until_it_is_stored(page: InventoryPage, plan: OpenPlan) -> None:
    found = show_service(page, SERVICE)
    editor = bilingual(page, "service_name").editor(Language.FR)

    replace_text(editor, "Moitié d’un nom")
    plan.save_drafts()
    kept = plan.drafts(RECORD, found.record)
    press(editor, "Return")

    assert [(one.field, one.language, one.text) for one in kept] == [("service_name", "fr", "Moitié d’un nom")]
    assert plan.drafts(RECORD, found.record) == ()


def test_text_that_was_being_typed_at_a_crash_is_offered_again(
    show: Callable[[], InventoryPage], plan: OpenPlan, shell: FakeShell
) -> None:
    service = next(row for row in rows(plan.workspace, plan.year) if row.service_id == SERVICE)
    save_draft(plan.workspace, Draft(RECORD, service.record, "special_remarks", "fr", "Moitié d’une phrase"))

    page = show()
    show_service(page, SERVICE)
    offered = bilingual(page, "special_remarks")

    assert shell.banners == ["1 text that was being typed when the plan was last left was recovered."]
    assert offered.editor(Language.FR).text() == "Moitié d’une phrase"
    assert offered.is_being_typed(Language.FR)
    assert any("Esc gives it up" in sentence for sentence in offered._findings.sentences())
    offered.editor(Language.FR).setFocus()
    press(offered.editor(Language.FR), "Ctrl+Return")
    assert stored(page).text("special_remarks_fr") == "Moitié d’une phrase"
    assert plan.drafts(RECORD, service.record) == ()


def test_a_note_is_written_and_resolved(page: InventoryPage, shown: ServiceCard) -> None:
    section = page.record.show_section("notes")
    assert isinstance(section, Notes)
    settle()
    type_text(section.new.editor(Language.EN), "Ask the region")
    click(section.add_button)

    click(section.findChildren(CheckBox)[-1])

    (note,) = page.record_model.notes()
    assert (note.text.en, note.is_resolved, note.author) == ("Ask the region", True, "Test Author")
    assert shown.record == note.record


def test_a_place_of_a_note_puts_the_cursor_into_its_text(page: InventoryPage) -> None:
    text = Bilingual("Ask the region", "")
    note = add_note(page.plan.workspace, STANDARD, show_service(page, STANDARDS_SERVICE).standards[0].key, text)
    show_service(page, SERVICE)

    assert page.focus_place(Place("note", note, "text", Language.FR))
    settle()

    section = page.record.show_section("notes")
    assert isinstance(section, Notes)
    assert page.record_model.card is not None
    assert page.record_model.card.service_id == STANDARDS_SERVICE
    (written,) = (one for one in section.findChildren(BilingualField) if one is not section.new)
    assert written.editor(Language.FR).hasFocus()
    assert not page.focus_place(Place("note", "nowhere", "text"))


@pytest.mark.parametrize("name", SECTIONS)
def test_every_stop_of_the_tab_key_has_a_name(page: InventoryPage, name: str) -> None:
    show_service(page, STANDARDS_SERVICE)
    page.record.show_section(name)
    settle()

    unnamed = [
        type(widget).__name__
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()
    ]

    assert unnamed == []


def test_each_field_is_in_the_section_that_is_told_for_it(page: InventoryPage) -> None:
    show_service(page, STANDARDS_SERVICE)

    told: dict[tuple[str, str], str] = {}
    for name in SECTIONS:
        for fields in page.record.show_section(name).sets:
            told |= {(name, field): section_of(fields.entity, field) for field in fields.bound}

    assert {place: name for place, name in told.items() if place[0] != name} == {}


def test_a_section_says_that_something_is_found_in_it(page: InventoryPage, plan: OpenPlan) -> None:
    show_service(page, SERVICE)
    plan.findings.settle()
    settle()

    spoken = page.record.segments.segment("volumes").accessibleName()

    assert spoken == "Subject: Volumes, Suggestion"


def _is_tab_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def test_tab_goes_in_reading_order(page: InventoryPage) -> None:
    show_service(page, SERVICE)
    stop: QWidget | None = page.add_button
    names: list[str] = []

    while len(names) < 8 and stop is not None:
        stop = stop.nextInFocusChain()
        if stop is not None and stop.isVisible() and _is_tab_stop(stop):
            names.append(QAccessible.queryAccessibleInterface(stop).text(QAccessible.Text.Name))

    assert names[:7] == [
        "Search services",
        "Filter",
        "Views",
        "Columns and order",
        "Services",
        "Notes",
        "More actions for this service",
    ]
    assert names[7] == "Subject: Identity"
