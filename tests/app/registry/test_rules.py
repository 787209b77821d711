from __future__ import annotations

import pytest

from app.registry.code_lists import programs
from app.registry.rules import Context, as_stored, breaches, met_conditions, required_fields
from app.registry.schema import Kind, Severity, field
from model.language import Language
from tests.app.registry import samples

CONTEXT = Context("aafc-aac", programs())


def broken(kind: Kind, record: dict[str, str], context: Context = CONTEXT) -> set[tuple[str, str]]:
    return {(breach.rule, breach.field) for breach in breaches(kind, record, context)}


@pytest.mark.parametrize(("kind", "name"), [(Kind.SERVICE, "service.csv"), (Kind.STANDARD, "service-std.csv")])
def test_every_published_record_passes_but_the_one_from_before_its_rule(kind: Kind, name: str) -> None:
    found = [
        (row["owner_org"], row["service_id"], breach.rule)
        for row in samples.rows(name)
        for breach in breaches(kind, row, Context(row["owner_org"], programs()))
        if breach.severity is not Severity.ADVICE
    ]

    assert found == ([] if kind is Kind.SERVICE else [("cgc-ccg", "1991", "volume_order")])


LONG = "é" * 351
SERVICES = [
    ({"service_name_en": ""}, "required", "service_name_en"),
    ({"service_name_en": " \t\n"}, "required", "service_name_en"),
    ({"service_id": ""}, "required", "service_id"),
    ({"service_name_fr": LONG}, "max_length", "service_name_fr"),
    ({"service_id": "1,2"}, "no_comma", "service_id"),
    ({"fiscal_yr": "2005-2007"}, "choice", "fiscal_yr"),
    ({"service_fee": "y"}, "choice", "service_fee"),
    ({"service_fee": " Y"}, "choice", "service_fee"),
    ({"last_service_review": "2019"}, "choice", "last_service_review"),
    ({"service_type": "GNC, RES"}, "choices", "service_type"),
    ({"service_type": "GNC,,RES"}, "choices", "service_type"),
    ({"program_id": "XXXXX"}, "choices", "program_id"),
    ({"num_website_visits": "1,000"}, "count_format", "num_website_visits"),
    ({"num_website_visits": "1 000"}, "count_format", "num_website_visits"),
    ({"num_website_visits": "12.0"}, "count_format", "num_website_visits"),
    ({"num_website_visits": "+5"}, "count_format", "num_website_visits"),
    ({"num_website_visits": " 5"}, "count_format", "num_website_visits"),
    ({"num_website_visits": "N/A"}, "count_format", "num_website_visits"),
    ({"num_website_visits": "٣"}, "count_format", "num_website_visits"),
    ({"num_website_visits": "-1"}, "not_negative", "num_website_visits"),
    ({"num_website_visits": "2147483648"}, "number_range", "num_website_visits"),
    ({"num_website_visits": "9" * 6000}, "number_range", "num_website_visits"),
    ({"special_remarks_en": "Only English", "special_remarks_fr": ""}, "both_languages", "special_remarks_fr"),
    ({"service_uri_en": "", "service_uri_fr": "x"}, "both_languages", "service_uri_en"),
    ({"service_name_en": "a\0b"}, "nul_character", "service_name_en"),
    ({"service_name_en": " a"}, "outer_space", "service_name_en"),
    ({"num_website_visits": "nd"}, "upper_case", "num_website_visits"),
    ({"service_type": "RES,GNC"}, "code_order", "service_type"),
    ({"service_type": "GNC,GNC"}, "code_order", "service_type"),
    ({"service_id": "1\t2"}, "key_control_character", "service_id"),
    ({"program_id": "BEE01"}, "program_not_of_department", "program_id"),
    ({"fiscal_yr": "2029-2030"}, "program_expired", "program_id"),
]


@pytest.mark.parametrize(
    ("change", "rule", "where"), SERVICES, ids=[f"{r}-{n}" for n, (_c, r, _f) in enumerate(SERVICES)]
)
def test_a_service_that_breaks_a_rule_is_found_at_its_field(change: dict[str, str], rule: str, where: str) -> None:
    assert broken(Kind.SERVICE, samples.service(**change)) == {(rule, where)}


STANDARDS = [
    ({"service_standard_id": ""}, "required", "service_standard_id"),
    ({"type": "TIME"}, "choice", "type"),
    ({"total_volume": "12.0"}, "whole_number", "total_volume"),
    ({"total_volume": "NA"}, "whole_number", "total_volume"),
    ({"volume_meeting_target": "-3"}, "not_negative", "volume_meeting_target"),
    ({"total_volume": "9223372036854775808"}, "number_range", "total_volume"),
    ({"target": "0,8"}, "decimal_number", "target"),
    ({"target": "80%"}, "decimal_number", "target"),
    ({"target": "NaN"}, "decimal_number", "target"),
    ({"target": "8e-1"}, "decimal_number", "target"),
    ({"target": "1.01"}, "target_range", "target"),
    ({"target": "-0.1"}, "target_range", "target"),
    ({"volume_meeting_target": "11", "total_volume": "10"}, "volume_order", "volume_meeting_target"),
    ({"volume_meeting_target": "11", "total_volume": ""}, "volume_without_total", "volume_meeting_target"),
    ({"comments_en": "Only English", "comments_fr": ""}, "both_languages", "comments_fr"),
    ({"standards_targets_uri_fr": ""}, "required", "standards_targets_uri_fr"),
]


