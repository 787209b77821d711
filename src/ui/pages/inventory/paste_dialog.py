"""Shows what pasted cells would change, before any of it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from app.cli.messages import sentence
from app.formats import format_number
from app.i18n import _, ngettext
from app.inventory.list_fields import value_words
from ui.look.measure import px
from ui.look.paint import write
from ui.look.tokens import Role
from ui.pages.inventory.field_columns import field_title
from ui.tables.cells import glyph, wrapped
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import RowHeight, TableView
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from app.inventory.bulk import Edit
    from app.inventory.pasting import Paste

_WIDTH: Final = 920
_AT_ONCE: Final = 200  # lines that are made in one step


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One line of the preview; ``reason`` says why a cell is left out."""

    key: str
    service: str
    field: str
    old: str
    new: str
    reason: str

    @property
    def is_refused(self) -> bool:
        """Whether nothing comes of it."""
        return bool(self.reason)


class Preview(NamedTuple):
    """The lines of the preview, and how many values change, stay and are left out."""

    rows: RowsModel[PastedCell]
    changing: int
    same: int
    refused: int


def pasted_cells(paste: Paste, edits: Sequence[Edit], name: Callable[[str], str]) -> Generator[None, None, Preview]:
    """Return what is refused, then what changes, some lines at each step; what stays as it is needs no line."""
    refused: list[PastedCell] = []
    changed: list[PastedCell] = []
    same = 0
    for number, one in enumerate(paste.misplaced):
        if number % _AT_ONCE == _AT_ONCE - 1:
            yield
        line = _("Line {number}").format(number=format_number(one.line))
        refused.append(PastedCell(f"line {number}", line, one.title, "", one.text, sentence(one.error)))
    for number, edit in enumerate(edits):
        if number % _AT_ONCE == _AT_ONCE - 1:
            yield
        if edit.error is None and not edit.changes:
            same += 1
            continue
        new = edit.new if edit.error else value_words(edit.field, edit.new)
        reason = sentence(edit.error) if edit.error else ""
        old = value_words(edit.field, edit.old)
        cell = PastedCell(f"cell {number}", name(edit.service), field_title(edit.field), old, new, reason)
        (refused if reason else changed).append(cell)
    rows: RowsModel[PastedCell] = RowsModel(_columns(), key=lambda cell: cell.key)
    rows.set_rows(refused + changed)
    return Preview(rows, len(changed), same, len(refused))


class PasteDialog(Dialog):
    """A table of cells with what is there, what comes, and what is left out with the reason."""

    def __init__(self, parent: QWidget | None, edits: Sequence[Edit], preview: Preview, *, is_matched: bool) -> None:
        super().__init__(parent, lambda: _("Paste into the table"), width=_WIDTH)
        self.edits = tuple(edits)
        self.rows, changing, same, refused = preview
        self.body.addWidget(Label(lambda: _summary(changing, same, refused, is_matched=is_matched), wrap=True))
        lines = changing + refused
        self.table = TableView(self.rows, lambda: _("What would change"), height=RowHeight.TWO_LINES)
        self.table.setMinimumHeight(px(44 * min(max(lines, 2), 8) + 34))
        self.body.addWidget(self.table, 1)
        self.table.setVisible(lines > 0)
        self.button = self.add_button(
            lambda: ngettext("Apply {count} change", "Apply {count} changes", changing).format(
                count=format_number(changing)
            ),
            accepts=True,
            primary=True,
        )
        keep = self.add_button(lambda: _("Cancel"), accepts=False)
        if changing:
            self.focus_first(self.button)
        else:
            self.button.disable(lambda: _("Nothing would change."))
            self.focus_first(keep)


def _summary(changing: int, same: int, refused: int, *, is_matched: bool) -> str:
    how = _("Services were found by their identifiers.") if is_matched else _("Cells go from the chosen cell on.")
    parts = [how, ngettext("{count} value changes.", "{count} values change.", changing)]
    parts[1] = parts[1].format(count=format_number(changing))
    if same:
        told = ngettext("{count} stays as it is.", "{count} stay as they are.", same)
        parts.append(told.format(count=format_number(same)))
    if refused:
        told = ngettext("{count} is left out, with the reason.", "{count} are left out, with the reason.", refused)
        parts.append(told.format(count=format_number(refused)))
    return " ".join(parts)


def _columns() -> tuple[Column[PastedCell], ...]:
    def state(painter: QPainter, box: QRectF, cell: PastedCell) -> None:
        if cell.is_refused:
            glyph(painter, box, "circle-alert", Role.BAD)
        else:
            glyph(painter, box, "pencil", Role.TEXT2)

    def new(painter: QPainter, box: QRectF, cell: PastedCell) -> None:
        if cell.is_refused:
            wrapped(painter, box, cell.reason)
        else:
            wrapped(painter, box, cell.new or _("Blank"))

    return (
        Column(
            "state",
            lambda: _("State"),
            lambda cell: _("Left out") if cell.is_refused else _("Changes"),
            state,
            width=36,
            shows_title=False,
        ),
        Column(
            "service",
            lambda: _("Service"),
            lambda cell: cell.service,
            lambda p, b, cell: wrapped(p, b, cell.service),
            width=190,
        ),
        Column(
            "field",
            lambda: _("Field"),
            lambda cell: cell.field,
            lambda p, b, cell: wrapped(p, b, cell.field),
            width=130,
        ),
        Column(
            "old",
            lambda: _("Now"),
            lambda cell: cell.old,
            lambda p, b, cell: write(p, b, cell.old, Role.TEXT2),
            width=96,
        ),
        Column(
            "new",
            lambda: _("After pasting"),
            lambda cell: cell.reason or cell.new,
            new,
            tip=lambda cell: f"{cell.new}\n{cell.reason}" if cell.reason else cell.new,
        ),
    )
