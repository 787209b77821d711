"""How far each step is, as the rail shows it: a share, and a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.assessment.cards import requirement_rows
from app.i18n import _, ngettext
from app.inventory.rows import rows, summary
from app.priorities.ranking import ranking
from app.progress import step_states
from app.steps import StepState
from app.strategy.sections import outline
from app.strategy.states import SideState
from app.translation import State, pairs
from ui.pages.steps import Step
from ui.window.rail import StepStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.open_plan import OpenPlan
    from ui.widgets.texts import Words

_UNDERWAY: Final = 0.5
_OPEN: Final = frozenset({State.MISSING, State.DRAFT, State.OUT_OF_DATE})


def step_statuses(plan: OpenPlan) -> dict[Step, StepStatus]:
    """Return the status of every step for the year that the window shows."""
    states = step_states(plan.workspace, plan.findings.all, plan.year)
    parts: dict[Step, Callable[[OpenPlan, StepState], StepStatus]] = {
        Step.INVENTORY: _inventory,
        Step.PRIORITIES: _priorities,
        Step.STRATEGY: _strategy,
        Step.TRANSLATION: _translation,
        Step.ASSESSMENT: _assessment,
        Step.DOCUMENTS: _documents,
    }
    found = {step: part(plan, states[step]) for step, part in parts.items()}
    mean = sum(1.0 if status.complete else status.share for status in found.values()) / len(found)
    overview = StepStatus(mean, states[Step.OVERVIEW] is StepState.COMPLETE, _period(plan))
    return {Step.OVERVIEW: overview, **found}


def _period(plan: OpenPlan) -> Words:
    period = plan.card.period
    if plan.year not in period:
        return lambda: _("Before the period") if plan.year < period[0] else _("After the period")
    at = period.index(plan.year) + 1
    return lambda: _("Year {number} of {count}").format(number=at, count=len(period))


def _status(state: StepState, share: float, detail: Words = "") -> StepStatus:
    """Return a status whose words name the state, and what is most worth knowing beside it."""

    def words() -> str:
        names = {
            StepState.NOT_STARTED: _("Not started"),
            StepState.IN_PROGRESS: _("In progress"),
            StepState.COMPLETE: _("Complete"),
        }
        beside = detail if isinstance(detail, str) else detail()
        return f"{names[state]} · {beside}" if beside and state is not StepState.NOT_STARTED else names[state]

    if state is StepState.NOT_STARTED:
        return StepStatus(0.0, complete=False, words=words)
    return StepStatus(share, state is StepState.COMPLETE, words)


def _share(done: int, of: int) -> float:
    return done / of if of else 0.0


def _of(done: int, of: int) -> Words:
    return lambda: _("{done} of {count}").format(done=done, count=of)


def _inventory(plan: OpenPlan, state: StepState) -> StepStatus:
    found = rows(plan.workspace, plan.year)
    count = summary(found).services
    with_errors = {finding.id for finding in plan.findings.all if finding.step is Step.INVENTORY and finding.is_error}
    share = _share(max(count - len(with_errors), 0), count)
    detail = lambda: ngettext("{count} service", "{count} services", count).format(count=count)  # noqa: E731
    return _status(state, share, detail)


def _priorities(plan: OpenPlan, state: StepState) -> StepStatus:
    found = ranking(plan.workspace, plan.year)
    eligible = [row for row in found.rows if row.eligible]
    decided = sum(1 for row in eligible if row.decided is not None)
    chosen = sum(1 for row in found.rows if row.priority)
    if state is StepState.COMPLETE:
        return _status(state, 1.0, lambda: ngettext("{count} chosen", "{count} chosen", chosen).format(count=chosen))
    return _status(state, _share(decided, len(eligible)), _of(decided, len(eligible)))


def _strategy(plan: OpenPlan, state: StepState) -> StepStatus:
    wanted = [row for row in outline(plan.workspace) if row.is_written and row.kept]
    empty = {SideState.EMPTY, SideState.MISSING}
    done = sum(1 for row in wanted if not empty.intersection(row.states.values()))
    beside = "" if state is StepState.COMPLETE else _of(done, len(wanted))
    return _status(state, _share(done, len(wanted)), beside)


def _translation(plan: OpenPlan, state: StepState) -> StepStatus:
    found = [row for row in pairs(plan.workspace) if row.year in {None, plan.year}]
    left = sum(1 for row in found if row.state in _OPEN)
    detail = lambda: ngettext("{count} left", "{count} left", left).format(count=left)  # noqa: E731
    return _status(state, _share(len(found) - left, len(found)), detail if left else "")


def _assessment(plan: OpenPlan, state: StepState) -> StepStatus:
    found = requirement_rows(plan.workspace, plan.year)
    rated = sum(1 for row in found if row.rating not in {"", "NR"})
    beside = "" if state is StepState.COMPLETE else _of(rated, len(found))
    return _status(state, _share(rated, len(found)), beside)


def _documents(_plan: OpenPlan, state: StepState) -> StepStatus:
    return _status(state, _UNDERWAY)
