"""What the inventory says of a year, read in two queries for as many years as are asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.inventory.results import target_met
from app.pieces import parts
from app.plan_facts import OWN, mappings, resolve
from model.fiscal_year import FiscalYear
from model.inventory import APPLICATION_COUNTS, INTERACTION_POINTS, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.quantity import QuantityState

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Mapping

    from app.workspace import Workspace

TRANSACTION_COUNTS = ("num_phone_enquiries", *APPLICATION_COUNTS)
IN_SCOPE = frozenset({"EXTERN", "ENTERPRISE"})
"""Scopes that the policy covers: external and internal enterprise services."""

_WITHOUT_NUMBER = {state.value: state for state in QuantityState if state is not QuantityState.NUMBER}

_AT_ONCE = 60  # records that are read in one piece

_RECORDS = select(SERVICE_RECORD, SERVICE.c.service_id, SERVICE.c.state, SERVICE.c.state_since).join(
    SERVICE, SERVICE.c.id == SERVICE_RECORD.c.service
)

_STANDARD_COLUMNS = (
    "service",
    "owner_org",
    "fiscal_yr",
    "target",
    "volume_meeting_target",
    "total_volume",
    "standards_targets_uri_en",
    "standards_targets_uri_fr",
    "performance_results_uri_en",
    "performance_results_uri_fr",
    "internal_location",
)


@lru_cache(maxsize=4096)
def codes(written: str) -> tuple[str, ...]:
    """Return the codes of a repeatable field."""
    return tuple(code for code in written.split(",") if code)


def is_address(text: str) -> bool:
    """Whether a text holds a web address; published records also hold “Yes” or “N/A” there."""
    return any("." in word.strip(".,;") and not word.startswith(".") for word in text.split())


@dataclass(frozen=True)
class StandardFacts:
    """One standard of a service in one year."""

    record: Mapping[str, str]

    @cached_property
    def is_met(self) -> bool | None:
        """Whether the target was met, by the exact ratio; None when that cannot be told."""
        return target_met(self.record["target"], self.record["volume_meeting_target"], self.record["total_volume"])

    def is_published(self, pair: str, *, external: bool) -> bool:
        """Whether the address ``pair`` is there in both languages; for an internal service, an internal location."""
        published = is_address(self.record[f"{pair}_en"]) and is_address(self.record[f"{pair}_fr"])
        return published or (not external and bool(self.record["internal_location"].strip()))


@dataclass(frozen=True)
class ServiceFacts:
    """What was reported of one service in one year, with what the indicators ask of it.

    Attributes:
        key: the service's key.
        record: the row of that year, with ``service_id``, ``state`` and ``state_since`` of the service.
        is_priority: whether it is priority in that year.
    """

    key: str
    record: Mapping[str, Any]
    standards: tuple[StandardFacts, ...] = ()
    is_priority: bool = False

    @cached_property
    def scope(self) -> frozenset[str]:
        """Return its scopes."""
        return frozenset(codes(self.record["service_scope"]))

    @property
    def is_external(self) -> bool:
        """Whether clients outside the government are served."""
        return "EXTERN" in self.scope

    def is_in_scope(self, year: FiscalYear) -> bool:
        """Whether it counts: external or internal enterprise, and not retired before ``year``."""
        since = self.record["state_since"]
        gone = self.record["state"] in {"retired", "merged"} and bool(since) and since < str(year)
        return not gone and not IN_SCOPE.isdisjoint(self.scope)

    @cached_property
    def points(self) -> tuple[str, ...]:
        """Return the answers at the six interaction points."""
        return tuple(self.record[point] for point in INTERACTION_POINTS)

    @property
    def points_online(self) -> int:
        """Return how many points are online."""
        return self.points.count("Y")

    @property
    def points_applicable(self) -> int:
        """Return how many points are online or could be; *not applicable* and blank ones are neither."""
        return self.points.count("Y") + self.points.count("N")

    @property
    def is_end_to_end(self) -> bool:
        """Whether no point is offline and at least one is online."""
        return "N" not in self.points and "Y" in self.points

    def number(self, name: str) -> int | None:
        """Return one of its volumes; None when it is *not applicable*, *no data* or blank."""
        written = self.record[name]
        return None if written in _WITHOUT_NUMBER else int(written)

    def volume(self, *names: str) -> int:
        """Return the sum of some volumes; *not applicable*, *no data* and blank count as nothing."""
        return sum(self.number(name) or 0 for name in names)

    @cached_property
    def applications(self) -> int:
        """Return the applications of all channels, enquiries left out."""
        return self.volume(*APPLICATION_COUNTS)

    @cached_property
    def transactions(self) -> int:
        """Return the applications of all channels and the enquiries by telephone."""
        return self.volume(*TRANSACTION_COUNTS)

    @cached_property
    def application_states(self) -> set[QuantityState]:
        """Return the states that the applications are in, over all channels."""
        return self.states(APPLICATION_COUNTS)

    @cached_property
    def transaction_states(self) -> set[QuantityState]:
        """Return the same of the applications and the enquiries by telephone."""
        return self.states(TRANSACTION_COUNTS)

    def states(self, names: Iterable[str]) -> set[QuantityState]:
        """Return the states that some volumes are in."""
        return {_WITHOUT_NUMBER.get(self.record[name], QuantityState.NUMBER) for name in names}

    @property
    def authentication_applies(self) -> bool:
        """Whether clients must prove who they are: said so in the plan, else told by the interaction point."""
        said = self.record["authentication_applies"]
        return said == "Y" or (said != "N" and self.record["os_authentication"] in {"Y", "N"})

    def age(self, field: str, year: FiscalYear) -> int | None:
        """Return how many years before ``year`` something happened; None when it is blank or no fiscal year."""
        try:
            return year.start - FiscalYear.parse(self.record[field]).start
        except ValueError:
            return None


def read_services(
    workspace: Workspace, priority: Mapping[FiscalYear, Collection[str]], department: str | None = OWN
) -> dict[FiscalYear, tuple[ServiceFacts, ...]]:
    """Return every service record of some years with its standards.

    Args:
        workspace: the open plan.
        priority: the fiscal years, each with the keys of the services that are priority in it.
        department: ``OWN``, a code, or None for every department that the plan holds.
    """
    code = resolve(workspace, department)
    written = [str(year) for year in priority]
    standards = _standards(workspace, written, code)
    query = _RECORDS.where(SERVICE_RECORD.c.fiscal_yr.in_(written))
    if code is not None:
        query = query.where(SERVICE_RECORD.c.owner_org == code)
    chosen = {str(year): keys for year, keys in priority.items()}
    found: dict[str, list[ServiceFacts]] = defaultdict(list)
    for record in mappings(workspace, query.order_by(SERVICE_RECORD.c.id)):
        key, year = record["service"], record["fiscal_yr"]
        own = tuple(standards.get((record["owner_org"], year, key), ()))
        found[year].append(ServiceFacts(key, record, own, key in chosen[year]))
    return {year: tuple(found[str(year)]) for year in priority}


def services_in_pieces(
    workspace: Workspace, year: FiscalYear, priority: Collection[str], department: str | None = OWN
) -> Generator[None, None, tuple[ServiceFacts, ...]]:
    """Read every service record of a year without its standards, and yield every few milliseconds.

    Args:
        workspace: the open plan.
        year: the fiscal year.
        priority: the keys of the services that are priority in it.
        department: ``OWN``, a code, or None for every department that the plan holds.
    """
    code = resolve(workspace, department)
    column = SERVICE_RECORD.c
    keys = select(column.id).where(column.fiscal_yr == str(year)).order_by(column.id)
    found: list[ServiceFacts] = []
    held = workspace.rows(keys if code is None else keys.where(column.owner_org == code))
    for some in parts([row.id for row in held], _AT_ONCE):
        records = mappings(workspace, _RECORDS.where(column.id.in_(some)).order_by(column.id))
        found += (ServiceFacts(record["service"], record, (), record["service"] in priority) for record in records)
        yield
    return tuple(found)


def _standards(
    workspace: Workspace, years: list[str], code: str | None
) -> dict[tuple[str, str, str], list[StandardFacts]]:
    table = STANDARD_RECORD.c
    query = select(*(table[name] for name in _STANDARD_COLUMNS)).where(table.fiscal_yr.in_(years))
    if code is not None:
        query = query.where(table.owner_org == code)
    found: dict[tuple[str, str, str], list[StandardFacts]] = defaultdict(list)
    for record in mappings(workspace, query.order_by(table.id)):
        found[record["owner_org"], record["fiscal_yr"], record["service"]].append(StandardFacts(record))
    return found
