"""The journal: change sets are opened, sealed with a hash, reverted and verified here.

Functions take the plan's raw connection, since what they do is SQLite's own business. The
hash of a set is SHA-256 over its parent's hash, its own columns, its changes in order and,
for each inserted key that still stands, the whole row at the end of the set: so neither
history nor what it led to can be altered unseen.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text

from model.base import metadata, new_key
from model.change_set import Change, ChangeKind, ChangeSet
from model.journal_tables import deleted_row
from model.schema import entities

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_UNDOABLE = (ChangeKind.EDIT, ChangeKind.IMPORT, ChangeKind.MERGE)
_COLUMNS = "seq, id, parent, replica, at, author, label, kind, reverts, hash"

_AT_ONCE = 500
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_quoted: Callable[[str], str] = json.encoder.encode_basestring

_Place = tuple[str, str]  # entity and key
_Row = dict[str, Any]
_Values = tuple[Any, ...]  # of a row, in the table's order
_State = dict[_Place, _Row]
_Statement = tuple[str, tuple[Any, ...]]  # SQL and its values


class BrokenJournalError(Exception):
    """The journal and the rows do not fit together: the plan was changed by something else."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"change set {seq}")
        self.seq = seq


@dataclass(frozen=True, slots=True)
class Heading:
    """What a change set is said to be before it holds anything."""

    label: str
    author: str
    replica: str
    kind: ChangeKind = ChangeKind.EDIT
    reverts: int | None = None


def begin(database: sqlite3.Connection, heading: Heading) -> int:
    """Open a change set in the transaction that is open, and return its number."""
    last = database.execute("SELECT seq, id FROM change_set ORDER BY seq DESC LIMIT 1").fetchone()
    seq, parent = (last[0] + 1, last[1]) if last else (1, "")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    values = (seq, new_key(), parent, heading.replica, at, heading.author, heading.label, heading.kind, heading.reverts)
    database.execute(f"INSERT INTO change_set({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", values)
    return seq


def end(database: sqlite3.Connection, seq: int) -> ChangeSet | None:
    """Seal the open change set ``seq`` with its hash; return it, or None when nothing was changed.

    A migration is kept though it changes no field: from there on another schema is meant, and undo stops.
    """
    changes = _changes(database, seq)
    heading = database.execute(f"SELECT {_COLUMNS} FROM change_set WHERE seq = ?", (seq,)).fetchone()
    found = _change_set(heading, changes)
    if not changes and found.kind is not ChangeKind.MIGRATE:
        database.execute("DELETE FROM change_set WHERE seq = ?", (seq,))
        return None
    inserted = dict.fromkeys((change.entity, change.key) for change in changes if change.operation == "insert")
    digest = _hash(_parent_hash(database, seq), heading, changes, _rows(database, inserted))
    database.execute("UPDATE change_set SET hash = ? WHERE seq = ?", (digest, seq))
    return found


def _parent_hash(database: sqlite3.Connection, seq: int) -> str:
    found = database.execute("SELECT hash FROM change_set WHERE seq < ? ORDER BY seq DESC LIMIT 1", (seq,)).fetchone()
    return found[0] if found else ""


def _changes(database: sqlite3.Connection, seq: int) -> tuple[Change, ...]:
    query = 'SELECT entity, "key", op, field, old, new FROM change WHERE "set" = ? ORDER BY ord'
    rows = database.execute(query, (seq,))
    return tuple(map(Change._make, rows))


def _change_set(heading: tuple[Any, ...], changes: tuple[Change, ...] = ()) -> ChangeSet:
    seq, _id, _parent, _replica, at, author, label, kind, reverts, _digest = heading
    return ChangeSet(seq, ChangeKind(kind), label, author, at, changes, reverts)


def _rows(database: sqlite3.Connection, places: Iterable[_Place]) -> Iterator[tuple[_Place, _Values]]:
    """Yield the values of rows that stand at ``places``, in that order; those that are gone are passed over."""
    for entity, group in itertools.groupby(places, key=itemgetter(0)):
        names = ", ".join(f'"{name}"' for name in _columns()[entity])
        while some := list(itertools.islice(group, _AT_ONCE)):
            marks = ", ".join("?" * len(some))
            keys = [key for _entity, key in some]
            chosen = database.execute(f'SELECT {names} FROM "{entity}" WHERE id IN ({marks})', keys)
            found = {values[0]: values for values in chosen}  # every table begins with its key
            yield from ((place, found[place[1]]) for place in some if place[1] in found)


