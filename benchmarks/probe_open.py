"""Prints in how many milliseconds a plan is opened and its services are listed: by us, or by raw sqlite3.

The interpreter and the imports are over when the clock starts, on both sides.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from pathlib import Path

from government import YEAR

from app.framework.loading import load_framework
from app.inventory.rows import rows
from app.plan_facts import plan_card
from app.workspace import Workspace
from model.fiscal_year import FiscalYear

TABLES = ("service_record", "service", "standard_record", "decision", "selection_round", "plan", "program")


def ours(path: Path) -> int:
    """Open the plan for writing, as the editor does, and read the rows of its table."""
    with Workspace.open(path) as workspace:
        plan_card(workspace)
        return len(rows(workspace, FiscalYear.parse(YEAR)))


def raw(path: Path) -> int:
    """Read the same tables to the last row with nothing but sqlite3."""
    database = sqlite3.connect(path)
    try:
        held = [database.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES]
        return len(held[0])
    finally:
        database.close()


def main() -> None:
    """Time one way once."""
    way, path = sys.argv[1], Path(sys.argv[2])
    load_framework("policy-on-service-2014")
    began = time.perf_counter()
    count = {"ours": ours, "raw": raw}[way](path)
    print(count, (time.perf_counter() - began) * 1000)


if __name__ == "__main__":
    main()
