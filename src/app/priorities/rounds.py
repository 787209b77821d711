"""What a planner does in a round of selection: start, weigh, rate, decide, freeze."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.errors import SealedError, UnknownCodeError, UnknownRecordError
from app.i18n import N_
from app.plan_facts import framework_of
from app.priorities.cards import DRAFT, RoundCard
from app.priorities.ranking import ranking, rounds
from app.priorities.scoring import WHOLE, rebalance
from model.base import new_key
from model.inventory import SERVICE
from model.priority import CONSIDERATION_WEIGHT, DECISION, SCORE, SELECTION_ROUND

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection, Table

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear
    from model.language import Language

DEFAULT_CUT = 60


def start_round(workspace: Workspace, year: FiscalYear) -> str:
    """Start the round of ``year`` and return its key.

    Weights, ratings and analyses of the round before are taken over as a start; decisions are
    taken anew. A round of that year that is still a draft is returned as it is.
    """
    held = rounds(workspace)
    same = [card for card in held if card.year == year]
    if same and not same[0].is_frozen:
        return same[0].id
    before = next((card for card in held if card.year <= year), None)
    return _copy_round(workspace, before, year, (same[0].revision if same else 0) + 1, with_decisions=False)


def new_revision(workspace: Workspace, round_id: str) -> str:
    """Start a new revision of a frozen round, as it stands, and return its key."""
    card = _card(workspace, round_id)
    newest = next(other for other in rounds(workspace) if other.year == card.year)
    if not newest.is_frozen:
        return newest.id
    return _copy_round(workspace, newest, newest.year, newest.revision + 1, with_decisions=True)


def _copy_round(
    workspace: Workspace, source: RoundCard | None, year: FiscalYear, revision: int, *, with_decisions: bool
) -> str:
    key = new_key()
    defaults = {item.id: item.weight for item in framework_of(workspace).considerations}
    with workspace.change(N_("Start a round of selection")) as connection:
        connection.execute(
            SELECTION_ROUND.insert().values(
                id=key,
                fiscal_yr=str(year),
                revision=revision,
                state=DRAFT,
                cut_score=source.cut_score if source else DEFAULT_CUT,
            )
        )
        if source is None:
            rows = [{"id": new_key(), "round": key, "consideration": c, "weight": w} for c, w in defaults.items()]
            connection.execute(CONSIDERATION_WEIGHT.insert(), rows)
        else:
            for table in (CONSIDERATION_WEIGHT, SCORE, *((DECISION,) if with_decisions else ())):
                _copy_rows(connection, table, source.id, key)
    return key


def _copy_rows(connection: Connection, table: Table, source: str, target: str) -> None:
    rows = [dict(row) for row in connection.execute(select(table).where(table.c.round == source)).mappings()]
    if rows:
        connection.execute(table.insert(), [row | {"id": new_key(), "round": target} for row in rows])


def _card(workspace: Workspace, round_id: str) -> RoundCard:
    found = next((card for card in rounds(workspace) if card.id == round_id), None)
    if found is None:
        raise UnknownRecordError("selection_round", round_id)
    return found


def open_round(workspace: Workspace, round_id: str) -> RoundCard:
    """Return a round that can still be changed.

    Raises:
        UnknownRecordError: the plan holds no such round.
        SealedError: it is frozen.
    """
    card = _card(workspace, round_id)
    if card.is_frozen:
        raise SealedError("selection_round", round_id)
    return card


def weights_of(workspace: Workspace, round_id: str) -> dict[str, int]:
    """Return the weights of a round, a share of 100 by consideration, in the form's order."""
    column = CONSIDERATION_WEIGHT.c
    held = {
        row.consideration: row.weight or 0
        for row in workspace.rows(select(CONSIDERATION_WEIGHT).where(column.round == round_id))
    }
    return {item.id: held.get(item.id, 0) for item in framework_of(workspace).considerations}


def set_weight(workspace: Workspace, round_id: str, consideration: str, value: int) -> dict[str, int]:
    """Set the weight of a consideration; the others give way in proportion. Returns all of them.

    Raises:
        UnknownCodeError: the framework has no such consideration.
        SealedError: the round is frozen.
    """
    open_round(workspace, round_id)
    framework_of(workspace).consideration(consideration)
    weights = rebalance(weights_of(workspace, round_id), consideration, value)
    set_weights(workspace, round_id, weights)
    return weights


def set_weights(workspace: Workspace, round_id: str, weights: Mapping[str, int]) -> None:
    """Set every weight at once.

    Raises:
        UnknownCodeError: they do not add up to 100, or one is not of the framework.
        SealedError: the round is frozen.
    """
    open_round(workspace, round_id)
    known = {item.id for item in framework_of(workspace).considerations}
    if set(weights) != known or sum(weights.values()) != WHOLE or min(weights.values()) < 0:
        raise UnknownCodeError("weights", ", ".join(f"{name} {weight}" for name, weight in weights.items()))
    with workspace.change(N_("Change the weights")) as connection:
        for name, weight in weights.items():
            place = {"round": round_id, "consideration": name}
            _write(connection, CONSIDERATION_WEIGHT, place, {"weight": weight})


