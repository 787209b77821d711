"""Fifty times a process is killed while it edits and imports: nothing committed is lost."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

from app.workspace import NewPlan, Workspace
from model import journal

KILLS = 50
REAL = Path(__file__).parents[1] / "data" / "real"
WORKER = Path(__file__).with_name("kill_worker.py")
NEW = NewPlan("aafc-aac", "Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada", "2023-2024")


def killed_after(worker: subprocess.Popen[str], seed: int, changes: int, delay: float) -> list[str]:
    """Start a worker, kill it some moments after so many changes, and return what it said was on disk."""
    assert worker.stdin is not None
    assert worker.stdout is not None
    worker.stdin.write(f"{seed}\n")
    worker.stdin.flush()
    process, said, timer = 0, [], None
    for line in worker.stdout:
        word = line.strip()
        if word.startswith("worker"):
            process = int(word.split()[1])
        elif word == "gone":
            break
        elif word != "open":
            said.append(word)
        if timer is None and len(said) >= changes and process:
            timer = threading.Timer(delay, os.kill, (process, signal.SIGKILL))
            timer.start()
    return said


def test_fifty_kills_lose_nothing_that_was_committed(tmp_path: Path) -> None:
    plan, chance = tmp_path / "plan.jalon", random.Random(20261124)
    Workspace.create(plan, NEW).close()
    command = [sys.executable, str(WORKER), str(plan), str(REAL / "service.csv"), str(REAL / "service-std.csv")]
    committed: set[str] = set()

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        for seed in range(1, KILLS + 1):
            said = killed_after(worker, seed, chance.randint(0, 6), chance.uniform(0.0, 0.02))
            committed |= {f"Described {word.split()[1]}" for word in said if word.startswith("edit")}
            with Workspace.open(plan) as workspace:
                if seed % 10 == 0:  # walks back through the whole history
                    journal.verify(workspace.database)
                assert workspace.database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                rows = workspace.database.execute("SELECT service_description_en FROM service_record").fetchall()
                assert committed <= {text for (text,) in rows}
        assert worker.stdin is not None
        worker.stdin.close()

    assert len(committed) > KILLS
    assert [entry.name for entry in tmp_path.iterdir()] == ["plan.jalon"]
    with contextlib.closing(sqlite3.connect(plan)) as database:
        assert database.execute("SELECT count(*) FROM session").fetchone() == (0,)
