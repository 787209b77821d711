"""Makes the fields of a section and binds each to the record: loads it, commits it, keeps drafts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from app.i18n import _
from app.registry.schema import Kind
from app.registry.schema import field as registry_field
from app.translation import ADDRESSES, State, state_of
from model.bilingual import Bilingual
from ui.pages.inventory.field_tools import FieldTools
from ui.pages.inventory.link_words import link_findings
from ui.pages.inventory.record_model import RECORD, STANDARD
from ui.pages.inventory.words import answer_words, codes_of, named
from ui.widgets import pill
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.choice import Option, Segments
from ui.widgets.code_picker import CodePicker
from ui.widgets.finding_chip import FieldFinding, Level
from ui.widgets.labelled import Labelled
from ui.widgets.text_field import DateField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from app.inventory.cards import ServiceCard, StandardCard
    from model.language import Language
    from ui.pages.inventory.record_model import RecordModel
    from ui.pages.inventory.typed_numbers import TypedNumber
    from ui.widgets.code_list import Code
    from ui.widgets.pill import Pill
    from ui.widgets.texts import Words
    from ui.widgets.volume_field import VolumeTable


W = TypeVar("W", BilingualField, TextField, DateField, CodePicker, Labelled)
_KINDS = {RECORD: Kind.SERVICE, STANDARD: Kind.STANDARD}


@dataclass(frozen=True)
class Bound:
    """A widget, how it takes the values of a card, what stands beside its label, and where it lies."""

    widget: Any
    load: Callable[[Mapping[str, str]], object]
    tools: FieldTools
    zones: tuple[QWidget, ...]


class Fields(QObject):
    """The fields of one entity on one section; every widget is named by its field or pair."""

    focused = Signal(str)  # field or pair
    notes_asked = Signal(str)  # field or pair
    history_asked = Signal(str)  # field or pair

    def __init__(self, model: RecordModel, entity: str, parent: QObject) -> None:
        super().__init__(parent)
        self._model, self.entity = model, entity
        self.bound: dict[str, Bound] = {}
        self._told: dict[str, Callable[[str], Sequence[FieldFinding]]] = {}  # what the form itself says of a field
        self._values: Mapping[str, str] = {}
        self._found: Mapping[str, Sequence[FieldFinding]] = {}
        self._recovered: dict[str, Language] = {}  # pairs that show a recovered text, and the side

    def bilingual(
        self,
        pair: str,
        *,
        label: Words | None = None,
        lines: int = 1,
        hint: Words | None = None,
        is_name: bool = False,
    ) -> BilingualField:
        """Make the field of a text in both languages; a name is shown whole, on as many lines as it takes."""
        french_first = self._model.plan.french_first
        most = self._length(f"{pair}_en")
        widget = BilingualField(
            label or named(pair), lines=lines, french_first=french_first, max_length=most, hint=hint, is_name=is_name
        )

        def load(values: Mapping[str, str]) -> None:
            text = Bilingual(values.get(f"{pair}_en", ""), values.get(f"{pair}_fr", ""))
            widget.set_value(text)
            if pair not in ADDRESSES:
                widget.set_state(_pill(text, self._confirmed().get(pair)))

        widget.committed.connect(lambda language, text: self._model.write_side(self.entity, pair, language, text))
        widget.drafted.connect(lambda language, text: self._model.keep_draft(self.entity, pair, language, text))
        if pair in ADDRESSES:
            self._told[pair] = lambda _value: link_findings(self._both(pair))
        return self._bind(pair, widget, load)

    def text(
        self,
        name: str,
        *,
        hint: Words | None = None,
        told: Callable[[str], Sequence[FieldFinding]] | None = None,
    ) -> TextField:
        """Make the field of a text that has no language; ``told`` says what is odd about its value."""
        widget = TextField(named(name), max_length=self._length(name), hint=hint)
        if told is not None:
            self._told[name] = told
        widget.committed.connect(lambda text: self._model.write(self.entity, name, text))
        return self._bind(name, widget, lambda values: widget.set_value(values.get(name, "")))

    def number(self, name: str, kind: TypedNumber) -> TextField:
        """Make the field of a number that is kept as written and shown as the interface language writes it."""
        widget = TextField(named(name))
        widget.set_check(lambda text: kind.wrong if kind.parse(text) is None else None)

        def commit(text: str) -> None:
            written = kind.parse(text) or ""
            widget.set_value(kind.show(written))
            self._model.write(self.entity, name, written)

        widget.committed.connect(commit)
        return self._bind(name, widget, lambda values: widget.set_value(kind.show(values.get(name, ""))))

    def day(self, name: str) -> DateField:
        """Make the field of a date."""
        widget = DateField(named(name))
        widget.dated.connect(lambda day: self._model.write(self.entity, name, day.isoformat() if day else ""))
        return self._bind(name, widget, lambda values: widget.set_value(values.get(name, "")))

    def codes(self, name: str, listed: Sequence[Code] | None = None, *, multiple: bool = True) -> CodePicker:
        """Make the field of one code or several; without a list, that of the registry's schema."""
        offered = codes_of(_KINDS[self.entity], name) if listed is None else tuple(listed)
        widget = CodePicker(named(name), offered, multiple=multiple)

        def load(values: Mapping[str, str]) -> None:
            widget.set_codes(tuple(code for code in values.get(name, "").split(",") if code))

        widget.committed.connect(lambda codes: self._model.write(self.entity, name, ",".join(codes)))
        return self._bind(name, widget, load)

    def answer(self, name: str, options: Sequence[Option], *, beside: bool = True) -> Labelled:
        """Make the field of a question with few answers."""
        control = Segments(named(name), options)
        widget = Labelled(named(name), control, beside=beside)
        for option in options:
            if option.value:  # the answer in the registry's own words, with its code
                control.explain(option.value, partial(answer_words, _KINDS[self.entity], name, option))
        control.chosen.connect(lambda code: self._model.write(self.entity, name, code))
        return self._bind(name, widget, lambda values: control.set_value(values.get(name, "")))

    def volume(self, name: str, table: VolumeTable, load: Callable[[], object]) -> None:
        """Bind the field of a count that a table of volumes made."""
        widget = table.field(name)
        widget.committed.connect(lambda quantity: self._model.write(self.entity, name, quantity.written))
        tools = self._tools(name, narrow=True)
        table.add_tool(name, tools)
        self._take(name, Bound(widget, lambda _values: load(), tools, (widget.label, widget.frame)))

    def tell(self, name: str, told: Callable[[str], Sequence[FieldFinding]]) -> None:
        """Let the form itself say something of a field's value, beside the findings."""
        self._told[name] = told

    def load(self, values: Mapping[str, str]) -> None:
        """Show the values of a card, its notes and what is odd about it; what is being typed stays."""
        self._values = values
        for name, bound in self.bound.items():
            bound.load(values)
            bound.tools.set_notes(self._model.open_notes(self.entity, name))
            bound.tools.set_mark(self._model.mark(self.entity, name))
        self._show_found(only=self._told)

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no edit, or take edits again."""
        for bound in self.bound.values():
            bound.widget.set_read_only(read_only)
            bound.tools.set_read_only(read_only=read_only)

    def commit(self) -> None:
        """Hand over what is being typed anywhere."""
        for bound in self.bound.values():
            commit = getattr(bound.widget, "commit", None)
            if commit is not None:
                commit()

    def set_content(self, content: str) -> None:
        """Show texts in one language or both."""
        for bound in self.bound.values():
            if isinstance(bound.widget, BilingualField):
                bound.widget.set_content(content)

    def show_findings(self, findings: Mapping[str, Sequence[FieldFinding]]) -> None:
        """Show at each field what was found there, by field or pair."""
        self._found = findings
        self._show_found(only=self.bound)

    def _show_found(self, only: Iterable[str]) -> None:
        for name in only:
            bound = self.bound[name]
            sides = (name, f"{name}_en", f"{name}_fr")
            found = [one for side in dict.fromkeys(sides) for one in self._found.get(side, ())]
            own = self._told[name](self._values.get(name, "")) if name in self._told else ()
            bound.widget.show_findings((*self._notice(name, bound.widget), *found, *own))

    def holds(self, name: str) -> bool:
        """Whether a field, a pair, or one side of a pair stands here."""
        return self.find(name) is not None

    def name_at(self, widget: QWidget | None) -> str:
        """Return the field or pair that a widget belongs to; blank when it is none of these."""
        while widget is not None:
            for name, bound in self.bound.items():
                if widget in bound.zones:
                    return name
            widget = widget.parentWidget()
        return ""

    def follow_focus(self, name: str) -> None:
        """Show the tools of the field that has the focus; a blank name is none of these."""
        for known, bound in self.bound.items():
            bound.tools.set_focused(focused=known == name)

    def _both(self, pair: str) -> Bilingual:
        return Bilingual(self._values.get(f"{pair}_en", ""), self._values.get(f"{pair}_fr", ""))

    def _notice(self, name: str, widget: object) -> tuple[FieldFinding, ...]:
        """Say of a recovered text that it waits for an answer."""
        language = self._recovered.get(name)
        if language is None or not isinstance(widget, BilingualField) or not widget.is_being_typed(language):
            self._recovered.pop(name, None)
            return ()
        return (FieldFinding(Level.SUGGESTION, _recovered_words),)

    def find(self, name: str) -> Any | None:
        """Return the widget of a field, a pair, or one side of a pair."""
        pair = name.removesuffix("_en").removesuffix("_fr")
        bound = self.bound.get(name) or self.bound.get(pair)
        return bound.widget if bound else None

    def refuse(self, name: str, sentence: Words) -> bool:
        """Say at a field why what was typed cannot be stored; tell whether the field is here."""
        widget = self.find(name)
        if widget is None:
            return False
        refuse = getattr(widget, "refuse", None)
        if refuse is None:
            return False
        refuse(sentence)
        return True

    def offer_draft(self, pair: str, language: Language, text: str) -> bool:
        """Put a recovered text in as if it had just been typed; tell whether the field is here."""
        widget = self.find(pair)
        if not isinstance(widget, BilingualField) or widget.value().text(language) == text:
            return False
        widget.offer_draft(language, text)
        self._recovered[pair] = language
        widget.show_findings(self._notice(pair, widget))
        return True

    def _bind(self, name: str, widget: W, load: Callable[[Mapping[str, str]], object]) -> W:
        tools = self._tools(name)
        widget.add_tool(tools)
        self._take(name, Bound(widget, load, tools, (widget,)))
        return widget

    def _take(self, name: str, bound: Bound) -> None:
        bound.widget.setObjectName(name)
        bound.widget.focused.connect(lambda: self.focused.emit(name))
        bound.tools.watch(bound.zones)
        self.bound[name] = bound

    def _tools(self, name: str, *, narrow: bool = False) -> FieldTools:
        tools = FieldTools(named(name), narrow=narrow)
        tools.marked.connect(lambda mark: self._model.say_mark(self.entity, name, mark))
        tools.notes_asked.connect(lambda: self.notes_asked.emit(name))
        tools.history_asked.connect(lambda: self.history_asked.emit(name))
        return tools

    def _confirmed(self) -> Mapping[str, Bilingual]:
        shown: ServiceCard | StandardCard | None = (
            self._model.standard_card() if self.entity == STANDARD else self._model.card
        )
        return shown.confirmed if shown else {}

    def _length(self, name: str) -> int | None:
        try:
            return registry_field(_KINDS[self.entity], name).max_length
        except KeyError:
            return None


def _recovered_words() -> str:
    return _("This text was recovered and is not stored yet. Ctrl+Enter keeps it, Esc gives it up.")


def _pill(text: Bilingual, confirmed: Bilingual | None) -> Pill | None:
    state, _changed = state_of(text, confirmed)
    if state is State.MISSING:
        return pill.missing(text.missing[0])
    ready = {State.DRAFT: pill.draft, State.OUT_OF_DATE: pill.to_review, State.CONFIRMED: pill.confirmed}
    return ready[state]() if state in ready else None