def set_cut(workspace: Workspace, round_id: str, cut_score: int) -> None:
    """Set the score from which a service is above the line, 0 to 100.

    Raises:
        UnknownCodeError: it lies outside.
        SealedError: the round is frozen.
    """
    open_round(workspace, round_id)
    if not 0 <= cut_score <= WHOLE:
        raise UnknownCodeError("cut_score", str(cut_score))
    with workspace.change(N_("Move the line of the ranking")) as connection:
        connection.execute(SELECTION_ROUND.update().where(SELECTION_ROUND.c.id == round_id).values(cut_score=cut_score))


def rate(workspace: Workspace, round_id: str, service: str, consideration: str, rating: int | None) -> None:
    """Rate a consideration of a service; None is *not assessed*.

    Raises:
        UnknownCodeError: the framework has no such consideration or rating.
        UnknownRecordError: the plan holds no such service.
        SealedError: the round is frozen.
    """
    _check_rating(workspace, consideration, rating)
    _check_place(workspace, round_id, service)
    with workspace.change(N_("Rate a service")) as connection:
        place = {"round": round_id, "service": service, "consideration": consideration}
        _write(connection, SCORE, place, {"rating": rating})


def _check_rating(workspace: Workspace, consideration: str, rating: int | None) -> None:
    found = framework_of(workspace).consideration(consideration)
    if rating is not None and found.step(rating) is None:
        raise UnknownCodeError("rating", str(rating))


def _check_place(workspace: Workspace, round_id: str, service: str) -> None:
    open_round(workspace, round_id)
    if workspace.row(SERVICE, service) is None:
        raise UnknownRecordError("service", service)


def accept_suggestions(
    workspace: Workspace,
    round_id: str,
    services: Collection[str] | None = None,
    *,
    relative_volume: bool = True,
) -> int:
    """Take over what the inventory suggests wherever nothing is assessed; return how many ratings that were.

    Args:
        workspace: the open plan.
        round_id: the round.
        services: keys of the services to do it for; None is all of them.
        relative_volume: rate volume by comparison within the department, else by fixed numbers.
    """
    card = open_round(workspace, round_id)
    taken = [
        ({"round": round_id, "service": row.service, "consideration": name}, rating)
        for row in ranking(workspace, card.year, relative_volume=relative_volume).rows
        if services is None or row.service in services
        for name, rating in row.suggested.items()
        if rating is not None and row.scores[name] is None
    ]
    if taken:
        with workspace.change(N_("Take over suggested ratings")) as connection:
            for place, rating in taken:
                _write(connection, SCORE, place, {"rating": rating})
    return len(taken)


def analyse(  # noqa: PLR0917  what is explained, then in which language
    workspace: Workspace, round_id: str, service: str, consideration: str, language: Language, text: str
) -> None:
    """Write why a consideration of a service is rated as it is, in one language."""
    _check_rating(workspace, consideration, None)
    _check_place(workspace, round_id, service)
    with workspace.change(N_("Explain a rating")) as connection:
        place = {"round": round_id, "service": service, "consideration": consideration}
        _write(connection, SCORE, place, {f"analysis_{language.value}": text})


def decide(workspace: Workspace, round_id: str, service: str, priority: bool | None) -> None:
    """Decide whether a service is priority; None takes the decision back.

    Raises:
        UnknownRecordError: the plan holds no such round or service.
        SealedError: the round is frozen.
    """
    _check_place(workspace, round_id, service)
    answer = "" if priority is None else "Y" if priority else "N"
    with workspace.change(N_("Decide on a priority service")) as connection:
        _write(connection, DECISION, {"round": round_id, "service": service}, {"priority": answer})


def decide_by_line(workspace: Workspace, round_id: str) -> int:
    """Decide every service that is still open as the line proposes; return how many that were."""
    card = open_round(workspace, round_id)
    rows = [
        row
        for row in ranking(workspace, card.year).rows
        if row.decided is None and (row.above_cut is not None or not row.eligible)
    ]
    if rows:
        with workspace.change(N_("Decide as the line proposes")) as connection:
            for row in rows:
                place = {"round": round_id, "service": row.service}
                _write(connection, DECISION, place, {"priority": "Y" if row.above_cut else "N"})
    return len(rows)


def write_rationale(workspace: Workspace, round_id: str, service: str, language: Language, text: str) -> None:
    """Write why a service is priority or not, in one language."""
    _check_place(workspace, round_id, service)
    with workspace.change(N_("Explain a decision")) as connection:
        place = {"round": round_id, "service": service}
        _write(connection, DECISION, place, {f"rationale_{language.value}": text})


def _write(
    connection: Connection, table: Table, place: Mapping[str, str], values: Mapping[str, str | int | None]
) -> None:
    """Set ``values`` on the row that ``place`` names; make the row where there is none."""
    where = [table.c[name] == value for name, value in place.items()]
    if connection.execute(table.update().where(*where).values(**values)).rowcount == 0:
        connection.execute(table.insert().values(id=new_key(), **place, **values))
