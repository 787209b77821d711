"""What a planner does with a collection round: open it, send, mark, close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.collection.cards import Grouping, round_card
from app.collection.errors import ClosedRoundError, NobodyAskedError
from app.i18n import N_
from app.pieces import parts, whole
from app.plan_facts import own_department
from app.registry.code_lists import programs_with
from app.registry.schema import split_codes
from app.typography import sort_key
from model.base import new_key
from model.bilingual import Bilingual
from model.collection import COLLECTION_REQUEST, COLLECTION_ROUND, COLLECTION_SERVICE
from model.inventory import SERVICE, SERVICE_RECORD
from model.ownership import SERVICE_OWNER

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Mapping, Sequence
    from datetime import date

    from app.collection.cards import RoundCard
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear
    from model.language import Language

_AT_ONCE: Final = 300  # services that are read, or of which the names are made ready for sorting, in one piece
_GONE: Final = ("retired", "merged")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that can be asked about in a year.

    ``has_record`` says whether the year holds a record of it; else the workbook starts from
    its newest one, without volumes. Without an identifier no workbook of the registry can
    name it.
    """

    key: str
    service_id: str
    name: Bilingual
    program: str
    owner: str
    email: str
    has_record: bool


@dataclass(frozen=True, slots=True)
class Group:
    """What one workbook is for: an owner or a program, blank for services without one."""

    label: str
    owner: str
    email: str
    program: str
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What a planner says of a round before it is opened."""

    year: FiscalYear
    title: Bilingual
    grouping: Grouping
    due_on: date | None
    opened_on: date


def candidates(workspace: Workspace, year: FiscalYear) -> tuple[Candidate, ...]:
    """Return the department's services that can be asked about, each by its newest record up to ``year``."""
    return whole(candidates_in_pieces(workspace, year))


def candidates_in_pieces(workspace: Workspace, year: FiscalYear) -> Generator[None, None, tuple[Candidate, ...]]:
    """Do the same, and yield every few milliseconds."""
    record = SERVICE_RECORD.c
    query = (
        select(
            SERVICE.c.id,
            SERVICE.c.service_id,
            SERVICE.c.state,
            SERVICE.c.state_since,
            record.fiscal_yr,
            record.service_name_en,
            record.service_name_fr,
            record.program_id,
            SERVICE_OWNER.c.name,
            SERVICE_OWNER.c.email,
        )
        .join(SERVICE_RECORD, record.service == SERVICE.c.id)
        .join(SERVICE_OWNER, SERVICE_OWNER.c.service == SERVICE.c.id, isouter=True)
        .where(record.owner_org == own_department(workspace), record.fiscal_yr <= str(year))
        .order_by(record.fiscal_yr)
    )
    newest: dict[str, Any] = {}
    keys = workspace.rows(select(SERVICE.c.id).order_by(SERVICE.c.id))
    for some in parts([row.id for row in keys], _AT_ONCE):
        for row in workspace.rows(query.where(SERVICE.c.id.in_(some))):
            newest[row[0]] = row  # the last one is of the latest year
        yield
    wanted = str(year)
    found: list[Candidate] = []
    for key, service_id, state, since, last, english, french, programs, owner, email in newest.values():
        has_record = last == wanted
        if not has_record and state in _GONE and (since or "") <= wanted:
            continue
        program = next(iter(split_codes(programs)), "")
        name = Bilingual(english, french)
        found.append(Candidate(key, service_id or "", name, program, _bare(owner), _bare(email), has_record))
    return tuple(found)


def _bare(text: str | None) -> str:
    return text.strip() if text else ""


def groups(
    workspace: Workspace,
    year: FiscalYear,
    grouping: Grouping,
    language: Language,
    services: Collection[str] | None = None,
    *,
    among: Sequence[Candidate] | None = None,
) -> tuple[Group, ...]:
    """Return the workbooks that a round would make; services without an identifier are in none.

    Args:
        workspace: the plan.
        year: the year that is asked about.
        grouping: by owner or by program.
        language: in which programs are named.
        services: keys of the services that are asked about; None for every one.
        among: the year's candidates, where they were read before.
    """
    return whole(groups_in_pieces(workspace, year, grouping, language, services, among=among))


def groups_in_pieces(
    workspace: Workspace,
    year: FiscalYear,
    grouping: Grouping,
    language: Language,
    services: Collection[str] | None = None,
    *,
    among: Sequence[Candidate] | None = None,
) -> Generator[None, None, tuple[Group, ...]]:
    """Do the same, and yield every few milliseconds."""
    found = (yield from candidates_in_pieces(workspace, year)) if among is None else among
    asked = [one for one in found if one.service_id and (services is None or one.key in services)]
    placed: dict[str, tuple[tuple[str, str, str], str]] = {}
    for some in parts(asked, _AT_ONCE):
        placed |= {one.key: (sort_key(one.name.text(language), language), one.service_id) for one in some}
        yield
    held: dict[str, list[Candidate]] = {}
    for one in asked:
        held.setdefault(one.owner if grouping is Grouping.OWNER else one.program, []).append(one)
    programs = programs_with(workspace)
    made: list[Group] = []
    for name, members in held.items():
        members.sort(key=lambda one: placed[one.key])
        keys = tuple(one.key for one in members)
        if grouping is Grouping.OWNER:
            email = next((one.email for one in members if one.email), "")
            made.append(Group(name, name, email, "", keys))
        else:
            title = programs.name(name)
            label = f"{name} {title.text(language)}".strip() if title is not None else name
            made.append(Group(label, "", "", name, keys))
    return tuple(sorted(made, key=lambda group: (group.label == "", sort_key(group.label, language))))


