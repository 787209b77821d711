"""The metadata of a plan's tables and the few kinds of column they have.

Texts and codes are ``NOT NULL`` and blank is ``''``; dates and references are ``NULL`` when
blank. No column has a default in the database: an undo writes only what was there. Tables
are STRICT, so a text never lies in a number's column.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.schema import SchemaItem

metadata = MetaData()

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NAMESPACE = uuid.UUID("6f0a54a4-3c5f-5a53-9d0e-6a1d2b1f7c11")


def new_key() -> str:
    """Return a fresh random key."""
    return str(uuid.uuid4())


def natural_key(*names: str) -> str:
    """Return the key that every copy of a plan gives to the same thing, from what it is known by."""
    return str(uuid.uuid5(_NAMESPACE, _written(names)))


def text(name: str) -> Column[str]:
    """Return a column of one text or code; blank is ``''``."""
    return Column(name, Text, nullable=False, default="")


def both(name: str) -> tuple[Column[str], Column[str]]:
    """Return the two columns of one text in both languages, ``name_en`` and ``name_fr``."""
    return (
        Column(f"{name}_en", Text, nullable=False, default="", info={"pair": name}),
        Column(f"{name}_fr", Text, nullable=False, default="", info={"pair": name}),
    )


def count(name: str) -> Column[str]:
    """Return a column that keeps a count as written: a whole number, ``NA``, ``ND`` or blank."""
    return Column(name, Text, nullable=False, default="", info={"quantity": True})


def number(name: str) -> Column[int]:
    """Return a column of a whole number; blank is NULL."""
    return Column(name, Integer, nullable=True)


def day(name: str) -> Column[str]:
    """Return a column of a date in ISO form; blank is NULL."""
    return Column(name, Text, nullable=True, info={"day": True})


def reference(name: str, target: str, *, required: bool = True) -> Column[str]:
    """Return a column that points at a row of the table ``target``."""
    return Column(name, Text, ForeignKey(f"{target}.id"), nullable=not required, index=True)


def whole_number_or_state(*names: str) -> Iterable[CheckConstraint]:
    """Yield constraints that let nothing but counts into the columns ``names``.

    A list after IN would be made into a table of its own for each row that is written.
    """
    for name in names:
        bare = f"ltrim({name}, '-')"
        yield CheckConstraint(
            f"{name} = '' OR {name} = 'NA' OR {name} = 'ND' OR ({bare} <> '' AND {bare} NOT GLOB '*[^0-9]*')",
            name=f"{name}_is_a_count",
        )


def entity(name: str, *items: SchemaItem | tuple[SchemaItem, ...], unique: tuple[str, ...] = ()) -> Table:
    """Declare a journalled table with a text key ``id``.

    Args:
        name: the entity's name, also in the journal and in canonical JSON.
        items: columns, pairs of columns and constraints, in the order of canonical JSON.
        unique: columns whose values together name one row.
    """
    flat: list[Any] = []
    for item in items:
        flat.extend(item if isinstance(item, tuple) else (item,))
    if unique:
        flat.append(UniqueConstraint(*unique))
    return Table(name, metadata, Column("id", Text, primary_key=True), *flat, sqlite_strict=True, info={"entity": True})


def entities() -> tuple[Table, ...]:
    """Return every journalled table, parents before their children."""
    return tuple(table for table in metadata.sorted_tables if table.info.get("entity"))


def pairs(table: Table) -> tuple[str, ...]:
    """Return the names of the table's texts in both languages, in column order."""
    return tuple(dict.fromkeys(column.info["pair"] for column in table.columns if "pair" in column.info))
