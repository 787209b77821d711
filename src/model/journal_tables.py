"""The journal's tables and the triggers that write it, generated from the metadata.

No statement, tool or mapper can change a plan unrecorded: a write while no change set is
open fails in the database, and journal rows are append-only. An insert journals its key
only (the row is in the table); an update one line a field; a delete the whole row, as JSON
without what is blank. Until schema 2 a delete was a line for itself and one a field: so many
lines made the undo of a large change slow. Those that were written stay as they were sealed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text, literal_column
from sqlalchemy.types import UserDefinedType

from model.base import entities, metadata
from model.change_set import read_row

if TYPE_CHECKING:
    from collections.abc import Iterator


class Anything(UserDefinedType[object]):
    """A typeless column: old and new values are kept exactly, whatever their kind."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        """Return the type's name in a STRICT table."""
        return "ANY"


CHANGE_SET = Table(
    "change_set",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("parent", Text, nullable=False),  # id of the set before it; blank for the first
    Column("replica", Text, nullable=False),  # the opening of the plan that wrote it
    Column("at", Text, nullable=False),  # ISO date and time, UTC
    Column("author", Text, nullable=False),
    Column("label", Text, nullable=False),  # English message id
    Column("kind", Text, nullable=False),
    Column("reverts", Integer, nullable=True),  # seq of the set that an undo or redo takes back
    Column("hash", Text, nullable=True),  # NULL marks the one open set
    sqlite_strict=True,
)

