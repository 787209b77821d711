"""The plan as the window knows it: what is typed is kept even where the disk is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.drafts import drafts
from app.workspace import Workspace
from ui.open_plan import OpenPlan

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

LONG = "x" * 2_000_000


def fill_disk(workspace: Workspace) -> None:
    pages = workspace.database.execute("PRAGMA page_count").fetchone()[0]
    workspace.database.execute(f"PRAGMA max_page_count = {pages}")


def test_what_found_no_room_on_the_disk_is_written_once_there_is_some(
    qapp: QApplication,  # noqa: ARG001  timers need one
    workspace: Workspace,
) -> None:
    plan = OpenPlan(workspace)
    fill_disk(workspace)
    plan.keep_draft("section", "key", "text", "en", LONG)
    plan.save_drafts()
    before = drafts(workspace)

    workspace.database.execute("PRAGMA max_page_count = 1000000")
    plan.save_drafts()

    assert before == ()
    assert [draft.text for draft in drafts(workspace)] == [LONG]
    plan.close()


def test_a_plan_closes_though_what_is_typed_finds_no_room(
    qapp: QApplication,  # noqa: ARG001  timers need one
    workspace: Workspace,
    plan_path: Path,
) -> None:
    plan = OpenPlan(workspace)
    fill_disk(workspace)
    plan.keep_draft("section", "key", "text", "en", LONG)

    plan.close()

    with Workspace.open(plan_path) as again:
        assert again.left_by is None
