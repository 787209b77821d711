"""Findings on the selection of priority services, for the working year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.checks.making import PRIORITIES, STRATEGY, finding
from app.inventory.facts import IN_SCOPE, codes
from app.priorities.cards import must_be_explained
from app.priorities.ranking import chosen_before, round_of
from app.priorities.scoring import score
from app.steps import Step
from model.bilingual import Bilingual
from model.priority import CONSIDERATION_WEIGHT, DECISION, SCORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from app.checks.finding import Fact, Finding
    from app.framework.framework import Framework
    from app.priorities.cards import RoundCard
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear
    from model.language import Language

_AT_ONCE: Final = 60
"""So many services are looked at in one piece: a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service with a record in the working year, as far as the selection asks.

    Attributes:
        eligible: whether the policy lets it be priority: external or internal enterprise.
    """

    service: str
    name: Bilingual
    eligible: bool


def candidate(record: Mapping[str, Any]) -> Candidate:
    """Return what the selection asks of a service record."""
    return Candidate(
        record["service"],
        Bilingual(record["service_name_en"], record["service_name_fr"]),
        not IN_SCOPE.isdisjoint(codes(record["service_scope"])),
    )


@dataclass(frozen=True, slots=True)
class _Round:
    """The round that counts for a year; ``previous`` holds what was priority before it."""

    card: RoundCard
    weights: Mapping[str, int]
    titles: Mapping[str, Bilingual]
    previous: frozenset[str] | None
    year: FiscalYear


@dataclass(frozen=True, slots=True)
class _Said:
    """What a round says of one service; ``decided`` is None while there is no decision."""

    ratings: Mapping[str, int | None]
    decided: bool | None
    rationale: Bilingual


def priority_findings(
    workspace: Workspace, framework: Framework, year: FiscalYear, candidates: Sequence[Candidate]
) -> Iterator[Sequence[Finding]]:
    """Yield in pieces every finding on the round of a year.

    Args:
        workspace: the open plan.
        framework: the policy that the plan answers.
        year: the working year.
        candidates: the services of the plan's department that have a record in it.
    """
    held = round_of(workspace, year)
    if held is None or not candidates:
        return
    here = _read(workspace, framework, year, held)
    decided: list[bool] = []
    for start in range(0, len(candidates), _AT_ONCE):
        some = candidates[start : start + _AT_ONCE]
        said = _said(workspace, held, [item.service for item in some])
        decided += [choice for item in some if item.eligible and (choice := said[item.service].decided) is not None]
        yield tuple(found for item in some for found in _on_service(item, said[item.service], here))
    yield tuple(_balance(here, decided, sum(item.eligible for item in candidates)))


def _read(workspace: Workspace, framework: Framework, year: FiscalYear, card: RoundCard) -> _Round:
    rows = workspace.rows(select(CONSIDERATION_WEIGHT).where(CONSIDERATION_WEIGHT.c.round == card.id))
    weights = {row.consideration: row.weight or 0 for row in rows}
    titles = {item.id: item.title for item in framework.considerations}
    return _Round(card, {name: weights.get(name, 0) for name in titles}, titles, chosen_before(workspace, card), year)


def _said(workspace: Workspace, card: RoundCard, services: Sequence[str]) -> Mapping[str, _Said]:
    ratings: dict[str, dict[str, int | None]] = defaultdict(dict)
    query = select(SCORE.c.service, SCORE.c.consideration, SCORE.c.rating)
    for row in workspace.rows(query.where(SCORE.c.round == card.id, SCORE.c.service.in_(services))):
        ratings[row.service][row.consideration] = row.rating
    column = DECISION.c
    query = select(column.service, column.priority, column.rationale_en, column.rationale_fr)
    decisions = {
        row[0]: ({"Y": True, "N": False}.get(row[1]), Bilingual(row[2], row[3]))
        for row in workspace.rows(query.where(column.round == card.id, column.service.in_(services)))
    }
    return {key: _Said(ratings.get(key, {}), *decisions.get(key, (None, Bilingual()))) for key in services}


def _on_round(
    year: FiscalYear, key: str, rule: str, variant: str = "", facts: dict[str, Fact] | None = None
) -> Finding:
    return finding(
        rule, "selection_round", key, year=year, documents=(PRIORITIES, STRATEGY), step=Step.PRIORITIES,
        subject=Bilingual(), variant=variant, facts=facts,
    )  # fmt: skip


def _on_service(item: Candidate, said: _Said, here: _Round) -> Iterator[Finding]:
    def on(rule: str, field: str, lang: Language | None = None, facts: dict[str, Fact] | None = None) -> Finding:
        return finding(
            rule, "service", item.service, field=field, lang=lang, year=here.year, subject=item.name,
            documents=(PRIORITIES, STRATEGY), step=Step.PRIORITIES, facts=facts,
        )  # fmt: skip

    if _needs_rationale(item, said, here) or not said.rationale.is_blank:
        for side in said.rationale.missing:
            yield on("rationale_missing", "rationale", side)
    blank = [name for name in here.titles if said.ratings.get(name) is None] if item.eligible else []
    if blank:
        titles = [here.titles[name] for name in blank]
        names = Bilingual(", ".join(title.en for title in titles), ", ".join(title.fr for title in titles))
        yield on("rating_missing", blank[0], facts={"names": names})
    if said.decided and not item.eligible:
        yield on("internal_service_priority", "decision")


def _needs_rationale(item: Candidate, said: _Said, here: _Round) -> bool:
    reached = score(said.ratings, here.weights).score
    above = None if reached is None else item.eligible and reached >= here.card.cut_score
    previous = None if here.previous is None else item.service in here.previous
    return must_be_explained(said.decided, above_cut=above, previous=previous)


def _balance(here: _Round, decided: Sequence[bool], eligible: int) -> Iterator[Finding]:
    chosen = sum(decided)
    if chosen * 2 > eligible:
        facts: dict[str, Fact] = {"count": chosen, "total": eligible}
        yield _on_round(here.year, here.card.id, "too_many_or_no_priority", facts=facts)
    elif decided and not chosen:
        yield _on_round(here.year, here.card.id, "too_many_or_no_priority", "none")
