"""The pictures' figures, counted again from the file alone."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.inventory.pictures import ENQUIRIES, Met, YearPicture, year_pictures
from app.registry.importing import import_files
from app.registry.judging import Options
from app.workspace import NewPlan, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

REAL = Path(__file__).parents[2] / "data" / "real"
DEPARTMENT = "cgc-ccg"


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[YearPicture, ...]:
    path = tmp_path / "plan.jalon"
    Workspace.create(path, NewPlan(DEPARTMENT, "Grain", "Grains", "2024-2025")).close()
    import_files(path, [REAL / "service.csv", REAL / "service-std_dump.csv"], Options(drafts=True))
    with Workspace.read(path) as workspace:
        return year_pictures(workspace)


def _rows(name: str, year: str) -> Iterator[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        yield from (r for r in csv.DictReader(file) if r["fiscal_yr"] == year and r["owner_org"] == DEPARTMENT)


def _sum(rows: list[dict[str, str]], name: str) -> int | None:
    numbers = [int(row[name]) for row in rows if row[name] not in {"", "NA", "ND"}]
    return sum(numbers) if numbers else None


def test_years_services_and_volumes_are_those_of_the_file(pictures: tuple[YearPicture, ...]) -> None:
    assert [str(picture.year) for picture in pictures] == ["2023-2024", "2024-2025"]
    for picture in pictures:
        rows = list(_rows("service.csv", str(picture.year)))
        assert picture.services == len(rows)
        assert picture.volumes == {name: _sum(rows, name) for name in picture.volumes}
        assert picture.transactions == sum(value or 0 for value in picture.volumes.values())
        assert ENQUIRIES in picture.volumes


def test_points_count_each_answer(pictures: tuple[YearPicture, ...]) -> None:
    for picture in pictures:
        rows = list(_rows("service.csv", str(picture.year)))
        for point, answers in picture.points.items():
            assert answers == {answer: sum(row[point] == answer for row in rows) for answer in ("Y", "N", "NA")}


def test_standards_are_met_by_the_exact_ratio(pictures: tuple[YearPicture, ...]) -> None:
    for picture in pictures:
        counted = dict.fromkeys(Met, 0)
        for row in _rows("service-std_dump.csv", str(picture.year)):
            met, total, target = row["volume_meeting_target"], row["total_volume"], row["target"]
            if not (met and total and target) or int(total) == 0 or int(met) > int(total):
                counted[Met.UNKNOWN] += 1
            else:
                counted[Met.MET if Fraction(int(met), int(total)) >= Fraction(target) else Met.MISSED] += 1
        assert picture.standards == counted


def test_a_plan_without_records_has_no_pictures(workspace: Workspace) -> None:
    assert year_pictures(workspace) == ()
