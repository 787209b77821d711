from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.registry.result_file import read_result
from tests.app.registry.samples import REAL, service, write
from tests.end_to_end.command import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.jalon"
    names = ("--name-en", "A", "--name-fr", "B", "--first-year", "2023-2024")
    assert run("new", path, "--department", "aafc-aac", *names).code == 0
    return path


def test_the_answer_counts_and_standard_error_tells_of_each_row(plan: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [service(), service(service_id="bad", service_fee="?")])

    done = run("import", plan, path)

    assert done.code == 1
    assert done.out == f"{path}: added 1, changed 0, unchanged 0, refused 1\n"
    assert done.err == "a.csv, row 3, service_fee: refused (choice). This code is not in the list. Allowed are: N, Y.\n"


def test_fifty_rows_are_told_one_by_one_and_the_rest_counted(plan: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [service(service_id=f"{n}", service_fee="?") for n in range(52)])

    done = run("import", plan, path)

    assert len(done.err.splitlines()) == 51
    assert done.err.splitlines()[-1] == "… and 2 more; --json lists them all."
    assert len(run("import", plan, path, "--json").json()["files"][0]["rejected"]) == 52


def test_a_dry_run_says_so_and_writes_its_result(plan: Path, tmp_path: Path) -> None:
    before, result = plan.read_bytes(), tmp_path / "result.jsonl"

    done = run("import", plan, REAL / "service.csv", "--dry-run", "--result", result)

    assert done.out.splitlines()[0] == "Nothing was changed. An import would do this:"
    assert len(read_result(result)) == 181
    for line in result.read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) >= {"key", "before", "after", "finding"}
    assert plan.read_bytes() == before


def test_a_result_is_asked_for_with_a_dry_run_only(plan: Path, tmp_path: Path) -> None:
    done = run("import", plan, REAL / "service.csv", "--result", tmp_path / "result.jsonl")

    assert (done.code, done.out) == (2, "")


def test_a_result_that_cannot_be_written_is_told(plan: Path, tmp_path: Path) -> None:
    done = run("import", plan, REAL / "service.csv", "--dry-run", "--result", tmp_path / "no" / "result.jsonl")

    assert (done.code, done.out) == (4, "")
    assert "result.jsonl" in done.err


def test_a_result_is_written_whole_or_not_at_all(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "result.jsonl").mkdir()

    done = run("import", plan, REAL / "service.csv", "--dry-run", "--result", tmp_path / "result.jsonl")

    assert (done.code, done.out) == (4, "")
    assert "result.jsonl" in done.err
    assert list((tmp_path / "result.jsonl").iterdir()) == []


def test_the_author_is_kept_with_the_change(plan: Path) -> None:
    run("import", plan, REAL / "service.csv", "--author", "Zoé")

    assert run("info", plan, "--json").json()["modified"]
    assert b"Zo\xc3\xa9" in plan.read_bytes()


def test_progress_is_written_for_the_window(plan: Path) -> None:
    done = run("import", plan, REAL / "service.csv", "--dry-run", "--progress", "--json")

    assert [line for line in done.err.splitlines() if line.startswith("@progress")] == [
        "@progress 0 1",
        "@progress 1 1",
    ]


def test_a_report_is_written_in_both_languages_and_named(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    path = write(tmp_path / "a.csv", [service(), service(service_id="bad", service_fee="?")])

    done = run("import", plan, path, "--report", folder)
    told = run("import", plan, path, "--report", folder, "--json").json()

    names = ["aafc-aac-import-report-en.html", "aafc-aac-import-report-fr.html"]
    assert done.code == 1
    assert done.out.splitlines()[1:] == [str(folder / name) for name in names]
    assert told["reports"] == [str(folder / name) for name in names]
    assert sorted(file.name for file in folder.iterdir()) == names


def test_a_report_that_has_no_place_stops_the_import_before_it_writes(plan: Path) -> None:
    before = plan.read_bytes()

    done = run("import", plan, REAL / "service.csv", "--report", plan)

    assert (done.code, done.out) == (4, "")
    assert plan.read_bytes() == before


def test_the_overview_has_the_figures_of_each_file_and_no_row(plan: Path, tmp_path: Path) -> None:
    overview = tmp_path / "overview.json"
    files = [REAL / "legacy" / "service_2020-2021.csv", REAL / "service.csv"]

    run("import", plan, *files, "--dry-run", "--overview", overview)

    found = json.loads(overview.read_text(encoding="utf-8"))["files"]
    assert [(file["layout"], file["added"], file["about"]) for file in found] == [
        ("portal_2020_2021", 47, []),
        ("current", 181, []),
    ]


@pytest.mark.parametrize("drafts", [(), ("--drafts",)])
def test_former_files_are_taken_whether_drafts_are_asked_for_or_not(plan: Path, drafts: tuple[str, ...]) -> None:
    files = sorted((REAL / "legacy").glob("*.csv"))

    done = run("import", plan, *files, *drafts, "--json")

    assert done.code == 0
    assert {file["layout"] for file in done.json()["files"]} == {
        "portal_2018_2023",
        "portal_2020",
        "portal_2020_2021",
        "registry_2018",
    }


def test_a_plan_that_was_read_whole_is_reported_by_its_count(plan: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jalon"
    empty.write_bytes(plan.read_bytes())
    run("import", plan, REAL / "service.csv", "--department", "fednor")
    run("export", plan, "plan", "-o", tmp_path)
    (exported,) = tmp_path.glob("*.json")

    done = run("import", empty, exported, "--report", tmp_path / "reports")

    assert done.code == 0
    page = (tmp_path / "reports" / "aafc-aac-import-report-en.html").read_text(encoding="utf-8")
    added = done.out.partition("added ")[2].partition(",")[0]
    assert f'<td class="end">{added}</td>' in page


def test_progress_is_told_while_rows_are_judged(plan: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [service(service_id=f"{number}") for number in range(2_500)])

    done = run("import", plan, path, "--dry-run", "--progress")

    told = [line for line in done.err.splitlines() if line.startswith("@progress")]
    assert told == ["@progress 0 1", "@progress 1000 2500", "@progress 2000 2500", "@progress 1 1"]
