"""What every test of a page starts from: the sample plan open in a window that writes down what is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.workspace import Workspace
from tests.fakes.shell import FakeShell
from tests.ui.pages.stage import Stage, stage_in
from ui.look.measure import px
from ui.open_plan import OpenPlan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.look.theme import Theme


@pytest.fixture
def plan(sample_plan: Path) -> Iterator[OpenPlan]:
    """Yield the sample plan, open in the window."""
    opened = OpenPlan(Workspace.open(sample_plan, author="Test Author"))
    yield opened
    opened.close()


@pytest.fixture
def room() -> tuple[int, int]:
    """Return width and height of the window in units of length; a step with other wishes says its own."""
    return 1610, 900


@pytest.fixture
def shell(qtbot: QtBot, look: Theme, room: tuple[int, int]) -> Iterator[FakeShell]:  # noqa: ARG001  our fonts and colours
    """Yield a window that holds no page yet."""
    window = FakeShell()
    window.resize(px(room[0]), px(room[1]))
    qtbot.addWidget(window)
    yield window
    window.tasks.cancel_all()


@pytest.fixture
def stage(shell: FakeShell, qtbot: QtBot) -> Iterator[Stage]:
    """Yield what shows a page in the window; ask for the plan before it, which closes after the page then."""
    yield stage_in(shell, qtbot)
    shell.close()
