"""Every finding of a plan, kept by what it is on, so that a change runs only what it touched.

What a service's own records say runs again for the services that a change set touched. The
few rules over the whole plan run when their tables were touched.
"""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.assessment.cards import assessed_years, assessment_card
from app.checks.assessment import approval_findings, assessment_findings
from app.checks.finding import Counts, Finding, Level
from app.checks.inventory import History, Surroundings, service_findings
from app.checks.priorities import priority_findings
from app.checks.strategy import strategy_findings
from app.checks.texts import text_findings
from app.indicators.figures import trend
from app.plan_facts import OWN, framework_of, mappings, plan_card, resolve, working_year, years_with_records
from app.priorities.in_force import priority_services
from app.priorities.ranking import ranking
from app.registry.code_lists import programs_with
from app.translation import pairs
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.strategy import INITIATIVE
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from app.indicators.measure import IndicatorSet
    from app.steps import Step
    from app.workspace import Workspace
    from model.change_set import Change, ChangeSet
    from model.fiscal_year import FiscalYear
    from model.language import Language

_LEVELS: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.SUGGESTION: 2}
_OF_A_SERVICE: Final = frozenset({"service_record", "standard_record", "confirmation", "note", "inventory_approval"})
"""Entities whose change touches single services, and nothing that all services share."""

_PIECE: Final = 12
"""So many services are checked at once: some 20 ms."""

