"""What one change of a plan says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class ChangeKind(StrEnum):
    """Why a change set was made; undo takes back the first three and stops at the last two."""

    EDIT = "edit"
    IMPORT = "import"
    MERGE = "merge"
    UNDO = "undo"
    REDO = "redo"
    SEAL = "seal"
    MIGRATE = "migrate"


@dataclass(frozen=True, slots=True)
class Change:
    """One journal row: an insert is its key, an update one field, a delete one row a field."""

    entity: str
    key: str
    operation: str
    field: str
    old: str | int | float | bytes | None
    new: str | int | float | bytes | None


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
