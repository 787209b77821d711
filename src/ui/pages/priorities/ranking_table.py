"""The table of the ranking.

Keys rate, Enter opens what the cell can be, and the cut line is dragged or moved by Alt and the arrows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from app import i18n
from app.i18n import _
from ui.look.measure import font, px
from ui.pages.priorities.ranking_header import RankingHeader
from ui.pages.priorities.ranking_menus import decision_menu, scale_menu
from ui.pages.priorities.ranking_paint import RankingDelegate
from ui.pages.priorities.ranking_rows import FIRST, NAME, RankingRows
from ui.pages.priorities.ranking_widths import share
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.priorities.ranking import Ranking
    from ui.pages.priorities.priorities_model import PrioritiesModel

_KEYS: Final = {
    Qt.Key.Key_3: 3,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_1: 1,
    Qt.Key.Key_0: 0,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_LEAST_ROWS: Final = 5


class RankingTable(Retranslated, QTableView):
    """Shows the ranking; the choice of a row follows its service when ranks move."""

    chosen = Signal(str)  # service
    column_chosen = Signal(str)  # consideration; blank for the other columns
    decision_asked = Signal()

    def __init__(self, model: PrioritiesModel) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("ranking")
        self._rows = RankingRows(model.framework, lambda text: model.plan.shown(text, i18n.language()))
        self._delegate = RankingDelegate(self._rows)
        self._service = ""
        self._dragged: int | None = None
        self._is_narrow = False
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self._header = RankingHeader(self)
        self.setHorizontalHeader(self._header)
        self.bind(self.setAccessibleName, lambda: _("Ranking of services"))
        self.bind(
            self.setAccessibleDescription,
            lambda: _("Keys 3, 2, 1 and 0 rate; Enter opens the scale; Alt+Up and Alt+Down move the cut line."),
        )
        self.selectionModel().currentChanged.connect(self._tell)
        self._measure()

    @property
    def rows(self) -> RankingRows:
        """Return the table's model."""
        return self._rows

    def _measure(self) -> None:
        height = max(px(32), QFontMetrics(font()).height() + px(12))
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(self._header.sizeHint().height() + height * _LEAST_ROWS)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Grow the rows with the font, and draw in the colours of the theme."""
        super().changeEvent(event)
        if not hasattr(self, "_header"):  # while Qt's own constructor runs
            return
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self._delegate.renew()
            self._measure()
            self.share_width()
        elif event.type() is QEvent.Type.PaletteChange:
            self._delegate.renew()

    # what is shown and chosen

    def show_ranking(self, ranking: Ranking) -> None:
        """Show another ranking; the chosen service stays chosen wherever it goes."""
        had_previous = self._rows.has_previous
        self.selectionModel().blockSignals(True)
        self._rows.show_ranking(ranking)
        self.selectionModel().blockSignals(False)
        if not self.choose(self._service) and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, NAME))
        if self._rows.has_previous != had_previous:
            self.share_width()
        self.viewport().update()

    def service(self) -> str:
        """Return the service that is chosen; blank when there is none."""
        return self._service

    def choose(self, service: str, consideration: str = "") -> bool:
        """Choose a service, in the column of a consideration or in that which was chosen before."""
        at = self._rows.row_of(service)
        if at < 0:
            return False
        column = self.currentIndex().column() if self.currentIndex().isValid() else NAME
        if consideration in self._rows.considerations:
            column = FIRST + self._rows.considerations.index(consideration)
        self.setCurrentIndex(self._rows.index(at, column))
        return True

    def consideration(self) -> str:
        """Return the consideration of the chosen column; blank in the other columns."""
        return self._rows.consideration_of(self.currentIndex().column())

    def _tell(self, index: QModelIndex, before: QModelIndex) -> None:
        row = self._rows.rows[index.row()] if index.isValid() else None
        if row is None and index.isValid():  # the cut line is passed over
            down = not before.isValid() or before.row() < index.row()
            at = index.row() + (1 if down else -1)
            if not 0 <= at < self._rows.rowCount():
                at = index.row() - (1 if down else -1)
            if 0 <= at < self._rows.rowCount():
                self.setCurrentIndex(self._rows.index(at, index.column()))
            return
        if row is not None and row.service != self._service:
            self._service = row.service
            self.chosen.emit(row.service)
        self.column_chosen.emit(self.consideration())

    # widths

    def set_narrow(self, *, narrow: bool) -> None:
        """Fold the considerations into one column, or unfold them."""
        self._is_narrow = narrow
        self.share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Share the width: the name takes what the others leave."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give each column its width; words beside the bars where there is room for them."""
        widths = share(self._rows, self._header, self.viewport().width(), narrow=self._is_narrow)
        self._delegate.with_words = widths.with_words
        self._header.fold(range(FIRST, self._rows.score_column) if widths.is_folded else range(0))
        for column in range(self._rows.columnCount()):
            self.setColumnHidden(column, column not in widths.columns)
            if column in widths.columns:
                self.setColumnWidth(column, widths.columns[column])

    def retranslate(self) -> None:
        """Write heads and cells in the other language."""
        super().retranslate()
        if hasattr(self, "_header"):
            self._delegate.renew()
            self.share_width()
            self._header.viewport().update()
            self.viewport().update()

    # keys and menus

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Rate with 3, 2, 1 and 0, open what the cell can be with Enter, move the cut line with Alt and the arrows."""
        key, consideration = Qt.Key(event.key()), self.consideration()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._model.move_cut(up=key == Qt.Key.Key_Up)
            if (at := self._rows.cut_row()) >= 0:
                self.scrollTo(self._rows.index(at, NAME))
        elif key is Qt.Key.Key_Escape and self._dragged is not None:
            self._end_drag(keep=False)
        elif consideration and key in _KEYS:
            if not self._model.is_locked:
                self._model.rate(self._service, consideration, _KEYS[key])
        elif key in _ENTER and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        """Offer what the chosen cell can be; elsewhere lead to the decision."""
        if self._model.is_locked or not (self.consideration() or index.column() == self._rows.decision_column):
            self.decision_asked.emit()
            return
        if consideration := self.consideration():
            menu = scale_menu(self, self._model, self._service, consideration)
        else:
            menu = decision_menu(self, self._model, self._service)
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))
        menu.setActiveAction(next((entry for entry in menu.actions() if entry.isChecked()), menu.actions()[0]))

    # the pointer

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Open what the cell can be."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._is_cut(index):
            self._open(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Open what the cell can be."""
        index = self.indexAt(event.pos())
        if index.isValid() and not self._is_cut(index):
            self.setCurrentIndex(index)
            self._open(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take the cut line into the hand, or choose a row."""
        if not self._is_cut(self.indexAt(event.position().toPoint())):
            super().mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton and not self._model.is_locked:
            self._dragged = -1
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setAutoScroll(False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Let the cut line follow the pointer; over the line, show that it can be taken."""
        place = event.position().toPoint()
        if self._dragged is None:
            takes = self._is_cut(self.indexAt(place)) and not self._model.is_locked
            self.viewport().setCursor(Qt.CursorShape.SizeVerCursor if takes else Qt.CursorShape.ArrowCursor)
            super().mouseMoveEvent(event)
            return
        self._scroll_along(place)
        score = self._model.cut_above(self._services_above(place))
        if score != self._dragged:
            self._dragged = score
            self._model.preview_cut(score)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Store the cut line where it was let go."""
        if self._dragged is None:
            super().mouseReleaseEvent(event)
        else:
            self._end_drag(keep=True)

    def _end_drag(self, *, keep: bool) -> None:
        score, self._dragged = self._dragged, None
        self.setAutoScroll(True)
        if keep and score is not None and score >= 0:
            self._model.set_cut(score)
        else:
            self._model.reload()

    def _is_cut(self, index: QModelIndex) -> bool:
        return index.isValid() and self._rows.rows[index.row()] is None

    def _services_above(self, place: QPoint) -> int:
        """Return how many services stand above the pointer: the line is a row too, and goes there."""
        at = (place.y() + self.verticalScrollBar().value()) // self.verticalHeader().defaultSectionSize()
        return max(0, min(at, self._rows.rowCount() - 1))

    def _scroll_along(self, place: QPoint) -> None:
        bar, step = self.verticalScrollBar(), self.verticalHeader().defaultSectionSize() // 2
        if place.y() < 0:
            bar.setValue(bar.value() - step)
        elif place.y() > self.viewport().height():
            bar.setValue(bar.value() + step)
