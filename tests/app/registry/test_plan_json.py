from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from app.registry.errors import PlanJsonError, PlanNotEmptyError
from app.registry.export_data import plan_json
from app.registry.importing import apply_rows, import_files
from app.registry.judging import Options
from app.registry.plan_json import load_plan, read_plan_json
from app.workspace import NewPlan, Workspace
from model import journal
from model.schema import SCHEMA_VERSION
from tests.app.registry.samples import judged, service, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def exported(workspace: Workspace, tmp_path: Path) -> Path:
    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [service()])).writes)
    path = tmp_path / "plan.json"
    path.write_bytes(plan_json(workspace))
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.jalon"
    Workspace.create(path, NewPlan("fednor", "FedNor", "FedNor", "2024-2025")).close()
    return path


def test_a_plan_comes_back_from_its_json_with_the_same_content(exported: Path, empty: Path) -> None:
    report = import_files(empty, [exported], Options()).files[0]

    with Workspace.open(empty) as workspace:
        assert plan_json(workspace) == exported.read_bytes()
        assert workspace.undo_label == "Import plan"
        journal.verify(workspace.database)
    assert (report.kind, report.layout) == ("plan", "plan")


def test_a_plan_with_records_takes_no_other_plan(exported: Path, workspace: Workspace) -> None:
    before = plan_json(workspace)

    with pytest.raises(PlanNotEmptyError):
        load_plan(workspace, read_plan_json(exported))

    assert plan_json(workspace) == before


def spoiled(exported: Path, spoil: Callable[[dict[str, Any]], Any]) -> Path:
    content = json.loads(exported.read_text(encoding="utf-8"))
    spoil(content)
    path = exported.with_name("spoiled.json")
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda c: c.update(format="other"), "format"),
        (lambda c: c.update(schema=0), "schema"),
        (lambda c: c["entities"].pop("note"), "entities"),
        (lambda c: c["entities"]["service"][0].pop("state"), "service[0]"),
        (lambda c: c["entities"]["service"][0].update(state=["x"]), "service[0].state"),
        (lambda c: c["entities"]["service"][0].update(state="a\0"), "service[0].state"),
        (lambda c: c["entities"]["service"][0].update(state="\ud800"), "service[0].state"),
        (lambda c: c["entities"]["plan"].clear(), "plan"),
        (lambda c: c["entities"]["plan"][0].update(framework="../frameworks/x"), "plan[0].framework"),
        (lambda c: c["entities"]["plan"][0].update(framework="no-such-policy"), "plan[0].framework"),
        (lambda c: c["entities"]["plan"][0].update(first_yr="2024"), "plan[0].first_yr"),
        (lambda c: c["entities"]["plan"][0].update(years=9), "plan[0].years"),
        (lambda c: c["entities"]["plan"][0].update(department=" "), "plan[0].department"),
        (lambda c: c["entities"]["plan"][0].update(years=True), "plan[0].years"),
        (lambda c: c["entities"]["plan"][0].update(title_en=10**30), "plan[0].title_en"),
        (lambda c: c["entities"]["service"][0].update(id=""), "service[0].id"),
        (lambda c: c["entities"]["service"][0].update(state="closed"), "service[0].state"),
        (lambda c: c["entities"]["service"][0].update(state_since="2024"), "service[0].state_since"),
        (lambda c: c["entities"]["service_record"][0].update(fiscal_yr=""), "service_record[0].fiscal_yr"),
        (lambda c: c["entities"]["service_record"][0].update(fiscal_yr="2023-2025"), "service_record[0].fiscal_yr"),
        (lambda c: c["entities"]["service_record"][0].update(service_fee="maybe"), "service_record[0].service_fee"),
        (lambda c: c["entities"]["service_record"][0].update(confirmed_on="soon"), "service_record[0].confirmed_on"),
        (
            lambda c: c["entities"]["service_record"][0].update(num_website_visits="9" * 5000),
            "service_record[0].num_website_visits",
        ),
        (lambda c: c["entities"]["confirmation"][0].update(confirmed_at="now"), "confirmation[0].confirmed_at"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_place(
    exported: Path, spoil: Callable[[dict[str, Any]], Any], where: str
) -> None:
    with pytest.raises(PlanJsonError) as refused:
        read_plan_json(spoiled(exported, spoil))

    assert refused.value.where == where


@pytest.mark.parametrize(
    "spoil",
    [
        lambda c: c["entities"]["service"].clear(),  # records point at nothing
        lambda c: c["entities"]["service"].append(c["entities"]["service"][0]),
    ],
)
def test_rows_that_a_plan_cannot_hold_are_refused_and_nothing_is_written(
    exported: Path, empty: Path, spoil: Callable[[dict[str, Any]], Any]
) -> None:
    with Workspace.open(empty) as workspace:
        before = plan_json(workspace)

        with pytest.raises(PlanJsonError):
            load_plan(workspace, read_plan_json(spoiled(exported, spoil)))

        assert plan_json(workspace) == before


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe{", b"[" * 100_000, b'{"format": NaN}'])
def test_what_is_no_json_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(data)

    with pytest.raises(PlanJsonError):
        read_plan_json(path)


def test_a_newer_plan_is_told_as_such(exported: Path) -> None:
    with pytest.raises(PlanJsonError) as refused:
        read_plan_json(spoiled(exported, lambda c: c.update(schema=SCHEMA_VERSION + 1)))

    assert refused.value.newer
