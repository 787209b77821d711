"""What the record beside the table shows, and what it does with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from app import i18n
from app.errors import UnknownRecordError
from app.i18n import _
from app.inventory import services, standards
from app.inventory.cards import card
from app.inventory.editing import edit_identifier, edit_record, open_year
from app.inventory.fields import Entity
from app.inventory.notes import NoteCard, add_note, delete_note, edit_note, notes, resolve_note
from app.inventory.owners import Owner, edit_owner, service_owner
from app.inventory.quarters import Quarters, Volume, edit_quarter, quarters, take_sum
from app.inventory.review import FieldPlace, Mark, mark_revisit, mark_same, marks
from app.priorities.in_force import priority_services
from app.refusals import REFUSALS
from app.registry.code_lists import programs_with

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.inventory.cards import ServiceCard, StandardCard
    from model.bilingual import Bilingual
    from model.change_set import ChangeSet
    from model.language import Language
    from ui.open_plan import OpenPlan

RECORD, STANDARD = "service_record", "standard_record"
OWNER: Final = {"owner_name": "name", "owner_email": "email"}
"""Fields of the record's form that say who answers for the service today, whatever the year."""

_SHOWN: Final = (
    *("service", RECORD, STANDARD, "confirmation", "note", "selection_round"),
    *("service_owner", "quarterly_volume", "carried_record", "field_mark"),
)
_NO_QUARTERS: Final = Quarters()


