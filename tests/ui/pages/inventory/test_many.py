"""Many services at once: chosen, edited, copied, pasted; columns, orders and views of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.inventory.carrying import carry_forward
from app.inventory.list_fields import field_values
from app.saved_views import saved_views
from app.workspace import Workspace
from tests.ui.driver import choose, click, dialog, press, replace_text, settle, type_text
from ui.language import LanguageSwitch
from ui.look.measure import px
from ui.open_plan import OpenPlan
from ui.pages.inventory.bulk_dialog import BulkDialog
from ui.pages.inventory.columns_dialog import ColumnsDialog
from ui.pages.inventory.list_model import ServiceListModel
from ui.pages.inventory.page import InventoryPage
from ui.pages.inventory.paste_dialog import PasteDialog
from ui.pages.inventory.service_filter import ServiceFilter
from ui.pages.inventory.view_menu import ViewNameDialog
from ui.widgets.code_picker import CodePicker
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pathlib import Path

    from tests.fakes.shell import FakeShell

ONLINE, MAIL = "num_applications_online", "num_applications_by_mail"


def clip(text: str | None = None) -> str:
    """Return what is on the clipboard, after putting ``text`` there."""
    if text is not None:
        QGuiApplication.clipboard().setText(text)
    return QGuiApplication.clipboard().text()


def values(plan: OpenPlan, field: str) -> dict[str, str]:
    return field_values(plan.workspace, plan.year, [field])[field]


def enter(page: InventoryPage, line: int = 0, column: str = "service") -> None:
    """Put the cursor into a cell of the table."""
    at = [one.id for one in page.list_model.table.columns].index(column)
    page.list.table.setFocus(Qt.FocusReason.TabFocusReason)
    page.list.table.setCurrentIndex(page.list_model.table.index(line, at))
    settle()


def keys(page: InventoryPage, count: int) -> list[str]:
    return [page.list_model.table.key_of(line) for line in range(count)]


def test_shift_and_the_arrows_choose_services_and_the_strip_says_how_many(page: InventoryPage) -> None:
    enter(page)

    for _step in range(2):
        press(page.list.table, "Shift+Down")

    assert page.list.selected_keys() == keys(page, 3)
    assert page.list.choice.isVisible()
    assert page.list.choice.told.text() == "3 services chosen"

    press(page.list.table, "Esc")

    assert len(page.list.selected_keys()) == 1
    assert not page.list.choice.isVisible()


def test_space_marks_services_apart_from_each_other_and_a_search_keeps_them(page: InventoryPage) -> None:
    enter(page)
    wanted = [keys(page, 5)[line] for line in (0, 2, 4)]

    press(page.list.table, "Space")
    for _mark in range(2):
        press(page.list.table, "Down")
        press(page.list.table, "Down")
        press(page.list.table, "Space")
    marked = page.list.selected_keys()
    page.list.search.set_text("no such service")
    hidden = page.list.selected_keys()
    page.list.search.set_text("")
    settle()

    assert marked == wanted
    assert hidden == []
    assert page.list.selected_keys() == wanted


def test_all_services_that_are_shown_are_chosen_by_a_key(page: InventoryPage) -> None:
    page.list.show_filter(ServiceFilter().toggled("online", "all"))
    enter(page)

    press(page.list.table, "Ctrl+A")

    assert page.list.selected_keys() == page.list.shown_keys()


def test_one_field_of_several_services_is_one_change_and_one_undo(
    page: InventoryPage, plan: OpenPlan, shell: FakeShell
) -> None:
    enter(page)
    press(page.list.table, "Shift+Down")
    before = values(plan, "client_feedback_channel")

    click(page.list.choice.edit)
    asked = dialog()
    assert isinstance(asked, BulkDialog)
    asked.field.set_codes(("client_feedback_channel",))
    asked.field.committed.emit(("client_feedback_channel",))
    settle()
    assert isinstance(asked.editor, CodePicker)
    press(asked.editor.opener(), "Space")
    listed = QApplication.activePopupWidget()
    assert listed is not None
    type_text(listed.search, "Fax")  # type: ignore[attr-defined]  # the list of codes
    press(listed.search, "Space")  # type: ignore[attr-defined]
    press(listed.search, "Esc")  # type: ignore[attr-defined]
    told, verb = asked.told.text(), asked.button.text()
    click(asked.button)

    after = values(plan, "client_feedback_channel")
    assert [after[key] for key in keys(page, 2)] == ["FAX", "FAX"]
    assert (told, verb) == ("2 services will change.", "Edit 2 services")
    assert shell.toasts == ["2 services edited. [undo]"]
    assert plan.undo() == "Edit 2 services"
    assert values(plan, "client_feedback_channel") == before


def test_a_text_for_all_chosen_says_how_many_change_while_it_is_typed(page: InventoryPage, plan: OpenPlan) -> None:
    enter(page)
    press(page.list.table, "Shift+Down")
    page.many.edit()
    asked = dialog()
    assert isinstance(asked, BulkDialog)
    nothing = asked.button.isEnabled()
    asked.field.set_codes(("owner_name",))
    asked.field.committed.emit(("owner_name",))
    settle()
    assert isinstance(asked.editor, TextField)

    type_text(asked.editor.editor(), "Zoé Roy")
    press(asked.editor.editor(), "Return")
    click(asked.button)

    assert not nothing
    assert values(plan, "owner_name") == dict.fromkeys(keys(page, 2), "Zoé Roy")


def test_a_cell_and_chosen_rows_are_copied_as_a_spreadsheet_takes_them(page: InventoryPage) -> None:
    page.list.show_columns((ONLINE, "service_name_fr"))
    enter(page, column=ONLINE)
    first = page.list_model.table.row(0)
    online = page.list_model.store.values(ONLINE).get(first.key, "")

    press(page.list.table, "Ctrl+C")
    cell = clip()
    press(page.list.table, "Shift+Down")
    press(page.list.table, "Ctrl+C")
    lines = [line.split("\t") for line in clip().splitlines()]

    assert cell == online
    assert lines[0] == ["Identifier", "Name (English)", "Online (volume)", "Name (French)"]
    assert lines[1] == [first.service_id, first.name_en, online, first.name_fr]
    assert len(lines) == 3


def test_what_was_copied_changes_nothing_when_it_is_pasted(page: InventoryPage) -> None:
    page.list.show_columns((ONLINE, "service_type", "os_decision", "service_scope", "last_service_review"))
    enter(page)
    press(page.list.table, "Ctrl+A")
    press(page.list.table, "Ctrl+C")

    press(page.list.table, "Ctrl+V")
    asked = dialog()
    assert isinstance(asked, PasteDialog)

    assert asked.rows.rows() == []
    assert not asked.button.isEnabled()
    press(asked, "Esc")


def test_ten_volumes_are_pasted_from_the_chosen_cell_on(page: InventoryPage, plan: OpenPlan) -> None:
    page.list.show_columns((ONLINE, MAIL))
    enter(page, line=1, column=MAIL)
    wanted = keys(page, 11)[1:]
    clip("\r\n".join(f"1\u00a0{number:03}" for number in range(10)) + "\r\n")

    press(page.list.table, "Ctrl+V")
    asked = dialog()
    assert isinstance(asked, PasteDialog)
    verb = asked.button.text()
    press(asked.button, "Return" if asked.button.isDefault() else "Space")

    held = values(plan, MAIL)
    assert verb == "Apply 10 changes"
    assert [held[key] for key in wanted] == [f"1{number:03}" for number in range(10)]
    assert plan.undo() == "Edit 10 services"


def test_lines_that_name_their_services_are_pasted_there_and_the_rest_is_refused(
    page: InventoryPage, plan: OpenPlan
) -> None:
    row = page.list_model.table.row(4)
    enter(page)
    clip(f"Identifier\tOnline\tColour\n{row.service_id}\t77\tred\nX-1\t1\tblue\n{row.service_id}\tmany\t\n")

    page.many.paste()
    asked = dialog()
    assert isinstance(asked, PasteDialog)
    told = [(one.is_refused, one.new) for one in asked.rows.rows()]
    click(asked.button)

    assert told == [(True, "red"), (True, "X-1"), (True, "many"), (False, "77")]
    assert values(plan, ONLINE)[row.key] == "77"


def test_one_pasted_cell_goes_into_every_chosen_service(page: InventoryPage, plan: OpenPlan) -> None:
    page.list.show_columns((MAIL,))
    enter(page, column=MAIL)
    press(page.list.table, "Shift+Down")
    clip("N.D.")

    press(page.list.table, "Ctrl+V")
    click(dialog().button)  # type: ignore[attr-defined]  # the preview

    assert [values(plan, MAIL)[key] for key in keys(page, 2)] == ["ND", "ND"]


def test_a_second_column_sorts_what_the_first_leaves_alike(page: InventoryPage) -> None:
    header = page.list.table.horizontalHeader()
    columns = [one.id for one in page.list_model.table.columns]

    def click_title(column: str, held: Qt.KeyboardModifier) -> None:
        section = columns.index(column)
        place = QPoint(header.sectionViewportPosition(section) + px(20), header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, held, place)

    click_title("online", Qt.KeyboardModifier.NoModifier)
    click_title("volume", Qt.KeyboardModifier.ShiftModifier)
    order = page.list_model.table.order()
    rows = [row for row in page.list_model.table.shown() if row.points_applicable and row.volume is not None]
    shown = [(row.points_online / row.points_applicable, row.volume) for row in rows]

    assert order == (("online", True), ("volume", True))
    assert shown == sorted(shown, reverse=True)


def test_the_keys_sort_by_the_column_of_the_cell(page: InventoryPage) -> None:
    enter(page, column="volume")

    press(page.list.table, "Alt+Up")
    one = page.list_model.table.order()
    press(page.list.table, "Left")
    press(page.list.table, "Alt+Shift+Down")

    assert one == (("volume", False),)
    assert page.list_model.table.order() == (("volume", False), ("online", True))


def test_any_field_becomes_a_column_in_the_chosen_order(page: InventoryPage) -> None:
    page.list.choose_columns()
    asked = dialog()
    assert isinstance(asked, ColumnsDialog)
    replace_text(asked.search.editor, "service fee")
    press(asked.search.editor, "Down")
    asked.offered.setCurrentRow(
        next(at for at in range(asked.offered.count()) if not asked.offered.item(at).isHidden())
    )
    press(asked.offered, "Space")
    asked.shown.setCurrentRow(asked.shown.count() - 1)
    for _step in range(asked.shown.count() - 1):
        press(asked.shown, "Alt+Up")
    click(asked.accept_button)

    titles = [str(page.list.table.model().headerData(at, Qt.Orientation.Horizontal)) for at in range(3)]
    assert titles == ["", "Service", "Service fee"]


def test_the_name_stays_while_the_other_columns_go_sideways(page: InventoryPage) -> None:
    page.list.show_columns(("service_description_en", "service_description_fr", MAIL, ONLINE))
    enter(page)
    table, columns = page.list.table, [one.id for one in page.list_model.table.columns]

    for _step in range(4):
        press(table, "Right")

    shown = [name for at, name in enumerate(columns) if not table.isColumnHidden(at)]
    assert table.current_column() == ONLINE
    assert shown[:2] == ["findings", "service"]
    assert ONLINE in shown
    assert "service_description_en" not in shown
    right = table.columnViewportPosition(len(columns) - 1) + table.columnWidth(len(columns) - 1)
    assert right <= table.viewport().width()


def test_f2_leads_from_a_cell_to_its_field(page: InventoryPage) -> None:
    page.list.show_columns(("service_description_fr",))
    enter(page, column="service_description_fr")

    press(page.list.table, "F2")

    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "fr"
    parent = focused.parentWidget()
    while parent is not None and parent.objectName() != "service_description":
        parent = parent.parentWidget()
    assert parent is not None


def test_a_view_is_saved_shown_again_renamed_and_deleted(page: InventoryPage, plan: OpenPlan) -> None:
    page.list.show_columns(("volume", MAIL))
    page.list.show_filter(ServiceFilter().toggled("online", "some"))
    page.list.sort((("volume", True), ("service", False)))
    wanted, shown = page.list.view(), page.list.shown_keys()

    click(page.list.views)
    choose(page.list.views.menu(), "Save this view…")
    asked = dialog()
    assert isinstance(asked, ViewNameDialog)
    type_text(asked.field.editor(), "Partly online")
    press(asked.field.editor(), "Return")
    if asked.isVisible():
        click(asked.accept_button)
    page.list.show_usual()
    click(page.list.views)
    choose(page.list.views.menu(), "Partly online")
    again, back = page.list.view(), page.list.shown_keys()
    click(page.list.views)
    choose(page.list.views.menu(), "Delete “Partly online”")

    assert (again, back) == (wanted, shown)
    assert saved_views(plan.workspace, "inventory") == ()
    assert plan.undo() == "Delete view"


def test_the_totals_are_those_of_what_is_shown(page: InventoryPage) -> None:
    page.list.show_columns(("online", "volume", MAIL))
    page.list.show_filter(ServiceFilter().toggled("online", "all"))
    page.list.add_up()
    rows = page.list_model.table.shown()

    told = dict(page.list.totals.told())
    every = sum(row.reported for row in page.list_model.table.rows())

    assert told[""] == f"{len(rows)} of {every} services"
    assert told["Online"] == "100%"
    assert told["Volume"].replace(",", "") == str(sum(row.volume or 0 for row in rows))
    held = page.list_model.store.values(MAIL)
    numbers = [int(held[row.key]) for row in rows if held.get(row.key, "").isdigit()]
    assert told["Mail (volume)"].replace(",", "") == str(sum(numbers))
    assert page.list.totals.accessibleDescription().startswith(told[""])


def test_a_committed_field_reads_its_service_alone(page: InventoryPage, plan: OpenPlan) -> None:
    page.list.show_columns((MAIL,))
    told: list[object] = []
    before = page.list_model.table.row_of(keys(page, 2)[1])
    page.list_model.table.modelReset.connect(lambda: told.append("reset"))
    page.list_model.table.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    page.list.table.select_key(keys(page, 1)[0])
    settle()
    told.clear()

    page.record_model.write("service_record", MAIL, "4321")

    assert told == [(0, 0)]
    assert page.list_model.store.values(MAIL)[keys(page, 1)[0]] == "4321"
    assert page.list_model.table.row_of(keys(page, 2)[1]) is before
    plan.undo()
    assert page.list_model.store.values(MAIL).get(keys(page, 1)[0], "") != "4321"


def test_a_cell_offers_its_menu_by_the_keyboard(page: InventoryPage) -> None:
    enter(page, column="volume")

    press(page.list.table, "Menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    choose(menu, "Sort by Volume")

    assert words[0] == "Open the record"
    assert "Edit a field…" in words
    assert page.list_model.table.sorted_by() == ("volume", True)


def test_many_services_are_read_a_screen_first_and_then_the_rest(plan: OpenPlan, qapp: QApplication) -> None:
    whole, piecemeal = ServiceListModel(plan), ServiceListModel(plan, few=3)
    whole.reload()

    piecemeal.reload()
    is_done_at_once = piecemeal.reading.is_done
    first = piecemeal.table.row(0)
    last = piecemeal.table.row(piecemeal.table.rowCount() - 1)
    for _round in range(60):
        qapp.processEvents()

    assert not is_done_at_once
    assert not any(last.points)
    assert first == whole.table.row(0)
    assert piecemeal.table.shown() == whole.table.shown()


def test_no_service_passes_for_a_new_one_before_it_is_read(plan: OpenPlan, qapp: QApplication) -> None:
    plan.set_year(plan.year + 1)
    whole, piecemeal = ServiceListModel(plan), ServiceListModel(plan, few=3)
    carry_forward(plan.workspace, plan.year - 1)
    whole.reload()

    piecemeal.reload()
    before = piecemeal.facts()
    for _round in range(60):
        qapp.processEvents()

    assert "new" not in before
    assert piecemeal.facts() == whole.facts()


def test_a_search_before_everything_is_read_finds_everything(plan: OpenPlan) -> None:
    whole, piecemeal = ServiceListModel(plan), ServiceListModel(plan, few=3)
    for model in (whole, piecemeal):
        model.reload()
        model.search("sector engagement")
    piecemeal.work.settle()

    assert not piecemeal.work.waits_for("search")
    assert whole.table.rowCount()
    assert piecemeal.table.shown() == whole.table.shown()


def test_a_plan_that_is_only_read_is_filtered_and_copied_but_not_edited(real_plan: Path, shell: FakeShell) -> None:
    plan = OpenPlan(Workspace.read(real_plan))
    page = InventoryPage(plan, shell)
    shell.hold(page)
    shell.show()
    page.activate()
    settle()
    enter(page)
    press(page.list.table, "Shift+Down")

    page.many.edit()
    clip("Identifier\tOnline\nx\t1")
    page.many.paste()
    is_asked = QApplication.activeModalWidget() is not None
    page.many.copy()

    assert not is_asked
    assert len(clip().splitlines()) == 3
    plan.close()


@pytest.mark.parametrize("column", ["service", "volume", "online", MAIL])
def test_each_cell_says_aloud_what_it_shows(page: InventoryPage, column: str) -> None:
    page.list.show_columns(("online", "volume", MAIL))
    at = [one.id for one in page.list_model.table.columns].index(column)
    interface = QAccessible.queryAccessibleInterface(page.list.table)

    many = len(page.list_model.table.columns) + 1  # in a line, with its heading
    cell = interface.child(many + 1 + at)  # below the line of titles, behind the heading of its own

    assert cell is not None
    row = page.list_model.table.row(0)
    assert cell.text(QAccessible.Text.Name) == page.list_model.table.columns[at].text(row)


def test_titles_copied_in_french_are_understood_in_english(page: InventoryPage, qapp: QApplication) -> None:
    page.list.show_columns((ONLINE, "service_type", "os_decision"))
    enter(page)
    press(page.list.table, "Ctrl+A")
    LanguageSwitch(qapp).switch(type(page.list_model.side()).FR)
    settle()
    page.many.copy()
    LanguageSwitch(qapp).switch(type(page.list_model.side()).EN)
    settle()

    page.many.paste()
    asked = dialog()
    assert isinstance(asked, PasteDialog)

    assert asked.rows.rows() == []
    press(asked, "Esc")


def test_chips_take_as_many_lines_as_they_need_up_to_two(page: InventoryPage) -> None:
    chips, one = page.list.chips, []
    wanted = ServiceFilter().toggled("scope", "EXTERN")
    for facet, value in (("online", "all"), ("channel", ONLINE), ("owner", "-"), ("finding", "-"), ("priority", "N")):
        page.list.show_filter(wanted)
        settle()
        one.append(chips.height())
        wanted = wanted.toggled(facet, value)

    line = chips.chips[0].height()
    assert one[0] == line
    assert one[-1] == 2 * line + px(6)
    reached = [chip for chip in chips.chips if chip.visibleRegion().contains(chip.rect().center())]
    assert len(reached) > 2


def test_the_cursor_begins_at_the_name_of_a_service(page: InventoryPage) -> None:
    page.list.search.set_text("no such service")
    page.list.search.set_text("market")
    page.list.search.take_focus()

    press(page.list.search.editor, "Down")

    assert page.list.table.current_column() == "service"
