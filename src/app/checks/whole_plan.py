"""The rules over the whole plan, in groups: a change runs those again whose tables or figures it touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.assessment.cards import assessed_years, assessment_card
from app.checks.assessment import approval_findings, assessment_findings
from app.checks.priorities import priority_findings
from app.checks.strategy import section_findings, target_findings, thread_findings
from app.checks.texts import text_findings
from app.checks.year_gaps import year_gaps
from app.translation import pairs
from model.base import entities
from model.base import pairs as pairs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from app.checks.finding import Finding
    from app.checks.priorities import Candidate
    from app.framework.framework import Framework
    from app.indicators.measure import IndicatorSet
    from app.inventory.approval import ApprovalCard
    from app.plan_facts import PlanCard
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

NAMES_OF_SERVICES: Final = "names of services"
"""Stands among the entities of a change that gave a service another name, or a record more or less."""

RECORDS: Final = "which records there are"
"""Stands among the entities when records came or went, or moved to another year or department."""

_TEXTS_AT_ONCE: Final = 60


def texts_of(entity: str) -> str:
    """Return what stands among the entities of a change that confirmed texts of ``entity``."""
    return f"texts of {entity}"


@dataclass(frozen=True, slots=True)
class Known:
    """What the groups are given beside the plan.

    Attributes:
        year: the working year.
        checked: the department whose records are checked; None is every one.
        with_records: the years in which the plan's department has records.
        figures: the indicators of every year that is looked at.
        candidates: the services with a record in the working year.
        approvals: the newest approval of the inventory, by year.
        today: the day to compare due dates with.
    """

    framework: Framework
    plan: PlanCard
    year: FiscalYear
    checked: str | None
    with_records: tuple[FiscalYear, ...]
    figures: Mapping[FiscalYear, IndicatorSet]
    candidates: tuple[Candidate, ...]
    approvals: Mapping[FiscalYear, ApprovalCard | None]
    today: date


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are run together.

    Attributes:
        name: what the group is kept under.
        entities: they are run again when one of these was touched,
        inputs: or when this is not what it was.
        pieces: runs them, a few milliseconds at a time.
        are_texts: the rules are on texts in both languages.
    """

    name: str
    entities: frozenset[str]
    inputs: Callable[[Known], object]
    pieces: Callable[[Workspace, Known], Iterator[Sequence[Finding]]]
    are_texts: bool = False


def _gaps(workspace: Workspace, known: Known) -> Iterator[Sequence[Finding]]:
    yield tuple(year_gaps(workspace, known.year, known.checked))


def _selection(workspace: Workspace, known: Known) -> Iterator[Sequence[Finding]]:
    yield from priority_findings(workspace, known.framework, known.year, known.candidates)


def _sections(workspace: Workspace, known: Known) -> Iterator[Sequence[Finding]]:
    yield tuple(section_findings(workspace, known.framework, known.figures, known.year))


def _threads(workspace: Workspace, _known: Known) -> Iterator[Sequence[Finding]]:
    yield tuple(thread_findings(workspace))


def _targets(workspace: Workspace, known: Known) -> Iterator[Sequence[Finding]]:
    yield tuple(target_findings(workspace, known.framework, known.figures, known.year))


def _approvals(_workspace: Workspace, known: Known) -> Iterator[Sequence[Finding]]:
    cards = {year: known.approvals.get(year) for year in known.with_records}
    yield tuple(approval_findings(known.framework, known.plan, cards, known.today))


def _assessments(workspace: Workspace, known: Known) -> Iterator[Sequence[Finding]]:
    for year in assessed_years(workspace):
        card = assessment_card(workspace, year, found=known.figures[year], today=known.today)
        yield () if card is None else tuple(assessment_findings(card, known.framework))


def _texts(entity: str) -> Group:
    def pieces(workspace: Workspace, _known: Known) -> Iterator[Sequence[Finding]]:
        keys = [row.id for row in workspace.rows(select(tables[entity].c.id).order_by(tables[entity].c.id))]
        for start in range(0, len(keys), _TEXTS_AT_ONCE):
            rows = pairs(workspace, entity=entity, keys=keys[start : start + _TEXTS_AT_ONCE])
            yield tuple(found for row in rows for found in text_findings(row))

    tables = {table.name: table for table in entities()}
    named = _NAMED_BY.get(entity, frozenset())
    return Group(texts_of(entity), frozenset({entity, texts_of(entity)}) | named, _framework, pieces, are_texts=True)


def _framework(known: Known) -> object:
    return known.framework.id


_NAMED_BY: Final = {
    "score": frozenset({"selection_round", NAMES_OF_SERVICES}),
    "decision": frozenset({"selection_round", NAMES_OF_SERVICES}),
    "note": frozenset({RECORDS, NAMES_OF_SERVICES}),
    "rating": frozenset({"assessment"}),
    "corrective_action": frozenset({"assessment"}),
    "evidence": frozenset({"assessment", "rating"}),
}
"""What else says the name or the year of an entity's texts."""

GROUPS: Final = (
    Group(
        "gaps",
        frozenset({"selection_round", "assessment", RECORDS}),
        lambda known: (known.year, known.checked),
        _gaps,
    ),
    Group(
        "selection",
        frozenset({"selection_round", "consideration_weight", "score", "decision"}),
        lambda known: (known.framework.id, known.year, known.candidates),
        _selection,
    ),
    Group("sections", frozenset({"section"}), lambda known: (known.framework.id, known.year, known.figures), _sections),
    Group("threads", frozenset({"objective", "initiative", "target"}), lambda _known: None, _threads),
    Group("targets", frozenset({"target"}), lambda known: (known.framework.id, known.year, known.figures), _targets),
    Group(
        "approvals",
        frozenset(),
        lambda known: (known.framework.id, known.plan, known.with_records, known.approvals, known.today),
        _approvals,
    ),
    Group(
        "assessments",
        frozenset({"assessment", "rating", "evidence", "corrective_action"}),
        lambda known: (known.framework.id, known.figures, known.today),
        _assessments,
    ),
    *(_texts(table.name) for table in entities() if pairs_of(table) and "owner_org" not in table.c),
)
