"""The left side: searching, filtering, sorting and choosing a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.inventory.bulk import Wish, apply, judge
from app.inventory.services import retire_service
from app.typography import sort_key
from model.language import Language
from tests.ui.driver import choose, click, click_cell, press, replace_text, settle, type_text
from ui.language import LanguageSwitch
from ui.look.measure import px
from ui.pages.inventory.service_filter import ServiceFilter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from ui.open_plan import OpenPlan
    from ui.pages.inventory.page import InventoryPage


def names(page: InventoryPage) -> list[str]:
    return [row.name.en for row in page.list_model.table.shown()]


def test_the_heading_says_how_many_services_there_are(page: InventoryPage) -> None:
    reported = sum(row.reported for row in page.list_model.table.rows())

    assert page.facts().startswith(f"{reported} services")
    assert len(names(page)) == reported


def test_a_search_finds_in_the_other_language_without_accents(page: InventoryPage) -> None:
    type_text(page.list.search.editor, "centre d'appels")

    assert names(page) == ["AAFC Contact Centre"]


def test_a_letter_typed_on_the_table_begins_a_search_and_escape_ends_it(page: InventoryPage) -> None:
    whole = len(names(page))

    press(page.list.table, "Z")
    begun = page.list.search.text()
    press(page.list.search.editor, "Esc")

    assert begun.lower() == "z"
    assert len(names(page)) == whole


def test_a_search_without_a_result_offers_the_way_back(page: InventoryPage) -> None:
    replace_text(page.list.search.editor, "no such service anywhere")
    empty = page.list.table.isVisible()

    page.list.show_all()
    settle()

    assert not empty
    assert page.list.table.isVisible()


def test_down_leads_from_the_search_into_the_table(page: InventoryPage) -> None:
    type_text(page.list.search.editor, "contact")

    press(page.list.search.editor, "Down")

    assert page.list.table.hasFocus()


def tick(page: InventoryPage, facet: str, *words: str) -> None:
    """Open a facet of the filter and tick values by their words, with the keys."""
    click(page.list.filter)
    choose(page.list.filter.menu(), f"{facet}…")
    listed = page.list.filter.opened
    assert listed is not None
    rows = {listed.view.model().index(at, 0).data(): listed.view.model().index(at, 0) for at in range(9)}
    for one in words:
        click_cell(listed.view, rows[one])
    settle()
    press(listed.search, "Esc")


def test_the_filter_shows_internal_services_alone(page: InventoryPage, plan: OpenPlan) -> None:
    key = page.list_model.table.row(3).key
    apply(plan.workspace, plan.year, judge(plan.workspace, plan.year, [Wish(key, "service_scope", "INTERN")]))

    tick(page, "Scope", "Internal")

    assert [row.key for row in page.list_model.table.shown()] == [key]
    assert page.list.filter.text() == "Filter (1)"


def test_each_part_of_the_filter_is_a_chip_that_takes_it_away(page: InventoryPage) -> None:
    whole = len(names(page))
    tick(page, "Scope", "External")
    tick(page, "Channel in use", "Online")

    chips = page.list.chips.chips
    told = [chip.accessibleName() for chip in chips]
    both = len(names(page))
    click(chips[0])
    click(page.list.chips.chips[0])

    assert told == ["Take away the filter Scope: External", "Take away the filter Channel in use: Online"]
    assert 0 < both < whole
    assert len(names(page)) == whole
    assert not page.list.chips.isVisible()


def test_a_retired_service_is_found_by_the_filter(page: InventoryPage, plan: OpenPlan) -> None:
    key = page.list_model.table.row(0).key
    retire_service(plan.workspace, key, plan.year)

    page.list.filter.set_value(ServiceFilter(state="retired"))

    assert [row.key for row in page.list_model.table.shown()] == [key]


def test_a_click_on_a_row_shows_its_record(page: InventoryPage) -> None:
    third = page.list_model.table.row(2)

    click_cell(page.list.table, page.list_model.table.index(2, 1))

    assert page.record_model.card is not None
    assert page.record_model.card.key == third.key
    assert page.record.name.text() == third.name.en


def test_the_volume_column_puts_the_largest_first(page: InventoryPage) -> None:
    page.list.table.sort_by("volume")

    volumes = [row.volume for row in page.list_model.table.shown() if row.volume is not None]

    assert volumes == sorted(volumes, reverse=True)


def test_a_chosen_column_is_there_at_the_next_opening(
    page: InventoryPage, plan: OpenPlan, shell: FakeShell, qtbot: QtBot
) -> None:
    click(page.list.columns)
    choose(page.list.columns.menu(), "Scope")

    again = type(page)(plan, shell)
    qtbot.addWidget(again)
    again.list.set_breadth(shell.breadth())

    sections = {one.id: number for number, one in enumerate(again.list_model.table.columns)}
    assert not again.list.table.isColumnHidden(sections["scope"])


def test_names_follow_the_interface_language_and_sort_by_it(page: InventoryPage, qapp: QApplication) -> None:
    rows = page.list_model.table

    switch = LanguageSwitch(qapp)
    switch.switch(Language.FR)
    settle()
    title, facts = page.header.title.text(), page.header.facts.text()
    french = [row.name.fr for row in rows.shown()]
    switch.switch(Language.EN)
    settle()

    assert title == "Répertoire"
    assert facts.startswith(f"{len(french)}\u00a0services\u00a0· ")
    assert french == sorted(french, key=lambda name: sort_key(name, Language.FR))
    assert names(page) == sorted(names(page), key=lambda name: sort_key(name, Language.EN))


def test_narrow_windows_show_one_side_at_a_time(page: InventoryPage, shell: FakeShell) -> None:
    shell.resize(px(800), px(760))
    settle()
    table_first = page.list.isVisible() and not page.record.isVisible()

    page.list.table.setFocus()
    press(page.list.table, "Return")
    record_then = page.record.isVisible() and not page.list.isVisible()
    press(page.record, "Esc")

    assert table_first
    assert record_then
    assert page.list.isVisible()
    assert page.list.table.hasFocus()
