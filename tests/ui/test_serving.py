"""A child process that answers as long as it is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from ui.serving import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"
DYING = "import sys\nsys.stdin.readline()"


@pytest.fixture
def serve(qtbot: QtBot) -> Iterator[Callable[[str], Server]]:  # noqa: ARG001  there must be an application
    made: list[Server] = []

    def start(program: str) -> Server:
        made.append(Server(sys.executable, ["-c", program]))
        return made[-1]

    yield start
    for server in made:
        server.stop(3000)


def test_it_starts_when_it_is_asked_and_answers_each_question(serve: Callable[[str], Server], qtbot: QtBot) -> None:
    server, heard = serve(ECHO), list[Any]()
    server.answered.connect(heard.append)
    was_running = server.is_running

    server.ask({"id": 1, "word": "Règlement"})
    server.ask({"id": 2})
    qtbot.waitUntil(lambda: len(heard) == 2, timeout=20_000)

    assert not was_running
    assert heard == [{"id": 1, "word": "Règlement"}, {"id": 2}]


def test_one_that_ends_by_itself_is_lost_and_starts_again_when_it_is_asked(
    serve: Callable[[str], Server], qtbot: QtBot
) -> None:
    server = serve(DYING)

    with qtbot.waitSignal(server.lost, timeout=20_000):
        server.ask({"id": 1})
    with qtbot.waitSignal(server.lost, timeout=20_000):
        server.ask({"id": 2})

    assert not server.is_running


def test_one_that_cannot_start_is_lost(qtbot: QtBot) -> None:
    server = Server("/nowhere/at/all", [])

    with qtbot.waitSignal(server.lost, timeout=20_000):
        server.ask({"id": 1})


def test_one_that_was_stopped_stays_so(serve: Callable[[str], Server], qtbot: QtBot) -> None:
    server = serve(ECHO)
    with qtbot.waitSignal(server.answered, timeout=20_000):
        server.ask({"id": 1})

    server.stop(3000)
    server.ask({"id": 2})

    assert not server.is_running
