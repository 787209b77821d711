"""Reads from a plan what the strategy document holds."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.documents.content import (
    Approver,
    EngagementEntry,
    InitiativeEntry,
    MandatoryEntry,
    ObjectiveEntry,
    RatedEntry,
    SectionText,
    StrategyContent,
    TargetEntry,
    VersionFacts,
)
from app.documents.markup import parse, tokens_of
from app.documents.sources import day_of, frame_of, years_of
from app.inventory.results import written_number
from app.plan_facts import OWN, framework_of, resolve, years_with_records
from app.priorities.ranking import ranking
from app.versions import content as version_content
from app.versions import versions
from model.assessment import ASSESSMENT, EVIDENCE, RATING
from model.bilingual import Bilingual
from model.canonical import document
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD
from model.language import Language
from model.strategy import (
    ENGAGEMENT_APPROACH,
    INITIATIVE,
    MANDATORY_SERVICE,
    OBJECTIVE,
    SECTION,
    TARGET,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace

_APPROVED = (SECTION, OBJECTIVE, INITIATIVE, TARGET, ENGAGEMENT_APPROACH, MANDATORY_SERVICE)
"""What the strategy itself says: an approval holds for as long as none of it changes."""

_YEARS_SHOWN = 3  # the document's year and the two before it


def strategy_content(
    workspace: Workspace, year: FiscalYear, department: str | None = OWN, *, author: str = ""
) -> StrategyContent:
    """Return what the strategy document holds, with the figures of ``year``.

    Args:
        workspace: the plan.
        year: the fiscal year of the figures.
        department: whose figures: ``OWN``, a code, or None for every department held.
        author: the name for the document's properties.
    """
    framework = framework_of(workspace)
    sections = {
        row.outline: SectionText(row.kept != "N", Bilingual(row.text_en, row.text_fr))
        for row in workspace.rows(select(SECTION))
    }
    known = [found for found in years_with_records(workspace, department) if found <= year]
    years = {year, *known[-_YEARS_SHOWN:], *_asked_for(sections)}
    return StrategyContent(
        frame=frame_of(
            workspace,
            year,
            framework,
            resolve(workspace, department),
            author=author,
            version=newest_version(workspace),
        ),
        framework=framework,
        years=years_of(workspace, sorted(years), department),
        sections=sections,
        objectives=objectives(workspace),
        initiatives=initiatives(workspace, year),
        targets=targets(workspace),
        engagement=_engagement(workspace),
        mandatory=_mandatory(workspace),
        ranking=ranking(workspace, year, department),
        rated=_rated(workspace, year),
    )


def _asked_for(sections: Mapping[str, SectionText]) -> set[FiscalYear]:
    """Return the fiscal years that live figures of the texts speak of."""
    texts = (text.text.text(language) for text in sections.values() if text.kept for language in Language)
    found = (token.year for text in texts if "{{" in text for token in tokens_of(parse(text)))
    return {FiscalYear.parse(written) for written in found if written != "latest" and _is_year(written)}


def _is_year(written: str) -> bool:
    try:
        FiscalYear.parse(written)
    except ValueError:
        return False
    return True


def newest_version(workspace: Workspace) -> VersionFacts:
    """Return the newest approved version, and whether the strategy still says what was approved."""
    newest = next(iter(versions(workspace)), None)
    if newest is None:
        return VersionFacts()
    then = version_content(workspace, newest.id)["plan"]["entities"]
    now = document(workspace.database, versions=False)["entities"]
    return VersionFacts(
        name=newest.name,
        seal=newest.sha256,
        approved=Approver(newest.approved_by, newest.approved_on),
        is_changed=any(then.get(table.name) != now.get(table.name) for table in _APPROVED),
    )


def objectives(workspace: Workspace) -> tuple[ObjectiveEntry, ...]:
    """Return the objectives in their order."""
    rows = workspace.rows(select(OBJECTIVE).order_by(OBJECTIVE.c.position, OBJECTIVE.c.id))
    return tuple(
        ObjectiveEntry(
            row.id,
            Bilingual(row.name_en, row.name_fr),
            Bilingual(row.expected_result_en, row.expected_result_fr),
        )
        for row in rows
    )


def initiatives(workspace: Workspace, year: FiscalYear) -> tuple[InitiativeEntry, ...]:
    """Return the initiatives in their order, with the names of services as ``year`` knows them."""
    rows = workspace.rows(select(INITIATIVE).order_by(INITIATIVE.c.position, INITIATIVE.c.id))
    names = service_names(workspace, year)
    return tuple(
        InitiativeEntry(
            objective=row.objective or "",
            service=names.get(row.service or "", Bilingual()),
            name=Bilingual(row.name_en, row.name_fr),
            actions=Bilingual(row.actions_en, row.actions_fr),
            responsible=Bilingual(row.responsible_en, row.responsible_fr),
            first_year=row.first_yr,
            completion_on=day_of(row.completion_on),
            status=row.status,
        )
        for row in rows
    )


def service_names(workspace: Workspace, year: FiscalYear) -> dict[str, Bilingual]:
    """Return the newest name of each service, up to ``year``."""
    columns = (
        SERVICE_RECORD.c.service,
        SERVICE_RECORD.c.service_name_en,
        SERVICE_RECORD.c.service_name_fr,
    )
    query = select(*columns).where(SERVICE_RECORD.c.fiscal_yr <= str(year)).order_by(SERVICE_RECORD.c.fiscal_yr)
    return {row.service: Bilingual(row.service_name_en, row.service_name_fr) for row in workspace.rows(query)}


def targets(workspace: Workspace) -> tuple[TargetEntry, ...]:
    """Return the targets, year by year."""
    rows = workspace.rows(select(TARGET).order_by(TARGET.c.fiscal_yr, TARGET.c.indicator))
    return tuple(
        TargetEntry(row.indicator, row.objective or "", FiscalYear.parse(row.fiscal_yr), _number(row.value))
        for row in rows
        if _is_year(row.fiscal_yr)
    )


def _number(written: str) -> float | None:
    found = written_number(written)
    return None if found is None else float(found)


def _engagement(workspace: Workspace) -> tuple[EngagementEntry, ...]:
    rows = workspace.rows(select(ENGAGEMENT_APPROACH).order_by(ENGAGEMENT_APPROACH.c.first_yr))
    return tuple(
        EngagementEntry(
            row.first_yr,
            row.last_yr,
            Approver(row.approved_by, day_of(row.approved_on)),
            Bilingual(row.actions_en, row.actions_fr),
        )
        for row in rows
    )


def _mandatory(workspace: Workspace) -> tuple[MandatoryEntry, ...]:
    rows = workspace.rows(select(MANDATORY_SERVICE).order_by(MANDATORY_SERVICE.c.name_en))
    return tuple(
        MandatoryEntry(Bilingual(row.name_en, row.name_fr), row.adopted, Bilingual(row.reason_en, row.reason_fr))
        for row in rows
    )


def _rated(workspace: Workspace, year: FiscalYear) -> dict[str, RatedEntry]:
    """Return the ratings of the newest revision of the year's self-assessment, by requirement."""
    query = (
        select(ASSESSMENT.c.id)
        .where(ASSESSMENT.c.fiscal_yr == str(year))
        .order_by(ASSESSMENT.c.revision.desc())
        .limit(1)
    )
    newest = workspace.rows(query)
    if not newest:
        return {}
    evidence: dict[str, list[Bilingual]] = defaultdict(list)
    for row in workspace.rows(select(EVIDENCE)):
        evidence[row.rating].append(Bilingual(row.title_en, row.title_fr))
    rows = workspace.rows(select(RATING).where(RATING.c.assessment == newest[0].id))
    return {row.requirement: RatedEntry(row.rating, tuple(evidence[row.id])) for row in rows}
