"""Rules on one service: each is found on the record that breaks it, and a complete one breaks none."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.approvals import freeze_round
from app.checks.finding import Level
from app.checks.findings import check, drafts
from app.i18n import set_language
from app.priorities import rounds
from app.steps import Step
from app.translation import Place, confirm
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from model.strategy import INITIATIVE
from tests.app.plans import YEAR, change, put, put_service, put_standard, record_of

if TYPE_CHECKING:
    from app.checks.finding import Finding
    from app.workspace import Workspace

TODAY = date(2025, 1, 15)
LICENCE = "A licence that exporters of fish need when they sell to other countries."
ABOUT_SERVICES = {"service", "service_record", "standard_record"}


def found(workspace: Workspace, **asked: Any) -> list[Finding]:
    return [
        f for f in check(workspace, today=TODAY, **asked) if f.entity in ABOUT_SERVICES and f.step is Step.INVENTORY
    ]


def rules(workspace: Workspace) -> set[str]:
    return {finding.rule for finding in found(workspace)}


def with_standard(workspace: Workspace, **fields: Any) -> str:
    service = put_service(workspace, **fields)
    put_standard(workspace, service)
    return service


def test_a_complete_service_has_no_finding(workspace: Workspace) -> None:
    with_standard(workspace)

    assert found(workspace) == []


@pytest.mark.parametrize(
    ("fields", "rule", "level", "field"),
    [
        ({"service_name_fr": ""}, "required", Level.ERROR, "service_name_fr"),
        ({"service_name_fr": "\u00a0\u2009"}, "required", Level.ERROR, "service_name_fr"),
        ({"special_remarks_en": "Remark"}, "both_languages", Level.ERROR, "special_remarks_fr"),
        ({"os_issuance": "NA"}, "conditionally_required", Level.ERROR, "os_comments_client_interaction_en"),
        ({"service_type": "XYZ"}, "choices", Level.ERROR, "service_type"),
        ({"num_website_visits": "-5"}, "not_negative", Level.ERROR, "num_website_visits"),
        ({"service_name_en": "é" * 351}, "max_length", Level.ERROR, "service_name_en"),
        ({"service_type": "RES,GNC"}, "code_order", Level.WARNING, "service_type"),
        ({"program_id": "AYO00"}, "program_not_of_department", Level.WARNING, "program_id"),
        ({"client_feedback_channel": "TEL"}, "feedback_contradiction", Level.SUGGESTION, "client_feedback_channel"),
        (
            {"os_issue_resolution_feedback": "N"},
            "feedback_contradiction",
            Level.SUGGESTION,
            "client_feedback_channel",
        ),
        (
            {"client_target_groups": "ECONOM"},
            "business_number_applicability",
            Level.SUGGESTION,
            "cra_bn_identifier_usage",
        ),
        (
            {"cra_bn_identifier_usage": "Y"},
            "business_number_applicability",
            Level.SUGGESTION,
            "cra_bn_identifier_usage",
        ),
        ({"num_applications_online": "NA"}, "no_application_volume", Level.SUGGESTION, "num_applications_online"),
    ],
)
def test_a_record_that_breaks_a_rule_is_told_at_its_field(
    workspace: Workspace, fields: dict[str, Any], rule: str, level: Level, field: str
) -> None:
    with_standard(workspace, **fields)

    told = [(f.level, f.field, f.year) for f in found(workspace) if f.rule == rule]
    assert (level, field, YEAR) in told


@pytest.mark.parametrize(
    ("fields", "rule", "level"),
    [
        ({"volume_meeting_target": "11"}, "volume_order", Level.ERROR),
        ({"total_volume": ""}, "no_standard_volume", Level.WARNING),
        ({"total_volume": ""}, "volume_without_total", Level.WARNING),
        ({"published_target_met": "N"}, "derived_value", Level.WARNING),
        ({"target": "80"}, "target_range", Level.ERROR),
        ({"service_standard_fr": ""}, "required", Level.ERROR),
        ({"fiscal_yr": "2023-2024"}, "foreign_key", Level.ERROR),
    ],
)
def test_a_standard_that_breaks_a_rule_is_told(
    workspace: Workspace, fields: dict[str, Any], rule: str, level: Level
) -> None:
    put_standard(workspace, put_service(workspace), **fields)

    assert level in {f.level for f in found(workspace) if f.rule == rule and f.entity == "standard_record"}


def test_volumes_of_standards_without_one_of_the_service_are_told(workspace: Workspace) -> None:
    with_standard(workspace, num_applications_online="ND", num_phone_enquiries="NA")

    assert "standard_volume_without_service_volume" in rules(workspace)


def test_a_service_without_identifier_is_one_error(workspace: Workspace) -> None:
    service = with_standard(workspace)
    change(workspace, SERVICE, service, service_id="")

    assert [(f.rule, f.level, f.entity) for f in found(workspace)] == [
        ("service_without_identifier", Level.ERROR, "service")
    ]


def test_one_identifier_for_services_of_two_departments_is_an_error(workspace: Workspace) -> None:
    with_standard(workspace)
    put_service(workspace, owner_org="statcan")

    assert "service_id_reused" in rules(workspace)


def test_a_year_after_the_plan_is_out_of_scope(workspace: Workspace) -> None:
    with_standard(workspace)
    put_service(workspace, "134", year=YEAR + 2)

    assert [f.year for f in found(workspace) if f.rule == "fiscal_year_out_of_scope"] == [YEAR + 2]


def volumes(workspace: Workspace, *over_years: str, **last: Any) -> None:
    service, first = "", YEAR - (len(over_years) - 1)
    for index, volume in enumerate(over_years):
        more = last if index == len(over_years) - 1 else {}
        service = put_service(workspace, year=first + index, service=service, num_applications_online=volume, **more)


@pytest.mark.parametrize(
    ("over_years", "rule"),
    [
        (("100", "110", "90", "500"), "extreme_volume_variation"),
        (("100", "100", "100", "101"), "extreme_volume_variation"),
        (("100", "100", "100", "100"), "no_volume_variation"),
    ],
)
def test_a_volume_that_stands_out_is_told_for_its_year(
    workspace: Workspace, over_years: tuple[str, ...], rule: str
) -> None:
    volumes(workspace, *over_years)

    assert [f.year for f in found(workspace) if f.rule == rule] == [YEAR]
    assert "volume_unexplained" in rules(workspace)


@pytest.mark.parametrize(
    "over_years",
    [("100", "110", "500"), ("100", "110", "90", "105"), ("100", "110", "90", "ND"), ("0", "0", "0", "0")],
)
def test_a_volume_that_does_not_stand_out_is_not_told(workspace: Workspace, over_years: tuple[str, ...]) -> None:
    volumes(workspace, *over_years)

    assert {"extreme_volume_variation", "no_volume_variation", "volume_unexplained"}.isdisjoint(rules(workspace))


def test_an_explanation_settles_a_swing(workspace: Workspace) -> None:
    volumes(workspace, "100", "110", "90", "500", volume_note_en="New law", volume_note_fr="Nouvelle loi")

    assert "extreme_volume_variation" in rules(workspace)
    assert "volume_unexplained" not in rules(workspace)


def make_priority(workspace: Workspace, service: str) -> None:
    key = rounds.start_round(workspace, YEAR)
    rounds.decide(workspace, key, service, priority=True)
    for side in Language:
        rounds.write_rationale(workspace, key, service, side, f"Because ({side.value})")
    freeze_round(workspace, key, "B. Head", TODAY)


def test_a_priority_service_in_order_has_no_finding(workspace: Workspace) -> None:
    make_priority(workspace, with_standard(workspace))

    assert found(workspace) == []


def test_a_priority_service_is_told_what_the_policy_asks_of_it(workspace: Workspace) -> None:
    service = put_service(workspace, os_decision="N", last_service_review="2018-2019")
    make_priority(workspace, service)

    assert rules(workspace) == {
        "offline_point_without_reason",
        "priority_review_overdue",
        "priority_without_standard",
        "authenticated_not_online",
    }


def test_an_initiative_answers_for_a_priority_service_that_is_not_online(workspace: Workspace) -> None:
    service = with_standard(workspace, os_decision="N")
    make_priority(workspace, service)

    put(workspace, INITIATIVE, service=service, status="on_target", name_en="Go online", name_fr="Passer en ligne")

    assert rules(workspace) == set()


def test_results_that_are_not_published_are_told(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service, performance_results_uri_en="", performance_results_uri_fr="")
    make_priority(workspace, service)

    assert rules(workspace) == {"priority_not_published"}


def test_the_same_text_in_both_languages_is_told(workspace: Workspace) -> None:
    text = "One and the same text"
    with_standard(workspace, service_description_en=text, service_description_fr=text)

    assert rules(workspace) == {"same_text_both_languages"}


@pytest.mark.parametrize(
    ("french", "rule", "is_left"),
    [
        ("A permit for those who export fish to the United States or to other countries.", "wrong_language", False),
        (LICENCE, "same_text_both_languages", True),
    ],
)
def test_english_under_french_makes_a_draft(workspace: Workspace, french: str, rule: str, is_left: bool) -> None:
    service = with_standard(workspace)
    texts = {"service_description_en": LICENCE, "service_description_fr": french}
    change(workspace, SERVICE_RECORD, record_of(workspace, service), **texts)

    told = [f for f in check(workspace, today=TODAY) if f.rule in {"wrong_language", "same_text_both_languages"}]
    confirm(workspace, [Place("service_record", record_of(workspace, service), "service_description")])
    after = {f.rule for f in check(workspace, today=TODAY)}

    assert [(f.rule, f.lang, f.level, f.field) for f in told] == [
        (rule, Language.FR, Level.ERROR, "service_description")
    ]
    assert drafts(told, "inventory", YEAR, Language.FR) == tuple(told)
    assert (rule in after) is is_left  # two texts may be meant so, a sentence is never the same


def test_a_text_that_changed_in_one_language_names_the_other(workspace: Workspace) -> None:
    service = with_standard(workspace)

    change(workspace, SERVICE_RECORD, record_of(workspace, service), service_description_en="A licence to export.")

    (finding,) = (f for f in check(workspace, today=TODAY) if f.rule == "translation_out_of_date")
    assert (finding.lang, finding.step, finding.level) == (Language.FR, Step.TRANSLATION, Level.WARNING)


def test_numbers_that_differ_between_the_languages_are_told_with_both(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service, service_standard_fr="Une réponse en 20 jours")

    (finding,) = found(workspace)

    assert finding.rule == "numbers_disagree"
    assert finding.message() == (
        "Numbers in “Service Standard” differ between the languages: 30 in English, 20 in French."
    )


def test_findings_of_another_department_come_only_when_asked(workspace: Workspace) -> None:
    put_service(workspace, "9", owner_org="statcan", service_type="")

    assert found(workspace) == []
    assert {f.rule for f in found(workspace, department="statcan")} >= {"required"}
    assert {f.rule for f in found(workspace, department=None)} >= {"required"}


def test_a_finding_is_told_in_the_interface_language(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service, total_volume="8")
    (finding,) = [f for f in found(workspace) if f.rule == "volume_order"]
    english = finding.sentence()

    set_language(Language.FR)

    assert english.startswith("The volume that met the target (9) exceeds the total volume (8).")
    assert finding.sentence().startswith("Le volume qui respecte la cible (9) dépasse le volume total (8).")
    assert finding.where() == "Une réponse en 30 jours (2024-2025)"


def test_a_blank_standard_volume_does_not_touch_another_standard(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service)
    blank = put_standard(workspace, service, service_standard_id="S2", total_volume="", volume_meeting_target="")

    assert [(f.rule, f.id) for f in found(workspace)] == [("no_standard_volume", blank)]
    assert workspace.row(STANDARD_RECORD, blank) is not None


def test_volumes_in_a_sentence_are_written_as_its_language_does(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service, volume_meeting_target="12345", total_volume="9873")

    (crossed,) = [finding for finding in found(workspace) if finding.rule == "volume_order"]
    set_language(Language.FR)

    assert "(12\u00a0345)" in crossed.message()
    assert "(9\u00a0873)" in crossed.message()
