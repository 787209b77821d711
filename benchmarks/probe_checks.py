"""Prints what it takes to check a plan, in milliseconds of processor: everything, and again after one field changed.

The third number is the longest piece of the second check: so long a window does not answer. The framework, the rules
and the registry's lists are loaded before the clock starts.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.checks.findings import Findings
from app.checks.rules import rules
from app.framework.loading import load_framework
from app.registry.code_lists import programs
from app.registry.schema import schema
from app.workspace import Workspace
from model.inventory import SERVICE_RECORD

if TYPE_CHECKING:
    from model.change_set import ChangeSet


def main() -> None:
    """Check a plan, change a field and check again."""
    for load in (lambda: load_framework("policy-on-service-2014"), rules, schema, programs):
        load()
    changes: list[ChangeSet] = []
    with Workspace.open(Path(sys.argv[1])) as workspace:
        began = time.process_time()
        findings = Findings(workspace)
        everything = time.process_time() - began
        workspace.observe(changes.append)
        key = workspace.rows(select(SERVICE_RECORD.c.id).order_by(SERVICE_RECORD.c.id).limit(1))[0].id
        for value in ("71", "72", "73"):  # the first one still makes its queries
            with workspace.change("Change a field") as connection:
                changed = SERVICE_RECORD.update().where(SERVICE_RECORD.c.id == key)
                connection.execute(changed.values(num_applications_online=value))
            pieces = _pieces(findings, changes[-1:])
    print(everything * 1000, sum(pieces) * 1000, max(pieces) * 1000)


def _pieces(findings: Findings, changes: list[ChangeSet]) -> list[float]:
    run, found, is_over = findings.run(changes), list[float](), False
    while not is_over:
        began = time.process_time()
        is_over = next(run, "over") == "over"
        found.append(time.process_time() - began)
    return found


if __name__ == "__main__":
    main()
