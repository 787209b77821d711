"""Volumes that stand out: from the threshold of the plan on, and only when there are years to compare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.checks.findings import Findings, check
from app.checks.settings import DEFAULT_THRESHOLD, ThresholdError, set_variation_threshold, variation_threshold
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE
from model.ownership import SUCCESSION
from model.plan import PLAN_SETTING
from tests.app.plans import change, put, put_service

if TYPE_CHECKING:
    from app.workspace import Workspace

TODAY = date(2025, 1, 15)


def put_volumes(workspace: Workspace, *volumes: int, last: int = 2024) -> str:
    service = ""
    for at, volume in enumerate(volumes):
        service = put_service(
            workspace,
            year=FiscalYear(last - len(volumes) + 1 + at),
            service=service,
            num_applications_online=str(volume),
        )
    return service


def rules(workspace: Workspace) -> list[str]:
    about = {
        "extreme_volume_variation",
        "no_volume_variation",
        "volume_unexplained",
        "duplicate_key",
        "service_id_reused",
    }
    return sorted(f.rule for f in check(workspace, today=TODAY) if f.rule in about)


@pytest.mark.parametrize(
    ("volumes", "expected"),
    [
        ((100, 110, 90, 160), ["extreme_volume_variation", "volume_unexplained"]),
        ((100, 110, 90, 120), []),
        ((100, 110, 160), []),  # too few earlier years
        ((50, 50, 50, 50), ["no_volume_variation", "volume_unexplained"]),
        ((50, 50, 50), []),
        ((0, 0, 0, 0), []),
    ],
)
def test_swings_and_flat_lines_are_found(workspace: Workspace, volumes: tuple[int, ...], expected: list[str]) -> None:
    put_volumes(workspace, *volumes)

    assert rules(workspace) == expected


def test_an_explanation_in_either_language_explains(workspace: Workspace) -> None:
    service = put_volumes(workspace, 100, 110, 90, last=2023)
    put_service(workspace, service=service, num_applications_online="500", volume_note_fr="Nouveau programme")

    assert rules(workspace) == ["extreme_volume_variation"]


def test_the_threshold_is_a_setting_of_the_plan(workspace: Workspace) -> None:
    put_volumes(workspace, 100, 110, 90, 120)
    kept = Findings(workspace, today=TODAY)
    said: list[bool] = []
    workspace.observe(lambda change_set: said.append(kept.refresh(change_set)))

    set_variation_threshold(workspace, 2)

    assert variation_threshold(workspace) == 2
    assert "extreme_volume_variation" in rules(workspace)
    assert kept.all == check(workspace, today=TODAY)
    workspace.undo()
    assert said == [True, True]
    assert variation_threshold(workspace) == DEFAULT_THRESHOLD
    assert kept.all == check(workspace, today=TODAY)


@pytest.mark.parametrize("value", [0.0, -1.0, 11.0, float("nan"), float("inf")])
def test_a_threshold_that_makes_no_sense_is_refused(workspace: Workspace, value: float) -> None:
    with pytest.raises(ThresholdError):
        set_variation_threshold(workspace, value)


@pytest.mark.parametrize("written", ["", "three", "nan", "900"])
def test_a_threshold_that_is_none_counts_as_not_set(workspace: Workspace, written: str) -> None:
    put(workspace, PLAN_SETTING, name="variation_threshold", value=written)

    assert variation_threshold(workspace) == DEFAULT_THRESHOLD


def test_two_records_that_the_registry_takes_for_one_are_found_on_both(workspace: Workspace) -> None:
    put_service(workspace, "7")
    put_service(workspace, "7")
    put_service(workspace, "7", FiscalYear(2023))

    assert rules(workspace) == ["duplicate_key", "duplicate_key"]


def test_an_identifier_that_another_department_has_published_is_reused(workspace: Workspace) -> None:
    service = put_service(workspace, "7")
    published = {"7": {"cgc-ccg", "aafc-aac"}, "8": {"cgc-ccg"}}

    found = [
        f for f in Findings(workspace, today=TODAY, published=lambda: published).all if f.rule == "service_id_reused"
    ]

    assert [(f.id, dict(f.facts)["department"]) for f in found] == [(service, "cgc-ccg")]


def test_a_service_that_was_given_to_us_is_not_reused(workspace: Workspace) -> None:
    service = put_service(workspace, "7")
    put(
        workspace, SUCCESSION, from_service=service, to_service=service, kind="transfer", fiscal_yr="2024-2025",
        from_org="cgc-ccg", to_org="aafc-aac",
    )  # fmt: skip

    found = Findings(workspace, today=TODAY, published=lambda: {"7": {"cgc-ccg"}}).all

    assert "service_id_reused" not in {f.rule for f in found}
    change(workspace, SERVICE, service, service_id="8")
    assert "service_id_reused" not in {
        f.rule for f in Findings(workspace, today=TODAY, published=lambda: {"7": {"x"}}).all
    }
