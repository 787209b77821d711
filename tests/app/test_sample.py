"""The sample plan holds what a planner meets, in both languages, and no error."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.checks.findings import check
from app.collection.cards import RequestState, collection_rounds
from app.collection.workbooks import file_names
from app.documents.markup import parse, tokens_of
from app.documents.markup_writing import serialise
from app.documents.strategy_sources import newest_version
from app.framework.loading import load_framework
from app.framework.parts import SectionKind
from app.indicators.figures import figures
from app.inventory.filtering import filter_of
from app.inventory.owners import is_email
from app.inventory.quarters import quarters
from app.inventory.service_test import Verdict, candidates
from app.priorities.in_force import priority_services
from app.priorities.ranking import ranking
from app.registry.code_lists import department, programs_with
from app.registry.rules import Context, breaches
from app.registry.schema import Kind
from app.sample import build
from app.sample_rows import key
from app.saved_views import saved_views
from app.translation import State, counts, pairs
from app.versions import content, versions
from app.workspace import Workspace
from model import canonical, journal
from model.assessment import ASSESSMENT, CORRECTIVE_ACTION
from model.fiscal_year import FiscalYear
from model.inventory import COUNTS, INTERACTION_POINTS, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.ownership import SERVICE_OWNER
from model.plan_file import PlanFileError
from model.priority import DECISION, SELECTION_ROUND
from model.strategy import SECTION, TARGET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

BEFORE, NOW = FiscalYear(2023), FiscalYear(2024)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.jalon"
    build(path, author="Planner")
    return path


@pytest.fixture(scope="module")
def sample(plan: Path) -> Iterator[Workspace]:
    with Workspace.read(plan) as workspace:
        yield workspace


def rows(sample: Workspace, table: Any) -> list[Mapping[str, Any]]:
    return [row._mapping for row in sample.rows(select(table))]


def records(sample: Workspace, year: FiscalYear) -> dict[str, Mapping[str, Any]]:
    return {row["service"]: row for row in rows(sample, SERVICE_RECORD) if row["fiscal_yr"] == str(year)}


def test_it_is_the_same_plan_every_time_it_is_made(sample: Workspace, tmp_path: Path) -> None:
    build(tmp_path / "again.jalon", author="Somebody else")

    with Workspace.read(tmp_path / "again.jalon") as again:
        assert canonical.document(again.database) == canonical.document(sample.database)


def test_it_never_overwrites_what_is_there(tmp_path: Path) -> None:
    there = tmp_path / "there.jalon"
    there.write_bytes(b"something else")

    with pytest.raises(PlanFileError):
        build(there)

    assert there.read_bytes() == b"something else"


def test_its_journal_holds_and_tells_a_planner_s_work(sample: Workspace) -> None:
    journal.verify(sample.database)

    labels = [change.label for change in journal.history(sample.database, limit=100)]
    assert labels.count("Approve inventory") == 2
    assert labels.count("Freeze the round of selection") == 2
    assert labels.count("Attest the self-assessment") == 1


def test_its_department_exists_nowhere(sample: Workspace) -> None:
    assert department("tasc-serc") is None
    assert {row["owner_org"] for row in rows(sample, SERVICE)} == {"tasc-serc"}


def test_every_record_passes_every_rule_of_the_registry(sample: Workspace) -> None:
    programs = programs_with(sample)
    identifiers = {row["id"]: row["service_id"] for row in rows(sample, SERVICE)}
    found = []
    for kind, table in ((Kind.SERVICE, SERVICE_RECORD), (Kind.STANDARD, STANDARD_RECORD)):
        for row in rows(sample, table):
            record = {name: value or "" for name, value in row.items()} | {"service_id": identifiers[row["service"]]}
            found += [
                (record["service_id"], breach) for breach in breaches(kind, record, Context("tasc-serc", programs))
            ]

    assert found == []


def test_it_has_no_error_and_the_warnings_that_it_is_meant_to_show(sample: Workspace) -> None:
    found = defaultdict(set)
    for finding in check(sample):
        found[finding.level.value].add(finding.rule)

    assert found["error"] == set()
    assert {"share_fell", "translation_missing", "translation_out_of_date"} <= found["warning"]


def test_it_reports_twenty_services_in_each_of_two_years(sample: Workspace) -> None:
    assert figures(sample, BEFORE).figure("services_total").numerator == 20
    assert figures(sample, NOW).figure("services_total").numerator == 20


@pytest.mark.parametrize("channel", COUNTS)
def test_every_channel_has_a_number_and_a_service_to_which_it_does_not_apply(sample: Workspace, channel: str) -> None:
    written = {row[channel] for row in rows(sample, SERVICE_RECORD)}

    assert any(value.isdigit() and int(value) > 0 for value in written)
    assert "NA" in written or channel == "num_phone_enquiries"


def test_volumes_are_in_every_state_that_the_registry_takes(sample: Workspace) -> None:
    written = {row[channel] for row in rows(sample, SERVICE_RECORD) for channel in COUNTS}

    assert {"0", "NA", "ND"} <= written
    assert "" in {row["total_volume"] for row in rows(sample, STANDARD_RECORD)}


def test_a_point_applies_to_no_service_in_a_year_and_no_point_to_one_service(sample: Workspace) -> None:
    before = records(sample, BEFORE).values()

    assert {row["os_account_registration"] for row in before} == {"NA"}
    assert any({row[point] for point in INTERACTION_POINTS} == {"NA"} for row in before)


def test_a_service_was_renamed_one_ended_and_one_began(sample: Workspace) -> None:
    before, now = records(sample, BEFORE), records(sample, NOW)
    both = before.keys() & now.keys()

    renamed = [one for one in both if before[one]["service_name_en"] != now[one]["service_name_en"]]
    assert [now[one]["service_name_fr"] for one in renamed] == ["Délivrance de licences aux guides et aux pourvoyeurs"]
    (ended,) = before.keys() - now.keys()
    assert len(now.keys() - before.keys()) == 1
    assert {row["id"]: row["state"] for row in rows(sample, SERVICE)}[ended] == "retired"


def test_services_of_every_kind_are_there(sample: Workspace) -> None:
    scopes = {row["service_scope"] for row in records(sample, NOW).values()}

    assert scopes == {"EXTERN", "ENTERPRISE", "INTERN"}


def test_a_priority_service_with_authentication_is_not_online_and_says_why(sample: Workspace) -> None:
    priority = priority_services(sample, NOW)
    offline = [
        row
        for service, row in records(sample, NOW).items()
        if service in priority and row["os_authentication"] == "N" and "EXTERN" in row["service_scope"]
    ]

    assert [row["service_name_en"] for row in offline] == ["Shoreline Mooring Licences"]
    assert offline[0]["offline_reason"]
    assert offline[0]["offline_note_en"]
    assert offline[0]["offline_note_fr"]


def test_standards_are_met_and_missed_in_both_years(sample: Workspace) -> None:
    for year in (BEFORE, NOW):
        met = figures(sample, year).figure("standards_met")
        assert met.value is not None
        assert 0 < met.value < 1


def test_the_share_of_e_services_falls_while_the_planned_share_rises(sample: Workspace) -> None:
    share = "online_end_to_end_after_exclusions"
    before, now = (figures(sample, year).figure(share).value for year in (BEFORE, NOW))
    planned = {row["fiscal_yr"]: float(row["value"]) for row in rows(sample, TARGET) if row["indicator"] == share}

    assert before is not None
    assert now is not None
    assert now < before
    assert list(planned) == ["2024-2025", "2025-2026", "2026-2027"]
    assert sorted(set(planned.values())) == list(planned.values())


def test_one_text_is_in_each_translation_state(sample: Workspace) -> None:
    states = counts(pairs(sample))

    assert states[State.MISSING] == states[State.OUT_OF_DATE] == states[State.DRAFT] == 1
    assert states[State.CONFIRMED] > 500
    assert [row.entity for row in pairs(sample) if row.state is State.MISSING] == ["note"]


def test_most_services_have_somebody_who_answers_for_them_and_one_has_nobody(sample: Workspace) -> None:
    owned = {row["service"]: row for row in rows(sample, SERVICE_OWNER)}

    assert records(sample, NOW).keys() - owned.keys() == {key("service", "9020")}
    assert all(row["name"] and is_email(row["email"]) for row in owned.values())


def test_volumes_by_quarter_add_up_to_the_year(sample: Workspace) -> None:
    reported = {row["id"]: row for table in (SERVICE_RECORD, STANDARD_RECORD) for row in rows(sample, table)}
    held = quarters(sample, list(reported))

    assert len({reported[record]["service"] for record, _field in held}) == 3
    assert any(field == "volume_meeting_target" for _record, field in held)
    for (record, field), volume in held.items():
        assert volume.missing == (), (record, field)
        assert volume.agree_with(reported[record][field]), (record, field)


def test_a_candidate_is_a_service_one_is_none_and_one_is_open(sample: Workspace) -> None:
    found = {card.conclusion: card for card in candidates(sample)}

    assert {verdict: card.proposal for verdict, card in found.items()} == {verdict: verdict for verdict in Verdict}
    assert found[Verdict.SERVICE].service in records(sample, NOW)
    assert found[Verdict.NOT_SERVICE].rationale.missing == ()
    assert 0 < found[Verdict.OPEN].answered < len(found[Verdict.OPEN].answers)


def test_requests_of_its_rounds_are_in_every_state_and_ask_for_each_service_once(sample: Workspace) -> None:
    by_owner, by_program = sorted(collection_rounds(sample, date(2025, 6, 6)), key=lambda card: card.grouping)

    assert {one.state for one in by_owner.requests} == {
        RequestState.RETURNED,
        RequestState.LATE,
        RequestState.PREPARED,
    }
    assert {one.state for one in by_program.requests} == {RequestState.RETURNED, RequestState.SENT}
    asked = [service for one in by_owner.requests for service in one.services]
    assert sorted(asked) == sorted(records(sample, NOW))
    unnamed = replace(by_owner, requests=tuple(replace(one, file_name="") for one in by_owner.requests))
    names = file_names("tasc-serc", unnamed, unnamed.requests)
    assert all(one.file_name in {"", names[one.key]} for one in by_owner.requests)


def test_a_view_of_the_table_is_kept(sample: Workspace) -> None:
    (view,) = saved_views(sample, "inventory")

    assert filter_of(view.content["filter"]).values("priority") == {"Y"}


def test_two_rounds_are_frozen_and_what_changed_between_them_has_a_rationale(sample: Workspace) -> None:
    assert {row["state"] for row in rows(sample, SELECTION_ROUND)} == {"frozen"}
    assert len(rows(sample, SELECTION_ROUND)) == 2
    assert priority_services(sample, BEFORE) != priority_services(sample, NOW)
    for decision in rows(sample, DECISION):
        if decision["priority"] == "Y":
            assert decision["rationale_en"]
            assert decision["rationale_fr"]


def test_one_assessment_is_attested_and_an_action_is_open(sample: Workspace) -> None:
    assert {row["fiscal_yr"]: row["state"] for row in rows(sample, ASSESSMENT)} == {
        "2023-2024": "attested",
        "2024-2025": "draft",
    }
    framework = load_framework("policy-on-service-2014")
    states = [framework.progress_state(row["status"]) for row in rows(sample, CORRECTIVE_ACTION)]
    assert any(state.id not in {"completed", "discontinued"} for state in states)


def test_every_heading_that_a_planner_writes_has_a_text_in_both_languages(sample: Workspace) -> None:
    written = {row["outline"]: (row["text_en"], row["text_fr"]) for row in rows(sample, SECTION)}
    headings = load_framework("policy-on-service-2014").outline

    assert set(written) == {section.id for section in headings if section.kind is SectionKind.TEXT}
    assert all(english and french for english, french in written.values())


def test_the_strategy_is_some_ten_pages_of_text(sample: Workspace) -> None:
    for side in ("text_en", "text_fr"):
        assert sum(len(row[side].split()) for row in rows(sample, SECTION)) > 2700


def test_section_texts_are_small_markdown_whose_figures_the_framework_knows(sample: Workspace) -> None:
    framework = load_framework("policy-on-service-2014")
    known = {
        "indicator": {item.id for item in framework.indicators},
        "table": {item.id for item in framework.tables},
        "chart": {item.id for item in framework.charts},
    }
    for row in rows(sample, SECTION):
        english, french = (parse(row[f"text_{side}"]) for side in ("en", "fr"))
        assert serialise(english) == row["text_en"], row["outline"]
        assert serialise(french) == row["text_fr"], row["outline"]
        assert sorted(map(str, tokens_of(english))) == sorted(map(str, tokens_of(french))), row["outline"]
        assert all(token.id in known[token.kind] for token in tokens_of(english)), row["outline"]


FAULTS = {
    "straight apostrophe": re.compile(r"\w'\w"),
    "no space before a colon": re.compile(r"(?<![\]\d])\w:(?=\s|$)"),
    "breaking space before a colon": re.compile(r" :"),
    "breaking space inside guillemets": re.compile(r"« | »"),
    "breaking space before a percent sign": re.compile(r"\d %|\d%"),
    "space before ; ! ?": re.compile(r"[\s\u00a0][;!?]"),
    "English quotation marks": re.compile(r"[“”\"]"),
    "breaking space in a number": re.compile(r"(?<![-\d])\d{1,3} \d{3}\b"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_french_texts_follow_canadian_typography(sample: Workspace, fault: str) -> None:
    texts = [row.text.fr for row in pairs(sample) if not row.field.endswith("_uri")]

    assert [text for text in texts if FAULTS[fault].search(text)] == []


def test_the_approved_version_holds_the_strategy_as_it_was_then(sample: Workspace) -> None:
    _last, version = versions(sample)

    held = content(sample, version.id)["plan"]["entities"]["section"]

    assert figures(sample, NOW).figure("strategy_in_force").numerator == 1
    assert figures(sample, BEFORE).figure("strategy_in_force").numerator == 0
    then = {row["outline"]: row["text_fr"] for row in held}
    today = {row["outline"]: row["text_fr"] for row in rows(sample, SECTION)}
    assert {name for name in then if then[name] != today[name]} == {
        "online-services",
        "priority-review-plan",
        "e-services-plan",
        "feedback-issues",
    }


def test_the_calendar_of_reviews_is_that_of_the_priority_services_of_the_year(sample: Workspace) -> None:
    (section,) = [row for row in rows(sample, SECTION) if row["outline"] == "priority-review-plan"]
    chosen = [card for card in ranking(sample, NOW).rows if card.decided]

    assert len(chosen) == 6
    for language in ("en", "fr"):
        written = [line for line in section[f"text_{language}"].splitlines() if line.startswith("| ")][2:]
        named = {line.split(" | ")[0].removeprefix("| ") for line in written}
        assert named == {getattr(card.name, language) for card in chosen}


def test_the_strategy_says_what_was_approved_last(sample: Workspace) -> None:
    version = newest_version(sample)

    assert version.name == "1.1"
    assert not version.is_changed
