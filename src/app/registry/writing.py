"""Taking judged rows over into a plan, as one change set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from app import backups
from app.i18n import N_
from app.registry.errors import StaleResultError
from app.registry.record_writer import CONFIRMED, RecordWriter
from app.registry.schema import Kind
from app.registry.stored import data_columns, packed, read_records, read_services, unpacked
from model.change_set import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from app.registry.stored import Key, StoredRecord
    from app.registry.tables import Kept
    from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Write:
    """One record to be written.

    ``before`` holds the values that are replaced, as they must still stand; None for a record
    that must not exist yet. ``pairs`` are the texts that the import declares equal; ``notes``
    go on the record.
    """

    kind: Kind
    key: Key
    before: Mapping[str, str] | None
    after: Mapping[str, str]
    pairs: tuple[str, ...]
    notes: tuple[Kept, ...] = ()


def write_records(workspace: Workspace, writes: Sequence[Write]) -> None:
    """Write records into an open plan, as one change set that one undo takes back.

    Raises:
        StaleResultError: a value to be replaced is no longer what it was when it was judged.
        model.plan_file.NoSpaceError: the disk is full; nothing was written.
    """
    with workspace.change(N_("Import inventory"), kind=ChangeKind.IMPORT) as connection:
        put_records(workspace, connection, writes)


def put_records(workspace: Workspace, connection: Connection, writes: Sequence[Write]) -> None:
    """Write records inside an open change.

    Raises:
        StaleResultError: a value to be replaced is no longer what it was when it was judged.
    """
    writer = RecordWriter(connection, read_services(workspace), workspace.author)
    for kind in Kind:
        stored = read_records(workspace, kind)
        ours = [write for write in writes if write.kind is kind]
        values = _merged(workspace, stored, ours)
        writer.write(kind, stored, values)
        writer.confirm(kind, ours, values)
    writer.note(writes)


def take_over(workspace: Workspace, writes: Sequence[Write]) -> None:
    """Write records where that changes anything, as one change set; a copy of the plan is kept before.

    Raises:
        StaleResultError: a value to be replaced is no longer what it was when it was judged.
        model.plan_file.PlanFileError: the copy or the change could not be written; nothing was changed.
    """
    if has_news(workspace, writes):
        backups.back_up(workspace)
        write_records(workspace, writes)


def has_news(workspace: Workspace, writes: Sequence[Write]) -> bool:
    """Whether writing would change anything: a value, or a text that is not yet declared equal in both languages."""
    if any(write.before is None or write.after or write.notes for write in writes):
        return True
    stored = {kind: read_records(workspace, kind) for kind in Kind}
    known = {(row.entity, row.record, row.field): (row.en, row.fr) for row in workspace.rows(CONFIRMED)}
    for write in writes:
        record = stored[write.kind].get(write.key)
        if record is None:  # the plan was changed since: writing will tell
            return True
        for pair in write.pairs:
            texts = record.values[f"{pair}_en"], record.values[f"{pair}_fr"]
            if known.get((write.kind.table, record.id, pair)) != texts:
                return True
    return False


def _merged(
    workspace: Workspace, stored: Mapping[Key, StoredRecord], writes: Iterable[Write]
) -> dict[Key, Mapping[str, str]]:
    """Return the records as they will stand, by key; a record written twice is merged in order."""
    merged: dict[Key, Mapping[str, str]] = {}
    for write in writes:
        held = merged.get(write.key)
        if held is None:
            found = stored.get(write.key)
            held = None if found is None else found.values
        if (held is None) != (write.before is None):
            raise StaleResultError(workspace.path)
        if held is None:
            held = _blank(write.kind)
        elif any(held.get(name, "") != value for name, value in (write.before or {}).items()):
            raise StaleResultError(workspace.path)
        merged[write.key] = packed(unpacked(held) | unpacked(write.after)) if write.after else held
    return merged


@cache
def _blank(kind: Kind) -> Mapping[str, str]:
    return dict.fromkeys(data_columns(kind), "")
