"""What the inventory alone gives, worked out by hand and by property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.indicators.inventory import added, counted, finished, measures, packed
from app.indicators.measure import Measure
from model.fiscal_year import FiscalYear
from model.inventory import APPLICATION_COUNTS, INTERACTION_POINTS
from tests.app.plans import facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.inventory.facts import ServiceFacts

YEAR = FiscalYear(2023)
LIMITS = {
    "improved_from_feedback": 1,
    "reviewed_five_years": 5,
    "priority_reviewed": 5,
    "high_volume_end_to_end": 45_000,
}


def names_only(_record: Mapping[str, Any]) -> Sequence[str]:
    return ("service_name_en", "service_name_fr")


def measure(name: str, *services: ServiceFacts) -> Measure:
    return measures(services, YEAR, names_only, LIMITS)[name]


def points(*answers: str) -> dict[str, Any]:
    return dict(zip(INTERACTION_POINTS, answers, strict=True))


ALL_NA = points("NA", "NA", "NA", "NA", "NA", "NA")
ONE_OFFLINE = points("Y", "Y", "N", "NA", "Y", "Y")
TWO_OF_THREE = points("Y", "Y", "N", "NA", "NA", "NA")


def test_a_service_is_online_end_to_end_when_no_point_is_offline_and_one_is_online() -> None:
    assert facts(**points("Y", "NA", "", "NA", "NA", "NA")).is_end_to_end
    assert not facts(**ALL_NA).is_end_to_end
    assert not facts(**ONE_OFFLINE).is_end_to_end


def test_the_published_reading_keeps_services_without_an_applicable_point_and_the_other_does_not() -> None:
    services = (facts(), facts(**ALL_NA), facts(**ONE_OFFLINE))

    assert measure("online_end_to_end", *services) == Measure(1, 3)
    assert measure("online_end_to_end_applicable", *services) == Measure(1, 2, unknown=0, excluded=1)


def test_points_that_do_not_apply_or_are_blank_count_on_neither_side() -> None:
    service = facts(**points("Y", "N", "NA", "", "Y", "NA"))

    assert measure("interaction_points_online", service) == Measure(2, 3, unknown=1, excluded=2)


def test_the_mean_share_of_points_gives_every_service_the_same_weight() -> None:
    mean = measure("online_points_mean", facts(), facts(**TWO_OF_THREE), facts(**ALL_NA))

    assert mean.denominator == 2
    assert mean.value == pytest.approx((1 + 2 / 3) / 2)


def test_a_standard_is_met_by_the_exact_ratio_and_not_by_a_rounded_one() -> None:
    just_below = {"target": "0.99", "volume_meeting_target": "8672", "total_volume": "8760"}

    assert measure("standards_met", facts(just_below)) == Measure(0, 1)


@pytest.mark.parametrize(
    "standard",
    [
        {"target": ""},
        {"target": "0"},
        {"volume_meeting_target": ""},
        {"total_volume": ""},
        {"total_volume": "0", "volume_meeting_target": "0"},
        {"volume_meeting_target": "11"},
    ],
)
def test_a_standard_without_a_result_counts_as_unknown(standard: dict[str, Any]) -> None:
    assert measure("standards_met", facts(standard)) == Measure(0, 0, unknown=1)


@pytest.mark.parametrize(
    ("improved", "counts"), [("2023-2024", 1), ("2022-2023", 1), ("2021-2022", 0), ("2024-2025", 0), ("", 0)]
)
def test_an_improvement_counts_in_its_year_and_the_next(improved: str, counts: int) -> None:
    assert measure("improved_from_feedback", facts(last_service_improvement=improved)).numerator == counts


@pytest.mark.parametrize(("reviewed", "counts"), [("2018-2019", 1), ("2017-2018", 0), ("2024-2025", 0)])
def test_a_review_counts_for_five_years(reviewed: str, counts: int) -> None:
    assert measure("reviewed_five_years", facts(last_service_review=reviewed)).numerator == counts


def test_volumes_without_a_number_count_as_nothing_and_are_told_apart() -> None:
    silent: dict[str, Any] = dict.fromkeys((*APPLICATION_COUNTS, "num_phone_enquiries"), "NA")
    services = (facts(), facts(**silent), facts(**silent | {"num_phone_enquiries": "ND"}))

    assert measure("transactions_total", *services) == Measure(1000, None, unknown=1, excluded=1)
    assert measure("online_share", *services) == Measure(800, 1000, unknown=1, excluded=1)
    assert measure("phone_share", *services) == Measure(200, 1000, unknown=1, excluded=1)


def test_uptake_leaves_out_services_whose_total_is_not_known() -> None:
    mail: dict[str, Any] = {"num_applications_by_mail": "200"}

    assert measure("online_uptake", facts(**mail), facts(num_applications_by_fax="ND")) == Measure(800, 1000, unknown=1)


def test_enquiries_do_not_make_a_service_high_volume() -> None:
    high = facts(num_applications_online="45000")
    busy = facts(num_phone_enquiries="45000")
    internal = facts(num_applications_online="45000", service_scope="ENTERPRISE")

    assert measure("high_volume_end_to_end", high, busy, internal) == Measure(1, 1)


@pytest.mark.parametrize(("channels", "counts"), [("ONL", 1), ("NON", 0), ("", 0), ("NON,TEL", 1)])
def test_feedback_needs_a_channel_other_than_none(channels: str, counts: int) -> None:
    assert measure("feedback_channel", facts(client_feedback_channel=channels)).numerator == counts


def test_documented_exclusions_leave_the_denominator() -> None:
    excluded = facts(exclusion="law", **ONE_OFFLINE)

    assert measure("online_end_to_end_after_exclusions", facts(), excluded) == Measure(1, 1, excluded=1)


def test_an_internal_service_publishes_in_an_internal_location() -> None:
    place = {"standards_targets_uri_en": "", "standards_targets_uri_fr": "", "internal_location": "Team site"}
    internal = facts(place, priority=True, service_scope="ENTERPRISE")
    external = facts(place, priority=True)

    assert measure("priority_standards_published", internal, external) == Measure(1, 2)


def test_a_word_in_place_of_an_address_is_not_published() -> None:
    assert measure("priority_performance_published", facts({"performance_results_uri_en": "N/A"}, priority=True)) == (
        Measure(0, 1)
    )


def test_authentication_said_in_the_plan_wins_over_the_interaction_point() -> None:
    said_no = facts(priority=True, authentication_applies="N")
    said_yes = facts(priority=True, authentication_applies="Y", os_authentication="NA")
    silent = facts(priority=True, os_authentication="NA")

    assert measure("priority_authenticated_online", said_no, said_yes, silent) == Measure(1, 1)


def test_without_a_service_counts_are_zero_and_shares_are_not_available() -> None:
    found = measures((), YEAR, names_only, LIMITS)

    values = {name: held.value for name, held in found.items()}
    assert {name for name, value in values.items() if value is not None} == {"services_total", "transactions_total"}
    assert values["services_total"] == values["transactions_total"] == 0


@pytest.mark.parametrize(
    ("state", "since", "counts"),
    [("active", "", True), ("retired", "2022-2023", False), ("retired", "2023-2024", True)],
)
def test_a_service_retired_before_the_year_is_out_of_scope(state: str, since: str, counts: bool) -> None:
    assert facts(state=state, state_since=since).is_in_scope(YEAR) is counts


@pytest.mark.parametrize(
    ("scope", "counts"),
    [("EXTERN", True), ("ENTERPRISE", True), ("INTERN", False), ("CLUSTER,EXTERN", True), ("", False)],
)
def test_only_external_and_internal_enterprise_services_are_in_scope(scope: str, counts: bool) -> None:
    assert facts(service_scope=scope).is_in_scope(YEAR) is counts


counts = st.sampled_from(["", "NA", "ND", "0", "007", "45000"])
services = st.lists(
    st.builds(
        facts,
        priority=st.booleans(),
        service_scope=st.sampled_from(["EXTERN", "ENTERPRISE", "EXTERN,INTERN"]),
        last_service_review=st.sampled_from(["", "2023-2024", "2010-2011"]),
        **{name: st.sampled_from(["Y", "N", "NA", ""]) for name in INTERACTION_POINTS},
        **dict.fromkeys((*APPLICATION_COUNTS, "num_phone_enquiries"), counts),
    ),
    max_size=8,
)


@given(services)
def test_every_share_lies_between_zero_and_one(held: list[ServiceFacts]) -> None:
    for name, found in measures(held, YEAR, names_only, LIMITS).items():
        if found.denominator is None:
            continue
        assert (found.value is None) == (found.denominator == 0), name
        assert found.value is None or 0 <= found.value <= 1, name


@given(services, services)
def test_counts_of_two_halves_add_up_to_those_of_the_whole(one: list[ServiceFacts], two: list[ServiceFacts]) -> None:
    of_one, of_two = measures(one, YEAR, names_only, LIMITS), measures(two, YEAR, names_only, LIMITS)

    for name, whole in measures([*one, *two], YEAR, names_only, LIMITS).items():
        halves = (of_one[name], of_two[name])
        assert whole.numerator == pytest.approx(sum(half.numerator or 0 for half in halves)), name
        assert (whole.denominator or 0) == sum(half.denominator or 0 for half in halves), name
        assert whole.unknown == sum(half.unknown for half in halves), name


@given(services, services)
def test_indicators_of_groups_added_up_are_those_of_the_whole(one: list[ServiceFacts], two: list[ServiceFacts]) -> None:
    none, *of_groups = [counted(group, YEAR, names_only, LIMITS) for group in ((), one, two)]

    assert finished(added(none, map(packed, of_groups))) == measures([*one, *two], YEAR, names_only, LIMITS)


@given(services)
def test_readings_of_the_online_share_agree_on_what_is_online(held: list[ServiceFacts]) -> None:
    found = measures(held, YEAR, names_only, LIMITS)
    applicable = found["online_end_to_end_applicable"]

    assert found["online_end_to_end"].numerator == applicable.numerator
    assert (applicable.denominator or 0) + applicable.unknown + applicable.excluded == len(held)
