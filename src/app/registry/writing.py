"""Taking judged rows over into a plan, as one change set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app import backups
from app.i18n import N_
from app.registry.errors import StaleResultError
from app.registry.schema import Kind
from app.registry.stored import TABLES, data_columns, key_columns, read_records, read_services
from model.base import natural_key, new_key
from model.change_set import ChangeKind
from model.inventory import SERVICE
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from app.registry.stored import Key, StoredRecord
    from app.workspace import Workspace

_Row = dict[str, Any]
_CONFIRMED = select(
    CONFIRMATION.c.id,
    CONFIRMATION.c.entity,
    CONFIRMATION.c.record,
    CONFIRMATION.c.field,
    CONFIRMATION.c.en,
    CONFIRMATION.c.fr,
)


@dataclass(frozen=True, slots=True)
class Write:
    """One record to be written.

    ``before`` holds the values that are replaced, as they must still stand; None for a record
    that must not exist yet. ``pairs`` are the texts that the import declares equal.
    """

    kind: Kind
    key: Key
    before: Mapping[str, str] | None
    after: Mapping[str, str]
    pairs: tuple[str, ...]


def write_records(workspace: Workspace, writes: Sequence[Write]) -> None:
    """Write records into an open plan, as one change set that one undo takes back.

    Raises:
        StaleResultError: a value to be replaced is no longer what it was when it was judged.
        model.plan_file.NoSpaceError: the disk is full; nothing was written.
    """
    with workspace.change(N_("Import inventory"), kind=ChangeKind.IMPORT) as connection:
        put_records(workspace, connection, writes)


def put_records(workspace: Workspace, connection: Connection, writes: Sequence[Write]) -> None:
    """Write records inside an open change.

    Raises:
        StaleResultError: a value to be replaced is no longer what it was when it was judged.
    """
    stored = {kind: read_records(workspace, kind) for kind in Kind}
    values = {kind: _merged(workspace, stored[kind], [w for w in writes if w.kind is kind]) for kind in Kind}
    writer = _Writer(connection, read_services(workspace))
    for kind in Kind:
        writer.write(kind, stored[kind], values[kind])
    writer.confirm((w, values[w.kind][w.key]) for w in writes)


def take_over(workspace: Workspace, writes: Sequence[Write]) -> None:
    """Write records where that changes anything, as one change set; a copy of the plan is kept before.

    Raises:
        StaleResultError: a value to be replaced is no longer what it was when it was judged.
        model.plan_file.PlanFileError: the copy or the change could not be written; nothing was changed.
    """
    if has_news(workspace, writes):
        backups.back_up(workspace)
        write_records(workspace, writes)


def has_news(workspace: Workspace, writes: Sequence[Write]) -> bool:
    """Whether writing would change anything: a value, or a text that is not yet declared equal in both languages."""
    if any(write.before is None or write.after for write in writes):
        return True
    stored = {kind: read_records(workspace, kind) for kind in Kind}
    known = {(row.entity, row.record, row.field): (row.en, row.fr) for row in workspace.rows(_CONFIRMED)}
    for write in writes:
        record = stored[write.kind].get(write.key)
        if record is None:  # the plan was changed since: writing will tell
            return True
        for pair in write.pairs:
            texts = record.values[f"{pair}_en"], record.values[f"{pair}_fr"]
            if known.get((write.kind.table, record.id, pair)) != texts:
                return True
    return False


def _merged(
    workspace: Workspace, stored: Mapping[Key, StoredRecord], writes: Iterable[Write]
) -> dict[Key, dict[str, str]]:
    """Return the records as they will stand, by key; a record written twice is merged in order."""
    merged: dict[Key, dict[str, str]] = {}
    for write in writes:
        held = merged.get(write.key)
        if held is None:
            found = stored.get(write.key)
            held = None if found is None else dict(found.values)
        if (held is None) != (write.before is None):
            raise StaleResultError(workspace.path)
        if held is None:
            held = dict.fromkeys(data_columns(write.kind), "")
        elif any(held.get(name) != value for name, value in (write.before or {}).items()):
            raise StaleResultError(workspace.path)
        merged[write.key] = held | dict(write.after)
    return merged


class _Writer:
    """Writes inside one change set; a new key is the one every copy of the plan would give."""

    def __init__(self, connection: Connection, services: dict[tuple[str, str], str]) -> None:
        self._connection = connection
        self._services = services
        self._ids: dict[Key, str] = {}
        self._service_ids = self._taken(SERVICE)
        self._new_services: list[_Row] = []

    def write(self, kind: Kind, stored: Mapping[Key, StoredRecord], values: Mapping[Key, Mapping[str, str]]) -> None:
        """Insert the records of one table that are new and change those that differ."""
        table = TABLES[kind]
        taken = self._taken(table)
        added: list[_Row] = []
        for key, record in values.items():
            found = stored.get(key)
            if found is not None:
                self._ids[key] = found.id
                changed = {name: value for name, value in record.items() if found.values[name] != value}
                if changed:
                    self._connection.execute(table.update().where(table.c.id == found.id).values(**changed))
                continue
            self._ids[key] = _free(key, taken)
            names = dict(zip(key_columns(kind), key[1:], strict=True))
            del names["service_id"]
            service = self._service(key)
            added.append({"id": self._ids[key], "service": service, "owner_org": key[0], **names, **record})
        self._insert(SERVICE, self._new_services)
        self._new_services = []
        self._insert(table, added)

    def _service(self, key: Key) -> str:
        """Return the key of the service of a record; a service that the plan has not met is made."""
        owner, identifier = key[0], key[2]
        found = self._services.get((owner, identifier))
        if found is None:
            found = _free((owner, identifier), self._service_ids)
            self._services[owner, identifier] = found
            row = {"id": found, "owner_org": owner, "service_id": identifier, "state": "active"}
            self._new_services.append(row)
        return found

    def _taken(self, table: Table) -> set[str]:
        return set(self._connection.execute(select(table.c.id)).scalars())

    def _insert(self, table: Table, rows: list[_Row]) -> None:
        if rows:
            self._connection.execute(table.insert(), rows)

    def confirm(self, written: Iterable[tuple[Write, Mapping[str, str]]]) -> None:
        """Declare equal both sides of each text that the import gave in both languages."""
        known = {(row.entity, row.record, row.field): row for row in self._connection.execute(_CONFIRMED)}
        taken = {row.id for row in known.values()}
        at = datetime.now(UTC).isoformat(timespec="seconds")
        added: dict[tuple[str, str, str], _Row] = {}
        for write, values in written:
            for pair in write.pairs:
                place = (write.kind.table, self._ids[write.key], pair)
                texts = {"en": values[f"{pair}_en"], "fr": values[f"{pair}_fr"], "source": "", "confirmed_at": at}
                found = known.get(place)
                if found is None:
                    key = added[place]["id"] if place in added else _free(("confirmation", *place), taken)
                    added[place] = {"id": key, "entity": place[0], "record": place[1], "field": pair, **texts}
                elif (found.en, found.fr) != (texts["en"], texts["fr"]):
                    self._connection.execute(CONFIRMATION.update().where(CONFIRMATION.c.id == found.id).values(**texts))
        self._insert(CONFIRMATION, list(added.values()))


def _free(natural: Sequence[str], taken: set[str]) -> str:
    """Return the key that belongs to a natural key, a random one when another record has it."""
    key = natural_key(*natural)
    if key in taken:
        key = new_key()
    taken.add(key)
    return key
