"""Change many services at once: everything is judged before anything is written, and it is one change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from app.change_labels import SERVICES_EDITED, counted
from app.errors import PlanError, UnknownRecordError
from app.inventory.errors import IdentifierTakenError, NotReportedError
from app.inventory.facts import codes
from app.inventory.list_fields import IDENTIFIER, OWNER_FIELDS, field_values, understood
from app.pieces import whole
from app.plan_facts import own_department
from app.registry.schema import join_codes
from model.base import new_key
from model.inventory import SERVICE, SERVICE_RECORD
from model.ownership import SERVICE_OWNER

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


_AT_ONCE = 200  # wishes that are judged in one step


class How(StrEnum):
    """What a value does to what is there; the last two are for fields of several codes."""

    REPLACE = "replace"
    ADD = "add"
    TAKE_AWAY = "take_away"


@dataclass(frozen=True, slots=True)
class Wish:
    """A value for one field of one service, as it was typed or pasted."""

    service: str
    field: str
    text: str
    how: How = How.REPLACE


@dataclass(frozen=True, slots=True)
class Edit:
    """What would become of one field; ``error`` says why nothing does."""

    service: str
    field: str
    old: str
    new: str
    error: PlanError | None = None

    @property
    def changes(self) -> bool:
        """Whether something would be written."""
        return self.error is None and self.old != self.new


def judge(workspace: Workspace, year: FiscalYear, wishes: Iterable[Wish]) -> tuple[Edit, ...]:
    """Return what each wish would do to the records of ``year``, and why it cannot be done; nothing is written."""
    return whole(judging(workspace, year, wishes))


def judging(workspace: Workspace, year: FiscalYear, wishes: Iterable[Wish]) -> Generator[None, None, tuple[Edit, ...]]:
    """Do the same, some wishes at each step."""
    judge, rest, edits = _Judge(workspace, year), iter(wishes), list[Edit]()
    while part := list(islice(rest, _AT_ONCE)):
        edits += judge.edits(part)
        yield
    return tuple(edits)


class _Judge:
    """Judges wishes part by part; what a value means, and which identifiers are taken, holds for all of them."""

    def __init__(self, workspace: Workspace, year: FiscalYear) -> None:
        self._workspace, self._year = workspace, year
        self._read: dict[tuple[str, str], str | PlanError] = {}  # one value for a thousand services is read once
        self._taken: dict[str, str] | None = None  # identifiers, once one is wished

    def edits(self, wishes: Sequence[Wish]) -> Iterator[Edit]:
        """Yield what becomes of some wishes."""
        services = {wish.service for wish in wishes}
        held = field_values(self._workspace, self._year, {wish.field for wish in wishes}, services)
        records = _records(self._workspace, self._year, services)
        known = records.keys() | _known(self._workspace, services - records.keys())
        for wish in wishes:
            old = held[wish.field].get(wish.service, "")
            found = self._new(wish, old, known, records)
            error = found if isinstance(found, PlanError) else None
            yield Edit(wish.service, wish.field, old, wish.text if error else str(found), error)

    def _new(self, wish: Wish, old: str, known: Collection[str], records: Collection[str]) -> str | PlanError:
        """Return what a field would hold, or why it cannot."""
        if wish.service not in known:
            return UnknownRecordError(SERVICE.name, wish.service)
        place = (wish.field, wish.text)
        if place not in self._read:
            self._read[place] = _understood(wish)
        found = self._read[place]
        if not isinstance(found, str):
            return found
        if wish.field not in {IDENTIFIER, *OWNER_FIELDS} and wish.service not in records:
            return NotReportedError(wish.service, str(self._year))
        found = _combined(old, found, wish.how)
        if wish.field == IDENTIFIER and found != old:
            if self._taken is None:
                self._taken = _identifiers(self._workspace)
            return _claim(found, old, wish.service, self._taken)
        return found


def apply(workspace: Workspace, year: FiscalYear, edits: Iterable[Edit]) -> int:
    """Write the edits that change something as one change; return how many services changed.

    Raises:
        app.errors.PlanError: the plan takes no change.
    """
    wanted: dict[str, dict[str, str]] = defaultdict(dict)
    for edit in edits:
        if edit.changes:
            wanted[edit.service][edit.field] = edit.new
    if not wanted:
        return 0
    records = _records(workspace, year, wanted)
    with workspace.change(counted(SERVICES_EDITED, len(wanted))) as connection:
        _write_records(connection, records, wanted)
        _write_identifiers(connection, wanted)
        _write_owners(connection, wanted)
    return len(wanted)


def _understood(wish: Wish) -> str | PlanError:
    try:
        return understood(wish.field, wish.text)
    except PlanError as error:
        return error


def _combined(old: str, new: str, how: How) -> str:
    if how is How.REPLACE:
        return new
    before, named = set(codes(old)), set(codes(new))
    return join_codes(before | named if how is How.ADD else before - named)


def _claim(new: str, old: str, service: str, taken: dict[str, str]) -> str | PlanError:
    """Let a service have an identifier that nobody has; what it had is free for the next."""
    holder = taken.get(new, "") if new else ""
    if holder and holder != service:
        return IdentifierTakenError(IDENTIFIER, new, holder)
    taken.pop(old, None)
    if new:
        taken[new] = service
    return new


def _identifiers(workspace: Workspace) -> dict[str, str]:
    column = SERVICE.c
    query = select(column.service_id, column.id).where(column.owner_org == own_department(workspace))
    return {row[0]: row[1] for row in workspace.rows(query) if row[0]}


_CHUNK = 500


def _known(workspace: Workspace, services: Collection[str]) -> set[str]:
    """Return which of these services the plan holds."""
    column, keys, found = SERVICE.c.id, sorted(services), set[str]()
    for at in range(0, len(keys), _CHUNK):
        found.update(row[0] for row in workspace.rows(select(column).where(column.in_(keys[at : at + _CHUNK]))))
    return found


def _records(workspace: Workspace, year: FiscalYear, services: Collection[str]) -> dict[str, str]:
    """Return the keys of the year's records by service."""
    column, keys = SERVICE_RECORD.c, sorted(services)
    owner, found = own_department(workspace), {}
    for at in range(0, len(keys), _CHUNK):
        query = select(column.service, column.id).where(
            column.owner_org == owner, column.fiscal_yr == str(year), column.service.in_(keys[at : at + _CHUNK])
        )
        found.update({row[0]: row[1] for row in workspace.rows(query)})
    return found


