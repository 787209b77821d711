"""The Policy on Service of 2014, as data."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.framework.loading import load_framework, read_framework
from app.framework.parts import Mark, SectionKind, Unit, outcome_of
from app.registry.schema import choices
from app.resources import resource
from app.steps import Step
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.framework.framework import Framework


@pytest.fixture(scope="module")
def policy() -> Framework:
    return load_framework("policy-on-service-2014")


def texts(part: Any) -> Iterator[Bilingual]:
    """Yield every text of a part and of the parts below it."""
    if isinstance(part, Bilingual):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def test_the_ten_requirements_keep_their_clause_numbers(policy: Framework) -> None:
    assert [requirement.clause for requirement in policy.requirements] == [f"7.{number}" for number in range(1, 11)]


@pytest.mark.parametrize(("start", "count"), [(2013, 0), (2014, 2), (2015, 8), (2016, 9), (2017, 10), (2024, 10)])
def test_requirements_take_effect_in_four_steps(policy: Framework, start: int, count: int) -> None:
    assert len(policy.requirements_in(FiscalYear(start))) == count


def test_the_instrument_says_what_replaced_it(policy: Framework) -> None:
    assert policy.instrument.number == "27916"
    assert policy.instrument.replaced_by is not None
    assert policy.instrument.replaced_by.since == date(2020, 4, 1)
    assert policy.is_replaced_in(FiscalYear(2020))
    assert not policy.is_replaced_in(FiscalYear(2019))


def test_the_offices_of_parliament_monitor_themselves(policy: Framework) -> None:
    hidden = set(policy.roles) - set(policy.roles_for(parliamentary_office=True))

    assert {role.clause.partition(" ")[0] for role in hidden} == {"8.1", "8.2", "9.2", "9.3"}
    assert "8.1 a)" in {role.clause for role in policy.roles_for(parliamentary_office=True)}
    assert len(policy.parliamentary_offices) == 7


def test_the_codes_of_the_offices_are_the_registry_s(policy: Framework) -> None:
    known = resource("templates", "registry", "departments.csv").read_text(encoding="utf-8-sig")
    codes = {line.partition(",")[0] for line in known.splitlines()}

    assert {office.id for office in policy.parliamentary_offices} <= codes


def test_the_outline_has_front_matter_ten_chapters_and_six_annexes(policy: Framework) -> None:
    main = policy.children()

    assert len([section for section in main if section.is_front_matter]) == 5
    assert [section.number for section in main if section.number.isdigit()] == [str(n) for n in range(1, 11)]
    assert [section.number for section in main if section.is_annex] == list("ABCDEF")
    assert [section.number for section in policy.children("priorities-initiatives-targets")] == [
        f"6.{number}" for number in range(1, 9)
    ]


def test_each_requirement_and_element_is_answered_by_a_section_that_is_written(policy: Framework) -> None:
    for answered in [item.id for item in policy.requirements] + [item.id for item in policy.elements]:
        kinds = {section.kind for section in policy.sections_answering(answered)}
        assert SectionKind.TEXT in kinds, answered


def test_each_element_has_its_required_sections(policy: Framework) -> None:
    required = {element.id: [s.number for s in policy.sections_required_for(element.id)] for element in policy.elements}

    assert required == {"E1": ["5", "8"], "E2": ["7"], "E3": ["9"], "E4": ["6"]}
    assert all(s.mark is Mark.REQUIRED for element in policy.elements for s in policy.sections_required_for(element.id))


def test_the_seven_considerations_weigh_a_hundred_together(policy: Framework) -> None:
    weights = {item.id: item.weight for item in policy.considerations}

    assert weights == {
        "mandate": 20,
        "government_priority": 10,
        "volume": 20,
        "critical_essential": 15,
        "wellbeing": 20,
        "sensitive_information": 10,
        "other": 5,
    }
    assert all([step.value for step in item.steps] == [3, 2, 1, 0] for item in policy.considerations)


def test_every_criterion_of_the_policy_is_served_by_a_consideration(policy: Framework) -> None:
    served = {criterion for item in policy.considerations for criterion in item.criteria}

    assert served == {criterion.id for criterion in policy.priorities.criteria}


def test_a_score_suggests_an_outcome(policy: Framework) -> None:
    outcomes = [outcome_of(policy.priorities.outcome_bands, score).id for score in (100, 60, 59.9, 40, 39.9, 0)]

    assert outcomes == ["propose", "propose", "discuss", "discuss", "not-proposed", "not-proposed"]


def test_indicators_that_reach_more_of_their_targets_propose_a_higher_rating(policy: Framework) -> None:
    reached = (0, 0.4999, 0.5, 0.7999, 0.8, 0.9999, 1)

    assert [policy.proposed_rating(share) for share in reached] == ["1", "1", "2", "2", "3", "3", "4"]


def test_low_ratings_need_an_action_and_high_ones_need_evidence(policy: Framework) -> None:
    assert [step.code for step in policy.ratings] == ["4", "3", "2", "1", "NA", "NR"]
    assert [step.code for step in policy.ratings if step.action_needed] == ["2", "1"]
    assert [step.code for step in policy.ratings if step.evidence_needed] == ["4", "3"]


def test_the_only_fixed_target_of_the_policy_is_every_authenticated_service(policy: Framework) -> None:
    assert [item.target for item in policy.indicators_of("authenticated-services")] == [1, 1]
    assert policy.indicator("online_end_to_end_after_exclusions").rises


def test_the_closing_period_of_a_year_ends_on_september_30_after_it(policy: Framework) -> None:
    assert policy.closing_day(FiscalYear(2023)) == date(2024, 9, 30)


def test_types_of_service_that_suggest_a_rating_are_the_registry_s(policy: Framework) -> None:
    named = {code for item in policy.considerations for code in item.high_types}

    assert named == {"APIR", "GNC", "REG_VOL"}
    assert named <= {choice.code for choice in choices("service_type")}


def test_an_indicator_that_is_to_rise_is_better_when_it_is_higher(policy: Framework) -> None:
    assert [item.id for item in policy.indicators if item.rises and item.lower_is_better] == []
    assert [item.id for item in policy.indicators if item.lower_is_better] == ["phone_share", "in_person_share"]


@pytest.mark.parametrize(("name", "said"), [("high_volume_end_to_end", "45,000"), ("reviewed_five_years", "five")])
def test_the_number_of_a_definition_is_the_one_that_its_text_says(policy: Framework, name: str, said: str) -> None:
    assert said in policy.indicator(name).text.en
    assert policy.limits[name] == {"45,000": 45_000, "five": 5}[said]


def test_yes_or_no_indicators_are_wanted_to_be_yes(policy: Framework) -> None:
    assert {item.target for item in policy.indicators if item.unit is Unit.YES_NO} == {1}


def test_the_key_indicators_fit_on_a_card(policy: Framework) -> None:
    assert 6 <= len(policy.key_indicators) <= 10


FAULTS = {
    "straight apostrophe": re.compile(r"\w'\w"),
    "no space before a colon": re.compile(r"\w:(?=\s|$)"),
    "breaking space before a colon": re.compile(r" :"),
    "breaking space inside guillemets": re.compile(r"« | »"),
    "breaking space before a percent sign": re.compile(r"\d %|\d%"),
    "space before ; ! ?": re.compile(r"[\s\u00a0][;!?]"),
    "English quotation marks": re.compile(r"[“”\"]"),
    "breaking space in a number": re.compile(r"\d \d{3}\b"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_french_texts_follow_canadian_typography(policy: Framework, fault: str) -> None:
    found = [text.fr for text in texts(policy) if FAULTS[fault].search(text.fr)]

    assert found == []


def test_no_text_is_the_same_in_both_languages_unless_it_is_a_word(policy: Framework) -> None:
    assert [text for text in texts(policy) if text.en == text.fr and len(text.en.split()) > 3] == []


def test_figures_agree_in_both_languages(policy: Framework) -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[,\u00a0](?=\d{3})", "", text)))

    assert [text for text in texts(policy) if numbers(text.en) != numbers(text.fr)] == []


def test_the_shipped_file_is_read_once(policy: Framework) -> None:
    assert load_framework("policy-on-service-2014") is policy
    assert read_framework(resource("templates", "frameworks", "policy-on-service-2014.yaml")) == policy


def test_the_steps_that_answer_the_policy_open_with_what_it_asks(policy: Framework) -> None:
    opened = {step: found.clause for step in Step if (found := policy.requirement_of_step(step.value)) is not None}

    assert opened == {
        Step.INVENTORY: "7.1", Step.PRIORITIES: "7.4", Step.STRATEGY: "7.5", Step.ASSESSMENT: "7.5",
    }  # fmt: skip
    assert {step for found in policy.requirements for step in found.steps} <= {step.value for step in Step}