def open_round(workspace: Workspace, draft: RoundDraft, chosen: Sequence[Group]) -> str:
    """Open a round that asks these groups, as one change, and return its key.

    Raises:
        NobodyAskedError: there is no group, or none has a service.
    """
    asked = [group for group in chosen if group.services]
    if not asked:
        raise NobodyAskedError
    key = new_key()
    with workspace.change(N_("Open a collection round")) as connection:
        connection.execute(
            COLLECTION_ROUND.insert().values(
                id=key,
                fiscal_yr=str(draft.year),
                title_en=draft.title.en,
                title_fr=draft.title.fr,
                due_on=_written(draft.due_on),
                opened_on=_written(draft.opened_on),
                grouping=draft.grouping.value,
            )
        )
        for group in asked:
            request = new_key()
            connection.execute(
                COLLECTION_REQUEST.insert().values(
                    id=request,
                    round=key,
                    label=group.label,
                    owner=group.owner,
                    email=group.email,
                    program=group.program,
                )
            )
            rows = [{"id": new_key(), "request": request, "service": service} for service in group.services]
            connection.execute(COLLECTION_SERVICE.insert(), rows)
    return key


def mark_sent(workspace: Workspace, round_key: str, files: Mapping[str, str], day: date) -> None:
    """Write down which workbooks were made, as one change.

    Args:
        workspace: the plan.
        round_key: the round.
        files: name of the workbook by the key of its request.
        day: when.

    Raises:
        ClosedRoundError: the round is closed.
        UnknownRecordError: the plan has no such round.
    """
    _open(workspace, round_key)
    with workspace.change(N_("Send workbooks to be filled in")) as connection:
        for key, name in files.items():
            connection.execute(
                COLLECTION_REQUEST.update()
                .where(COLLECTION_REQUEST.c.id == key, COLLECTION_REQUEST.c.round == round_key)
                .values(file_name=name, sent_on=day.isoformat())
            )


def mark_unreturned(workspace: Workspace, round_key: str, request: str) -> None:
    """Ask again: the workbook is not returned any more; what was taken over from it stays.

    Raises:
        ClosedRoundError: the round is closed.
    """
    _open(workspace, round_key)
    with workspace.change(N_("Ask again for a workbook")) as connection:
        connection.execute(
            COLLECTION_REQUEST.update()
            .where(COLLECTION_REQUEST.c.id == request)
            .values(returned_on=None, returned_file="", change_set="")
        )


def name_round(workspace: Workspace, round_key: str, title: Bilingual) -> None:
    """Give a round another name; blank is none.

    Raises:
        ClosedRoundError: the round is closed.
    """
    _open(workspace, round_key)
    _set(workspace, N_("Name a collection round"), round_key, {"title_en": title.en, "title_fr": title.fr})


def change_due(workspace: Workspace, round_key: str, day: date | None) -> None:
    """Give a round another due date.

    Raises:
        ClosedRoundError: the round is closed.
    """
    _open(workspace, round_key)
    _set(workspace, N_("Change the due date of a collection round"), round_key, {"due_on": _written(day)})


def close_round(workspace: Workspace, round_key: str, day: date) -> None:
    """Close a round: nothing is sent or taken over any more.

    Raises:
        ClosedRoundError: it is closed already.
    """
    _open(workspace, round_key)
    _set(workspace, N_("Close a collection round"), round_key, {"closed_on": day.isoformat()})


def reopen_round(workspace: Workspace, round_key: str) -> None:
    """Open a closed round again."""
    _set(workspace, N_("Reopen a collection round"), round_key, {"closed_on": None})


def delete_round(workspace: Workspace, round_key: str) -> None:
    """Delete a round with its requests; what was taken over from returned workbooks stays in the inventory."""
    requests = select(COLLECTION_REQUEST.c.id).where(COLLECTION_REQUEST.c.round == round_key)
    with workspace.change(N_("Delete a collection round")) as connection:
        connection.execute(COLLECTION_SERVICE.delete().where(COLLECTION_SERVICE.c.request.in_(requests)))
        connection.execute(COLLECTION_REQUEST.delete().where(COLLECTION_REQUEST.c.round == round_key))
        connection.execute(COLLECTION_ROUND.delete().where(COLLECTION_ROUND.c.id == round_key))


def _set(workspace: Workspace, label: str, round_key: str, values: Mapping[str, str | None]) -> None:
    with workspace.change(label) as connection:
        connection.execute(COLLECTION_ROUND.update().where(COLLECTION_ROUND.c.id == round_key).values(**values))


def _open(workspace: Workspace, round_key: str) -> RoundCard:
    card = round_card(workspace, round_key)
    if not card.is_open:
        raise ClosedRoundError
    return card


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
