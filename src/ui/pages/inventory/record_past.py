"""How what the record shows came to be, and how to bring back what was there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.i18n import _
from app.inventory.history import field_history, record_history
from app.inventory.restoring import restore_field, restore_record
from ui.pages.inventory.record_model import OWNER

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.inventory.history import FieldChange, RecordHistory
    from ui.pages.inventory.record_model import RecordModel
    from ui.widgets.texts import Words

_DONE: Final = object()


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """One field of one row, as the form names it."""

    entity: str
    key: str
    field: str  # a column, or the name of a text in both languages


class RecordPast(QObject):
    """Reads the history of what the record shows, and restores from it; each restoring is one change."""

    restored = Signal(object)  # Words: what was done

    def __init__(self, model: RecordModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def record(self, limit: int) -> RecordHistory | None:
        """Return the newest changes of the record that is shown."""
        card = self._model.card
        if card is None:
            return None
        return record_history(self._model.plan.workspace, card.key, card.year, limit=limit)

    def of_field(self, place: FieldPlace) -> tuple[FieldChange, ...]:
        """Return every change of a field, newest first."""
        entity, key, field = self._stored_at(place)
        return field_history(self._model.plan.workspace, entity, key, field) if key else ()

    def restore_value(self, entity: str, key: str, field: str, value: str) -> None:
        """Give a field a value that it held before."""
        act = partial(restore_field, self._model.plan.workspace, entity, key, field, value)
        self._restore(act, lambda: _("Value restored."))

    def restore_field(self, place: FieldPlace, field: str, value: str) -> None:
        """Give a field of the form, or one side of a pair, a value that it held before."""
        entity, key, _whole = self._stored_at(place)
        self.restore_value(entity, key, OWNER.get(field, field), value)

    def restore_record(self, seq: int) -> None:
        """Make the record what it was after a change."""
        card = self._model.card
        if card is not None:
            act = partial(restore_record, self._model.plan.workspace, card.key, card.year, seq)
            self._restore(act, lambda: _("Record restored."))

    def _restore(self, act: Callable[[], object], words: Words) -> None:
        def do() -> object:
            act()
            return _DONE

        if self._model.attempt("", do) is _DONE:  # of no field: the form does not show while its past does
            self.restored.emit(words)

    def _stored_at(self, place: FieldPlace) -> tuple[str, str, str]:
        """Return where a field of the form is stored: some belong to the service, whatever the year."""
        card = self._model.card
        if place.field == "service_id":
            return "service", card.key if card else "", place.field
        if place.field in OWNER:
            return "service_owner", self._model.owner.key, OWNER[place.field]
        return place.entity, place.key, place.field
