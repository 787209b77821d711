"""The requests of a round: whom each workbook is for, how far it is, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.collection.cards import Grouping
from app.formats import format_date
from app.i18n import _
from ui.pages.collection.cells import pair, single
from ui.pages.collection.words import (
    days_words,
    is_long_ago,
    label_words,
    returned_words,
    services_words,
    state_pill,
)
from ui.tables.column import Column
from ui.tables.rows_model import RowsModel
from ui.tables.table_view import TableView
from ui.widgets.pill import paint_pill
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from app.collection.cards import RequestCard, RoundCard
    from app.registry.code_lists import ProgramList


class RequestTable(TableView):
    """Shows the requests of one round; who is late stands first."""

    def __init__(self, programs: Callable[[], ProgramList]) -> None:
        self._card: RoundCard | None = None
        self._programs = programs
        state: Column[RequestCard] = Column(
            "state",
            lambda: _("State"),
            lambda one: say(state_pill(one).words),
            _paint_state,
            width=130,
            sort_key=lambda one: one.state.value,
        )
        columns = (
            pair("for", lambda: _("Workbook for"), self._label, self._about),
            state,
            pair("days", lambda: _("Days"), self._days, self._day, width=210),
            single("file", lambda: _("File"), self._file, width=260, keeps_end=True),
        )
        super().__init__(RowsModel(columns, key=lambda one: one.key), lambda: _("Workbooks of the round"))
        self.setObjectName("requests")

    def show_round(self, card: RoundCard | None) -> None:
        """Show the requests of a round."""
        self._card = card
        self.rows_model.set_rows(card.requests if card is not None else ())

    def fit_width(self, letters: float) -> None:
        """Leave the files' names out where there is little room."""
        self.show_columns(["for", "state", "days", "file"] if letters >= 900 else ["for", "state", "days"])

    def _label(self, one: RequestCard) -> str:
        grouping = self._card.grouping if self._card is not None else Grouping.OWNER
        return label_words(one, grouping, self._programs())

    def _about(self, one: RequestCard) -> str:
        return " · ".join(part for part in (services_words(len(one.services)), one.email) if part)

    def _days(self, one: RequestCard) -> str:
        return days_words(one, self._card.due_on if self._card is not None else None)

    def _day(self, one: RequestCard) -> str:
        if one.returned_on is not None:  # one that came back long ago says its day already
            return "" if is_long_ago(one) else returned_words(one.returned_on)
        return _("sent {date}").format(date=format_date(one.sent_on)) if one.sent_on is not None else ""

    def _file(self, one: RequestCard) -> str:
        return one.returned_file or one.file_name or "–"


def _paint_state(painter: QPainter, box: QRectF, one: RequestCard) -> None:
    paint_pill(painter, box, state_pill(one))
