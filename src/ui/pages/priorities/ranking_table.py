"""The table of the ranking: keys rate, Enter opens the scale, Alt and the arrows move the cut line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QTableView

from app import i18n
from app.i18n import _
from ui.look.measure import font, px
from ui.look.tokens import Size
from ui.pages.priorities.ranking_header import RankingHeader
from ui.pages.priorities.ranking_paint import RankingDelegate
from ui.pages.priorities.ranking_rows import FIRST, NAME, RANK, RankingRows
from ui.widgets.button import menu_action
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


class RankingTable(Retranslated, QTableView):
    """Shows the ranking; the choice of a row follows its service when ranks move."""

    chosen = Signal(str)  # service
    column_chosen = Signal(str)  # consideration

    def __init__(self, model: PrioritiesModel) -> None:
        super().__init__()
        self._model = model
        self.setObjectName("ranking")
        self._rows = RankingRows(model.framework, lambda text: model.plan.shown(text, i18n.language()))
        self._delegate = RankingDelegate(self._rows)
        self._service = ""
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self._header = RankingHeader(self)
        self.setHorizontalHeader(self._header)
        self.bind(self.setAccessibleName, lambda: _("Ranking of services"))
        self.selectionModel().currentChanged.connect(self._tell)
        self._measure()

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(px(32), QFontMetrics(font()).height() + px(12)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Grow the rows with the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange} and hasattr(self, "_rows"):
            self._measure()

    def show_ranking(self, ranking: Ranking) -> None:
        """Show another ranking; the chosen service stays chosen wherever it goes."""
        self.selectionModel().blockSignals(True)
        self._rows.show_ranking(ranking)
        self.selectionModel().blockSignals(False)
        if not self.choose(self._service) and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0, NAME))
        self.viewport().update()

    def service(self) -> str:
        """Return the service that is chosen; blank when there is none."""
        return self._service

    def choose(self, service: str) -> bool:
        """Choose a service, in the column that was chosen before."""
        at = self._rows.row_of(service)
        if at < 0:
            return False
        column = self.currentIndex().column() if self.currentIndex().isValid() else NAME
        self.setCurrentIndex(self._rows.index(at, column))
        return True

    def consideration(self) -> str:
        """Return the consideration of the chosen column; blank in the other columns."""
        column = self.currentIndex().column()
        return self._rows.considerations[column - FIRST] if FIRST <= column < self._rows.score_column else ""

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Share the width: the name takes what the others leave."""
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give each column its width; words beside the bars where there is room for them."""
        width, metrics = self.viewport().width(), QFontMetrics(font(Size.CAPTION))
        words = [step.label.text(i18n.language()) for step in self._model.framework.considerations[0].steps]
        longest = max(metrics.horizontalAdvance(word) for word in words) + px(44)
        heads = [self._header.title_width(column) for column in range(self._rows.columnCount())]
        score, decision = max(px(120), heads[-2]), max(px(130), heads[-1])
        fixed = px(44) + score + decision
        many = len(self._rows.considerations)
        with_words = width - fixed - many * max(longest, *heads[FIRST:-2]) >= px(300)
        self._delegate.with_words = with_words
        self.setColumnWidth(RANK, px(44))
        used = fixed
        for at in range(many):
            column = max(longest if with_words else px(34), heads[FIRST + at])
            self.setColumnWidth(FIRST + at, column)
            used += column
        self.setColumnWidth(self._rows.score_column, score)
        self.setColumnWidth(self._rows.score_column + 1, decision)
        self.setColumnWidth(NAME, max(px(160), width - used))

    def retranslate(self) -> None:
        """Write heads and cells in the other language."""
        super().retranslate()
        if hasattr(self, "_rows"):
            self._rows.show_ranking(self._model.ranking)
            self.share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Rate with 3, 2, 1 and 0, open the scale with Enter, move the cut line with Alt and the arrows."""
        key, consideration = Qt.Key(event.key()), self.consideration()
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            if not self._model.is_locked:
                self._model.move_cut(up=key == Qt.Key.Key_Up)
        elif consideration and key in _KEYS:
            if not self._model.is_locked:
                self._model.rate(self._service, consideration, _KEYS[key])
        elif consideration and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open_scale(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Open the scale."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.consideration():
            self._open_scale(index)

    def _open_scale(self, index: QModelIndex) -> None:
        if self._model.is_locked:
            return
        consideration, menu = self._model.framework.consideration(self.consideration()), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for step in consideration.steps:
            words = f"{step.label.text(i18n.language())} – {step.meaning.text(i18n.language())}"
            menu_action(menu, words, do=partial(self._model.rate, self._service, consideration.id, step.value))
        menu_action(
            menu,
            lambda: self._model.framework.priorities.not_assessed.text(i18n.language()),
            do=partial(self._model.rate, self._service, consideration.id, None),
        )
        menu.popup(self.viewport().mapToGlobal(self.visualRect(index).bottomLeft()))

    def _tell(self, index: QModelIndex, before: QModelIndex) -> None:
        row = self._rows.rows[index.row()] if index.isValid() else None
        if row is None and index.isValid():  # the cut line is passed over
            down = not before.isValid() or before.row() < index.row()
            at = index.row() + (1 if down else -1)
            if 0 <= at < self._rows.rowCount():
                self.setCurrentIndex(self._rows.index(at, index.column()))
            return
        if row is not None and row.service != self._service:
            self._service = row.service
            self.chosen.emit(row.service)
        if consideration := self.consideration():
            self.column_chosen.emit(consideration)
