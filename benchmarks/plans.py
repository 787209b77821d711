"""Figures of whole commands on the whole government's inventory: import, opening, documents, memory."""

from __future__ import annotations

import json
import os
import shutil
import statistics
from typing import TYPE_CHECKING

from government import SERVICES, STANDARDS, YEAR, write_government
from many import write_many, write_older
from measure import MEGABYTE, Figure, Run, jalon, median, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IMPORT_SECONDS, WORD_SECONDS, PDF_SECONDS, PEAK_MEGABYTES, OPEN_TIMES = 5, 15, 30, 500, 3
# No issue sets a budget for the checks: all of them run beside the work, within the second that one would notice
CHECK_MS, FOLLOW_MS, PIECE_MS = 1000, 25, 12
# One change may block the window, but no longer than a planner waits; taking it back is no slower by much
CARRY_SECONDS, EDIT_SECONDS, UPGRADE_SECONDS, REVERT_TIMES = 8, 2, 10, 2.0
DEPARTMENT = "aafc-aac"


def plan_figures(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield the figures of a plan that holds the whole government."""
    files = write_government(folder / "files")
    imports = [import_all(folder / f"government{at}.jalon", files) for at in range(runs)]
    yield _wall("import the whole government", imports, IMPORT_SECONDS)
    yield _peak("import, peak memory", imports)
    yield opening(folder, runs * 2 + 1)
    yield from checking(folder / "full.jalon", runs)
    yield from large_changes(folder, runs)
    for kind, seconds in (("docx", WORD_SECONDS), ("pdf", PDF_SECONDS)):
        name = {"docx": "Word", "pdf": "tagged PDF"}[kind]
        exports = [export_inventory(folder / "government0.jalon", kind, folder) for _ in range(runs)]
        yield _wall(f"inventory to {name}", exports, seconds)
        yield _peak(f"inventory to {name}, peak memory", exports)


def opening(folder: Path, runs: int) -> Figure:
    """Return the time to open a plan and list its services, all of them the plan's own department's.

    Start-up is what opening a plan without a record takes.
    """
    empty, full = folder / "empty.jalon", folder / "full.jalon"
    new_plan(empty)
    import_all(full, write_government(folder / "owned", owner=DEPARTMENT))
    ours = median(lambda: numbers("probe_open.py", "ours", full)[-1], runs=runs)
    start_up = median(lambda: numbers("probe_open.py", "ours", empty)[-1], runs=runs)
    raw = median(lambda: numbers("probe_open.py", "raw", full)[-1], runs=runs)
    peer = f"{OPEN_TIMES} × raw sqlite3, same rows ({raw:.0f} ms), and start-up ({start_up:.0f} ms)"
    return Figure("open it and list its services", "ms", ours, OPEN_TIMES * raw + start_up, peer)


def checking(plan: Path, runs: int) -> Iterator[Figure]:
    """Yield the processor time of all checks, and of those that follow one changed field."""
    taken = [numbers("probe_checks.py", plan) for _ in range(runs)]
    budget = "budget (processor)"
    for name, at, budget_ms in (("check it", 0, CHECK_MS), ("check it after a change", 1, FOLLOW_MS)):
        yield Figure(name, "ms", sorted(run[at] for run in taken)[len(taken) // 2], budget_ms, budget)
    yield Figure("longest piece of that", "ms", min(run[2] for run in taken), PIECE_MS, budget)


def large_changes(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield the figures of changes that touch all of 20,000 services, in the window, and of their undo and redo."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "JALON_SETTINGS": str(folder), "JALON_DATA": str(folder)}
    many, worked, older = folder / "many.jalon", folder / "worked.jalon", folder / "older.jalon"
    write_many(many)
    told = []
    for _run in range(runs):
        shutil.copyfile(many, worked)
        told.append(numbers("probe_years.py", worked))
    carried, undone, redone, edited, edit_undone, edit_redone = map(statistics.median, zip(*told, strict=True))
    yield Figure("20,000 services: year carried forward", "s", carried, CARRY_SECONDS, "budget (processor)")
    yield Figure("its undo", "s", undone, carried, "the carrying", REVERT_TIMES)
    yield Figure("its redo", "s", redone, carried, "the carrying", REVERT_TIMES)
    yield Figure("20,000 services: one field edited", "s", edited, EDIT_SECONDS, "budget (processor)")
    yield Figure("its undo", "s", edit_undone, edited, "the editing", REVERT_TIMES)
    yield Figure("its redo", "s", edit_redone, edited, "the editing", REVERT_TIMES)
    write_older(older)
    upgrade = jalon("upgrade", older)
    spent = upgrade.processor_seconds
    yield Figure("20,000 services: brought to today's form", "s", spent, UPGRADE_SECONDS, "budget (processor)")
    yield _peak("that, peak memory", [upgrade])


def new_plan(plan: Path) -> None:
    """Make a plan without a record."""
    names = ("--name-en", "Whole government", "--name-fr", "Gouvernement entier")
    jalon("new", plan, "--department", DEPARTMENT, *names, "--first-year", YEAR)


def import_all(plan: Path, files: tuple[Path, Path]) -> Run:
    """Make a plan and import both files into it; only the import is timed.

    Drafts are kept, since one standard of the excerpts breaks a rule that is younger than it.
    """
    new_plan(plan)
    run = jalon("import", plan, *files, "--drafts", "--json")
    added = [file["added"] for file in json.loads(run.output[run.output.index("{") :])["files"]]
    if sorted(added) != [SERVICES, STANDARDS]:
        raise AssertionError(f"imported {added}, not {SERVICES} services and {STANDARDS} standards")
    return run


def export_inventory(plan: Path, kind: str, folder: Path) -> Run:
    """Write the inventory document of every department in one language."""
    run = jalon(
        "export",
        plan,
        "inventory",
        "--format",
        kind,
        "--lang",
        "en",
        "--year",
        YEAR,
        "--department",
        "all",
        "-o",
        folder,
    )
    written = folder / run.output.split()[-1]
    if written.stat().st_size < MEGABYTE / 10:
        raise AssertionError(f"{written.name} is too small to hold the whole inventory")
    return run


def _wall(name: str, runs: list[Run], budget: float) -> Figure:
    middle = sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]
    # far less processor than wall means that the machine was busy with something else
    return Figure(name, "s", middle.seconds, budget, f"budget ({middle.processor_seconds:.2f} s of processor)")


def _peak(name: str, runs: list[Run]) -> Figure:
    largest = max(run.peak_bytes for run in runs) / MEGABYTE
    return Figure(name, "MB", largest, PEAK_MEGABYTES, "budget")
