"""How a row of the ranking is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.formats import format_number
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, block, empty_part, smooth, write
from ui.look.tokens import Role, Size
from ui.pages.priorities.ranking_header import SIDE
from ui.pages.priorities.ranking_rows import CUT, FIRST, NAME, RANK, ROW, RankingRows, decision_words, step_words
from ui.widgets.rating import paint_bars

if TYPE_CHECKING:
    from app.priorities.ranking import RankRow

_Index = QModelIndex | QPersistentModelIndex
_BARS: Final = 18


class RankingDelegate(QStyledItemDelegate):
    """Paints rank, name, rating bars, score and decision; the cut line goes through all columns."""

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
            self._cut(painter, box, index.column())
        else:
            state = option.state
            self._ground(painter, box, state, index.column())
            self._cell(painter, box, found, index.column())
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, column: int) -> None:
        if state & QStyle.StateFlag.State_Selected:
            block(painter, box, Role.ACCENT_SOFT, radius=0)
            if column == RANK:
                block(painter, QRectF(box.left(), box.top(), px(3), box.height()), Role.ACCENT, radius=0)
        block(painter, QRectF(box.left(), box.bottom(), box.width(), 1), Role.LINE, radius=0)
        if state & QStyle.StateFlag.State_HasFocus:
            for top in (box.top(), box.bottom() - px(1)):
                block(painter, QRectF(box.left(), top, box.width(), px(2)), Role.ACCENT, radius=0)

    def _cell(self, painter: QPainter, box: QRectF, row: RankRow, column: int) -> None:
        inner = box.adjusted(px(SIDE), 0, -px(SIDE), 0)
        strong = bool(row.above_cut)
        if column == RANK:
            words = "–" if row.rank is None else format_number(row.rank)
            ink = Role.TEXT if strong else Role.TEXT2
            write(painter, inner, words, ink, face=font(strong=strong, tabular=True), align=RIGHT)
        elif column == NAME:
            write(painter, inner, str(self._rows.data(self._rows.index(self._rows.row_of(row.service), NAME))))
        elif column < self._rows.score_column:
            self._rating(painter, inner, row, self._rows.considerations[column - FIRST])
        elif column == self._rows.score_column:
            self._score(painter, inner, row)
        else:
            self._decision(painter, inner, row)

    def _rating(self, painter: QPainter, box: QRectF, row: RankRow, consideration: str) -> None:
        decided, suggested = row.scores.get(consideration), row.suggested.get(consideration)
        bars = QRectF(box.left(), box.center().y() - px(7), px(_BARS), px(14))
        if decided == 0:  # not applicable is no low rating
            write(painter, bars, "–", Role.TEXT2)
        else:
            paint_bars(painter, bars, decided, suggested)
        if self.with_words:
            words = step_words(self._rows.framework, suggested if decided is None else decided)
            ink = Role.TEXT if decided is not None else Role.TEXT2
            write(painter, box.adjusted(px(_BARS + 7), 0, 0, 0), words, ink, face=font(Size.CAPTION))

    def _score(self, painter: QPainter, box: QRectF, row: RankRow) -> None:
        if row.score is None:
            write(painter, box, "–", Role.TEXT2, align=LEFT)
            return
        number = QRectF(box.left(), box.top(), px(26), box.height())
        strong = bool(row.above_cut)
        write(painter, number, format_number(row.score), face=font(strong=strong, tabular=True), align=RIGHT)
        track = QRectF(number.right() + px(8), box.center().y() - px(3), box.right() - number.right() - px(8), px(6))
        if track.width() < px(16):
            return
        empty_part(painter, track, radius=3)
        filled = QRectF(track.left(), track.top(), track.width() * row.score / 100, track.height())
        block(painter, filled, Role.ACCENT if strong else Role.CONTROL, radius=3)

    def _decision(self, painter: QPainter, box: QRectF, row: RankRow) -> None:
        name, role = {
            True: ("circle-check", Role.GOOD),
            False: ("minus", Role.TEXT2),
            None: ("circle-dashed", Role.TEXT2),
        }[row.decided]
        draw_icon(painter, name, role, box.left(), box.center().y() - px(SMALL) / 2, size=SMALL)
        room = box.adjusted(px(SMALL + 6), 0, 0, 0)
        ink = Role.TEXT if row.decided else Role.TEXT2
        write(painter, room, decision_words(row.decided), ink, face=font(Size.CAPTION, strong=bool(row.decided)))

    def _cut(self, painter: QPainter, box: QRectF, column: int) -> None:
        block(painter, QRectF(box.left(), box.center().y() - 1, box.width(), 2), Role.ACCENT, radius=0)
        if column != NAME:
            return
        # the pill may be wider than the service column: it is drawn over what is right of it
        face = font(Size.CAPTION, strong=True)
        words = self._rows.cut_text
        width = QFontMetrics(face).horizontalAdvance(words) + px(SMALL + 30)
        pill = QRectF(box.left() + px(6), box.center().y() - px(10), width, px(20))
        painter.setClipping(False)
        block(painter, pill, Role.ACCENT, radius=10)
        draw_icon(painter, "milestone", Role.ON_ACCENT, pill.left() + px(9), pill.center().y() - px(7), size=SMALL)
        room = pill.adjusted(px(SMALL + 15), 0, -px(4), 0)
        write(painter, room, words, Role.ON_ACCENT, face=face)
