"""Who uses an identifier, as the loaded inventory says: whoever reported under it last."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.checks.findings import Findings
from app.reference import store
from app.reference.identifiers import identifier_owners
from tests.app.plans import put_service

if TYPE_CHECKING:
    from app.workspace import Workspace

REAL = Path(__file__).parents[2] / "data" / "real" / "service.csv"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return a published file in which one service went from a department to another."""
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns, row = list(reader.fieldnames or ()), next(reader)
    rows = [
        row | {"service_id": "7", "fiscal_yr": "2021-2022", "owner_org": "cgc-ccg"},
        row | {"service_id": "7", "fiscal_yr": "2022-2023", "owner_org": "statcan"},
        row | {"service_id": "8", "fiscal_yr": "2022-2023", "owner_org": "aafc-aac"},
    ]
    path = tmp_path / "published.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_nothing_is_known_while_nothing_is_loaded() -> None:
    assert identifier_owners() == {}


def test_the_department_that_reported_last_uses_an_identifier(published: Path) -> None:
    store.load([published])

    assert identifier_owners() == {"7": {"statcan"}, "8": {"aafc-aac"}}


def test_a_damaged_reference_says_nothing(published: Path) -> None:
    store.load([published])
    store.path().write_bytes(b"no database")

    assert identifier_owners() == {}


def test_a_service_with_another_department_s_identifier_is_found(workspace: Workspace, published: Path) -> None:
    stolen, ours = put_service(workspace, "7"), put_service(workspace, "8")
    store.load([published])

    found = [f for f in Findings(workspace, today=date(2025, 1, 15)).all if f.rule == "service_id_reused"]

    assert [(f.id, dict(f.facts)["department"]) for f in found] == [(stolen, "statcan")]
    assert ours not in {f.id for f in found}
