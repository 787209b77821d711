"""What the registry would refuse of a year's inventory, were it handed in as it stands.

Only that: a plan may have other findings and still be handed in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from app.checks.finding import Level
from app.checks.rules import RuleCard, is_refused_by_registry, rules
from app.pieces import parts, whole
from app.plan_facts import OWN, resolve
from app.registry.rules import is_blank
from model.bilingual import Bilingual
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Mapping, Sequence

    from sqlalchemy import Select, Table

    from app.checks.digest import Digest
    from app.checks.finding import Finding
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class Refused:
    """One service of which the registry would refuse something.

    Attributes:
        service: its key.
        name: as the year's record gives it; of the standard where there is none.
        findings: what stands in the way, on its record and its standards.
    """

    service: str
    name: Bilingual
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a year's inventory can be handed in.

    Attributes:
        services: how many services are reported; ``standards`` how many of their standards.
        refused_services: how many of them the registry would refuse; ``refused_standards`` how many standards.
        by_rule: what stands in the way, by rule, the most frequent first.
        by_service: the same by service, in the order of names.
    """

    year: FiscalYear
    services: int
    standards: int
    refused_services: int
    refused_standards: int
    by_rule: tuple[tuple[RuleCard, tuple[Finding, ...]], ...]
    by_service: tuple[Refused, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return everything that stands in the way."""
        return tuple(finding for _rule, found in self.by_rule for finding in found)

    @property
    def records(self) -> int:
        """Return how many records the registry would be handed."""
        return self.services + self.standards

    @property
    def accepted(self) -> int:
        """Return how many of them it would take."""
        return self.records - self.refused_services - self.refused_standards

    @property
    def is_ready(self) -> bool:
        """Whether there is something to hand in and all of it would be taken."""
        return self.services > 0 and not self.by_rule


_AT_ONCE: Final = 300  # keys that one query names
_JUDGED_AT_ONCE: Final = 1000


@dataclass(frozen=True, slots=True)
class _Record:
    service: str
    name: Bilingual


def is_refused(finding: Finding) -> bool:
    """Whether the registry would refuse a record for what a finding says.

    A text of nothing but no-break spaces is blank to a reader, and taken by the registry.
    """
    if not is_refused_by_registry(finding.rule, finding.entity):
        return False
    value = dict(finding.facts).get("value", "")
    return not (isinstance(value, str) and value.isspace() and not is_blank(value))


def readiness(
    workspace: Workspace, findings: Iterable[Finding], year: FiscalYear, department: str | None = OWN
) -> Readiness:
    """Return how far the inventory of ``year`` can be handed in.

    Args:
        workspace: the open plan.
        findings: the plan's findings.
        year: the fiscal year.
        department: ``OWN``, a code, or None for every department that the plan holds.
    """
    refused = tuple(filter(is_refused, findings))
    return whole(readiness_in_pieces(workspace, refused, year, department))


def refused_in_pieces(findings: Digest) -> Generator[None, None, tuple[Finding, ...]]:
    """Return the errors for which the registry would refuse a record."""
    asked = findings.those(lambda kind: kind.level is Level.ERROR and is_refused_by_registry(kind.rule, kind.entity))
    found: list[Finding] = []
    while some := tuple(islice(asked, _JUDGED_AT_ONCE)):
        found += filter(is_refused, some)
        yield
    return tuple(found)


def readiness_in_pieces(
    workspace: Workspace, refused: Sequence[Finding], year: FiscalYear, department: str | None = OWN
) -> Generator[None, None, Readiness]:
    """Return how far the inventory of ``year`` can be handed in, for what ``is_refused`` lets through."""
    within = _Within(workspace, year, resolve(workspace, department))
    services = within.count(SERVICE_RECORD)
    yield
    standards = within.count(STANDARD_RECORD)
    yield
    named = [one for one in refused if one.entity == "service" or one.year == year]
    nameless = {one.id for one in named if one.entity == "service"}  # without identifier, whatever the year
    keys = {one.id for one in named} - nameless
    yield
    own = yield from within.read(SERVICE_RECORD, keys, nameless)
    own_standards = yield from within.read(STANDARD_RECORD, keys, nameless)
    reported = {record.service for record in own.values()}
    every = own | own_standards
    yield
    found: dict[str, list[Finding]] = defaultdict(list)
    for some in parts(named, _JUDGED_AT_ONCE):
        for finding in some:
            held = every.get(finding.id)
            service = "" if held is None else held.service
            if finding.entity == "service":
                service = finding.id if finding.id in reported else ""
            if service:
                found[service].append(finding)
        yield
    gone = keys | {key for key, one in every.items() if one.service in nameless & reported}
    yield
    records = yield from within.read(SERVICE_RECORD, (), found)
    by_rule = _by_rule(found.values())
    yield
    return Readiness(
        year=year,
        services=services,
        standards=standards,
        refused_services=len(gone & own.keys()),
        refused_standards=len(gone & own_standards.keys()),
        by_rule=by_rule,
        by_service=_by_service(found, [*records.values(), *own_standards.values()]),
    )


@dataclass(frozen=True, slots=True)
class _Within:
    """The records of one year and department; None is every department."""

    workspace: Workspace
    year: FiscalYear
    department: str | None

    def count(self, table: Table) -> int:
        """Return how many there are."""
        found: int = self.workspace.rows(self._of_it(select(func.count()).select_from(table), table))[0][0]
        return found

    def read(
        self, table: Table, keys: Collection[str], services: Collection[str]
    ) -> Generator[None, None, dict[str, _Record]]:
        """Return those of some keys and those of some services, by key; what is not asked for is not read."""
        column = table.c
        query = select(column.id, column.service, column.service_name_en, column.service_name_fr)
        found: dict[str, _Record] = {}
        for named, wanted in ((column.id, keys), (column.service, services)):
            for some in parts(sorted(wanted), _AT_ONCE):
                for row in self.workspace.rows(self._of_it(query, table).where(named.in_(some))):
                    found[row[0]] = _Record(row[1], Bilingual(row[2], row[3]))
                yield
        return found

    def _of_it(self, query: Select[Any], table: Table) -> Select[Any]:
        query = query.where(table.c.fiscal_yr == str(self.year))
        return query if self.department is None else query.where(table.c.owner_org == self.department)


def _by_rule(found: Iterable[Sequence[Finding]]) -> tuple[tuple[RuleCard, tuple[Finding, ...]], ...]:
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for findings in found:
        for finding in findings:
            by_rule[finding.rule].append(finding)
    order = list(rules())
    names = sorted(by_rule, key=lambda name: (-len(by_rule[name]), order.index(name)))
    return tuple((rules()[name], tuple(by_rule[name])) for name in names)


def _by_service(found: Mapping[str, Sequence[Finding]], records: Sequence[_Record]) -> tuple[Refused, ...]:
    names: dict[str, Bilingual] = {}
    for record in records:
        if record.service in found and names.get(record.service, Bilingual()).is_blank:
            names[record.service] = record.name
    refused = [Refused(key, names.get(key, Bilingual()), tuple(held)) for key, held in found.items()]
    return tuple(sorted(refused, key=lambda item: (item.name.en or item.name.fr, item.service)))


def years_reported(workspace: Workspace, department: str | None = OWN) -> Mapping[str, tuple[int, int]]:
    """Return how many services and standards each fiscal year holds, by year as written, the newest first."""
    code = resolve(workspace, department)
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for at, table in enumerate((SERVICE_RECORD, STANDARD_RECORD)):
        query = select(table.c.fiscal_yr, func.count()).group_by(table.c.fiscal_yr)
        if code is not None:
            query = query.where(table.c.owner_org == code)
        for row in workspace.rows(query):
            counts[row[0]][at] = row[1]
    return {year: (counts[year][0], counts[year][1]) for year in sorted(counts, reverse=True)}
