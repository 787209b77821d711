"""What a returned workbook brings: what its owner changed first, and each row by choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QStackedWidget

from app.formats import format_number
from app.i18n import _, language, ngettext
from app.labels import field_label
from app.registry.judging import Outcome
from app.registry.schema import Kind
from ui.look.measure import px
from ui.look.tokens import Role
from ui.pages.collection.cells import paint_check, pair
from ui.tables.cells import wrapped
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import TableView
from ui.widgets.choice import Option, Segments
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QModelIndex, QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from app.collection.returning import Returned, ReturnedRow

_WIDTH: Final = 900
_LONG: Final = 400  # characters of a text that a line shows
CHANGED, REFUSED, UNASKED = "changed", "refused", "unasked"


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a row, or a row as a whole where it is new; ``what`` says what stands in the second column."""

    key: str
    row: ReturnedRow
    field: str
    before: str
    after: str
    note: str  # id of what is to be known of it: overtaken, new, or a reason in words


class ReturnDialog(Dialog):
    """Shows what came back; ``chosen`` says which rows are taken over."""

    def __init__(self, parent: QWidget, found: Returned, label: str) -> None:
        super().__init__(parent, lambda: _("Take over what {name} returned?").format(name=label), width=_WIDTH)
        self._found = found
        self._chosen = {row.place for row in found.rows if row.is_proposed}
        self.body.addWidget(Label(self._told, role=Role.TEXT2, wrap=True))
        if found.missing:
            self.missing = Label(self._missing, role=Role.WARN, wrap=True)
            self.body.addWidget(self.missing)
        lines = tuple(_lines(found.rows))
        parted = {
            CHANGED: [line for line in lines if line.row.was_asked and line.row.outcome is not Outcome.REFUSED],
            REFUSED: [line for line in lines if line.row.was_asked and line.row.outcome is Outcome.REFUSED],
            UNASKED: [line for line in lines if not line.row.was_asked],
        }
        self._tabs = Segments(lambda: _("What to look at"), self._options(parted))
        self.body.addWidget(self._tabs)
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(px(320))
        self.body.addWidget(self._pages, 1)
        self._tables = {name: self._table(name, held) for name, held in parted.items()}
        for table in self._tables.values():
            self._pages.addWidget(table)
        self._tabs.chosen.connect(self._show)
        self.accept_button = self.add_button(self._accept_words, accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        first = next((name for name, held in parted.items() if held), CHANGED)
        self._tabs.set_value(first)
        self._show(first)
        self.focus_first(self.accept_button)

    def chosen(self) -> frozenset[int]:
        """Return the places of the rows that are taken over."""
        return frozenset(self._chosen)

    def table(self, name: str) -> TableView:
        """Return the table ``changed``, ``refused`` or ``unasked``."""
        return self._tables[name]

    def _told(self) -> str:
        if not self._found.rows:
            return _("The workbook says nothing new. It is marked as returned.")
        parts = [_("Tick the rows to take over. It is one change, and one undo takes it back.")]
        if count := self._found.unchanged:
            parts.append(
                ngettext("{count} row is as the plan has it.", "{count} rows are as the plan has them.", count).format(
                    count=count
                )
            )
        return " ".join(parts)

    def _missing(self) -> str:
        names = ", ".join(name.text(language()) or name.text(language().other) for name in self._found.missing)
        return _("Asked for, but not in the workbook: {names}").format(names=names)

    def _options(self, parted: dict[str, list[Line]]) -> list[Option]:
        def counted(words: Callable[[], str], name: str) -> Callable[[], str]:
            count = len({line.row.place for line in parted[name]})
            return lambda: f"{words()} · {count}"

        return [
            Option(CHANGED, counted(lambda: _("Changed"), CHANGED)),
            Option(REFUSED, counted(lambda: _("Refused"), REFUSED)),
            Option(UNASKED, counted(lambda: _("Not asked for"), UNASKED)),
        ]

    def _table(self, name: str, lines: Sequence[Line]) -> TableView:
        mark: Column[Line] = Column(
            "taken", lambda: _("Take over"), self._mark_words, self._paint_mark, width=40, shows_title=False
        )
        told: Column[Line] = Column(
            "told",
            lambda: _("Why, and what to do"),
            _note_words,
            lambda painter, box, line: wrapped(painter, box, _note_words(line)),
        )
        columns: list[Column[Any]] = [mark, pair("record", lambda: _("Record"), _name, _identifiers)]
        columns.append(pair("value", lambda: _("New and former value"), _after, _before))
        if name == CHANGED:
            columns.insert(2, pair("field", lambda: _("Field"), _field, _note_words, width=230))
        else:
            columns.insert(2, pair("field", lambda: _("Field"), _field, _value, width=230))
            columns[3:] = [told] if name == REFUSED else [columns[3]]
        model: RowsModel[Any] = RowsModel(columns, key=lambda line: line.key)
        model.set_rows(lines)
        table = TableView(model, lambda: _("What came back"))
        table.marked.connect(self._toggle)
        table.clicked.connect(lambda index: self._click(table, index))
        return table

    def _mark_words(self, line: Line) -> str:
        if not line.row.may_be_taken:
            return _("Cannot be stored")
        return _("Taken over") if line.row.place in self._chosen else _("Left out")

    def _paint_mark(self, painter: QPainter, box: QRectF, line: Line) -> None:
        paint_check(painter, box, on=line.row.place in self._chosen, locked=not line.row.may_be_taken)

    def _click(self, table: TableView, index: QModelIndex) -> None:
        if index.column() == 0:
            self._toggle(table.rows_model.key_of(index.row()))

    def _toggle(self, key: str) -> None:
        place = int(key.partition(" ")[0])
        row = next(row for row in self._found.rows if row.place == place)
        if row.may_be_taken:
            self._chosen ^= {place}
            for table in self._tables.values():
                table.viewport().update()
            self.accept_button.say(self._accept_words)

    def _accept_words(self) -> str:
        count = len(self._chosen)
        if not count:
            return _("Mark as returned")
        return ngettext("Take over {count} row", "Take over {count} rows", count).format(count=format_number(count))

    def _show(self, name: str) -> None:
        self._pages.setCurrentWidget(self._tables[name])


def _lines(rows: Sequence[ReturnedRow]) -> Iterator[Line]:
    for row in rows:
        if row.outcome is Outcome.REFUSED:
            for at, reason in enumerate(row.reasons):
                yield Line(f"{row.place} {at}", row, reason.field, "", reason.value, reason.sentence)
        elif row.outcome is Outcome.ADDED:
            yield Line(f"{row.place}", row, "", "", "", "new")
        else:
            for change in row.changes:
                note = "overtaken" if change.is_overtaken else ""
                yield Line(f"{row.place} {change.field}", row, change.field, change.before, change.after, note)


def _name(line: Line) -> str:
    name = line.row.name
    return name.text(language()) or name.text(language().other)


def _identifiers(line: Line) -> str:
    row = line.row
    kind = _("Service") if row.kind is Kind.SERVICE else _("Standard")
    parts = [kind, row.service_id, row.standard_id, row.year, _("row {row}").format(row=row.row)]
    return " · ".join(part for part in parts if part)


def _field(line: Line) -> str:
    if line.field:
        return field_label(line.row.kind.table, line.field)
    return _("New record") if line.row.outcome is Outcome.ADDED else ""


def _after(line: Line) -> str:
    if line.note == "overtaken":
        return line.before[:_LONG] or "–"
    return (line.after[:_LONG] or "–") if line.field else ""


def _value(line: Line) -> str:
    return line.after[:_LONG] if line.row.outcome is Outcome.REFUSED else ""


def _before(line: Line) -> str:
    if line.note == "overtaken":
        return _("workbook: {value}").format(value=line.after[:_LONG] or "–")
    return (line.before[:_LONG] or "–") if line.field else ""


def _note_words(line: Line) -> str:
    if line.note == "overtaken":
        return _("Changed here since: stays")
    return "" if line.note == "new" else line.note
