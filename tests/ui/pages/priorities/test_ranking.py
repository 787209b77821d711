"""Ratings in the table: by key, by menu, by suggestion; what is seen follows at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.priorities.ranking import ranking
from app.priorities.rounds import rate
from tests.ui.driver import choose as choose_entry
from tests.ui.driver import click, click_cell, press, settle
from tests.ui.pages.priorities.ranks import choose, names, stored, stored_row
from ui.look.measure import px
from ui.pages.priorities.ranking_rows import FIRST

if TYPE_CHECKING:
    from tests.fakes.shell import FakeShell
    from ui.open_plan import OpenPlan
    from ui.pages.priorities.page import PrioritiesPage

TRAIL_DATA, PASS = "Geospatial Trail Data", "Digital Trail Pass"


def open_menu() -> QMenu:
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize(("key", "rating"), [("3", 3), ("1", 1), ("0", 0), ("Backspace", None)])
def test_a_key_rates_the_service_on_the_consideration_of_the_cell(
    page: PrioritiesPage, plan: OpenPlan, key: str, rating: int | None
) -> None:
    choose(page, TRAIL_DATA, "mandate")

    press(page.table, key)

    assert stored_row(plan, TRAIL_DATA).scores["mandate"] == rating


def test_the_chosen_service_stays_chosen_when_its_rank_moves(page: PrioritiesPage) -> None:
    key = choose(page, TRAIL_DATA, "mandate")
    before = names(page).index(TRAIL_DATA)

    press(page.table, "0")

    assert names(page).index(TRAIL_DATA) > before
    assert page.table.service() == page.strip.service() == key


def test_enter_opens_the_scale_with_what_each_step_means(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, PASS, "mandate")

    press(page.table, "Return")
    choose_entry(open_menu(), "Low – Peripheral to the mandate")

    assert stored_row(plan, PASS).scores["mandate"] == 1


def test_a_double_click_opens_the_scale_of_that_cell(page: PrioritiesPage, plan: OpenPlan) -> None:
    at = page.table.rows.index(names(page).index(PASS), FIRST)

    click_cell(page.table, at, double=True)
    choose_entry(open_menu(), "High – Named in an Act and central to the mandate")

    assert stored_row(plan, PASS).scores["mandate"] == 3


def test_the_bars_below_the_table_rate_too(page: PrioritiesPage, plan: OpenPlan) -> None:
    choose(page, PASS, "mandate")

    click(page.strip.bars)
    choose_entry(open_menu(), "Not applicable – The department delivers it on behalf of another organization")

    assert stored_row(plan, PASS).scores["mandate"] == 0


def test_suggestions_fill_only_what_is_not_rated(page: PrioritiesPage, plan: OpenPlan, shell: FakeShell) -> None:
    choose(page, TRAIL_DATA, "wellbeing")
    press(page.table, "Backspace")
    choose(page, TRAIL_DATA, "volume")
    press(page.table, "1")
    blank = [
        name
        for row in stored(plan).rows
        for name, rating in row.suggested.items()
        if rating is not None and row.scores[name] is None
    ]

    click(page.suggest)

    assert stored_row(plan, TRAIL_DATA).scores["wellbeing"] == 1
    assert stored_row(plan, TRAIL_DATA).scores["volume"] == 1
    assert shell.toasts == [f"{len(blank)} suggested ratings taken over. [undo]"]


def test_suggestions_are_in_the_menu_where_the_header_has_no_room(
    page: PrioritiesPage, plan: OpenPlan, shell: FakeShell
) -> None:
    key = choose(page, TRAIL_DATA, "wellbeing")
    press(page.table, "Backspace")
    shell.resize(px(700), px(900))
    settle()
    assert not page.suggest.isVisible()

    page.more.open_menu()
    settle()
    choose_entry(page.more.menu(), "Use suggestions")

    row = next(row for row in stored(plan).rows if row.service == key)
    assert row.scores["wellbeing"] == 1


def test_volumes_can_be_suggested_by_fixed_numbers(page: PrioritiesPage, plan: OpenPlan) -> None:
    fixed = {
        row.service: row.suggested["volume"] for row in ranking(plan.workspace, plan.year, relative_volume=False).rows
    }
    assert fixed != {row.service: row.suggested["volume"] for row in page.model.ranking.rows}

    page.more.open_menu()
    settle()
    choose_entry(page.more.menu(), "Suggest volumes by fixed numbers")

    assert {row.service: row.suggested["volume"] for row in page.model.ranking.rows} == fixed
    key = choose(page, PASS, "volume")
    press(page.table, "Delete")
    page.suggest.click()
    assert stored_row(plan, PASS).scores["volume"] == fixed[key]


def test_the_arrows_pass_over_the_line(page: PrioritiesPage) -> None:
    choose(page, names(page)[7])

    press(page.table, "Down")

    assert page.table.service() == page.model.ranking.rows[8].service


def test_considerations_share_one_title_in_a_narrow_window(page: PrioritiesPage, shell: FakeShell) -> None:
    shell.resize(px(1000), px(900))
    settle()

    widths = {page.table.columnWidth(FIRST + at) for at in range(7)}
    assert len(widths) == 1
    assert widths.pop() < px(40)
    assert page.table.isColumnHidden(page.table.rows.previous_column)


def test_a_cell_is_read_with_its_title(page: PrioritiesPage) -> None:
    rows = page.table.rows
    at = names(page).index(PASS)

    spoken = [
        rows.data(rows.index(at, column), Qt.ItemDataRole.AccessibleTextRole)
        for column in (0, 1, FIRST, rows.score_column, rows.previous_column, rows.decision_column)
    ]

    assert spoken == [
        "Rank 7",
        PASS,
        "Mandate: Medium",
        "Score: 72",
        "Last round: Not priority",
        "Decision: Not priority",
    ]


def test_a_page_that_nobody_sees_reads_what_changed_when_it_is_shown(page: PrioritiesPage, plan: OpenPlan) -> None:
    key = choose(page, TRAIL_DATA)
    current = stored(plan).round
    assert current is not None
    page.hide()

    rate(plan.workspace, current.id, key, "mandate", 0)
    unseen = page.model.row(key)
    page.show()
    seen = page.model.row(key)

    assert unseen is not None
    assert unseen.scores["mandate"] == 2
    assert seen is not None
    assert seen.scores["mandate"] == 0


def test_the_head_of_a_column_says_which_criterion_it_serves(page: PrioritiesPage) -> None:
    rows = page.table.rows

    told = rows.headerData(FIRST + 2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)

    assert told.splitlines()[0] == "Volume"
    assert told.splitlines()[1].startswith("Serves the policy’s criterion: Volume")
