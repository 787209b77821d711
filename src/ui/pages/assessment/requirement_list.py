"""The requirements of the year, one row each: clause, title, rating and trend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import i18n
from app.i18n import _
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import block, smooth, soft, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.pages.assessment.rating_words import TREND_ICONS, rating_words, trend_words
from ui.widgets.finding_chip import Level, level_icon, level_role, level_words
from ui.widgets.rating import paint_segments
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from app.assessment.cards import RequirementCard
    from app.framework.framework import Framework

_Index = QModelIndex | QPersistentModelIndex
_CARD: Final = Qt.ItemDataRole.UserRole
_LEVEL: Final = Qt.ItemDataRole.UserRole + 1
_POINTS: Final = 4
_SEGMENTS: Final = 44
_LEFT, _CLAUSE, _RIGHT, _TOP = 24, 40, 14, 8
_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class _RequirementRows(QAbstractListModel):
    def __init__(self, framework: Framework) -> None:
        super().__init__()
        self._framework = framework
        self.cards: tuple[RequirementCard, ...] = ()
        self.levels: Mapping[str, Level] = {}

    def show_cards(self, cards: tuple[RequirementCard, ...], levels: Mapping[str, Level]) -> None:
        """Show other cards; the same requirements are only painted again."""
        same = [card.requirement for card in cards] == [card.requirement for card in self.cards]
        self.levels = levels
        if same and cards:
            self.cards = cards
            self.dataChanged.emit(self.index(0), self.index(len(cards) - 1))
            return
        self.beginResetModel()
        self.cards = cards
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature and name
        """Return how many requirements there are."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the card, or its words for what reads the screen aloud."""
        card = self.cards[index.row()]
        if role == _CARD:
            return card
        if role == _LEVEL:
            return self.levels.get(card.requirement)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(card)
        return None

    def _words(self, card: RequirementCard) -> str:
        level = self.levels.get(card.requirement)
        parts = (
            f"{card.clause} {card.title.text(i18n.language())}",
            rating_words(self._framework, card.rating),
            trend_words(card.trend),
            level_words(level) if level is not None else "",
        )
        return ", ".join(part for part in parts if part)


