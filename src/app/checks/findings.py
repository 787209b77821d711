"""Every finding of a plan, kept by what it is on, so that a change runs only what it touched.

What a service's own records say runs again for the services that a change set touched. The
few rules over the whole plan run when their tables were touched.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from app.checks.batches import Scope
from app.checks.digest import LEVELS, Digest, Source
from app.checks.running import OF_EVERYTHING, Kept, Run
from app.checks.touched import EVERYTHING, touched
from app.checks.whole_plan import GROUPS
from app.pieces import whole
from app.plan_facts import OWN, framework_of, own_department, resolve
from app.reference.identifiers import identifier_owners

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence

    from app.checks.finding import Counts, Finding
    from app.indicators.measure import IndicatorSet
    from app.inventory.approval import ApprovalCard
    from app.steps import Step
    from app.workspace import Workspace
    from model.change_set import ChangeSet
    from model.fiscal_year import FiscalYear
    from model.language import Language

_SOURCES: Final = 8
"""So many sources are sorted out at once, and so many findings put in their places: some milliseconds."""

_FINDINGS: Final = 2000

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
        self._by_place: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        self.digest = Digest()
        if now:
            whole(self.run())

    @property
    def all(self) -> tuple[Finding, ...]:
        """Return every finding, errors first."""
        return self.digest.all

    @property
    def counts(self) -> Counts:
        """Return how many there are of each level."""
        return self.digest.counts

    def figures(self, year: FiscalYear) -> IndicatorSet | None:
        """Return the indicators of a year as the last run counted them; None of a year that it did not look at."""
        return None if self._kept is None else self._kept.known.figures.get(year)

    def approvals(self) -> Mapping[FiscalYear, ApprovalCard | None]:
        """Return the newest approval of the inventory of every year that the last run looked at."""
        return {} if self._kept is None else self._kept.known.approvals

    def of(self, entity: str, key: str, field: str = "") -> tuple[Finding, ...]:
        """Return those on one record, or on one of its fields; ``name`` finds ``name_en`` and ``name_fr`` too."""
        names = {field, f"{field}_en", f"{field}_fr"}
        held = self._by_place.get((entity, key), ())
        return tuple(finding for finding in held if not field or finding.field in names)

    def in_step(self, step: Step) -> tuple[Finding, ...]:
        """Return those that are mended in one step."""
        return tuple(self.digest.those(lambda kind: kind.step is step))

    def refresh(self, change: ChangeSet) -> bool:
        """Check again what a change set touched; return whether a finding came or went."""
        return whole(self.run([change]))

    def run(self, changes: Sequence[ChangeSet] | None = None) -> Generator[None, None, bool]:
        """Check in small pieces, so that a window stays awake; nothing new is shown before the last of them.

        It returns whether a finding came or went.

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
        digest = yield from self._digested(_sources(kept))
        return (yield from self._take(kept, digest))

    def _scope(self) -> Scope:
        limits = framework_of(self._workspace).limits
        return Scope(own_department(self._workspace), resolve(self._workspace, self._department), limits)

    def _digested(self, sources: Iterable[tuple[Finding, ...]]) -> Generator[None, None, Digest]:
        """Sort out what was not sorted out before; what did not change is the same object."""
        known = {id(source.findings): source for source in self.digest.sources}
        found = []
        for at, findings in enumerate(sources):
            found.append(known.get(id(findings)) or Source.of(findings))
            if at % _SOURCES == 0:
                yield
        return Digest(found)

    def _take(self, kept: Kept, digest: Digest) -> Generator[None, None, bool]:
        """Show what a run found, and return whether it is another than before; all at once, after the last piece."""
        then, now = set(map(id, self.digest.sources)), set(map(id, digest.sources))
        went = [finding for source in self.digest.sources if id(source) not in now for finding in source.findings]
        came = [finding for source in digest.sources if id(source) not in then for finding in source.findings]
        is_other = yield from _differ(went, came)
        placed = yield from _placed(came)
        if then.isdisjoint(now):
            self._by_place = placed
        else:
            self._replace(went, placed)
        self._kept, self.digest = kept, digest
        return is_other

    def _replace(self, went: Iterable[Finding], came: Mapping[tuple[str, str], list[Finding]]) -> None:
        """Look up anew only places whose findings came or went."""
        for finding in went:
            self._by_place[finding.entity, finding.id].remove(finding)
        for place, found in came.items():
            self._by_place[place] = sorted([*self._by_place[place], *found], key=_gravity)


def _gravity(finding: Finding) -> int:
    return LEVELS.index(finding.level)


def _differ(went: Sequence[Finding], came: Sequence[Finding]) -> Generator[None, None, bool]:
    """Return whether what came is something else than what went."""
    for at in range(0, len(went) if len(went) == len(came) else 0, _FINDINGS):
        if went[at : at + _FINDINGS] != came[at : at + _FINDINGS]:
            return True
        yield
    return len(went) != len(came)


def _placed(findings: Sequence[Finding]) -> Generator[None, None, defaultdict[tuple[str, str], list[Finding]]]:
    """Return findings by what they are on, errors first."""
    found: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for level in LEVELS:
        for at in range(0, len(findings), _FINDINGS):
            for finding in findings[at : at + _FINDINGS]:
                if finding.level is level:
                    found[finding.entity, finding.id].append(finding)
            yield
    return found


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
