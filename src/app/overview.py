"""What the overview shows: key figures, requirements, what to do next, what changed lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Final

from app.assessment.cards import Trend, requirement_rows
from app.checks.digest import Digest
from app.checks.finding import Level
from app.i18n import N_, _
from app.indicators.figures import not_counted, trend
from app.plan_facts import framework_of, years_with_records
from app.progress import step_states
from app.steps import Step, StepState
from model import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.checks.digest import Kind
    from app.checks.finding import Finding
    from app.indicators.measure import Figure, IndicatorSet
    from app.inventory.approval import ApprovalCard
    from app.workspace import Workspace
    from model.bilingual import Bilingual
    from model.change_set import ChangeKind
    from model.fiscal_year import FiscalYear

_YEARS_SHOWN: Final = 4
_CHANGES_SHOWN: Final = 8


class Todo(StrEnum):
    """Something that brings a step forward."""

    IMPORT = "import"
    MEND = "mend"
    APPROVE_INVENTORY = "approve_inventory"
    START_ROUND = "start_round"
    FREEZE_ROUND = "freeze_round"
    WRITE = "write"
    APPROVE_VERSION = "approve_version"
    TRANSLATE = "translate"
    ASSESS = "assess"
    ATTEST = "attest"
    EXPORT = "export"


_SENTENCES: Final = {
    Todo.IMPORT: N_("Import the inventory of the year, or add services."),
    Todo.MEND: N_("Fix the errors that keep the documents from being final: {count}."),
    Todo.APPROVE_INVENTORY: N_("Have the inventory of the year approved."),
    Todo.START_ROUND: N_("Start the round that selects the priority services."),
    Todo.FREEZE_ROUND: N_("Decide on the priority services and freeze the round."),
    Todo.WRITE: N_("Write the sections that the policy asks for."),
    Todo.APPROVE_VERSION: N_("Have a version of the strategy approved."),
    Todo.TRANSLATE: N_("Review texts that are missing or out of date in a language: {count}."),
    Todo.ASSESS: N_("Start the self-assessment of the year."),
    Todo.ATTEST: N_("Rate the requirements and have the self-assessment attested."),
    Todo.EXPORT: N_("Export the final documents in both languages."),
}


_UNTRANSLATED: Final = frozenset({"translation_missing", "translation_out_of_date", "both_languages"})


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """An indicator with its last years, the earliest first; ``figure`` is the year's own."""

    id: str
    title: Bilingual
    figure: Figure
    years: tuple[tuple[FiscalYear, Figure], ...]


@dataclass(frozen=True, slots=True)
class RequirementTile:
    """A requirement with its rating in the year and how it moved; ``rating`` is blank while there is none."""

    id: str
    clause: str
    title: Bilingual
    rating: str
    trend: Trend | None


@dataclass(frozen=True, slots=True)
class NextThing:
    """What to do next in a step; ``finding`` is where to begin, where there is one."""

    step: Step
    kind: Todo
    count: int = 0
    finding: Finding | None = None

    def sentence(self) -> str:
        """Return what to do, in the interface language."""
        return _(_SENTENCES[self.kind]).format(count=self.count)


