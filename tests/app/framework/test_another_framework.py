"""Another framework is another file and no code; a file that does not fit together is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.errors import InputError, UnknownCodeError
from app.framework.loading import FrameworkError, framework_ids, load_framework, read_framework
from app.framework.parts import Holder, SectionKind, outcome_of
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear

TINY = Path(__file__).parents[2] / "data" / "frameworks" / "tiny-policy.yaml"


def test_another_policy_is_another_file_and_no_code() -> None:
    tiny = read_framework(TINY)

    assert tiny.id == "tiny-policy"
    assert tiny.instrument.title == Bilingual("Tiny Policy", "Toute petite politique")
    assert [requirement.clause for requirement in tiny.requirements] == ["1", "2"]
    assert tiny.indicators_of("be-small") == (tiny.indicator("services_total"),)


def test_a_requirement_is_hidden_for_the_years_that_end_before_it_took_effect() -> None:
    tiny = read_framework(TINY)

    assert tiny.requirements_in(FiscalYear(2028)) == ()
    assert [requirement.id for requirement in tiny.requirements_in(FiscalYear(2029))] == ["be-small"]
    assert [requirement.id for requirement in tiny.requirements_in(FiscalYear(2030))] == ["be-small", "be-smaller"]


def test_a_requirement_replaced_since_is_still_shown() -> None:
    tiny = read_framework(TINY)

    assert tiny.requirement("be-smaller").effective_to == date(2031, 3, 31)
    assert "be-smaller" in [requirement.id for requirement in tiny.requirements_in(FiscalYear(2035))]


def test_the_outline_is_a_tree() -> None:
    tiny = read_framework(TINY)

    assert [section.id for section in tiny.children()] == ["cover", "aim", "annex"]
    assert [section.id for section in tiny.children("aim")] == ["details"]
    assert tiny.parent("details") == tiny.section("aim")
    assert tiny.parent("aim") is None
    assert [section.level for section in tiny.outline] == [1, 1, 2, 1]
    assert tiny.section("cover").is_front_matter
    assert tiny.section("annex").is_annex
    assert tiny.section("annex").kind is SectionKind.GENERATED


def test_an_element_is_filled_by_the_required_headings_that_answer_it() -> None:
    tiny = read_framework(TINY)

    assert [section.id for section in tiny.sections_answering("E1")] == ["aim", "details"]
    assert [section.id for section in tiny.sections_required_for("E1")] == ["aim"]


def test_a_score_falls_into_a_band_whatever_the_order_of_the_file() -> None:
    tiny = read_framework(TINY)

    assert [outcome_of(tiny.priorities.outcome_bands, score).id for score in (0, 49.9, 50, 100)] == [
        "not-proposed",
        "not-proposed",
        "propose",
        "propose",
    ]
    assert [tiny.proposed_rating(value) for value in (0, 1)] == ["1", "1"]


def test_an_office_of_parliament_sees_only_the_clauses_that_apply_to_it() -> None:
    tiny = read_framework(TINY)

    assert [role.holder for role in tiny.roles_for(parliamentary_office=True)] == [Holder.DEPUTY_HEAD]
    assert len(tiny.roles_for(parliamentary_office=False)) == 2


@pytest.mark.parametrize("field", ["requirement", "section", "indicator", "consideration", "rating", "table", "chart"])
def test_a_name_that_the_framework_does_not_know_is_told(field: str) -> None:
    tiny = read_framework(TINY)

    with pytest.raises(UnknownCodeError) as refused:
        getattr(tiny, field)("nothing")

    assert (refused.value.field, refused.value.value) == (field, "nothing")


def test_a_framework_that_does_not_come_with_the_program_is_told() -> None:
    with pytest.raises(UnknownCodeError):
        load_framework("no-such-policy")

    assert "policy-on-service-2014" in framework_ids()


BREACHES = {
    "text missing in French": ("{en: Small, fr: Petit}, meaning", '{en: Small, fr: " "}, meaning', "label.fr"),
    "language missing": ("{en: Tiny Policy, fr: Toute petite politique}", "{en: Tiny Policy}", "instrument.title.fr"),
    "a text without languages": ("{en: Stay small, fr: Rester petite}", "Stay small", "requirements[0].text"),
    "unknown key": ('number: "1"', 'number: "1"\n  colour: red', "instrument.colour"),
    "a day that no year has": ("closing: {month: 6, day: 30}", "closing: {month: 6, day: 31}", "closing"),
    "missing key": ("  number: ", "  nummer: ", "instrument.nummer"),
    "a number for a text": ('clause: "2"', "clause: 7.10", "requirements[1].clause"),
    "a text for a number": ("weight: 100", "weight: all", "priorities.considerations[0].weight"),
    "a text for a date": ("effective_from: 2030-04-01", "effective_from: soon", "requirements[1].effective_from"),
    "unknown indicator": ("indicators: [services_total]", "indicators: [none]", "requirements[0].indicators[0]"),
    "unknown area": ("area: all\n    effective_from: 2030-04", "area: x\n    effective_from: 2030-04", "[1].area[0]"),
    "unknown answer": ("answers: [E1, be-small]", "answers: [E1, E9]", "outline[1].answers[1]"),
    "unknown table": ("tables: [list]}", "tables: [lost]}", "outline[1].tables[0]"),
    "unknown chart": ("charts: [bars]}", "charts: [pie]}", "outline[3].charts[0]"),
    "unknown criterion": ("criteria: [P1]", "criteria: [P2]", "priorities.considerations[0].criteria[0]"),
    "clause twice": ('clause: "2"', 'clause: "1"', "requirements[1].clause"),
    "id twice": ("id: be-smaller", "id: be-small", "requirements[1].id"),
    "heading without its parent": ('number: "1.1"', 'number: "2.1"', "outline[2].number"),
    "element that nothing answers": ("mark: R", "mark: G", "elements[0].id"),
    "weights": ("weight: 100", "weight: 99", "priorities.considerations"),
    "steps out of order": ("{value: 0, label", "{value: 2, label", "priorities.considerations[0].steps"),
    "ratings without a floor": ("from_attainment: 0,", "from_attainment: 0.1,", "ratings"),
    "unknown word": ("holder: secretary", "holder: nobody", "roles[1].holder"),
    "a list missing": ("criteria: [P1]", "criteria: P1", "priorities.considerations[0].criteria"),
    "not YAML": ("version:", "version: [", ""),
    "indicator that bears on nothing": (
        "indicators:\n  - {id",
        "indicators:\n  - {id: lonely, title: {en: a, fr: b}, unit: count, kind: c, text: {en: a, fr: b}}\n  - {id",
        "indicators[0].id",
    ),
}


@pytest.mark.parametrize("breach", BREACHES)
def test_a_file_that_does_not_fit_together_is_refused_with_file_key_and_reason(breach: str, tmp_path: Path) -> None:
    before, after, key = BREACHES[breach]
    text = TINY.read_text(encoding="utf-8")
    bad = tmp_path / "bad.yaml"
    assert before in text
    bad.write_text(text.replace(before, after, 1), encoding="utf-8")

    with pytest.raises(FrameworkError) as refused:
        read_framework(bad)

    assert refused.value.path == str(bad)
    assert key in refused.value.key
    assert refused.value.reason
    assert "{" not in str(refused.value).replace(str(refused.value.value), "")
    assert isinstance(refused.value, InputError)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError):
        read_framework(tmp_path / "absent.yaml")
