"""Findings are made in small pieces beside the work, and end up what a whole check finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.checks.findings import check
from app.inventory.editing import edit_record
from app.inventory.rows import rows
from app.workspace import Workspace
from ui.plan_findings import PlanFindings

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def test_findings_come_once_the_window_is_idle(qtbot: QtBot, sample_plan: Path) -> None:
    with Workspace.open(sample_plan) as workspace:
        findings = PlanFindings(workspace)

        with qtbot.waitSignal(findings.changed, timeout=60_000):
            findings.start()

        assert findings.all == check(workspace)
        assert findings.all


def test_a_change_during_a_check_is_in_what_it_finds(qtbot: QtBot, sample_plan: Path) -> None:
    with Workspace.open(sample_plan) as workspace:
        findings = PlanFindings(workspace)
        workspace.observe(findings.hear)
        findings.start()
        findings._go_on()  # the check is under way
        year = check(workspace)[0].year
        assert year is not None
        service = rows(workspace, year)[0].key

        with qtbot.waitSignal(findings.changed, timeout=60_000):
            edit_record(workspace, service, year, {"service_name_fr": ""})

        assert findings.all == check(workspace)
        assert any(found.field == "service_name_fr" for found in findings.all)


@pytest.mark.usefixtures("qtbot")
def test_a_change_that_finds_nothing_new_tells_nobody(sample_plan: Path) -> None:
    with Workspace.open(sample_plan) as workspace:
        year = check(workspace)[0].year
        assert year is not None
        service = rows(workspace, year)[0].key
        edit_record(workspace, service, year, {"is_critical": "Y"})  # voids the approval, which is a finding
        findings = PlanFindings(workspace)
        findings.settle()
        workspace.observe(findings.hear)
        told: list[bool] = []
        findings.changed.connect(lambda: told.append(True))

        edit_record(workspace, service, year, {"service_agreements": "Y"})
        findings.settle()

        assert findings.all == check(workspace)
        assert told == []


def test_what_changed_outside_the_plan_is_looked_at_again(qtbot: QtBot, sample_plan: Path) -> None:
    with Workspace.open(sample_plan) as workspace:
        findings = PlanFindings(workspace)
        findings.settle()

        with qtbot.waitSignal(findings.changed, timeout=60_000):
            findings.look_again()

        assert findings.all == check(workspace)
