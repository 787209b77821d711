"""A table wider than its room: the first columns stay while the others go sideways, and rows are chosen by the many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QScrollBar

from app.i18n import _
from ui.look.measure import px
from ui.tables.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QFocusEvent

    from ui.tables.column import Column
    from ui.tables.rows_model import Index, RowsModel
    from ui.widgets.texts import Words

_Flag = QItemSelectionModel.SelectionFlag
_ARROWS: Final = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right}
_MOVES: Final = _ARROWS | {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End}
_NOTCH: Final = 120  # of a wheel, in eighths of a degree
_LEAST_TAKER: Final = 190  # units that the column of names keeps when the others need more than there is
_SHARE_OF_TAKER: Final = 0.34  # of the whole width, where that is more


class WideTable(TableView):
    """Cells are gone through by the arrows; whole rows are chosen.

    Columns go sideways one by one, by hiding those before: what is fixed needs no second view.
    Space begins to mark rows: from then on the arrows only move, until Esc or a click.
    """

    chosen_changed = Signal(int)  # how many rows are chosen
    copy_asked = Signal(bool)  # whether whole rows are wanted
    paste_asked = Signal()
    field_asked = Signal(str, str)  # key and column
    menu_asked = Signal(QPoint)  # where on the screen
    moved_sideways = Signal()  # columns have other places now

    def __init__(self, model: RowsModel[Any], name: Words, *, fixed: int) -> None:
        self._fixed, self._offset = fixed, 0
        self.is_marking = False
        self._kept: set[str] = set()  # chosen rows at a reset, also those that a search hides
        self._is_restoring = self._is_kept = False  # the second: nothing was chosen since the last reset
        self.sideways = QScrollBar(Qt.Orientation.Horizontal)
        self._least: dict[str, int] = {}  # pixels that columns need besides their own width
        self._turned, self._column = 0, ""  # of a wheel; the column of the current cell
        super().__init__(model, name)
        self.goes_by_cells = True
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.bind(self.sideways.setAccessibleName, lambda: _("Scroll the columns"))
        self.bind(
            self.setAccessibleDescription,
            lambda: _(
                "Arrows go from cell to cell, Space marks a service, Shift and the arrows choose several. "
                "F2 goes to the field, Alt and the arrows sort."
            ),
        )
        self.sideways.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sideways.valueChanged.connect(self._scroll_to)
        model.modelAboutToBeReset.connect(self._keep)
        self.choice.selectionChanged.connect(self._tell_chosen)
        self.choice.many_changed.connect(self._tell_many)

    # what is chosen

    def chosen_count(self) -> int:
        """Return how many rows are chosen."""
        return sum(bottom - top + 1 for top, bottom in self.choice.runs())

    def chosen_keys(self) -> list[str]:
        """Return the keys of the chosen rows, from above."""
        between = self.rows_model.keys_between
        return [key for top, bottom in self.choice.runs() for key in between(top, bottom)]

    def choose_keys(self, keys: Iterable[str]) -> None:
        """Choose the rows of these keys and no others."""
        wanted = set(keys)
        self.choice.choose(self.rows_model, _runs(self.rows_model.lines_of(wanted)))
        if len(wanted) > 1:  # known already, where thousands of rows would be asked for their keys
            self._kept, self._is_kept = wanted, True

    def choose_current_alone(self) -> None:
        """Choose nothing but the current row."""
        self.is_marking = False
        self._kept = set()
        index = self.currentIndex()
        if index.isValid():
            self.selectionModel().select(index, _Flag.ClearAndSelect | _Flag.Rows)

    def selectionCommand(  # noqa: N802  Qt's name
        self, index: Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Only move while rows are being marked."""
        if isinstance(event, QKeyEvent) and event.key() in _MOVES and self.is_marking:
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return _Flag.NoUpdate
        elif event is not None and event.type() == QEvent.Type.MouseButtonPress:
            self.is_marking = False
        return super().selectionCommand(index, event)

    def _toggle_current(self) -> None:
        index = self.currentIndex()
        if not self.is_marking:
            self.is_marking = True
            if self.chosen_count() <= 1:  # the current row was chosen by going there; now it is marked
                self.selectionModel().select(index, _Flag.ClearAndSelect | _Flag.Rows)
                return
        self.selectionModel().select(index, _Flag.Toggle | _Flag.Rows)

    def _tell_many(self) -> None:
        self.viewport().update()
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        if not self._is_restoring:
            self._is_kept = False
            count = self.chosen_count()
            if count <= 1 and not self.is_marking:
                self._kept = set()
            self.chosen_changed.emit(count)

    def _keep(self) -> None:
        if self._is_kept:
            return
        if self._kept or self.is_marking or self.chosen_count() > 1:
            self._kept = self.rows_model.hidden_of(self._kept) | set(self.chosen_keys())
            self._is_kept = True

    def _restore(self) -> None:
        self._is_restoring = True
        try:
            super()._restore()
            if self._kept:
                self.choose_keys(self._kept)
        finally:
            self._is_restoring = False
        self.chosen_changed.emit(self.chosen_count())

    def _select_line(self, line: int) -> None:
        names = [one.id for one in self.rows_model.columns]
        column = names.index(self._column) if self._column in names else self._first_column()
        index = self.rows_model.index(line, column)
        self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
        self.scrollTo(index)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Begin at a service's name, where Qt would begin at the very first cell."""
        if not self.currentIndex().isValid():
            self.select_first()
        super().focusInEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802  Qt's name
        """Note the column: a reset forgets it."""
        super().currentChanged(current, previous)
        if current.isValid():
            self._column = self.rows_model.columns[current.column()].id

    def _first_column(self) -> int:
        return min(max(self._fixed - 1, 0), max(len(self.rows_model.columns) - 1, 0))

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go from cell to cell, mark, copy, paste, sort, and lead to a field or a menu."""
        self.is_repeating = event.isAutoRepeat()
        if self.currentIndex().isValid() and self._acts(event):
            event.accept()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
            event.accept()
            return
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space}:
            QAbstractItemView.keyPressEvent(self, event)
            return
        super().keyPressEvent(event)

    def _acts(self, event: QKeyEvent) -> bool:
        """Do what a key asks of the current cell; tell whether it asks anything."""
        key, held = Qt.Key(event.key()), event.modifiers()
        ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key is Qt.Key.Key_Space:
            self._toggle_current()
        elif key is Qt.Key.Key_C and held & ctrl:
            self.copy_asked.emit(bool(held & shift) or self.chosen_count() > 1)
        elif key is Qt.Key.Key_F2:
            self.field_asked.emit(self._current, self.current_column())
        elif key is Qt.Key.Key_Menu or (key is Qt.Key.Key_F10 and held & shift):
            self._ask_menu()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down} and held & Qt.KeyboardModifier.AltModifier:
            self._sort_current(descending=key is Qt.Key.Key_Down, further=bool(held & shift))
        elif key is Qt.Key.Key_Escape and (self.is_marking or self.chosen_count() > 1):
            self.choose_current_alone()
        else:
            return False
        return True

    def moveCursor(  # noqa: N802  Qt's name
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the next cell, also to one that is scrolled away."""
        moves, index = QAbstractItemView.CursorAction, self.currentIndex()
        last = len(self.rows_model.columns) - 1
        if not index.isValid():
            return super().moveCursor(action, held)
        far = bool(held & Qt.KeyboardModifier.ControlModifier)
        line, column = index.row(), index.column()
        if action is moves.MoveLeft:
            column = 0 if far else max(column - 1, 0)
        elif action is moves.MoveRight:
            column = last if far else min(column + 1, last)
        elif action is moves.MoveHome:
            line, column = (0, column) if far else (line, 0)
        elif action is moves.MoveEnd:
            line, column = (self.rows_model.rowCount() - 1, column) if far else (line, last)
        else:
            return super().moveCursor(action, held)
        self.show_column(column)
        return self.rows_model.index(line, column)

    def current_column(self) -> str:
        """Return the id of the column of the current cell; blank when there is none."""
        column = self.currentIndex().column()
        return self.rows_model.columns[column].id if 0 <= column < len(self.rows_model.columns) else ""

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Ask for a menu; a click beside what is chosen chooses that row."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.selectionModel().setCurrentIndex(index, _Flag.ClearAndSelect | _Flag.Rows)
            self.menu_asked.emit(event.globalPos())
        else:
            self._ask_menu()
        event.accept()

    # sorting

    def sort_by(self, column: str, *, descending: bool | None = None) -> None:
        """Sort by a column alone."""
        known = next((one for one in self.rows_model.every if one.id == column), None)
        if known is not None and known.sort_key is not None:
            super().sort_by(column, descending=descending)

    def _sort_clicked(self, section: int) -> None:
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sort_further(self.rows_model.columns[section].id)
        else:
            super()._sort_clicked(section)

    def sort_further(self, column: str, *, descending: bool | None = None) -> None:
        """Sort by one more column behind the others; one that is among them turns, then leaves."""
        known = next((one for one in self.rows_model.every if one.id == column), None)
        if known is None or known.sort_key is None:
            return
        order = dict(self.rows_model.order())
        if descending is not None:
            order[column] = descending
        elif column not in order:
            order[column] = known.descends
        elif order[column] is known.descends:
            order[column] = not known.descends
        elif len(order) > 1:
            del order[column]
        self.sorter(tuple(order.items()))

    def _sort_current(self, *, descending: bool, further: bool) -> None:
        column = self.current_column()
        if further:
            self.sort_further(column, descending=descending)
        else:
            self.sort_by(column, descending=descending)

    # sideways

    def ask_widths(self, least: Mapping[str, int]) -> None:
        """Let columns be as wide as what stands below the table needs, in pixels."""
        if dict(least) != self._least:
            self._least = dict(least)
            self._fit()

    def _width(self, column: Column[Any]) -> int:
        return max(px(column.width), self._least.get(column.id, 0)) if column.width else 0

    def fit_columns(self) -> None:
        """Give columns their widths again: they are others now."""
        self._fit()

    def visible_keys(self) -> list[str]:
        """Return the keys of the rows that are in sight."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        end = last + 1 if last >= 0 else self.rows_model.rowCount()
        return [self.rows_model.key_of(line) for line in range(first, min(end, first + 200))]

    def show_column(self, column: int) -> None:
        """Bring a column into sight that is scrolled away."""
        place = column - self._fixed
        if 0 <= place < self._offset:
            self.sideways.setValue(place)
        elif place > self._offset:
            widths, last = self._widths(), self._last_offset()
            reaches = (at for at in range(self._offset, place) if place < at + self._count_from(at, widths))
            self.sideways.setValue(min(next(reaches, place), last))

    def _widths(self) -> list[int]:
        return [self._width(column) for column in self.rows_model.columns[self._fixed :]]

    def _least_of_fixed(self) -> int:
        taker = max(px(_LEAST_TAKER), int(self.viewport().width() * _SHARE_OF_TAKER))
        return sum(px(column.width) or taker for column in self.rows_model.columns[: self._fixed])

    def _count_from(self, offset: int, widths: list[int]) -> int:
        """Return how many columns from ``offset`` on are in sight: whole ones, for half a number is a wrong one."""
        room, count = self.viewport().width() - self._least_of_fixed(), 0
        for width in widths[offset:]:
            room -= width
            if room < 0 and count:
                break
            count += 1
        return count

    def _last_offset(self) -> int:
        """Return how many columns are out of sight when the last one is in sight."""
        widths = self._widths()
        many = len(widths)
        return next((offset for offset in range(many) if offset + self._count_from(offset, widths) >= many), 0)

    def _scroll_to(self, offset: int) -> None:
        self._offset = offset
        self._fit()

    def _fit(self) -> None:
        if not hasattr(self, "rows_model"):
            return
        last = self._last_offset()
        self._offset = min(self._offset, last)
        first = self._fixed + self._offset
        shown = range(first, first + self._count_from(self._offset, self._widths()))
        left = self.viewport().width()
        for section, column in enumerate(self.rows_model.columns):
            hidden = section >= self._fixed and section not in shown
            self.setColumnHidden(section, hidden)
            if not hidden and column.width:
                width = self._width(column)
                if section >= self._fixed:  # one that is wider than its room ends at the edge
                    width = min(width, max(self.viewport().width() - self._least_of_fixed(), px(60)))
                self.setColumnWidth(section, width)
                left -= width
        for section, column in enumerate(self.rows_model.columns[: self._fixed]):
            if not column.width:
                self.setColumnWidth(section, max(left, px(80)))
        self._tell_sideways(last)

    def _tell_sideways(self, last: int) -> None:
        blocker = QSignalBlocker(self.sideways)
        self.sideways.setRange(0, last)
        self.sideways.setPageStep(max(self._count_from(self._offset, self._widths()), 1))
        self.sideways.setValue(self._offset)
        blocker.unblock()
        if last <= 0 or self.sideways.parentWidget() is not None:  # alone it would be a window
            self.sideways.setVisible(last > 0)
        self.moved_sideways.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Go sideways with a wheel that turns so, or with Shift."""
        turned = event.angleDelta()
        aside = turned.x() or (turned.y() if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 0)
        if aside and self.sideways.maximum():
            self._turned += aside
            steps = int(self._turned / _NOTCH)
            self._turned -= steps * _NOTCH
            self.sideways.setValue(self.sideways.value() - steps)
            event.accept()
            return
        super().wheelEvent(event)


def _runs(lines: list[int]) -> tuple[tuple[int, int], ...]:
    """Return lines as first and last of each run."""
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return tuple(runs)
