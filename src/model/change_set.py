"""What one change of a plan says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple


class ChangeKind(StrEnum):
    """Why a change set was made; undo takes back the first three and stops at the last two."""

    EDIT = "edit"
    IMPORT = "import"
    MERGE = "merge"
    UNDO = "undo"
    REDO = "redo"
    SEAL = "seal"
    MIGRATE = "migrate"


_decoded = json.JSONDecoder(strict=False).decode  # control characters stand in it as they are


def read_row(written: str) -> dict[str, Any]:
    """Return what the journal holds of a row that was deleted: its columns but the blank ones.

    Raises:
        ValueError: that is no such row.
    """
    held = _decoded(written)
    if not isinstance(held, dict):
        raise ValueError(written)  # noqa: TRY004  nothing of a plan's content is trusted, none has a wrong type
    return held


class Change(NamedTuple):
    """One line of the journal: an insert is its key, an update one field, a delete the whole row as JSON.

    Large sets have hundreds of thousands of them, and a tuple is made in a fifth of the time of a dataclass.
    """

    entity: str
    key: str
    operation: str
    field: str
    old: str | int | float | bytes | None
    new: str | int | float | bytes | None

    def former(self, field: str) -> str | None:
        """Return the text that ``field`` held before; None where it was blank or where this is about another one."""
        held = self.old if self.field == field else None
        if self.operation == "delete" and not self.field and isinstance(self.old, str):
            held = read_row(self.old).get(field)
        return held if isinstance(held, str) else None


@dataclass(frozen=True)
class ChangeSet:
    """One committed change of a plan, with everything it touched."""

    seq: int
    kind: ChangeKind
    label: str
    author: str
    at: str
    changes: tuple[Change, ...] = ()
    reverts: int | None = None

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the keys of all rows that it touched."""
        return frozenset(change.key for change in self.changes)

    @cached_property
    def entities(self) -> frozenset[str]:
        """Return the names of all entities that it touched."""
        return frozenset(change.entity for change in self.changes)

    def touches(self, *entities: str) -> bool:
        """Whether a row of one of ``entities`` was touched."""
        return not self.entities.isdisjoint(entities)
