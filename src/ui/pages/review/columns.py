"""The two lists of the review: services with something to look at, and the fields of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import i18n
from app.formats import format_number
from app.i18n import _, ngettext
from app.inventory.review import Mark
from app.inventory.year_fields import year_fields
from app.typography import sort_key
from ui.look.measure import font
from ui.look.paint import RIGHT, write
from ui.look.tokens import Role
from ui.pages.inventory import words
from ui.pages.inventory.value_words import value_words
from ui.tables.cells import glyph, two_lines
from ui.tables.column import Column
from ui.widgets.pill import Pill, Tone, paint_pill
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from app.inventory.review import ReviewItem
    from app.inventory.review_queue import QueueRow
    from model.bilingual import Bilingual

    Shown = Callable[[Bilingual], str]


def mark_pill(mark: Mark) -> Pill:
    """Return a field's mark as it is shown."""
    if mark is Mark.REVISIT:
        return Pill(lambda: _("To revisit"), Tone.WARN, "refresh-cw")
    if mark is Mark.CHANGED:
        return Pill(lambda: _("Changed"), Tone.LIVE, "pencil")
    return Pill(lambda: _("Same"), Tone.QUIET, "equal")


def open_words(count: int) -> str:
    """Return how many fields are to be looked at."""
    if not count:
        return _("Nothing to look at")
    words = ngettext("{count} field to look at", "{count} fields to look at", count)
    return words.format(count=format_number(count))


def queue_columns(shown: Shown) -> tuple[Column[QueueRow], ...]:
    """Return the columns of the services; ``shown`` gives a text in the languages that are shown."""

    def name(row: QueueRow) -> str:
        return shown(row.name) or _("No name yet")

    def caption(row: QueueRow) -> str:
        said = _("Reviewed") if row.is_reviewed else open_words(row.fields)
        return f"{row.service_id or _('No identifier yet')} · {said}"

    def paint_state(painter: QPainter, box: QRectF, row: QueueRow) -> None:
        if row.is_open:
            write(painter, box, format_number(row.fields), Role.WARN, face=font(tabular=True), align=RIGHT)
        else:
            glyph(painter, box, "circle-check", Role.GOOD)

    return (
        Column(
            "service",
            lambda: _("Service"),
            lambda row: f"{name(row)}, {caption(row)}",
            lambda painter, box, row: two_lines(painter, box, name(row), caption(row), italic=row.name.is_blank),
            sort_key=lambda row: sort_key(name(row), i18n.language()),
            tip=name,
        ),
        Column(
            "fields",
            lambda: _("To look at"),
            lambda row: open_words(row.fields),
            paint_state,
            width=56,
            sort_key=lambda row: row.fields,
            descends=True,
            at_right=True,
            shows_title=False,
        ),
    )


def item_columns(shown: Shown, program: Callable[[str], str]) -> tuple[Column[ReviewItem], ...]:
    """Return the columns of the fields: what it is, last year beside this year, and its mark."""

    def said(item: ReviewItem, text: Bilingual) -> str:
        place = item.place
        if len(year_fields(place.entity).columns[place.field]) > 1:  # both languages
            return shown(text)
        short = {option.value: option.words for option in words.yes_no_na()}  # the registry's own are sentences
        if text.en in short:
            return say(short[text.en])
        return value_words(place.entity.value, place.field, text.en, program)

    def name(item: ReviewItem) -> str:
        return words.field_name(item.place.field)

    def paint_value(side: Callable[[ReviewItem], Bilingual]) -> Callable[[QPainter, QRectF, ReviewItem], None]:
        def paint(painter: QPainter, box: QRectF, item: ReviewItem) -> None:
            text = " ".join(said(item, side(item)).split())
            write(painter, box, text or "–", Role.TEXT if text else Role.TEXT2)

        return paint

    def value(side: Callable[[ReviewItem], Bilingual]) -> Callable[[ReviewItem], str]:
        return lambda item: said(item, side(item)) or _("blank")

    def last(item: ReviewItem) -> Bilingual:
        return item.last

    def now(item: ReviewItem) -> Bilingual:
        return item.now

    return (
        Column(
            "field",
            lambda: _("Field"),
            lambda item: ", ".join(part for part in (name(item), shown(item.standard)) if part),
            lambda painter, box, item: two_lines(painter, box, name(item), shown(item.standard)),
        ),
        Column("last", lambda: _("Last year"), value(last), paint_value(last)),
        Column("now", lambda: _("This year"), value(now), paint_value(now)),
        Column(
            "mark",
            lambda: _("Mark"),
            lambda item: say(mark_pill(item.mark).words),
            lambda painter, box, item: paint_pill(painter, box, mark_pill(item.mark)),
            width=128,
        ),
    )
