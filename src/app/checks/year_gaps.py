"""What the documents of a year stand on and the plan does not hold yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.assessment.cards import assessed_years
from app.checks.making import ASSESSMENT, BRIEF, INVENTORY, PRIORITIES, STRATEGY, finding
from app.plan_facts import OWN, framework_of, years_with_records
from app.priorities.ranking import round_of
from app.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.checks.finding import Finding
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def year_gaps(workspace: Workspace, year: FiscalYear, department: str | None = OWN) -> Iterator[Finding]:
    """Yield what is missing as a whole: the service records of a year, its round of selection, its self-assessment.

    Args:
        workspace: the open plan.
        year: the fiscal year of the documents.
        department: whose services the inventory lists: ``OWN``, a code, or None for every one that the plan holds.
    """
    has_own = year in years_with_records(workspace)
    is_listed = has_own if department == OWN else year in years_with_records(workspace, department)
    if empty := (*(() if is_listed else (INVENTORY,)), *(() if has_own else (PRIORITIES, STRATEGY, BRIEF))):
        yield finding("services_missing", "plan", "", year=year, documents=empty, step=Step.INVENTORY)
    if has_own and (found := _on_round(workspace, year)) is not None:
        yield found
    if year not in assessed_years(workspace) and framework_of(workspace).requirements_in(year):
        yield finding("assessment_missing", "assessment", "", year=year, documents=(ASSESSMENT,), step=Step.ASSESSMENT)


def with_gaps(
    workspace: Workspace, findings: Iterable[Finding], year: FiscalYear, department: str | None = OWN
) -> tuple[Finding, ...]:
    """Return a plan's findings and what the documents of ``year`` lack; by themselves they tell the working year's."""
    return tuple(dict.fromkeys((*year_gaps(workspace, year, department), *findings)))


def _on_round(workspace: Workspace, year: FiscalYear) -> Finding | None:
    held = round_of(workspace, year)
    is_missing = held is None or held.year != year
    if held is not None and held.is_frozen and not is_missing:
        return None
    return finding(
        "round_missing", "selection_round", "" if held is None or is_missing else held.id, year=year,
        documents=(PRIORITIES, STRATEGY), step=Step.PRIORITIES, variant="" if is_missing else "draft",
    )  # fmt: skip
