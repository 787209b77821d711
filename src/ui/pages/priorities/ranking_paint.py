"""How a row of the ranking is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.formats import format_number
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, block, empty_part, smooth, soft, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.pages.priorities.ranking_header import SIDE
from ui.pages.priorities.ranking_rows import CUT, NAME, RANK, ROW, RankingRows
from ui.pages.priorities.ranking_words import decision_words, step_words
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


class _Kit:
    """Lengths, fonts, drawn bars and written numbers: they stay while look and language stay.

    A weight that is dragged paints every row many times a second, and asking for each length
    again took most of that time.
    """

    def __init__(self) -> None:
        self.side, self.bars, self.word = px(SIDE), px(_BARS), px(_BARS + WORD_GAP)
        self.number, self.small, self.gap = px(NUMBER), px(SMALL), px(8)
        self.bar, self.focus, self.track = px(3), px(2), px(6)
        self.tall, self.least = px(14), px(_LEAST_TRACK)
        self.face = {strong: font(strong=strong) for strong in (True, False)}
        self.figures = {strong: font(strong=strong, tabular=True) for strong in (True, False)}
        self.caption = {strong: font(Size.CAPTION, strong=strong) for strong in (True, False)}
        self._drawn: dict[tuple[int | None, int | None, float], QPixmap] = {}
        self._written: dict[int, str] = {}

    def rating(self, decided: int | None, suggested: int | None, ratio: float) -> QPixmap:
        """Return the bars of a rating."""
        key = (decided, suggested, ratio)
        if key not in self._drawn:
            drawn = QPixmap(QSize(round(self.bars * ratio) + 2, round(self.tall * ratio) + 2))
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            paint_bars(painter, QRectF(0, 0, self.bars, self.tall), decided, suggested)
            painter.end()
            self._drawn[key] = drawn
        return self._drawn[key]

    def written(self, number: float) -> str:
        """Return a number without decimals, as the interface language writes it."""
        whole = round(number)
        if whole not in self._written:
            self._written[whole] = format_number(whole)
        return self._written[whole]


class RankingDelegate(QStyledItemDelegate):
    """Paints rank, name, rating bars, score and decisions; the cut line goes through all columns."""

    def __init__(self, rows: RankingRows) -> None:
        super().__init__()
        self._rows = rows
        self.with_words = True
        self._kit = _Kit()

    def renew(self) -> None:
        """Forget what was measured and drawn: font, theme or language are others now."""
        self._kit = _Kit()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Ask for one line; the view fixes its rows."""
        return QSize(px(40), px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        painter.save()
        smooth(painter)
        box, kit = QRectF(option.rect), self._kit
        found = index.data(ROW)
        if found == CUT:
            self._cut(painter, box, option)
        else:
            self._ground(painter, box, option.state, index.column())
            self._cell(painter, box.adjusted(kit.side, 0, -kit.side, 0), found, index.column())
        painter.restore()

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, column: int) -> None:
        kit = self._kit
        if state & QStyle.StateFlag.State_Selected:
            soft(painter, box, Role.ACCENT_SOFT, Role.CONTROL, radius=0)
            if column == RANK:
                painter.fillRect(QRectF(box.left(), box.top(), kit.bar, box.height()), colour(Role.ACCENT))
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), colour(Role.LINE))
        if state & QStyle.StateFlag.State_HasFocus:
            for top in (box.top(), box.bottom() - kit.focus + 1):
                painter.fillRect(QRectF(box.left(), top, box.width(), kit.focus), colour(Role.ACCENT))

    def _cell(self, painter: QPainter, inner: QRectF, row: RankRow, column: int) -> None:
        kit, strong = self._kit, bool(row.above_cut)
        if column == RANK:
            words = "–" if row.rank is None else kit.written(row.rank)
            write(painter, inner, words, Role.TEXT if strong else Role.TEXT2, face=kit.figures[strong], align=RIGHT)
        elif column == NAME:
            self._name(painter, inner, row)
        elif consideration := self._rows.consideration_of(column):
            self._rating(painter, inner, row, consideration)
        elif column == self._rows.score_column:
            self._score(painter, inner, row)
        elif column == self._rows.previous_column:
            self._previous(painter, inner, row)
        else:
            self._decision(painter, inner, row)

    def _name(self, painter: QPainter, box: QRectF, row: RankRow) -> None:
        """Write the name; a flag after it says that the service is critical."""
        kit, name = self._kit, self._rows.name_of(row)
        room = box.adjusted(0, 0, -kit.small - kit.side, 0) if row.critical else box
        write(painter, room, name, face=kit.face[False])
        if row.critical:
            wide = min(painter.fontMetrics().horizontalAdvance(name), int(room.width()))
            left = room.left() + wide + kit.side
            draw_icon(painter, "flag", Role.WARN, left, box.center().y() - kit.small / 2, size=SMALL)

    def _rating(self, painter: QPainter, box: QRectF, row: RankRow, consideration: str) -> None:
        kit = self._kit
        decided, suggested = row.scores.get(consideration), row.suggested.get(consideration)
        if decided == 0:  # not applicable is no low rating
            write(painter, box, "–", Role.TEXT2, face=kit.face[False])
            return
        place = QPointF(box.left(), box.center().y() - kit.tall / 2)
        painter.drawPixmap(place, kit.rating(decided, suggested, painter.device().devicePixelRatioF()))
        shown = suggested if decided is None else decided
        if self.with_words and shown:
            painter.setFont(kit.caption[False])
            painter.setPen(colour(Role.TEXT if decided is not None else Role.TEXT2))
            painter.drawText(box.adjusted(kit.word, 0, kit.side, 0), LEFT, step_words(self._rows.framework, shown))

    def _score(self, painter: QPainter, box: QRectF, row: RankRow) -> None:
        kit = self._kit
        number = QRectF(box.left(), box.top(), kit.number, box.height())
        if row.score is None or not row.eligible:
            write(painter, number, "–", Role.TEXT2, face=kit.face[False], align=RIGHT)
            return
        strong = bool(row.above_cut)
        write(painter, number, kit.written(row.score), face=kit.figures[strong], align=RIGHT)
        left = number.right() + kit.gap
        track = QRectF(left, box.center().y() - kit.track / 2, box.right() - left, kit.track)
        if track.width() < kit.least:
            return
        empty_part(painter, track, radius=3)
        filled = QRectF(track.left(), track.top(), track.width() * row.score / 100, track.height())
        block(painter, filled, Role.ACCENT if strong else Role.CONTROL, radius=3)

    def _previous(self, painter: QPainter, box: QRectF, row: RankRow) -> None:
        if row.previous is None:
            return
        name, role = _DECISIONS[row.previous]
        draw_icon(painter, name, role, box.left(), box.center().y() - self._kit.small / 2, size=SMALL)

    def _decision(self, painter: QPainter, box: QRectF, row: RankRow) -> None:
        name, role = _DECISIONS[row.decided]
        kit = self._kit
        middle = box.center().y() - kit.small / 2
        draw_icon(painter, name, role, box.left(), middle, size=SMALL)
        right = 0
        if row.needs_rationale and row.rationale.missing:
            right = kit.small + kit.gap // 2
            draw_icon(painter, "circle-alert", Role.BAD, box.right() - kit.small, middle, size=SMALL)
        ink = Role.TEXT if row.decided else Role.TEXT2
        room = box.adjusted(kit.small + kit.side, 0, -right, 0)
        write(painter, room, decision_words(row.decided), ink, face=kit.caption[bool(row.decided)])

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
