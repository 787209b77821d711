"""The inventory as a list: one frozen row a service, read by one query."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, case, func, or_, select

from app.inventory.facts import codes
from app.inventory.results import target_met
from app.plan_facts import own_department, round_in_force
from app.registry.code_lists import programs_with
from app.typography import fold
from model.bilingual import Bilingual
from model.inventory import APPLICATION_COUNTS, INTERACTION_POINTS, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.priority import DECISION
from model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Select

    from app.registry.code_lists import ProgramList
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


class ServiceRow(NamedTuple):
    """One service as a list shows it; what was not reported in the year has ``reported`` False.

    ``change`` is a ratio of this year's applications to last year's, 0.09 for nine percent
    more; None without a number above 0 in both years.
    """

    key: str
    record: str  # key of the year's record, or blank
    service_id: str
    name: Bilingual
    programs: tuple[str, ...]
    program: Bilingual  # names of those programs
    points: tuple[str, ...]  # Y, N, NA or blank, in the registry's order
    volume: int | None  # applications of the year; None when no channel gives a number
    change: float | None
    standard_keys: tuple[str, ...]
    standards_met: int
    scope: tuple[str, ...]
    state: str
    state_since: str
    priority: bool
    reported: bool
    is_new: bool  # reported this year, not the year before
    is_discontinued: bool  # reported the year before, not this year
    folded: str  # what a search looks through, both languages in one

    @property
    def standards(self) -> int:
        """Return how many standards the year holds for it."""
        return len(self.standard_keys)


@dataclass(frozen=True, slots=True)
class InventorySummary:
    """How many services a year holds and how that moved."""

    services: int
    new: int
    discontinued: int
    any_before: bool  # whether the year before holds records at all


_CHUNK = 500  # keys in one query, below SQLite's limit on parameters


def rows(
    workspace: Workspace, year: FiscalYear, department: str | None = None, services: Collection[str] | None = None
) -> tuple[ServiceRow, ...]:
    """Return the services of ``department`` (else the plan's), reported in ``year`` or not.

    Args:
        workspace: the open plan.
        year: the fiscal year to show; the year before is compared with it.
        department: code of the owner.
        services: only these keys; what a change touched is read again alone.
    """
    owner = department or own_department(workspace)
    names = programs_with(workspace)
    if services is None:
        return tuple(_row(found, names) for found in workspace.rows(_query(year, owner)))
    keys = sorted(services)
    read: list[ServiceRow] = []
    for start in range(0, len(keys), _CHUNK):
        wanted = _query(year, owner).where(SERVICE.c.id.in_(keys[start : start + _CHUNK]))
        read.extend(_row(found, names) for found in workspace.rows(wanted))
    return tuple(read)


def summary(listed: Iterable[ServiceRow]) -> InventorySummary:
    """Return the figures of a list's heading."""
    services = new = discontinued = before = 0
    for row in listed:
        services += row.reported
        new += row.is_new
        discontinued += row.is_discontinued
        before += row.is_discontinued or (row.reported and not row.is_new)
    return InventorySummary(services, new, discontinued, any_before=before > 0)


def _query(year: FiscalYear, owner: str) -> Select[Any]:
    now, last = SERVICE_RECORD.alias("now"), SERVICE_RECORD.alias("before")
    newest = SERVICE_RECORD.alias("newest")
    latest = (
        select(newest.c.id)
        .where(newest.c.service == SERVICE.c.id, newest.c.fiscal_yr <= str(year))
        .order_by(newest.c.fiscal_yr.desc())
        .limit(1)
        .correlate(SERVICE)
        .scalar_subquery()
    )
    known = SERVICE_RECORD.alias("known")  # this year's record, else the newest one before
    joined = (
        SERVICE.outerjoin(now, _of_year(now, str(year), owner))
        .outerjoin(last, _of_year(last, str(year - 1), owner))
        .outerjoin(known, known.c.id == case((now.c.id.is_not(None), now.c.id), else_=latest))
    )
    columns = [
        SERVICE.c.id.label("key"),
        SERVICE.c.service_id,
        SERVICE.c.state,
        SERVICE.c.state_since,
        now.c.id.label("record"),
        last.c.id.label("last_record"),
        *(known.c[name] for name in ("service_name_en", "service_name_fr", "program_id", "service_scope")),
        *(now.c[name] for name in INTERACTION_POINTS),
        *(now.c[name].label(f"now_{name}") for name in APPLICATION_COUNTS),
        *(last.c[name].label(f"last_{name}") for name in APPLICATION_COUNTS),
        _standards(str(year), owner).label("standards"),
        _priority(year).label("priority"),
    ]
    return select(*columns).select_from(joined).where(or_(now.c.id.is_not(None), SERVICE.c.owner_org == owner))


def _of_year(record: FromClause, year: str, owner: str) -> ColumnElement[bool]:
    return and_(record.c.service == SERVICE.c.id, record.c.fiscal_yr == year, record.c.owner_org == owner)


def _standards(year: str, owner: str) -> ScalarSelect[Any]:
    standard = STANDARD_RECORD
    figures = func.json_array(
        standard.c.id, standard.c.target, standard.c.volume_meeting_target, standard.c.total_volume
    )
    return (
        select(func.json_group_array(func.json(figures)))
        .where(standard.c.owner_org == owner, standard.c.fiscal_yr == year, standard.c.service == SERVICE.c.id)
        .correlate(SERVICE)
        .scalar_subquery()
    )


def _priority(year: FiscalYear) -> ScalarSelect[Any]:
    return (
        select(DECISION.c.priority)
        .where(DECISION.c.service == SERVICE.c.id, DECISION.c.round == round_in_force(year).scalar_subquery())
        .correlate(SERVICE)
        .scalar_subquery()
    )


def applications(values: Mapping[str, Any], prefix: str = "") -> int | None:
    """Return the sum over the seven application channels; None when no channel gives a number.

    Source:
        Registry schema, ``num_applications_total``.
    """
    counts = [Quantity(values[prefix + name] or "").value for name in APPLICATION_COUNTS]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def change_of(volume: int | None, last: int | None) -> float | None:
    """Return how much ``volume`` is above ``last`` as a ratio; None where that says nothing."""
    if volume is None or last is None or last <= 0:
        return None
    return volume / last - 1


def _row(found: Any, names: ProgramList) -> ServiceRow:
    values = found._asdict()
    name = Bilingual(values["service_name_en"] or "", values["service_name_fr"] or "")
    programs = codes(values["program_id"] or "")
    program = _program(programs, names)
    standards = json.loads(values["standards"])
    volume, last = applications(values, "now_"), applications(values, "last_")
    searched = (name.en, name.fr, values["service_id"], *programs, program.en, program.fr)
    return ServiceRow(
        key=values["key"],
        record=values["record"] or "",
        service_id=values["service_id"],
        name=name,
        programs=programs,
        program=program,
        points=tuple(values[point] or "" for point in INTERACTION_POINTS),
        volume=volume,
        change=change_of(volume, last),
        standard_keys=tuple(key for key, *_figures in standards),
        standards_met=sum(target_met(*figures) is True for _key, *figures in standards),
        scope=codes(values["service_scope"] or ""),
        state=values["state"],
        state_since=values["state_since"],
        priority=values["priority"] == "Y",
        reported=values["record"] is not None,
        is_new=values["record"] is not None and values["last_record"] is None,
        is_discontinued=values["record"] is None and values["last_record"] is not None,
        folded=fold("\n".join(searched)),
    )


def _program(programs: tuple[str, ...], names: ProgramList) -> Bilingual:
    known = [name for code in programs if (name := names.name(code)) is not None]
    return Bilingual(", ".join(name.en for name in known), ", ".join(name.fr for name in known))
