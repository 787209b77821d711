"""Indicators of a plan: targets, the rest of the plan, departments and years."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.assessment.changes import enter_figure
from app.errors import UnknownCodeError
from app.framework.loading import load_framework
from app.indicators.figures import figures, trend
from app.indicators.measure import Figure, Measure
from app.inventory.approval import Approver, approve_inventory
from model.inventory import SERVICE_RECORD
from model.strategy import ENGAGEMENT_APPROACH, INITIATIVE, MANDATORY_SERVICE, TARGET
from tests.app.plans import YEAR, change, put, put_service, put_standard, record_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def figure(workspace: Workspace, name: str, year: FiscalYear = YEAR) -> Figure:
    return figures(workspace, year).figure(name)


def test_every_indicator_of_the_framework_is_there_in_its_order(workspace: Workspace) -> None:
    framework = load_framework("policy-on-service-2014")

    found = figures(workspace, YEAR)

    assert [held.id for held in found.figures] == [indicator.id for indicator in framework.indicators]


def test_records_of_other_departments_count_only_when_asked(workspace: Workspace) -> None:
    put_service(workspace)
    put_service(workspace, "9", owner_org="statcan")

    own, all_held, other = (figures(workspace, YEAR, asked) for asked in ("", None, "statcan"))

    assert [found.figure("services_total").value for found in (own, all_held, other)] == [1, 2, 1]


def test_a_year_without_records_has_no_shares(workspace: Workspace) -> None:
    put_service(workspace)

    assert figure(workspace, "online_end_to_end", YEAR + 1).value is None
    assert figure(workspace, "services_total", YEAR + 1).value == 0


def test_the_plans_own_target_takes_the_place_of_the_frameworks(workspace: Workspace) -> None:
    put_standard(workspace, put_service(workspace))
    assert figure(workspace, "standards_met").target == 0.8

    put(workspace, TARGET, indicator="standards_met", fiscal_yr=str(YEAR), value="0.95")

    assert figure(workspace, "standards_met").target == 0.95


def test_an_indicator_that_is_to_rise_is_met_when_it_rose(workspace: Workspace) -> None:
    service = put_service(workspace, year=YEAR - 1, os_decision="N")
    put_service(workspace, year=YEAR, service=service)

    found = figure(workspace, "online_end_to_end")

    assert (found.previous, found.value, found.is_met) == (0.0, 1.0, True)


@pytest.mark.parametrize(
    ("target", "is_met", "attainment"), [("0.3", True, 1.0), ("0.2", True, 1.0), ("0.1", False, 0.5)]
)
def test_a_share_that_is_to_be_low_meets_the_target_that_it_does_not_exceed(
    workspace: Workspace, target: str, is_met: bool, attainment: float
) -> None:
    put_service(workspace, num_applications_online="80", num_applications_by_phone="20", num_phone_enquiries="0")
    put(workspace, TARGET, indicator="phone_share", fiscal_yr=str(YEAR), value=target)

    found = figure(workspace, "phone_share")

    assert found.value == 0.2
    assert (found.is_met, found.attainment) == (is_met, attainment)
    assert figure(workspace, "targets_met").numerator == is_met


def test_fewer_telephone_calls_are_better_and_fewer_online_applications_are_not(workspace: Workspace) -> None:
    service = put_service(workspace, year=YEAR - 1, num_applications_online="10", num_applications_by_phone="90")
    put_service(workspace, year=YEAR, service=service, num_applications_online="90", num_applications_by_phone="10")

    assert figure(workspace, "phone_share").is_improved is True
    assert figure(workspace, "online_share").is_improved is True
    assert figure(workspace, "services_total").is_improved is None


@pytest.mark.parametrize("written", ["nan", "inf", "most"])
def test_a_target_that_is_no_number_is_no_target(workspace: Workspace, written: str) -> None:
    put_service(workspace)

    put(workspace, TARGET, indicator="online_share", fiscal_yr=str(YEAR), value=written)

    assert figure(workspace, "online_share").target is None


def test_the_inventory_is_updated_while_its_approval_holds(workspace: Workspace) -> None:
    service = put_service(workspace)
    approve_inventory(workspace, YEAR, Approver("A. Keeper", "B. Head", date(2024, 9, 30)))
    assert figure(workspace, "inventory_updated").value == 1

    change(workspace, SERVICE_RECORD, record_of(workspace, service), num_website_visits="1")

    assert figure(workspace, "inventory_updated").value == 0


def test_an_approval_after_the_closing_period_comes_too_late(workspace: Workspace) -> None:
    put_service(workspace)

    approve_inventory(workspace, YEAR, Approver("A. Keeper", "B. Head", date(2025, 10, 1)))

    assert figure(workspace, "inventory_updated").value == 0


def test_a_blank_required_field_lowers_completeness(workspace: Workspace) -> None:
    service = put_service(workspace)
    whole = figure(workspace, "inventory_complete")
    assert whole.numerator == whole.denominator

    change(workspace, SERVICE_RECORD, record_of(workspace, service), service_type="")

    assert figure(workspace, "inventory_complete").numerator == (whole.numerator or 0) - 1


def test_an_answer_that_asks_for_another_field_raises_what_is_required(workspace: Workspace) -> None:
    service = put_service(workspace)
    before = figure(workspace, "inventory_complete").denominator or 0

    change(workspace, SERVICE_RECORD, record_of(workspace, service), os_issuance="NA")

    assert figure(workspace, "inventory_complete").denominator == before + 2


@pytest.mark.parametrize(
    ("first", "completion", "status", "expected"),
    [
        ("2023-2024", "2026-03-31", "on_target", Measure(1, 1)),
        ("2023-2024", "2026-03-31", "delayed", Measure(0, 1)),
        ("2023-2024", "2026-03-31", "discontinued", Measure(0, 0, excluded=1)),
        ("2023-2024", "2026-03-31", "", Measure(0, 0, unknown=1)),
        ("2025-2026", None, "on_target", Measure(0, 0)),
        ("2022-2023", "2024-03-31", "completed", Measure(0, 0)),
        ("2022-2023", "2024-03-31", "delayed", Measure(0, 1)),
    ],
)
def test_commitments_are_initiatives_due_or_running_in_the_year(
    workspace: Workspace, first: str, completion: str | None, status: str, expected: Measure
) -> None:
    put(workspace, INITIATIVE, first_yr=first, completion_on=completion, status=status)

    assert figure(workspace, "commitments_on_track").measure == expected


def test_a_target_without_a_result_is_not_met(workspace: Workspace) -> None:
    put_service(workspace)
    for name, value in (("services_total", "1"), ("priority_reviewed", "1"), ("targets_met", "1")):
        put(workspace, TARGET, indicator=name, fiscal_yr=str(YEAR), value=value)

    assert figure(workspace, "targets_met").measure == Measure(1, 2)


def test_an_engagement_approach_counts_once_it_is_approved(workspace: Workspace) -> None:
    span = {"first_yr": str(YEAR), "last_yr": str(YEAR + 1)}
    put(workspace, ENGAGEMENT_APPROACH, **span)
    assert figure(workspace, "engagement_in_force").value == 0

    put(workspace, ENGAGEMENT_APPROACH, approved_on="2024-05-01", **span)

    assert figure(workspace, "engagement_in_force").value == 1
    assert figure(workspace, "engagement_in_force", YEAR - 1).value == 0


def test_mandatory_services_are_counted_from_their_list(workspace: Workspace) -> None:
    for adopted in ("Y", "N", ""):
        put(workspace, MANDATORY_SERVICE, adopted=adopted)

    assert figure(workspace, "mandatory_adopted").measure == Measure(1, 3)


def test_entered_figures_are_kept_by_year_and_taken_back(workspace: Workspace) -> None:
    enter_figure(workspace, "learning_at_entry", YEAR, 9, 12)
    assert figure(workspace, "learning_at_entry").value == 0.75
    assert figure(workspace, "learning_at_entry", YEAR - 1).value is None

    enter_figure(workspace, "learning_at_entry", YEAR, None, None)

    assert figure(workspace, "learning_at_entry").value is None


@pytest.mark.parametrize(("name", "above", "below"), [("services_total", 1, 1), ("learning_regular", 3, 2)])
def test_a_figure_that_is_computed_or_impossible_is_refused(
    workspace: Workspace, name: str, above: int, below: int
) -> None:
    with pytest.raises(UnknownCodeError):
        enter_figure(workspace, name, YEAR, above, below)


def test_several_years_at_once_are_those_of_each_year(workspace: Workspace) -> None:
    service = put_service(workspace, year=YEAR - 1)
    put_service(workspace, year=YEAR, service=service, os_decision="N")

    together = trend(workspace, (YEAR - 1, YEAR))

    assert together == (figures(workspace, YEAR - 1), figures(workspace, YEAR))
