"""The table on the screen: keyboard, selection that survives, words for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.tables.test_rows_model import FRUIT, Fruit, model
from ui.look.measure import px
from ui.look.theme import Theme, ThemeChoice
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import RowHeight, TableView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def press(view: TableView, key: Qt.Key) -> None:
    QTest.keyClick(view, key)


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    view = TableView(model(), "Fruit")
    view.resize(400, 300)
    qtbot.addWidget(view)
    view.show()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def test_the_selection_survives_sorting_and_searching(table: TableView) -> None:
    table.select_key("d")

    table.sort_by("name")
    table.rows_model.search("app")

    assert table.current_key() == "d"
    assert table.currentIndex().row() == 0
    assert table.selectionModel().isRowSelected(0)


def test_what_is_current_is_kept_while_it_is_hidden(table: TableView) -> None:
    table.select_key("d")

    table.rows_model.search("pear")
    table.rows_model.search("")

    assert table.current_key() == "d"
    assert table.rows_model.key_of(table.currentIndex().row()) == "d"


def test_arrows_home_and_end_move_and_tell_the_key(table: TableView) -> None:
    told: list[str] = []
    table.current_changed.connect(told.append)

    for key in (Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Home):
        press(table, key)

    assert told == ["d", "c", "a"]


def test_enter_opens_space_marks_and_a_letter_begins_a_search(table: TableView) -> None:
    said: list[tuple[str, str]] = []
    table.opened.connect(lambda key: said.append(("opened", key)))
    table.marked.connect(lambda key: said.append(("marked", key)))
    table.typed.connect(lambda text: said.append(("typed", text)))
    table.select_key("b")

    press(table, Qt.Key.Key_Return)
    press(table, Qt.Key.Key_Space)
    press(table, Qt.Key.Key_Z)

    assert said == [("opened", "b"), ("marked", "b"), ("typed", "z")]


def test_a_click_on_a_title_sorts_and_a_second_one_turns_the_order(table: TableView) -> None:
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)

    orders = []
    for _click in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        orders.append(table.rows_model.sorted_by())

    assert orders == [("name", False), ("name", True)]


def test_a_copied_row_is_never_a_formula(qtbot: QtBot) -> None:
    view = TableView(model((Fruit("a", "=HYPERLINK(1)\tx", 1),)), "Fruit")
    qtbot.addWidget(view)
    view.select_first()

    view.copy()

    assert QGuiApplication.clipboard().text() == "'=HYPERLINK(1) x\t1"


def test_each_cell_says_what_is_painted(table: TableView) -> None:
    interface = QAccessible.queryAccessibleInterface(table)

    cells = [interface.child(index) for index in range(interface.childCount())]

    names = [name for cell in cells if cell is not None and (name := cell.text(QAccessible.Text.Name))]
    assert interface.text(QAccessible.Text.Name) == "Fruit"
    assert names == ["Name", "Weight", "Pêche", "150", "Pear", "180", "Cœur de bœuf", "None", "Apple", "120"]


def test_rows_grow_with_the_font(qtbot: QtBot, table: TableView) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before, small = application.font(), table.rowHeight(0)
    larger = application.font()
    larger.setPointSizeF(before.pointSizeF() * 2)

    application.setFont(larger)
    qtbot.waitUntil(lambda: table.rowHeight(0) > small)
    grown, expected = table.rowHeight(0), px(RowHeight.TWO_LINES)
    application.setFont(before)

    assert grown == expected


def test_after_a_row_is_gone_the_next_one_is_current(table: TableView) -> None:
    table.select_key("b")
    table.rows_model.change_rows({"b": None})

    table.select_nearest()

    assert table.current_key() == "c"


def test_the_current_row_is_painted_unlike_the_others(qtbot: QtBot, qapp: QApplication) -> None:
    Theme(qapp, ThemeChoice.LIGHT)
    columns = (Column[Fruit]("name", "Name", lambda row: row.name, lambda *_cell: None),)
    rows = RowsModel(columns, key=lambda row: row.key)
    rows.set_rows(FRUIT)
    view = TableView(rows, "Fruit")
    view.resize(300, 300)
    qtbot.addWidget(view)
    view.show()
    view.select_first()

    image: QImage = view.viewport().grab().toImage()

    middle = view.rowHeight(0) // 2
    assert image.pixelColor(150, middle) != image.pixelColor(150, middle + view.rowHeight(0))
    assert image.pixelColor(1, middle) != image.pixelColor(150, middle)
