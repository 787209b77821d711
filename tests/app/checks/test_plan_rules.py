"""Rules over the whole plan: rounds, strategy, targets, assessment, approval, texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.approvals import freeze_round
from app.assessment import changes
from app.assessment.changes import ActionDraft, EvidenceDraft
from app.checks.finding import Level
from app.checks.findings import check, drafts
from app.checks.year_gaps import year_gaps
from app.framework.loading import load_framework
from app.inventory.approval import Approver, approve_inventory
from app.priorities import rounds
from app.section_text import section_key
from app.steps import Step
from model.base import new_key
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import NOTE, SERVICE_RECORD
from model.language import Language
from model.strategy import INITIATIVE, OBJECTIVE, SECTION, TARGET
from tests.app.plans import YEAR, change, put, put_service, put_standard, record_of

if TYPE_CHECKING:
    from app.checks.finding import Finding
    from app.workspace import Workspace

TODAY = date(2025, 1, 15)
REQUIRED = (
    "objectives",
    "priorities-initiatives-targets",
    "governance",
    "performance",
    "risks",
)


def found(workspace: Workspace, rule: str, today: date = TODAY) -> list[Finding]:
    return [finding for finding in check(workspace, today=today) if finding.rule == rule]


def write_section(workspace: Workspace, outline: str, en: str = "Text", fr: str = "Texte", kept: str = "Y") -> None:
    with workspace.change("Write") as connection:
        connection.execute(
            SECTION.insert().values(id=section_key(outline), outline=outline, kept=kept, text_en=en, text_fr=fr)
        )


def test_a_year_without_a_round_and_a_round_that_is_open_are_errors(workspace: Workspace) -> None:
    assert found(workspace, "round_missing") == []  # nothing to select from
    put_service(workspace)
    assert [f.words for f in found(workspace, "round_missing")] == ["round_missing"]

    rounds.start_round(workspace, YEAR)

    assert [(f.words, f.level) for f in found(workspace, "round_missing")] == [("round_missing.draft", Level.ERROR)]


def test_a_round_of_last_year_does_not_do_for_this_one(workspace: Workspace) -> None:
    service = put_service(workspace, year=YEAR - 1)
    key = rounds.start_round(workspace, YEAR - 1)
    freeze_round(workspace, key, "B. Head", TODAY)
    assert found(workspace, "round_missing") == []

    put_service(workspace, service=service)

    assert [f.year for f in found(workspace, "round_missing")] == [YEAR]


def test_considerations_that_are_not_assessed_are_named(workspace: Workspace) -> None:
    service = put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    rounds.accept_suggestions(workspace, key)
    for name in ("mandate", "critical_essential", "other"):
        rounds.rate(workspace, key, service, name, 2)

    (finding,) = found(workspace, "rating_missing")

    assert finding.message() == "Considerations of this service that are not assessed: Government priority."
    assert (finding.entity, finding.id, finding.field) == ("service", service, "government_priority")


@pytest.mark.parametrize(("chosen", "told"), [(0, ["none"]), (1, []), (2, []), (3, [""])])
def test_too_many_and_no_priority_services_are_told(workspace: Workspace, chosen: int, told: list[str]) -> None:
    services = [put_service(workspace, str(number)) for number in range(4)]
    key = rounds.start_round(workspace, YEAR)
    for index, service in enumerate(services):
        rounds.decide(workspace, key, service, priority=index < chosen)

    assert [f.words.partition(".")[2] for f in found(workspace, "too_many_or_no_priority")] == told


def test_an_empty_strategy_lacks_every_element_in_both_languages(workspace: Workspace) -> None:
    findings = found(workspace, "element_empty")

    assert {f.level for f in findings} == {Level.ERROR}
    assert {dict(f.facts)["id"] for f in findings} == {"E1", "E2", "E3", "E4"}
    assert {f.lang for f in findings} == set(Language)


def test_an_element_is_filled_by_a_text_under_one_of_its_headings(workspace: Workspace) -> None:
    framework = load_framework("policy-on-service-2014")
    for element in framework.elements:
        for section in framework.sections_required_for(element.id):
            below = framework.children(section.id)
            write_section(workspace, below[0].id if below else section.id)

    assert found(workspace, "element_empty") == []


def test_an_element_written_in_english_only_is_an_error_on_the_french_strategy(workspace: Workspace) -> None:
    for outline in REQUIRED:
        write_section(workspace, outline, fr="Texte" if outline != "governance" else "")

    findings = [f for f in check(workspace, today=TODAY) if f.entity == "section"]

    assert [f.rule for f in drafts(findings, "strategy", None, Language.EN)] == []
    assert [f.rule for f in drafts(findings, "strategy", None, Language.FR)] == ["element_empty"]


def test_a_section_that_is_left_out_may_be_empty(workspace: Workspace) -> None:
    vision = section_key("service-vision")
    assert vision in {f.id for f in found(workspace, "section_empty")}

    write_section(workspace, "service-vision", en="", fr="", kept="N")

    assert vision not in {f.id for f in found(workspace, "section_empty")}


@pytest.mark.parametrize(
    ("token", "known"),
    [
        ("{{indicator:services_total@2024-2025}}", True),
        ("{{indicator:services_total@latest}}", True),
        ("{{table:standards-results@2024-2025}}", True),
        ("{{indicator:no_such@2024-2025}}", False),
        ("{{indicator:learning_at_entry@2024-2025}}", False),
        ("{{indicator:learning_at_entry@latest}}", False),
        ("{{table:standards-results@2024-2026}}", False),
        (r"\\{\\{indicator:no_such@latest}}", True),
        (r"\\{{indicator:no_such@latest}}", True),
        ("{{chart:channel-mix@2009-2010}}", False),
    ],
)
def test_a_figure_in_the_text_needs_a_source(workspace: Workspace, token: str, known: bool) -> None:
    put_service(workspace)
    write_section(workspace, "service-vision", en=f"We offer {token} today.", fr="Texte")

    assert [f.lang for f in found(workspace, "figure_unknown")] == ([] if known else [Language.EN])


def test_a_broken_thread_from_objective_to_target_is_told(workspace: Workspace) -> None:
    names = {"name_en": "Go online", "name_fr": "Passer en ligne"}
    put(workspace, OBJECTIVE, **names)
    with_initiative = put(workspace, OBJECTIVE, **names)
    with_target = put(workspace, OBJECTIVE, **names)
    lost = put(workspace, INITIATIVE, **names)
    aimless = put(workspace, INITIATIVE, objective=with_initiative, **names)
    put(workspace, INITIATIVE, objective=with_target, **names)
    put(workspace, TARGET, objective=with_target, indicator="services_total", fiscal_yr="2025-2026", value="1")

    assert len(found(workspace, "objective_without_initiative")) == 1
    assert [f.id for f in found(workspace, "initiative_without_objective")] == [lost]
    assert [f.id for f in found(workspace, "initiative_without_target")] == [aimless]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("0.4", "0.5", "0.6"), []),
        (("0.4", "0.4"), ["2024-2025"]),
        (("0.5", "0.4", "0.6"), ["2024-2025"]),
        (("1", "1"), []),
    ],
)
def test_the_planned_share_of_e_services_must_rise(
    workspace: Workspace, values: tuple[str, ...], told: list[str]
) -> None:
    for index, value in enumerate(values):
        put(workspace, TARGET, indicator="online_end_to_end", fiscal_yr=str(YEAR - 1 + index), value=value)

    assert [str(f.year) for f in found(workspace, "share_does_not_rise")] == told


def test_a_reported_share_that_fell_is_told_with_both_values(workspace: Workspace) -> None:
    service = put_service(workspace, year=YEAR - 1)
    put_service(workspace, service=service, os_decision="N")

    (finding,) = found(workspace, "share_fell")

    assert "from 100.0% to 0.0%" in finding.message()


def test_a_target_that_is_due_without_a_result_is_told(workspace: Workspace) -> None:
    put_service(workspace)
    for year in (YEAR, YEAR + 1):
        put(workspace, TARGET, indicator="learning_at_entry", fiscal_yr=str(year), value="1")

    assert [f.year for f in found(workspace, "target_without_result")] == [YEAR]


def test_the_inventory_asks_for_approval_once_its_year_has_ended(workspace: Workspace) -> None:
    service = put_service(workspace)
    closing = date(2025, 4, 1)
    assert found(workspace, "inventory_not_approved", date(2025, 3, 31)) == []
    assert [f.words for f in found(workspace, "inventory_not_approved", closing)] == ["inventory_not_approved"]
    (last_day,) = found(workspace, "inventory_not_approved", date(2025, 9, 30))
    (late,) = found(workspace, "inventory_not_approved", date(2025, 10, 1))
    assert last_day.mend().replace("\u00a0", " ") == "Have it approved by September 30, 2025."
    assert late.message().replace("\u00a0", " ").endswith("and its closing period ended on September 30, 2025.")

    approve_inventory(workspace, YEAR, Approver("A. Keeper", "B. Head", closing))
    assert found(workspace, "inventory_not_approved", closing) == []

    change(workspace, SERVICE_RECORD, record_of(workspace, service), num_website_visits="1")
    assert [f.words for f in found(workspace, "inventory_not_approved", closing)] == ["inventory_not_approved.void"]


def test_an_assessment_that_is_open_asks_for_every_requirement_in_effect(workspace: Workspace) -> None:
    assert found(workspace, "requirement_unrated") == []

    key = changes.start_assessment(workspace, YEAR)
    changes.rate(workspace, key, "learning", "4")

    assert len(found(workspace, "requirement_unrated")) == 9


def test_a_year_whose_assessment_was_not_started_is_an_error_on_the_assessment_alone(workspace: Workspace) -> None:
    put_service(workspace)
    (finding,) = found(workspace, "assessment_missing")
    assert (finding.level, finding.year, finding.documents) == (Level.ERROR, YEAR, ("assessment",))
    assert finding.step is Step.ASSESSMENT
    assert finding.message() == "The self-assessment of 2024–25 has not been started."

    changes.start_assessment(workspace, YEAR - 1)
    assert len(found(workspace, "assessment_missing")) == 1

    changes.start_assessment(workspace, YEAR)
    assert found(workspace, "assessment_missing") == []


def test_a_year_without_services_is_an_error_on_what_stands_on_them(workspace: Workspace) -> None:
    (finding,) = found(workspace, "services_missing")
    assert (finding.level, finding.step) == (Level.ERROR, Step.INVENTORY)
    assert set(finding.documents) == {"inventory", "priorities", "strategy", "brief"}

    put_service(workspace)

    assert found(workspace, "services_missing") == []


def test_services_of_another_department_fill_its_inventory_alone(workspace: Workspace) -> None:
    year = FiscalYear(2023)
    put_service(workspace, year=year, owner_org="statcan")

    (finding,) = (one for one in year_gaps(workspace, year, "statcan") if one.rule == "services_missing")

    assert "inventory" not in finding.documents
    assert "strategy" in finding.documents


def test_a_requirement_that_is_not_met_needs_an_open_action(workspace: Workspace) -> None:
    key = changes.start_assessment(workspace, YEAR)
    changes.rate(workspace, key, "learning", "1")
    assert len(found(workspace, "not_met_without_action")) == 1

    done = ActionDraft(Bilingual("Train", "Former"), "A. Owner", date(2025, 1, 1), "completed")
    action = changes.add_action(workspace, key, "learning", done)
    assert len(found(workspace, "not_met_without_action")) == 1

    changes.change_action(workspace, action, ActionDraft(Bilingual("Train", "Former"), "A. Owner", date(2025, 1, 1)))
    assert found(workspace, "not_met_without_action") == []
    assert [f.id for f in found(workspace, "action_overdue")] == [action]


def test_a_good_rating_needs_evidence(workspace: Workspace) -> None:
    key = changes.start_assessment(workspace, YEAR)
    changes.rate(workspace, key, "learning", "4")
    assert len(found(workspace, "rating_without_evidence")) == 1

    changes.add_evidence(workspace, key, "learning", EvidenceDraft(Bilingual("Kit", "Trousse"), "Team site"))

    assert found(workspace, "rating_without_evidence") == []


def test_a_rating_that_departs_from_the_proposal_needs_a_reason(workspace: Workspace) -> None:
    changes.enter_figure(workspace, "learning_at_entry", YEAR, 10, 10)
    key = changes.start_assessment(workspace, YEAR)
    changes.rate(workspace, key, "learning", "2")
    assert [f.words for f in found(workspace, "rating_moved_without_reason")] == [
        "rating_moved_without_reason.proposal"
    ]

    for side in Language:
        changes.write(workspace, key, "learning", "reason", side, f"Because ({side.value})")

    assert found(workspace, "rating_moved_without_reason") == []


def test_a_requirement_that_does_not_apply_needs_a_reason(workspace: Workspace) -> None:
    key = changes.start_assessment(workspace, YEAR)
    changes.rate(workspace, key, "mandatory-services", "NA")
    assert [f.words for f in found(workspace, "rating_moved_without_reason")] == [
        "rating_moved_without_reason.not_applicable"
    ]

    for side in Language:
        changes.write(workspace, key, "mandatory-services", "reason", side, f"No service ({side.value})")

    assert found(workspace, "rating_moved_without_reason") == []


def test_a_note_in_one_language_is_a_warning_and_bears_on_no_document(workspace: Workspace) -> None:
    with workspace.change("Write a note") as connection:
        connection.execute(NOTE.insert().values(id=new_key(), entity="plan", text_en="Ask again"))

    (finding,) = found(workspace, "translation_missing")

    assert (finding.level, finding.documents, finding.lang) == (Level.WARNING, (), Language.FR)


def test_a_printed_text_in_one_language_is_an_error_on_that_language(workspace: Workspace) -> None:
    with workspace.change("Write an objective") as connection:
        connection.execute(OBJECTIVE.insert().values(id=new_key(), name_fr="Objectif"))

    (finding,) = found(workspace, "translation_missing")

    assert (finding.level, finding.documents, finding.lang) == (Level.ERROR, ("strategy", "assessment"), Language.EN)


def test_an_error_makes_its_own_document_year_and_language_a_draft_and_no_other(workspace: Workspace) -> None:
    service = put_service(workspace, special_remarks_fr="Remarque")
    put_standard(workspace, service)
    findings = check(workspace, today=TODAY)

    def is_draft(document: str, language: Language, year: int = 2024) -> bool:
        return any(f.rule == "both_languages" for f in drafts(findings, document, type(YEAR)(year), language))

    assert is_draft("inventory", Language.EN)
    assert not is_draft("inventory", Language.FR)
    assert not is_draft("inventory", Language.EN, 2023)
    assert not is_draft("assessment", Language.EN)


def test_findings_come_in_the_order_of_their_weight(workspace: Workspace) -> None:
    put_service(workspace, client_feedback_channel="TEL", service_type="")

    levels = [finding.level for finding in check(workspace, today=TODAY)]

    assert set(levels) == set(Level)
    assert levels == sorted(levels, key=[Level.ERROR, Level.WARNING, Level.SUGGESTION].index)


def test_a_year_has_its_own_findings_and_those_of_every_year(workspace: Workspace) -> None:
    put_service(workspace, year=YEAR - 1, service_type="")
    put_service(workspace, service_type="")

    of_all, of_one = (check(workspace, year=year, today=TODAY) for year in (None, YEAR))

    assert {finding.year for finding in of_all} >= {None, YEAR - 1, YEAR}
    assert {finding.year for finding in of_one} == {None, YEAR}


def test_every_step_has_its_findings(workspace: Workspace) -> None:
    put_service(workspace, service_type="")
    changes.start_assessment(workspace, YEAR)

    steps = {finding.step for finding in check(workspace, today=TODAY)}

    assert {Step.INVENTORY, Step.PRIORITIES, Step.STRATEGY, Step.TRANSLATION, Step.ASSESSMENT} <= steps