_MANY: Final = 2000
"""From this number of services on, everything is read at once."""


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
        document: ``strategy``, ``inventory``, ``priorities`` or ``assessment``.
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
    """

    def __init__(
        self, workspace: Workspace, *, department: str | None = OWN, today: date | None = None, now: bool = True
    ) -> None:
        self._workspace = workspace
        self._department = resolve(workspace, department)
        self._today = today or datetime.now(UTC).astimezone().date()
        self._by_service: dict[str, tuple[Finding, ...]] = {}
        self._of_plan: tuple[Finding, ...] = ()
        self._sorted: tuple[Finding, ...] | None = None
        self._by_place: dict[tuple[str, str], list[Finding]] | None = None
        if now:
            deque(self.run(), maxlen=0)

    @property
    def all(self) -> tuple[Finding, ...]:
        """Return every finding, errors first."""
        if self._sorted is None:
            every = chain(self._of_plan, *self._by_service.values())
            self._sorted = tuple(sorted(every, key=lambda finding: _LEVELS[finding.level]))
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

    def run(self, changes: Sequence[ChangeSet] | None = None) -> Iterator[None]:
        """Check in small pieces, so that a window stays awake; nothing new is shown before the last of them.

        A run that is given up leaves the findings as they were; its changes must be run again.

        Args:
            changes: what was changed since the last run; None checks everything.
        """
        keys = self._touched(changes)
        by_service = {} if keys is None else {key: held for key, held in self._by_service.items() if key not in keys}
        if keys is None:
            keys = frozenset(row.id for row in self._workspace.rows(select(SERVICE.c.id)))
        if keys:
            around = self._surroundings()
            yield
            for piece in _pieces(keys):
                by_service |= self._checked(piece, around)
                yield
        rules: list[Finding] = []
        for found in self._plan_pieces():
            rules.extend(found)
            yield
        told = {(finding.id, finding.field, finding.lang) for finding in rules if finding.is_error}
        texts = chain.from_iterable(text_findings(row) for row in pairs(self._workspace, years=False))
        self._of_plan = (*rules, *(text for text in texts if (text.id, text.field, text.lang) not in told))
        self._by_service = by_service
        self._sorted = self._by_place = None

    def _touched(self, changes: Sequence[ChangeSet] | None) -> frozenset[str] | None:
        """Return the keys of the services to check again; None means all of them."""
        keys: frozenset[str] = frozenset()
        for change in changes or ():
            found = self._services_touched(change.changes) if change.entities <= _OF_A_SERVICE else None
            if found is None:
                return None
            keys |= found
        return None if changes is None else keys

    def _services_touched(self, changes: Iterable[Change]) -> frozenset[str] | None:
        """Return the keys of the services whose records were touched; None means too many to single out."""
        records: set[str] = set()
        services: set[str] = set()
        confirmations: set[str] = set()
        for change in changes:
            if change.entity in {"service_record", "standard_record"}:
                records.add(change.key)
                if change.field == "service" and isinstance(change.old, str):
                    services.add(change.old)
            elif change.entity == "confirmation":
                confirmations.add(change.key)
                if change.field == "record" and isinstance(change.old, str):  # taken back by an undo
                    records.add(change.old)
        if len(records) + len(confirmations) > _MANY:
            return None
        return frozenset(services | self._services_of(records) | self._confirmed_services(confirmations))

    def _services_of(self, records: Collection[str]) -> set[str]:
        found: set[str] = set()
        for table in (SERVICE_RECORD, STANDARD_RECORD) if records else ():
            query = select(table.c.service).where(table.c.id.in_(sorted(records)))
            found.update(row.service for row in self._workspace.rows(query))
        return found

    def _confirmed_services(self, confirmations: Collection[str]) -> set[str]:
        if not confirmations:
            return set()
        column = CONFIRMATION.c
        query = select(column.record).where(column.id.in_(sorted(confirmations)))
        return self._services_of({row.record for row in self._workspace.rows(query)})

    def _checked(self, keys: frozenset[str], around: Surroundings) -> dict[str, tuple[Finding, ...]]:
        """Return what the records of some services say, by service."""
        texts = self._texts(keys)
        return {
            history.service["id"]: (*service_findings(history, around), *texts.get(history.service["id"], ()))
            for history in self._histories(keys)
        }

    def _histories(self, keys: frozenset[str]) -> Iterator[History]:
        records = self._read(SERVICE_RECORD, keys)
        standards = self._read(STANDARD_RECORD, keys)
        query = select(SERVICE).where(SERVICE.c.id.in_(sorted(keys)))
        for service in mappings(self._workspace, query.order_by(SERVICE.c.id)):
            key = service["id"]
            if key in records or key in standards:
                own = {"service_id": service["service_id"]}
                yield History(
                    service,
                    [row | own for row in records.get(key, ())],
                    [row | own for row in standards.get(key, ())],
                )

    def _read(self, table: Any, keys: frozenset[str]) -> dict[str, list[dict[str, Any]]]:
        query = select(table).where(table.c.service.in_(sorted(keys))).order_by(table.c.fiscal_yr, table.c.id)
        if self._department is not None:
            query = query.where(table.c.owner_org == self._department)
        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in mappings(self._workspace, query):
            found[row["service"]].append(row)
        return found

    def _texts(self, keys: frozenset[str]) -> dict[str, list[Finding]]:
        """Return the findings on texts of service records and standards, by service."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for table in (SERVICE_RECORD, STANDARD_RECORD):
            query = select(table.c.id, table.c.service).where(table.c.service.in_(sorted(keys)))
            owner = {row.id: row.service for row in self._workspace.rows(query)}
            for row in pairs(self._workspace, entity=table.name, keys=owner.keys(), department=self._department):
                found[owner[row.key]].extend(text_findings(row))
        return found

    def _surroundings(self) -> Surroundings:
        workspace = self._workspace
        years = years_with_records(workspace, self._department)
        initiatives = workspace.rows(select(INITIATIVE.c.service).where(INITIATIVE.c.status != "discontinued"))
        return Surroundings(
            last_year=plan_card(workspace).last_year,
            working_year=working_year(workspace),
            programs=programs_with(workspace),
            priority={str(year): priority_services(workspace, year) for year in years},
            with_initiative=frozenset(row.service for row in initiatives if row.service),
            other_owners=self._reused(),
            review_years=framework_of(workspace).limits.get("priority_reviewed"),
        )

    def _reused(self) -> dict[str, str]:
        """Return which other department uses a service's identifier, by the service's key."""
        by_identifier: dict[str, list[Any]] = defaultdict(list)
        for row in self._workspace.rows(select(SERVICE.c.id, SERVICE.c.owner_org, SERVICE.c.service_id)):
            if row.service_id:
                by_identifier[row.service_id].append(row)
        return {
            row.id: other.owner_org
            for rows in by_identifier.values()
            for row in rows
            for other in rows
            if other.owner_org != row.owner_org
        }

    def _plan_pieces(self) -> Iterator[Sequence[Finding]]:
        """Yield what the rules over the whole plan find; they concern the department that the plan is about."""
        workspace = self._workspace
        plan, framework, year = plan_card(workspace), framework_of(workspace), working_year(workspace)
        with_records, assessed = years_with_records(workspace), assessed_years(workspace)
        known: dict[FiscalYear, IndicatorSet] = {}
        for each in sorted({*with_records, *assessed, *plan.period, year}):
            (known[each],) = trend(workspace, [each])
            yield ()
        yield tuple(priority_findings(workspace, ranking(workspace, year)))
        yield tuple(strategy_findings(workspace, framework, known, year))
        yield tuple(approval_findings(workspace, framework, plan, with_records, self._today))
        for each in assessed:
            card = assessment_card(workspace, each, found=known[each], today=self._today)
            yield () if card is None else tuple(assessment_findings(card, framework))


def _pieces(keys: frozenset[str]) -> Iterator[frozenset[str]]:
    ordered = sorted(keys)
    for start in range(0, len(ordered), _PIECE):
        yield frozenset(ordered[start : start + _PIECE])
