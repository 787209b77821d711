"""The indicators that the inventory alone gives: pure functions over the services of one year.

Source:
    The definitions published with the GC Service Inventory, for the first ten; the framework says of each what it
    counts. Points that are *not applicable* or blank count on neither side.
"""

from __future__ import annotations

from dataclasses import replace
from math import lcm
from typing import TYPE_CHECKING

from app.indicators.measure import Measure
from app.inventory.facts import ServiceFacts, codes
from model.inventory import INTERACTION_POINTS
from model.quantity import QuantityState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from model.fiscal_year import FiscalYear

_AGES = {
    "improved_from_feedback": "last_service_improvement",
    "improved_five_years": "last_service_improvement",
    "reviewed_five_years": "last_service_review",
}
"""What happened no longer ago than the years that the indicator's definition names."""

_PARTS = lcm(*range(1, len(INTERACTION_POINTS) + 1))
"""So many parts of one: any share of the interaction points that apply is a whole number of them."""

_UNKNOWN = {QuantityState.NO_DATA, QuantityState.BLANK}


def measures(
    services: Sequence[ServiceFacts],
    year: FiscalYear,
    required_fields: Callable[[Mapping[str, Any]], Sequence[str]],
    limits: Mapping[str, int],
) -> dict[str, Measure]:
    """Return the inventory's indicators.

    Args:
        services: the services in scope of ``year``.
        year: the fiscal year.
        required_fields: tells which fields of a record must be filled.
        limits: the numbers that the framework's definitions name, by indicator; one without its number is left out.
    """
    return finished(counted(services, year, required_fields, limits))


def packed(counts: Mapping[str, Measure]) -> tuple[int, ...]:
    """Return what ``counted`` gives as bare numbers in its order: little to keep, and quick to add up."""
    return tuple(
        int(number or 0)
        for measure in counts.values()
        for number in (measure.numerator, measure.denominator, measure.unknown, measure.excluded)
    )


def added(none: Mapping[str, Measure], counts: Iterable[tuple[int, ...]]) -> dict[str, Measure]:
    """Return what ``counted`` gives for all services, from what ``packed`` kept for groups of them.

    Args:
        none: what it gives for no service.
        counts: of each group.
    """
    sums = [sum(column) for column in zip(packed(none), *counts, strict=True)]
    return {
        name: Measure(above, None if measure.denominator is None else below, unknown, excluded)
        for (name, measure), (above, below, unknown, excluded) in zip(none.items(), _fours(sums), strict=True)
    }