CHANGE = Table(
    "change",
    metadata,
    Column("ord", Integer, primary_key=True),
    Column("set", Integer, nullable=False, index=True),
    Column("entity", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("op", Text, nullable=False),  # insert, update or delete
    Column("field", Text, nullable=False),
    Column("old", Anything, nullable=True),
    Column("new", Anything, nullable=True),
    sqlite_strict=True,
)

Index("change_of_field", CHANGE.c.entity, CHANGE.c.key, CHANGE.c.field)
_IS_DELETE = CHANGE.c.op == literal_column("'delete'")  # written out, as the indexes need it
IS_DELETED_ROW: Final = _IS_DELETE & (CHANGE.c.field == literal_column("''"))
"""Whether a line of the journal is a row that was deleted; its ``new`` names what the row belonged to."""
IS_DELETED_FIELD: Final = _IS_DELETE & (CHANGE.c.field != literal_column("''"))
"""Whether it is one field of such a row, as was written until schema 2."""

Index("change_of_deleted", CHANGE.c.entity, CHANGE.c.new, sqlite_where=IS_DELETED_ROW)
Index("change_of_deleted_field", CHANGE.c.entity, CHANGE.c.field, CHANGE.c.old, sqlite_where=IS_DELETED_FIELD)
Index("one_open_set", CHANGE_SET.c.hash.is_(None), unique=True, sqlite_where=CHANGE_SET.c.hash.is_(None))

_OPEN = "(SELECT seq FROM change_set WHERE hash IS NULL)"
_NO_CHANGE_OPEN = f"SELECT raise(ABORT, 'no open change') WHERE {_OPEN} IS NULL;"
_INSERT = 'INSERT INTO change("set", entity, "key", op, field, old, new)'

HOLDERS: Final = ("service", "record")
"""The columns that say what a row belongs to; what is gone is looked for by them."""

_JOURNAL_GUARDS = (
    """CREATE TRIGGER change_set_sealed_update BEFORE UPDATE ON change_set WHEN old.hash IS NOT NULL
BEGIN SELECT raise(ABORT, 'sealed change set'); END""",
    """CREATE TRIGGER change_set_sealed_delete BEFORE DELETE ON change_set WHEN old.hash IS NOT NULL
BEGIN SELECT raise(ABORT, 'sealed change set'); END""",
    """CREATE TRIGGER change_fixed_update BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'append-only journal'); END""",
    """CREATE TRIGGER change_fixed_delete BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'append-only journal'); END""",
    f"""CREATE TRIGGER change_late BEFORE INSERT ON change WHEN new."set" IS NULL OR new."set" IS NOT {_OPEN}
BEGIN SELECT raise(ABORT, 'no open change'); END""",
)


def _writers(table: Table) -> Iterator[str]:
    """Yield the triggers that journal one table.

    Each field has its own, so that an update fires those of the fields that it sets and no other: with all of them in
    one, a field changed in 20,000 records took 11 s.
    """
    name = table.name
    fields = [column.name for column in table.columns if column.name != "id"]
    yield (
        f"CREATE TRIGGER {name}_journal_insert AFTER INSERT ON {name} BEGIN\n"
        f"{_INSERT} VALUES ({_OPEN}, '{name}', new.id, 'insert', '', NULL, NULL); END"
    )
    yield (
        f"CREATE TRIGGER {name}_journal_update AFTER UPDATE ON {name} WHEN {_OPEN} IS NULL OR old.id IS NOT new.id\n"
        f"BEGIN {_NO_CHANGE_OPEN}\nSELECT raise(ABORT, 'key is fixed'); END"
    )
    for field in reversed(fields):  # the last one made comes first
        old, new = f"old.{field}", f"new.{field}"
        yield (
            f"CREATE TRIGGER {name}_journal_{field} AFTER UPDATE OF {field} ON {name} WHEN {old} IS NOT {new}\n"
            f"BEGIN {_INSERT} VALUES ({_OPEN}, '{name}', new.id, 'update', '{field}', {old}, {new}); END"
        )
    holder = next((f"old.{column}" for column in HOLDERS if column in table.columns), "NULL")
    yield (
        f"CREATE TRIGGER {name}_journal_delete AFTER DELETE ON {name} BEGIN\n"
        f"{_INSERT} VALUES ({_OPEN}, '{name}', old.id, 'delete', '', {_row_as_json(table)}, {holder}); END"
    )


def _row_as_json(table: Table) -> str:
    """Return the SQL of a row that goes as a JSON object; ``deleted_row`` reads it.

    SQLite's own functions for JSON are not to be used in a schema that is not trusted. Control characters stand as
    they are.
    """
    id_, *rest = table.columns
    pieces = [f"""'{{"id":' || {_as_json(id_)}"""]
    for column in rest:
        is_blank = f"old.{column.name} IS NULL" if column.nullable else f"old.{column.name} = ''"
        pieces.append(f"""CASE WHEN {is_blank} THEN '' ELSE ',"{column.name}":' || {_as_json(column)} END""")
    return "\n || ".join([*pieces, "'}'"])


def _as_json(column: Column[Any]) -> str:
    value = f"old.{column.name}"
    if isinstance(column.type, Integer):
        return value
    if isinstance(column.type, LargeBinary):
        return f"""'{{"blob":"' || hex({value}) || '"}}'"""
    return f"""'"' || replace(replace({value}, '\\', '\\\\'), '"', '\\"') || '"'"""


@cache
def _blanks() -> dict[str, dict[str, str | None]]:
    """Return what each column of each table holds when it is blank."""
    return {
        table.name: {column.name: None if column.nullable else "" for column in table.columns} for table in entities()
    }


def deleted_row(entity: str, written: object) -> dict[str, Any]:
    """Return the whole row that the line of a delete holds, in the table's order.

    Raises:
        ValueError: no trigger of ours wrote that.
    """
    held = read_row(written) if isinstance(written, str) else {}
    blank = _blanks().get(entity, {})
    if not held or not held.keys() <= blank.keys():
        raise ValueError(entity)
    return {name: _exact(held[name]) if name in held else empty for name, empty in blank.items()}


def _exact(value: Any) -> Any:
    return bytes.fromhex(value["blob"]) if isinstance(value, dict) else value


# What holds a sealed row: the table itself, or the row that it belongs to. Undo and redo pass:
# they stop at seals, and so meet a sealed row only where a whole plan was read in one set.
_SEALS = {
    "selection_round": "{row}.state = 'frozen'",
    "consideration_weight": "(SELECT state FROM selection_round WHERE id = {row}.round) = 'frozen'",
    "score": "(SELECT state FROM selection_round WHERE id = {row}.round) = 'frozen'",
    "decision": "(SELECT state FROM selection_round WHERE id = {row}.round) = 'frozen'",
    "assessment": "{row}.state = 'attested'",
    "rating": "(SELECT state FROM assessment WHERE id = {row}.assessment) = 'attested'",
    "evidence": "(SELECT a.state FROM assessment a JOIN rating r ON r.assessment = a.id WHERE r.id = {row}.rating)"
    " = 'attested'",
    "version": "1",
}
_NOT_REVERTING = "(SELECT kind FROM change_set WHERE hash IS NULL) NOT IN ('undo', 'redo')"


def _guards(table: str, condition: str) -> Iterator[str]:
    """Yield the triggers that refuse to change sealed rows of one table."""
    own = table in {"selection_round", "assessment", "version"}  # those are inserted sealed or sealed later
    for event, row in (("UPDATE", "old"), ("DELETE", "old"), *(() if own else (("INSERT", "new"),))):
        yield (
            f"CREATE TRIGGER {table}_seal_{event.lower()} BEFORE {event} ON {table}"
            f" WHEN {condition.format(row=row)} AND {_NOT_REVERTING}\n"
            f"BEGIN SELECT raise(ABORT, 'sealed row'); END"
        )


def triggers() -> tuple[str, ...]:
    """Return the statements that make every trigger of a plan, in a fixed order."""
    made = list(_JOURNAL_GUARDS)
    for table in entities():
        made.extend(_writers(table))
    for name, condition in _SEALS.items():
        made.extend(_guards(name, condition))
    return tuple(made)
