"""Today's schema: every table and trigger of a plan file, and how to tell that a file has exactly them."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, Integer, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from model import (
    assessment,
    collection,
    inventory,
    ownership,
    plan,
    priority,
    quarters,
    service_test,
    strategy,
    translation,
    views,
    years,
)
from model.base import entities, metadata
from model.journal_tables import triggers

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "APPLICATION_ID",
    "DRAFT",
    "EXPORT_LOG",
    "SCHEMA_VERSION",
    "SESSION",
    "create",
    "entities",
    "is_exact",
    "is_ours",
    "version",
]

# importing the entity modules declares their tables
_DECLARED = (
    *(plan, inventory, ownership, quarters, years, service_test, collection),
    *(priority, strategy, assessment, translation, views),
)

APPLICATION_ID = 0x4A_41_4C_4F  # "JALO"
SCHEMA_VERSION = 3

_FINGERPRINTS = {
    1: "46f8061159afce8071b0b241c8d7f0015c632abfdf17a5befb439e87cb44d41c",
    2: "48a1cb458e342109927dba3f787e172b772e6ff0f853215ec52572644995ed9f",
}
"""Of each older schema: SHA-256 of every table, index and trigger as its program made them."""

DRAFT = Table(
    "draft",  # text being typed, outside the journal: offered at the next opening
    metadata,
    Column("entity", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("language", Text, primary_key=True),  # en, fr or blank
    Column("text", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)

EXPORT_LOG = Table(
    "export_log",  # what the window exported, outside the journal
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("document", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("final", Integer, nullable=False),
    Column("change_set", Text, nullable=False),
    Column("at", Text, nullable=False),
    sqlite_strict=True,
)

SESSION = Table(
    "session",  # who has the plan open for writing; one row, cleared at closing
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True),
    Column("user", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("since", Text, nullable=False),
    sqlite_strict=True,
)


@cache
def _tables() -> tuple[str, ...]:
    """Return the statements that make an empty plan's tables."""
    dialect = sqlite.dialect()
    return tuple(str(CreateTable(table).compile(dialect=dialect)).strip() for table in metadata.sorted_tables)


@cache
def _indexes() -> tuple[str, ...]:
    """Return the statements that make the indexes of its tables."""
    dialect = sqlite.dialect()
    indexes = [index for table in metadata.sorted_tables for index in sorted(table.indexes, key=_name)]
    return tuple(str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes)


def _name(item: object) -> str:
    return str(getattr(item, "name", ""))


def create(database: sqlite3.Connection, *, fill: Callable[[], None] | None = None) -> None:
    """Make the schema in an empty database, inside the transaction that is open.

    Args:
        database: the empty database.
        fill: writes rows before the triggers are there that would journal them, and the indexes that they would slow.
    """
    for statement in _tables():
        database.execute(statement)
    if fill is not None:
        fill()
    for statement in (*_indexes(), *triggers()):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _entries(database: sqlite3.Connection) -> list[tuple[str, str, str, str]]:
    rows = database.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name")
    return [(kind, name, table, re.sub(r"\s+", " ", sql).strip()) for kind, name, table, sql in rows]


@cache
def _expected() -> tuple[tuple[str, str, str, str], ...]:
    fresh = sqlite3.connect(":memory:")
    try:
        create(fresh)
        return tuple(_entries(fresh))
    finally:
        fresh.close()


def is_ours(database: sqlite3.Connection) -> bool:
    """Whether the schema is exactly today's: no table, column, view or trigger more or less."""
    return _entries(database) == list(_expected())


def version(database: sqlite3.Connection) -> int:
    """Return the version that a plan says its schema is of."""
    found: int = database.execute("PRAGMA user_version").fetchone()[0]
    return found


def is_exact(database: sqlite3.Connection) -> bool:
    """Whether the schema is exactly that of the version that the plan says, today's or an older one."""
    found = version(database)
    if found == SCHEMA_VERSION:
        return is_ours(database)
    lines = "\n".join("|".join(entry) for entry in _entries(database))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest() == _FINGERPRINTS.get(found)
