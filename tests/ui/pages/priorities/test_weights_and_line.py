"""Weights and the cut line: the ranking follows at once, what is stored is stored once, when it is let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.driver import press, settle
from tests.ui.pages.priorities.ranks import above_the_line, changes, names, stored
from ui.look.measure import px
from ui.pages.priorities.ranking_rows import NAME

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.open_plan import OpenPlan
    from ui.pages.priorities.page import PrioritiesPage
    from ui.pages.priorities.ranking_table import RankingTable

_LEFT = Qt.MouseButton.LeftButton


def test_a_typed_weight_moves_the_ranks_and_is_stored_once(page: PrioritiesPage, plan: OpenPlan, qtbot: QtBot) -> None:
    track, before, held = page.weights.sliders["volume"].track, names(page), changes(plan)

    track.setFocus()
    press(track, "6")
    press(track, "0")

    assert names(page) != before
    assert changes(plan) == held
    qtbot.waitUntil(lambda: stored(plan).weights["volume"] == 60)
    assert changes(plan) == held + 1
    assert sum(stored(plan).weights.values()) == 100


def test_a_dragged_weight_is_stored_once_when_it_is_let_go(page: PrioritiesPage, plan: OpenPlan) -> None:
    track, before, held = page.weights.sliders["wellbeing"].track, names(page), changes(plan)
    right = QPoint(track.width() - px(20), track.height() // 2)

    QTest.mousePress(track, _LEFT, pos=QPoint(track.width() // 3, track.height() // 2))
    for at in range(track.width() // 3, right.x(), px(12)):
        QTest.mouseMove(track, QPoint(at, right.y()))
    settle()

    assert names(page) != before
    assert changes(plan) == held
    QTest.mouseRelease(track, _LEFT, pos=right)
    settle()
    assert changes(plan) == held + 1
    assert stored(plan).weights["wellbeing"] == track.value() > 60


def test_the_others_give_way_while_a_weight_is_dragged(page: PrioritiesPage) -> None:
    track = page.weights.sliders["wellbeing"].track

    QTest.mousePress(track, _LEFT, pos=QPoint(track.width() - px(12), track.height() // 2))
    settle()

    assert sum(slider.value() for slider in page.weights.sliders.values()) == 100
    assert page.weights.total.text() == "100%"
    QTest.mouseRelease(track, _LEFT, pos=QPoint(track.width() - px(12), track.height() // 2))


def place_of(table: RankingTable, row: int) -> QPoint:
    return table.visualRect(table.rows.index(row, NAME)).center()


def test_the_line_follows_the_pointer_and_is_stored_when_it_is_let_go(page: PrioritiesPage, plan: OpenPlan) -> None:
    table, held = page.table, changes(plan)
    start, target = place_of(table, above_the_line(page)), place_of(table, 5)

    QTest.mousePress(table.viewport(), _LEFT, pos=start)
    QTest.mouseMove(table.viewport(), target)
    settle()

    assert above_the_line(page) == 5
    assert changes(plan) == held
    QTest.mouseRelease(table.viewport(), _LEFT, pos=target)
    settle()
    held_round = stored(plan).round
    assert held_round is not None
    assert held_round.cut_score == 76
    assert changes(plan) == held + 1


def test_escape_puts_a_dragged_line_back(page: PrioritiesPage, plan: OpenPlan) -> None:
    table, before = page.table, above_the_line(page)
    QTest.mousePress(table.viewport(), _LEFT, pos=place_of(table, before))
    QTest.mouseMove(table.viewport(), place_of(table, 2))
    settle()

    press(table, "Esc")

    assert above_the_line(page) == before
    QTest.mouseRelease(table.viewport(), _LEFT, pos=place_of(table, 2))
    held_round = stored(plan).round
    assert held_round is not None
    assert held_round.cut_score == 60


def test_alt_and_the_arrows_move_the_line_by_a_service(page: PrioritiesPage) -> None:
    page.table.setFocus()

    press(page.table, "Alt+Up")
    raised = above_the_line(page)
    press(page.table, "Alt+Down")
    press(page.table, "Alt+Down")

    assert (raised, above_the_line(page)) == (7, 9)


def test_the_wheel_scrolls_and_never_changes_a_weight(page: PrioritiesPage) -> None:
    track, names_before = page.weights.sliders["volume"].track, names(page)
    middle = QPointF(track.rect().center())
    turned = QWheelEvent(
        middle, track.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip

    QApplication.sendEvent(track, turned)
    settle()

    assert track.value() == 20
    assert names(page) == names_before
