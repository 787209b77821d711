"""Exporting the inventory: what the table shows, or the whole, in the registry's forms or as web pages."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from app.workspace import Workspace
from tests.ui.driver import choose, click, dialog, settle, type_text
from tests.ui.seen import unnamed
from ui.open_plan import OpenPlan
from ui.pages.inventory.export_dialog import CSV, PAGE, SHOWN, YEAR, ExportDialog
from ui.pages.inventory.page import InventoryPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage

PATIENCE = 60_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer the question for a folder."""
    chosen = tmp_path / "out"
    monkeypatch.setattr("ui.pages.inventory.export_flow.choose_folder", lambda *_asked: chosen)
    return chosen


def _ask(page: InventoryPage) -> Any:
    click(page.more)
    choose(page.more.menu(), "Export…")
    found = dialog()
    assert isinstance(found, ExportDialog)
    return found


def _wait(page: InventoryPage, shell: FakeShell, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: bool(shell.banners) and not shell.tasks.running(), timeout=PATIENCE)
    settle()
    assert page.isVisible()
    return shell.banners


def test_what_the_table_shows_is_proposed_and_exported_alone(
    page: InventoryPage, shell: FakeShell, qtbot: QtBot, folder: Path
) -> None:
    type_text(page.list.search.editor, "contact")
    shown = {row.service_id for row in page.list_model.table.shown() if row.reported}
    asked = _ask(page)
    assert asked.extent.value() == SHOWN

    click(asked.accept_button)

    assert _wait(page, shell, qtbot) == ["1 file exported."]
    (path,) = folder.iterdir()
    assert path.name == f"aafc-aac-workbook-{page.plan.year}-selection.xlsx"
    book = load_workbook(path)
    assert {row[0] for row in book["service"].iter_rows(min_row=6, min_col=4, values_only=True)} == shown
    assert 0 < len(shown) < len(page.list_model.table.rows())
    shell.offers[-1]()
    assert shell.opened == [folder]


def test_the_whole_year_goes_out_as_two_csv_files(
    page: InventoryPage, shell: FakeShell, qtbot: QtBot, folder: Path
) -> None:
    asked = _ask(page)
    assert asked.extent.value() == YEAR
    click(asked.form.segment(CSV))
    assert asked.accept_button.text() == "Export 2 files…"

    click(asked.accept_button)

    assert _wait(page, shell, qtbot) == ["2 files exported."]
    names = {path.name for path in folder.iterdir()}
    assert names == {f"aafc-aac-{kind}-{page.plan.year}.csv" for kind in ("services", "standards")}
    text = (folder / f"aafc-aac-services-{page.plan.year}.csv").read_text(encoding="utf-8-sig")
    years = {row["fiscal_yr"] for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert years == {str(page.plan.year)}


def test_standards_go_out_as_a_web_page_in_each_language(
    page: InventoryPage, shell: FakeShell, qtbot: QtBot, folder: Path
) -> None:
    asked = _ask(page)
    click(asked.form.segment(PAGE))
    assert not asked.extent.isVisible()

    click(asked.accept_button)

    assert _wait(page, shell, qtbot) == ["2 files exported."]
    assert sorted(path.suffix for path in folder.iterdir()) == [".html", ".html"]


def test_a_table_that_shows_nothing_is_not_exported_as_such(page: InventoryPage) -> None:
    type_text(page.list.search.editor, "zzzzqqq")

    asked = _ask(page)

    assert asked.extent.value() == YEAR
    assert asked.accept_button.isEnabled()
    assert unnamed(asked) == []


def test_a_plan_that_is_only_read_can_be_exported(plan: OpenPlan, shell: FakeShell, stage: Stage) -> None:
    held = OpenPlan(Workspace.read(plan.path))
    page = stage(InventoryPage(held, shell))

    assert _ask(page).accept_button.isEnabled()
    dialog().close()
    held.close()


def test_a_folder_that_cannot_be_written_to_is_told(
    page: InventoryPage, shell: FakeShell, qtbot: QtBot, folder: Path
) -> None:
    folder.write_text("a file in its place")

    click(_ask(page).accept_button)

    assert str(folder) in _wait(page, shell, qtbot)[-1]
