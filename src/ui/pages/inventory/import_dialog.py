"""The preview of an import: what each file brings, what changes, what is refused and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from app.labels import field_label
from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import px
from ui.look.paint import edged, write
from ui.look.tokens import Role, Size
from ui.tables.cells import two_lines, wrapped
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import TableView
from ui.widgets.check_box import CheckBox
from ui.widgets.choice import Option, Segments
from ui.widgets.dialog import Dialog
from ui.widgets.frames import Hairline, column, row
from ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QPainter

    from ui.pages.inventory.import_preview import Difference, FileSummary, Preview, Refusal, Warned

WIDTH: Final = 900
_BOX: Final = 14
R = TypeVar("R")


class ImportDialog(Dialog):
    """Shows a preview; ``drafts`` says which refused rows are kept all the same.

    ``others`` are the rows of other departments that the files hold; the planner can ask for
    them, and the files are then judged again.
    """

    others_asked = Signal(bool)

    def __init__(self, parent: QWidget, preview: Preview, *, others: int = 0, with_others: bool = False) -> None:
        count = len({file.name for file in preview.files})
        super().__init__(
            parent,
            lambda: ngettext("Import {count} file?", "Import {count} files?", count).format(count=count),
            width=WIDTH,
        )
        self._preview = preview
        self._drafts: set[int] = set()
        self.body.addWidget(Label(self._told, role=Role.TEXT2, wrap=True))
        self.body.addWidget(self._files())
        if others:
            self.body.addWidget(self._others(others, with_others=with_others))
        self._tabs = Segments(lambda: _("What to look at"), self._options())
        self.body.addWidget(self._tabs)
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(px(300))
        self.body.addWidget(self._pages, 1)
        self.keep_all = CheckBox(lambda: _("Keep refused rows as drafts where they can be stored"))
        self.keep_all.toggled_by_user.connect(self._keep_all)
        self.keep_all.setVisible(bool(preview.storable))
        self.body.addWidget(self.keep_all)
        self._tables = {
            "changes": self._changes(),
            "refused": self._refused(),
            "warnings": self._warned(),
        }
        for table in self._tables.values():
            self._pages.addWidget(table)
        self._tabs.chosen.connect(self._show)
        self.accept_button = self.add_button(self._accept_words, accepts=True, primary=True)
        cancel = self.add_button(lambda: _("Cancel"), accepts=False)
        self._judge()
        first = "refused" if preview.refusals else "changes" if preview.differences else "warnings"
        self._tabs.set_value(first)
        self._show(first)
        self.focus_first(self.accept_button if self.accept_button.isEnabled() else cancel)

    def drafts(self) -> frozenset[int]:
        """Return the places of the refused rows that are kept as drafts."""
        return frozenset(self._drafts)

    def table(self, name: str) -> TableView:
        """Return the table ``changes``, ``refused`` or ``warnings``."""
        return self._tables[name]

    def _told(self) -> str:
        if not self._preview.taken and not self._preview.refusals:
            return _("The plan holds all of it already: nothing would change.")
        return _("Nothing is written until you import. It is one change, and one undo takes it back.")

    def _files(self) -> QFrame:
        ground = QFrame()
        ground.setObjectName("sunken")
        lines = column(ground, gap=0, margins=(14, 6, 14, 6))
        for index, file in enumerate(self._preview.files):
            if index:
                lines.addWidget(Hairline())
            lines.addWidget(_FileLine(file))
        return ground

    def _others(self, count: int, *, with_others: bool) -> CheckBox:
        self.others = CheckBox(
            lambda: ngettext(
                "Also take {count} row of other departments",
                "Also take {count} rows of other departments",
                count,
            ).format(count=format_number(count))
        )
        self.others.setChecked(with_others)
        self.others.toggled_by_user.connect(self.others_asked)
        return self.others

    def _options(self) -> list[Option]:
        preview = self._preview
        refused = len({refusal.key.partition(" ")[0] for refusal in preview.refusals})

        def counted(words: Callable[[], str], count: int) -> Callable[[], str]:
            return lambda: f"{words()} · {format_number(count)}"

        return [
            Option("changes", counted(lambda: _("Changes"), len(preview.differences))),
            Option("refused", counted(lambda: _("Refused rows"), refused)),
            Option("warnings", counted(lambda: _("Warnings"), len(preview.warnings))),
        ]

    def _changes(self) -> TableView:
        def what(one: Difference) -> str:
            return field_label(one.kind.table, one.field) if one.field else _("New record")

        columns = (
            _two(
                "record",
                lambda: _("Record"),
                lambda one: one.name or one.record,
                lambda one: f"{one.record} · {one.year}",
            ),
            _plain("field", lambda: _("Field"), what, width=210),
            _two(
                "value",
                lambda: _("New and former value"),
                lambda one: one.after or ("–" if one.field else ""),
                lambda one: one.before or ("–" if one.field else ""),
            ),
        )
        return _table(self._preview.differences, columns, lambda: _("Changes"))

    def _refused(self) -> TableView:
        kept: Column[Refusal] = Column(
            "draft",
            lambda: _("Keep as draft"),
            self._kept_words,
            self._paint_kept,
            width=40,
            shows_title=False,
        )
        columns = (
            kept,
            _two(
                "row",
                lambda: _("Where"),
                lambda one: one.cell or _("Row {row}").format(row=one.row),
                lambda one: one.file,
                width=180,
            ),
            _two("value", lambda: _("Column and value"), lambda one: one.value or "–", _column_words, width=210),
            _plain("why", lambda: _("Why, and what to do"), lambda one: one.sentence, lines=2),
        )
        table = _table(self._preview.refusals, columns, lambda: _("Refused rows"))
        table.marked.connect(self._toggle)
        table.clicked.connect(lambda index: self._click(table, index))
        return table

    def _warned(self) -> TableView:
        columns = (
            _two(
                "row",
                lambda: _("Where"),
                lambda one: _("Row {row}").format(row=one.row),
                lambda one: one.file,
                width=180,
            ),
            _two(
                "value",
                lambda: _("Column and value"),
                lambda one: one.value or "–",
                _column_words,
                width=210,
            ),
            _plain("why", lambda: _("What was done"), lambda one: one.sentence, lines=2),
        )
        return _table(self._preview.warnings, columns, lambda: _("Warnings"))

    def _kept_words(self, one: Refusal) -> str:
        if one.place < 0:
            return _("Cannot be stored")
        return _("Kept as a draft") if one.place in self._drafts else _("Not kept")

    def _paint_kept(self, painter: QPainter, box: QRectF, one: Refusal) -> None:
        if one.place < 0:
            draw_icon(painter, "lock", Role.TEXT2, box.left(), box.center().y() - px(NORMAL) / 2)
            return
        square = QRectF(box.left(), box.center().y() - px(_BOX) / 2, px(_BOX), px(_BOX))
        on = one.place in self._drafts
        edged(painter, square, Role.ACCENT if on else Role.SHEET, Role.ACCENT if on else Role.CONTROL, radius=3)
        if on:
            draw_icon(painter, "check", Role.ON_ACCENT, square.left() + 1, square.top() + 1, size=_BOX - 2)

    def _click(self, table: TableView, index: QModelIndex) -> None:
        if index.column() == 0:
            self._toggle(table.rows_model.key_of(index.row()))

    def _toggle(self, key: str) -> None:
        place = int(key.partition(" ")[0])
        if place in self._preview.storable:
            self._drafts ^= {place}
            self._judge()

    def _keep_all(self, on: bool) -> None:
        self._drafts = set(self._preview.storable) if on else set()
        self._judge()

    def _judge(self) -> None:
        self.keep_all.setChecked(bool(self._drafts) and self._drafts == self._preview.storable)
        self._tables["refused"].viewport().update()
        self.accept_button.say(self._accept_words)
        if self._preview.taken + len(self._drafts):
            self.accept_button.enable()
        else:
            self.accept_button.disable(lambda: _("There is nothing to import."))

    def _accept_words(self) -> str:
        count = self._preview.taken + len(self._drafts)
        return ngettext("Import {count} row", "Import {count} rows", count).format(count=format_number(count))

    def _show(self, name: str) -> None:
        self._pages.setCurrentWidget(self._tables[name])


class _FileLine(QWidget):
    """One file: its name, and how many rows are added, changed, unchanged and refused."""

    def __init__(self, file: FileSummary) -> None:
        super().__init__()
        line = row(self, gap=18, margins=(0, 6, 0, 6))
        names = column(gap=1)
        names.addWidget(ElidedLabel(file.name, strong=True))
        names.addWidget(Label(lambda: _kind_words(file.kind), size=Size.CAPTION, role=Role.TEXT2))
        line.addLayout(names, 1)
        for count, told, role in (
            (file.added, lambda: _("added"), Role.GOOD),
            (file.changed, lambda: _("changed"), Role.TEXT),
            (file.unchanged, lambda: _("unchanged"), Role.TEXT2),
            (file.refused, lambda: _("refused"), Role.BAD),
        ):
            figure = column(gap=1)
            shown = Label(partial(format_number, count), role=role if count else Role.TEXT2, strong=True, tabular=True)
            for label in (shown, Label(told, size=Size.CAPTION, role=Role.TEXT2)):
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
                figure.addWidget(label)
            line.addLayout(figure)


def _kind_words(kind: str) -> str:
    return {"services": _("Services"), "standards": _("Service standards")}.get(kind, _("Plan"))


def _table(rows: Sequence[R], columns: Sequence[Column[R]], name: Callable[[], str]) -> TableView:
    model: RowsModel[Any] = RowsModel(columns, key=lambda one: one.key)
    model.set_rows(rows)
    return TableView(model, name)


def _two(
    name: str, words: Callable[[], str], first: Callable[[Any], str], second: Callable[[Any], str], width: float = 0
) -> Column[Any]:
    def text(one: Any) -> str:
        return f"{first(one)}, {second(one)}"

    def paint(painter: QPainter, box: QRectF, one: Any) -> None:
        two_lines(painter, box, _flat(first(one)), _flat(second(one)))

    return Column(name, words, text, paint, width=width)


def _plain(
    name: str, words: Callable[[], str], text: Callable[[Any], str], width: float = 0, lines: int = 1
) -> Column[Any]:
    def paint(painter: QPainter, box: QRectF, one: Any) -> None:
        if lines == 1:
            write(painter, box, text(one))
        else:
            wrapped(painter, box, text(one))

    return Column(name, words, text, paint, width=width)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _column_words(one: Refusal | Warned) -> str:
    """Return a column as the planner knows it, with the name that stands in the file."""
    if not one.column or one.kind is None:
        return one.column or "–"
    label = field_label(one.kind.table, one.column)
    return one.column if label == one.column else _("{label} ({column})").format(label=label, column=one.column)
