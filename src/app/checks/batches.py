"""Checks services some at a time, and counts of them what the rules over the whole plan ask."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.checks.histories import histories
from app.checks.inventory import facts_of, service_findings
from app.checks.priorities import Candidate, candidate
from app.indicators.figures import required
from app.indicators.inventory import counted, packed
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.checks.finding import Finding
    from app.checks.inventory import History, Surroundings
    from app.inventory.facts import ServiceFacts
    from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose records are looked at.

    Attributes:
        own: the department that the plan is about: its services are counted.
        checked: the department whose records are checked; None is every one.
        limits: the numbers that the framework's definitions name, by indicator.
    """

    own: str
    checked: str | None
    limits: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """What some services gave.

    Attributes:
        keys: their keys.
        findings: what is to be said of them.
        counts: what the indicators count of them, by year, packed; a year without any of them is left out.
        candidates: those with a record in the working year.
    """

    keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    counts: Mapping[FiscalYear, tuple[int, ...]]
    candidates: tuple[Candidate, ...]


def check_batch(workspace: Workspace, keys: Sequence[str], around: Surroundings, scope: Scope) -> Batch:
    """Check some services; one that has no record any more gives nothing."""
    owners = None if scope.checked is None else {scope.checked, scope.own}
    findings: list[Finding] = []
    by_year: dict[str, list[ServiceFacts]] = defaultdict(list)
    for history in histories(workspace, keys, owners):
        reported = facts_of(history, around)
        findings += service_findings(*_checked(history, reported, scope), around)
        for facts in reported:
            if facts.record["owner_org"] == scope.own:
                by_year[facts.record["fiscal_yr"]].append(facts)
    return Batch(tuple(keys), tuple(findings), _counts(by_year, scope), _candidates(by_year, around))


def _checked(
    history: History, reported: tuple[ServiceFacts, ...], scope: Scope
) -> tuple[History, tuple[ServiceFacts, ...]]:
    """Leave out what another department than the checked one reported."""
    if scope.checked in {None, scope.own}:
        return history, reported
    return history.of(str(scope.checked)), tuple(f for f in reported if f.record["owner_org"] == scope.checked)


def _counts(by_year: Mapping[str, Sequence[ServiceFacts]], scope: Scope) -> dict[FiscalYear, tuple[int, ...]]:
    found = {}
    for written, services in by_year.items():
        year = FiscalYear.parse(written)
        in_scope = [service for service in services if service.is_in_scope(year)]
        if in_scope:
            found[year] = packed(counted(in_scope, year, required, scope.limits))
    return found


def _candidates(by_year: Mapping[str, Sequence[ServiceFacts]], around: Surroundings) -> tuple[Candidate, ...]:
    return tuple(candidate(service.record) for service in by_year.get(str(around.working_year), ()))
