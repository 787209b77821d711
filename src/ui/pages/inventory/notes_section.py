"""Notes on the record and on its fields: what is still to be asked, found out or decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from app.formats import format_date
from app.i18n import _
from model.bilingual import Bilingual
from model.language import Language
from ui.look.measure import px
from ui.look.tokens import Role
from ui.pages.inventory import words
from ui.pages.inventory.record_model import RECORD, STANDARD
from ui.pages.inventory.record_past import FieldPlace
from ui.pages.inventory.scope_line import ScopeLine
from ui.pages.inventory.section import Section
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.check_box import CheckBox
from ui.widgets.frames import Card, clear, column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from app.inventory.cards import ServiceCard
    from app.inventory.notes import NoteCard
    from ui.pages.inventory.record_model import RecordModel


class Notes(Section):
    """Writes a note on the record or on one field, and lists those there are: open ones first."""

    back_asked = Signal(object)  # FieldPlace: the field whose notes were shown
    field_asked = Signal(object)  # FieldPlace of a note

    def build(self) -> None:
        """Make the field of a new note and the list."""
        self.scope: FieldPlace | None = None
        self.line = ScopeLine(lambda: _("Notes on the record and its fields"), lambda: _("Notes on the whole record"))
        self.line.back.clicked.connect(lambda: self.back_asked.emit(self.scope))
        self.line.whole.clicked.connect(lambda: self.set_scope(None))
        self.add(self.line)
        self.new = BilingualField(
            lambda: _("New note"),
            lines=2,
            french_first=self.model.plan.french_first,
            hint=lambda: _("For your team; notes are not reported and do not appear in documents."),
        )
        self.new.setObjectName("new_note")
        self.add_button = Button(lambda: _("Add note"), icon="plus")
        self.add_button.clicked.connect(self._add)
        self.add(self.new)
        line = row()
        line.addStretch(1)
        line.addWidget(self.add_button)
        self.body.addLayout(line)
        self._list = column(gap=9)
        self.body.addLayout(self._list)
        self._shown: tuple[NoteCard, ...] = ()
        self._texts: dict[str, BilingualField] = {}  # by the note's key

    def set_scope(self, scope: FieldPlace | None) -> None:
        """Show the notes of one field, or all of the record's."""
        if scope != self.scope:
            self.scope = scope
            self._show()

    def load(self, card: ServiceCard) -> None:
        """List the notes of the record and its standards, or of one field."""
        self.new.setVisible(card.is_reported)
        self.add_button.setVisible(card.is_reported)
        keys = {card.record, *(one.key for one in card.standards)}
        if self.scope is not None and self.scope.key not in keys:
            self.scope = None
        self._show()

    def _show(self) -> None:
        scope = self.scope
        self.line.show_field((lambda: _title(self.model, scope)) if scope else None)
        found = tuple(
            note
            for note in self.model.notes()
            if scope is None or (note.record, note.field) == (scope.key, scope.field)
        )
        if found != self._shown or not self._list.count():
            self._shown = found
            clear(self._list)
            self._texts.clear()
            for note in found:
                self._list.addWidget(self._card(note))

    def take_focus(self) -> None:
        """Put the cursor into the new note."""
        self.new.take_focus()

    def focus_note(self, note: str, language: Language | None) -> bool:
        """Put the cursor into a note's text; tell whether it is listed."""
        field = self._texts.get(note)
        if field is not None:
            field.take_focus(language)
        return field is not None

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no note, or take notes again."""
        super().set_read_only(read_only=read_only)
        self.new.set_read_only(read_only)
        self.add_button.setEnabled(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back to the field on Esc; add the note on Ctrl+Enter once it is written."""
        if event.key() == Qt.Key.Key_Escape and self.scope is not None:
            self.back_asked.emit(self.scope)
            event.accept()
            return
        super().keyPressEvent(event)

    def _add(self) -> None:
        text = Bilingual(*(self.new.editor(language).text() for language in (Language.EN, Language.FR)))
        self.new.commit()
        self.new.set_value(Bilingual())
        scope = self.scope or FieldPlace(RECORD, self.model.key_of(RECORD), "")
        self.model.add_note(scope.entity, scope.key, scope.field, text)
        self.new.take_focus()

    def _card(self, note: NoteCard) -> Card:
        card = Card()
        head = row(gap=px(8))
        place = FieldPlace(note.entity, note.record, note.field)
        if note.field:
            link = Button(lambda: place_name(self.model, place), kind=Kind.LINK)
            link.clicked.connect(lambda: self.field_asked.emit(place))
            head.addWidget(link)
        else:
            head.addWidget(Label(lambda: place_name(self.model, place), role=Role.TEXT2))
        head.addStretch(1)
        done = CheckBox(lambda: _("Resolved"))
        done.setChecked(note.is_resolved)
        done.toggled_by_user.connect(lambda on: self.model.resolve_note(note.key, resolved=on))
        drop = IconButton(lambda: _("Delete this note"), "trash-2")
        drop.clicked.connect(lambda: self.model.delete_note(note.key))
        head.addWidget(done)
        head.addWidget(drop)
        card.body.addLayout(head)
        field = BilingualField(lambda: _caption(note), lines=2, french_first=self.model.plan.french_first)
        field.set_value(note.text)
        field.committed.connect(lambda language, text: self.model.edit_note(note.key, language, text))
        card.body.addWidget(field)
        self._texts[note.key] = field
        for widget in (field, done):
            widget.set_read_only(self.model.plan.read_only)
        drop.setEnabled(not self.model.plan.read_only)
        return card


def place_name(model: RecordModel, place: FieldPlace) -> str:
    """Return what a field is called, with its standard; the record or the standard itself without a field."""
    field = words.field_name(place.field) if place.field else ""
    if place.entity != STANDARD:
        return field or _("The record")
    held = model.card.standards if model.card else ()
    found = next((one for one in held if one.key == place.key), None)
    identifier = found.text("service_standard_id") if found else ""
    name = _("Standard {identifier}").format(identifier=identifier) if identifier else _("New standard")
    return _("{standard}: {field}").format(standard=name, field=field) if field else name


def _title(model: RecordModel, place: FieldPlace) -> str:
    return _("Notes on “{field}”").format(field=place_name(model, place))


def _caption(note: NoteCard) -> str:
    day = format_date(note.written_at.date())
    return _("{author}, {date}").format(author=note.author, date=day) if note.author else day
