"""The journal's tables and the triggers that write it, generated from the metadata.

No statement, tool or mapper can change a plan unrecorded: a write while no change set is
open fails in the database, and journal rows are append-only. An insert journals its key
only (the row is in the table); a delete journals the whole row; an update one row a field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, Index, Integer, Table, Text
from sqlalchemy.types import UserDefinedType

from model.base import entities, metadata

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
Index("change_of_deleted", CHANGE.c.entity, CHANGE.c.field, CHANGE.c.old, sqlite_where=CHANGE.c.op == "delete")
Index("one_open_set", CHANGE_SET.c.hash.is_(None), unique=True, sqlite_where=CHANGE_SET.c.hash.is_(None))

_OPEN = "(SELECT seq FROM change_set WHERE hash IS NULL)"
_NO_CHANGE_OPEN = f"SELECT raise(ABORT, 'no open change') WHERE {_OPEN} IS NULL;"
_INSERT = 'INSERT INTO change("set", entity, "key", op, field, old, new)'

_JOURNAL_GUARDS = (
    """CREATE TRIGGER change_set_sealed_update BEFORE UPDATE ON change_set WHEN old.hash IS NOT NULL
BEGIN SELECT raise(ABORT, 'sealed change set'); END""",
    """CREATE TRIGGER change_set_sealed_delete BEFORE DELETE ON change_set WHEN old.hash IS NOT NULL
BEGIN SELECT raise(ABORT, 'sealed change set'); END""",
    """CREATE TRIGGER change_fixed_update BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'append-only journal'); END""",
    """CREATE TRIGGER change_fixed_delete BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'append-only journal'); END""",
    f"""CREATE TRIGGER change_late BEFORE INSERT ON change WHEN new."set" IS NOT {_OPEN}
BEGIN SELECT raise(ABORT, 'no open change'); END""",
)


def _writers(table: Table) -> Iterator[str]:
    """Yield the three triggers that journal one table."""
    name = table.name
    fields = [column.name for column in table.columns if column.name != "id"]
    yield (
        f"CREATE TRIGGER {name}_journal_insert AFTER INSERT ON {name} BEGIN {_NO_CHANGE_OPEN}\n"
        f"{_INSERT} VALUES ({_OPEN}, '{name}', new.id, 'insert', '', NULL, NULL); END"
    )
    updates = "\n".join(
        f"{_INSERT} SELECT {_OPEN}, '{name}', new.id, 'update', '{field}', old.{field}, new.{field}"
        f" WHERE old.{field} IS NOT new.{field};"
        for field in fields
    )
    yield (
        f"CREATE TRIGGER {name}_journal_update AFTER UPDATE ON {name} BEGIN {_NO_CHANGE_OPEN}\n"
        f"SELECT raise(ABORT, 'key is fixed') WHERE old.id IS NOT new.id;\n{updates} END"
    )
    deletes = "\n".join(
        f"{_INSERT} SELECT {_OPEN}, '{name}', old.id, 'delete', '{field}', old.{field}, NULL"
        f" WHERE old.{field} IS NOT NULL;"
        for field in fields
    )
    yield (
        f"CREATE TRIGGER {name}_journal_delete AFTER DELETE ON {name} BEGIN {_NO_CHANGE_OPEN}\n"
        f"{_INSERT} VALUES ({_OPEN}, '{name}', old.id, 'delete', '', NULL, NULL);\n{deletes} END"
    )


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
