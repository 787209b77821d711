"""Reads what the report on the quality of the inventory holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import literal, select

from app.checks.readiness import Readiness, readiness
from app.checks.settings import variation_threshold
from app.documents.sources import frame_of
from app.plan_facts import OWN, framework_of, resolve
from app.steps import Step
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.checks.digest import Kind
    from app.checks.finding import Finding
    from app.documents.content import Frame
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


_OF_RECORDS: Final = frozenset({"service", "service_record", "standard_record", "inventory_approval"})


@dataclass(frozen=True, slots=True)
class PlaceOfRecord:
    """Which service a record or a standard is of; ``standard_id`` is blank for a record of the service."""

    service_id: str
    service: Bilingual
    standard_id: str = ""


@dataclass(frozen=True, slots=True)
class QualityContent:
    """What the report of one year holds.

    Attributes:
        findings: what is to be said of the inventory of the year, errors first.
        places: where each of its records and standards is found, by key.
        threshold: from how many standard deviations on a volume stands out.
        made_on: the day of the report.
    """

    frame: Frame
    readiness: Readiness
    findings: tuple[Finding, ...]
    places: Mapping[str, PlaceOfRecord]
    threshold: float
    made_on: date


def quality_content(
    workspace: Workspace,
    findings: Iterable[Finding],
    year: FiscalYear,
    department: str | None = OWN,
    *,
    author: str = "",
) -> QualityContent:
    """Return what the report of ``year`` holds.

    Args:
        workspace: the plan.
        findings: the plan's findings, of that department.
        year: the fiscal year.
        department: ``OWN``, a code, or None for every department that the plan holds.
        author: the name for the document's properties.
    """
    held = tuple(findings)
    code = resolve(workspace, department)
    return QualityContent(
        frame=frame_of(workspace, year, framework_of(workspace), code, author=author),
        readiness=readiness(workspace, held, year, department),
        findings=inventory_findings(held, year),
        places=_places(workspace, year, code),
        threshold=variation_threshold(workspace),
        made_on=datetime.now(UTC).astimezone().date(),
    )


def _places(workspace: Workspace, year: FiscalYear, code: str | None) -> dict[str, PlaceOfRecord]:
    found: dict[str, PlaceOfRecord] = {}
    for table in (SERVICE_RECORD, STANDARD_RECORD):
        names = (table.c.service_name_en, table.c.service_name_fr)
        standard = table.c.service_standard_id if table is STANDARD_RECORD else literal("")
        query = select(table.c.id, table.c.service, SERVICE.c.service_id, *names, standard)
        query = query.join(SERVICE, SERVICE.c.id == table.c.service).where(table.c.fiscal_yr == str(year))
        if code is not None:
            query = query.where(table.c.owner_org == code)
        for record, service, identifier, english, french, standard_id in workspace.rows(query):
            place = PlaceOfRecord(identifier, Bilingual(english, french), standard_id)
            found[record] = place
            found.setdefault(service, replace(place, standard_id=""))
    return found


def inventory_findings(findings: Iterable[Finding], year: FiscalYear | None) -> tuple[Finding, ...]:
    """Return the findings that are mended in the inventory, or in the translation of its texts.

    Args:
        findings: the plan's findings.
        year: the fiscal year they bear on, or all of them; None leaves no year out.
    """
    return tuple(finding for finding in findings if is_on_inventory(finding, year))


def is_on_inventory(found: Finding | Kind, year: FiscalYear | None) -> bool:
    """Whether a finding, or all of a kind, is one of those; that a year has no services yet is on none of them."""
    is_there = found.step is Step.INVENTORY or (found.step is Step.TRANSLATION and found.entity in _OF_RECORDS)
    return is_there and found.entity != "plan" and (year is None or found.year is None or found.year == year)
