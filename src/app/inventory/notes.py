"""Notes on a field of a record: what is still to be asked, found out or decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import UnknownRecordError
from app.i18n import N_
from model.base import new_key
from model.bilingual import Bilingual
from model.inventory import NOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.workspace import Workspace
    from model.language import Language


@dataclass(frozen=True, slots=True)
class NoteCard:
    """One note; ``field`` is blank when it is on the record as a whole."""

    key: str
    entity: str
    record: str
    field: str
    text: Bilingual
    author: str
    written_at: datetime
    is_resolved: bool


def notes(workspace: Workspace, records: Sequence[str]) -> tuple[NoteCard, ...]:
    """Return the notes on these rows, open ones first, then newest first."""
    found = workspace.rows(select(NOTE).where(NOTE.c.record.in_(records)).order_by(NOTE.c.written_at.desc(), NOTE.c.id))
    return tuple(sorted(map(_card, found), key=lambda note: note.is_resolved))


def note_card(workspace: Workspace, note: str) -> NoteCard | None:
    """Return one note; None when the plan holds no such note."""
    found = workspace.rows(select(NOTE).where(NOTE.c.id == note))
    return _card(found[0]) if found else None


def _card(row: Any) -> NoteCard:
    return NoteCard(
        key=row.id,
        entity=row.entity,
        record=row.record,
        field=row.field,
        text=Bilingual(row.text_en, row.text_fr),
        author=row.author,
        written_at=datetime.fromisoformat(row.written_at),
        is_resolved=row.resolved == "Y",
    )


def add_note(workspace: Workspace, entity: str, record: str, text: Bilingual, field: str = "") -> str:
    """Write a note on a record or one of its fields; return its key."""
    key = new_key()
    with workspace.change(N_("Add note")) as connection:
        connection.execute(
            NOTE.insert().values(
                id=key,
                entity=entity,
                record=record,
                field=field,
                text_en=text.en.strip(),
                text_fr=text.fr.strip(),
                author=workspace.author,
                written_at=datetime.now(UTC).isoformat(timespec="seconds"),
                resolved="N",
            )
        )
    return key


def edit_note(workspace: Workspace, note: str, language: Language, text: str) -> None:
    """Write a note's text in one language.

    Raises:
        UnknownRecordError: the plan holds no such note.
    """
    with workspace.change(N_("Edit note")) as connection:
        update = NOTE.update().where(NOTE.c.id == note).values({f"text_{language.value}": text.strip()})
        if connection.execute(update).rowcount != 1:
            raise UnknownRecordError("note", note)


def resolve_note(workspace: Workspace, note: str, *, resolved: bool = True) -> None:
    """Say that a note is dealt with, or open again.

    Raises:
        UnknownRecordError: the plan holds no such note.
    """
    with workspace.change(N_("Resolve note") if resolved else N_("Reopen note")) as connection:
        update = NOTE.update().where(NOTE.c.id == note).values(resolved="Y" if resolved else "N")
        if connection.execute(update).rowcount != 1:
            raise UnknownRecordError("note", note)


def delete_note(workspace: Workspace, note: str) -> None:
    """Delete a note.

    Raises:
        UnknownRecordError: the plan holds no such note.
    """
    with workspace.change(N_("Delete note")) as connection:
        if connection.execute(NOTE.delete().where(NOTE.c.id == note)).rowcount != 1:
            raise UnknownRecordError("note", note)
