"""A calm table: whole rows, hairlines, one row height, the keyboard's every way."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.spreadsheet_text import to_tabs
from ui.look.measure import px
from ui.tables.choice import Choice
from ui.tables.delegate import CellDelegate
from ui.tables.header import Header
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from ui.tables.rows_model import Index, Order, RowsModel


class RowHeight(IntEnum):
    """The three heights of rows, in units of length."""

    TWO_LINES = 44
    ONE_LINE = 32
    COMPACT = 26


class TableView(Retranslated, QTableView):
    """Shows a ``RowsModel``; what is current is told by the row's key and survives every reset."""

    current_changed = Signal(str)  # key; blank when nothing is current
    opened = Signal(str)  # key; Enter or a double click
    marked = Signal(str)  # key; Space, where rows can be marked
    typed = Signal(str)  # a character typed on the table: a search begins

    def __init__(self, model: RowsModel[Any], name: Words, *, height: RowHeight = RowHeight.TWO_LINES) -> None:
        super().__init__()
        self.rows_model, self._height, self._current, self._line = model, height, "", 0
        self.is_repeating = False  # whether a key is being held down
        self.goes_by_cells = False  # whether one cell of the current row has the cursor
        self.sorter: Callable[[Order], object] = model.sort_by_all  # of rows that are not all at hand, it sorts later
        self.setModel(model)
        self.choice = Choice(model, self)  # before the table follows resets: it forgets at each what was chosen
        former = self.selectionModel()
        self.setSelectionModel(self.choice)
        former.deleteLater()
        self.setItemDelegate(CellDelegate(model, self))
        self.bind(self.setAccessibleName, name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self._set_headers()
        model.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.key_of(index.row())))
        self._measure()

    def _set_headers(self) -> None:
        header = Header(self.rows_model, self)
        self.setHorizontalHeader(header)
        header.sectionClicked.connect(self._sort_clicked)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def set_row_height(self, height: RowHeight) -> None:
        """Give every row another height."""
        self._height = height
        self._measure()

    def show_columns(self, ids: Iterable[str]) -> None:
        """Show these columns and hide the others."""
        wanted = set(ids)
        for section, column in enumerate(self.rows_model.columns):
            self.setColumnHidden(section, column.id not in wanted)
        self._fit()

    def is_first_shown(self, section: int) -> bool:
        """Whether no column is shown left of this one."""
        return all(self.isColumnHidden(before) for before in range(section))

    def current_key(self) -> str:
        """Return the key of the current row, shown or not; blank when there is none."""
        return self._current

    def select_key(self, key: str) -> bool:
        """Make the row of ``key`` current and scroll to it; tell whether it is shown."""
        line = self.rows_model.line_of(key)
        if line < 0:
            return False
        self._select_line(line)
        return True

    def select_first(self) -> None:
        """Make the first row current, if there is one."""
        if self.rows_model.rowCount():
            self._select_line(0)

    def sort_by(self, column: str, *, descending: bool | None = None) -> None:
        """Sort by a column; by default the way its first click does, or the other way round at the second."""
        known = next(one for one in self.rows_model.every if one.id == column)
        order = self.rows_model.sorted_by()
        if descending is None:
            descending = not order[1] if order and order[0] == column else known.descends
        self.sorter(((column, descending),))

    def select_nearest(self) -> None:
        """Make the row current that stands where the former one stood, or the last one."""
        self._current = ""
        if count := self.rows_model.rowCount():
            self._select_line(min(self._line, count - 1))

    def _sort_clicked(self, section: int) -> None:
        column = self.rows_model.columns[section]
        if column.sort_key is not None:
            self.sort_by(column.id)

    def _select_line(self, line: int) -> None:
        column = next(
            (section for section in range(len(self.rows_model.columns)) if not self.isColumnHidden(section)), 0
        )
        index = self.rows_model.index(line, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def _restore(self) -> None:
        """A reset forgets what was current; the key does not."""
        self.horizontalHeader().viewport().update()  # it tells the order
        shown = bool(self._current) and self.select_key(self._current)
        if not shown:
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """Tell the key of what is current now."""
        super().currentChanged(current, previous)
        for index in (previous, current):  # the focus lines go over the whole row
            self._update_line(index.row())
        key = self.rows_model.key_of(current.row()) if current.isValid() else ""
        if key:
            self._line = current.row()
        if key and key != self._current:
            self._current = key
            self.current_changed.emit(key)

    def _update_line(self, line: int) -> None:
        if line >= 0:
            height = self.rowHeight(line)
            self.viewport().update(0, self.rowViewportPosition(line), self.viewport().width(), height)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Home and End go to the first and last row, Enter opens, Ctrl+C copies the row."""
        last = self.rows_model.rowCount() - 1
        self.is_repeating = event.isAutoRepeat()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.rows_model.key_of(self.currentIndex().row()))
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.marked.emit(self.rows_model.key_of(self.currentIndex().row()))
        elif event.key() == Qt.Key.Key_Home and last >= 0:
            self._select_line(0)
        elif event.key() == Qt.Key.Key_End and last >= 0:
            self._select_line(last)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Note that the key is no longer held."""
        self.is_repeating = event.isAutoRepeat()
        super().keyReleaseEvent(event)

    def keyboardSearch(self, text: str) -> None:  # noqa: N802  Qt's name
        """Hand what is typed to whoever searches: the table itself is no search."""
        if text.strip():
            self.typed.emit(text)

    def copy(self) -> None:
        """Put the current row on the clipboard, cells apart by tabs, never as a formula."""
        line = self.currentIndex().row()
        if line < 0:
            return
        row = self.rows_model.row(line)
        shown = [column for section, column in enumerate(self.rows_model.columns) if not self.isColumnHidden(section)]
        QGuiApplication.clipboard().setText(to_tabs([[" ".join(column.text(row).split()) for column in shown]]))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Have something current, so that the arrows start somewhere."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Take the focus lines away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Give the room that is left to the columns that take it."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the platform's font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange}:
            self._measure()

    def retranslate(self) -> None:
        """Write cells and titles in the other language."""
        super().retranslate()
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Take what the page gives."""
        return QSize(px(300), px(200))

    def _measure(self) -> None:
        if hasattr(self, "rows_model"):
            self.verticalHeader().setDefaultSectionSize(px(self._height))
            self.verticalHeader().setMinimumSectionSize(px(self._height))
            self.verticalScrollBar().setSingleStep(px(self._height))
            self._fit()

    def _fit(self) -> None:
        shown = [
            (section, column)
            for section, column in enumerate(self.rows_model.columns)
            if not self.isColumnHidden(section)
        ]
        fixed = sum(px(column.width) for _section, column in shown if column.width)
        takers = [section for section, column in shown if not column.width]
        left = max(self.viewport().width() - fixed, px(80) * len(takers))
        for section, column in shown:
            self.setColumnWidth(section, px(column.width) if column.width else left // max(len(takers), 1))
