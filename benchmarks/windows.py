"""Figures of the window: its first paint, and the table of 20,000 records."""

from __future__ import annotations

import os
import statistics
import time
from typing import TYPE_CHECKING

from many import write_many
from measure import Figure, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLE = (
    "step opened, first rows",
    "sorted, slowest",
    "one field committed",
    "1,000 edited at once",
    "undo of those",
)
BLOCK_MILLISECONDS = 50
TABLE_BUDGETS = (300, 100, 20, 1000, 1000)
WALKED = ("places", "search", "quality", "readiness")
AWAKE_MILLISECONDS, BUILT_MILLISECONDS = 50, 300
WINDOW_TIMES, FOUND_MILLISECONDS, PAINT_TIMES = 1.5, 6, 1.5


def window_figures(folder: Path, runs: int) -> Iterator[Figure]:
    """Yield the figures of the window, measured off screen with settings of its own."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "JALON_SETTINGS": str(folder), "JALON_DATA": str(folder)}
    yield first_paint(runs * 4 + 1)
    many = folder / "many.jalon"
    write_many(many)
    told = [numbers("probe_search.py", many) for _ in range(runs)]
    found, painted, still, records = (statistics.median(column) for column in zip(*told, strict=True))
    yield Figure(f"a key of search in {records:,.0f} records: found", "ms", found, FOUND_MILLISECONDS, "budget")
    yield Figure(
        "a key of search: painted", "ms", painted, still, "repaint of the same table, nothing asked", PAINT_TIMES
    )
    yield from table_figures(many, runs)
    yield from awake_figures(many)


def table_figures(plan: Path, runs: int) -> Iterator[Figure]:
    """Yield the figures of the table in the window, each against its budget."""
    times = zip(*(numbers("probe_table.py", plan) for _ in range(runs)), strict=True)
    for name, budget, told in zip(TABLE, TABLE_BUDGETS, times, strict=True):
        yield Figure(f"20,000 records: {name}", "ms", statistics.median(told), budget, "budget")
    longest = statistics.median(numbers("probe_blocks.py", plan)[0] for _ in range(runs))
    yield Figure("20,000 records: no key taken, longest", "ms", longest, BLOCK_MILLISECONDS, "budget of any action")


def awake_figures(plan: Path) -> Iterator[Figure]:
    """Yield for how long the window answers nobody, at the worst: where something was shown before, and at first."""
    again, first = numbers("probe_awake.py", plan, *WALKED)
    yield Figure("20,000 records: longest without an answer", "ms", again, AWAKE_MILLISECONDS, "budget")
    yield Figure("the same, of what is built and shown first", "ms", first, BUILT_MILLISECONDS, "budget")


def first_paint(runs: int) -> Figure:
    """Return the time to the first painted window; the kinds take turns, so that a busy moment meets all."""
    times: dict[str, list[float]] = {"blank": [], "bare": [], "ours": []}
    for _ in range(runs):
        for kind, told in times.items():
            told.extend(numbers("probe_window.py", kind, repr(time.time())))
    blank, bare, ours = (statistics.median(told) for told in times.values())
    peer = f"a bare Qt window ({ours / bare:.2f} × one with a line of text, {bare:.0f} ms)"
    return Figure("first painted window", "ms", ours, blank, peer, WINDOW_TIMES)
