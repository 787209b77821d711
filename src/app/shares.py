"""How much of each step is done, counted cheaply enough to be told after every change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select

from app.checks.digest import Digest
from app.checks.finding import Level
from app.framework.parts import SectionKind
from app.plan_facts import framework_of, own_department
from app.priorities.in_force import priority_services
from app.priorities.ranking import round_of
from app.steps import Step
from model.assessment import ASSESSMENT, RATING
from model.inventory import SERVICE_RECORD
from model.priority import DECISION
from model.strategy import SECTION
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Select

    from app.checks.finding import Finding
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

UNTRANSLATED: Final = frozenset(
    {"translation_missing", "translation_out_of_date", "translation_draft", "both_languages"}
)


@dataclass(frozen=True, slots=True)
class Share:
    """What is done of a step, and of how much; ``chosen`` counts the priority services in force."""

    done: int
    of: int
    chosen: int = 0

    @property
    def value(self) -> float:
        """Return the share, 0.0 to 1.0."""
        return min(self.done / self.of, 1.0) if self.of else 0.0

    @property
    def left(self) -> int:
        """Return how many are still to do."""
        return max(self.of - self.done, 0)


def step_shares(workspace: Workspace, findings: Iterable[Finding], year: FiscalYear) -> Mapping[Step, Share]:
    """Return what is done of each step that can be counted; the overview and the documents cannot.

    Args:
        workspace: the open plan.
        findings: its findings.
        year: the fiscal year that is shown.
    """
    held = Digest.of(findings)
    records = _records(workspace, year)
    return {
        Step.INVENTORY: _inventory(records, held, year),
        Step.PRIORITIES: _priorities(workspace, year, records),
        Step.STRATEGY: _strategy(workspace),
        Step.TRANSLATION: _translation(workspace, held, year),
        Step.ASSESSMENT: _assessment(workspace, year),
    }


def _count(workspace: Workspace, query: Select[Any]) -> int:
    found: int = workspace.rows(query)[0][0]
    return found


def _records(workspace: Workspace, year: FiscalYear) -> int:
    column = SERVICE_RECORD.c
    own = (column.owner_org == own_department(workspace)) & (column.fiscal_yr == str(year))
    return _count(workspace, select(func.count()).select_from(SERVICE_RECORD).where(own))


def _inventory(records: int, findings: Digest, year: FiscalYear) -> Share:
    errors = findings.those(lambda kind: kind.level is Level.ERROR and kind.step is Step.INVENTORY and kind.is_of(year))
    with_errors = {finding.id for finding in errors}
    return Share(max(records - len(with_errors), 0), records)


def _priorities(workspace: Workspace, year: FiscalYear, records: int) -> Share:
    chosen = len(priority_services(workspace, year))
    card = round_of(workspace, year)
    if card is None or card.year != year:
        return Share(0, records, chosen)
    decided = (
        select(func.count()).select_from(DECISION).where((DECISION.c.round == card.id) & (DECISION.c.priority != ""))
    )
    return Share(_count(workspace, decided), records, chosen)


def _strategy(workspace: Workspace) -> Share:
    wanted = {section.id for section in framework_of(workspace).outline if section.kind is SectionKind.TEXT}
    column = SECTION.c
    stored = workspace.rows(select(column.outline, column.kept, column.text_en, column.text_fr))
    left_out = {row.outline for row in stored if row.kept == "N"}
    done = {row.outline for row in stored if row.text_en.strip() and row.text_fr.strip()}
    return Share(len((done & wanted) - left_out), len(wanted - left_out))


def _translation(workspace: Workspace, findings: Digest, year: FiscalYear) -> Share:
    confirmed = _count(workspace, select(func.count()).select_from(CONFIRMATION))
    left = findings.count(lambda kind: kind.rule in UNTRANSLATED and kind.is_of(year))
    return Share(confirmed, confirmed + left)


def _assessment(workspace: Workspace, year: FiscalYear) -> Share:
    column = ASSESSMENT.c
    newest = select(column.id).where(column.fiscal_yr == str(year)).order_by(column.revision.desc()).limit(1)
    rated = (RATING.c.rating != "") & RATING.c.assessment.in_(newest)
    of = len(framework_of(workspace).requirements_in(year))
    return Share(_count(workspace, select(func.count()).select_from(RATING).where(rated)), of)
