"""Approved versions of the strategy: what each one holds, so that it can be exported years later from it alone."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import UnknownRecordError
from app.indicators.figures import trend
from app.plan_facts import framework_of, plan_card, working_year, years_with_records
from app.registry.code_lists import programs_with
from app.registry.schema import schema
from model.canonical import brought_up, document
from model.fiscal_year import FiscalYear
from model.strategy import VERSION

if TYPE_CHECKING:
    from app.workspace import Workspace

_COLUMNS = (
    VERSION.c.id,
    VERSION.c.name,
    VERSION.c.sha256,
    VERSION.c.first_yr,
    VERSION.c.last_yr,
    VERSION.c.approved_by,
    VERSION.c.approved_on,
)


@dataclass(frozen=True, slots=True)
class VersionCard:
    """An approved version; ``sha256`` is its seal, printed in the documents made from it."""

    id: str
    name: str
    sha256: str
    first_year: FiscalYear
    last_year: FiscalYear
    approved_by: str
    approved_on: date | None

    def covers(self, year: FiscalYear) -> bool:
        """Whether it is in force in ``year``."""
        return self.approved_on is not None and self.first_year <= year <= self.last_year


def versions(workspace: Workspace) -> tuple[VersionCard, ...]:
    """Return every version, the newest first."""
    query = select(*_COLUMNS).order_by(VERSION.c.approved_on.desc(), VERSION.c.name.desc(), VERSION.c.id)
    return tuple(_card(row) for row in workspace.rows(query))


def version_card(workspace: Workspace, key: str) -> VersionCard:
    """Return one version.

    Raises:
        UnknownRecordError: the plan holds no such version.
    """
    rows = workspace.rows(select(*_COLUMNS).where(VERSION.c.id == key))
    if not rows:
        raise UnknownRecordError("version", key)
    return _card(rows[0])


def in_force(workspace: Workspace, year: FiscalYear) -> VersionCard | None:
    """Return the newest version that covers ``year``, or None."""
    return next((card for card in versions(workspace) if card.covers(year)), None)


def _card(row: Any) -> VersionCard:
    return VersionCard(
        id=row.id,
        name=row.name,
        sha256=row.sha256,
        first_year=FiscalYear.parse(row.first_yr),
        last_year=FiscalYear.parse(row.last_yr),
        approved_by=row.approved_by,
        approved_on=date.fromisoformat(row.approved_on) if row.approved_on else None,
    )


def content(workspace: Workspace, key: str) -> dict[str, Any]:
    """Return what a version holds: ``plan``, canonical JSON in today's schema, and ``shown``, what the document showed.

    Its seal is of what is stored, which is in the schema of its day and stays so.

    Raises:
        UnknownRecordError: the plan holds no such version.
    """
    rows = workspace.rows(select(VERSION.c.content).where(VERSION.c.id == key))
    if not rows:
        raise UnknownRecordError("version", key)
    held: dict[str, Any] = json.loads(zlib.decompress(rows[0].content))
    return held | {"plan": brought_up(held["plan"])}


def make_content(workspace: Workspace) -> dict[str, Any]:
    """Return what a version of the plan as it stands would hold."""
    return {"plan": document(workspace.database, versions=False), "shown": _shown(workspace)}


def _shown(workspace: Workspace) -> dict[str, Any]:
    """Return figures, labels and framework as the document shows them."""
    plan = plan_card(workspace)
    years = sorted({*years_with_records(workspace), *plan.period, working_year(workspace)})
    listed = programs_with(workspace)
    return {
        "figures": {
            str(found.year): {
                figure.id: {
                    "numerator": figure.numerator,
                    "denominator": figure.denominator,
                    "unknown": figure.unknown,
                    "excluded": figure.excluded,
                    "target": figure.target,
                }
                for figure in found.figures
            }
            for found in trend(workspace, years)
        },
        "labels": {
            name: {choice.code: [choice.label.en, choice.label.fr] for choice in codes.choices}
            for name, codes in schema().lists.items()
        },
        "programs": {program.code: [program.name.en, program.name.fr] for program in listed.of(plan.department)},
        "framework": _plain(asdict(framework_of(workspace))),
    }


def _plain(value: Any) -> Any:
    """Return a value in which everything is what JSON knows."""
    match value:
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case date() | datetime():
            return value.isoformat()
        case _:
            return value
