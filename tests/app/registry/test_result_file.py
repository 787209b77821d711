from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.registry.errors import ResultError, StaleResultError
from app.registry.judging import Outcome
from app.registry.result_file import apply_result, read_result, write_result
from model import canonical
from model.inventory import SERVICE_RECORD
from model.language import Language
from tests.app.registry import samples
from tests.app.registry.samples import judged, service, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.registry.judging import Judgement
    from app.workspace import Workspace


def result(found: Judgement, tmp_path: Path) -> Path:
    path = tmp_path / "result.jsonl"
    with path.open("wb") as file:
        write_result(found, file, Language.FR)
    return path


def test_a_line_holds_key_before_after_and_finding(workspace: Workspace, tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", [service()])
    apply_result(workspace, result(judged(workspace, first), tmp_path))
    rows = [service(service_fee="Y"), service(service_id="new", service_fee="?")]

    path = result(judged(workspace, write(tmp_path / "b.csv", rows)), tmp_path)

    changed, refused = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    assert changed["key"] == ["services", "aafc-aac", "2023-2024", service()["service_id"]]
    assert (changed["before"], changed["after"], changed["finding"]) == ({"service_fee": "N"}, {"service_fee": "Y"}, [])
    assert refused["before"] is None
    assert [finding["rule"] for finding in refused["finding"]] == ["choice"]
    assert refused["finding"][0]["message"].startswith("Ce code ne figure pas dans la liste.")


def test_applying_a_result_is_the_same_as_importing(workspace: Workspace, tmp_path: Path) -> None:
    found = judged(workspace, samples.REAL / "service.csv", samples.REAL / "service-std.csv")

    apply_result(workspace, result(found, tmp_path))

    again = judged(workspace, samples.REAL / "service.csv", samples.REAL / "service-std.csv")
    assert samples.counts(again) == {"added": 0, "changed": 0, "unchanged": 515, "refused": 1}
    assert workspace.undo_label == "Import inventory"


def test_a_refused_row_is_kept_as_a_draft_when_the_planner_says_so(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        service(service_id="a", service_name_en=""),
        service(service_id="b", service_fee="?"),
        service(service_id="c"),
    ]
    path = result(judged(workspace, write(tmp_path / "a.csv", rows)), tmp_path)
    assert [(row.outcome, row.storable) for row in read_result(path)] == [
        (Outcome.REFUSED, True),
        (Outcome.REFUSED, False),
        (Outcome.ADDED, True),
    ]

    apply_result(workspace, path, drafts={0, 1})

    names = [row.service_name_en for row in workspace.rows(select(SERVICE_RECORD.c.service_name_en))]
    assert sorted(names) == ["", service()["service_name_en"]]


def test_a_result_is_not_applied_to_a_plan_that_was_changed_since(workspace: Workspace, tmp_path: Path) -> None:
    path = result(judged(workspace, write(tmp_path / "a.csv", [service()])), tmp_path)
    apply_result(workspace, path)
    before = canonical.document(workspace.database)

    with pytest.raises(StaleResultError):
        apply_result(workspace, path)

    assert canonical.document(workspace.database) == before


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"key": ["services", "a"], "before": null, "after": {}, "finding": []}',
        '{"key": ["services", "a", "b", "c"], "before": null, "after": {"state": "x"}, "finding": []}',
    ],
)
def test_a_file_that_no_dry_run_wrote_is_refused(workspace: Workspace, tmp_path: Path, line: str) -> None:
    path = tmp_path / "result.jsonl"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(ResultError):
        apply_result(workspace, path)
