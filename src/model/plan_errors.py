"""How opening, making or writing a plan can fail, and what an error of the database means for a planner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path


class PlanFileError(Exception):
    """A plan that cannot be opened, made or written."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class MissingPlanError(PlanFileError):
    """There is no such file."""


class PlanExistsError(PlanFileError):
    """A file of that name is there already; a plan is never overwritten."""


class ForeignFileError(PlanFileError):
    """The file is no plan, or its schema is not exactly ours."""


class DamagedPlanError(PlanFileError):
    """The file is a plan, but cannot be read whole."""


class NewerPlanError(PlanFileError):
    """A later version of the program made the plan."""

    def __init__(self, path: Path, version: int) -> None:
        super().__init__(path)
        self.version = version


class UnwritableError(PlanFileError):
    """The folder or the file takes no writing."""


class UnreadablePlanError(PlanFileError):
    """What has the name is a folder, or a file that may not be read."""


class NoSpaceError(PlanFileError):
    """The disk is full; nothing of the change was kept."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the plan open for writing; ``since`` is an ISO date and time, UTC."""

    user: str
    host: str
    pid: int
    since: str


class PlanHeldError(PlanFileError):
    """Somebody else has the plan open for writing."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        super().__init__(path)
        self.holder = holder


def told(path: Path, error: sqlite3.Error) -> PlanFileError:
    """Return what an error of the database means for a planner."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
        return NoSpaceError(path)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
        return DamagedPlanError(path)
    if name.startswith("SQLITE_BUSY"):
        return PlanHeldError(path, None)
    return UnwritableError(path)
