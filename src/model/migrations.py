"""Brings the content of an older plan to today's schema: one mapping a version.

A mapping takes the rows of one version, each with the name of its table, and yields those of
the next; it serves plan files (rows and journal) and canonical JSON (rows alone) alike. The
old database is only read: today's is filled before its triggers are made, so that the journal
arrives as it was and is not written anew.

A version that changes what a row or a change says has to seal the journal anew, for the hashes
are over both; version 2 brought new tables only and version 3 another way to write a delete, so that every earlier
hash still holds.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from model import journal, schema

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Row = dict[str, Any]
    Rows = Iterable[tuple[str, Row]]


_AT_ONCE: Final = 1000
"""Rows after which it is told how far the copying is."""


def _from_1(rows: Rows) -> Rows:
    """Version 2 added owners, quarters, carried records, service tests, collection rounds, views and settings."""
    return rows


def _from_2(rows: Rows) -> Rows:
    """Version 3 writes a delete as one line of the journal; the lines of earlier ones stay as they were sealed."""
    return rows


_STEPS: Final[Mapping[int, Callable[[Rows], Rows]]] = {1: _from_1, 2: _from_2}
"""What leads from each older version to the one after it."""


_OF_1: Final = frozenset(
    {
        "plan",
        "department",
        "program",
        "service",
        "service_record",
        "standard_record",
        "inventory_approval",
        "note",
        "selection_round",
        "consideration_weight",
        "score",
        "decision",
        "section",
        "objective",
        "initiative",
        "target",
        "engagement_approach",
        "mandatory_service",
        "version",
        "assessment",
        "rating",
        "evidence",
        "corrective_action",
        "entered_figure",
        "confirmation",
    }
)
_NEW_IN_2: Final = frozenset(
    {
        "carried_record",
        "collection_request",
        "collection_round",
        "collection_service",
        "field_mark",
        "plan_setting",
        "quarterly_volume",
        "saved_view",
        "service_owner",
        "service_test",
        "service_test_answer",
        "succession",
    }
)

ENTITIES: Final[Mapping[int, frozenset[str]]] = {1: _OF_1, 2: _OF_1 | _NEW_IN_2}
"""The journalled tables of each older version: what its canonical JSON holds."""


def bring_up(rows: Rows, version: int) -> Rows:
    """Return the rows of a plan of ``version`` as today's schema has them."""
    for older in range(version, schema.SCHEMA_VERSION):
        rows = _STEPS[older](rows)
    return rows


def bring_up_document(entities: Mapping[str, Iterable[Row]], version: int) -> dict[str, list[Row]]:
    """Return the entities of an older canonical JSON as today's has them; a table that is new is empty."""
    made: dict[str, list[Row]] = {table.name: [] for table in schema.entities()}
    for name, row in bring_up(((name, row) for name, rows in entities.items() for row in rows), version):
        made[name].append(row)
    return made


def copy(
    old: sqlite3.Connection,
    new: sqlite3.Connection,
    heading: journal.Heading | None,
    tell: Callable[[float], object] = lambda _share: None,
) -> None:
    """Fill an empty database with an older plan, in today's schema and in one transaction.

    Args:
        old: the older plan; its schema was checked.
        new: an empty database.
        heading: what the change set says that records it, as the newest one; None records nothing.
        tell: hears now and then which share of the rows was read.

    Raises:
        sqlite3.Error: the disk is full, or the content is not what its schema promises; ``new`` is of no use.
    """
    version = schema.version(old)
    new.execute("BEGIN IMMEDIATE")
    new.execute("PRAGMA defer_foreign_keys = ON")
    schema.create(new, fill=lambda: _fill(new, bring_up(_rows_of(old, tell), version)))
    if heading is not None:
        journal.end(new, journal.begin(new, heading))
    new.execute("COMMIT")


def _rows_of(database: sqlite3.Connection, tell: Callable[[float], object]) -> Iterator[tuple[str, Row]]:
    """Yield every row of a plan with the name of its table, in the order in which they were written."""
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    total = sum(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables)
    done = 0
    for (name,) in tables:
        cursor = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        fields = [column[0] for column in cursor.description]
        for values in cursor:
            yield name, dict(zip(fields, values, strict=True))
            done += 1
            if done % _AT_ONCE == 0:
                tell(done / total)


def _fill(database: sqlite3.Connection, rows: Rows) -> None:
    for name, same in groupby(rows, key=itemgetter(0)):
        fields = [column[1] for column in database.execute(f'PRAGMA table_info("{name}")')]
        listed, marks = ", ".join(f'"{field}"' for field in fields), ", ".join("?" * len(fields))
        values = (tuple(row[field] for field in fields) for _name, row in same)
        database.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', values)
