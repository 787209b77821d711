"""Notes on the record: what is still to be asked, found out or decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_date
from app.i18n import _
from model.bilingual import Bilingual
from model.language import Language
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.inventory import words
from ui.pages.inventory.section import Section
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.button import Button, IconButton
from ui.widgets.check_box import CheckBox
from ui.widgets.frames import Card, clear, column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.inventory.cards import ServiceCard
    from app.inventory.notes import NoteCard


class Notes(Section):
    """Writes a note, and lists those there are: open ones first."""

    def build(self) -> None:
        """Make the field of a new note and the list."""
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

    def load(self, card: ServiceCard) -> None:
        """List the notes of the record and its standards."""
        self.new.setVisible(card.is_reported)
        self.add_button.setVisible(card.is_reported)
        found = self.model.notes()
        if found != self._shown or not self._list.count():
            self._shown = found
            clear(self._list)
            for note in found:
                self._list.addWidget(self._card(note))

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no note, or take notes again."""
        super().set_read_only(read_only=read_only)
        self.new.set_read_only(read_only)
        self.add_button.setEnabled(not read_only)

    def _add(self) -> None:
        text = Bilingual(*(self.new.editor(language).text() for language in (Language.EN, Language.FR)))
        self.new.commit()
        self.new.set_value(Bilingual())
        self.model.add_note(text)
        self.new.take_focus()

    def _card(self, note: NoteCard) -> Card:
        card = Card()
        field = BilingualField(lambda: _caption(note), lines=2, french_first=self.model.plan.french_first)
        field.set_value(note.text)
        field.committed.connect(lambda language, text: self.model.edit_note(note.key, language, text))
        card.body.addWidget(field)
        if note.field:
            place = Label(words.named(note.field), size=Size.CAPTION, role=Role.TEXT2)
            card.body.addWidget(place)
        done = CheckBox(lambda: _("Resolved"))
        done.setChecked(note.is_resolved)
        done.toggled_by_user.connect(lambda on: self.model.resolve_note(note.key, resolved=on))
        drop = IconButton(lambda: _("Delete this note"), "trash-2")
        drop.clicked.connect(lambda: self.model.delete_note(note.key))
        line = row(gap=px(8))
        line.addWidget(done)
        line.addStretch(1)
        line.addWidget(drop)
        card.body.addLayout(line)
        for widget in (field, done):
            widget.set_read_only(self.model.plan.read_only)
        drop.setEnabled(not self.model.plan.read_only)
        return card


def _caption(note: NoteCard) -> str:
    day = format_date(note.written_at.date())
    return _("{author}, {date}").format(author=note.author, date=day) if note.author else day