class RecordModel(QObject):
    """Holds the card of one service in the window's year; every edit is one use case."""

    shown = Signal()  # another service or year
    changed = Signal()  # the same service, other values
    refused = Signal(object, str)  # PlanError, field
    gone = Signal(str)  # key of a service that the plan no longer holds
    done = Signal(object)  # Words: what was done that a planner may want to undo

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.card: ServiceCard | None = None
        self.standard = ""  # key of the standard whose fields are shown
        self.owner = Owner()
        self._quarters: Mapping[tuple[str, str], Quarters] = {}
        self._notes: tuple[NoteCard, ...] = ()
        self._marks: dict[str, Mapping[str, Mark]] = {}  # by row, read when it is shown
        plan.changed.connect(self._follow)
        plan.year_changed.connect(lambda _year: self._read_year())

    def show(self, service: str) -> None:
        """Show a service as the window's year reports it."""
        if self.card is None or self.card.key != service or self.card.year != self.plan.year:
            self._read(service)

    def shown_name(self, text: Bilingual) -> str:
        """Return the side of a name that the window shows."""
        return self.plan.shown(text, i18n.language())

    def is_priority(self) -> bool:
        """Return whether the service is priority in the window's year."""
        return self.card is not None and self.card.key in priority_services(self.plan.workspace, self.card.year)

    def program_name(self, code: str) -> str:
        """Return a program's name as the window shows it; a code that no list knows as it is."""
        name = programs_with(self.plan.workspace).name(code)
        return self.shown_name(name) if name else code

    def clear(self) -> None:
        """Show nothing."""
        self.card = None
        self.standard = ""
        self.shown.emit()

    def key_of(self, entity: str) -> str:
        """Return the key of the row whose fields are shown; drafts and findings are told by it."""
        if self.card is None:
            return ""
        return self.standard if entity == STANDARD else self.card.record

    def standard_card(self) -> StandardCard | None:
        """Return the standard whose fields are shown, or None."""
        held = self.card.standards if self.card else ()
        return next((one for one in held if one.key == self.standard), None)

    def choose_standard(self, key: str) -> None:
        """Show the fields of another standard."""
        if key != self.standard:
            self.standard = key
            self.changed.emit()

    def write(self, entity: str, field: str, value: str) -> None:
        """Store a field of the record or of the chosen standard; emit ``refused`` if it cannot be."""
        found = self.card
        if found is None:
            return
        if field == "service_id":
            self.attempt(field, lambda: edit_identifier(self.plan.workspace, found.key, value))
        elif field in OWNER:
            self.attempt(field, lambda: edit_owner(self.plan.workspace, found.key, {OWNER[field]: value}))
        elif entity == STANDARD:
            self.attempt(field, lambda: standards.edit_standard(self.plan.workspace, self.standard, {field: value}))
        else:
            self.attempt(field, lambda: edit_record(self.plan.workspace, found.key, found.year, {field: value}))

    def write_side(self, entity: str, pair: str, language: Language, text: str) -> None:
        """Store one side of a text; what was kept of it while typing goes."""
        key = self.key_of(entity)
        self.write(entity, f"{pair}_{language.value}", text)
        self.plan.drop_draft(entity, key, pair, language.value)

    def keep_draft(self, entity: str, pair: str, language: Language, text: str) -> None:
        """Keep what is being typed; a text that is back as it was needs no keeping."""
        key, stored = self.key_of(entity), self._stored(entity, pair, language)
        if key and text != stored:
            self.plan.keep_draft(entity, key, pair, language.value, text)
        elif key:
            self.plan.drop_draft(entity, key, pair, language.value)

    def _stored(self, entity: str, pair: str, language: Language) -> str:
        name, standard = f"{pair}_{language.value}", self.standard_card()
        if entity == STANDARD:
            return standard.text(name) if standard else ""
        return self.card.text(name) if self.card else ""

    def begin_year(self) -> None:
        """Begin the record of the year for a service that has none."""
        if (found := self.card) is not None:
            self.attempt("", lambda: open_year(self.plan.workspace, found.key, self.plan.year))

    def duplicate(self, name: Bilingual) -> str:
        """Add a service like this one; return its key, blank when it was refused."""
        found = self.card
        if found is None:
            return ""
        return (
            self.attempt("", lambda: services.duplicate_service(self.plan.workspace, found.key, found.year, name)) or ""
        )

    def retire(self) -> bool:
        """Say that the service is no longer given since the window's year; tell whether that was done."""
        found = self.card
        return found is not None and self._done(
            lambda: services.retire_service(self.plan.workspace, found.key, self.plan.year)
        )

    def restore(self) -> None:
        """Say that a retired service is given again."""
        if (found := self.card) is not None:
            self.attempt("", lambda: services.restore_service(self.plan.workspace, found.key))

    def delete(self) -> bool:
        """Delete a service that the registry never knew; tell whether that was done."""
        found = self.card
        return found is not None and self._done(lambda: services.delete_service(self.plan.workspace, found.key))

    def leave_year(self) -> bool:
        """Take the service out of the year's inventory; tell whether that was done."""
        found = self.card
        return found is not None and self._done(
            lambda: services.delete_record(self.plan.workspace, found.key, found.year)
        )

    def add_standard(self) -> None:
        """Add a standard, and show its fields."""
        if (found := self.card) is not None:
            key = self.attempt("", lambda: standards.add_standard(self.plan.workspace, found.key, found.year))
            if key:
                self.choose_standard(key)

    def delete_standard(self) -> None:
        """Delete the standard whose fields are shown."""
        if self.standard and self._done(lambda: standards.delete_standard(self.plan.workspace, self.standard)):
            self.done.emit(lambda: _("Standard deleted."))

    def form_values(self) -> dict[str, str]:
        """Return the values of the record's fields, with what belongs to the service whatever the year."""
        found = self.card
        if found is None:
            return {}
        own = {"service_id": found.service_id, "owner_name": self.owner.name, "owner_email": self.owner.email}
        return {**found.values, **own}

    def quarters(self, entity: str, field: str) -> Quarters:
        """Return the quarters of a volume of the record or of the chosen standard."""
        return self._quarters.get((self.key_of(entity), field), _NO_QUARTERS)

    def write_quarter(self, entity: str, field: str, quarter: str, written: str) -> None:
        """Store one quarter of a volume."""
        volume = Volume(Entity(entity), self.key_of(entity), field)
        self.attempt(field, lambda: edit_quarter(self.plan.workspace, volume, quarter, written))

    def take_sum(self, entity: str, field: str) -> None:
        """Make a volume of the year what its quarters add up to."""
        volume = Volume(Entity(entity), self.key_of(entity), field)
        self.attempt(field, lambda: take_sum(self.plan.workspace, volume))

    def mark(self, entity: str, field: str) -> Mark | None:
        """Return what became of a field of the shown row since the year before; None when it was not carried."""
        key = self.key_of(entity)
        if key and key not in self._marks:
            self._marks[key] = marks(self.plan.workspace, key)
        return self._marks[key].get(field) if key else None

    def say_mark(self, entity: str, field: str, mark: Mark) -> None:
        """Say that a field is as it was the year before, or that it is to be looked at again."""
        places = [FieldPlace(Entity(entity), self.key_of(entity), field)]
        say = mark_same if mark is Mark.SAME else mark_revisit
        self.attempt(field, lambda: say(self.plan.workspace, places))

    def notes(self) -> tuple[NoteCard, ...]:
        """Return the notes on the record and its standards, open ones first."""
        return self._notes

    def open_notes(self, entity: str, field: str) -> int:
        """Return how many notes on a field of the shown row are open."""
        key = self.key_of(entity)
        return sum(not one.is_resolved and (one.record, one.field) == (key, field) for one in self._notes)

    def add_note(self, entity: str, key: str, field: str, text: Bilingual) -> None:
        """Write a note on a row, or on one of its fields."""
        if key and not text.is_blank:
            self.attempt("", lambda: add_note(self.plan.workspace, entity, key, text, field))

    def edit_note(self, key: str, language: Language, text: str) -> None:
        """Write a note's text in one language."""
        self.attempt("", lambda: edit_note(self.plan.workspace, key, language, text))

    def resolve_note(self, key: str, *, resolved: bool) -> None:
        """Say that a note is dealt with, or open again."""
        self.attempt("", lambda: resolve_note(self.plan.workspace, key, resolved=resolved))

    def delete_note(self, key: str) -> None:
        """Delete a note."""
        if self._done(lambda: delete_note(self.plan.workspace, key)):
            self.done.emit(lambda: _("Note deleted."))

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except REFUSALS as error:
            self.refused.emit(error, "")
            return False
        return True

    def attempt(self, field: str, act: Callable[[], Any]) -> Any:
        """Do something and return what it gives; emit ``refused`` and return None if it cannot be done."""
        try:
            return act()
        except REFUSALS as error:
            self.refused.emit(error, field)
            return None

    def _read(self, service: str) -> None:
        self.card = card(self.plan.workspace, service, self.plan.year)
        self._read_around()
        self._keep_standard()
        self.shown.emit()

    def _read_around(self) -> None:
        """Read what stands beside the card: who answers for the service, quarters and notes."""
        found = self.card
        if found is None:
            return
        rows = [key for key in (found.record, *(one.key for one in found.standards)) if key]
        self.owner = service_owner(self.plan.workspace, found.key)
        self._quarters = quarters(self.plan.workspace, rows)
        self._notes = notes(self.plan.workspace, rows)
        self._marks = {}

    def _read_year(self) -> None:
        if self.card is not None:
            self._read(self.card.key)

    def _keep_standard(self) -> None:
        """Keep the chosen standard while it is there; else take the one that stands where it stood."""
        held = [one.key for one in self.card.standards] if self.card else []
        if self.standard not in held:
            self.standard = held[0] if held else ""

    def _follow(self, change: ChangeSet) -> None:
        if self.card is None or not change.touches(*_SHOWN):
            return
        service = self.card.key
        try:
            self.card = card(self.plan.workspace, service, self.plan.year)
        except UnknownRecordError:
            self.card = None
            self.gone.emit(service)
            return
        self._read_around()
        self._keep_standard()
        self.changed.emit()
