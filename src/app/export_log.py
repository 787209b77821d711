"""What was exported from the window, outside the journal: an export changes nothing in the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from model.journal import head
from model.schema import EXPORT_LOG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """One file that was exported.

    Attributes:
        language: ``en``, ``fr`` or ``bilingual``.
        is_final: whether its pages did not say DRAFT.
        is_current: whether the plan did not change since.
        at: when, in the local time of this computer.
    """

    document: str
    language: str
    format: str
    is_final: bool
    is_current: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class NewExport:
    """A file that has just been exported."""

    document: str
    language: str
    format: str
    is_final: bool


def log_exports(workspace: Workspace, exports: Iterable[NewExport], change_set: str) -> None:
    """Write down what was exported.

    Args:
        workspace: the open plan; one opened for reading keeps no log.
        exports: the files.
        change_set: what ``plan_head`` returned when the export began.
    """
    if workspace.read_only:
        return
    at = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(one.document, one.language, one.format, int(one.is_final), change_set, at) for one in exports]
    with workspace.beside_journal() as database:
        database.executemany(
            "INSERT INTO export_log(document, language, format, final, change_set, at) VALUES (?, ?, ?, ?, ?, ?)", rows
        )


def plan_head(workspace: Workspace) -> str:
    """Return the id of the newest change set: the same as long as nothing changes."""
    return head(workspace.database)


def exports(workspace: Workspace, document: str, limit: int = 12) -> tuple[Exported, ...]:
    """Return what was exported of a document, newest first."""
    now = plan_head(workspace)
    query = select(EXPORT_LOG).where(EXPORT_LOG.c.document == document).order_by(EXPORT_LOG.c.seq.desc()).limit(limit)
    return tuple(
        Exported(
            row.document,
            row.language,
            row.format,
            bool(row.final),
            row.change_set == now,
            datetime.fromisoformat(row.at).astimezone(),
        )
        for row in workspace.rows(query)
    )
