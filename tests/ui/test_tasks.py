from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.tasks import Outcome, Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:  # noqa: ARG001  signals need the application
    owner = Tasks()
    yield owner
    owner.cancel_all()


def test_a_child_process_runs_our_own_command_and_its_folder_is_removed(
    tasks: Tasks, qtbot: QtBot, sample_plan: Path
) -> None:
    outcomes: list[Outcome] = []
    folders: list[bool] = []

    def done(outcome: Outcome) -> None:
        folders.append(outcome.work.is_dir())
        outcomes.append(outcome)

    tasks.run("Asking", ["info", str(sample_plan), "--json"], done)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=30_000)

    assert outcomes[0].code == 0
    assert '"department"' in outcomes[0].output
    assert folders == [True]
    assert not outcomes[0].work.exists()


def test_a_child_process_tells_how_far_it_is(tasks: Tasks, qtbot: QtBot, sample_plan: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    outcomes: list[Outcome] = []
    command = ["export", str(sample_plan), "inventory", "--format", "docx", "--lang", "en", "-o", str(tmp_path)]

    task = tasks.run("Exporting", command, outcomes.append)
    task.progressed.connect(lambda done, total: seen.append((done, total)))
    qtbot.waitUntil(lambda: bool(outcomes), timeout=60_000)

    assert outcomes[0].code == 0, outcomes[0].errors
    assert seen
    assert seen[-1][0] == seen[-1][1]
    assert "@progress" not in outcomes[0].errors


def test_cancel_ends_a_child_process(tasks: Tasks, qtbot: QtBot, sample_plan: Path, tmp_path: Path) -> None:
    outcomes: list[Outcome] = []
    task = tasks.run("Exporting", ["export", str(sample_plan), "all", "-o", str(tmp_path)], outcomes.append)

    task.cancel()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=30_000)

    assert outcomes[0].cancelled
    assert outcomes[0].code == -1
    assert not outcomes[0].work.exists()


def test_a_refusal_of_the_command_comes_back_in_its_words(tasks: Tasks, qtbot: QtBot, tmp_path: Path) -> None:
    outcomes: list[Outcome] = []

    tasks.run("Asking", ["info", str(tmp_path / "none.jalon"), "--ui-lang", "fr"], outcomes.append)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=30_000)

    assert outcomes[0].code == 4
    assert "none.jalon" in outcomes[0].errors
    assert not outcomes[0].cancelled
