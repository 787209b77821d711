"""Prints how long very large changes of a plan with 20,000 services take in the window, in seconds of processor.

    probe_years.py PLAN

Printed are, each with its undo and its redo: the year carried forward; one field of every service. What the page of the
inventory, which is shown, does after each change is part of it. The plan is changed.
"""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from app.inventory.bulk import Wish, apply, judge
from app.inventory.carrying import carry_forward
from ui.application import FUSION, Editor
from ui.pages.inventory.page import InventoryPage
from ui.pages.steps import Step
from ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.session import Session


def main() -> None:
    """Open the plan in the editor's own window, and change very much of it."""
    application = QApplication(["years", *FUSION])
    settings = Settings()
    settings.has_motion = False
    editor = Editor(application, settings)
    editor.start()
    application.processEvents()
    editor.actions().open(Path(sys.argv[1]))
    frame = editor.window.frame
    assert frame is not None
    session: Session = frame.session  # type: ignore[assignment]
    session.plan.findings.stop()  # checks run beside the work, in pieces: another figure's business
    frame.go(Step.INVENTORY)
    page = session.page(Step.INVENTORY)
    assert isinstance(page, InventoryPage)
    while not page.list_model.reading.is_done:
        application.processEvents()
    keys = page.list.shown_keys()

    def carry() -> None:
        assert len(carry_forward(session.plan.workspace, session.plan.year).services) == len(keys)

    def edit() -> None:
        wishes = [Wish(key, "special_remarks_en", "Checked.") for key in keys]
        edits = judge(session.plan.workspace, session.plan.year, wishes)
        assert apply(session.plan.workspace, session.plan.year, edits) == len(keys)

    told = []
    for change in (carry, edit):
        before = session.plan.workspace.undo_label
        for work in (change, session.undo, session.redo):
            told.append(timed(work))
            application.processEvents()
        assert session.plan.workspace.undo_label != before
    editor.window.close()
    print(*told)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of processor that a call takes."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
