"""The plan's department beside the whole government, and beside departments of its size.

Source:
    Indicators as in the framework; those that a published inventory can give (kind ``c``). Size
    is the number of services in scope: the published inventory says nothing else of every department.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING, Final

from app.framework.parts import Source
from app.indicators import inventory
from app.inventory.facts import read_services
from app.plan_facts import OWN, framework_of, resolve, years_with_records
from app.priorities.in_force import priority_services
from app.registry.rules import required_fields
from app.registry.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from app.framework.framework import Framework
    from app.framework.parts import Unit
    from app.indicators.measure import Measure, Number
    from app.inventory.facts import ServiceFacts
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

_HALF: Final = 2
"""Of its size: half to double its number of services."""
LEAST_PEERS: Final = 5
"""Where fewer are, the nearest of the others join them."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A department of about the same size; ``services`` is the number that counts in the year."""

    code: str
    services: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator, of the department and of the others.

    Attributes:
        own: the department's, from the plan; None when it is not available.
        whole: of all departments together, from the reference.
        peers: the median of the departments of its size; None when none of them has a value.
        low: their first quartile, and ``high`` their third; None for fewer than three values.
        above: how many of the peers with a value the department is above; ``of`` is their number.
    """

    id: str
    unit: Unit
    own: Number | None
    whole: Number | None
    peers: Number | None
    low: Number | None
    high: Number | None
    above: int
    of: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The department beside the others.

    Attributes:
        year: the fiscal year of the plan.
        reference_year: the year of the reference it is compared with; None when the reference holds none.
        services: the department's number of services that count.
        departments: how many departments the reference holds in that year.
        peers: those of its size, nearest first; the department itself is left out.
    """

    year: FiscalYear
    reference_year: FiscalYear | None
    department: str
    services: int
    departments: int
    peers: tuple[Peer, ...]
    rows: tuple[Compared, ...]


def compare(workspace: Workspace, reference: Workspace, year: FiscalYear, department: str | None = OWN) -> Comparison:
    """Return a department of a plan beside those of the reference.

    Args:
        workspace: the plan.
        reference: the published inventory, open for reading.
        year: the fiscal year; where the reference does not hold it, the nearest before is taken, else its first.
        department: ``OWN`` or a code; None compares everything that the plan holds.
    """
    framework = framework_of(workspace)
    code = resolve(workspace, department)
    own = _in_scope(read_services(workspace, {year: priority_services(workspace, year)}, code)[year], year)
    compared_year = _nearest(years_with_records(reference, None), year)
    others = _by_department(reference, compared_year)
    peers = peers_of(len(own), {name: len(found) for name, found in others.items() if name != code})
    asked = {peer.code for peer in peers}
    return Comparison(
        year=year,
        reference_year=compared_year,
        department=code or "all",
        services=len(own),
        departments=len(others),
        peers=peers,
        rows=_rows(
            framework,
            _measures(own, year, framework),
            _measures([service for found in others.values() for service in found], compared_year or year, framework),
            [_measures(found, compared_year or year, framework) for name, found in others.items() if name in asked],
        ),
    )


def peers_of(services: int, others: Mapping[str, int]) -> tuple[Peer, ...]:
    """Return the departments of the size of one with so many services, nearest first.

    Args:
        services: how many services it has.
        others: number of services by department; the one itself is not among them.
    """
    near = sorted((abs(count - services), name, count) for name, count in others.items() if count)
    within = [found for found in near if services <= found[2] * _HALF and found[2] <= services * _HALF]
    rest = [found for found in near if found not in within][: max(0, LEAST_PEERS - len(within))]
    return tuple(Peer(name, count) for _distance, name, count in sorted((*within, *rest)))


def _nearest(years: Sequence[FiscalYear], year: FiscalYear) -> FiscalYear | None:
    before = [held for held in years if held <= year]
    return before[-1] if before else next(iter(years), None)


def _in_scope(services: Sequence[ServiceFacts], year: FiscalYear) -> list[ServiceFacts]:
    return [service for service in services if service.is_in_scope(year)]


def _by_department(reference: Workspace, year: FiscalYear | None) -> dict[str, list[ServiceFacts]]:
    found: dict[str, list[ServiceFacts]] = defaultdict(list)
    if year is not None:
        for service in _in_scope(read_services(reference, {year: ()}, None)[year], year):
            found[service.record["owner_org"]].append(service)
    return dict(sorted(found.items()))


def _measures(services: Sequence[ServiceFacts], year: FiscalYear, framework: Framework) -> dict[str, Measure]:
    return inventory.measures(services, year, _required, framework.limits)


def _required(record: Mapping[str, Any]) -> Sequence[str]:
    return required_fields(Kind.SERVICE, record)


def _rows(
    framework: Framework,
    own: Mapping[str, Measure],
    whole: Mapping[str, Measure],
    peers: Sequence[Mapping[str, Measure]],
) -> tuple[Compared, ...]:
    rows = []
    for indicator in framework.indicators:
        if indicator.kind is not Source.INVENTORY or indicator.id not in whole:
            continue
        if whole[indicator.id].value is None:  # what nobody publishes, such as the priority services
            continue
        values = sorted(v for measures in peers if (v := measures[indicator.id].value) is not None)
        quarters = quantiles(values, method="inclusive") if len(values) >= 3 else (None, None, None)
        mine = own[indicator.id].value
        above = sum(value < mine for value in values) if mine is not None else 0
        rows.append(
            Compared(
                id=indicator.id,
                unit=indicator.unit,
                own=mine,
                whole=whole[indicator.id].value,
                peers=median(values) if values else None,
                low=quarters[0],
                high=quarters[2],
                above=above,
                of=len(values),
            )
        )
    return tuple(rows)