@pytest.mark.parametrize(
    ("change", "rule", "where"), STANDARDS, ids=[f"{r}-{n}" for n, (_c, r, _f) in enumerate(STANDARDS)]
)
def test_a_standard_that_breaks_a_rule_is_found_at_its_field(change: dict[str, str], rule: str, where: str) -> None:
    assert broken(Kind.STANDARD, samples.standard(**change)) == {(rule, where)}


@pytest.mark.parametrize(
    "change",
    [
        {"service_name_en": "é" * 350},
        {"service_name_en": "é" * 350 + "   "[:0]},
        {"num_website_visits": "007"},
        {"num_website_visits": "-0"},
        {"num_website_visits": "2147483647"},
        {"num_website_visits": "ND"},
        {"last_service_review": ""},
        {"last_service_review": "2028-2029"},
        {"service_name_en": "\u00a0"},
        {"unknown_field": "anything"},
    ],
)
def test_what_the_registry_accepts_breaks_no_rule(change: dict[str, str]) -> None:
    assert broken(Kind.SERVICE, samples.service(**change)) == set()


@pytest.mark.parametrize(
    "change", [{"target": "1"}, {"target": "0"}, {"target": "0.80"}, {"target": ""}, {"channel": "OTH"}]
)
def test_targets_from_0_to_1_pass(change: dict[str, str]) -> None:
    assert broken(Kind.STANDARD, samples.standard(**change)) == set()


def test_a_length_is_counted_without_the_white_space_at_the_ends() -> None:
    found = broken(Kind.SERVICE, samples.service(service_name_en="  " + "a" * 349 + "\r\n"))

    assert found == {("outer_space", "service_name_en")}


@pytest.mark.parametrize("point", ["os_account_registration", "os_issue_resolution_feedback"])
def test_a_point_that_does_not_apply_asks_for_comments_in_both_languages(point: str) -> None:
    blank = {"os_comments_client_interaction_en": "", "os_comments_client_interaction_fr": ""}
    points = dict.fromkeys(samples.service(), "")
    record = samples.service(**{name: "Y" for name in points if name.startswith("os_") and "comments" not in name})

    assert broken(Kind.SERVICE, record | blank) == set()
    assert broken(Kind.SERVICE, record | blank | {point: "NA"}) == {("conditionally_required", name) for name in blank}


def test_a_condition_that_holds_speaks_in_place_of_the_rule_on_pairs() -> None:
    change = {"automated_decision_system": "Y", "automated_decision_system_description_en": "A system"}
    record = samples.service(**change, automated_decision_system_description_fr="")

    assert broken(Kind.SERVICE, record) == {("conditionally_required", "automated_decision_system_description_fr")}


@pytest.mark.parametrize(("volume", "asks"), [("1", True), ("0", False), ("NA", False), ("ND", False)])
def test_applications_by_other_channels_ask_for_remarks(volume: str, asks: bool) -> None:
    record = samples.service(num_applications_by_other=volume, special_remarks_en="", special_remarks_fr="")

    found = broken(Kind.SERVICE, record)

    remarks = {"special_remarks_en", "special_remarks_fr"}
    assert found == ({("conditionally_required", name) for name in remarks} if asks else set())


def test_a_standard_without_its_service_is_found() -> None:
    context = Context("aafc-aac", programs(), has_service=False)

    assert broken(Kind.STANDARD, samples.standard(), context) == {("foreign_key", "service_id")}


def test_a_kept_published_value_that_differs_from_ours_is_told() -> None:
    kept = {"volume_meeting_target": "8", "total_volume": "10", "target": "0.8"}
    record = samples.standard(**kept, published_target_met="N", published_performance="0.8")

    assert broken(Kind.STANDARD, record) == {("derived_value", "target_met")}


def test_a_breach_says_in_both_languages_what_is_wrong() -> None:
    (breach,) = breaches(Kind.SERVICE, samples.service(service_fee="y"), CONTEXT)

    assert breach.message(Language.EN) == "This code is not in the list."
    assert breach.message(Language.FR) == "Ce code ne figure pas dans la liste."


def test_required_fields_grow_with_the_answers() -> None:
    record = samples.service(automated_decision_system="N", num_applications_by_other="0")
    more = required_fields(Kind.SERVICE, record | {"automated_decision_system": "Y"})

    assert set(more) - set(required_fields(Kind.SERVICE, record)) == {
        "automated_decision_system_description_en",
        "automated_decision_system_description_fr",
    }
    assert "automated_decision" in met_conditions(Kind.SERVICE, record | {"automated_decision_system": "Y"})


@pytest.mark.parametrize(
    ("name", "written", "stored"),
    [
        ("service_name_en", "\r\n a\r\nb \t", "a\nb"),
        ("service_name_en", "\u00a0a\u2028", "\u00a0a\u2028"),
        ("service_type", "RES,GNC,RES", "GNC,RES"),
        ("num_website_visits", "na", "NA"),
        ("num_website_visits", "007", "007"),
        ("service_id", "1\x1f2 ", "12 "),
        ("service_fee", " ", ""),
    ],
)
def test_values_are_kept_as_the_registry_keeps_them(name: str, written: str, stored: str) -> None:
    assert as_stored(field(Kind.SERVICE, name), written) == stored
