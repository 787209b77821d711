"""A bilingual field whose text is kept while it is being typed and stored when it is committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.translation import pair
from model.bilingual import Bilingual
from model.language import Language
from ui.pages.pair_state import pair_pill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.drafts import Draft
    from ui.open_plan import OpenPlan
    from ui.widgets.bilingual_field import BilingualField


class KeptField(QObject):
    """Shows one text of one row after the other in the same field.

    A row that is not written yet has no key, so what is typed for it is kept under its *place*, a
    name that the page makes from what the row will be about. A text that was being typed when the
    plan was last left is put back in as if it had just been typed.
    """

    def __init__(
        self,
        plan: OpenPlan,
        field: BilingualField,
        entity: str,
        name: str,
        write: Callable[[Language, str], bool],
    ) -> None:
        """Store texts with ``write``, which tells whether it could; ``name`` is the field's pair."""
        super().__init__(field)
        self._plan, self._field = plan, field
        self._entity, self._name, self._write = entity, name, write
        self._place = self._key = ""
        self._stored = Bilingual()
        field.drafted.connect(self._keep)
        field.committed.connect(self._commit)

    def show(self, place: str, key: str, text: Bilingual, *, locked: bool) -> None:
        """Show the text of a row; what is being typed stays while the place is the same.

        Before another place is shown, commit what the field holds.

        Args:
            place: what stands for the row while it has no key.
            key: the row's key; blank while there is none.
            text: what the plan holds.
            locked: whether nothing can be entered.
        """
        moved = place != self._place
        self._place, self._key, self._stored = place, key, text
        self._field.set_value(text)
        self._field.set_content(self._plan.content)
        self._field.set_read_only(locked)
        workspace = self._plan.workspace
        self._field.set_state(pair_pill(pair(workspace, self._entity, key, self._name)) if key else None)
        if moved and not locked:
            self._offer()

    def _offer(self) -> None:
        for draft in self._recovered():
            language = Language(draft.language)
            if draft.text == self._stored.text(language):
                self._plan.drop_draft(self._entity, draft.key, self._name, draft.language)
            else:
                self._field.offer_draft(language, draft.text)

    def _recovered(self) -> Iterator[Draft]:
        for key in self._keys():
            for draft in self._plan.drafts(self._entity, key):
                if draft.field == self._name and draft.language:
                    yield draft

    def _keys(self) -> list[str]:
        return [key for key in dict.fromkeys((self._place, self._key)) if key]

    def _keep(self, language: Language, text: str) -> None:
        if text == self._stored.text(language):
            self._drop(language)
        else:
            self._plan.keep_draft(self._entity, self._key or self._place, self._name, language.value, text)

    def _commit(self, language: Language, text: str) -> None:
        before = self._stored.text(language)
        if self._write(language, text):
            self._drop(language)
        else:  # it stays in the editor, and kept, until it can be stored
            self._field.editor(language).reopen(before)
            self._keep(language, text)

    def _drop(self, language: Language) -> None:
        for key in self._keys():
            self._plan.drop_draft(self._entity, key, self._name, language.value)
