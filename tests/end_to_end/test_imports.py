"""Files of the registry on the command line: each row is accounted for, and a second import changes nothing."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from app.workspace import Workspace
from model import canonical, journal
from tests.end_to_end.command import run
from tests.end_to_end.walk import REAL

if TYPE_CHECKING:
    from pathlib import Path

LEGACY = sorted((REAL / "legacy").glob("*.csv"))
PUBLISHED = (REAL / "service.csv", REAL / "service-std.csv")
OUTCOMES = ("added", "changed", "unchanged")


def rows_of(path: Path) -> int:
    """Count the rows of a file with the ``csv`` module alone."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _row in csv.DictReader(file))


def refused(report: dict[str, Any]) -> set[int]:
    return {item["row"] for item in report["rejected"]}


def counted(report: dict[str, Any]) -> int:
    """Return how many rows a file's report accounts for."""
    return sum(int(report[outcome]) for outcome in OUTCOMES) + len(refused(report))


@pytest.fixture
def plan(plan_path: Path) -> Path:
    """Return a new plan without a record."""
    names = ("--name-en", "A department", "--name-fr", "Un ministère", "--first-year", "2023-2024")
    assert run("new", plan_path, "--department", "aafc-aac", *names).code == 0
    return plan_path


def content(plan: Path) -> tuple[bytes, int]:
    """Return the canonical JSON of a plan, and how many change sets it has."""
    with Workspace.read(plan) as workspace:
        return canonical.write(canonical.document(workspace.database)), len(journal.history(workspace.database))


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.stem)
def test_every_row_of_a_former_file_is_accounted_for_with_drafts(plan: Path, path: Path) -> None:
    done = run("import", plan, path, "--department", "all", "--drafts", "--json")

    (report,) = done.json()["files"]
    assert rows_of(path) > 0
    assert counted(report) == rows_of(path)
    assert done.code == (1 if refused(report) else 0)
    for item in report["rejected"]:
        assert item["message"], item
    held = run("export", plan, report["kind"], "--department", "all", "--format", "csv", "-o", plan.parent / "out")
    assert held.code == 0, held.err
    written = [file for file in (plan.parent / "out").iterdir() if file.suffix == ".csv"]
    assert sum(map(rows_of, written)) == report["added"]


@pytest.mark.parametrize("path", LEGACY, ids=lambda path: path.stem)
def test_a_former_file_imported_twice_changes_nothing(plan: Path, path: Path) -> None:
    first = run("import", plan, path, "--department", "all", "--drafts", "--json").json()["files"][0]
    before, on_disk = content(plan), plan.read_bytes()

    again = run("import", plan, path, "--department", "all", "--drafts", "--json").json()["files"][0]

    assert (again["added"], again["changed"]) == (0, 0)
    assert again["unchanged"] == first["added"] + first["changed"] + first["unchanged"]
    assert refused(again) == refused(first)
    assert content(plan) == before
    assert plan.read_bytes() == on_disk


@pytest.mark.parametrize("drafts", [(), ("--drafts",)], ids=["without drafts", "with drafts"])
def test_the_published_inventory_imported_twice_changes_nothing(plan: Path, drafts: tuple[str, ...]) -> None:
    first = run("import", plan, *PUBLISHED, "--department", "all", *drafts, "--json").json()["files"]
    before, on_disk = content(plan), plan.read_bytes()

    again = run("import", plan, *PUBLISHED, "--department", "all", *drafts, "--json").json()["files"]

    assert [counted(report) for report in first] == [rows_of(path) for path in PUBLISHED]
    assert [counted(report) for report in again] == [rows_of(path) for path in PUBLISHED]
    assert [(report["added"], report["changed"]) for report in again] == [(0, 0), (0, 0)]
    assert content(plan) == before
    assert plan.read_bytes() == on_disk


def test_what_was_exported_of_all_departments_imported_again_changes_nothing(plan: Path, tmp_path: Path) -> None:
    run("import", plan, *PUBLISHED, "--department", "all")
    before = content(plan)
    for kind in ("services", "standards"):
        for form in ("csv", "xlsx"):
            where = tmp_path / f"{kind}-{form}"
            assert run("export", plan, kind, "--department", "all", "--format", form, "-o", where).code == 0

            (written,) = where.iterdir()
            again = run("import", plan, written, "--department", "all", "--json").json()["files"]

            assert [(report["added"], report["changed"]) for report in again] == [(0, 0)]
            assert again[0]["unchanged"] > 0
    assert content(plan) == before
