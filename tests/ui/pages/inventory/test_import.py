"""Importing in the window: a child process judges, the planner looks, one change takes it over."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.inventory.cards import card
from app.registry.export_data import plan_json
from app.workspace import NewPlan, Workspace
from tests.ui.driver import click, click_cell, press, settle
from tests.ui.pages.inventory.conftest import REAL
from tests.ui.pages.inventory.records import SERVICE
from ui.open_plan import OpenPlan
from ui.pages.inventory import import_flow
from ui.pages.inventory.import_preview import told_of
from ui.pages.inventory.page import InventoryPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from ui.pages.inventory.import_dialog import ImportDialog

YEAR = "2024-2025"
WAIT = 60_000  # a bound on what a busy machine takes to start a process, not a pause


@pytest.fixture
def changed_file(tmp_path: Path) -> Path:
    """Return the department's real rows with one name changed, one row broken and one contradicted."""
    with (REAL / "service.csv").open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        rows = [row for row in reader if (row["owner_org"], row["fiscal_yr"]) == ("aafc-aac", YEAR)]
        names = list(reader.fieldnames or ())
    first, second, third = rows[:3]
    first["service_name_en"] = "Contact Centre renamed"
    second["service_fee"] = "maybe"  # no code of the list: cannot be stored
    third["service_name_fr"] = ""  # required: can be kept as a draft
    path = tmp_path / "changed.csv"
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, names)
        writer.writeheader()
        writer.writerows([first, second, third])
    return path


def segment(asked: ImportDialog, words: str) -> QAbstractButton:
    return next(button for button in asked.filter.findChildren(QAbstractButton) if button.text() == words)


def preview(page: InventoryPage, path: Path, qtbot: QtBot) -> ImportDialog:
    page.imports.judge([path])
    qtbot.waitUntil(lambda: page.imports.dialog is not None, timeout=WAIT)
    settle()
    found = page.imports.dialog
    assert found is not None
    return found


def test_an_import_shows_everything_before_it_writes_one_change(
    page: InventoryPage, plan: OpenPlan, shell: FakeShell, changed_file: Path, qtbot: QtBot
) -> None:
    before = plan.workspace.undo_label
    asked = preview(page, changed_file, qtbot)

    assert {one.row.row for one in asked.rows.rows_model.shown()} == {3, 4}  # what was refused comes first
    click(segment(asked, "Changed · 1"))
    (line,) = [one for one in asked.told.rows_model.rows() if one.is_value]
    assert (line.before, line.after) == ("AAFC Contact Centre", "Contact Centre renamed")
    assert asked.accept_button.text() == "Import 1 row"
    assert plan.workspace.undo_label == before

    click(asked.accept_button)

    assert shell.toasts == ["1 row imported. [undo]"]
    row = next(row for row in page.list_model.table.rows() if row.service_id == SERVICE)
    assert row.name.en == "Contact Centre renamed"
    plan.undo()
    settle()
    again = next(row for row in page.list_model.table.rows() if row.service_id == SERVICE)
    assert again.name.en == "AAFC Contact Centre"


