"""The ranking of a year's services under the round that counts for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.inventory.facts import IN_SCOPE, services_in_pieces
from app.pieces import parts, whole
from app.plan_facts import OWN, framework_of
from app.priorities.cards import Ranking, RankRow, RoundCard
from app.priorities.in_force import priority_services
from app.priorities.scoring import rescore_in_pieces
from app.priorities.suggestions import suggestions_in_pieces
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.priority import CONSIDERATION_WEIGHT, DECISION, SCORE, SELECTION_ROUND

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from typing import Any

    from sqlalchemy import Table

    from app.framework.framework import Framework
    from app.inventory.facts import ServiceFacts
    from app.workspace import Workspace

__all__ = ["RankRow", "Ranking", "RoundCard", "chosen_before", "ranking", "round_of", "rounds"]


_AT_ONCE: Final = 200  # services of which the rows are made in one piece
_READ_AT_ONCE: Final = 500  # scores or decisions that are read in one piece


@dataclass(frozen=True, slots=True)
class _Round:
    """What a round holds, by service key."""

    card: RoundCard | None = None
    weights: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, Mapping[str, int | None]] = field(default_factory=dict)
    analyses: Mapping[str, Mapping[str, Bilingual]] = field(default_factory=dict)
    score_keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decisions: Mapping[str, tuple[bool | None, Bilingual]] = field(default_factory=dict)
    decision_keys: Mapping[str, str] = field(default_factory=dict)
    previous: frozenset[str] | None = None


def rounds(workspace: Workspace) -> tuple[RoundCard, ...]:
    """Return every round, the newest first."""
    column = SELECTION_ROUND.c
    query = select(SELECTION_ROUND).order_by(column.fiscal_yr.desc(), column.revision.desc())
    return tuple(_card(row) for row in workspace.rows(query))


def _card(row: Any) -> RoundCard:
    return RoundCard(
        id=row.id,
        year=FiscalYear.parse(row.fiscal_yr),
        revision=row.revision or 1,
        state=row.state,
        cut_score=row.cut_score or 0,
        approved_by=row.approved_by,
        approved_on=date.fromisoformat(row.approved_on) if row.approved_on else None,
    )


def round_of(workspace: Workspace, year: FiscalYear) -> RoundCard | None:
    """Return the newest round of ``year`` or before, draft or frozen."""
    return next((card for card in rounds(workspace) if card.year <= year), None)


def ranking(
    workspace: Workspace, year: FiscalYear, department: str | None = OWN, *, relative_volume: bool = True
) -> Ranking:
    """Return the ranking of the services that have a record in ``year``.

    Args:
        workspace: the open plan.
        year: the fiscal year.
        department: ``OWN``, a code, or None for every department that the plan holds.
        relative_volume: suggest ratings of volume by comparison within the department, else by fixed numbers.
    """
    return whole(ranking_in_pieces(workspace, year, department, relative_volume=relative_volume))


def ranking_in_pieces(
    workspace: Workspace, year: FiscalYear, department: str | None = OWN, *, relative_volume: bool = True
) -> Generator[None, None, Ranking]:
    """Do the same, and yield every few milliseconds."""
    framework = framework_of(workspace)
    services = yield from services_in_pieces(workspace, year, priority_services(workspace, year), department)
    held = yield from _read_round(workspace, year)
    weights = {c.id: held.weights.get(c.id, c.weight if held.card is None else 0) for c in framework.considerations}
    suggested = yield from suggestions_in_pieces(services, framework.priorities, relative=relative_volume)
    rows: list[RankRow] = []
    for some in parts(services, _AT_ONCE):
        rows += (_row(framework, service, held, suggested[service.key]) for service in some)
        yield
    unscored = Ranking(year, held.card, weights, tuple(rows), framework.priorities.outcome_bands)
    return (yield from rescore_in_pieces(unscored, weights))


def _row(framework: Framework, service: ServiceFacts, held: _Round, suggested: Mapping[str, int | None]) -> RankRow:
    ratings = held.scores.get(service.key, {})
    decided, rationale = held.decisions.get(service.key, (None, Bilingual()))
    record = service.record
    return RankRow(
        service=service.key,
        service_id=record["service_id"],
        name=Bilingual(record["service_name_en"], record["service_name_fr"]),
        eligible=not IN_SCOPE.isdisjoint(service.scope),
        critical=record["is_critical"] == "Y",
        scores={c.id: ratings.get(c.id) for c in framework.considerations},
        suggested={c.id: suggested.get(c.id) for c in framework.considerations},
        analyses=held.analyses.get(service.key, {}),
        score=None,
        score_low=None,
        score_high=None,
        assessed=0.0,
        rank=None,
        proposal="",
        above_cut=None,
        decided=decided,
        rationale=rationale,
        previous=None if held.previous is None else service.key in held.previous,
        priority=service.is_priority,
        decision=held.decision_keys.get(service.key, ""),
        score_keys=held.score_keys.get(service.key, {}),
    )


def _read_round(workspace: Workspace, year: FiscalYear) -> Generator[None, None, _Round]:
    card = round_of(workspace, year)
    if card is None:
        return _Round()
    weights = workspace.rows(select(CONSIDERATION_WEIGHT).where(CONSIDERATION_WEIGHT.c.round == card.id))
    scores: dict[str, dict[str, int | None]] = {}
    analyses: dict[str, dict[str, Bilingual]] = {}
    score_keys: dict[str, dict[str, str]] = {}
    for some in _of_round(workspace, SCORE, card.id):
        for row in some:
            scores.setdefault(row.service, {})[row.consideration] = row.rating
            analyses.setdefault(row.service, {})[row.consideration] = Bilingual(row.analysis_en, row.analysis_fr)
            score_keys.setdefault(row.service, {})[row.consideration] = row.id
        yield
    decisions: dict[str, tuple[bool | None, Bilingual]] = {}
    decision_keys: dict[str, str] = {}
    for some in _of_round(workspace, DECISION, card.id):
        for row in some:
            rationale = Bilingual(row.rationale_en, row.rationale_fr)
            decisions[row.service] = ({"Y": True, "N": False}.get(row.priority), rationale)
            decision_keys[row.service] = row.id
        yield
    return _Round(
        card,
        {row.consideration: row.weight or 0 for row in weights},
        scores,
        analyses,
        score_keys,
        decisions,
        decision_keys,
        chosen_before(workspace, card),
    )


def _of_round(workspace: Workspace, table: Table, key: str) -> Iterator[list[Any]]:
    """Yield the rows of a round, some at a time."""
    last = ""
    while True:
        query = select(table).where(table.c.round == key, table.c.id > last).order_by(table.c.id).limit(_READ_AT_ONCE)
        found = workspace.rows(query)
        if not found:
            return
        last = found[-1].id
        yield found


def chosen_before(workspace: Workspace, card: RoundCard) -> frozenset[str] | None:
    """Return what was priority under the frozen round before ``card``; None when there was none."""
    before = [
        other
        for other in rounds(workspace)
        if other.is_frozen and (other.year, other.revision) < (card.year, card.revision)
    ]
    if not before:
        return None
    column = DECISION.c
    query = select(column.service).where(column.round == before[0].id, column.priority == "Y")
    return frozenset(row.service for row in workspace.rows(query))
