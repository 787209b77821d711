"""Who changed what of the record, when, and the way back to what was there."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.change_labels import change_words
from app.formats import format_date, format_number, format_time
from app.i18n import _, ngettext
from model.change_set import ChangeKind
from ui.look.tokens import Role, Size
from ui.pages.inventory import words
from ui.pages.inventory.change_lines import ChangeLine
from ui.pages.inventory.notes_section import place_name
from ui.pages.inventory.record_model import OWNER, RECORD, STANDARD
from ui.pages.inventory.scope_line import ScopeLine
from ui.pages.inventory.section import Section
from ui.pages.inventory.value_words import place_words, value_words
from ui.widgets.button import Button, Kind
from ui.widgets.frames import Hairline, clear, column, row
from ui.widgets.label import Label
from ui.widgets.quarter_table import quarter_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QShowEvent
    from PySide6.QtWidgets import QVBoxLayout

    from app.inventory.cards import ServiceCard
    from app.inventory.history import Entry, FieldChange, RecordHistory, RowChange
    from ui.pages.inventory.record_past import FieldPlace, RecordPast

STEP: Final = 20  # changes that are shown at a time
MOST_LINES: Final = 8  # values that one change shows
FEW_STANDARDS: Final = 3  # standards that are named when they come or go together
_RESTORABLE: Final = frozenset({RECORD, STANDARD, "service_owner", "service"})


class History(Section):
    """The changes of the record, newest first, or of one field; read when it is looked at."""

    back_asked = Signal(object)  # FieldPlace: the field whose history was shown

    def build(self) -> None:
        """Make the list."""
        self.past: RecordPast | None = None
        self.scope: FieldPlace | None = None
        self._limit, self._is_stale = STEP, True
        self.line = ScopeLine(lambda: _("What changed in this record"), lambda: _("History of the whole record"))
        self.line.back.clicked.connect(lambda: self.back_asked.emit(self.scope))
        self.line.whole.clicked.connect(lambda: self.set_scope(None))
        self.none = Label(lambda: _("Nothing was changed here yet."), role=Role.TEXT2, wrap=True)
        self._list = column(gap=8)
        self.older = Button(lambda: _("Show older changes"), kind=Kind.QUIET, icon="chevron-down")
        self.older.clicked.connect(self._show_older)
        self.add(self.line, self.none)
        self.body.addLayout(self._list)
        self.body.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)

    def set_scope(self, scope: FieldPlace | None) -> None:
        """Show the history of one field, or of the record."""
        if scope != self.scope:
            self.scope, self._limit = scope, STEP
            self._mark_stale()

    def load(self, card: ServiceCard) -> None:
        """Read the history again once it is looked at."""
        keys = {card.record, *(one.key for one in card.standards)}
        if self.scope is not None and self.scope.key not in keys:
            self.scope = None
        self._mark_stale()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Read what changed while nobody looked."""
        super().showEvent(event)
        self._mark_stale(stale=self._is_stale)

    def take_focus(self) -> None:
        """Go to the first thing that can be done here."""
        target = self.line.back if self.scope is not None else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back to the field on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.scope is not None:
            self.back_asked.emit(self.scope)
            event.accept()
            return
        super().keyPressEvent(event)

    def _mark_stale(self, *, stale: bool = True) -> None:
        self._is_stale = stale
        if stale and self.isVisible():
            self._is_stale = False
            self._read()

    def _show_older(self) -> None:
        self._limit += 5 * STEP
        self._read()

    def _read(self) -> None:
        clear(self._list)
        scope = self.scope
        self.line.show_field(partial(self._title, scope) if scope else None)
        shown, total = (self._read_field(scope) if scope else self._read_record()) if self.past else (0, 0)
        self.none.setVisible(not total)
        self.older.setVisible(shown < total)

    def _title(self, scope: FieldPlace) -> str:
        return _("History of “{field}”").format(field=place_name(self.model, scope))

    def _read_field(self, scope: FieldPlace) -> tuple[int, int]:
        found = self.past.of_field(scope) if self.past else ()
        for number, change in enumerate(found[: self._limit]):
            self._list.addWidget(self._field_block(scope, change, is_first=not number))
        return min(len(found), self._limit), len(found)

    def _read_record(self) -> tuple[int, int]:
        found = self.past.record(self._limit) if self.past else None
        if found is None:
            return 0, 0
        for number, entry in enumerate(found.entries):
            self._list.addWidget(self._block(found, entry, is_first=not number))
        return len(found.entries), found.total

    def _block(self, found: RecordHistory, entry: Entry, *, is_first: bool) -> QWidget:
        back: Button | None = None
        if not is_first:
            back = Button(lambda: _("Restore the record"), kind=Kind.QUIET, icon="rotate-ccw")
            back.setObjectName(f"restore_record_{entry.seq}")
            back.bind(back.setToolTip, lambda: _("Make the record what it was after this change"))
            back.clicked.connect(lambda: self.past.restore_record(entry.seq) if self.past else None)
            if self.model.plan.read_only:
                back.disable(lambda: _("The plan is open for reading only."))
        block, lines = _head(entry, back, is_first=is_first)
        told, many = _grouped(entry.changes)
        for operation, count in many.items():
            lines.addWidget(ChangeLine(partial(_standards_words, operation, count), None, None))
        for change in told[:MOST_LINES]:
            lines.addWidget(self._line(found, change))
        rest = len(told) - MOST_LINES
        if rest > 0:
            lines.addWidget(Label(partial(_rest, rest), size=Size.CAPTION, role=Role.TEXT2))
        return block

    def _field_block(self, scope: FieldPlace, change: FieldChange, *, is_first: bool) -> QWidget:
        block, lines = _head(change, None, is_first=is_first)
        entity = {"service_id": "service", **dict.fromkeys(OWNER, "service_owner")}.get(scope.field, scope.entity)
        is_side = change.field.startswith(f"{scope.field}_")
        line = ChangeLine(
            partial(place_words, entity, change.field) if is_side else "",
            partial(self._value, entity, change.field, change.old) if change.old is not None else None,
            partial(self._value, entity, change.field, change.new) if change.new is not None else None,
        )
        if change.old is not None:
            old = change.old
            line.offer(lambda: self.past.restore_field(scope, change.field, old) if self.past else None)
            line.set_read_only(read_only=self.model.plan.read_only)
        lines.addWidget(line)
        return block

    def _line(self, found: RecordHistory, change: RowChange) -> ChangeLine:
        if change.operation != "update":
            return ChangeLine(partial(self._row_words, found, change), None, None)
        line = ChangeLine(
            partial(self._place, found, change),
            partial(self._value, change.entity, change.field, str(change.old or "")),
            partial(self._value, change.entity, change.field, str(change.new or "")),
        )
        if change.entity in _RESTORABLE and change.field not in {"state", "state_since", "merged_into", "owner_org"}:
            entity, key, field, old = change.entity, change.key, change.field, str(change.old or "")
            line.offer(lambda: self.past.restore_value(entity, key, field, old) if self.past else None)
            line.set_read_only(read_only=self.model.plan.read_only)
        return line

    def _value(self, entity: str, field: str, value: str) -> str:
        return value_words(entity, field, value, self.model.program_name)

    def _place(self, found: RecordHistory, change: RowChange) -> str:
        if change.entity == "quarterly_volume":
            held = found.quarters[change.key]
            name = _("{field}, {quarter}").format(
                field=words.field_name(held.field), quarter=quarter_words(int(held.quarter))
            )
            return self._of_standard(found, held.record, name) if held.entity == STANDARD else name
        name = place_words(change.entity, change.field)
        return self._of_standard(found, change.key, name) if change.entity == STANDARD else name

    def _of_standard(self, found: RecordHistory, key: str, field: str) -> str:
        name = found.standards.get(key)
        shown = self.model.shown_name(name) if name else ""
        return _("{field} – {standard}").format(field=field, standard=shown) if shown else field

    def _row_words(self, found: RecordHistory, change: RowChange) -> str:
        is_new = change.operation == "insert"
        if change.entity == RECORD:
            return _("The record was made") if is_new else _("The record was taken out of the year")
        if change.entity == STANDARD:
            name = found.standards.get(change.key)
            shown = (self.model.shown_name(name) if name else "") or _("New standard")
            told = _("Standard added: {name}") if is_new else _("Standard deleted: {name}")
            return told.format(name=shown)
        if change.entity == "quarterly_volume":
            told = _("Quarter given: {name}") if is_new else _("Quarter emptied: {name}")
            return told.format(name=self._place(found, change))
        told = _("Owner named: {name}") if is_new else _("Owner taken away: {name}")
        return told.format(name=found.owners.get(change.key, ""))


