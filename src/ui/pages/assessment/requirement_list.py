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
from ui.look.paint import block, smooth, write
from ui.look.tokens import Role, Size
from ui.widgets.rating import paint_segments
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.assessment.cards import RequirementCard
    from app.framework.framework import Framework

_Index = QModelIndex | QPersistentModelIndex
_CARD: Final = Qt.ItemDataRole.UserRole
_TRENDS: Final = {
    "improved": ("trending-up", Role.GOOD),
    "declined": ("trending-down", Role.BAD),
    "stable": ("minus", Role.TEXT2),
}
_POINTS: Final = 4


def trend_words(trend: str | None) -> str:
    """Return what happened to a rating since the year before."""
    return {
        "improved": _("Improved"),
        "declined": _("Declined"),
        "stable": _("Stable"),
        "first_year": _("First year"),
    }.get(str(trend), "")


def rating_words(framework: Framework, code: str) -> str:
    """Return the label of a rating in the interface language; of none, that it was not rated."""
    return framework.rating(code or "NR").label.text(i18n.language())


class _RequirementRows(QAbstractListModel):
    def __init__(self, framework: Framework) -> None:
        super().__init__()
        self._framework = framework
        self.cards: tuple[RequirementCard, ...] = ()

    def show_cards(self, cards: tuple[RequirementCard, ...]) -> None:
        """Show other cards; the same requirements are only painted again."""
        same = [card.requirement for card in cards] == [card.requirement for card in self.cards]
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
        if role == Qt.ItemDataRole.ToolTipRole:
            return card.title.text(i18n.language())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole}:
            title, rated = card.title.text(i18n.language()), rating_words(self._framework, card.rating)
            return f"{card.clause} {title}, {rated}, {trend_words(card.trend)}".rstrip(", ")
        return None


class _RequirementDelegate(QStyledItemDelegate):
    def __init__(self, framework: Framework) -> None:
        super().__init__()
        self._framework = framework

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Ask for two lines."""
        lines = QFontMetrics(font()).height() + QFontMetrics(font(Size.CAPTION)).height()
        return QSize(px(240), lines + px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one requirement."""
        card: RequirementCard = index.data(_CARD)
        painter.save()
        smooth(painter)
        box = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            block(painter, box, Role.ACCENT_SOFT, radius=0)
            block(painter, QRectF(box.left(), box.top(), px(3), box.height()), Role.ACCENT, radius=0)
        if state & QStyle.StateFlag.State_HasFocus:
            for top in (box.top(), box.bottom() - px(2)):
                block(painter, QRectF(box.left(), top, box.width(), px(2)), Role.ACCENT, radius=0)
        block(painter, QRectF(box.left() + px(24), box.bottom() - 1, box.width() - px(24), 1), Role.LINE, radius=0)
        left, head = box.left() + px(24), QFontMetrics(font()).height()
        write(painter, QRectF(left, box.top() + px(7), px(40), head), card.clause, Role.TEXT2, face=font(strong=True))
        left += px(40)
        room = box.right() - left - px(14)
        title = card.title.text(i18n.language())
        ink = Role.ACCENT if chosen else Role.TEXT
        write(painter, QRectF(left, box.top() + px(7), room, head), title, ink, face=font(strong=chosen))
        self._rating(painter, QRectF(left, box.top() + px(9) + head, room, box.height() - head - px(18)), card)
        painter.restore()

    def _rating(self, painter: QPainter, box: QRectF, card: RequirementCard) -> None:
        small = font(Size.CAPTION)
        filled = int(card.rating) if card.rating.isdigit() else 0
        bar = QRectF(box.left(), box.center().y() - px(4), px(44), px(8))
        paint_segments(painter, bar, filled, _POINTS)
        words = rating_words(self._framework, card.rating)
        room = box.width() - px(54)
        write(painter, QRectF(bar.right() + px(8), box.top(), room, box.height()), words, Role.TEXT2, face=small)
        if card.trend is not None and str(card.trend) in _TRENDS:
            name, role = _TRENDS[str(card.trend)]
            draw_icon(painter, name, role, box.right() - px(SMALL), box.center().y() - px(SMALL) / 2, size=SMALL)


class RequirementList(Retranslated, QListView):
    """The list at the page's left; the choice follows the arrows."""

    chosen = Signal(str)

    def __init__(self, framework: Framework) -> None:
        super().__init__()
        self._rows = _RequirementRows(framework)
        self._delegate = _RequirementDelegate(framework)
        self.setObjectName("requirements")
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.bind(self.setAccessibleName, lambda: _("Requirements of the policy"))
        self.selectionModel().currentChanged.connect(self._tell)

    def show_cards(self, cards: Sequence[RequirementCard]) -> None:
        """Show the requirements of a year; what was chosen stays chosen."""
        kept = self.value()
        self._rows.show_cards(tuple(cards))
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
        """Paint the words of the other language."""
        super().retranslate()
        self.viewport().update()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._rows.cards[index.row()].requirement)
