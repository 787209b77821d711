"""Texts as they are being typed, kept beside the journal so that a crash loses two seconds at most."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from model.schema import DRAFT

if TYPE_CHECKING:
    from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Draft:
    """One text that was being typed; ``language`` is ``en``, ``fr`` or blank."""

    entity: str
    key: str
    field: str
    language: str
    text: str
    at: str = ""  # ISO date and time, UTC; filled in when it is saved


def save_draft(workspace: Workspace, draft: Draft) -> None:
    """Keep what is being typed; the newest text of a place replaces the one before.

    Raises:
        model.plan_file.PlanFileError: it could not be written; what was kept before still is.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with workspace.beside_journal() as database:
        database.execute(
            "INSERT INTO draft(entity, key, field, language, text, at) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT(entity, key, field, language) DO UPDATE SET text = excluded.text, at = excluded.at",
            (draft.entity, draft.key, draft.field, draft.language, draft.text, at),
        )


def drop_draft(workspace: Workspace, entity: str, key: str, field: str, language: str) -> None:
    """Forget what was being typed in one place: it was committed or given up.

    Raises:
        model.plan_file.PlanFileError: it could not be written; the text is still there.
    """
    with workspace.beside_journal() as database:
        database.execute(
            "DELETE FROM draft WHERE entity = ? AND key = ? AND field = ? AND language = ?",
            (entity, key, field, language),
        )


def drafts(workspace: Workspace, entity: str | None = None, key: str | None = None) -> tuple[Draft, ...]:
    """Return the texts that were being typed when the plan was last left, oldest first.

    Args:
        workspace: the open plan.
        entity: only those of this entity.
        key: only those of this row.
    """
    query = select(DRAFT).order_by(DRAFT.c.at, DRAFT.c.entity, DRAFT.c.key, DRAFT.c.field, DRAFT.c.language)
    if entity is not None:
        query = query.where(DRAFT.c.entity == entity)
    if key is not None:
        query = query.where(DRAFT.c.key == key)
    return tuple(Draft(*row) for row in workspace.rows(query))
