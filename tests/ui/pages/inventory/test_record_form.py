"""What the form itself adds: quarters, addresses, the owner, lengths, codes, and findings of no field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractSlider, QApplication, QWidget

from app.inventory.editing import edit_record
from app.inventory.fields import Entity
from app.inventory.owners import service_owner
from app.inventory.quarters import Volume, edit_quarter, quarters
from app.inventory.standards import edit_standard
from app.registry.schema import Kind, field
from model.language import Language
from tests.ui.driver import choose, click, press, replace_text, settle, type_text
from tests.ui.pages.inventory.records import STANDARDS_SERVICE, form_field, show_service, stored
from ui.pages.inventory.record_model import RECORD, STANDARD
from ui.pages.inventory.standards_section import Standards
from ui.pages.inventory.volumes_section import QUARTERS, Volumes
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.choice import Segments
from ui.widgets.editors import LineEditor
from ui.widgets.finding_chip import FieldFinding, FieldFindings, Level
from ui.widgets.label import Label
from ui.widgets.labelled import Labelled
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from app.inventory.cards import ServiceCard
    from tests.fakes.shell import FakeShell
    from ui.pages.inventory.page import InventoryPage
    from ui.widgets.quarter_table import QuarterTable


def told(place: QWidget) -> list[str]:
    return [sentence for one in place.findChildren(FieldFindings) if one.isVisible() for sentence in one.sentences()]


def volumes(page: InventoryPage) -> Volumes:
    section = page.record.show_section("volumes")
    assert isinstance(section, Volumes)
    settle()
    return section


def quarter_table(page: InventoryPage, name: str) -> QuarterTable:
    """Show the volumes by quarter as a planner does, and return the table that holds one."""
    section = volumes(page)
    click(section.view.segment(QUARTERS))
    return section.quarter_table(name)


def test_quarters_typed_one_after_the_other_make_up_a_blank_year(page: InventoryPage, shown: ServiceCard) -> None:
    name = "num_applications_by_mail"
    edit_record(page.plan.workspace, shown.key, page.plan.year, {name: ""})
    table = quarter_table(page, name)
    first = table.row(name).editors[0].editor
    click(first)

    for number, typed in enumerate(("10", "1 200", "a", "30")):
        editor = table.row(name).editors[number].editor
        assert QApplication.focusWidget() is editor
        type_text(editor, typed)
        press(editor, "Tab")

    assert stored(page).text(name) == "1240"
    held = quarters(page.plan.workspace, [shown.record])[shown.record, name]
    assert held.written == ("10", "1200", "NA", "30")
    assert table.row(name).year.text() == "1,240"
    assert table.row(name).below.isHidden()
    page.plan.undo()
    assert stored(page).text(name) == "1210"
    assert table.row(name).editors[3].editor.text() == ""


def test_quarters_that_disagree_with_the_year_say_so_and_offer_their_sum(
    page: InventoryPage, shown: ServiceCard
) -> None:
    name = "num_applications_online"
    edit_record(page.plan.workspace, shown.key, page.plan.year, {name: "500"})
    table = quarter_table(page, name)
    editor = table.row(name).editors[0].editor
    type_text(editor, "10")
    press(editor, "Return")
    assert "The quarters add up to 10, but the year says 500." in told(table)
    click(volumes(page).view.segment("year"))
    assert any(sentence.endswith("“By quarter” offers the sum.") for sentence in told(volumes(page)))
    click(volumes(page).view.segment(QUARTERS))

    click(table.row(name).take)

    assert stored(page).text(name) == "10"
    assert told(table) == []
    assert table.row(name).note.text() == "1 quarter of 4 is given."
    assert page.plan.workspace.undo_label == "Take the sum of the quarters"


def test_quarters_without_data_are_told(page: InventoryPage, shown: ServiceCard) -> None:
    name = "num_phone_enquiries"
    edit_record(page.plan.workspace, shown.key, page.plan.year, {name: ""})
    table = quarter_table(page, name)
    for number, key in enumerate(("5", "D", "5", "5")):
        editor = table.row(name).editors[number].editor
        table.row(name).editors[number].editor.setFocus()
        type_text(editor, key)
        press(editor, "Return")

    assert table.row(name).note.text() == "No data for Q2."
    assert table.row(name).editors[1].editor.placeholderText() == "N/D"
    assert stored(page).text(name) == "15"


def test_what_is_no_volume_stays_in_its_quarter_with_the_reason(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    name = "num_applications_online"
    table = quarter_table(page, name)
    editor = table.row(name).editors[2].editor

    type_text(editor, "12x")
    press(editor, "Return")

    assert "Enter a whole number, N/A or N/D." in told(table)
    assert editor.text() == "12x"
    replace_text(editor, "12")
    press(editor, "Return")
    assert "Enter a whole number, N/A or N/D." not in told(table)


def test_tab_goes_through_the_quarters_and_on_to_what_explains_them(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    table = quarter_table(page, "num_applications_online")
    names = table.names()
    editor = table.row(names[0]).editors[3].editor
    click(editor)

    press(editor, "Tab")
    assert QApplication.focusWidget() is table.row(names[1]).editors[0].editor
    last = volumes(page).quarter_table("num_website_visits").row("num_website_visits").editors[3].editor
    volumes(page).ensureWidgetVisible(last)
    settle()
    click(last)
    press(last, "Tab")

    note = volumes(page).fields.bound["volume_note"].widget
    assert QApplication.focusWidget() is note.editor(Language.EN)


def test_arrows_go_from_channel_to_channel(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    table = quarter_table(page, "num_applications_online")
    names = table.names()
    start = table.row(names[0]).editors[1].editor
    click(start)

    press(start, "Down")
    assert QApplication.focusWidget() is table.row(names[1]).editors[1].editor
    press(table.row(names[1]).editors[1].editor, "Up")

    assert QApplication.focusWidget() is start


def test_keys_go_from_the_year_of_a_channel_to_its_quarters_and_back(page: InventoryPage, shown: ServiceCard) -> None:
    name = "num_applications_by_email"
    edit_quarter(page.plan.workspace, Volume(Entity.SERVICE_RECORD, shown.record, name), "1", "5")
    year = form_field(page, name)
    held = QApplication.focusWidget()
    assert held is not None

    press(held, "Alt+Down")
    table = page.record.made["volumes"].quarter_table(name)  # type: ignore[attr-defined]  # the section of volumes
    assert QApplication.focusWidget() is table.row(name).editors[1].editor
    press(table.row(name).editors[1].editor, "Alt+Up")

    assert QApplication.focusWidget() is held
    assert year.objectName() == name


def test_the_menu_of_a_volume_offers_the_sum_where_the_year_differs(page: InventoryPage, shown: ServiceCard) -> None:
    name = "num_applications_by_email"
    edit_record(page.plan.workspace, shown.key, page.plan.year, {name: "50"})
    edit_quarter(page.plan.workspace, Volume(Entity.SERVICE_RECORD, shown.record, name), "1", "5")
    form_field(page, name)
    more = page.record.made["volumes"].fields.bound[name].tools.more
    click(more)

    choose(more.menu(), "Use the sum of the quarters")

    assert stored(page).text(name) == "5"


def test_the_delete_key_takes_a_standard_away_and_can_be_undone(page: InventoryPage, shell: FakeShell) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    section = page.record.show_section("standards")
    assert isinstance(section, Standards)
    settle()
    section.list.setFocus()
    section.list.select_key(found.standards[1].key)

    press(section.list, "Del")

    assert [one.key for one in stored(page).standards] == [
        one.key for one in found.standards if one.key != found.standards[1].key
    ]
    assert shell.toasts[-1] == "Standard deleted. [undo]"
    assert section.list.hasFocus()
    page.plan.undo()
    assert len(stored(page).standards) == len(found.standards)


def test_enter_on_a_standard_puts_the_cursor_into_its_words(page: InventoryPage) -> None:
    show_service(page, STANDARDS_SERVICE)
    section = page.record.show_section("standards")
    assert isinstance(section, Standards)
    settle()
    section.list.setFocus()

    press(section.list, "Return")

    assert QApplication.focusWidget() is section.standard.bound["service_standard"].widget.editor(Language.EN)


def test_a_standard_is_filled_by_quarter(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    key = found.standards[0].key
    edit_standard(page.plan.workspace, key, {"volume_meeting_target": "", "total_volume": ""})
    total = form_field(page, "total_volume", STANDARD)
    assert isinstance(total, TextField)
    section = page.record.made["standards"]
    assert isinstance(section, Standards)

    press(total.editor(), "Tab")
    assert section.by_quarter.hasFocus()
    press(section.by_quarter, "Space")
    assert section.quarters is not None
    for name, written in (("volume_meeting_target", ("8", "9")), ("total_volume", ("10", "10"))):
        for number, typed in enumerate(written):
            editor = section.quarters.row(name).editors[number].editor
            editor.setFocus()
            for _round in range(3):
                settle()
            type_text(editor, typed)
            press(editor, "Return")

    standard = stored(page).standards[0]
    assert (standard.text("volume_meeting_target"), standard.text("total_volume")) == ("17", "20")
    assert standard.met is True
    editor = section.quarters.row("total_volume").editors[2].editor
    press(editor, "A")
    assert "Enter a whole number, or leave the quarter blank." in told(section.quarters)


def test_a_standard_with_quarters_shows_them(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    edit_quarter(page.plan.workspace, Volume(Entity.STANDARD_RECORD, found.standards[1].key, "total_volume"), "1", "5")
    page.record.show_section("standards")
    section = page.record.made["standards"]
    assert isinstance(section, Standards)
    settle()
    assert section.quarters is None

    page.record_model.choose_standard(found.standards[1].key)

    assert section.quarters is not None
    assert section.quarters.isVisible()


def test_last_year_and_the_change_stand_beside_the_total(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    values = {name: "" for name in found.values if name.startswith("num_applications")}
    edit_record(page.plan.workspace, found.key, page.plan.year, values | {"num_applications_by_email": "1206"})

    section = volumes(page)

    texts = [label.text() for label in section._years[0]._total]
    assert texts == ["Total applications", "1,005", "1,206", "+20%"]


def test_a_standard_says_what_it_reached_the_year_before(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    page.record.show_section("standards")
    settle()

    words = [label.text() for label in page.record.made["standards"].findChildren(Label)]

    assert found.standards[0].last["total_volume"] == "502"
    assert "2023–24: 93.8% (471 of 502), target 80%" in words


def test_an_address_that_cannot_be_followed_is_told_at_its_field(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    address = form_field(page, "service_uri")
    assert isinstance(address, BilingualField)

    for language, typed in ((Language.EN, "www.canada.ca/fr"), (Language.FR, "https://www.canada.ca/en/x")):
        replace_text(address.editor(language), typed)
        press(address.editor(language), "Return")

    assert stored(page).text("service_uri_en") == "www.canada.ca/fr"
    assert [one for one in told(address) if "ddress" in one][-2:] == [
        "English: Begin the address with https://, so that it can be followed.",
        "French: This address seems to lead to the page in the other language.",
    ]
    replace_text(address.editor(Language.EN), "https://www.canada.ca/en/x")
    press(address.editor(Language.EN), "Return")
    assert not any(one.startswith("English:") for one in told(address))


def test_the_owner_of_a_service_is_named_and_an_odd_address_told(page: InventoryPage, shown: ServiceCard) -> None:
    for name, typed in (("owner_name", "Contact office"), ("owner_email", "contact office")):
        text = form_field(page, name)
        assert isinstance(text, TextField)
        replace_text(text.editor(), typed)
        press(text.editor(), "Return")

    owner = service_owner(page.plan.workspace, shown.key)
    assert (owner.name, owner.email) == ("Contact office", "contact office")
    assert told(form_field(page, "owner_email")) == ["Give one address of the form name@department.gc.ca."]


def test_a_text_beyond_its_length_is_kept_and_found(page: InventoryPage, shown: ServiceCard) -> None:
    most = field(Kind.SERVICE, "service_name_en").max_length
    assert most is not None
    names = form_field(page, "service_name")
    assert isinstance(names, BilingualField)

    replace_text(names.editor(Language.EN), "")
    names.editor(Language.EN).draft("n" * (most + 3))
    settle()
    counter = [label.text() for label in names.findChildren(Label) if label.isVisible() and "many" in label.text()]
    press(names.editor(Language.EN), "Return")

    assert counter == ["3 too many"]
    assert len(stored(page).text("service_name_en")) == most + 3
    assert shown.key


def test_codes_stand_beside_their_official_labels(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    answer = form_field(page, "os_application")
    assert isinstance(answer, Labelled)
    assert isinstance(answer.control, Segments)

    tip = answer.control.segment("NA").toolTip()

    assert tip == "N/A (This interaction point is not applicable to the service) – code NA"


def test_a_finding_that_no_field_is_called_by_stands_above_the_standards(page: InventoryPage) -> None:
    found = show_service(page, STANDARDS_SERVICE)
    edit_standard(page.plan.workspace, found.standards[0].key, {"published_target_met": "N"})
    page.record.show_section("standards")
    for _round in range(10):
        settle()

    section = page.record.made["standards"]

    assert section.rest.sentences()
    assert not section.rest.isHidden()


def test_the_tools_of_a_field_show_with_the_cursor_alone(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    names = form_field(page, "service_name")
    bound = page.record.made["identity"].fields.bound
    assert bound["service_name"].tools.more.is_live
    assert not bound["service_description"].tools.more.is_live
    assert isinstance(names, BilingualField)

    form_field(page, "service_description")

    assert not bound["service_name"].tools.more.is_live
    assert bound["service_description"].tools.more.is_live


def test_tools_are_no_stops_of_the_tab_key(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    names = form_field(page, "service_name")
    assert isinstance(names, BilingualField)
    press(names.editor(Language.EN), "Tab")
    press(names.editor(Language.FR), "Tab")

    held = QApplication.focusWidget()

    description = page.record.made["identity"].fields.bound["service_description"].widget
    assert held is description.editor(Language.EN)
    assert not isinstance(held, LineEditor)


def test_what_is_found_above_a_field_does_not_push_it_out_of_view(page: InventoryPage, shown: ServiceCard) -> None:
    assert shown.key
    authority = form_field(page, "authority")
    assert isinstance(authority, BilingualField)
    section = page.record.made["identity"]
    many = [FieldFinding(Level.WARNING, f"Look at {number}.") for number in range(30)]

    section.show_findings(RECORD, {"service_name": many})
    for _round in range(5):
        settle()
    assert not authority.editor(Language.EN).visibleRegion().isEmpty()

    section.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)  # as a planner scrolls
    section.show_findings(RECORD, {"service_name": many[:25]})
    for _round in range(5):
        settle()
    assert section.verticalScrollBar().value() == 0


def test_a_label_of_several_lines_leaves_the_fields_beside_it_in_line(page: InventoryPage) -> None:
    show_service(page, STANDARDS_SERVICE)
    shown = [form_field(page, name, STANDARD) for name in ("target", "volume_meeting_target", "total_volume")]
    assert all(isinstance(one, TextField) for one in shown)
    shown[1].label.say("The volume of all requests that met the target of the standard")  # type: ignore[attr-defined]
    for _round in range(3):
        settle()

    editors = [one.findChild(LineEditor) for one in shown]

    assert len({editor.mapTo(page, editor.rect().topLeft()).y() for editor in editors if editor}) == 1
    assert len({editor.height() for editor in editors if editor}) == 1
