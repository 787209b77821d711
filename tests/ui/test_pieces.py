"""Long work goes on while the window is idle, and only what was begun last is handed over."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from ui.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Generator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def owner() -> QObject:
    return QObject()


def counting(end: int, seen: list[int]) -> Generator[None, None, int]:
    for number in range(end):
        seen.append(number)
        yield
    return end


def test_work_is_done_while_the_window_is_idle(qtbot: QtBot, owner: QObject) -> None:
    pieces, seen, got = Pieces(owner), list[int](), list[int]()

    pieces.begin(counting(50, seen), got.append)
    assert (seen, pieces.are_left) == ([], True)
    qtbot.waitUntil(lambda: not pieces.are_left, timeout=60_000)

    assert seen == list(range(50))
    assert got == [50]


@pytest.mark.usefixtures("qtbot")
def test_little_work_is_done_at_once(owner: QObject) -> None:
    pieces, got = Pieces(owner), list[int]()

    pieces.begin(counting(3, []), got.append, at_once=True)

    assert (got, pieces.are_left) == ([3], False)


@pytest.mark.usefixtures("qtbot")
def test_what_is_begun_takes_the_place_of_what_was_under_way(owner: QObject) -> None:
    pieces, got = Pieces(owner), list[int]()
    pieces.begin(counting(3, []), got.append)

    pieces.begin(counting(4, []), got.append)
    pieces.finish()

    assert got == [4]


def test_garbage_is_collected_between_pieces_and_not_within_one(qtbot: QtBot, owner: QObject) -> None:
    pieces, left = Pieces(owner), list[bool]()

    def work() -> Generator[None, None, None]:
        left.append(gc.isenabled())
        yield

    pieces.begin(work(), lambda _none: None)
    qtbot.waitUntil(lambda: not pieces.are_left, timeout=60_000)

    assert left == [False]
    assert gc.isenabled()
