"""Ratings that the inventory suggests; a planner takes them over or not. What each step means says the framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.inventory.facts import codes
from app.pieces import parts, whole
from model.inventory import APPLICATION_COUNTS
from model.quantity import QuantityState

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from app.framework.parts import PrioritySelection, VolumeBands
    from app.inventory.facts import ServiceFacts

_AT_ONCE = 200  # services that are looked at in one piece

HIGH, MEDIUM, LOW, NOT_APPLICABLE = 3, 2, 1, 0


def suggestions(
    services: Sequence[ServiceFacts], selection: PrioritySelection, *, relative: bool = True
) -> dict[str, dict[str, int | None]]:
    """Return suggested ratings by service key and consideration; None where the inventory does not tell.

    Args:
        services: the services of one year.
        selection: where a volume counts as high, medium or low, and which types of service suggest a high rating.
        relative: compare with the department's own services, else with fixed numbers.
    """
    return whole(suggestions_in_pieces(services, selection, relative=relative))


def suggestions_in_pieces(
    services: Sequence[ServiceFacts], selection: PrioritySelection, *, relative: bool = True
) -> Generator[None, None, dict[str, dict[str, int | None]]]:
    """Do the same, and yield every few milliseconds."""
    volumes = yield from _volume_ratings(services, selection.volume_bands, relative=relative)
    high_types = {item.id: frozenset(item.high_types) for item in selection.considerations}
    found: dict[str, dict[str, int | None]] = {}
    for some in parts(services, _AT_ONCE):
        for service in some:
            found[service.key] = {
                "volume": volumes[service.key],
                "critical_essential": _critical(service.record),
                "wellbeing": _wellbeing(service, high_types.get("wellbeing", frozenset())),
                "sensitive_information": _sensitive(service),
            }
        yield
    return found


def _volume_ratings(
    services: Sequence[ServiceFacts], bands: VolumeBands, *, relative: bool
) -> Generator[None, None, dict[str, int | None]]:
    known: dict[str, int] = {}
    rated: dict[str, int | None] = {}
    for some in parts(services, _AT_ONCE):
        known |= {service.key: service.applications for service in some if _has_volume(service)}
        rated |= {service.key: NOT_APPLICABLE if _is_not_applicable(service) else None for service in some}
        yield
    high, medium = _relative_lines(sorted(known.values()), bands) if relative else (bands.high, bands.medium)
    for key, volume in known.items():
        rated[key] = HIGH if volume >= high else MEDIUM if volume >= medium else LOW
    return rated


def _relative_lines(volumes: Sequence[int], bands: VolumeBands) -> tuple[int, int]:
    """Return from which volume on a service is among the top share, and above the bottom share."""
    if not volumes:
        return bands.high, bands.medium
    top = max(1, round(len(volumes) * bands.top_share))
    bottom = round(len(volumes) * bands.bottom_share)
    return volumes[len(volumes) - top], volumes[min(bottom, len(volumes) - 1)]


def _has_volume(service: ServiceFacts) -> bool:
    return QuantityState.NUMBER in service.states(APPLICATION_COUNTS)


def _is_not_applicable(service: ServiceFacts) -> bool:
    return service.states(APPLICATION_COUNTS) == {QuantityState.NOT_APPLICABLE}


def _critical(record: Mapping[str, str]) -> int | None:
    critical, essential = record["is_critical"], record["is_essential"]
    if critical == "Y":
        return HIGH
    if essential == "Y":
        return MEDIUM
    return LOW if critical == essential == "N" else None


def _wellbeing(service: ServiceFacts, high_types: frozenset[str]) -> int | None:
    types = set(codes(service.record["service_type"]))
    if types & high_types:
        return HIGH
    if service.record["service_fee"] == "Y":
        return MEDIUM
    return LOW if types and service.record["service_fee"] == "N" else None


def _sensitive(service: ServiceFacts) -> int | None:
    record = service.record
    if service.authentication_applies:
        return HIGH
    if "Y" in {record["sin_usage"], record["cra_bn_identifier_usage"]}:
        return MEDIUM
    return None if "" in {record["os_authentication"], record["sin_usage"]} else LOW
