"""Runs the checks in small pieces; after a change, those that it can have touched and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.assessment.cards import assessed_years
from app.checks.batches import Batch, Scope, check_batch
from app.checks.histories import batches
from app.checks.surroundings import READ_FROM, surroundings, touched_services
from app.checks.whole_plan import GROUPS, RECORDS, Known
from app.indicators import inventory, plan
from app.indicators.figures import assembled, required
from app.inventory.approval import approval_in_pieces
from app.plan_facts import framework_of, plan_card, years_with_records
from app.registry.code_lists import programs_with

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
    from datetime import date

    from app.checks.finding import Finding
    from app.checks.inventory import Surroundings
    from app.checks.touched import Touched
    from app.indicators.measure import IndicatorSet, Measure
    from app.inventory.approval import ApprovalCard
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

_OF_FIGURES: Final = frozenset({"version", "initiative", "engagement_approach", "mandatory_service", "entered_figure"})
"""Entities that indicators are computed from beside the inventory, its approvals and the targets."""

OF_EVERYTHING: Final = frozenset({"plan"})
"""Entities that every check looks at: whose plan it is, for which years, under which policy."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a run found and what the next one goes on from.

    Attributes:
        scope: whose records are looked at.
        around: what lies beside every service.
        batches: what the services gave, some at a time.
        known: what the rules over the whole plan were given.
        counts: what the indicators count of the inventory, by year.
        measures: the indicators from the rest of the plan, by year.
        groups: of each group of rules, what it was given and what it found.
    """

    scope: Scope
    around: Surroundings
    batches: tuple[Batch, ...]
    known: Known
    counts: Mapping[FiscalYear, Mapping[str, Measure]]
    measures: Mapping[FiscalYear, Mapping[str, Measure]]
    groups: Mapping[str, tuple[object, tuple[Finding, ...]]]


@dataclass(frozen=True, slots=True)
class Run:
    """One run over an open plan.

    Attributes:
        before: what the run before this one kept; None looks at everything.
        touched: what was changed since.
        published: tells the departments that use an identifier, as a published inventory says, by identifier.
    """

    workspace: Workspace
    scope: Scope
    today: date
    before: Kept | None
    touched: Touched
    published: Callable[[], Mapping[str, Collection[str]]]

    def pieces(self) -> Generator[None, None, Kept]:
        """Check; yield every few milliseconds."""
        around = yield from self._surroundings()
        held = yield from self._batches(around)
        years = self._years(around)
        needed = sorted({*years, *(year - 1 for year in years)})
        approvals = yield from self._approvals(needed)
        measures = yield from self._measures(needed, approvals)
        counts = yield from self._counts(needed, held)
        known = self._known(around, held, approvals, self._figures(years, counts, measures))
        yield
        groups = yield from self._groups(known)
        return Kept(self.scope, around, held, known, counts, measures, groups)

    def _is_touched(self, entities: Iterable[str]) -> bool:
        return self.before is None or not self.touched.entities.isdisjoint(entities)

    def _surroundings(self) -> Generator[None, None, Surroundings]:
        if self.before is not None and not self._is_touched(READ_FROM | {RECORDS}):
            return self.before.around
        if self.before is None or self._is_touched({"program"}):
            programs = programs_with(self.workspace)
        else:
            programs = self.before.around.programs
        return (yield from surroundings(self.workspace, programs, self.published()))

    def _batches(self, around: Surroundings) -> Generator[None, None, tuple[Batch, ...]]:
        """Check the services that were touched, and those beside them."""
        beside = None if self.before is None else touched_services(self.before.around, around)
        if self.before is None or self.touched.services is None or beside is None:
            held: list[Batch | tuple[str, ...]] = list(batches(self.workspace))
            yield
        else:
            keys = self.touched.services | beside
            held = [batch if keys.isdisjoint(batch.keys) else batch.keys for batch in self.before.batches]
            new = keys.difference(*(batch.keys for batch in self.before.batches))
            held += batches(self.workspace, new) if new else ()
        found: list[Batch] = []
        for batch in held:
            if isinstance(batch, Batch):
                found.append(batch)
            else:
                found.append(check_batch(self.workspace, batch, around, self.scope))
                yield
        return tuple(found)

    def _years(self, around: Surroundings) -> tuple[FiscalYear, ...]:
        """Return the years whose figures are looked at, the earliest first."""
        if self.before is not None and not self._is_touched({"assessment", RECORDS}):
            return tuple(self.before.known.figures)
        period = plan_card(self.workspace).period
        with_records, assessed = years_with_records(self.workspace), assessed_years(self.workspace)
        return tuple(sorted({*with_records, *assessed, *period, around.working_year}))

    def _approvals(self, needed: Sequence[FiscalYear]) -> Generator[None, None, dict[FiscalYear, ApprovalCard | None]]:
        found: dict[FiscalYear, ApprovalCard | None] = {}
        for year in needed:
            before = None if self.before is None else self.before.known.approvals
            is_same = not self._is_touched({"inventory_approval"}) and str(year) not in self.touched.years
            if before is not None and is_same and year in before:
                found[year] = before[year]
            else:
                found[year] = yield from approval_in_pieces(self.workspace, year)
        return found

    def _measures(
        self, needed: Sequence[FiscalYear], approvals: Mapping[FiscalYear, ApprovalCard | None]
    ) -> Generator[None, None, dict[FiscalYear, Mapping[str, Measure]]]:
        found: dict[FiscalYear, Mapping[str, Measure]] = {}
        framework, before = framework_of(self.workspace), self.before
        for year in needed:
            is_same = before is not None and before.known.approvals.get(year) == approvals[year]
            if before is not None and is_same and year in before.measures and not self._is_touched(_OF_FIGURES):
                found[year] = before.measures[year]
            else:
                found[year] = plan.measures_with(self.workspace, year, framework, approvals[year])
                yield
        return found

    def _counts(
        self, needed: Sequence[FiscalYear], held: Sequence[Batch]
    ) -> Generator[None, None, dict[FiscalYear, Mapping[str, Measure]]]:
        """Add up what the services of each year gave; a year whose services gave the same is left as it was."""
        found: dict[FiscalYear, Mapping[str, Measure]] = {}
        was = [] if self.before is None else self.before.batches
        now, then = set(map(id, held)), set(map(id, was))
        came, went = [b for b in held if id(b) not in then], [b for b in was if id(b) not in now]
        for year in needed:
            before = None if self.before is None else self.before.counts.get(year)
            if before is not None and [b.counts.get(year) for b in came] == [b.counts.get(year) for b in went]:
                found[year] = before
                continue
            none = inventory.counted((), year, required, self.scope.limits)
            found[year] = inventory.finished(
                inventory.added(none, [batch.counts[year] for batch in held if year in batch.counts])
            )
            yield
        return found

    def _figures(
        self,
        years: Sequence[FiscalYear],
        counts: Mapping[FiscalYear, Mapping[str, Measure]],
        measures: Mapping[FiscalYear, Mapping[str, Measure]],
    ) -> dict[FiscalYear, IndicatorSet]:
        computed = {year: {**counts[year], **measures[year]} for year in counts}
        targets = plan.plan_targets(self.workspace, tuple(computed))
        found = assembled(framework_of(self.workspace), years, computed, targets, self.scope.own)
        return {each.year: each for each in found}

    def _known(
        self,
        around: Surroundings,
        held: Sequence[Batch],
        approvals: Mapping[FiscalYear, ApprovalCard | None],
        figures: Mapping[FiscalYear, IndicatorSet],
    ) -> Known:
        is_same = self.before is not None and not self._is_touched({RECORDS})
        return Known(
            framework=framework_of(self.workspace),
            plan=plan_card(self.workspace),
            year=around.working_year,
            checked=self.scope.checked,
            with_records=self.before.known.with_records
            if self.before is not None and is_same
            else years_with_records(self.workspace),
            figures=figures,
            candidates=tuple(item for batch in held for item in batch.candidates),
            approvals=approvals,
            today=self.today,
        )

    def _groups(self, known: Known) -> Generator[None, None, dict[str, tuple[object, tuple[Finding, ...]]]]:
        found: dict[str, tuple[object, tuple[Finding, ...]]] = {}
        for group in GROUPS:
            inputs = group.inputs(known)
            before = None if self.before is None else self.before.groups[group.name]
            if before is not None and before[0] == inputs and not self._is_touched(group.entities):
                found[group.name] = before
                continue
            findings: list[Finding] = []
            for piece in group.pieces(self.workspace, known):
                findings += piece
                yield
            found[group.name] = inputs, tuple(findings)
        return found
