"""Reads from a plan what the documents hold."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.documents.content import (
    NO_VERSION,
    NOBODY,
    Approver,
    Frame,
    InventoryContent,
    ServiceEntry,
    StandardEntry,
    VersionFacts,
    YearContent,
)
from app.indicators.figures import trend
from app.inventory.approval import approval
from app.inventory.facts import IN_SCOPE
from app.inventory.results import performance, target_met, written_number
from app.plan_facts import OWN, framework_of, mappings, plan_card, resolve
from app.priorities.in_force import priority_services
from app.registry import code_lists
from app.registry.code_lists import programs_with
from app.registry.schema import split_codes
from model import journal
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.framework.framework import Framework
    from app.plan_facts import PlanCard
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def inventory_content(
    workspace: Workspace, year: FiscalYear, department: str | None = OWN, *, author: str = ""
) -> InventoryContent:
    """Return what the inventory document of ``year`` holds.

    Args:
        workspace: the plan.
        year: the fiscal year.
        department: ``OWN``, a code, or None for every department that the plan holds.
        author: the name for the document's properties.
    """
    framework = framework_of(workspace)
    code = resolve(workspace, department)
    given = approval(workspace, year, code) if code is not None else None
    in_force = given if given is not None and given.is_in_force else None
    return InventoryContent(
        frame=frame_of(workspace, year, framework, code, author=author),
        framework=framework,
        years=years_of(workspace, [year, year - 1], department),
        custodian=in_force.custodian if in_force else "",
        approved=Approver(in_force.approved_by, in_force.approved_on) if in_force else NOBODY,
        every_department=code is None,
    )


def frame_of(
    workspace: Workspace,
    year: FiscalYear,
    framework: Framework,
    department: str | None,
    *,
    author: str,
    version: VersionFacts = NO_VERSION,
) -> Frame:
    """Return what the document of ``year`` says about itself; None is every department."""
    card = plan_card(workspace)
    marking = next((entry.title for entry in framework.markings if entry.id == card.marking), None)
    return Frame(
        department=_department(card, department),
        title=card.title,
        year=year,
        first_year=card.first_year,
        last_year=card.last_year,
        marking=marking or framework.markings[0].title,
        office_language=card.office_language,
        changed_on=_changed_on(workspace),
        version=version,
        author=author,
    )


def _department(card: PlanCard, code: str | None) -> Bilingual:
    """Return the title of a department; of the government when every department is asked for."""
    if code is None:
        return Bilingual("Government of Canada", "Gouvernement du Canada")
    if code == card.department and not card.name.is_blank:
        return card.name
    known = code_lists.department(code)
    return known.name if known else Bilingual(code, code)


def day_of(written: str | None) -> date | None:
    """Return a day from its stored form; None when it is blank."""
    return date.fromisoformat(written) if written else None


def _changed_on(workspace: Workspace) -> date:
    newest = journal.history(workspace.database, limit=1)
    if not newest:
        return datetime.now(UTC).date()
    return datetime.fromisoformat(str(newest[0].at)).date()


def years_of(
    workspace: Workspace, years: Sequence[FiscalYear], department: str | None
) -> dict[FiscalYear, YearContent]:
    """Return what the inventory says of some years."""
    figures = {found.year: found for found in trend(workspace, years, department)}
    services = _services(workspace, years, resolve(workspace, department))
    return {year: YearContent(year, services[year], figures[year]) for year in years}


def _services(
    workspace: Workspace, years: Iterable[FiscalYear], department: str | None
) -> dict[FiscalYear, tuple[ServiceEntry, ...]]:
    wanted = {str(year): year for year in years}
    standards = _standards(workspace, list(wanted), department)
    priority = {year: priority_services(workspace, year) for year in wanted.values()}
    programs, card = programs_with(workspace), plan_card(workspace)
    query = (
        select(SERVICE_RECORD, SERVICE.c.service_id, SERVICE.c.state, SERVICE.c.state_since)
        .join(SERVICE, SERVICE.c.id == SERVICE_RECORD.c.service)
        .where(SERVICE_RECORD.c.fiscal_yr.in_(wanted))
    )
    if department is not None:
        query = query.where(SERVICE_RECORD.c.owner_org == department)
    found: dict[FiscalYear, list[ServiceEntry]] = {year: [] for year in wanted.values()}
    names: dict[str, Bilingual] = {}
    for record in mappings(workspace, query):
        year, owner = wanted[record["fiscal_yr"]], record["owner_org"]
        if owner not in names:
            names[owner] = _department(card, owner)
        found[year].append(
            ServiceEntry(
                key=record["service"],
                record=record,
                standards=tuple(standards[record["fiscal_yr"], owner, record["service"]]),
                programs=tuple(
                    (code, programs.name(code) or Bilingual(code, code)) for code in split_codes(record["program_id"])
                ),
                owner=names[owner],
                is_priority=record["service"] in priority[year],
                in_scope=_is_in_scope(record, str(year)),
            )
        )
    return {year: tuple(entries) for year, entries in found.items()}


def _is_in_scope(record: Mapping[str, Any], year: str) -> bool:
    since = record["state_since"]
    gone = record["state"] in {"retired", "merged"} and bool(since) and since < year
    return not gone and not IN_SCOPE.isdisjoint(split_codes(record["service_scope"]))


def _standards(
    workspace: Workspace, years: Sequence[str], department: str | None
) -> dict[tuple[str, str, str], list[StandardEntry]]:
    query = select(STANDARD_RECORD).where(STANDARD_RECORD.c.fiscal_yr.in_(years))
    if department is not None:
        query = query.where(STANDARD_RECORD.c.owner_org == department)
    found: dict[tuple[str, str, str], list[StandardEntry]] = defaultdict(list)
    for record in mappings(workspace, query.order_by(STANDARD_RECORD.c.service_standard_id)):
        volumes = record["volume_meeting_target"], record["total_volume"]
        found[record["fiscal_yr"], record["owner_org"], record["service"]].append(
            StandardEntry(
                record=record,
                performance=performance(*volumes),
                is_met=target_met(record["target"], *volumes),
                target=written_number(record["target"]),
            )
        )
    return found
