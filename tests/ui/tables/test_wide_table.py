"""Rows are chosen by the hundred, also where they lie apart, and stay so while the table shows others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from tests.ui.tables.test_rows_model import Fruit, model
from ui.tables.wide_table import WideTable

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

MANY = 600
APART = [f"{number:03}" for number in range(0, MANY, 2)]  # 300 runs of one row
_CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def table(qtbot: QtBot) -> WideTable:
    names = ("pear", "plum", "apple")
    rows = tuple(Fruit(f"{at:03}", f"{names[at % 3]} {at:03}", at) for at in range(MANY))
    view = WideTable(model(rows), "Fruit", fixed=1)
    view.resize(400, 300)
    qtbot.addWidget(view)
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def test_hundreds_of_rows_that_lie_apart_stay_chosen_while_others_are_shown(table: WideTable) -> None:
    table.choose_keys(APART)
    told: list[int] = []
    table.chosen_changed.connect(told.append)

    table.rows_model.search("p")
    table.rows_model.search("pear")
    pears = table.chosen_keys()
    table.rows_model.search("nothing")
    none = table.chosen_keys()
    table.rows_model.search("")
    table.rows_model.sort_by("weight", descending=True)

    assert pears == [key for key in APART if int(key) % 3 == 0]
    assert (none, table.chosen_keys()) == ([], APART[::-1])
    assert told[-1] == table.chosen_count() == len(APART)


def test_one_more_row_is_marked_among_hundreds_that_lie_apart(table: WideTable) -> None:
    table.choose_keys(APART)
    told: list[int] = []
    table.chosen_changed.connect(told.append)
    table.is_marking = True
    move = QItemSelectionModel.SelectionFlag.NoUpdate
    table.selectionModel().setCurrentIndex(table.rows_model.index(1, 0), move)

    QTest.keyClick(table, Qt.Key.Key_Space)
    with_it = table.chosen_keys()
    QTest.keyClick(table, Qt.Key.Key_Space)

    assert with_it == sorted([*APART, "001"])
    assert (table.chosen_keys(), told) == (APART, [len(APART) + 1, len(APART)])


def test_a_row_that_is_taken_away_while_others_are_hidden_stays_away(table: WideTable) -> None:
    table.choose_keys(APART)
    table.rows_model.search("pear")
    table.is_marking = True
    move = QItemSelectionModel.SelectionFlag.NoUpdate
    table.selectionModel().setCurrentIndex(table.rows_model.index(0, 0), move)

    QTest.keyClick(table, Qt.Key.Key_Space)
    table.rows_model.search("")

    assert table.chosen_keys() == APART[1:]


def test_all_rows_and_then_one_are_chosen_where_hundreds_were(table: WideTable) -> None:
    table.choose_keys(APART)

    QTest.keyClick(table, Qt.Key.Key_A, _CTRL)
    every = table.chosen_count()
    table.choose_keys(APART)
    table.select_key("007")

    assert (every, table.chosen_keys()) == (MANY, ["007"])
