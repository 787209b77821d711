"""A plan with 20,000 records of one year, multiplied from the real excerpts; also one of an earlier version.

    many.py PLAN

They are put into the plan's tables at once: reading so many from a file is another figure's business.
"""

from __future__ import annotations

import contextlib
import csv
import gzip
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from government import REAL, YEAR

from app.workspace import NewPlan, Workspace
from model import journal
from model.base import new_key
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD

RECORDS, BEFORE = 20_000, "2022-2023"
DEPARTMENT = "aafc-aac"
_EACH_TENTH = 10  # has a record of the year before


OLDER = REAL.parent / "plans" / "schema-2.jalon.gz"


def write_many(plan: Path, records: int = RECORDS) -> None:
    """Make the plan; every service has two of its standards at the most, each tenth a record of the year before."""
    rows = _rows(records)
    new = NewPlan(DEPARTMENT, "Whole government", "Gouvernement entier", YEAR)
    with Workspace.create(plan, new) as workspace, workspace.change("Import inventory") as connection:
        for table, name in ((SERVICE, "service"), (SERVICE_RECORD, "record"), (STANDARD_RECORD, "standard")):
            connection.execute(table.insert(), rows[name])


def write_older(plan: Path, records: int = RECORDS) -> None:
    """Make a plan that an earlier version saved hold as many: its own triggers journal them, and they are sealed."""
    plan.write_bytes(gzip.decompress(OLDER.read_bytes()))
    rows = _rows(records)
    with contextlib.closing(sqlite3.connect(plan, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        seq = journal.begin(database, journal.Heading("Import inventory", "A", "A"))
        for table, name in ((SERVICE, "service"), (SERVICE_RECORD, "record"), (STANDARD_RECORD, "standard")):
            blank = {column.name: None if column.nullable else "" for column in table.columns}
            marks = ", ".join("?" * len(blank))
            values = (tuple({**blank, **row}.values()) for row in rows[name])
            database.executemany(f"INSERT INTO {table.name} ({', '.join(blank)}) VALUES ({marks})", values)
        journal.end(database, seq)
        database.execute("COMMIT")


def _rows(records: int) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each table."""
    services, standards = _read("service.csv"), _read("service-std.csv")
    own: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for one in standards:
        own[one["fiscal_yr"], one["service_id"]].append(one)
    rows: dict[str, list[dict[str, Any]]] = {"service": [], "record": [], "standard": []}
    for number in range(records):
        _add(rows, services[number % len(services)], number, own)
    return rows


def _read(name: str) -> list[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _add(
    rows: dict[str, list[dict[str, Any]]],
    found: dict[str, str],
    number: int,
    own: dict[tuple[str, str], list[dict[str, str]]],
) -> None:
    key = new_key()
    identifier = f"{found['service_id']}-{number}"
    rows["service"].append(
        {"id": key, "owner_org": DEPARTMENT, "service_id": identifier, "state": "active", "state_since": ""}
    )
    kept = {column.name for column in SERVICE_RECORD.columns}
    record = {name: value for name, value in found.items() if name in kept} | {"service": key, "owner_org": DEPARTMENT}
    record |= {f"service_name_{side}": f"{found[f'service_name_{side}']} {number}" for side in ("en", "fr")}
    for year in (YEAR, BEFORE)[: 2 if number % _EACH_TENTH == 0 else 1]:
        rows["record"].append(record | {"id": new_key(), "fiscal_yr": year})
    kept = {column.name for column in STANDARD_RECORD.columns}
    for one in own[found["fiscal_yr"], found["service_id"]][:2]:
        standard = {name: value for name, value in one.items() if name in kept}
        standard["service_standard_id"] += f"-{number}"
        rows["standard"].append(
            standard | {"id": new_key(), "service": key, "owner_org": DEPARTMENT, "fiscal_yr": YEAR}
        )


if __name__ == "__main__":
    write_many(Path(sys.argv[1]))