def test_a_refused_row_is_kept_as_a_draft_where_it_can_be_stored(
    page: InventoryPage, plan: OpenPlan, changed_file: Path, qtbot: QtBot
) -> None:
    asked = preview(page, changed_file, qtbot)

    click(asked.keep_all, QPoint(8, asked.keep_all.height() // 2))
    words = asked.accept_button.text()
    click(asked.accept_button)

    blank = [row for row in page.list_model.table.rows() if not row.name.fr]
    assert words == "Import 2 rows"
    assert len(blank) == 1
    assert card(plan.workspace, blank[0].key, plan.year).text("service_fee") in {"Y", "N"}


def test_space_marks_a_refused_row_and_escape_changes_nothing(
    page: InventoryPage, plan: OpenPlan, changed_file: Path, qtbot: QtBot
) -> None:
    asked = preview(page, changed_file, qtbot)
    table = asked.rows
    before = plan.workspace.undo_label
    table.setFocus(Qt.FocusReason.TabFocusReason)
    storable = next(one.key for one in table.rows_model.shown() if one.is_choice)
    table.select_key(storable)

    press(table, "Space")
    marked = asked.choices.drafts
    press(asked, "Esc")

    assert len(marked) == 1
    assert plan.workspace.undo_label == before
    assert not page.imports.is_under_way


def test_a_row_that_the_planner_leaves_is_not_taken(
    page: InventoryPage, plan: OpenPlan, changed_file: Path, qtbot: QtBot
) -> None:
    asked = preview(page, changed_file, qtbot)
    before = plan.workspace.undo_label

    click(segment(asked, "Changed · 1"))
    click_cell(asked.rows, asked.rows.rows_model.index(0, 0))
    words, is_enabled = asked.accept_button.text(), asked.accept_button.isEnabled()
    click(asked.take_shown)
    again = asked.accept_button.text()
    click(asked.leave_shown)
    press(asked, "Esc")

    assert (words, is_enabled, again) == ("Import 0 rows", False, "Import 1 row")
    assert plan.workspace.undo_label == before


def test_a_filter_without_rows_says_so(page: InventoryPage, changed_file: Path, qtbot: QtBot) -> None:
    asked = preview(page, changed_file, qtbot)

    click(segment(asked, "Added · 0"))

    assert not asked.rows.isVisible()
    assert asked.told.rows_model.rowCount() == 0
    press(asked, "Esc")


def test_several_former_files_are_told_by_their_layouts_and_taken_as_drafts(
    page: InventoryPage, plan: OpenPlan, shell: FakeShell, qtbot: QtBot
) -> None:
    legacy = REAL / "legacy"
    page.imports.judge([legacy / "service_2020-2021.csv", legacy / "service_standards_2020-2021.csv"])
    qtbot.waitUntil(lambda: page.imports.dialog is not None, timeout=WAIT)
    settle()
    asked = page.imports.dialog
    assert asked is not None

    shown = [label.text() for label in asked.findChildren(QLabel)]
    click(segment(asked, "To check · 27"))
    what = {
        line.sentence for one in asked.rows.rows_model.shown() for line in told_of(one) if line.column == "last_GBA"
    }
    click(asked.accept_button)

    assert "Services · portal file of 2020-2021, taken as drafts" in shown
    assert "Service standards · portal file of 2020, taken as drafts" in shown
    assert what == {"The registry no longer has this column. A note keeps what the file says."}
    assert shell.toasts == ["27 rows imported. [undo]"]
    assert plan.workspace.undo_label == "Import inventory"


def test_a_report_of_the_choices_is_written_in_both_languages(
    page: InventoryPage, changed_file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = preview(page, changed_file, qtbot)
    folder = tmp_path / "reports"
    folder.mkdir()
    monkeypatch.setattr(import_flow, "choose_folder", lambda _parent, _title: folder)  # the platform's dialog

    click(asked.report_button)
    qtbot.waitUntil(lambda: len(list(folder.glob("*.html"))) == 2, timeout=WAIT)
    settle()

    english = (folder / "aafc-aac-import-report-en.html").read_text(encoding="utf-8")
    french = (folder / "aafc-aac-import-report-fr.html").read_text(encoding="utf-8")
    press(asked, "Esc")
    assert '<html lang="fr">' in french
    for page_text in (english, french):
        assert "Contact Centre renamed" in page_text
        assert "maybe" in page_text
    assert sorted(path.name for path in folder.iterdir()) == [
        "aafc-aac-import-report-en.html",
        "aafc-aac-import-report-fr.html",
    ]


def test_a_file_that_is_none_is_told_in_a_sentence(
    page: InventoryPage, shell: FakeShell, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = tmp_path / "photo.csv"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    page.imports.judge([wrong])
    qtbot.waitUntil(lambda: bool(shell.banners), timeout=WAIT)

    assert "photo.csv" in shell.banners[0]
    assert not page.imports.is_under_way


def test_rows_of_other_departments_are_left_out_unless_asked_for(
    page: InventoryPage, plan: OpenPlan, qtbot: QtBot
) -> None:
    asked = preview(page, REAL / "service.csv", qtbot)
    own = asked.accept_button.text()
    assert not asked.others.isChecked()

    click(asked.others, QPoint(8, asked.others.height() // 2))
    qtbot.waitUntil(lambda: page.imports.dialog not in {None, asked}, timeout=WAIT)
    settle()
    again = page.imports.dialog
    assert again is not None
    words, checked = again.accept_button.text(), again.others.isChecked()
    press(again, "Esc")

    assert own == "Import 0 rows"
    assert checked
    assert words != own
    assert plan.workspace.undo_label != "Import"


def test_what_was_imported_is_shown_in_its_year(
    page: InventoryPage, plan: OpenPlan, changed_file: Path, qtbot: QtBot
) -> None:
    plan.set_year(plan.year + 3)
    settle()
    asked = preview(page, changed_file, qtbot)

    click(asked.accept_button)

    assert str(plan.year) == YEAR


def test_a_whole_plan_is_taken_over_by_an_empty_one(
    plan: OpenPlan, shell: FakeShell, tmp_path: Path, qtbot: QtBot
) -> None:
    exported = tmp_path / "plan.json"
    exported.write_bytes(plan_json(plan.workspace))
    path = tmp_path / "empty.jalon"
    new = NewPlan("aafc-aac", "Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada", "2025-2026")
    with Workspace.create(path, new) as workspace:
        empty = OpenPlan(workspace)
        page = InventoryPage(empty, shell)
        shell.hold(page)
        shell.show()
        page.activate()
        asked = preview(page, exported, qtbot)

        click(asked.accept_button)

        assert len([row for row in page.list_model.table.rows() if row.reported]) == 34
        assert str(empty.year) == YEAR
        page.setParent(None)
        page.deleteLater()
        empty.close()  # its checks go on beside the work until then
