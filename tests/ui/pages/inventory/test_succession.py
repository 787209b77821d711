"""Services are merged, split and transferred from the menu of their record, each with one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.inventory.cards import card
from app.inventory.succession import successions
from model.bilingual import Bilingual
from model.language import Language
from tests.ui.driver import choose, click, dialog, press, settle, type_text
from tests.ui.pages.inventory.records import SERVICE
from ui.pages.inventory.succession_dialogs import MergeDialog, SplitDialog, TransferDialog

if TYPE_CHECKING:
    from ui.pages.inventory.page import InventoryPage


def open_menu(page: InventoryPage, words: str) -> None:
    row = next(one for one in page.list_model.table.rows() if one.service_id == SERVICE)
    page.list.show_service(row.key)
    settle()
    menu = page.record.menu.menu()
    click(page.record.menu)
    choose(menu, words)
    settle()


def shown_key(page: InventoryPage) -> str:
    found = page.record_model.card
    assert found is not None
    return found.key


def test_a_service_is_merged_into_one_that_is_searched_for(page: InventoryPage) -> None:
    open_menu(page, "Merge…")
    merged, asked = shown_key(page), dialog()
    assert isinstance(asked, MergeDialog)
    assert asked.into() == ""

    type_text(asked.search.editor, "agri")
    into = asked.into()
    asked.accept()
    settle()

    workspace = page.plan.workspace
    assert into
    assert [said.to_service for said in successions(workspace, merged)] == [into]
    assert shown_key(page) == into
    assert not card(workspace, merged, page.plan.year).is_reported
    workspace.undo()
    assert card(workspace, merged, page.plan.year).is_reported


def test_a_service_is_split_by_the_keyboard(page: InventoryPage) -> None:
    open_menu(page, "Split…")
    asked = dialog()
    assert isinstance(asked, SplitDialog)
    editor = asked.parts[0].editor(Language.EN)

    type_text(editor, "Calls by video")
    asked.accept()
    settle()

    found = card(page.plan.workspace, shown_key(page), page.plan.year)
    assert found.both("service_name") == Bilingual("Calls by video", "")
    assert "Split from “" in page.record.caption.text()
    assert page.plan.workspace.undo_label == "Split service"


def test_a_split_without_a_name_cannot_be_done(page: InventoryPage) -> None:
    open_menu(page, "Split…")
    asked = dialog()
    assert isinstance(asked, SplitDialog)

    assert asked.names() == ()
    assert not asked._accept.isEnabled() or asked._accept.toolTip()
    press(asked, "Esc")


def test_a_service_is_transferred_to_a_department_of_the_list(page: InventoryPage) -> None:
    open_menu(page, "Transfer…")
    moved, asked = shown_key(page), dialog()
    assert isinstance(asked, TransferDialog)
    asked.picker.committed.emit(("fednor",))

    asked.accept()
    settle()

    (said,) = successions(page.plan.workspace, moved)
    assert (said.kind, said.to_org) == ("transfer", "fednor")
    assert card(page.plan.workspace, moved, page.plan.year).owner == "fednor"
