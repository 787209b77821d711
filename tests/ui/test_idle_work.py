"""Long work goes on while the window is idle, and only what was asked last is handed over."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from app.errors import PlanError
from tests.ui.driver import settle
from ui import idle_work
from ui.idle_work import IdleWork

if TYPE_CHECKING:
    from collections.abc import Generator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qtbot")


class RefusedError(PlanError):
    pass


@pytest.fixture
def owner() -> QObject:
    return QObject()


@pytest.fixture
def work(owner: QObject, monkeypatch: pytest.MonkeyPatch) -> IdleWork:
    """Return a worker that does one step at a time."""
    monkeypatch.setattr(idle_work, "SLICE", 0)
    return IdleWork(owner)


def counting(end: int, seen: list[int]) -> Generator[None, None, int]:
    for number in range(end):
        seen.append(number)
        yield
    return end


def test_long_work_is_done_while_the_window_is_idle(qtbot: QtBot, work: IdleWork) -> None:
    seen, got = list[int](), list[int]()

    work.ask("count", counting(50, seen), got.append)
    begun = list(seen)
    qtbot.waitUntil(lambda: not work.is_busy, timeout=60_000)

    assert begun == [0]
    assert seen == list(range(50))
    assert got == [50]


def test_short_work_is_done_at_once(owner: QObject) -> None:
    quick, got = IdleWork(owner), list[int]()

    quick.ask("count", counting(3, []), got.append)

    assert (got, quick.is_busy) == ([3], False)


def test_work_is_done_whole_where_that_is_asked_for(work: IdleWork) -> None:
    got = list[int]()

    work.ask("count", counting(30, []), got.append, whole=True)

    assert (got, work.is_busy) == ([30], False)


def test_work_for_later_begins_once_the_window_is_idle(qtbot: QtBot, work: IdleWork) -> None:
    seen = list[int]()

    work.ask("count", counting(2, seen), later=True)
    begun = list(seen)
    qtbot.waitUntil(lambda: not work.is_busy, timeout=60_000)

    assert (begun, seen) == ([], [0, 1])


def test_what_is_asked_takes_the_place_of_what_was_under_way_by_that_name(work: IdleWork) -> None:
    got = list[int]()
    work.ask("count", counting(3, []), got.append)
    work.ask("other", counting(5, []), got.append)

    work.ask("count", counting(4, []), got.append)
    work.settle()

    assert got == [5, 4]


def test_nothing_is_left_to_do_when_long_work_gives_way_to_short(work: IdleWork) -> None:
    got = list[int]()
    work.ask("count", counting(3, []), got.append)

    work.ask("count", counting(0, []), got.append)
    settle()

    assert (got, work.is_busy, gc.isenabled()) == ([0], False, True)


def test_what_was_dropped_is_not_handed_over(work: IdleWork) -> None:
    got = list[int]()
    work.ask("count", counting(3, []), got.append)

    work.stop()
    work.settle()
    settle()

    assert (got, work.is_busy) == ([], False)


def test_it_tells_when_something_is_waited_for_and_no_longer(work: IdleWork) -> None:
    told = list[bool]()
    work.changed.connect(lambda: told.append(work.waits_for("count")))

    work.ask("count", counting(3, []), lambda _end: told.append(work.waits_for("count")))
    work.settle()

    assert told == [True, False, False]


def test_work_may_be_asked_for_again_by_what_takes_its_end(work: IdleWork) -> None:
    got = list[int]()

    def again(end: int) -> None:
        got.append(end)
        if end < 4:
            work.ask("count", counting(end + 1, []), again)

    work.ask("count", counting(2, []), again)
    work.settle()

    assert got == [2, 3, 4]


def failing(error: Exception) -> Generator[None, None, None]:
    yield
    raise error


@pytest.mark.parametrize("error", [RefusedError(), OSError("full")], ids=["refusal", "system"])
def test_a_refusal_is_told_to_whoever_asked(work: IdleWork, error: Exception) -> None:
    told = list[Exception]()

    work.ask("write", failing(error), lambda _end: pytest.fail("it failed"), failed=told.append)
    work.settle()

    assert told == [error]


def test_a_mistake_ends_the_work_and_is_heard(work: IdleWork) -> None:
    work.ask("write", failing(ValueError("x")))

    with pytest.raises(ValueError, match="x"):
        work.settle()

    assert not work.is_busy


def test_garbage_is_collected_again_when_the_owner_goes_meanwhile(owner: QObject, work: IdleWork) -> None:
    work.ask("count", counting(5, []))
    QCoreApplication.processEvents()
    was_off = not gc.isenabled()

    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert (was_off, gc.isenabled()) == (True, True)


def test_garbage_is_collected_once_the_work_is_done_and_not_before(qtbot: QtBot, work: IdleWork) -> None:
    collected = list[bool]()

    def making() -> Generator[None, None, None]:
        for _time in range(3):
            collected.append(gc.isenabled())
            yield

    work.ask("make", making())
    qtbot.waitUntil(lambda: not work.is_busy, timeout=60_000)

    assert collected == [False, False, False]
    assert gc.isenabled()
