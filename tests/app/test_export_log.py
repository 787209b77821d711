"""What was exported is written down, outside the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.export_log import NewExport, exports, log_exports, plan_head
from app.marking import set_marking
from app.plan_facts import plan_card
from app.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_an_export_is_current_until_the_plan_changes(workspace: Workspace) -> None:
    head = plan_head(workspace)
    log_exports(workspace, [NewExport("strategy", "en", "pdf", is_final=True)], head)

    before = exports(workspace, "strategy")
    set_marking(workspace, "protected-a")
    after = exports(workspace, "strategy")

    assert [(one.language, one.format, one.is_final, one.is_current) for one in before] == [("en", "pdf", True, True)]
    assert [one.is_current for one in after] == [False]


def test_an_export_is_no_change_of_the_plan(workspace: Workspace) -> None:
    head = plan_head(workspace)

    log_exports(workspace, [NewExport("inventory", "fr", "docx", is_final=False)], head)

    assert plan_head(workspace) == head
    assert exports(workspace, "strategy") == ()


def test_a_plan_opened_for_reading_keeps_no_log(workspace: Workspace, plan_path: Path) -> None:
    workspace.close()
    with Workspace.read(plan_path) as reader:
        log_exports(reader, [NewExport("strategy", "en", "pdf", is_final=True)], "")

        assert exports(reader, "strategy") == ()


def test_the_marking_is_changed_and_can_be_undone(workspace: Workspace) -> None:
    set_marking(workspace, "protected-b")
    changed = plan_card(workspace).marking
    workspace.undo()

    assert changed == "protected-b"
    assert plan_card(workspace).marking == "unclassified"
