"""Ratings that the inventory suggests."""

from __future__ import annotations

from typing import Any

import pytest

from app.framework.loading import load_framework
from app.inventory.facts import ServiceFacts
from app.priorities.suggestions import suggestions
from model.inventory import APPLICATION_COUNTS
from tests.app.plans import facts

SELECTION = load_framework("policy-on-service-2014").priorities
SILENT: dict[str, Any] = dict.fromkeys(APPLICATION_COUNTS, "NA")


def named(key: str, **fields: Any) -> ServiceFacts:
    service = facts(**fields)
    return ServiceFacts(key, service.record, service.standards)


def suggested(consideration: str, **fields: Any) -> int | None:
    return suggestions((facts(**fields),), SELECTION)["key"][consideration]


def test_volumes_are_compared_within_the_department() -> None:
    services = [named(str(volume), num_applications_online=str(volume)) for volume in range(10, 90, 10)]

    found = suggestions(services, SELECTION)

    assert [found[str(volume)]["volume"] for volume in range(10, 90, 10)] == [1, 1, 2, 2, 2, 2, 3, 3]


@pytest.mark.parametrize(("volume", "rating"), [("45000", 3), ("44999", 2), ("1000", 2), ("999", 1)])
def test_volumes_are_compared_with_fixed_lines_when_asked(volume: str, rating: int) -> None:
    found = suggestions((facts(num_applications_online=volume),), SELECTION, relative=False)

    assert found["key"]["volume"] == rating


def test_no_data_suggests_nothing_and_not_applicable_is_zero() -> None:
    assert suggested("volume", **SILENT | {"num_applications_online": "ND"}) is None
    assert suggested("volume", **SILENT) == 0


@pytest.mark.parametrize(
    ("critical", "essential", "rating"), [("Y", "Y", 3), ("Y", "N", 3), ("N", "Y", 2), ("N", "N", 1), ("", "", None)]
)
def test_designations_suggest_how_critical_a_service_is(critical: str, essential: str, rating: int | None) -> None:
    assert suggested("critical_essential", is_critical=critical, is_essential=essential) == rating


@pytest.mark.parametrize(
    ("kinds", "fee", "rating"), [("GNC", "N", 3), ("INFO", "Y", 2), ("INFO", "N", 1), ("", "N", None)]
)
def test_type_and_fee_suggest_what_a_service_means_to_its_clients(kinds: str, fee: str, rating: int | None) -> None:
    assert suggested("wellbeing", service_type=kinds, service_fee=fee) == rating


@pytest.mark.parametrize(
    ("point", "number", "rating"), [("Y", "N", 3), ("N", "N", 3), ("NA", "Y", 2), ("NA", "N", 1), ("", "", None)]
)
def test_authentication_and_identifiers_suggest_how_sensitive_information_is(
    point: str, number: str, rating: int | None
) -> None:
    assert suggested("sensitive_information", os_authentication=point, sin_usage=number) == rating


def test_what_the_inventory_cannot_tell_is_left_to_the_planner() -> None:
    found = suggestions((facts(),), SELECTION)["key"]

    assert {"mandate", "government_priority", "other"}.isdisjoint(found)
