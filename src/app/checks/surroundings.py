"""Reads what the rules look at beside one service, and tells which services a change of it touches."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.checks.inventory import Surroundings
from app.checks.settings import variation_threshold
from app.plan_facts import framework_of, plan_card, working_year, years_with_records
from app.priorities.in_force import priority_by_year
from model.inventory import SERVICE, SERVICE_RECORD
from model.ownership import SUCCESSION
from model.strategy import INITIATIVE

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Mapping

    from app.registry.code_lists import ProgramList
    from app.workspace import Workspace

READ_FROM: Final = frozenset(
    {
        "plan",
        "program",
        "department",
        "initiative",
        "selection_round",
        "decision",
        "service",
        "plan_setting",
        "succession",
    }
)
"""Entities that they are read from, beside the years and owners of records."""

_OF_EVERY_SERVICE: Final = ("last_year", "working_year", "programs", "review_years", "threshold")


def surroundings(
    workspace: Workspace, programs: ProgramList, published: Mapping[str, Collection[str]]
) -> Generator[None, None, Surroundings]:
    """Read in pieces, and return, what lies beside every service.

    Args:
        workspace: the open plan.
        programs: the registry's list and the plan's own.
        published: the departments that use an identifier, by identifier, as another inventory says.
    """
    years = years_with_records(workspace, None)
    yield
    priority = priority_by_year(workspace, years)
    initiatives = workspace.rows(select(INITIATIVE.c.service).where(INITIATIVE.c.status != "discontinued"))
    yield
    services = [
        row for row in workspace.rows(select(SERVICE.c.id, SERVICE.c.owner_org, SERVICE.c.service_id)) if row[2]
    ]
    yield
    other_owners = _other_owners(services, published, _former_owners(workspace))
    yield
    twins = _twins(workspace, services)
    yield
    return Surroundings(
        last_year=plan_card(workspace).last_year,
        working_year=working_year(workspace),
        programs=programs,
        priority={str(year): keys for year, keys in priority.items()},
        with_initiative=frozenset(row.service for row in initiatives if row.service),
        other_owners=other_owners,
        twins=twins,
        review_years=framework_of(workspace).limits.get("priority_reviewed"),
        threshold=variation_threshold(workspace),
    )


def touched_services(before: Surroundings, after: Surroundings) -> frozenset[str] | None:
    """Return the keys of the services that see another neighbourhood now; None means all of them."""
    if any(getattr(before, name) != getattr(after, name) for name in _OF_EVERY_SERVICE):
        return None
    keys = before.with_initiative ^ after.with_initiative
    nothing: frozenset[str] = frozenset()
    for year in before.priority.keys() | after.priority.keys():
        keys |= before.priority.get(year, nothing) ^ after.priority.get(year, nothing)
    return keys | _changed(before.other_owners, after.other_owners) | _changed(before.twins, after.twins)


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _former_owners(workspace: Workspace) -> Mapping[str, frozenset[str]]:
    """Return the departments that a service was given by or to: it is theirs, not another of the same identifier."""
    column = SUCCESSION.c
    found: dict[str, frozenset[str]] = {}
    query = select(column.from_service, column.to_service, column.from_org, column.to_org)
    for row in workspace.rows(query.where(column.kind == "transfer")):
        for key in {row.from_service, row.to_service}:
            found[key] = found.get(key, frozenset()) | {row.from_org, row.to_org}
    return found


def _other_owners(
    services: Iterable[Any], published: Mapping[str, Collection[str]], former: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """Return which other department uses a service's identifier, by the service's key."""
    users: dict[str, set[str]] = defaultdict(set)
    for row in services:
        users[row.service_id].add(row.owner_org)
    found: dict[str, str] = {}
    for row in services:
        others = users[row.service_id].union(_strangers(published.get(row.service_id, ()), former.get(row.id, ())))
        if len(others) > 1 or row.owner_org not in others:
            found[row.id] = min(others - {row.owner_org})
    return found


def _strangers(published: Collection[str], former: Collection[str]) -> set[str]:
    return set(published) - set(former) if published else set()


def _twins(workspace: Workspace, services: Iterable[Any]) -> dict[str, frozenset[tuple[str, str]]]:
    """Return where the registry would see two records as one: by service, department and year of the others."""
    by_identifier: dict[str, list[str]] = defaultdict(list)
    for row in services:
        by_identifier[row.service_id].append(row.id)
    shared = [keys for keys in by_identifier.values() if len(keys) > 1]
    if not shared:
        return {}
    column = SERVICE_RECORD.c
    places: dict[str, set[tuple[str, str]]] = defaultdict(set)
    query = select(column.service, column.owner_org, column.fiscal_yr)
    for row in workspace.rows(query.where(column.service.in_([key for keys in shared for key in keys]))):
        places[row.service].add((row.owner_org, row.fiscal_yr))
    found: dict[str, frozenset[tuple[str, str]]] = {}
    for keys in shared:
        for key in keys:
            others = frozenset(place for other in keys if other != key for place in places[other])
            if others & places[key]:
                found[key] = others & places[key]
    return found