class _RequirementDelegate(QStyledItemDelegate):
    def __init__(self, framework: Framework, view: QListView) -> None:
        super().__init__()
        self._framework, self._view = framework, view

    def _title_room(self, width: float) -> float:
        return width - px(_LEFT + _CLAUSE + _RIGHT + SMALL + 6)

    def _title_height(self, title: str, width: float) -> int:
        """Return the height of a title, wrapped for a row so wide."""
        metrics = QFontMetrics(font())
        return metrics.boundingRect(0, 0, int(self._title_room(width)), 10_000, _WRAP, title).height()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Ask for the title and a line of rating below it."""
        card: RequirementCard = index.data(_CARD)
        width = self._view.viewport().width()
        title = self._title_height(card.title.text(i18n.language()), width)
        caption = QFontMetrics(font(Size.CAPTION)).height()
        lines = 1 if self._fits(card, width - px(_LEFT + _CLAUSE + _RIGHT)) else 2
        return QSize(px(200), title + lines * caption + px(2 * _TOP + 3))

    def _fits(self, card: RequirementCard, room: float) -> bool:
        """Whether segments, rating and the trend's icon have room beside each other."""
        words = QFontMetrics(font(Size.CAPTION)).horizontalAdvance(rating_words(self._framework, card.rating))
        return px(_SEGMENTS + 8) + words + (px(SMALL + 6) if card.trend is not None else 0) <= room

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one requirement."""
        card: RequirementCard = index.data(_CARD)
        painter.save()
        smooth(painter)
        box, state = QRectF(option.rect), option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            soft(painter, box, Role.ACCENT_SOFT, Role.CONTROL, radius=0)
            block(painter, QRectF(box.left(), box.top(), px(3), box.height()), Role.ACCENT, radius=0)
        left = box.left() + px(_LEFT)
        block(painter, QRectF(left, box.bottom() - 1, box.width() - px(_LEFT), 1), Role.LINE, radius=0)
        if state & QStyle.StateFlag.State_HasFocus:
            for top in (box.top(), box.bottom() - px(2)):
                block(painter, QRectF(box.left(), top, box.width(), px(2)), Role.ACCENT, radius=0)
        title = card.title.text(i18n.language())
        head, line = self._title_height(title, box.width()), QFontMetrics(font()).height()
        write(
            painter, QRectF(left, box.top() + px(_TOP), px(_CLAUSE), line), card.clause, Role.TEXT2,
            face=font(strong=True),
        )  # fmt: skip
        words = QRectF(left + px(_CLAUSE), box.top() + px(_TOP), self._title_room(box.width()), head)
        painter.setFont(font())
        painter.setPen(colour(Role.ACCENT if chosen else Role.TEXT))
        painter.drawText(words, _WRAP, title)
        self._level(painter, box, index.data(_LEVEL), line)
        foot = words.bottom() + px(3)
        room = QRectF(words.left(), foot, box.right() - words.left() - px(_RIGHT), box.bottom() - foot - px(_TOP))
        self._rating(painter, room, card)
        painter.restore()

    @staticmethod
    def _level(painter: QPainter, box: QRectF, level: Level | None, line: int) -> None:
        if level is not None and level is not Level.SUGGESTION:
            at = box.right() - px(_RIGHT) - px(SMALL)
            top = box.top() + px(_TOP) + (line - px(SMALL)) / 2
            draw_icon(painter, level_icon(level), level_role(level), at, top, size=SMALL)

    def _rating(self, painter: QPainter, box: QRectF, card: RequirementCard) -> None:
        """Draw segments, rating and trend; where they have no room beside each other, the rating stands below."""
        small = font(Size.CAPTION)
        metrics, beside = QFontMetrics(small), self._fits(card, box.width())
        line = QRectF(box.left(), box.top(), box.width(), box.height() if beside else box.height() / 2)
        bar = QRectF(line.left(), line.center().y() - px(4), px(_SEGMENTS), px(8))
        paint_segments(painter, bar, int(card.rating) if card.rating.isdigit() else 0, _POINTS)
        words, right = rating_words(self._framework, card.rating), line.right()
        taken = bar.right() + px(8) + (metrics.horizontalAdvance(words) if beside else 0)
        if card.trend is not None:
            name, role, _tone = TREND_ICONS[card.trend]
            trend = trend_words(card.trend)
            wide = metrics.horizontalAdvance(trend) + 2
            if right - taken >= wide + px(SMALL + 14):  # the word, where it has room beside the rating
                write(painter, QRectF(right - wide, line.top(), wide, line.height()), trend, role, face=small)
                right -= wide + px(4)
            draw_icon(painter, name, role, right - px(SMALL), line.center().y() - px(SMALL) / 2, size=SMALL)
            right -= px(SMALL + 6)
        left = bar.right() + px(8) if beside else box.left()
        top = line.top() if beside else line.bottom()
        room = QRectF(left, top, (right if beside else box.right()) - left, line.height())
        write(painter, room, words, Role.TEXT2, face=small)


class RequirementList(Retranslated, QListView):
    """The list at the page's left; the choice follows the arrows."""

    chosen = Signal(str)

    def __init__(self, framework: Framework) -> None:
        super().__init__()
        self._rows = _RequirementRows(framework)
        self._delegate = _RequirementDelegate(framework, self)
        self.setObjectName("requirements")
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.bind(self.setAccessibleName, lambda: _("Requirements of the policy"))
        self.selectionModel().currentChanged.connect(self._tell)

    def show_cards(self, cards: Sequence[RequirementCard], levels: Mapping[str, Level]) -> None:
        """Show the requirements of a year with the gravest level found on each; what was chosen stays chosen."""
        kept = self.value()
        self._rows.show_cards(tuple(cards), levels)
        if not self.currentIndex().isValid() and cards:
            self.choose(kept if any(card.requirement == kept for card in cards) else cards[0].requirement)

    def value(self) -> str:
        """Return the id of the requirement that is chosen; blank when there is none."""
        index = self.currentIndex()
        return self._rows.cards[index.row()].requirement if index.isValid() else ""

    def choose(self, requirement: str) -> None:
        """Choose one by its id."""
        for row, card in enumerate(self._rows.cards):
            if card.requirement == requirement:
                self.setCurrentIndex(self._rows.index(row))

    def retranslate(self) -> None:
        """Measure and paint the words of the other language."""
        super().retranslate()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let titles wrap for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._rows.cards[index.row()].requirement)
