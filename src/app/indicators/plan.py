"""The indicators that the rest of the plan gives: versions, initiatives, targets, approvals, entered figures."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.indicators.measure import Measure, reaches
from app.inventory.approval import approval
from model.assessment import ENTERED_FIGURE
from model.fiscal_year import FiscalYear
from model.strategy import ENGAGEMENT_APPROACH, INITIATIVE, MANDATORY_SERVICE, TARGET, VERSION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.framework.framework import Framework
    from app.inventory.approval import ApprovalCard
    from app.workspace import Workspace

YES, NO = Measure(1, 1), Measure(0, 1)


@dataclass(frozen=True, slots=True)
class InitiativeFacts:
    """What the indicators ask of an initiative; blank parts are None or ``''``."""

    first_year: FiscalYear | None
    completion: date | None
    status: str


def measures(workspace: Workspace, year: FiscalYear, framework: Framework) -> dict[str, Measure]:
    """Return the indicators of one year that come from the plan outside its inventory."""
    return measures_with(workspace, year, framework, approval(workspace, year))


def measures_with(
    workspace: Workspace, year: FiscalYear, framework: Framework, approved: ApprovalCard | None
) -> dict[str, Measure]:
    """Return the same where the approval of that year's inventory is known."""
    return {
        "inventory_updated": _inventory_updated(approved, year, framework),
        "strategy_in_force": YES if strategy_covers(workspace, year, framework) else NO,
        "commitments_on_track": commitments(_initiatives(workspace), year, framework),
        "engagement_in_force": _engagement_in_force(workspace, year),
        "mandatory_adopted": _mandatory_adopted(workspace),
        **_entered(workspace, year),
    }


def _inventory_updated(card: ApprovalCard | None, year: FiscalYear, framework: Framework) -> Measure:
    if card is None or not card.is_in_force or card.approved_on is None:
        return NO
    return YES if year.first_day <= card.approved_on <= framework.closing_day(year) else NO


def strategy_covers(workspace: Workspace, year: FiscalYear, framework: Framework) -> bool:
    """Whether an approved version covers ``year`` and holds every mandatory element in both languages."""
    column = VERSION.c
    covering = select(column.content).where(
        column.first_yr <= str(year), column.last_yr >= str(year), column.approved_on.is_not(None)
    )
    return any(_holds_elements(_written_sections(row.content), framework) for row in workspace.rows(covering))


@lru_cache(maxsize=4)
def _written_sections(content: bytes) -> frozenset[str]:
    """Return the headings that a version holds in both languages; it never changes, and is asked of at each change."""
    rows = json.loads(zlib.decompress(content))["plan"]["entities"]["section"]
    return frozenset(row["outline"] for row in rows if row["text_en"].strip() and row["text_fr"].strip())


def _holds_elements(written: Collection[str], framework: Framework) -> bool:
    return all(is_filled(framework, element.id, written) for element in framework.elements)


def is_filled(framework: Framework, element_id: str, written: Iterable[str]) -> bool:
    """Whether the sections that a mandatory element needs are among those ``written`` in both languages.

    A heading counts as written when a text stands under it or under one of its own headings.
    """
    ids = set(written)
    return all(
        section.id in ids or any(child.id in ids for child in framework.children(section.id))
        for section in framework.sections_required_for(element_id)
    )


def commitments(initiatives: Iterable[InitiativeFacts], year: FiscalYear, framework: Framework) -> Measure:
    """Return the share of initiatives due or running in ``year`` that are completed or on target."""
    states = {state.id: state for state in framework.progress_states}
    on_track = counted = unknown = excluded = 0
    for initiative in initiatives:
        if not _is_due_or_running(initiative, year):
            continue
        state = states.get(initiative.status)
        if state is None:
            unknown += 1
        elif not state.counts:
            excluded += 1
        else:
            counted += 1
            on_track += state.on_track
    return Measure(on_track, counted, unknown, excluded)


def _is_due_or_running(initiative: InitiativeFacts, year: FiscalYear) -> bool:
    begun = initiative.first_year is None or initiative.first_year <= year
    ended_before = initiative.completion is not None and initiative.completion < year.first_day
    return begun and not (ended_before and initiative.status == "completed")


def _initiatives(workspace: Workspace) -> tuple[InitiativeFacts, ...]:
    column = INITIATIVE.c
    rows = workspace.rows(select(column.first_yr, column.completion_on, column.status))
    return tuple(
        InitiativeFacts(
            FiscalYear.parse(row.first_yr) if row.first_yr else None,
            date.fromisoformat(row.completion_on) if row.completion_on else None,
            row.status,
        )
        for row in rows
    )


def _engagement_in_force(workspace: Workspace, year: FiscalYear) -> Measure:
    column = ENGAGEMENT_APPROACH.c
    query = select(column.id).where(
        column.approved_on.is_not(None),
        column.first_yr != "",
        column.first_yr <= str(year),
        (column.last_yr == "") | (column.last_yr >= str(year)),
    )
    return YES if workspace.rows(query) else NO


def _mandatory_adopted(workspace: Workspace) -> Measure:
    answers = [row.adopted for row in workspace.rows(select(MANDATORY_SERVICE.c.adopted))]
    return Measure(answers.count("Y"), len(answers))


def _entered(workspace: Workspace, year: FiscalYear) -> dict[str, Measure]:
    rows = workspace.rows(select(ENTERED_FIGURE).where(ENTERED_FIGURE.c.fiscal_yr == str(year)))
    return {row.indicator: Measure(row.numerator, row.denominator) for row in rows if row.denominator is not None}


def plan_targets(workspace: Workspace, years: Sequence[FiscalYear]) -> dict[FiscalYear, dict[str, float]]:
    """Return the plan's own targets by year and indicator; one that is no number is left out."""
    column = TARGET.c
    query = select(column.indicator, column.fiscal_yr, column.value).where(
        column.fiscal_yr.in_([str(year) for year in years])
    )
    found: dict[FiscalYear, dict[str, float]] = {year: {} for year in years}
    for row in workspace.rows(query):
        number = target_value(row.value)
        if number is not None:
            found[FiscalYear.parse(row.fiscal_yr)][row.indicator] = number
    return found


def target_value(written: str) -> float | None:
    """Return a target's value as it was written, in either language's way; None when it is no number."""
    try:
        number = float(written.replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


def targets_met(values: Mapping[str, Measure], targets: Mapping[str, float], framework: Framework) -> Measure:
    """Return the share of the year's targets that are met.

    A target without a result is not met. A target set on this very share is left out.
    """
    falling = {indicator.id for indicator in framework.indicators if indicator.lower_is_better}
    due = {name: target for name, target in targets.items() if name != "targets_met" and name in values}
    results = [(values[name].value, target, name in falling) for name, target in due.items()]
    met = sum(value is not None and reaches(value, target, lower_is_better=low) for value, target, low in results)
    return Measure(met, len(results))