def _fours(numbers: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield four numbers at a time."""
    for at in range(0, len(numbers), 4):
        yield numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]


def finished(counts: Mapping[str, Measure]) -> dict[str, Measure]:
    """Return the indicators from what ``counted`` gives, where the mean of shares is still in whole parts."""
    mean = counts["online_points_mean"]
    whole, rest = divmod(int(mean.numerator or 0), _PARTS)
    shares = whole if rest == 0 else (mean.numerator or 0) / _PARTS
    return {**counts, "online_points_mean": replace(mean, numerator=shares)}


def counted(
    services: Sequence[ServiceFacts],
    year: FiscalYear,
    required_fields: Callable[[Mapping[str, Any]], Sequence[str]],
    limits: Mapping[str, int],
) -> dict[str, Measure]:
    """Return what the indicators count, in whole numbers that can be added up; see ``measures``."""
    priority = [service for service in services if service.is_priority]
    return {
        **_services(services),
        **_recent(services, year, _AGES, limits),
        **_online(services),
        **_volumes(services),
        **_high_volume(services, limits),
        **_priority(priority),
        **_recent(priority, year, {"priority_reviewed": "last_service_review"}, limits),
        "inventory_complete": _completeness(services, required_fields),
        "services_confirmed": share(services, lambda service: service.record["confirmed_on"] is not None),
        "online_end_to_end_after_exclusions": _after_exclusions(services),
    }


def share(services: Sequence[ServiceFacts], holds: Callable[[ServiceFacts], bool]) -> Measure:
    """Return the share of services of which something holds."""
    return Measure(sum(1 for service in services if holds(service)), len(services))


def _services(services: Sequence[ServiceFacts]) -> dict[str, Measure]:
    return {
        "services_total": Measure(len(services)),
        "services_with_standards": share(services, lambda service: bool(service.standards)),
        "standards_met": _standards_met(services),
        "feedback_channel": share(
            services, lambda service: bool(set(codes(service.record["client_feedback_channel"])) - {"NON"})
        ),
    }


def _recent(
    services: Sequence[ServiceFacts], year: FiscalYear, ages: Mapping[str, str], limits: Mapping[str, int]
) -> dict[str, Measure]:
    """Return the shares of services for which the year in a field lies no further back than a definition says."""

    def within(field: str, years: int) -> Measure:
        return share(services, lambda service: is_recent(service, field, year, years))

    return {name: within(field, limits[name]) for name, field in ages.items() if name in limits}


def is_recent(service: ServiceFacts, field: str, year: FiscalYear, years: int) -> bool:
    """Whether the year that ``field`` names lies in ``year`` or at most so many years before."""
    age = service.age(field, year)
    return age is not None and 0 <= age <= years


def _standards_met(services: Sequence[ServiceFacts]) -> Measure:
    results = [standard.is_met for service in services for standard in service.standards]
    return Measure(results.count(True), results.count(True) + results.count(False), unknown=results.count(None))


def _online(services: Sequence[ServiceFacts]) -> dict[str, Measure]:
    applicable = [service for service in services if service.points_applicable]
    silent = [service for service in services if not service.points_applicable]
    unknown = sum(1 for service in silent if "" in service.points)
    excluded = len(silent) - unknown  # all six are not applicable
    online = sum(1 for service in services if service.is_end_to_end)
    mean = sum(service.points_online * (_PARTS // service.points_applicable) for service in applicable)
    return {
        "online_end_to_end": Measure(online, len(services)),
        "online_end_to_end_applicable": Measure(online, len(applicable), unknown, excluded),
        "interaction_points_online": points_online(services),
        "online_points_mean": Measure(mean, len(applicable), unknown, excluded),
    }


def points_online(services: Sequence[ServiceFacts]) -> Measure:
    """Return the share of applicable interaction points that are online."""
    answers = [answer for service in services for answer in service.points]
    online = answers.count("Y")
    return Measure(online, online + answers.count("N"), unknown=answers.count(""), excluded=answers.count("NA"))


def _after_exclusions(services: Sequence[ServiceFacts]) -> Measure:
    left = [service for service in services if service.record["exclusion"] not in {"law", "security"}]
    online = sum(1 for service in left if service.is_end_to_end)
    return Measure(online, len(left), excluded=len(services) - len(left))


def _volumes(services: Sequence[ServiceFacts]) -> dict[str, Measure]:
    silent = [s for s in services if QuantityState.NUMBER not in s.transaction_states]
    unknown = sum(1 for service in silent if service.transaction_states & _UNKNOWN)
    excluded = len(silent) - unknown  # every channel is not applicable
    total = sum(service.transactions for service in services)

    def of_all(*names: str) -> Measure:
        return Measure(sum(service.volume(*names) for service in services), total, unknown, excluded)

    return {
        "transactions_total": Measure(total, None, unknown, excluded),
        "online_share": of_all("num_applications_online"),
        "phone_share": of_all("num_applications_by_phone", "num_phone_enquiries"),
        "in_person_share": of_all("num_applications_in_person"),
        "online_uptake": _uptake(services),
    }


def _high_volume(services: Sequence[ServiceFacts], limits: Mapping[str, int]) -> dict[str, Measure]:
    if "high_volume_end_to_end" not in limits:
        return {}
    external = [service for service in services if service.is_external]
    high = [service for service in external if service.applications >= limits["high_volume_end_to_end"]]
    return {
        "high_volume_end_to_end": Measure(
            sum(1 for service in high if service.is_end_to_end),
            len(high),
            unknown=sum(1 for service in external if not _has_applications(service)),
        )
    }


def _has_applications(service: ServiceFacts) -> bool:
    return QuantityState.NUMBER in service.application_states


def _uptake(services: Sequence[ServiceFacts]) -> Measure:
    online = [service for service in services if service.is_end_to_end]
    known = [
        service
        for service in online
        if service.number("num_applications_online") is not None and not service.application_states & _UNKNOWN
    ]
    return Measure(
        sum(service.volume("num_applications_online") for service in known),
        sum(service.applications for service in known),
        unknown=len(online) - len(known),
    )


def _completeness(
    services: Sequence[ServiceFacts], required_fields: Callable[[Mapping[str, Any]], Sequence[str]]
) -> Measure:
    filled = required = 0
    for service in services:
        names = required_fields(service.record)
        required += len(names)
        filled += sum(1 for name in names if service.record[name].strip())
    return Measure(filled, required)


def _priority(priority: Sequence[ServiceFacts]) -> dict[str, Measure]:
    with_standards = [service for service in priority if service.standards]
    authenticated = [service for service in priority if service.is_external and service.authentication_applies]

    def published(pair: str) -> Measure:
        return share(with_standards, lambda service: publishes(service, pair))

    return {
        "priority_with_standards": share(priority, lambda service: bool(service.standards)),
        "priority_standards_met": _standards_met(priority),
        "priority_standards_published": published("standards_targets_uri"),
        "priority_performance_published": published("performance_results_uri"),
        "priority_points_online": points_online(priority),
        "priority_authenticated_online": share(authenticated, lambda service: service.is_end_to_end),
        "priority_status": share(authenticated, lambda service: service.record["real_time_status"] == "Y"),
    }


def publishes(service: ServiceFacts, pair: str) -> bool:
    """Whether every standard of a service has the address ``pair`` published."""
    return all(standard.is_published(pair, external=service.is_external) for standard in service.standards)
