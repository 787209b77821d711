"""Every finding of a plan, kept by what it is on, so that a change runs only what it touched.

What a service's own records say runs again for the services that a change set touched. The
few rules over the whole plan run when their tables were touched.
"""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final

from app.checks.batches import Scope
from app.checks.finding import Counts, Finding, Level
from app.checks.running import OF_EVERYTHING, Kept, Run
from app.checks.touched import EVERYTHING, touched
from app.checks.whole_plan import GROUPS
from app.plan_facts import OWN, framework_of, own_department, resolve
from app.reference.identifiers import identifier_owners

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence

    from app.steps import Step
    from app.workspace import Workspace
    from model.change_set import ChangeSet
    from model.fiscal_year import FiscalYear
    from model.language import Language

_LEVELS: Final = (Level.ERROR, Level.WARNING, Level.SUGGESTION)
_TEXTS: Final = frozenset(group.name for group in GROUPS if group.are_texts)


def check(
    workspace: Workspace,
    *,
    year: FiscalYear | None = None,
    department: str | None = OWN,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Return every finding, errors first.

    Args:
        workspace: the open plan.
        year: only what bears on this fiscal year, or on every year; None is all of them.
        department: ``OWN``, a code, or None for every department that the plan holds.
        today: the day to compare due dates with; today's by default.
    """
    found = Findings(workspace, department=department, today=today).all
    return tuple(finding for finding in found if year is None or finding.year in {None, year})


def drafts(
    findings: Iterable[Finding], document: str, year: FiscalYear | None, language: Language
) -> tuple[Finding, ...]:
    """Return the errors for which the pages of a document say DRAFT; none makes it final.

    Args:
        findings: the plan's findings.
        document: ``strategy``, ``inventory``, ``priorities``, ``assessment`` or ``brief``.
        year: the fiscal year that the document is about.
        language: its language.
    """
    return tuple(
        finding
        for finding in findings
        if finding.is_error
        and document in finding.documents
        and (finding.year is None or year is None or finding.year == year)
        and finding.lang in {None, language}
    )


class Findings:
    """The findings of an open plan, kept up to date change by change.

    Args:
        workspace: the open plan.
        department: ``OWN``, a code, or None for every department that the plan holds.
        today: the day to compare due dates with; today's by default.
        now: False leaves the first check to a ``run`` of the caller's.
        published: tells the departments that use an identifier, as a published inventory says, by identifier.
    """

    def __init__(
        self,
        workspace: Workspace,
        *,
        department: str | None = OWN,
        today: date | None = None,
        now: bool = True,
        published: Callable[[], Mapping[str, Collection[str]]] = identifier_owners,
    ) -> None:
        self._workspace = workspace
        self._department = department
        self._today = today or datetime.now(UTC).astimezone().date()
        self._published = published
        self._kept: Kept | None = None
        self._sources: tuple[tuple[Finding, ...], ...] = ()
        self._sorted: tuple[Finding, ...] | None = None
        self._by_place: dict[tuple[str, str], list[Finding]] | None = None
        if now:
            deque(self.run(), maxlen=0)

    @property
    def all(self) -> tuple[Finding, ...]:
        """Return every finding, errors first."""
        if self._sorted is None:
            every = list(chain.from_iterable(self._sources))
            self._sorted = tuple(found for level in _LEVELS for found in every if found.level is level)
        return self._sorted

    @property
    def counts(self) -> Counts:
        """Return how many there are of each level."""
        levels = [finding.level for finding in self.all]
        return Counts(*(levels.count(level) for level in _LEVELS))

    def of(self, entity: str, key: str, field: str = "") -> tuple[Finding, ...]:
        """Return those on one record, or on one of its fields; ``name`` finds ``name_en`` and ``name_fr`` too."""
        if self._by_place is None:
            self._by_place = defaultdict(list)
            for finding in self.all:
                self._by_place[finding.entity, finding.id].append(finding)
        names = {field, f"{field}_en", f"{field}_fr"}
        held = self._by_place.get((entity, key), ())
        return tuple(finding for finding in held if not field or finding.field in names)

    def in_step(self, step: Step) -> tuple[Finding, ...]:
        """Return those that are mended in one step."""
        return tuple(finding for finding in self.all if finding.step is step)

    def refresh(self, change: ChangeSet) -> bool:
        """Check again what a change set touched; return whether a finding came or went."""
        before = self.all
        deque(self.run([change]), maxlen=0)
        return self.all != before

    def run(self, changes: Sequence[ChangeSet] | None = None) -> Generator[None, None, None]:
        """Check in small pieces, so that a window stays awake; nothing new is shown before the last of them.

        A run that is given up leaves the findings as they were; its changes must be run again.

        Args:
            changes: what was changed since the last run; None checks everything.
        """
        before = self._kept
        what = EVERYTHING if before is None or changes is None else touched(self._workspace, changes)
        if what.services is None or not what.entities.isdisjoint(OF_EVERYTHING):
            before = None
        scope = self._scope() if before is None else before.scope
        kept = yield from Run(self._workspace, scope, self._today, before, what, self._published).pieces()
        self._take(kept)

    def _scope(self) -> Scope:
        limits = framework_of(self._workspace).limits
        return Scope(own_department(self._workspace), resolve(self._workspace, self._department), limits)

    def _take(self, kept: Kept) -> None:
        """Show what a run found; only places whose findings came or went are looked up anew."""
        self._kept = kept
        before, self._sources = self._sources, _sources(kept)
        self._sorted = None
        if self._by_place is None:
            return
        then, now = set(map(id, before)), set(map(id, self._sources))
        went = [finding for source in before if id(source) not in now for finding in source]
        came = [finding for source in self._sources if id(source) not in then for finding in source]
        for finding in went:
            self._by_place[finding.entity, finding.id].remove(finding)
        for finding in came:
            self._by_place[finding.entity, finding.id].append(finding)
        for place in {(finding.entity, finding.id) for finding in came}:
            self._by_place[place].sort(key=lambda found: _LEVELS.index(found.level))


def _sources(kept: Kept) -> tuple[tuple[Finding, ...], ...]:
    """Return the findings by where they come from; what did not change is the same object as before."""
    rules = [found for name, (_inputs, found) in kept.groups.items() if name not in _TEXTS]
    told = {(finding.id, finding.field, finding.lang) for found in rules for finding in found if finding.is_error}
    texts = [
        found if not any(_place(text) in told for text in found) else tuple(t for t in found if _place(t) not in told)
        for name, (_inputs, found) in kept.groups.items()
        if name in _TEXTS
    ]
    return (*rules, *texts, *(batch.findings for batch in kept.batches))


def _place(finding: Finding) -> tuple[str, str, Language | None]:
    """Return where a finding stands: a text that a rule of its own tells of is told once."""
    return finding.id, finding.field, finding.lang
