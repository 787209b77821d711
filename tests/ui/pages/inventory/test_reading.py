"""While not every service is read, the table says what is known and that the rest is being counted, never a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.inventory.bulk import Wish, apply, judge
from app.inventory.editing import edit_record
from app.inventory.list_fields import field_values
from app.spreadsheet_text import to_tabs
from tests.ui.driver import dialog, settle
from ui import idle_work
from ui.pages.inventory import bulk_dialog, table_actions
from ui.pages.inventory.bulk_dialog import BulkDialog
from ui.pages.inventory.list_model import ServiceListModel
from ui.pages.inventory.paste_dialog import PasteDialog
from ui.pages.inventory.service_filter import ServiceFilter
from ui.pages.inventory.service_list import ServiceList
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from ui.open_plan import OpenPlan
    from ui.pages.inventory.page import InventoryPage

MAIL = "num_applications_by_mail"
ONLINE = ServiceFilter().toggled("online", "all")


@pytest.fixture
def listed(plan: OpenPlan, shell: FakeShell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ServiceList:
    """Return the table of a plan that counts as a large one, of which the first services are read."""
    monkeypatch.setattr(idle_work, "SLICE", 0)  # one step of work at a time
    made = ServiceList(ServiceListModel(plan, few=3), shell.settings)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_columns(("online", "volume", "standards", "scope", "priority"))
    made.model.reload()
    return made


@pytest.fixture
def ahead(plan: OpenPlan, shell: FakeShell, qtbot: QtBot) -> ServiceList:
    """Return the table of a plan that counts as a large one, the services of which are outlined ahead."""
    made = ServiceList(ServiceListModel(plan, few=3), shell.settings)
    qtbot.addWidget(made)
    for _piece in made.model.reading.ahead(made.model.table.order()):
        pass
    return made


def lines(model: ServiceListModel) -> list[tuple[str, str]]:
    return [(row.key, row.name_en) for row in model.table.shown()]


def test_services_that_were_outlined_ahead_stand_as_those_read_now(ahead: ServiceList, plan: OpenPlan) -> None:
    now = ServiceListModel(plan, few=3)
    now.reload()

    ahead.model.reload()

    assert lines(ahead.model) == lines(now)
    ahead.model.reading.complete()
    now.reading.complete()
    assert ahead.model.table.shown() == now.table.shown()


def test_what_changed_since_services_were_outlined_is_read_again(ahead: ServiceList, plan: OpenPlan) -> None:
    now = ServiceListModel(plan, few=3)
    now.reload()
    key, _name = lines(now)[0]

    edit_record(plan.workspace, key, plan.year, {"service_name_en": "Zzz moved to the end"})
    ahead.model.reload()

    assert lines(ahead.model)[-1] == (key, "Zzz moved to the end")


def test_another_year_is_not_what_was_outlined_ahead(ahead: ServiceList, plan: OpenPlan) -> None:
    plan.set_year(plan.year - 1)
    now = ServiceListModel(plan, few=3)
    now.reload()

    ahead.model.reload()

    assert lines(ahead.model) == lines(now)


def read_all(listed: ServiceList) -> None:
    """Let the window read what is left, and add it up."""
    listed.model.work.settle()
    while not listed.model.reading.is_learnt:
        QApplication.processEvents()
    listed.add_up()
    listed.model.work.settle()
    settle()


def last_cells(listed: ServiceList) -> dict[str, str]:
    """Return what the last row says in each column."""
    rows = listed.model.table
    return {one.id: one.text(rows.row(rows.rowCount() - 1)) for one in rows.columns}


def shown_instead(listed: ServiceList) -> QWidget:
    """Return what stands in the place of the table."""
    return next(one for one in listed.findChildren(QWidget) if one.isVisible() and one.parent() is listed._pages)


def test_totals_and_cells_that_are_not_known_are_said_to_be_counted(listed: ServiceList) -> None:
    told, cells, facts = listed.totals.told(), last_cells(listed), listed.model.facts()
    spoken = listed.totals.accessibleDescription()

    read_all(listed)

    assert told == [("", "34 services"), ("", "Totals are still being counted…")]
    assert spoken == "34 services, Totals are still being counted…"
    assert facts == "34 services · the rest is still being counted…"
    assert {name for name, words in cells.items() if words == "Still being read"} == {
        *("online", "volume", "standards", "scope", "priority")
    }
    assert "Still being read" not in last_cells(listed).values()
    assert dict(listed.totals.told())["Volume"] == "125,274"
    assert listed.model.facts() == "34 services · 1 new since 2023–24 · 2 discontinued"


def test_what_is_asked_for_before_is_shown_when_everything_is_read(listed: ServiceList) -> None:
    listed.show_filter(ONLINE)
    asked = shown_instead(listed)
    chips = [chip.accessibleName() for chip in listed.chips.chips]

    read_all(listed)

    assert isinstance(asked, EmptyState)
    assert "Reading the services…" in [label.text() for label in asked.findChildren(Label)]
    assert chips == ["Take away the filter Online: All points online"]
    shown = listed.model.table.shown()
    assert shown == [row for row in shown if row.points_online == row.points_applicable > 0]
    assert dict(listed.totals.told())[""] == f"{len(shown)} of 34 services"


def test_a_search_waits_until_programs_are_read_too(listed: ServiceList) -> None:
    listed.search.set_text("african swine fever")
    asked = shown_instead(listed)

    read_all(listed)

    assert isinstance(asked, EmptyState)
    assert listed.model.table.rowCount() == sum("BWP13" in row.programs for row in listed.model.table.rows())


def test_what_is_taken_back_meanwhile_is_not_waited_for(listed: ServiceList) -> None:
    listed.show_filter(ONLINE)
    listed.show_all()

    assert not isinstance(shown_instead(listed), EmptyState)
    assert listed.model.table.rowCount() == 34


def test_a_column_that_was_never_read_shows_what_is_in_sight_before_it_is_added_up(listed: ServiceList) -> None:
    read_all(listed)

    listed.show_columns((MAIL,))
    listed.model.work.ask("columns", iter(()))  # what is read in pieces is not there yet
    listed.add_up()
    listed.model.work.settle()
    settle()
    pending, first = dict(listed.totals.told()), listed.model.table.row(0)
    glanced = listed.model.store.written(MAIL, first.key)
    listed.model.read_columns((MAIL,))
    read_all(listed)

    assert pending["Mail (volume)"] == "…"
    assert glanced == listed.model.store.values(MAIL).get(first.key, "")
    assert dict(listed.totals.told())["Mail (volume)"] != "…"


def test_sorting_by_a_column_that_was_never_read_sorts_when_it_is(listed: ServiceList) -> None:
    read_all(listed)

    listed.table.sort_by(MAIL)
    waits, order = listed.model.work.waits_for("sort"), listed.model.table.order()
    listed.model.work.settle()

    numbers = [listed.model.store.numbers(MAIL).get(row.key) for row in listed.model.table.shown()]
    known = [number for number in numbers if number is not None]
    assert (waits, order) == (True, (("service", False),))
    assert listed.model.table.order() == ((MAIL, True),)
    assert known == sorted(known, reverse=True) == numbers[: len(known)]


def test_a_field_that_changes_while_it_is_read_holds_what_it_holds_now(listed: ServiceList, plan: OpenPlan) -> None:
    read_all(listed)
    keys = [row.key for row in listed.model.table.rows()]
    reading = listed.model.store.reading((MAIL,), keys)
    next(reading)

    edits = judge(plan.workspace, plan.year, [Wish(keys[0], MAIL, "4321"), Wish(keys[1], MAIL, "")])
    apply(plan.workspace, plan.year, edits)
    for _piece in reading:
        pass

    assert listed.model.store.is_held(MAIL)
    assert listed.model.store.values(MAIL) == field_values(plan.workspace, plan.year, [MAIL])[MAIL]


def test_what_an_edit_of_thousands_changes_is_counted_in_pieces_and_then_done(
    page: InventoryPage, plan: OpenPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(idle_work, "SLICE", 0)
    monkeypatch.setattr(bulk_dialog, "_FEW", 0)  # all of them count as many
    page.list.table.selectAll()
    page.many.edit()
    asked = dialog()
    assert isinstance(asked, BulkDialog)

    asked.field.set_codes(("owner_name",))
    asked.field.committed.emit(("owner_name",))
    settle()
    assert isinstance(asked.editor, TextField)
    asked.editor.set_value("Zoé Roy")
    asked.judge()
    counting, can = asked.told.text(), asked.button.isEnabled()
    asked.accept()
    settle()

    owners = field_values(plan.workspace, plan.year, ["owner_name"])["owner_name"]
    assert (counting, can) == ("Counting what would change…", False)
    assert QApplication.activeModalWidget() is None
    assert list(owners.values()) == ["Zoé Roy"] * page.list_model.table.rowCount()


def test_thousands_of_pasted_rows_are_read_in_pieces_before_they_are_shown(
    page: InventoryPage, shell: FakeShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_pieces(page, monkeypatch)
    rows = page.list_model.table.shown()
    lines = [["Identifier", MAIL], *([row.service_id, str(at)] for at, row in enumerate(rows)), ["x", "1"]]
    QGuiApplication.clipboard().setText(to_tabs(lines))

    page.many.paste()
    waits = page.list_model.work.waits_for("paste")
    page.list_model.work.settle()

    asked = dialog()
    assert isinstance(asked, PasteDialog)
    assert (waits, shell.toasts) == (True, ["Reading what is pasted…"])
    assert asked.button.text() == f"Apply {sum(edit.changes for edit in asked.edits)} changes"
    assert asked.rows.row(0).is_refused
    asked.reject()


def test_thousands_of_rows_are_copied_in_pieces_and_none_is_a_formula(
    page: InventoryPage, plan: OpenPlan, shell: FakeShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = page.list_model.table.row(1).key
    apply(plan.workspace, plan.year, judge(plan.workspace, plan.year, [Wish(key, "owner_name", "=cmd()")]))
    page.list.show_columns(("owner_name", MAIL))
    page.list.table.selectAll()
    page.many.copy()
    at_once = QGuiApplication.clipboard().text()
    shell.toasts.clear()
    QGuiApplication.clipboard().setText("before")
    in_pieces(page, monkeypatch)

    page.many.copy()
    meanwhile = QGuiApplication.clipboard().text()
    page.list_model.work.settle()

    copied = QGuiApplication.clipboard().text()
    assert meanwhile == "before"
    assert "\t'=cmd()\t" in copied
    assert copied == at_once
    assert len(copied.splitlines()) == 35
    assert shell.toasts == ["Copying 34 services…", "34 services copied."]


def in_pieces(page: InventoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Do everything of the page as where there are thousands of services, one step at a time."""
    monkeypatch.setattr(idle_work, "SLICE", 0)
    monkeypatch.setattr(page.list_model.reading, "_few", 0)
    for name in ("_SHORT", "_CELLS_AT_ONCE"):
        monkeypatch.setattr(table_actions, name, 0)
    monkeypatch.setattr(table_actions, "_LINES_AT_ONCE", 5)


def test_sums_that_are_made_in_pieces_ask_for_no_further_sums(listed: ServiceList) -> None:
    read_all(listed)
    sums = listed.findChild(QTimer)

    listed.add_up()
    waits = listed.model.work.waits_for("sums")
    listed.model.work.settle()

    assert waits
    assert sums is not None
    assert not sums.isActive()


def test_what_belongs_to_a_service_is_found_before_everything_is_read(listed: ServiceList) -> None:
    keys = [row.key for row in listed.model.table.rows()]
    early = [listed.model.service_of(key) for key in (keys[-1], "nothing")]
    was_read = listed.model.reading.is_done

    read_all(listed)
    row = next(row for row in listed.model.table.rows() if row.figures)
    parts = (row.key, row.record, row.figures[0].key)
    late = [listed.model.service_of(part) for part in parts]
    listed.model.reload()

    assert (early, was_read) == ([keys[-1], ""], False)
    assert late == [listed.model.service_of(part) for part in parts] == [row.key] * 3
