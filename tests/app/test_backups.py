"""Backups: a copy before each import, thinned by age, whatever the plan is called and whatever lies beside."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from app import backups
from app.plan_facts import plan_card
from app.workspace import NewPlan, Workspace
from model import plan_file

if TYPE_CHECKING:
    from pathlib import Path

NEW = NewPlan("fednor", "FedNor", "FedNor", "2023-2024")
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


def stamped(days: float) -> str:
    return (NOW - timedelta(days=days)).strftime("%Y%m%dT%H%M%S%f")


@pytest.mark.parametrize("stem", ["plan", "plan [2026]", "p*?", "plän à nous", "x" * 230])
@pytest.mark.skipif(os.name != "posix", reason="some of these names cannot be had there")
def test_a_plan_of_any_name_has_its_backups_thinned(tmp_path: Path, stem: str) -> None:
    with Workspace.create(tmp_path / f"{stem}.jalon", NEW) as workspace:
        made = [backups.back_up(workspace) for _time in range(13)]

    kept = sorted(backups.folder().iterdir())
    assert len(kept) == 11  # the newest ten, and the newest of the day before them
    assert kept[-1] == made[-1]
    with Workspace.read(made[-1]) as copy:
        assert plan_card(copy).department == "fednor"


def test_a_foreign_file_among_the_backups_stops_nothing(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "plan.jalon", NEW) as workspace:
        first = backups.back_up(workspace)
        foreign = first.with_name(f"{first.stem} - Copy.jalon")
        foreign.write_bytes(b"mine")

        second = backups.back_up(workspace)

    assert second.is_file()
    assert foreign.read_bytes() == b"mine"


def test_ten_are_kept_then_one_a_day_then_one_a_month(tmp_path: Path) -> None:
    ages = [*(0.01 * step for step in range(12)), 5.0, 5.1, 40.0, 41.0, 300.0]
    paths = [tmp_path / f"p-{stamped(age)}.jalon" for age in ages]

    gone = backups.superfluous(paths, "p-", NOW)

    assert set(gone) == {paths[11], paths[13], paths[15]}


def test_a_backup_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "plan.jalon", NEW) as workspace:
        (tmp_path / "file").write_bytes(b"")

        with pytest.raises(plan_file.UnwritableError):
            plan_file.back_up(workspace.database, tmp_path / "file" / "backup.jalon")
