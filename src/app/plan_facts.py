"""What the plan is: its department, period, and the years in which it holds records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.framework.loading import load_framework
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear, years_between
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from model.plan import DEPARTMENT, PLAN
from model.priority import SELECTION_ROUND

if TYPE_CHECKING:
    from sqlalchemy import Select, Table

    from app.framework.framework import Framework
    from app.workspace import Workspace

OWN = ""
"""As a department: the one that the plan is about."""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """The plan and its department; ``name`` is the applied title, ``legal`` the legal one."""

    id: str
    title: Bilingual
    department: str
    name: Bilingual
    legal: Bilingual
    abbreviation: Bilingual
    framework: str
    framework_version: str
    first_year: FiscalYear
    years: int
    marking: str
    office_language: Language
    parliamentary_office: bool

    @property
    def last_year(self) -> FiscalYear:
        """Return the last fiscal year of the period."""
        return self.first_year + (self.years - 1)

    @property
    def period(self) -> tuple[FiscalYear, ...]:
        """Return the fiscal years that the plan covers."""
        return years_between(self.first_year, self.last_year)


def plan_card(workspace: Workspace) -> PlanCard:
    """Return what the plan is."""
    joined = PLAN.outerjoin(DEPARTMENT, DEPARTMENT.c.code == PLAN.c.department)
    wanted: list[Any] = [PLAN, *(c for c in DEPARTMENT.c if c.name not in {"id", "code"})]
    row = workspace.rows(select(*wanted).select_from(joined).limit(1))[0]
    return PlanCard(
        id=row.id,
        title=Bilingual(row.title_en, row.title_fr),
        department=row.department,
        name=_both(row.name_en, row.name_fr),
        legal=_both(row.legal_en, row.legal_fr),
        abbreviation=_both(row.abbreviation_en, row.abbreviation_fr),
        framework=row.framework,
        framework_version=row.framework_version,
        first_year=FiscalYear.parse(row.first_yr),
        years=row.years or 3,
        marking=row.marking,
        office_language=Language(row.office_language or "en"),
        parliamentary_office=row.parliamentary_office == "Y",
    )


def _both(en: str | None, fr: str | None) -> Bilingual:
    return Bilingual(en or "", fr or "")


def framework_of(workspace: Workspace) -> Framework:
    """Return the framework that the plan answers."""
    return load_framework(workspace.rows(select(PLAN.c.framework))[0][0])


def own_department(workspace: Workspace) -> str:
    """Return the code of the department that the plan is about."""
    code: str = workspace.rows(select(PLAN.c.department))[0][0]
    return code


def resolve(workspace: Workspace, department: str | None) -> str | None:
    """Return the code for ``OWN``; a code and None, which means every department, stay as they are."""
    return own_department(workspace) if department == OWN else department


def holds_department(workspace: Workspace, code: str) -> bool:
    """Whether the plan is about a department, or holds anything of it."""
    owners = [DEPARTMENT.c.code, SERVICE.c.owner_org, SERVICE_RECORD.c.owner_org, STANDARD_RECORD.c.owner_org]
    return any(workspace.rows(select(owner).where(owner == code).limit(1)) for owner in owners)


def years_with_records(workspace: Workspace, department: str | None = OWN) -> tuple[FiscalYear, ...]:
    """Return the fiscal years that hold service records of a department, the earliest first."""
    code = resolve(workspace, department)
    query = select(SERVICE_RECORD.c.fiscal_yr).distinct().order_by(SERVICE_RECORD.c.fiscal_yr)
    if code is not None:
        query = query.where(SERVICE_RECORD.c.owner_org == code)
    return tuple(FiscalYear.parse(row.fiscal_yr) for row in workspace.rows(query))


def working_year(workspace: Workspace) -> FiscalYear:
    """Return the latest year with records of the plan's department, else the first of its period."""
    years = years_with_records(workspace)
    return years[-1] if years else FiscalYear.parse(workspace.rows(select(PLAN.c.first_yr))[0][0])


def service_count(workspace: Workspace) -> int:
    """Return how many services have a record, of all departments and years held."""
    count: int = workspace.rows(select(func.count(SERVICE_RECORD.c.service.distinct())))[0][0]
    return count


def holds_few_records(workspace: Workspace, few: int) -> bool:
    """Whether there are no more than so many service records, of all departments and years held."""
    return len(workspace.rows(select(SERVICE_RECORD.c.id).limit(few + 1))) <= few


def record_counts(workspace: Workspace) -> dict[str, int]:
    """Return the number of service records by fiscal year, of every department held."""
    return _counts(workspace, SERVICE_RECORD)


def standard_counts(workspace: Workspace) -> dict[str, int]:
    """Return the number of standard records by fiscal year, of every department held."""
    return _counts(workspace, STANDARD_RECORD)


def _counts(workspace: Workspace, table: Table) -> dict[str, int]:
    query = select(table.c.fiscal_yr, func.count()).group_by(table.c.fiscal_yr).order_by(table.c.fiscal_yr)
    return {row[0]: row[1] for row in workspace.rows(query)}


def round_in_force(year: FiscalYear) -> Select[tuple[str]]:
    """Return the query for the round whose decisions count in ``year``: the latest frozen one of it or before."""
    column = SELECTION_ROUND.c
    return (
        select(column.id)
        .where(column.state == "frozen", column.fiscal_yr <= str(year))
        .order_by(column.fiscal_yr.desc(), column.revision.desc())
        .limit(1)
    )


def mappings(workspace: Workspace, query: Select[Any]) -> list[dict[str, Any]]:
    """Return the rows of a query by column name."""
    with workspace.reading() as connection:
        found = connection.execute(query)
        names = tuple(found.keys())
        return [dict(zip(names, row, strict=True)) for row in found.all()]
