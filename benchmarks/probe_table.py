"""Prints how long the table of 20,000 records takes, in milliseconds, in the window as it is.

    probe_table.py PLAN

Printed are: from asking for the step of the inventory to its first painted rows; the slowest sort; a field
committed in the record, until every part of the window has followed; one field of 1,000 services; and the one
undo that takes those back. The plan is changed.

The first two are milliseconds of processor, so that a busy machine is no slow table; what writes is told by
the clock, for it waits for the disk.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.inventory.bulk import Wish, apply, judge
from ui.application import FUSION, Editor
from ui.pages.inventory.page import InventoryPage
from ui.pages.steps import Step
from ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.window.plan_frame import PlanFrame

MANY, COMMITS, SORTS, PATIENCE = 1_000, 9, 3, 30.0
FIELDS = ("service_id", "service_type", "service_name_fr", "num_website_visits")


def main() -> None:
    """Open the plan in the editor's own window, and use its table."""
    application = QApplication(["table", *FUSION])
    settings = Settings()
    settings.has_motion = False
    editor = Editor(application, settings)
    editor.start()
    application.processEvents()
    editor.window.resize(1280, 760)
    editor.actions().open(Path(sys.argv[1]))
    frame = editor.window.frame
    assert frame is not None
    assert frame.session is not None
    frame.session.plan.findings.stop()  # checks run beside the work, in pieces: another figure's business
    application.processEvents()
    gc.collect()
    opened, page = first_rows(frame)
    settle(application, page)
    told = [opened, slowest_sort(page), commit(page), *bulk(page)]
    editor.window.close()
    print(*told)


def timed(work: Callable[..., object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return how many milliseconds a call takes."""
    began = clock()
    work()
    return (clock() - began) * 1000


def first_rows(frame: PlanFrame) -> tuple[float, InventoryPage]:
    """Return the time to the first painted rows, and the page."""
    began = time.process_time()
    frame.go(Step.INVENTORY)
    assert frame.session is not None
    page = frame.session.page(Step.INVENTORY)
    assert isinstance(page, InventoryPage)
    page.list.table.viewport().repaint()
    took = (time.process_time() - began) * 1000
    shown = [page.list_model.table.row(line) for line in range(5)]
    assert all(row.name_en and row.points != ("",) * 6 for row in shown), "rows without their values were painted"
    return took, page


def settle(application: QApplication, page: InventoryPage) -> None:
    """Let the window read what is not on the screen, and get ready to be searched."""
    until = time.monotonic() + PATIENCE
    while not page.list_model.reading.is_done and time.monotonic() < until:
        application.processEvents()
    assert page.list_model.reading.is_done
    for _round in range(50):
        application.processEvents()


def slowest_sort(page: InventoryPage) -> float:
    """Return the time of the slowest column; what it sorts by is asked of every row anew."""
    model = page.list_model
    names = [*(one.id for one in model.columns.usual() if one.sort_key is not None), *FIELDS]
    slowest = 0.0
    for name in names:
        model.table.sort_by("volume" if name != "volume" else "service", descending=False)
        if name in FIELDS:
            model.store.values(name)
        took = []
        for _run in range(SORTS):
            model.table.forget_keys()  # forgets what other columns sort by
            took.append(timed(lambda sorted_by=name: sort(page, sorted_by), time.process_time))
            model.table.sort_by("volume" if name != "volume" else "service", descending=False)
        slowest = max(slowest, statistics.median(took))
    page.list.sort((("service", False),))
    return slowest


def sort(page: InventoryPage, name: str) -> None:
    """Sort by a column, to the end of what is done in pieces."""
    page.list.table.sort_by(name)
    page.list_model.work.settle()
    assert page.list_model.table.sorted_by() is not None
    assert page.list_model.table.order()[0][0] == name


def commit(page: InventoryPage) -> float:
    """Return the time of a volume committed in the record that is shown, everything that follows included."""
    write = page.record_model.write
    told = [
        timed(lambda value=str(number): write("service_record", "num_applications_online", value))
        for number in range(COMMITS)
    ]
    return statistics.median(told)


def bulk(page: InventoryPage) -> tuple[float, float]:
    """Return the times of one value for many services, and of the undo that takes it back."""
    plan, keys = page.plan, page.list.shown_keys()[:MANY]

    def edit() -> None:
        edits = judge(plan.workspace, plan.year, [Wish(key, "special_remarks_en", "Checked.") for key in keys])
        assert apply(plan.workspace, plan.year, edits) == MANY

    before = plan.workspace.undo_label
    took = timed(edit)
    label = plan.workspace.undo_label
    undone = timed(plan.undo)
    assert label == f"Edit {MANY} services"
    assert plan.workspace.undo_label == before
    return took, undone


if __name__ == "__main__":
    main()
