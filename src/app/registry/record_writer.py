"""Writing the records of an import inside one change set: what is new, what differs, nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Protocol

from sqlalchemy import select
from sqlalchemy.dialects import sqlite

from app.registry.schema import Kind
from app.registry.stored import QUARTERS, TABLES, key_columns
from model.base import natural_key, new_key
from model.inventory import NOTE, SERVICE
from model.quarters import QUARTERLY_VOLUME
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from app.registry.stored import Key, StoredRecord, Values
    from app.registry.tables import Kept

_Row = dict[str, Any]
_AT_ONCE: Final = 500
"""Rows that go to the database at once: all of them would stand in memory twice more."""

CONFIRMED: Final = select(
    CONFIRMATION.c.id,
    CONFIRMATION.c.entity,
    CONFIRMATION.c.record,
    CONFIRMATION.c.field,
    CONFIRMATION.c.en,
    CONFIRMATION.c.fr,
)


class Written(Protocol):
    """What is asked of a write: which record it is of, its equal texts, its notes."""

    @property
    def kind(self) -> Kind:
        """Return the table."""

    @property
    def key(self) -> Key:
        """Return what the registry knows the record by."""

    @property
    def pairs(self) -> tuple[str, ...]:
        """Return the texts that are declared equal in both languages."""

    @property
    def notes(self) -> tuple[Kept, ...]:
        """Return the notes that go on the record."""


class RecordWriter:
    """Writes inside one change set; a new key is the one every copy of the plan would give."""

    def __init__(self, connection: Connection, services: dict[tuple[str, str], str], author: str) -> None:
        self._connection = connection
        self._services = services
        self._author = author
        self._at = datetime.now(UTC).isoformat(timespec="seconds")
        self._ids: dict[Kind, dict[Key, str]] = {kind: {} for kind in Kind}
        self._service_ids = self._taken(SERVICE)
        self._new_services: list[_Row] = []

    def write(self, kind: Kind, stored: Mapping[Key, StoredRecord], values: Mapping[Key, Values]) -> None:
        """Insert the records of one table that are new and change those that differ."""
        taken = self._taken(TABLES[kind])
        new: list[Key] = []
        quarters: list[_Row] = []
        for key, record in values.items():
            found = stored.get(key)
            if found is None:
                self._ids[kind][key] = _free(key, taken)
                new.append(key)
            else:
                self._ids[kind][key] = found.id
                self._change(kind, found, record)
            if kind is Kind.STANDARD:
                quarters += self._new_quarters(kind, key, record, found)
        rows = (self._row(kind, key, values[key]) for key in new)
        while batch := list(islice(rows, _AT_ONCE)):  # a service stands before its records
            self._insert(SERVICE, self._new_services)
            self._new_services = []
            self._insert(TABLES[kind], batch)
        self._insert(QUARTERLY_VOLUME, quarters)

    def _row(self, kind: Kind, key: Key, record: Values) -> _Row:
        names = dict(zip(key_columns(kind), key[1:], strict=True))
        del names["service_id"]
        values = {name: value for name, value in record.items() if name not in QUARTERS}
        return {"id": self._ids[kind][key], "service": self._service(key), "owner_org": key[0], **names, **values}

    def _change(self, kind: Kind, found: StoredRecord, record: Values) -> None:
        held = found.values
        changed = {name: value for name, value in record.items() if held.get(name, "") != value}
        table = TABLES[kind]
        for name in [name for name in changed if name in QUARTERS]:
            value = changed.pop(name)
            if name in held:
                field, quarter = QUARTERS[name]
                volume = QUARTERLY_VOLUME.c
                update = QUARTERLY_VOLUME.update().where(
                    volume.entity == kind.table,
                    volume.record == found.id,
                    volume.field == field,
                    volume.quarter == quarter,
                )
                self._connection.execute(update.values(value=value))
        if changed:
            self._connection.execute(table.update().where(table.c.id == found.id).values(**changed))

    def _new_quarters(self, kind: Kind, key: Key, record: Values, found: StoredRecord | None) -> list[_Row]:
        """Return the quarterly volumes of a record that the plan does not hold yet."""
        return [
            {
                "id": natural_key("quarter", kind.table, *key, field, quarter),
                "entity": kind.table,
                "record": self._ids[kind][key],
                "field": field,
                "quarter": quarter,
                "value": record[name],
            }
            for name, (field, quarter) in QUARTERS.items()
            if record.get(name) and (found is None or name not in found.values)
        ]

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

    def _insert(self, table: Table, rows: Iterable[_Row]) -> None:
        """Insert rows, a few at a time; a column that a row does not name is blank."""
        blank = {column.name: None if column.nullable else "" for column in table.columns}
        statement = str(table.insert().compile(dialect=sqlite.dialect()))
        left = iter(rows)
        while batch := [tuple({**blank, **row}.values()) for row in islice(left, _AT_ONCE)]:
            self._connection.exec_driver_sql(statement, batch)

    def confirm(self, kind: Kind, written: Iterable[Written], values: Mapping[Key, Values]) -> None:
        """Declare equal both sides of each text that the import gave in both languages."""
        known = {(row.entity, row.record, row.field): row for row in self._connection.execute(CONFIRMED)}
        taken = {row.id for row in known.values()}
        pairs: dict[Key, tuple[str, ...]] = {}
        for write in written:
            before = pairs.get(write.key)
            pairs[write.key] = write.pairs if before is None else tuple(dict.fromkeys((*before, *write.pairs)))

        def new() -> Iterator[_Row]:
            for key, names in pairs.items():
                for name in names:
                    place = (kind.table, self._ids[kind][key], name)
                    texts = {"en": values[key][f"{name}_en"], "fr": values[key][f"{name}_fr"]}
                    found = known.get(place)
                    if found is None:
                        natural = natural_key("confirmation", *place)
                        row = {"entity": place[0], "record": place[1], "field": name, **texts}
                        yield {"id": new_key() if natural in taken else natural, **row, "confirmed_at": self._at}
                    elif (found.en, found.fr) != (texts["en"], texts["fr"]):
                        changed = texts | {"source": "", "confirmed_at": self._at}
                        self._connection.execute(
                            CONFIRMATION.update().where(CONFIRMATION.c.id == found.id).values(**changed)
                        )

        self._insert(CONFIRMATION, new())

    def note(self, written: Iterable[Written]) -> None:
        """Write the notes that the plan does not hold yet."""
        taken = self._taken(NOTE)
        added: dict[str, _Row] = {}
        for write in written:
            for note in write.notes:
                if note.id not in taken:
                    added[note.id] = {
                        "id": note.id,
                        "entity": write.kind.table,
                        "record": self._ids[write.kind][write.key],
                        "field": note.field,
                        "text_en": note.en,
                        "text_fr": note.fr,
                        "author": self._author,
                        "written_at": self._at,
                        "resolved": "N" if note.is_open else "Y",
                    }
        self._insert(NOTE, list(added.values()))


def _free(natural: Sequence[str], taken: set[str]) -> str:
    """Return the key that belongs to a natural key, a random one when another record has it."""
    key = natural_key(*natural)
    if key in taken:
        key = new_key()
    taken.add(key)
    return key
