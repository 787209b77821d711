"""What the registry would refuse of a year's inventory, were it handed in as it stands.

Only that: a plan may have other findings and still be handed in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.checks.rules import RuleCard, is_refused_by_registry, rules
from app.plan_facts import OWN, resolve
from app.registry.rules import is_blank
from model.bilingual import Bilingual
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    code = resolve(workspace, department)
    records, standards = _records(workspace, year, code)
    by_service = {record.service: key for key, record in records.items()}
    found: dict[str, list[Finding]] = defaultdict(list)
    refused: dict[str, set[str]] = {"service_record": set(), "standard_record": set()}
    for finding in findings:
        if not is_refused(finding):
            continue
        if finding.entity == "service":  # it has no identifier, whatever the year
            if finding.id in by_service:
                found[finding.id].append(finding)
                refused["service_record"].add(by_service[finding.id])
                refused["standard_record"] |= {key for key, held in standards.items() if held.service == finding.id}
        elif finding.year == year and (held := (records | standards).get(finding.id)) is not None:
            found[held.service].append(finding)
            refused[finding.entity].add(finding.id)
    return Readiness(
        year=year,
        services=len(records),
        standards=len(standards),
        refused_services=len(refused["service_record"]),
        refused_standards=len(refused["standard_record"]),
        by_rule=_by_rule(found.values()),
        by_service=_by_service(found, [*records.values(), *standards.values()]),
    )


def _records(workspace: Workspace, year: FiscalYear, code: str | None) -> tuple[dict[str, _Record], dict[str, _Record]]:
    found: list[dict[str, _Record]] = []
    for table in (SERVICE_RECORD, STANDARD_RECORD):
        column = table.c
        query = select(column.id, column.service, column.service_name_en, column.service_name_fr)
        query = query.where(column.fiscal_yr == str(year))
        if code is not None:
            query = query.where(column.owner_org == code)
        found.append({row[0]: _Record(row[1], Bilingual(row[2], row[3])) for row in workspace.rows(query)})
    return found[0], found[1]


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