def _hash(
    parent_hash: str,
    heading: tuple[Any, ...],
    changes: Iterable[Change],
    rows: Iterable[tuple[_Place, _Values]],
) -> str:
    """Return the hash of the JSON list of all four; it is written in pieces, since an import makes it large."""
    told, made = map(_change_json, changes), itertools.starmap(_row_json, rows)
    digest = hashlib.sha256()
    before = f"[{_encoded(parent_hash)},{_encoded(list(heading[1:9]))},["
    for piece in itertools.chain([before], _joined(told), ["],["], _joined(made), ["]]"]):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _joined(items: Iterable[str]) -> Iterator[str]:
    """Yield items with commas between them, a few at a time."""
    left, comma = iter(items), ""
    while some := list(itertools.islice(left, _AT_ONCE)):
        yield comma + ",".join(some)
        comma = ","


# The encoder takes five times as long for a list of lists of texts as what follows.


def _change_json(change: Change) -> str:
    """Return the JSON of a change's columns."""
    place = f"[{_quoted(change.entity)},{_quoted(change.key)},{_quoted(change.operation)},{_quoted(change.field)}"
    return f"{place},{_value_json(change.old)},{_value_json(change.new)}]"


def _value_json(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, str):
        return _quoted(value)
    return _encoded({"blob": value.hex()} if isinstance(value, bytes) else value)


def _row_json(place: _Place, values: _Values) -> str:
    """Return the JSON of a row's place and its columns, each with its name."""
    entity, key = place
    pattern, odd = _pattern(entity)
    texts: list[Any] = list(values)
    for at in odd:
        texts[at] = ""
    texts = list(map(_quoted, texts))
    for at in odd:
        texts[at] = _value_json(values[at])
    return pattern % (_quoted(key), *texts)


@cache
def _pattern(entity: str) -> tuple[str, tuple[int, ...]]:
    """Return the JSON of a table's row with a gap for each value, and which values may be something else than text."""
    columns = metadata.tables[entity].columns
    cells = ",".join(f"[{_quoted(column.name)},%s]" for column in columns)
    odd = (at for at, column in enumerate(columns) if column.nullable or not isinstance(column.type, Text))
    return f"[{_quoted(entity)},%s,[{cells}]]", tuple(odd)


def undo_target(database: sqlite3.Connection) -> ChangeSet | None:
    """Return the change set that undo would take back, or None when there is none or a seal stands before it."""
    taken_back, cancelled = set(), set()
    for heading in database.execute(f"SELECT {_COLUMNS} FROM change_set ORDER BY seq DESC"):
        found = _change_set(heading)
        if found.kind is ChangeKind.REDO:
            cancelled.add(found.reverts)
        elif found.kind is ChangeKind.UNDO:
            if found.seq not in cancelled:
                taken_back.add(found.reverts)
        elif found.kind not in _UNDOABLE:
            return None
        elif found.seq not in taken_back:
            return found
    return None


def redo_target(database: sqlite3.Connection) -> ChangeSet | None:
    """Return the change set that redo would bring back, or None; a new change ended redo.

    The set returned is the one that was undone; its ``reverts`` names the undo to be reverted.
    """
    cancelled = set()
    for heading in database.execute(f"SELECT {_COLUMNS} FROM change_set ORDER BY seq DESC"):
        found = _change_set(heading)
        if found.kind is ChangeKind.REDO:
            cancelled.add(found.reverts)
        elif found.kind is not ChangeKind.UNDO:
            return None
        elif found.seq not in cancelled:
            return _redone(database, found)
    return None


def _redone(database: sqlite3.Connection, undo: ChangeSet) -> ChangeSet:
    heading = database.execute(f"SELECT {_COLUMNS} FROM change_set WHERE seq = ?", (undo.reverts,)).fetchone()
    original = _change_set(heading)
    return ChangeSet(original.seq, original.kind, original.label, original.author, original.at, (), undo.seq)


def size(database: sqlite3.Connection, seq: int) -> int:
    """Return how many lines the change set ``seq`` has: what taking it back costs."""
    found: int = database.execute('SELECT count(*) FROM change WHERE "set" = ?', (seq,)).fetchone()[0]
    return found


def revert(database: sqlite3.Connection, seq: int) -> None:
    """Apply the inverse of the change set ``seq`` inside the open change set.

    What was done last is taken back first. Where the same statement follows itself, as it does thousands of times
    after a year was carried, it is prepared once.

    Raises:
        BrokenJournalError: a row is not as the set left it.
    """
    for sql, same in itertools.groupby(_inverse(_changes(database, seq), seq), key=itemgetter(0)):
        while some := [values for _sql, values in itertools.islice(same, _AT_ONCE)]:
            if database.executemany(sql, some).rowcount != len(some):
                raise BrokenJournalError(seq)


