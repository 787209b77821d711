"""Writing one side of any text in both languages, wherever in the plan it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import UnknownRecordError
from app.i18n import N_
from app.translation import PairRow, Place, pair
from model.base import entities
from model.base import pairs as pairs_of

if TYPE_CHECKING:
    from app.workspace import Workspace
    from model.language import Language


def write_text(workspace: Workspace, place: Place, language: Language, text: str) -> PairRow:
    """Store one side of a text; the same text again is no change.

    Raises:
        UnknownRecordError: the plan holds no such text.
        SealedError: it belongs to a frozen round, an attested assessment or a version.
    """
    before = pair(workspace, place.entity, place.key, place.field)
    table = next((table for table in entities() if table.name == place.entity), None)
    if table is None or place.field not in pairs_of(table):
        raise UnknownRecordError(place.entity, place.key)
    if before.text.text(language) == text:
        return before
    with workspace.change(N_("Edit a text")) as connection:
        changed = table.update().where(table.c.id == place.key)
        connection.execute(changed.values(**{f"{place.field}_{language}": text}))
    return pair(workspace, place.entity, place.key, place.field)
