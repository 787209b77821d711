"""The pictures of the title page, chosen by clicks in the real dialog of files and seen in the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from app import i18n
from app.documents.symbol import SymbolKind
from app.documents.symbol_files import read_picture
from app.documents.symbols import change_symbols, kept_symbols
from app.workspace import Workspace
from model.language import Language
from tests.app.documents import drawn
from tests.app.documents.tagged import tagged
from tests.ui.driver import answer_file_dialog, assert_reachable, click, dialog, press, settle
from ui.open_plan import OpenPlan
from ui.pages.documents.page import DocumentsPage
from ui.pages.documents.symbols_dialog import SymbolsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage

EN, FR = Language.EN, Language.FR
SIGNATURE, FRENCH, WORDMARK = SymbolKind.SIGNATURE_EN, SymbolKind.SIGNATURE_FR, SymbolKind.WORDMARK
PATIENCE = 60_000


@pytest.fixture
def page(plan: OpenPlan, shell: FakeShell, stage: Stage) -> DocumentsPage:
    """Show the page without its pages, which take a child process each."""
    plan.findings.settle()
    shown = stage(DocumentsPage(plan, shell), activate=False)
    shown.options.refresh()
    settle()
    return shown


@pytest.fixture
def files(tmp_path: Path) -> dict[SymbolKind, Path]:
    folder = tmp_path / "approved"
    folder.mkdir()
    return drawn.files(folder)


def _opened(page: DocumentsPage) -> SymbolsDialog:
    click(page.options.symbols.change)
    shown = dialog()
    assert isinstance(shown, SymbolsDialog)
    return shown


def _choose(shown: SymbolsDialog, kind: SymbolKind, path: Path) -> None:
    answer_file_dialog([path], lambda: click(shown.lines[kind].change))


def test_each_picture_is_chosen_in_a_dialog_and_kept_by_the_plan(
    page: DocumentsPage, files: dict[SymbolKind, Path]
) -> None:
    before = page.options.symbols.count.text()
    shown = _opened(page)
    names = [line.name.text() for line in shown.lines.values()]

    for kind, path in files.items():
        _choose(shown, kind, path)

    assert names == ["Not chosen yet"] * 3
    assert [line.name.text() for line in shown.lines.values()] == [path.name for path in files.values()]
    assert (before, page.options.symbols.count.text()) == ("0 of 3 chosen", "3 of 3 chosen")
    kept = kept_symbols(page.plan.workspace)
    assert set(kept) == set(SymbolKind)
    for kind, line in shown.lines.items():
        assert_reachable(line.picture)
        drawn_ = line.picture.pixmap()
        assert drawn_.width() / drawn_.height() == pytest.approx(kept[kind].width / kept[kind].height, rel=0.1)


def test_what_was_chosen_can_be_undone_and_removed(page: DocumentsPage, files: dict[SymbolKind, Path]) -> None:
    shown = _opened(page)
    line = shown.lines[WORDMARK]
    _choose(shown, WORDMARK, files[WORDMARK])
    page.plan.workspace.undo()
    settle()
    undone = line.name.text()
    page.plan.workspace.redo()
    settle()

    click(line.drop)

    assert undone == line.name.text() == "Not chosen yet"
    assert line.drop.isHidden()
    assert line.picture.isHidden()
    assert kept_symbols(page.plan.workspace) == {}


def test_a_file_that_cannot_be_used_is_told_at_its_place_and_changes_nothing(
    page: DocumentsPage, files: dict[SymbolKind, Path], tmp_path: Path
) -> None:
    drawing = tmp_path / "drawing.png"
    drawing.write_text("<svg/>", encoding="utf-8")
    shown = _opened(page)
    line = shown.lines[WORDMARK]

    _choose(shown, WORDMARK, drawing)
    refused = line.told.text()
    _choose(shown, WORDMARK, files[WORDMARK])

    assert "drawing.png is no PNG or JPEG picture" in refused
    assert "as PNG" in refused
    assert line.told.isHidden()
    assert line.name.text() == "wordmark.png"


def test_a_picture_that_is_too_small_for_print_says_how_large_it_should_be(page: DocumentsPage, tmp_path: Path) -> None:
    small = drawn.file_of(drawn.drawing((500, 60)), tmp_path / "small.jpg")
    shown = _opened(page)

    _choose(shown, SIGNATURE, small)

    assert shown.lines[SIGNATURE].told.text().startswith("This picture is 500 pixels wide; a sharp print needs 1,181.")
    assert_reachable(shown.lines[SIGNATURE].told)
    assert shown.lines[FRENCH].told.isHidden()
    assert page.options.symbols.concern.text() == "1 picture should be looked at"


def test_keys_alone_choose_and_remove(page: DocumentsPage, files: dict[SymbolKind, Path]) -> None:
    shown = _opened(page)
    line = shown.lines[SIGNATURE]
    assert line.change.hasFocus()

    answer_file_dialog([files[SIGNATURE]], lambda: press(line.change, "Space"))
    shown.activateWindow()  # without a window manager nobody does it when a dialog closes
    settle()
    press(line.change, "Tab")

    assert line.drop.hasFocus()
    assert line.drop.accessibleName() == "Remove the picture: Signature, English editions"
    press(line.drop, "Space")
    assert kept_symbols(page.plan.workspace) == {}
    assert line.change.hasFocus()
    press(shown, "Esc")
    assert not shown.isVisible()


def test_names_follow_the_language_of_the_window(page: DocumentsPage, tmp_path: Path) -> None:
    shown = _opened(page)
    _choose(shown, SIGNATURE, drawn.file_of(drawn.drawing((500, 60)), tmp_path / "small.jpg"))
    line, field = shown.lines[SIGNATURE], page.options.symbols
    english = (line.told.text(), line.change.accessibleName(), field.count.text(), field.concern.text())

    i18n.set_language(FR)
    for widget in (shown, *shown.findChildren(QWidget), *field.findChildren(QWidget)):
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))

    french = (line.told.text(), line.change.accessibleName(), field.count.text(), field.concern.text())
    assert all(a != b for a, b in zip(english, french, strict=True))
    assert "1\u00a0181" in french[0]


def test_a_plan_open_for_reading_shows_its_pictures_and_takes_no_others(
    shell: FakeShell, stage: Stage, sample_plan: Path, files: dict[SymbolKind, Path]
) -> None:
    with Workspace.open(sample_plan) as opened:
        change_symbols(opened, {WORDMARK: read_picture(files[WORDMARK])})
    plan = OpenPlan(Workspace.read(sample_plan))
    page = stage(DocumentsPage(plan, shell), activate=False)
    page.options.refresh()
    settle()

    line = _opened(page).lines[WORDMARK]

    assert line.name.text() == "wordmark.png"
    assert not line.change.isEnabled()
    assert not line.drop.isEnabled()
    assert line.change.toolTip() == "The plan is open for reading only."
    plan.close()


def test_the_pages_show_another_picture_when_the_dialog_is_closed(
    page: DocumentsPage, files: dict[SymbolKind, Path], qtbot: QtBot
) -> None:
    page.choose("inventory")
    page.activate()
    qtbot.waitUntil(lambda: not page.preview.is_making, timeout=PATIENCE)
    before = page.preview.made(EN)
    assert page.preview.problem == ""
    assert before is not None
    plain = tagged(before.file.read_bytes()).document.roles[0]

    shown = _opened(page)
    _choose(shown, SIGNATURE, files[SIGNATURE])
    press(shown, "Esc")
    qtbot.waitUntil(lambda: not page.preview.is_making, timeout=PATIENCE)

    after = page.preview.made(EN)
    assert after is not None
    assert not page.preview.is_stale
    assert (plain, tagged(after.file.read_bytes()).document.roles[0]) == ("P", "Figure")