@dataclass(frozen=True, slots=True)
class RecentChange:
    """A change set; ``label`` is the English message id that says what was done."""

    label: str
    author: str
    at: datetime
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the overview shows of one fiscal year; ``is_counted`` tells whether its figures are known."""

    year: FiscalYear
    states: Mapping[Step, StepState]
    key_figures: tuple[KeyFigure, ...]
    requirements: tuple[RequirementTile, ...]
    next: tuple[NextThing, ...]
    recent: tuple[RecentChange, ...]
    is_counted: bool = True


def years_shown(workspace: Workspace, year: FiscalYear) -> tuple[FiscalYear, ...]:
    """Return the years whose figures the overview of ``year`` shows, the earliest first."""
    return tuple(sorted({*(held for held in years_with_records(workspace) if held <= year), year}))[-_YEARS_SHOWN:]


def overview(
    workspace: Workspace,
    findings: Iterable[Finding],
    year: FiscalYear,
    known: Mapping[FiscalYear, IndicatorSet] | None = None,
    approvals: Mapping[FiscalYear, ApprovalCard | None] | None = None,
) -> Overview:
    """Return the overview of ``year``.

    Args:
        workspace: the open plan.
        findings: the plan's findings.
        year: the fiscal year shown.
        known: the indicators of some years where they are known already; those of a year that is shown and not
            among them are shown as not counted yet. None counts them.
        approvals: see ``step_states``.
    """
    framework = framework_of(workspace)
    years = years_shown(workspace, year)
    if known is None:
        known = {found.year: found for found in trend(workspace, years)}
    is_counted = all(each in known for each in years)
    known = {each: known.get(each) or not_counted(workspace, each) for each in years}
    held = Digest.of(findings)
    states = step_states(workspace, held, year, approvals)
    rows = requirement_rows(workspace, year, found=known[year])
    return Overview(
        year=year,
        states=states,
        key_figures=tuple(
            KeyFigure(
                indicator.id,
                indicator.title,
                known[year].figure(indicator.id),
                tuple((each, known[each].figure(indicator.id)) for each in years),
            )
            for indicator in framework.key_indicators
        ),
        requirements=tuple(
            RequirementTile(row.requirement, row.clause, row.title, row.rating, row.trend) for row in rows
        ),
        next=_next(states, held, year),
        recent=_recent(workspace),
        is_counted=is_counted,
    )


def _next(states: Mapping[Step, StepState], findings: Digest, year: FiscalYear) -> tuple[NextThing, ...]:
    """Return one thing to do for each step that is not complete, in the order of the steps."""
    found: list[NextThing] = []
    for step, state in states.items():
        if step is Step.OVERVIEW or state is StepState.COMPLETE:
            continue
        begun = state is StepState.IN_PROGRESS
        standing = _first(findings, partial(_stands, step, year))
        if standing is not None and begun:
            found.append(NextThing(step, Todo.MEND, *standing))
        elif (act := _act(step, findings, year, begun=begun)) is not None:
            found.append(act)
    return tuple(found)


def _stands(step: Step, year: FiscalYear, kind: Kind) -> bool:
    return kind.step is step and kind.level is Level.ERROR and kind.is_of(year)


def _first(findings: Digest, wanted: Callable[[Kind], bool]) -> tuple[int, Finding] | None:
    """Return how many findings there are of some kinds, and the first of them."""
    first = next(findings.those(wanted), None)
    return None if first is None else (findings.count(wanted), first)


def _act(step: Step, findings: Digest, year: FiscalYear, *, begun: bool) -> NextThing | None:
    if step is Step.TRANSLATION:
        texts = _first(findings, lambda kind: kind.rule in _UNTRANSLATED and kind.is_of(year))
        return None if texts is None else NextThing(step, Todo.TRANSLATE, *texts)
    acts = {
        Step.INVENTORY: (Todo.IMPORT, Todo.APPROVE_INVENTORY),
        Step.PRIORITIES: (Todo.START_ROUND, Todo.FREEZE_ROUND),
        Step.STRATEGY: (Todo.WRITE, Todo.APPROVE_VERSION),
        Step.ASSESSMENT: (Todo.ASSESS, Todo.ATTEST),
        Step.DOCUMENTS: (Todo.EXPORT, Todo.EXPORT),
    }
    first, last = acts[step]
    return NextThing(step, last if begun else first)


def _recent(workspace: Workspace) -> tuple[RecentChange, ...]:
    changes = journal.history(workspace.database, limit=_CHANGES_SHOWN)
    return tuple(RecentChange(c.label, c.author, datetime.fromisoformat(c.at), c.kind) for c in changes)
