"""A planner's year by keys alone: find, change, undo, carry forward, paste. No mouse takes part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy import select

from app import sample
from app.i18n import _, ngettext
from model import canonical
from model.inventory import SERVICE, SERVICE_RECORD
from model.language import Language
from model.ownership import SERVICE_OWNER
from tests.end_to_end.keys import Keyboard, Mouse, described
from tests.ui.driver import settle
from ui.application import Editor
from ui.look.theme import ThemeChoice
from ui.pages.further_register import FURTHER
from ui.pages.inventory.bulk_dialog import BulkDialog
from ui.pages.inventory.carry_dialog import CarryDialog
from ui.pages.inventory.field_columns import field_title
from ui.pages.inventory.page import InventoryPage
from ui.pages.inventory.paste_dialog import PasteDialog
from ui.pages.steps import Step
from ui.settings import Settings
from ui.tables.wide_table import WideTable
from ui.widgets.button import Button
from ui.widgets.editors import TextEditor
from ui.window.search import SearchPalette

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.workspace import Workspace
    from ui.session import Session

EN, FR = Language.EN, Language.FR
YEAR, NEXT = "2024-2025", "2025-2026"
SEARCHED = {EN: "lighthouse", FR: "phares PATRI"}  # without accents and in capitals, as one types
IDENTIFIER = "9010"
FIELDS = {
    "service_name": ("Leases of Lighthouses", "Location de phares"),
    "service_description": ("Leases out lighthouses.", "Loue des phares à qui s’en occupe."),
    "responsibility_area": ("Coast Branch", "Direction du littoral"),
}
VOLUMES = {f"90{number:02}": str(1000 + 37 * number) for number in range(1, 11)}
COLUMN = "num_applications_online"


@pytest.fixture(params=list(Language), ids=["english", "french"])
def spoken(request: pytest.FixtureRequest) -> Language:
    """Return the language of the window."""
    language = request.param
    assert isinstance(language, Language)
    return language


@pytest.fixture
def editor(qtbot: QtBot, qapp: QApplication, tmp_path: Path, spoken: Language) -> Iterator[Editor]:
    """Yield the editor on the sample plan, active on the screen, and hold that no mouse was used."""
    sample.build(tmp_path / "sample.jalon")
    settings = Settings(tmp_path / "settings.json")
    settings.language, settings.theme, settings.has_motion = spoken, ThemeChoice.LIGHT, False
    font, mouse = qapp.font(), Mouse()
    opened = Editor(qapp, settings, author="Planner")
    qtbot.addWidget(opened.window)
    opened.window.resize(1600, 1000)
    qapp.installEventFilter(mouse)
    with qtbot.waitSignal(opened.window.painted):
        opened.start()
    with qtbot.waitActive(opened.window):
        opened.window.activateWindow()
    assert opened.actions().open(tmp_path / "sample.jalon")
    _session(opened).plan.findings.settle()
    settle()
    yield opened
    qapp.removeEventFilter(mouse)
    opened.window.close()
    opened.languages.switch(Language.EN)
    qapp.setFont(font)
    opened.deleteLater()
    assert mouse.used == []


@pytest.fixture
def keys(editor: Editor) -> Keyboard:
    """Return the keyboard; the rail has the focus, as after opening a plan."""
    found = Keyboard(editor.window)
    found.at(type(_frame_rail(editor)), "step_overview")
    return found


def _session(editor: Editor) -> Session:
    frame = editor.window.frame
    assert frame is not None
    assert frame.session is not None
    return frame.session  # type: ignore[return-value]  # the frame knows it by its protocol


def _frame_rail(editor: Editor) -> Button:
    frame = editor.window.frame
    assert frame is not None
    return frame.rail.item(Step.OVERVIEW)  # type: ignore[return-value]


def content(editor: Editor) -> bytes:
    return canonical.write(canonical.document(_session(editor).plan.workspace.database))


def held(plan: Workspace, year: str) -> dict[str, dict[str, str]]:
    """Return the records of a year by the identifier of their service."""
    query = (
        select(SERVICE.c.service_id, SERVICE_RECORD)
        .join(SERVICE, SERVICE.c.id == SERVICE_RECORD.c.service)
        .where(SERVICE_RECORD.c.fiscal_yr == year)
    )
    return {row.service_id: dict(row._mapping) for row in plan.rows(query)}


def find(keys: Keyboard, spoken: Language) -> None:
    """Go to the inventory, search there, and open the one service that is found."""
    keys.press("Ctrl+2")
    keys.press("Ctrl+F")
    keys.at(QLineEdit, "service_search")
    keys.type(SEARCHED[spoken])
    keys.press("Down")
    table = keys.at(WideTable, "services")
    assert table.rows_model.rowCount() == 1
    keys.press("Return")


def _is_english_of(title: str, widget: QWidget) -> bool:
    return widget.objectName() == "en" and widget.accessibleName().startswith(title)


def change_three_fields(keys: Keyboard) -> None:
    """Type over three texts in both languages, going from one to the next with Tab."""
    for title, texts in zip((_("Name"), _("Description"), _("Responsibility area")), FIELDS.values(), strict=True):
        keys.tab_to(partial(_is_english_of, title))
        for side, text in zip(Language, texts, strict=True):
            assert title in keys.at(TextEditor, side.value).accessibleName()
            keys.replace(text)
            keys.press("Tab")


def search_everywhere(keys: Keyboard, words: str) -> None:
    """Type into the search over everything until one thing is first, and go there."""
    keys.press("Ctrl+K")
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, SearchPalette)
    keys.at(QLineEdit)
    keys.type(words)
    assert palette.model.shown, f"nothing is found for {words!r}"
    assert palette.model.shown[0].words == words
    keys.press("Return")


def carry_forward(keys: Keyboard) -> None:
    """Carry the year forward from the search; Enter accepts what the dialog says."""
    search_everywhere(keys, _("Carry the year forward…"))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, CarryDialog)
    assert keys.at(Button).text() == _("Carry forward")
    keys.press("Return")
    assert QApplication.activeModalWidget() is None


def paste_volumes(keys: Keyboard) -> None:
    """Paste what a spreadsheet put on the clipboard, look at what it changes, and apply it."""
    lines = [f"{field_title('service_id')}\t{field_title(COLUMN)}", *map("\t".join, VOLUMES.items())]
    QGuiApplication.clipboard().setText("\r\n".join(lines))
    keys.press("Ctrl+F")
    keys.press("Ctrl+A")
    keys.press("Del")
    keys.press("Down")
    keys.at(WideTable, "services")
    keys.press("Ctrl+V")
    preview = QApplication.activeModalWidget()
    assert isinstance(preview, PasteDialog)
    assert preview.rows.rowCount() == len(VOLUMES)
    assert not [row for row in preview.rows.shown() if row.is_refused]
    assert keys.at(Button) is preview.button
    keys.press("Return")
    assert QApplication.activeModalWidget() is None
    keys.at(WideTable, "services")


def test_a_year_is_worked_by_keys_alone(editor: Editor, keys: Keyboard, spoken: Language) -> None:
    plan = _session(editor).plan
    first, before = content(editor), held(plan.workspace, YEAR)

    find(keys, spoken)
    change_three_fields(keys)
    changed = content(editor)

    record = held(plan.workspace, YEAR)[IDENTIFIER]
    for field, texts in FIELDS.items():
        assert (record[f"{field}_en"], record[f"{field}_fr"]) == texts
    keys.press("Ctrl+Z", times=6)
    assert content(editor) == first
    keys.press("Ctrl+Y", times=6)
    assert content(editor) == changed

    carry_forward(keys)

    carried = held(plan.workspace, NEXT)
    assert str(plan.year) == NEXT
    assert carried[IDENTIFIER]["service_name_fr"] == FIELDS["service_name"][1]
    assert set(carried) <= set(before)
    assert {carried[one][COLUMN] for one in VOLUMES} <= {"", "NA"}

    keys.press("Ctrl+2")
    paste_volumes(keys)

    assert {one: held(plan.workspace, NEXT)[one][COLUMN] for one in VOLUMES} == VOLUMES
    keys.press("Ctrl+Z")
    assert held(plan.workspace, NEXT) == carried
    keys.press("Ctrl+Z")
    assert held(plan.workspace, NEXT) == {}
    assert content(editor) == changed


def test_a_service_is_found_from_anywhere_by_keys(
    editor: Editor, keys: Keyboard, spoken: Language, qtbot: QtBot
) -> None:
    keys.press("Ctrl+4")
    keys.press("Ctrl+K")
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, SearchPalette)
    keys.type(SEARCHED[spoken])
    qtbot.waitUntil(lambda: bool(palette.model.shown))  # services join the search while the window is idle

    keys.press("Return")
    keys.at(WideTable, "services")
    keys.press("Return")

    page = _session(editor).page(Step.INVENTORY)
    assert isinstance(page, InventoryPage)
    assert page.record_model.card is not None
    assert page.record_model.card.service_id == IDENTIFIER
    focus = keys.focus()
    assert focus is not None
    assert page.record.isAncestorOf(focus), described(focus)


def test_every_further_screen_is_reached_and_left_by_keys(editor: Editor, keys: Keyboard) -> None:
    frame = editor.window.frame
    assert frame is not None

    for screen in FURTHER:
        search_everywhere(keys, screen.name())
        shown = frame.area.current()
        assert isinstance(shown, screen)
        focus = keys.focus()
        assert focus is not None
        assert shown.isAncestorOf(focus), f"{screen.view}: the focus is at {described(focus)}"
        keys.press("Escape", times=2)  # the first may only leave a search
        assert frame.area.current() is _session(editor).page(Step.INVENTORY), screen.view
        keys.at(WideTable, "services")


def test_several_services_are_chosen_edited_and_copied_by_keys(
    editor: Editor, keys: Keyboard, spoken: Language
) -> None:
    plan = _session(editor).plan
    first = content(editor)
    keys.press("Ctrl+2")
    keys.press("Ctrl+F")
    keys.press("Down")
    table = keys.at(WideTable, "services")

    keys.press("Space")
    keys.press("Down", times=2)
    keys.press("Space")
    chosen = [table.rows_model.row(line) for line in (0, 2)]
    assert table.chosen_keys() == [row.key for row in chosen]
    keys.press("Ctrl+C")
    titles, *lines = QGuiApplication.clipboard().text().split("\n")
    assert titles.split("\t")[0] == field_title("service_id")
    assert [line.split("\t")[:2] for line in lines] == [[row.service_id, row.name.text(spoken)] for row in chosen]

    keys.press("Shift+F10")
    keys.choose(ngettext("Edit a field of {count} service…", "Edit a field of {count} services…", 2).format(count=2))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, BulkDialog)
    keys.press("Space")
    keys.at(QLineEdit)
    keys.type(field_title("owner_name"))
    keys.press("Return")
    assert asked.chosen_field() == "owner_name"
    keys.at(QLineEdit)
    keys.type("Élise Roy")
    assert keys.tab_to(lambda one: one is asked.button).isEnabled()
    keys.press("Return")

    owners = plan.workspace.rows(select(SERVICE_OWNER.c.service, SERVICE_OWNER.c.name))
    assert {row.service for row in owners if row.name == "Élise Roy"} == {row.key for row in chosen}
    keys.at(WideTable, "services")
    keys.press("Ctrl+Z")
    assert content(editor) == first
