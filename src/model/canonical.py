"""The plan as canonical JSON, and back.

Rows by entity and key, fields in schema order, derived values left out. It is the export
``plan``, what ``import`` reads back, what a version stores, what a seal hashes and what
tests compare.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from model.base import entities
from model.migrations import ENTITIES, bring_up_document
from model.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

FORMAT = "jalon-plan"

# rows that hold others are written after them, so that what is frozen arrives last and whole
_LAST = ("selection_round", "assessment")


class NotCanonicalError(Exception):
    """A JSON document that is no plan of this schema; ``where`` is a path in it."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def document(database: sqlite3.Connection, *, versions: bool = True) -> dict[str, Any]:
    """Return the plan as plain values.

    Args:
        database: the plan's connection.
        versions: False leaves the content of versions out, as a version's own content does.
    """
    content: dict[str, list[dict[str, Any]]] = {}
    for table in entities():
        names = [column.name for column in table.columns]
        listed = ", ".join(f'"{name}"' for name in names)
        rows = database.execute(f'SELECT {listed} FROM "{table.name}" ORDER BY id')
        content[table.name] = [dict(zip(names, row, strict=True)) for row in rows]
    for version in content["version"]:
        packed = version.pop("content")
        if versions:
            version["content"] = json.loads(zlib.decompress(packed))
    return {"format": FORMAT, "schema": SCHEMA_VERSION, "entities": content}


def brought_up(plan: dict[str, Any]) -> dict[str, Any]:
    """Return a document of an older schema, one that this program wrote, in today's."""
    if plan["schema"] == SCHEMA_VERSION:
        return plan
    return plan | {"schema": SCHEMA_VERSION, "entities": bring_up_document(plan["entities"], plan["schema"])}


def write(content: object) -> bytes:
    """Return a document as canonical bytes: UTF-8, LF, one row a line would differ by nothing but its values."""
    text = json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "surrogatepass")


def pack(content: object) -> bytes:
    """Return a document's canonical bytes compressed, as a version keeps them."""
    return zlib.compress(write(content), 9)


def check(content: object) -> dict[str, list[dict[str, Any]]]:
    """Return the entities of a document that claims to be a plan, in today's schema.

    Raises:
        NotCanonicalError: it is no plan, or of a schema that there is no way from.
    """
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise NotCanonicalError("format")
    version = content.get("schema")
    if type(version) is not int or version not in {SCHEMA_VERSION, *ENTITIES}:
        raise NotCanonicalError("schema")
    rows = content.get("entities")
    names = ENTITIES.get(version, frozenset(table.name for table in entities()))
    if not isinstance(rows, dict) or set(rows) != names:
        raise NotCanonicalError("entities")
    if version != SCHEMA_VERSION:
        _check_shape(rows)
        rows = bring_up_document(rows, version)
    for table in entities():
        _check_rows(table.name, [column.name for column in table.columns], rows[table.name])
    return rows


def _check_shape(entities_of_a_plan: dict[str, object]) -> None:
    for name, rows in entities_of_a_plan.items():
        if not isinstance(rows, list):
            raise NotCanonicalError(name)
        for index, row in enumerate(rows):
            if not isinstance(row, dict):
                raise NotCanonicalError(f"{name}[{index}]")


def _check_rows(name: str, columns: Iterable[str], rows: object) -> None:
    if not isinstance(rows, list):
        raise NotCanonicalError(name)
    for index, row in enumerate(rows):
        if not isinstance(row, dict) or set(row) != set(columns):
            raise NotCanonicalError(f"{name}[{index}]")
        for field, value in row.items():
            packed = name == "version" and field == "content"
            if not packed and not isinstance(value, str | int | None.__class__):
                raise NotCanonicalError(f"{name}[{index}].{field}")


def load(database: sqlite3.Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Make the plan hold exactly ``rows``, inside the open change set; references are checked at its end."""
    for table in reversed(entities()):
        database.execute(f'DELETE FROM "{table.name}"')
    for table in sorted(entities(), key=lambda table: table.name in _LAST):
        names = [column.name for column in table.columns]
        listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        statement = f'INSERT INTO "{table.name}" ({listed}) VALUES ({marks})'
        for row in rows[table.name]:
            values = row | {"content": pack(row["content"])} if table.name == "version" else row
            database.execute(statement, tuple(values[name] for name in names))
