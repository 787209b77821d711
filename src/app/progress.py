"""How far each of the seven steps is for a year.

*Not started* holds nothing. *Complete* has no finding of level error and its closing act:
inventory approved, round frozen, a version approved, nothing missing or out of date, assessment
attested, final documents exported since the last change. Anything else is *in progress*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from app.checks.digest import Digest
from app.checks.finding import Level
from app.indicators.plan import strategy_covers
from app.inventory.approval import approval
from app.plan_facts import framework_of, years_with_records
from app.priorities.ranking import round_of
from app.steps import Step, StepState
from model.assessment import ASSESSMENT
from model.journal import head
from model.language import Language
from model.schema import EXPORT_LOG
from model.strategy import INITIATIVE, OBJECTIVE, SECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.checks.finding import Finding
    from app.inventory.approval import ApprovalCard
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

_UNTRANSLATED: Final = frozenset({"translation_missing", "translation_out_of_date", "both_languages"})
_DOCUMENTS: Final = ("strategy", "inventory", "priorities", "assessment")
"""Documents that are approved or attested; the brief is read on the way there and closes nothing."""

_BOTH: Final = tuple(Language)
_ORDER: Final = (StepState.NOT_STARTED, StepState.IN_PROGRESS, StepState.COMPLETE)


def step_states(
    workspace: Workspace,
    findings: Iterable[Finding],
    year: FiscalYear,
    approvals: Mapping[FiscalYear, ApprovalCard | None] | None = None,
) -> Mapping[Step, StepState]:
    """Return the state of every step for ``year``; the overview is the least of the others.

    Args:
        workspace: the open plan.
        findings: its findings.
        year: the fiscal year.
        approvals: the newest approval of the inventory by year, as far as they are known already: whether one still
            holds is told by everything that it was given for.
    """
    held = Digest.of(findings)
    with_errors = {kind.step for kind in held.kinds if kind.level is Level.ERROR and kind.is_of(year)}
    acts = {
        Step.INVENTORY: _inventory(workspace, year, approvals or {}),
        Step.PRIORITIES: _priorities(workspace, year),
        Step.STRATEGY: _strategy(workspace, year),
        Step.TRANSLATION: _translation(workspace, held, year),
        Step.ASSESSMENT: _assessment(workspace, year),
        Step.DOCUMENTS: _documents(workspace),
    }
    states = {
        step: StepState.IN_PROGRESS if state is StepState.COMPLETE and step in with_errors else state
        for step, state in acts.items()
    }
    return {Step.OVERVIEW: min(states.values(), key=_ORDER.index), **states}


def _state(*, holds_something: bool, is_closed: bool) -> StepState:
    if is_closed:
        return StepState.COMPLETE
    return StepState.IN_PROGRESS if holds_something else StepState.NOT_STARTED


def _inventory(workspace: Workspace, year: FiscalYear, known: Mapping[FiscalYear, ApprovalCard | None]) -> StepState:
    card = known[year] if year in known else approval(workspace, year)
    is_closed = card is not None and card.is_in_force
    return _state(holds_something=year in years_with_records(workspace), is_closed=is_closed)


def _priorities(workspace: Workspace, year: FiscalYear) -> StepState:
    card = round_of(workspace, year)
    if card is None or card.year != year:  # that of a year before stays in force, and is none of this year
        return StepState.NOT_STARTED
    return _state(holds_something=True, is_closed=card.is_frozen)


def _strategy(workspace: Workspace, year: FiscalYear) -> StepState:
    return _state(
        holds_something=_holds_strategy(workspace),
        is_closed=strategy_covers(workspace, year, framework_of(workspace)),
    )


def _holds_strategy(workspace: Workspace) -> bool:
    written = select(SECTION.c.id).where((SECTION.c.text_en != "") | (SECTION.c.text_fr != "")).limit(1)
    return any(
        workspace.rows(query) for query in (written, select(OBJECTIVE.c.id).limit(1), select(INITIATIVE.c.id).limit(1))
    )


def _translation(workspace: Workspace, findings: Digest, year: FiscalYear) -> StepState:
    holds_something = bool(years_with_records(workspace)) or _holds_strategy(workspace)
    is_open = findings.has(
        lambda kind: kind.is_of(year) and (kind.rule in _UNTRANSLATED or (kind.rule == "required" and kind.of_one_side))
    )
    return _state(holds_something=holds_something, is_closed=holds_something and not is_open)


def _assessment(workspace: Workspace, year: FiscalYear) -> StepState:
    column = ASSESSMENT.c
    query = select(column.state).where(column.fiscal_yr == str(year)).order_by(column.revision.desc())
    rows = workspace.rows(query.limit(1))
    return _state(holds_something=bool(rows), is_closed=bool(rows) and rows[0].state == "attested")


def _documents(workspace: Workspace) -> StepState:
    column = EXPORT_LOG.c
    any_export = workspace.rows(select(func.count()).select_from(EXPORT_LOG))[0][0] > 0
    query = select(column.document, column.language).where(
        column.final == 1, column.change_set == head(workspace.database)
    )
    final = {(row.document, side) for row in workspace.rows(query) for side in _sides(row.language)}
    wanted = {(document, side) for document in _DOCUMENTS for side in _BOTH}
    return _state(holds_something=any_export, is_closed=wanted <= final)


def _sides(written: str) -> tuple[Language, ...]:
    return (Language(written),) if written in {"en", "fr"} else _BOTH
