"""The field of the item that the review stands on: the record's own, with its findings and its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.formats import format_year
from app.i18n import _
from app.inventory.fields import OWN_CODES, YES_NO, Entity
from app.inventory.year_fields import year_fields
from app.registry.code_lists import programs_with
from app.registry.schema import FieldKind, Kind, schema
from ui.pages.inventory import words
from ui.pages.inventory.fields import Fields
from ui.pages.inventory.record_model import RECORD, STANDARD
from ui.pages.inventory.typed_numbers import TARGET, VOLUME
from ui.widgets.choice import Option
from ui.widgets.code_list import Code
from ui.widgets.frames import column
from ui.widgets.volume_field import VolumeTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.inventory.review import FieldPlace
    from model.bilingual import Bilingual
    from ui.pages.inventory.record_model import RecordModel

_KINDS = {Entity.SERVICE_RECORD: Kind.SERVICE, Entity.STANDARD_RECORD: Kind.STANDARD}


class ItemEditor(QWidget):
    """Shows one field at a time; each is made when it is first asked for."""

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self._model = model
        self._fields = {entity: Fields(model, entity, self) for entity in (RECORD, STANDARD)}
        self._made: dict[tuple[str, str], QWidget] = {}
        self._shown: QWidget | None = None
        self._body: QVBoxLayout = column(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        model.shown.connect(self.load)
        model.changed.connect(self.load)
        model.refused.connect(self._refuse)

    def show_place(self, place: FieldPlace | None) -> None:
        """Show the field of a place; None shows nothing."""
        before, self._shown = self._shown, None
        if place is None:
            if before is not None:
                before.hide()
            return
        if place.entity is Entity.STANDARD_RECORD:
            self._model.choose_standard(place.record)
        key = (place.entity.value, place.field)
        if key not in self._made:
            self._made[key] = self._make(place)
            self._body.addWidget(self._made[key])
            fields = self._fields[place.entity.value]
            fields.set_read_only(read_only=self._model.plan.read_only)
            fields.set_content(self._model.plan.content)
        self._shown = self._made[key]
        if before is not None and before is not self._shown:  # hidden, it would lose the cursor
            before.hide()
        self.load()
        self._shown.show()

    def take_focus(self, place: FieldPlace) -> None:
        """Put the cursor into the field of a place."""
        found = self._fields[place.entity.value].find(place.field)
        if found is not None:
            found.take_focus(None)

    def holds_focus(self) -> bool:
        """Whether the cursor is in the field."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def commit(self) -> None:
        """Hand over what is being typed."""
        for fields in self._fields.values():
            fields.commit()

    def load(self) -> None:
        """Show the values as they are now."""
        card, standard = self._model.card, self._model.standard_card()
        if card is not None and card.is_reported:
            self._fields[RECORD].load(card.values)
        if standard is not None:
            self._fields[STANDARD].load(standard.values)

    def set_content(self, content: str) -> None:
        """Show texts in one language or both."""
        for fields in self._fields.values():
            fields.set_content(content)

    def _refuse(self, error: object, field: str) -> None:
        del error, field  # the page says it in a banner; the field keeps what was typed

    def _make(self, place: FieldPlace) -> QWidget:
        """Make the field that suits what it holds."""
        of, name = self._fields[place.entity.value], place.field
        made: Any
        if len(year_fields(place.entity).columns[name]) > 1:
            made = of.bilingual(name, lines=2)
        elif name.startswith("num_"):
            made = self._volume(of, name)
        elif name in OWN_CODES:
            made = of.answer(name, _answers(name))
        elif name == "confirmed_on":
            made = of.day(name)
        else:
            made = self._registry_field(of, place)
        return made  # type: ignore[no-any-return]  # each of them is a widget

    def _registry_field(self, of: Fields, place: FieldPlace) -> Any:
        kind, name = _KINDS[place.entity], place.field
        known = schema().resource(kind).fields.get(name)
        if known is None:
            return of.text(name)
        if name == "program_id":
            return of.codes(name, self._programs())
        if known.kind is FieldKind.CODE and schema().lists[known.choices].codes <= {"Y", "N", "NA"}:
            with_na = "NA" in schema().lists[known.choices].codes
            return of.answer(name, words.yes_no_na() if with_na else words.yes_no())
        if known.kind in {FieldKind.CODE, FieldKind.CODES}:
            listed = words.years_of(kind, name) if name.startswith("last_service") else None
            return of.codes(name, listed, multiple=known.kind is FieldKind.CODES)
        if known.kind is FieldKind.VOLUME:
            return of.number(name, VOLUME)
        return of.number(name, TARGET) if known.kind is FieldKind.DECIMAL else of.text(name)

    def _programs(self) -> list[Code]:
        card = self._model.card
        if card is None:
            return []
        listed = programs_with(self._model.plan.workspace).of(card.owner, str(card.year))
        return [Code(program.code, _named(self._model, program.name)) for program in listed]

    def _volume(self, of: Fields, name: str) -> VolumeTable:
        table = VolumeTable([(name, words.named(name))], heading=lambda: _("Volume"))
        model = self._model

        def load() -> None:
            if (card := model.card) is not None:
                last, now = card.year - 1, card.year
                table.set_years(lambda: format_year(last), lambda: format_year(now))
                table.field(name).set_last_year(card.last_quantity(name))
                table.field(name).set_value(card.quantity(name))

        of.volume(name, table, load)
        return table


def _named(model: RecordModel, name: Bilingual) -> Callable[[], str]:
    return lambda: model.shown_name(name)


def _answers(name: str) -> tuple[Option, ...]:
    unsaid = Option("", lambda: _("Not said"))
    if OWN_CODES[name] == YES_NO:
        return (*words.yes_no(), unsaid)
    if OWN_CODES[name] == YES_NO | {"NA"}:
        return (*words.yes_no_na(), unsaid)
    return (*words.own_options(name), unsaid)