def _head(change: Entry | FieldChange, tail: QWidget | None, *, is_first: bool) -> tuple[QWidget, QVBoxLayout]:
    """Return the block of one change with its head: what was done, by whom and when."""
    block = QWidget()
    lines = column(block, gap=5)
    if not is_first:
        lines.addWidget(Hairline())
    head = row(gap=8)
    names = column(gap=1)
    names.addWidget(Label(partial(_label, change.label, change.kind), strong=True, wrap=True))
    names.addWidget(Label(partial(_when, change.at, change.author), size=Size.CAPTION, role=Role.TEXT2, wrap=True))
    head.addLayout(names, 1)
    if tail is not None:
        head.addWidget(tail, 0, Qt.AlignmentFlag.AlignVCenter)
    lines.addLayout(head)
    return block, lines


def _grouped(changes: Sequence[RowChange]) -> tuple[list[RowChange], dict[str, int]]:
    """Return the changes that are told one by one, and how many standards came or went together."""
    together = Counter(one.operation for one in changes if one.entity == STANDARD and one.operation != "update")
    many = {operation: count for operation, count in together.items() if count > FEW_STANDARDS}
    return [one for one in changes if not (one.entity == STANDARD and one.operation in many)], many


def _standards_words(operation: str, count: int) -> str:
    if operation == "insert":
        words_ = ngettext("{count} standard added", "{count} standards added", count)
    else:
        words_ = ngettext("{count} standard deleted", "{count} standards deleted", count)
    return words_.format(count=format_number(count))


def _label(label: str, kind: ChangeKind) -> str:
    named = change_words(label)
    if kind is ChangeKind.UNDO:
        return _("Undone: {label}").format(label=named)
    return _("Redone: {label}").format(label=named) if kind is ChangeKind.REDO else named


def _when(at: datetime, author: str) -> str:
    here = at.astimezone()
    moment = _("{date}, {time}").format(date=format_date(here.date()), time=format_time(here))
    return f"{author} · {moment}" if author else moment


def _rest(count: int) -> str:
    words_ = ngettext("{count} more value", "{count} more values", count)
    return words_.format(count=format_number(count))