def _inverse(changes: Sequence[Change], seq: int) -> Iterator[_Statement]:
    """Yield what takes changes back, last first; every statement has to find exactly one row."""
    columns = _columns()
    updates: dict[str, Change] = {}  # of one row, by field: those that follow each other are one statement
    row: tuple[str, str] | None = None
    for change in reversed(changes):
        if change.entity not in columns or (change.field and change.field not in columns[change.entity]):
            raise BrokenJournalError(seq)
        is_update = change.operation == "update"
        if updates and (not is_update or row != (change.entity, change.key) or change.field in updates):
            yield _update(updates)
            updates = {}
        if is_update:
            row = (change.entity, change.key)
            updates[change.field] = change
        elif change.operation == "insert":
            yield f'DELETE FROM "{change.entity}" WHERE id = ?', (change.key,)
        else:
            yield _insert(change, columns[change.entity], seq)
    if updates:
        yield _update(updates)


def _update(updates: Mapping[str, Change]) -> _Statement:
    """Return what sets the fields of one row to what they were, if they are what they became."""
    first, *_rest = updates.values()
    wanted = ", ".join(f'"{field}" = ?' for field in updates)
    there = "".join(f' AND "{field}" IS ?' for field in updates)
    values = (*(c.old for c in updates.values()), first.key, *(c.new for c in updates.values()))
    return f'UPDATE "{first.entity}" SET {wanted} WHERE id = ?{there}', values


def _insert(change: Change, columns: tuple[str, ...], seq: int) -> _Statement:
    """Return what brings a deleted row back."""
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    return f'INSERT INTO "{change.entity}" ({names}) VALUES ({marks})', tuple(_gone(change, seq).values())


def _gone(change: Change, seq: int) -> _Row:
    """Return the row that a delete took away."""
    try:
        row = deleted_row(change.entity, change.old)
    except ValueError:
        raise BrokenJournalError(seq) from None
    if row["id"] != change.key:
        raise BrokenJournalError(seq)
    return row


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    """Return the columns of each journalled table."""
    return {table.name: tuple(column.name for column in table.columns) for table in entities()}


def verify(database: sqlite3.Connection) -> None:
    """Check every hash, walking back from the rows as they stand.

    Raises:
        BrokenJournalError: a change set, or a row that it made, is not what was sealed.
    """
    state: _State = {}
    for table in entities():
        cursor = database.execute(f'SELECT * FROM "{table.name}"')
        names = [column[0] for column in cursor.description]
        for found in cursor:
            row = dict(zip(names, found, strict=True))
            state[table.name, row["id"]] = row
    for heading in database.execute(f"SELECT {_COLUMNS} FROM change_set ORDER BY seq DESC").fetchall():
        seq, digest = heading[0], heading[9]
        changes = _changes(database, seq)
        inserted = dict.fromkeys((c.entity, c.key) for c in changes if c.operation == "insert")
        rows = ((place, tuple(state[place].values())) for place in inserted if place in state)
        if digest != _hash(_parent_hash(database, seq), heading, changes, rows):
            raise BrokenJournalError(seq)
        _walk_back(state, changes, seq)
    if state:
        raise BrokenJournalError(0)


def _walk_back(state: _State, changes: Sequence[Change], seq: int) -> None:
    columns = _columns()
    pending: _Row = {}
    for change in reversed(changes):
        place = (change.entity, change.key)
        if change.operation == "update":
            if change.field not in state.get(place, ()) or state[place][change.field] != change.new:
                raise BrokenJournalError(seq)
            state[place][change.field] = change.old
        elif change.operation == "insert":
            if state.pop(place, None) is None:
                raise BrokenJournalError(seq)
        elif change.field:  # until schema 2 the fields of a delete followed its own line
            pending[change.field] = change.old
        elif change.old is None:
            names = columns.get(change.entity, ())
            state[place] = {name: pending.get(name) for name in names} | {"id": change.key}
            pending = {}
        else:
            state[place] = _gone(change, seq)


def history(database: sqlite3.Connection, *, limit: int | None = None) -> tuple[ChangeSet, ...]:
    """Return change sets with their changes left out, newest first."""
    query = f"SELECT {_COLUMNS} FROM change_set ORDER BY seq DESC LIMIT ?"
    return tuple(_change_set(heading) for heading in database.execute(query, (-1 if limit is None else limit,)))


def change_set(database: sqlite3.Connection, seq: int) -> ChangeSet | None:
    """Return the change set ``seq`` with everything it changed, or None when there is none."""
    heading = database.execute(f"SELECT {_COLUMNS} FROM change_set WHERE seq = ?", (seq,)).fetchone()
    return None if heading is None else _change_set(heading, _changes(database, seq))


def head(database: sqlite3.Connection) -> str:
    """Return the id of the newest change set; blank when nothing was ever changed."""
    found = database.execute("SELECT id FROM change_set ORDER BY seq DESC LIMIT 1").fetchone()
    return found[0] if found else ""
