"""How a row of the ranking is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.formats import format_number
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import RIGHT, block, empty_part, smooth, soft, write
from ui.look.tokens import Role, Size
from ui.pages.priorities.ranking_header import SIDE
from ui.pages.priorities.ranking_rows import CUT, NAME, RANK, ROW, RankingRows
from ui.pages.priorities.ranking_words import decision_words, missing_words, step_words
from ui.widgets.rating import paint_bars

if TYPE_CHECKING:
    from app.priorities.ranking import RankRow

_Index = QModelIndex | QPersistentModelIndex
_BARS: Final = 18
BARS_ROOM: Final = _BARS + 2 * SIDE
WORD_GAP: Final = 7
NUMBER: Final = 26
_LEAST_TRACK: Final = 16
_DECISIONS: Final = {
    True: ("circle-check", Role.GOOD),
    False: ("minus", Role.TEXT2),
    None: ("circle-dashed", Role.TEXT2),
}


class RankingDelegate(QStyledItemDelegate):
    """Paints rank, name, rating bars, score and decisions; the cut line goes through all columns."""

    def __init__(self, rows: RankingRows) -> None:
        super().__init__()
        self._rows = rows
        self.with_words = True

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Ask for one line; the view fixes its rows."""
        return QSize(px(40), px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        painter.save()
        smooth(painter)
        box = QRectF(option.rect)
        found = index.data(ROW)
        if found == CUT:
            self._cut(painter, box, option)
        else:
            self._ground(painter, box, option.state, index.column())
            self._cell(painter, box.adjusted(px(SIDE), 0, -px(SIDE), 0), found, index.column())
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, column: int) -> None:
        if state & QStyle.StateFlag.State_Selected:
            soft(painter, box, Role.ACCENT_SOFT, Role.CONTROL, radius=0)
            if column == RANK:
                block(painter, QRectF(box.left(), box.top(), px(3), box.height()), Role.ACCENT, radius=0)
        block(painter, QRectF(box.left(), box.bottom(), box.width(), 1), Role.LINE, radius=0)
        if state & QStyle.StateFlag.State_HasFocus:
            for top in (box.top(), box.bottom() - px(1)):
                block(painter, QRectF(box.left(), top, box.width(), px(2)), Role.ACCENT, radius=0)

    def _cell(self, painter: QPainter, inner: QRectF, row: RankRow, column: int) -> None:
        strong = bool(row.above_cut)
        if column == RANK:
            words = "–" if row.rank is None else format_number(row.rank)
            ink = Role.TEXT if strong else Role.TEXT2
            write(painter, inner, words, ink, face=font(strong=strong, tabular=True), align=RIGHT)
        elif column == NAME:
            write(painter, inner, self._rows.name_of(row))
        elif consideration := self._rows.consideration_of(column):
            self._rating(painter, inner, row, consideration)
        elif column == self._rows.score_column:
            self._score(painter, inner, row)
        elif column == self._rows.previous_column:
            self._previous(painter, inner, row)
        else:
            self._decision(painter, inner, row)

    def _rating(self, painter: QPainter, box: QRectF, row: RankRow, consideration: str) -> None:
        decided, suggested = row.scores.get(consideration), row.suggested.get(consideration)
        bars = QRectF(box.left(), box.center().y() - px(7), px(_BARS), px(14))
        if decided == 0:  # not applicable is no low rating
            write(painter, bars, "–", Role.TEXT2)
            return
        paint_bars(painter, bars, decided, suggested)
        shown = suggested if decided is None else decided
        if self.with_words and shown:
            words = step_words(self._rows.framework, shown)
            ink = Role.TEXT if decided is not None else Role.TEXT2
            write(painter, box.adjusted(px(_BARS + WORD_GAP), 0, 0, 0), words, ink, face=font(Size.CAPTION))

    @staticmethod
    def _score(painter: QPainter, box: QRectF, row: RankRow) -> None:
        number = QRectF(box.left(), box.top(), px(NUMBER), box.height())
        if row.score is None or not row.eligible:
            write(painter, number, "–", Role.TEXT2, align=RIGHT)
            return
        strong = bool(row.above_cut)
        write(painter, number, format_number(row.score), face=font(strong=strong, tabular=True), align=RIGHT)
        left = number.right() + px(8)
        track = QRectF(left, box.center().y() - px(3), box.right() - left, px(6))
        if track.width() < px(_LEAST_TRACK):
            return
        empty_part(painter, track, radius=3)
        filled = QRectF(track.left(), track.top(), track.width() * row.score / 100, track.height())
        block(painter, filled, Role.ACCENT if strong else Role.CONTROL, radius=3)

    @staticmethod
    def _previous(painter: QPainter, box: QRectF, row: RankRow) -> None:
        if row.previous is None:
            return
        name, role = _DECISIONS[row.previous]
        draw_icon(painter, name, role, box.left(), box.center().y() - px(SMALL) / 2, size=SMALL)

    @staticmethod
    def _decision(painter: QPainter, box: QRectF, row: RankRow) -> None:
        name, role = _DECISIONS[row.decided]
        middle = box.center().y() - px(SMALL) / 2
        draw_icon(painter, name, role, box.left(), middle, size=SMALL)
        right = 0
        if missing_words(row):
            right = px(SMALL + 4)
            draw_icon(painter, "circle-alert", Role.BAD, box.right() - px(SMALL), middle, size=SMALL)
        ink = Role.TEXT if row.decided else Role.TEXT2
        room = box.adjusted(px(SMALL + 6), 0, -right, 0)
        write(painter, room, decision_words(row.decided), ink, face=font(Size.CAPTION, strong=bool(row.decided)))

    def _cut(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        """Draw this cell's part of the line and of the pill, which may lie over several columns."""
        painter.setClipRect(box)
        block(painter, QRectF(box.left() - 1, box.center().y() - 1, box.width() + 2, 2), Role.ACCENT, radius=0)
        view = option.widget
        if not isinstance(view, QTableView):
            return
        face = font(Size.CAPTION, strong=True)
        words, metrics = self._rows.cut_text, QFontMetrics(face)
        left = view.columnViewportPosition(NAME)
        width = min(metrics.horizontalAdvance(words) + px(SMALL + 30), view.viewport().width() - left - px(12))
        height = min(max(px(20), metrics.height() + px(4)), box.height())
        pill = QRectF(left + px(SIDE), box.center().y() - height / 2, width, height)
        block(painter, pill, Role.ACCENT, radius=10)
        top = pill.center().y() - px(SMALL) / 2
        draw_icon(painter, "milestone", Role.ON_ACCENT, pill.left() + px(9), top, size=SMALL)
        room = pill.adjusted(px(SMALL + 15), 0, -px(8), 0)
        write(painter, room, words, Role.ON_ACCENT, face=face)
