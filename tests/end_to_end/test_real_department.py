"""Real departments: what the program counts equals what others count from the same files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.end_to_end import independent
from tests.end_to_end.command import run

REAL = Path(__file__).parents[1] / "data" / "real"
SERVICES, STANDARDS = REAL / "service.csv", REAL / "service-std.csv"
DEPARTMENTS = sorted({row["owner_org"] for row in independent.read(SERVICES)})
YEARS = ("2023-2024", "2024-2025")
SERVICE_KEY = ("owner_org", "fiscal_yr", "service_id")
KEYS = {"services": SERVICE_KEY, "standards": (*SERVICE_KEY, "service_standard_id")}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a filled plan of each department; they are read only."""
    folder = tmp_path_factory.mktemp("plans")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JALON_DATA", str(folder / "data"))
        return {department: _filled(folder / f"{department}.jalon", department) for department in DEPARTMENTS}


def _filled(path: Path, department: str) -> Path:
    names = ("--name-en", "A department", "--name-fr", "Un ministère")
    assert run("new", path, "--department", department, *names, "--first-year", YEARS[0]).code == 0
    done = run("import", path, STANDARDS, SERVICES, "--department", department, "--json")
    assert done.code == (1 if department == "cgc-ccg" else 0), done.err
    return path


def test_the_sample_holds_nine_departments() -> None:
    assert len(DEPARTMENTS) == 9


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_counts_are_those_of_the_files(plans: dict[str, Path], department: str) -> None:
    services, standards = independent.taken(rows(SERVICES), rows(STANDARDS), department)

    info = run("info", plans[department], "--json").json()

    assert info["services"] == len({row["service_id"] for row in services})
    for what, held in (("records", services), ("standards", standards)):
        counted = {year: n for year in YEARS if (n := sum(row["fiscal_yr"] == year for row in held))}
        assert info[what] == counted
    assert info["working_year"] == max(row["fiscal_yr"] for row in services)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_indicators_equal_an_independent_computation(plans: dict[str, Path], department: str, year: str) -> None:
    wanted = independent.indicators(*independent.taken(rows(SERVICES), rows(STANDARDS), department), year)

    answer = run("indicators", plans[department], "--year", year, "--json").json()

    got = {figure["id"]: figure for figure in answer["indicators"]}
    for name, (numerator, denominator) in wanted.items():
        figure = got[name]
        assert figure["numerator"] == pytest.approx(float(numerator), abs=1e-9), name
        assert figure["denominator"] == denominator, name
        if denominator is None:
            assert figure["value"] == numerator, name
        elif denominator == 0:
            assert figure["value"] is None, name
        else:
            assert figure["value"] == pytest.approx(float(numerator / denominator), abs=1e-12), name


@pytest.mark.parametrize("document", ["services", "standards"])
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_published_rows_come_back_field_by_field(
    plans: dict[str, Path], tmp_path: Path, department: str, document: str
) -> None:
    taken = independent.taken(rows(SERVICES), rows(STANDARDS), department)
    wanted = taken[0] if document == "services" else taken[1]

    done = run("export", plans[department], document, "--format", "csv", "-o", tmp_path)

    path = Path(done.out.strip())
    got = rows(path)
    assert (done.code, path.name) == (0, f"{department}-{document}.csv")
    assert {tuple(row[name] for name in KEYS[document]): row for row in got} == {
        tuple(row[name] for name in KEYS[document]): row for row in wanted
    }
    assert path.read_bytes() == written(got)


def written(held: list[dict[str, str]]) -> bytes:
    """Return the published form of rows, as the ``csv`` module writes it."""
    buffer = io.StringIO(newline="")
    table = csv.DictWriter(buffer, list(held[0]), lineterminator="\r\n")
    table.writeheader()
    table.writerows(held)
    return buffer.getvalue().encode("utf-8-sig")
