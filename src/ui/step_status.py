"""How far each step is, as the rail shows it: a share, and a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.formats import format_number
from app.i18n import _, ngettext
from app.progress import step_states
from app.shares import Share, step_shares
from app.steps import StepState
from ui.pages.steps import Step
from ui.window.rail import StepStatus

if TYPE_CHECKING:
    from ui.open_plan import OpenPlan
    from ui.widgets.texts import Words

_UNDERWAY: Final = 0.5  # of what cannot be counted


def step_statuses(plan: OpenPlan) -> dict[Step, StepStatus]:
    """Return the status of every step for the year that the window shows."""
    findings = plan.findings.digest
    states = step_states(plan.workspace, findings, plan.year, plan.findings.approvals())
    shares = step_shares(plan.workspace, findings, plan.year)
    found: dict[Step, StepStatus] = {
        step: _status(step, states[step], shares.get(step)) for step in Step if step is not Step.OVERVIEW
    }
    mean = sum(1.0 if status.complete else status.share for status in found.values()) / len(found)
    overview = StepStatus(mean, states[Step.OVERVIEW] is StepState.COMPLETE, _period(plan))
    return {Step.OVERVIEW: overview, **found}


def _period(plan: OpenPlan) -> Words:
    period, year = plan.card.period, plan.year
    if year < period[0]:
        return lambda: _("Before the period")
    if year > period[-1]:
        return lambda: _("After the period")
    at = period.index(year) + 1
    return lambda: _("Year {number} of {count}").format(number=at, count=len(period))


def _status(step: Step, state: StepState, share: Share | None) -> StepStatus:
    """Return a status whose words name the state, and what is most worth knowing beside it."""

    def words() -> str:
        names = {
            StepState.NOT_STARTED: _("Not started"),
            StepState.IN_PROGRESS: _("In progress"),
            StepState.COMPLETE: _("Complete"),
        }
        beside = "" if state is StepState.NOT_STARTED or share is None else _detail(step, state, share)
        return f"{names[state]} · {beside}" if beside else names[state]

    if state is StepState.NOT_STARTED:
        return StepStatus(0.0, complete=False, words=words)
    return StepStatus(_UNDERWAY if share is None else share.value, state is StepState.COMPLETE, words)


def _detail(step: Step, state: StepState, share: Share) -> str:
    is_complete = state is StepState.COMPLETE
    if step is Step.INVENTORY:
        return ngettext("{count} service", "{count} services", share.of).format(count=format_number(share.of))
    if step is Step.PRIORITIES and is_complete:
        return ngettext("{count} chosen", "{count} chosen", share.chosen).format(count=format_number(share.chosen))
    if is_complete:
        return ""
    if step is Step.TRANSLATION:
        return ngettext("{count} left", "{count} left", share.left).format(count=format_number(share.left))
    return _("{done} of {count}").format(done=format_number(share.done), count=format_number(share.of))
