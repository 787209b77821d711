"""The two tables of an import: every row with its outcome, and what one row changes or what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF

from app import i18n
from app.formats import format_number
from app.i18n import _, ngettext, pgettext
from app.inventory.list_fields import year_words
from app.registry.judging import Outcome
from app.typography import sort_key
from model.language import Language
from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import px
from ui.look.paint import edged
from ui.look.tokens import Role
from ui.pages.inventory.import_preview import Told, told_of
from ui.tables.cells import two_lines, wrapped
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import TableView
from ui.widgets.pill import Pill, Tone, paint_pill
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

    from ui.pages.inventory.import_preview import Choices, PreviewRow

_BOX: Final = 14
_LONG: Final = 400  # characters of a text that a cell shows
_ORDER: Final = {outcome: place for place, outcome in enumerate(Outcome)}


def rows_table(choices: Choices) -> TableView:
    """Return the table of all rows; ``choices`` says which are taken."""

    def taken_words(one: PreviewRow) -> str:
        if not one.is_choice:
            return _("Cannot be stored") if one.outcome is Outcome.REFUSED else _("Nothing to take")
        return _("Taken") if choices.is_taken(one.place) else _("Left out")

    def paint_taken(painter: QPainter, box: QRectF, one: PreviewRow) -> None:
        _paint_box(painter, box, one, taken=choices.is_taken(one.place))

    def paint_outcome(painter: QPainter, box: QRectF, one: PreviewRow) -> None:
        paint_pill(painter, box, outcome_pill(one, taken=choices.is_taken(one.place)))

    columns: tuple[Column[Any], ...] = (
        Column("taken", lambda: _("Take"), taken_words, paint_taken, width=34, shows_title=False),
        Column(
            "outcome",
            lambda: _("Outcome"),
            lambda one: say(outcome_pill(one, taken=choices.is_taken(one.place)).words),
            paint_outcome,
            width=118,
            sort_key=lambda one: _ORDER[one.outcome],
        ),
        _two(
            "record",
            lambda: _("Record"),
            lambda one: one.name,
            _identifiers,
            sort=lambda one: sort_key(one.name, i18n.language()),
        ),
        _two("where", lambda: _("Where"), _where, lambda one: one.file, width=130, sort=lambda one: one.place),
    )
    return TableView(RowsModel(columns, key=lambda one: one.key), lambda: _("Rows of the files"))


def told_table() -> TableView:
    """Return the table beside it."""
    columns: tuple[Column[Any], ...] = (
        Column("field", lambda: _("Field"), _field, _paint_field, width=140),
        Column("told", lambda: _("New and former value, or what to do"), _said, _paint_said),
    )
    return TableView(RowsModel(columns, key=lambda one: one.key), lambda: _("What this row changes"))


def show_told(table: TableView, row: PreviewRow | None) -> None:
    """Show what is told of a row, or nothing."""
    lines = [] if row is None else list(told_of(row))
    if row is not None:
        french = i18n.language() is Language.FR
        lines += [
            Told(f"n{place}", False, _("Note"), "", "", "", note.fr if french else note.en)
            for place, note in enumerate(row.row.notes)
        ]
    table.rows_model.set_rows(lines)


def outcome_pill(one: PreviewRow, *, taken: bool) -> Pill:
    """Return how a row's outcome is shown, as the planner chose."""
    match one.outcome:
        case Outcome.REFUSED if taken:
            return Pill(lambda: _("Draft"), Tone.WARN, "pencil")
        case Outcome.REFUSED:
            return Pill(lambda: pgettext("outcome of a row", "Refused"), Tone.BAD, "circle-alert")
        case Outcome.UNCHANGED:
            return Pill(lambda: pgettext("outcome of a row", "Unchanged"), Tone.QUIET, "check")
        case _ if not taken:
            return Pill(lambda: pgettext("outcome of a row", "Left out"), Tone.QUIET, "x")
        case Outcome.ADDED:
            return Pill(lambda: pgettext("outcome of a row", "Added"), Tone.GOOD, "plus")
        case _:
            return Pill(lambda: pgettext("outcome of a row", "Changed"), Tone.IDEA, "pencil")


def summary(one: PreviewRow) -> str:
    """Return in a few words what happens to a row."""
    if one.row.finding:
        return one.row.finding[0].message
    if one.row.before is None:
        return _("New record")
    count = len(one.row.after) + len(one.row.notes)
    return (
        ngettext("{count} change", "{count} changes", count).format(count=format_number(count))
        if count
        else _("Nothing changes")
    )


def _identifiers(one: PreviewRow) -> str:
    key = one.row.key
    return " · ".join((*key[2:], year_words(key[1]), summary(one)))


def _where(one: PreviewRow) -> str:
    cell = next((finding.cell for finding in one.row.finding if finding.cell), "")
    return cell or _("Row {row}").format(row=one.row.row)


def _paint_box(painter: QPainter, box: QRectF, one: PreviewRow, *, taken: bool) -> None:
    if not one.is_choice:
        if one.outcome is Outcome.REFUSED:
            draw_icon(painter, "lock", Role.TEXT2, box.left(), box.center().y() - px(NORMAL) / 2)
        return
    square = QRectF(box.left(), box.center().y() - px(_BOX) / 2, px(_BOX), px(_BOX))
    edged(painter, square, Role.ACCENT if taken else Role.SHEET, Role.ACCENT if taken else Role.CONTROL, radius=3)
    if taken:
        draw_icon(painter, "check", Role.ON_ACCENT, square.left() + 1, square.top() + 1, size=_BOX - 2)


def _field(one: Told) -> str:
    return one.field or one.column or _("Whole row")


def _paint_field(painter: QPainter, box: QRectF, one: Told) -> None:
    below = one.column if one.column not in {one.field, ""} and not one.is_value else ""
    if below:
        two_lines(painter, box, _field(one), below)
    else:
        wrapped(painter, box, _field(one))


def _said(one: Told) -> str:
    if one.is_value:
        return _("{after}, before: {before}").format(after=one.after or "–", before=one.before or "–")
    if not one.before or one.before in one.sentence:
        return one.sentence
    return _("{name}: {value}").format(name=one.before, value=one.sentence)


def _paint_said(painter: QPainter, box: QRectF, one: Told) -> None:
    if one.is_value:
        two_lines(painter, box, _flat(one.after) or "–", _flat(one.before) or "–")
    else:
        wrapped(painter, box, _said(one))


def _two(
    name: str,
    words: Callable[[], str],
    first: Callable[[Any], str],
    second: Callable[[Any], str],
    *,
    width: float = 0,
    sort: Callable[[Any], Any] | None = None,
) -> Column[Any]:
    def text(one: Any) -> str:
        return f"{first(one)}, {second(one)}"

    def paint(painter: QPainter, box: QRectF, one: Any) -> None:
        two_lines(painter, box, _flat(first(one)), _flat(second(one)))

    return Column(name, words, text, paint, width=width, sort_key=sort)


def _flat(text: str) -> str:
    return " ".join(text[:_LONG].split())
