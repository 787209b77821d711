"""What the registry would refuse today: those records, for those reasons, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.checks.findings import check
from app.checks.readiness import Readiness, readiness, years_reported
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from tests.app.plans import YEAR, change, put_service, put_standard, record_of

if TYPE_CHECKING:
    from app.workspace import Workspace

TODAY = date(2025, 1, 15)


def held(workspace: Workspace, year: FiscalYear = YEAR) -> Readiness:
    return readiness(workspace, check(workspace, today=TODAY), year)


def test_an_inventory_of_complete_records_is_ready(workspace: Workspace) -> None:
    put_standard(workspace, put_service(workspace))

    found = held(workspace)

    assert found.is_ready
    assert (found.services, found.standards, found.accepted, found.by_rule) == (1, 1, 2, ())


def test_an_empty_year_is_not_ready(workspace: Workspace) -> None:
    assert not held(workspace).is_ready


def test_what_is_refused_is_told_by_rule_and_by_service(workspace: Workspace) -> None:
    sound, broken = put_service(workspace, "1"), put_service(workspace, "2", service_type="", service_fee="")
    put_standard(workspace, sound)
    put_standard(workspace, broken, volume_meeting_target="11")

    found = held(workspace)

    assert not found.is_ready
    assert [(rule.id, len(findings)) for rule, findings in found.by_rule] == [("required", 2), ("volume_order", 1)]
    assert [(item.service, len(item.findings)) for item in found.by_service] == [(broken, 3)]
    assert (found.refused_services, found.refused_standards, found.accepted) == (1, 1, 2)


@pytest.mark.parametrize(
    "fields",
    [
        {"client_feedback_channel": "TEL"},  # a suggestion
        {"program_id": "AYO00"},  # a warning
        {"service_type": "RES,GNC"},  # altered by the registry
        {"num_applications_online": "0"},
        {"service_description_en": "A text of many words", "service_description_fr": "A text of many words"},
        {"responsibility_area_en": "Programs"},  # no text of the registry's
        {"special_remarks_en": "Remark", "special_remarks_fr": "\u00a0"},  # blank to a reader, taken by the registry
    ],
)  # fmt: skip
def test_what_the_registry_takes_stands_in_no_way(workspace: Workspace, fields: dict[str, Any]) -> None:
    put_service(workspace, **fields)

    assert check(workspace, today=TODAY)
    assert held(workspace).is_ready


def test_a_service_without_identifier_holds_back_all_its_records(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service)
    change(workspace, SERVICE, service, service_id="")

    found = held(workspace)

    assert [rule.id for rule, _findings in found.by_rule] == ["service_without_identifier"]
    assert (found.refused_services, found.refused_standards, found.accepted) == (1, 1, 0)


def test_another_year_and_another_department_do_not_count(workspace: Workspace) -> None:
    put_service(workspace)
    put_service(workspace, "2", FiscalYear(2023), service_type="")
    put_service(workspace, "3", owner_org="cgc-ccg", service_type="")

    assert held(workspace).is_ready
    assert not held(workspace, FiscalYear(2023)).is_ready
    assert years_reported(workspace) == {"2024-2025": (1, 0), "2023-2024": (1, 0)}


def test_mending_makes_it_ready_again(workspace: Workspace) -> None:
    service = put_service(workspace, service_type="")
    standard = put_standard(workspace, service, total_volume="5")
    before = held(workspace)

    change(workspace, SERVICE_RECORD, record_of(workspace, service), service_type="RES")
    change(workspace, STANDARD_RECORD, standard, total_volume="10")

    assert (before.accepted, held(workspace).accepted) == (0, 2)
    assert held(workspace).is_ready