def _write_records(connection: Connection, records: Mapping[str, str], wanted: Mapping[str, Mapping[str, str]]) -> None:
    """Write fields of records: services of which the same fields change go together."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for service, values in wanted.items():
        fields = tuple(sorted(field for field in values if field not in {IDENTIFIER, *OWNER_FIELDS}))
        if fields:
            row = {f"new_{field}": _null(field, values[field]) for field in fields}
            alike[fields].append(row | {"record": records[service]})
    for fields, rows in alike.items():
        update = SERVICE_RECORD.update().where(SERVICE_RECORD.c.id == bindparam("record"))
        connection.execute(update.values({field: bindparam(f"new_{field}") for field in fields}), rows)


def _null(field: str, value: str) -> str | None:
    return None if field == "confirmed_on" and not value else value  # a blank date is NULL


def _write_identifiers(connection: Connection, wanted: Mapping[str, Mapping[str, str]]) -> None:
    rows = [{"key": key, "new": values[IDENTIFIER]} for key, values in wanted.items() if IDENTIFIER in values]
    if rows:
        update = SERVICE.update().where(SERVICE.c.id == bindparam("key"))
        connection.execute(update.values(service_id=bindparam("new")), rows)


def _write_owners(connection: Connection, wanted: Mapping[str, Mapping[str, str]]) -> None:
    """Write who answers for services; a service of which nothing is left to say has no owner."""
    column = SERVICE_OWNER.c
    for service, values in wanted.items():
        told = {OWNER_FIELDS[field]: value for field, value in values.items() if field in OWNER_FIELDS}
        if not told:
            continue
        found: Sequence[Any] = connection.execute(
            select(column.id, column.name, column.email).where(column.service == service)
        ).all()
        if not found:
            blank = {"name": "", "email": ""}
            connection.execute(SERVICE_OWNER.insert().values(id=new_key(), service=service, **blank | told))
            continue
        left = {"name": found[0].name, "email": found[0].email} | told
        here = column.id == found[0].id
        connection.execute(
            SERVICE_OWNER.update().where(here).values(**told)
            if any(left.values())
            else SERVICE_OWNER.delete().where(here)
        )
