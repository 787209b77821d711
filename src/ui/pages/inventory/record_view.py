"""The record of one service: its name, its subjects, and the section of the chosen one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.cli.messages import sentence
from app.formats import format_number, format_year
from app.i18n import _, ngettext
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.language import Language
from ui.look.tokens import Role, Size
from ui.pages.inventory.field_tools import HISTORY_KEYS, MENU_KEYS, NOTES_KEYS
from ui.pages.inventory.history_section import History
from ui.pages.inventory.notes_section import Notes
from ui.pages.inventory.record_model import RECORD, STANDARD, RecordModel
from ui.pages.inventory.record_past import FieldPlace, RecordPast
from ui.pages.inventory.section_fields import section_of
from ui.pages.inventory.sections import Clients, Feedback, Identity, Links, Online
from ui.pages.inventory.service_columns import SEVERITY
from ui.pages.inventory.standards_section import Standards
from ui.pages.inventory.succession_words import succession_facts, succession_words
from ui.pages.inventory.volumes_section import Volumes
from ui.widgets.button import Button, IconButton, Kind, menu_action
from ui.widgets.choice import Mark, Option, Segments
from ui.widgets.empty_state import EmptyState
from ui.widgets.finding_chip import FieldFinding, Level, level_icon, level_role, level_words
from ui.widgets.frames import column, row
from ui.widgets.icon_menu import IconMenu
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.pill import Pill, StatusPill, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.drafts import Draft
    from app.errors import PlanError
    from app.inventory.cards import ServiceCard
    from ui.pages.inventory.section import Section

SECTIONS: Final[dict[str, type[Section]]] = {
    "identity": Identity,
    "clients": Clients,
    "online": Online,
    "volumes": Volumes,
    "standards": Standards,
    "feedback": Feedback,
    "links": Links,
    "history": History,
    "notes": Notes,
}
SUBJECTS: Final = tuple(name for name in SECTIONS if name != "notes")
"""The subjects of a record; its notes are reached from the head and from each field."""

_ACROSS: Final = 4  # subjects on a line


def section_words(name: str) -> str:
    """Return the name of a section in the interface language."""
    words = {
        "identity": _("Identity"),
        "clients": _("Clients"),
        "online": _("Online"),
        "volumes": _("Volumes"),
        "standards": _("Standards"),
        "feedback": _("Feedback"),
        "links": _("Links"),
        "history": _("History"),
        "notes": _("Notes"),
    }
    return words[name]


class RecordView(QWidget):
    """Shows what a ``RecordModel`` holds; sections are made when they are first looked at."""

    back_asked = Signal()
    section_changed = Signal(str)
    field_focused = Signal(str, str)  # entity, field or pair
    duplicate_asked = Signal()
    retire_asked = Signal()
    succession_asked = Signal(str)  # merge, split or transfer
    delete_asked = Signal()
    leave_year_asked = Signal()
    error_told = Signal(object)  # PlanError that belongs to no field
    done = Signal(object)  # Words: what was done that a planner may want to undo

    def __init__(self, model: RecordModel) -> None:
        super().__init__()
        self.model = model
        self.past = RecordPast(model, self)
        self.past.restored.connect(self.done)
        model.done.connect(self.done)
        self.made: dict[str, Section] = {}
        self._section = "identity"
        self._looks_back = False  # at the history of a year that has no record, or has none any more
        whole = column(self)
        whole.addLayout(self._head())
        self._pages = QStackedWidget()
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        whole.addWidget(self._pages, 1)
        self._unreported = EmptyState(
            "calendar-plus",
            lambda: _("Not reported in {year}").format(year=format_year(model.plan.year)),
            lambda: _("What seldom changes is carried over from the year before; volumes and results are asked anew."),
            primary=lambda: _("Begin the record for {year}").format(year=format_year(model.plan.year)),
            link=lambda: _("See what was here before"),
        )
        self._unreported.primary_clicked.connect(model.begin_year)
        self._unreported.link_clicked.connect(self._look_back)
        self._none = EmptyState("table-2", lambda: _("No service chosen"), lambda: _("Choose a service in the table."))
        self._pages.addWidget(self._unreported)
        self._pages.addWidget(self._none)
        model.shown.connect(self._show)
        model.changed.connect(self.refresh)
        model.refused.connect(self._refuse)
        model.plan.content_changed.connect(self._set_content)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # there is one
        for keys, act in (
            (NOTES_KEYS, self._ask_notes),
            (HISTORY_KEYS, self._ask_history),
            (MENU_KEYS, self._open_tools),
            ("Ctrl+PgDown", partial(self._step, 1)),
            ("Ctrl+PgUp", partial(self._step, -1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._show()

    def _head(self) -> QVBoxLayout:
        head = column(gap=8, margins=(20, 14, 16, 10))
        line = row(gap=6)
        self.back = IconButton(lambda: _("Back to the table"), "chevron-left")
        self.back.clicked.connect(self.back_asked)
        self.back.hide()
        names = column(gap=2)
        self.name = Label("", size=Size.HEADING, strong=True, wrap=True)
        self.name.setObjectName("record_name")
        self.caption = ElidedLabel("", size=Size.CAPTION, role=Role.TEXT2)
        names.addWidget(self.name)
        names.addWidget(self.caption)
        self._state = StatusPill()
        self.notes_button = Button(self._notes_words, kind=Kind.QUIET, icon="message-square")
        self.notes_button.setObjectName("record_notes")
        self.notes_button.bind(self.notes_button.setAccessibleName, self._notes_spoken)
        self.notes_button.bind(self.notes_button.setToolTip, self._notes_spoken)
        self.notes_button.clicked.connect(lambda: self.show_notes(None))
        self.menu = IconMenu(lambda: _("More actions for this service"), "ellipsis")
        self.menu.menu().aboutToShow.connect(self._fill_menu)
        line.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(names, 1)
        line.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.notes_button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        options = [Option(name, partial(section_words, name)) for name in SUBJECTS]
        self.segments = Segments(lambda: _("Subject"), options, across=_ACROSS)
        self.segments.chosen.connect(self.show_section)
        head.addWidget(self.segments)
        return head

    def section(self) -> str:
        """Return the name of the section that is shown."""
        return self._section

    def show_section(self, name: str) -> Section:
        """Show a section, made and loaded when need be."""
        section = self._made(name)
        self._section = name
        if self.segments.value() != name:
            self.segments.set_value(name)
        self._show_page()
        self.section_changed.emit(name)
        return section

    def show_notes(self, place: FieldPlace | None) -> None:
        """Show the notes of a field, or of the whole record, ready for another one."""
        section = self.show_section("notes")
        if isinstance(section, Notes):
            section.set_scope(place)
            section.take_focus()

    def show_note(self, note: str, language: Language | None) -> bool:
        """Put the cursor into the text of a note on the shown record; tell whether there is such a note."""
        section = self.show_section("notes")
        if not isinstance(section, Notes):
            return False
        section.set_scope(None)
        return section.focus_note(note, language)

    def show_history(self, place: FieldPlace | None) -> None:
        """Show the history of a field, or of the whole record."""
        section = self.show_section("history")
        if isinstance(section, History):
            section.set_scope(place)
            section.take_focus()

    def place_of(self, entity: str, field: str) -> FieldPlace | None:
        """Return where a field of the shown rows is stored, as notes and history know it."""
        key = self.model.key_of(entity)
        return FieldPlace(entity, key, field) if key and field else None

    def go_to(self, place: FieldPlace | None) -> None:
        """Put the cursor into the field that notes or a history are of."""
        if place is None:
            return
        if place.entity == STANDARD:
            self.model.choose_standard(place.key)
        if not (place.field and self.focus_field(place.entity, place.field, None)):
            self.show_section(section_of(place.entity, place.field))

    def _ask_notes(self) -> None:
        self.show_notes(self._focused_place())

    def _ask_history(self) -> None:
        self.show_history(self._focused_place())

    def _open_tools(self) -> None:
        """Open the menu of the field that has the cursor."""
        if (section := self.made.get(self._section)) is not None:
            entity, name = section.field_at(QApplication.focusWidget())
            for fields in section.sets:
                if name and fields.entity == entity:
                    fields.bound[name].tools.open_menu()

    def _focused_place(self) -> FieldPlace | None:
        section = self.made.get(self._section)
        return self.place_of(*section.field_at(QApplication.focusWidget())) if section else None

    def _step(self, by: int) -> None:
        at = SUBJECTS.index(self._section) if self._section in SUBJECTS else -1
        self.show_section(SUBJECTS[(at + by) % len(SUBJECTS)])
        self.segments.take_focus()

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        section = self.made.get(self._section)
        if section is not None and self.isVisible():
            section.follow_focus(now if now is not None and self.isAncestorOf(now) else None)

    def _open_notes(self) -> int:
        return sum(not one.is_resolved for one in self.model.notes())

    def _notes_words(self) -> str:
        count = self._open_notes()
        return format_number(count) if count else ""

    def _notes_spoken(self) -> str:
        count = self._open_notes()
        if not count:
            return _("Notes")
        return ngettext("Notes: {count} open", "Notes: {count} open", count).format(count=format_number(count))

    def find_field(self, entity: str, field: str) -> tuple[str, Any] | None:
        """Return the section that holds a field, and its widget there."""
        for name in _SECTIONS_OF.get(entity, ()):
            for fields in self._made(name).sets:
                widget = fields.find(field) if fields.entity == entity else None
                if widget is not None:
                    return name, widget
        return None

    def focus_field(self, entity: str, field: str, language: Language | None) -> bool:
        """Put the cursor into a field, whatever section holds it; tell whether there is one."""
        found = self.find_field("service_record" if entity == "service" else entity, field)
        if found is None:
            return False
        name, widget = found
        section = self.show_section(name)
        widget.take_focus(language)
        # a section that was made just now has no layout yet: scroll once it has
        QTimer.singleShot(0, section, lambda: section.bring_into_view(widget))
        return True

    def show_back(self, *, shown: bool) -> None:
        """Offer the way back to the table, where only one of the two is shown."""
        self.back.setVisible(shown)

    def commit(self) -> None:
        """Hand over what is being typed."""
        for section in self.made.values():
            section.commit()

    def offer_drafts(self, drafts: Iterable[Draft]) -> int:
        """Put recovered texts in as if they had just been typed; return how many there were."""
        offered = 0
        for draft in drafts:
            for name in _SECTIONS_OF.get(draft.entity, ()):
                for fields in self._made(name).sets:
                    if fields.entity == draft.entity and draft.key == self.model.key_of(draft.entity):
                        offered += fields.offer_draft(draft.field, Language(draft.language), draft.text)
        return offered

    def refresh_findings(self) -> None:
        """Show at each field what is found there, and at each section how grave the worst is."""
        worst: dict[str, list[Level]] = {}
        for entity in (RECORD, STANDARD):
            key = self.model.key_of(entity)
            found = list(self.model.plan.findings.of(entity, key)) if key else []
            if entity == RECORD and self.model.card is not None:
                found += self.model.plan.findings.of("service", self.model.card.key)
            elif self.model.card is not None:  # of the other standards the section alone is told
                others = [one.key for one in self.model.card.standards if one.key != key]
                levels = [one.level for other in others for one in self.model.plan.findings.of(STANDARD, other)]
                worst.setdefault("standards", []).extend(Level(level.value) for level in levels)
            by_field: dict[str, list[FieldFinding]] = {}
            for one in found:
                by_field.setdefault(one.field, []).append(FieldFinding(Level(one.level.value), one.sentence))
            for section in self.made.values():
                section.show_findings(entity, by_field)
            for one in found:
                worst.setdefault(section_of(entity, one.field), []).append(Level(one.level.value))
            self._show_rest(entity, by_field)
        self.segments.set_marks({name: _mark(levels) for name, levels in worst.items() if levels})

    def _show_rest(self, entity: str, by_field: Mapping[str, Sequence[FieldFinding]]) -> None:
        """Show above a section what was found on its row and belongs to no field of it."""
        for name in _SECTIONS_OF[entity]:
            section = self.made.get(name)
            if section is None:
                continue
            rest = [
                finding
                for field, findings in by_field.items()
                if section_of(entity, field) == name and not section.holds(entity, field)
                for finding in findings
            ]
            if isinstance(section, Standards) and entity == RECORD:
                section.show_record_rest(rest)
            else:
                section.show_rest(rest)

    def ahead(self) -> Iterator[None]:
        """Make the section that is shown first."""
        self._made(self._section)
        yield

    def _made(self, name: str) -> Section:
        if name not in self.made:
            section = SECTIONS[name](self.model)
            section.field_focused.connect(self.field_focused)
            section.notes_asked.connect(lambda entity, field: self.show_notes(self.place_of(entity, field)))
            section.history_asked.connect(lambda entity, field: self.show_history(self.place_of(entity, field)))
            if isinstance(section, Notes):
                section.back_asked.connect(self.go_to)
                section.field_asked.connect(self.go_to)
            elif isinstance(section, History):
                section.past = self.past
                section.back_asked.connect(self.go_to)
            section.set_read_only(read_only=self.model.plan.read_only)
            section.set_language(self.model.plan.content)
            self.made[name] = section
            self._pages.addWidget(section)
            if self.model.card is not None and self.model.card.is_reported:
                section.load(self.model.card)
            self.refresh_findings()
        return self.made[name]

    def _look_back(self) -> None:
        """Show what was recorded in a year that has no record now: it can be brought back from there."""
        section = self._made("history")
        if isinstance(section, History) and self.model.card is not None:
            self._looks_back = True
            section.scope = None
            section.load(self.model.card)
            self._show_page()
            section.take_focus()

    def _show(self) -> None:
        """Show another service: what was typed for the one before was committed when the focus left it."""
        self._looks_back = False
        self.refresh()
        for section in self.made.values():
            section.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the card as it is now, in the interface language of now."""
        card = self.model.card
        for widget in (self.segments, self.notes_button, self.menu):
            widget.setVisible(card is not None and (card.is_reported or widget is self.menu))
        self.notes_button.say(self._notes_words)
        self.notes_button.retranslate()
        self._state.set_pill(_state_pill(card, priority=self.model.is_priority()))
        name = card.both("service_name") if card and card.is_reported else card.latest_name if card else Bilingual()
        self.name.say(lambda: (self.model.shown_name(name) or _("No name yet")) if card else "")
        self.caption.say(lambda: self._caption(card) if card else "")
        self._looks_back = self._looks_back and card is not None and not card.is_reported
        self._show_page()
        if card is not None and (card.is_reported or self._looks_back):
            for section in self.made.values():
                if card.is_reported or isinstance(section, History):
                    section.load(card)
        self.refresh_findings()

    def _show_page(self) -> None:
        card = self.model.card
        if card is None:
            self._pages.setCurrentWidget(self._none)
        elif not card.is_reported and self._looks_back:
            self._pages.setCurrentWidget(self._made("history"))
        elif not card.is_reported:
            for child in (*self._unreported.findChildren(Label), *self._unreported.findChildren(Button)):
                child.retranslate()  # the words name the year
            self._pages.setCurrentWidget(self._unreported)
        else:
            self._pages.setCurrentWidget(self._made(self._section))

    def _caption(self, card: ServiceCard) -> str:
        names = [self.model.program_name(code) for code in card.codes("program_id")]
        became = succession_facts(self.model, card.key)
        return " · ".join([card.service_id or _("No identifier yet"), *names, *became])

    def _set_content(self, content: str) -> None:
        for section in self.made.values():
            section.set_language(content)
        self.refresh()

    def _refuse(self, error: PlanError, field: str) -> None:
        words = partial(sentence, error)
        held = any(fields.refuse(field, words) for section in self.made.values() for fields in section.sets)
        if not held:
            self.error_told.emit(error)

    def _fill_menu(self) -> None:
        menu, card = self.menu.menu(), self.model.card
        menu.clear()
        if card is None:
            return
        locked = self.model.plan.read_only
        entries = [menu_action(menu, lambda: _("Duplicate…"), icon="copy", do=self.duplicate_asked.emit)]
        entries[0].setEnabled(card.is_reported)
        if card.state in {"retired", "merged"}:
            entries.append(menu_action(menu, lambda: _("Restore"), icon="rotate-ccw", do=self.model.restore))
        else:
            entries.append(menu_action(menu, lambda: _("Retire…"), icon="minus", do=self.retire_asked.emit))
            for kind, icon in (("merge", "merge"), ("split", "split"), ("transfer", "arrow-right")):
                ask = partial(self.succession_asked.emit, kind)
                entries.append(menu_action(menu, partial(succession_words, kind), icon=icon, do=ask))
        menu.addSeparator()
        year = format_year(card.year)
        if card.is_reported and (len(card.years) > 1 or card.service_id):
            words = lambda: _("Remove from {year}…").format(year=year)  # noqa: E731  one use, in place
            entries.append(menu_action(menu, words, icon="x", do=self.leave_year_asked.emit))
        if not card.service_id:
            entries.append(menu_action(menu, lambda: _("Delete…"), icon="trash-2", do=self.delete_asked.emit))
        for entry in entries:
            entry.setEnabled(entry.isEnabled() and not locked)


_SECTIONS_OF: Final = {
    RECORD: ("identity", "clients", "online", "volumes", "feedback", "links", "standards"),
    STANDARD: ("standards",),
}


def _state_pill(card: ServiceCard | None, *, priority: bool) -> Pill | None:
    if card is None or card.state not in {"retired", "merged"}:
        return Pill(lambda: _("Priority service"), Tone.LIVE, "flag") if priority else None
    since = FiscalYear.parse(card.state_since)
    if card.state == "merged":
        return Pill(lambda: _("Merged since {year}").format(year=format_year(since)), Tone.QUIET, "merge")
    return Pill(lambda: _("Retired since {year}").format(year=format_year(since)), Tone.QUIET, "minus")


def _mark(levels: Sequence[Level]) -> Mark:
    worst = max(levels, key=lambda level: SEVERITY[level])
    return Mark(level_icon(worst), level_role(worst), lambda: level_words(worst))
