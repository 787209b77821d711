"""Opening a plan: for writing where that can be, and what is said of how it was found."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.opening import open_or_read
from app.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plan(workspace: Workspace, plan_path: Path) -> Path:
    workspace.close()
    return plan_path


def leave_open(plan: Path, host: str, pid: int) -> None:
    """Write a session down as a process does that never comes to close the plan."""
    database = sqlite3.connect(plan, isolation_level=None)
    database.execute("INSERT INTO session VALUES (1, 'ada', ?, ?, '2026-03-31T12:00:00+00:00')", (host, pid))
    database.close()


def test_a_plan_that_somebody_holds_is_opened_for_reading_and_says_who(plan: Path) -> None:
    with Workspace.open(plan):
        opened = open_or_read(plan)

        assert opened.workspace.read_only
        assert opened.is_held
        assert opened.holder is not None
        opened.workspace.close()


def test_a_copy_made_while_the_plan_was_open_says_whose_session_it_holds(plan: Path) -> None:
    leave_open(plan, "another-machine", 4711)

    opened = open_or_read(plan)

    assert not opened.workspace.read_only
    assert opened.left_by is not None
    assert (opened.left_by.user, opened.left_by.host) == ("ada", "another-machine")
    opened.workspace.close()


@pytest.mark.skipif(sys.platform == "win32", reason="whether a process lives cannot be told there")
def test_a_session_that_a_crash_on_this_machine_left_is_passed_over(plan: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    leave_open(plan, socket.gethostname(), dead.pid)

    opened = open_or_read(plan)

    assert opened.left_by is None
    assert not opened.workspace.read_only
    opened.workspace.close()
