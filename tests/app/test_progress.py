"""States of the steps, and what the overview makes of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.approvals import freeze_round
from app.assessment import changes
from app.checks.findings import check
from app.inventory.approval import Approver, approve_inventory
from app.overview import Todo, overview
from app.plan_facts import plan_card, working_year
from app.priorities import rounds
from app.progress import step_states
from app.steps import Step, StepState
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD
from model.journal import head
from tests.app.checks.test_plan_rules import write_section
from tests.app.plans import YEAR, change, put_service, put_standard, record_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace

TODAY = date(2025, 1, 15)


def states(workspace: Workspace) -> Mapping[Step, StepState]:
    return step_states(workspace, check(workspace, today=TODAY), working_year(workspace))


def log_export(workspace: Workspace, document: str, language: str, *, final: bool = True) -> None:
    workspace.database.execute(
        "INSERT INTO export_log(document, language, format, final, change_set, at) VALUES (?, ?, 'docx', ?, ?, '')",
        (document, language, int(final), head(workspace.database)),
    )


def test_an_empty_plan_has_started_nothing(workspace: Workspace) -> None:
    assert set(states(workspace).values()) == {StepState.NOT_STARTED}


def test_the_inventory_is_complete_while_its_approval_holds(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service)
    assert states(workspace)[Step.INVENTORY] is StepState.IN_PROGRESS

    approve_inventory(workspace, YEAR, Approver("A. Keeper", "B. Head", TODAY))
    assert states(workspace)[Step.INVENTORY] is StepState.COMPLETE

    change(workspace, SERVICE_RECORD, record_of(workspace, service), num_website_visits="1")
    assert states(workspace)[Step.INVENTORY] is StepState.IN_PROGRESS


def test_an_error_keeps_an_approved_step_in_progress(workspace: Workspace) -> None:
    put_service(workspace, service_type="")

    approve_inventory(workspace, YEAR, Approver("A. Keeper", "B. Head", TODAY))

    assert states(workspace)[Step.INVENTORY] is StepState.IN_PROGRESS


def test_priorities_are_complete_once_the_round_of_the_year_is_frozen(workspace: Workspace) -> None:
    put_service(workspace)
    key = rounds.start_round(workspace, YEAR)
    assert states(workspace)[Step.PRIORITIES] is StepState.IN_PROGRESS

    freeze_round(workspace, key, "B. Head", TODAY)

    assert states(workspace)[Step.PRIORITIES] is StepState.COMPLETE


def test_the_round_of_the_year_before_starts_no_other_year(workspace: Workspace) -> None:
    put_service(workspace)
    freeze_round(workspace, rounds.start_round(workspace, YEAR), "B. Head", TODAY)

    assert step_states(workspace, (), YEAR + 1)[Step.PRIORITIES] is StepState.NOT_STARTED


def test_a_text_that_is_missing_keeps_the_translation_in_progress(workspace: Workspace) -> None:
    service = put_service(workspace)
    assert states(workspace)[Step.TRANSLATION] is StepState.COMPLETE

    change(workspace, SERVICE_RECORD, record_of(workspace, service), special_remarks_en="Remark")

    assert states(workspace)[Step.TRANSLATION] is StepState.IN_PROGRESS


def test_documents_are_complete_until_the_next_change(workspace: Workspace) -> None:
    service = put_service(workspace)
    log_export(workspace, "strategy", "bilingual")
    log_export(workspace, "inventory", "en")
    log_export(workspace, "priorities", "bilingual")
    log_export(workspace, "assessment", "bilingual")
    assert states(workspace)[Step.DOCUMENTS] is StepState.IN_PROGRESS

    log_export(workspace, "inventory", "fr")
    assert states(workspace)[Step.DOCUMENTS] is StepState.COMPLETE

    change(workspace, SERVICE_RECORD, record_of(workspace, service), num_website_visits="1")
    assert states(workspace)[Step.DOCUMENTS] is StepState.IN_PROGRESS


def test_the_overview_is_the_least_of_the_steps(workspace: Workspace) -> None:
    put_service(workspace)
    write_section(workspace, "service-vision")
    rounds.start_round(workspace, YEAR)
    changes.start_assessment(workspace, YEAR)
    assert states(workspace)[Step.OVERVIEW] is StepState.NOT_STARTED

    log_export(workspace, "strategy", "en", final=False)

    assert states(workspace)[Step.OVERVIEW] is StepState.IN_PROGRESS


def test_an_empty_plan_has_nothing_to_translate(workspace: Workspace) -> None:
    shown = overview(workspace, check(workspace, today=TODAY), working_year(workspace))

    assert Todo.IMPORT in {thing.kind for thing in shown.next}
    assert Todo.TRANSLATE not in {thing.kind for thing in shown.next}


def test_the_overview_says_one_next_thing_a_step(workspace: Workspace) -> None:
    put_service(workspace, service_type="")

    shown = overview(workspace, check(workspace, today=TODAY), YEAR)

    kinds = {thing.step: thing.kind for thing in shown.next}
    assert kinds[Step.INVENTORY] is Todo.MEND
    assert kinds[Step.PRIORITIES] is Todo.START_ROUND
    assert kinds[Step.STRATEGY] is Todo.WRITE
    assert Step.TRANSLATION not in kinds
    assert all(thing.sentence() for thing in shown.next)


def test_the_overview_shows_figures_of_the_last_years_up_to_its_own(workspace: Workspace) -> None:
    service = put_service(workspace, year=YEAR - 1)
    put_service(workspace, service=service)
    put_service(workspace, service=service, year=YEAR + 1)

    shown = overview(workspace, (), YEAR)

    total = next(figure for figure in shown.key_figures if figure.id == "services_total")
    assert [year for year, _figure in total.years] == [YEAR - 1, YEAR]
    assert [tile.clause for tile in shown.requirements][-1] == "7.10"
    assert shown.recent[0].author == "Test Author"


def test_the_working_year_is_the_latest_with_records_of_the_plans_department(workspace: Workspace) -> None:
    assert working_year(workspace) == plan_card(workspace).first_year == FiscalYear(2023)

    put_service(workspace)
    put_service(workspace, "9", year=YEAR + 1, owner_org="statcan")

    assert working_year(workspace) == YEAR
