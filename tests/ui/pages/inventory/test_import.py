"""Importing in the window: a child process judges, the planner looks, one change takes it over."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from app.inventory.cards import card
from tests.ui.driver import click, press, settle
from tests.ui.pages.inventory.conftest import CONTACT_CENTRE, REAL

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from ui.open_plan import OpenPlan
    from ui.pages.inventory.import_dialog import ImportDialog
    from ui.pages.inventory.page import InventoryPage

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

    changes, refused = asked.table("changes").rows_model, asked.table("refused").rows_model
    assert [one.after for one in changes.rows()] == ["Contact Centre renamed"]
    assert {one.row for one in refused.rows()} == {3, 4}
    assert asked.accept_button.text() == "Import 1 row"
    assert plan.workspace.undo_label == before

    click(asked.accept_button)

    assert shell.toasts == ["1 row imported. [undo]"]
    row = next(row for row in page.list_model.table.rows() if row.service_id == CONTACT_CENTRE)
    assert row.name.en == "Contact Centre renamed"
    plan.undo()
    settle()
    again = next(row for row in page.list_model.table.rows() if row.service_id == CONTACT_CENTRE)
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
    table = asked.table("refused")
    before = plan.workspace.undo_label
    table.setFocus(Qt.FocusReason.TabFocusReason)
    storable = next(one.key for one in table.rows_model.rows() if one.place >= 0)
    table.select_key(storable)

    press(table, "Space")
    marked = asked.drafts()
    press(asked, "Esc")

    assert len(marked) == 1
    assert plan.workspace.undo_label == before
    assert not page.imports.is_under_way


def test_a_file_that_is_none_is_told_in_a_sentence(
    page: InventoryPage, shell: FakeShell, tmp_path: Path, qtbot: QtBot
) -> None:
    wrong = tmp_path / "photo.csv"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))

    page.imports.judge([wrong])
    qtbot.waitUntil(lambda: bool(shell.banners), timeout=WAIT)

    assert "photo.csv" in shell.banners[0]
    assert not page.imports.is_under_way
