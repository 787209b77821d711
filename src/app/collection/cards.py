"""A plan's collection rounds as a planner follows them: who was asked, who answered, who is late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal_column, select

from app.errors import UnknownRecordError
from app.i18n import language
from app.typography import sort_key
from model.bilingual import Bilingual
from model.collection import COLLECTION_REQUEST, COLLECTION_ROUND, COLLECTION_SERVICE
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace


class Grouping(StrEnum):
    """What one workbook is for."""

    OWNER = "owner"
    PROGRAM = "program"


class RequestState(StrEnum):
    """How far a request is."""

    PREPARED = "prepared"  # no workbook was made yet
    SENT = "sent"
    LATE = "late"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class RequestCard:
    """One workbook: whom it is for and how far it is.

    Attributes:
        label: the owner's name or the program's; blank for services without one.
        services: keys of the services that it asks about.
        state: how far it is, on the day that the card was made for.
        days: since it came back; for one that is late, since it was due; else until it is due.
    """

    key: str
    round: str
    label: str
    owner: str
    email: str
    program: str
    file_name: str
    sent_on: date | None
    returned_on: date | None
    returned_file: str
    services: tuple[str, ...]
    state: RequestState
    days: int


@dataclass(frozen=True, slots=True)
class RoundCard:
    """One round with its requests, those that are late first."""

    key: str
    year: FiscalYear
    title: Bilingual
    due_on: date | None
    opened_on: date | None
    closed_on: date | None
    grouping: Grouping
    requests: tuple[RequestCard, ...]

    @property
    def is_open(self) -> bool:
        """Whether workbooks are still sent and taken over."""
        return self.closed_on is None

    def count(self, state: RequestState) -> int:
        """Return how many requests are in a state."""
        return sum(request.state is state for request in self.requests)

    def request(self, key: str) -> RequestCard:
        """Return a request.

        Raises:
            UnknownRecordError: the round has none with this key.
        """
        for request in self.requests:
            if request.key == key:
                return request
        raise UnknownRecordError("collection_request", key)


_ORDER = {RequestState.LATE: 0, RequestState.PREPARED: 1, RequestState.SENT: 2, RequestState.RETURNED: 3}


def collection_rounds(workspace: Workspace, today: date | None = None) -> tuple[RoundCard, ...]:
    """Return every round, the newest first.

    Args:
        workspace: the plan.
        today: what days are counted from; today unless told.
    """
    day = today or datetime.now(UTC).astimezone().date()
    requests = _requests(workspace, day)
    query = select(COLLECTION_ROUND).order_by(
        COLLECTION_ROUND.c.fiscal_yr.desc(), COLLECTION_ROUND.c.opened_on.desc(), literal_column("rowid").desc()
    )
    return tuple(
        RoundCard(
            key=row.id,
            year=FiscalYear.parse(row.fiscal_yr),
            title=Bilingual(row.title_en, row.title_fr),
            due_on=_day(row.due_on),
            opened_on=_day(row.opened_on),
            closed_on=_day(row.closed_on),
            grouping=Grouping(row.grouping),
            requests=tuple(requests.get(row.id, ())),
        )
        for row in workspace.rows(query)
    )


def round_card(workspace: Workspace, key: str, today: date | None = None) -> RoundCard:
    """Return one round.

    Raises:
        UnknownRecordError: the plan has none with this key.
    """
    for card in collection_rounds(workspace, today):
        if card.key == key:
            return card
    raise UnknownRecordError("collection_round", key)


def _requests(workspace: Workspace, today: date) -> Mapping[str, list[RequestCard]]:
    asked: dict[str, list[str]] = {}
    for row in workspace.rows(
        select(COLLECTION_SERVICE.c.request, COLLECTION_SERVICE.c.service).order_by(literal_column("rowid"))
    ):
        asked.setdefault(row.request, []).append(row.service)
    query = select(COLLECTION_REQUEST, COLLECTION_ROUND.c.due_on).join(
        COLLECTION_ROUND, COLLECTION_ROUND.c.id == COLLECTION_REQUEST.c.round
    )
    found: dict[str, list[RequestCard]] = {}
    for row in workspace.rows(query):
        state, days = _state(row, today)
        card = RequestCard(
            key=row.id,
            round=row.round,
            label=row.label,
            owner=row.owner,
            email=row.email,
            program=row.program,
            file_name=row.file_name,
            sent_on=_day(row.sent_on),
            returned_on=_day(row.returned_on),
            returned_file=row.returned_file,
            services=tuple(asked.get(row.id, ())),
            state=state,
            days=days,
        )
        found.setdefault(row.round, []).append(card)
    for cards in found.values():
        cards.sort(key=lambda card: (_ORDER[card.state], card.label == "", sort_key(card.label, language()), card.key))
    return found


def _state(row: Any, today: date) -> tuple[RequestState, int]:
    returned, sent, due = _day(row.returned_on), _day(row.sent_on), _day(row.due_on)
    if returned is not None:
        return RequestState.RETURNED, (today - returned).days
    left = (due - today).days if due is not None else 0
    if sent is None:
        return RequestState.PREPARED, left
    return (RequestState.LATE, -left) if left < 0 else (RequestState.SENT, left)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
