"""Bring back what a record held before: one field, or the whole record as it was after some change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.inventory.cards import standard_card
from app.inventory.dependents import delete_marks
from app.inventory.editing import edit_identifier
from app.inventory.errors import IdentifierTakenError, NothingToRestoreError
from app.inventory.history import changes_since, track
from app.inventory.standards import refuse_taken
from model.base import metadata
from model.inventory import NOTE, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.quarters import QUARTERLY_VOLUME
from model.translation import CONFIRMATION
from model.years import CARRIED_RECORD, FIELD_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from app.inventory.history import Row, RowChange, Tracked
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

_Rows = dict[tuple[str, str], "Row"]

CONTENT: Final = (SERVICE_RECORD.name, STANDARD_RECORD.name, QUARTERLY_VOLUME.name)
"""What is restored as a whole, parents before their children; who answers for the service is today's matter."""

BESIDE: Final = (CONFIRMATION.name, NOTE.name, CARRIED_RECORD.name, FIELD_MARK.name)
"""What comes back with a row that was gone; on a row that is there it stays as it is."""

_RESULTS: Final = frozenset({"target", "volume_meeting_target", "total_volume"})


def restore_field(workspace: Workspace, entity: str, key: str, field: str, value: str) -> None:
    """Give a field a value that it held before, as one change; nothing is written when it holds it already.

    Args:
        workspace: the open plan.
        entity: the entity of the row.
        key: its key.
        field: its column.
        value: the value as the history tells it.

    Raises:
        UnknownRecordError: the row is gone, or has no such field.
        IdentifierTakenError: another service or standard has that identifier now.
        SealedError, ReadOnlyError: it cannot be changed.
    """
    table = metadata.tables.get(entity)
    now = None if table is None else workspace.row(table, key)
    if table is None or now is None or field not in table.columns:
        raise UnknownRecordError(entity, key)
    if (now[field] or "") == value:
        return
    if (entity, field) == (SERVICE.name, "service_id"):
        edit_identifier(workspace, key, value)
        return
    changed: dict[str, str | None] = {field: None if not value and table.c[field].info.get("day") else value}
    if entity == STANDARD_RECORD.name:
        if field == "service_standard_id":
            refuse_taken(workspace, standard_card(workspace, key), value)
        if field in _RESULTS:  # what was published of the figures before no longer holds
            changed |= {"published_performance": "", "published_target_met": ""}
    with workspace.change(N_("Restore an earlier value")) as connection:
        connection.execute(table.update().where(table.c.id == key).values(**changed))


def restore_record(workspace: Workspace, service: str, year: FiscalYear, seq: int) -> None:
    """Make a service's record of ``year`` what it was just after the change set ``seq``, as one change.

    Its standards and their quarters come back or go as well, and its identifier. Notes and what was
    said of translations stay as they are; they go and come back with their row. Whether the service
    is still given is not touched.

    Raises:
        UnknownRecordError: the plan holds no such service.
        NothingToRestoreError: there was no record then, or it is as it was.
        IdentifierTakenError: another service has the identifier that it had.
        SealedError, ReadOnlyError: it cannot be changed.
    """
    tracked = track(workspace, service, year, beside=BESIDE)
    before = _walk_back(tracked, changes_since(workspace, tracked, seq))
    wanted = {at: row for at, row in before.items() if at[0] in CONTENT}
    held = {at: row for at, row in tracked.rows.items() if at[0] in CONTENT}
    identifier = str(before.get((SERVICE.name, service), tracked.rows[SERVICE.name, service])["service_id"] or "")
    is_renamed = identifier != tracked.rows[SERVICE.name, service]["service_id"]
    if not any(entity == SERVICE_RECORD.name for entity, _key in wanted) or (wanted == held and not is_renamed):
        raise NothingToRestoreError(service, str(year))
    if is_renamed:
        _refuse_identifier(workspace, service, identifier)
    with workspace.change(N_("Restore the record as it was")) as connection:
        if is_renamed:
            connection.execute(SERVICE.update().where(SERVICE.c.id == service).values(service_id=identifier))
        _write(connection, held, wanted)
        come_back = {key for entity, key in wanted if (entity, key) not in held}
        for (entity, _key), row in before.items():
            if entity in BESIDE and row["record"] in come_back:
                connection.execute(metadata.tables[entity].insert().values(**row))


def _walk_back(tracked: Tracked, changes: list[RowChange]) -> _Rows:
    """Return the rows as they were before ``changes``, which come newest first."""
    state: _Rows = {at: dict(row) for at, row in tracked.rows.items()}
    pending: Row = {}
    for change in changes:
        at = (change.entity, change.key)
        if change.operation == "update":
            state[at][change.field] = change.old
        elif change.operation == "insert":
            state.pop(at, None)
        elif change.field:
            pending[change.field] = change.old
        else:
            names = metadata.tables[change.entity].columns.keys()
            state[at] = {name: pending.get(name) for name in names} | {"id": change.key}
            pending = {}
    return state


def _write(connection: Connection, held: _Rows, wanted: _Rows) -> None:
    gone = [at for at in held if at not in wanted]
    delete_marks(connection, [key for _entity, key in gone])
    for entity in reversed(CONTENT):
        keys = [key for name, key in gone if name == entity]
        if keys:
            table = metadata.tables[entity]
            connection.execute(table.delete().where(table.c.id.in_(keys)))
    for entity, key in _freed(held, wanted):  # two standards may have changed identifiers with each other
        table = metadata.tables[entity]
        connection.execute(table.update().where(table.c.id == key).values(service_standard_id=key))
    for entity in CONTENT:
        for at, row in wanted.items():
            if at[0] == entity:
                _write_row(connection, entity, held.get(at), row)


def _freed(held: _Rows, wanted: _Rows) -> list[tuple[str, str]]:
    """Return the standards whose identifier another one is to take before they get theirs."""
    numbers = {number: at for at, number in _numbers(held) if at in wanted}
    taken = {numbers[number] for at, number in _numbers(wanted) if numbers.get(number, at) != at}
    return sorted(taken)


def _numbers(rows: _Rows) -> list[tuple[tuple[str, str], str]]:
    """Return the identifiers of the standards that have one."""
    standards = (
        (at, str(row["service_standard_id"] or "")) for at, row in rows.items() if at[0] == STANDARD_RECORD.name
    )
    return [(at, number) for at, number in standards if number]


def _write_row(connection: Connection, entity: str, held: Mapping[str, object] | None, wanted: Row) -> None:
    table = metadata.tables[entity]
    if held is None:
        connection.execute(table.insert().values(**wanted))
        return
    changed = {name: value for name, value in wanted.items() if held[name] != value}
    if changed:
        connection.execute(table.update().where(table.c.id == wanted["id"]).values(**changed))


def _refuse_identifier(workspace: Workspace, service: str, identifier: str) -> None:
    owner = workspace.rows(select(SERVICE.c.owner_org).where(SERVICE.c.id == service))[0].owner_org
    query = select(SERVICE.c.id).where(
        SERVICE.c.owner_org == owner, SERVICE.c.service_id == identifier, SERVICE.c.id != service
    )
    holders = workspace.rows(query) if identifier else []
    if holders:
        raise IdentifierTakenError("service_id", identifier, holders[0].id)
