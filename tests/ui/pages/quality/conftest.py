"""The window of a sample in which four records would be refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.workspace import Workspace
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from tests.ui.driver import settle

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Table

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame

YEAR = "2024-2025"


@pytest.fixture
def broken_plan(sample_plan: Path) -> Path:
    """Return the sample with two services and two standards that the registry would refuse."""
    with Workspace.open(sample_plan) as workspace:
        records, standards = (
            [row.id for row in workspace.rows(select(table.c.id).where(table.c.fiscal_yr == YEAR).order_by(table.c.id))]
            for table in (SERVICE_RECORD, STANDARD_RECORD)
        )
        _change(workspace, SERVICE_RECORD, records[0], service_type="", service_fee="")
        _change(workspace, SERVICE_RECORD, records[1], service_name_fr="")
        _change(workspace, STANDARD_RECORD, standards[0], volume_meeting_target="99999", total_volume="10")
        _change(workspace, STANDARD_RECORD, standards[1], standards_targets_uri_en="")
    return sample_plan


def _change(workspace: Workspace, table: Table, key: str, **values: Any) -> None:
    with workspace.change("Break") as connection:
        connection.execute(table.update().where(table.c.id == key).values(**values))


@pytest.fixture
def unchecked(editor: Editor, broken_plan: Path) -> PlanFrame:
    """Return the window of that plan, opened just now: nothing is checked yet."""
    assert editor.actions().open(broken_plan)
    assert editor.window.frame is not None
    return editor.window.frame


@pytest.fixture
def broken(unchecked: PlanFrame) -> PlanFrame:
    """Return the window of that plan, with its findings there."""
    check(unchecked)
    return unchecked


def check(frame: PlanFrame) -> None:
    """Run the checks of the open plan to their end."""
    assert frame.session is not None
    frame.session.plan.findings.settle()
    settle()
