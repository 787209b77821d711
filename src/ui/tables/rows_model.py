"""Rows as Qt's views want them; what is shown of them, and in which order, is in ``row_list``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)

from app.i18n import _
from ui.tables.row_list import RowList, SortKey
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ui.tables.column import Column
    from ui.tables.row_list import Marks, Prepared

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Order = tuple[tuple[str, bool], ...]
_TOP = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[R]):
    """A list of rows.

    ``key`` gives a row's lasting name, by which selection survives every reset; ``folded``
    gives the string that a search looks through.
    """

    def __init__(
        self, columns: Sequence[Column[R]], *, key: Callable[[R], str], folded: Callable[[R], str] | None = None
    ) -> None:
        super().__init__()
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self.every: tuple[Column[R], ...] = self.columns  # what can be sorted by, shown or not
        self._key = key
        self._list: RowList[R] = RowList(key, folded)
        self._order: Order = ()

    def set_columns(self, columns: Sequence[Column[R]]) -> None:
        """Show other columns, or the same in another order; what it is sorted by stays while it can."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def set_rows(self, rows: Iterable[R], order: Order | None = None) -> None:
        """Show other rows, searched and filtered as before, and sorted as before or in another order."""
        self.beginResetModel()
        if order is not None:
            self._order = order
            self._list.set_rows(rows, self._sort_keys(order))
        else:
            self._list.set_rows(rows)
        self.endResetModel()

    def prepare_rows(self) -> Prepared[R]:
        """Return what many other rows are made ready in, some at a time, before ``take_rows``."""
        return self._list.prepare()

    def take_rows(self, made: Prepared[R]) -> Iterator[None]:
        """Show the rows that were made ready; what is returned lets go of those before, piece by piece."""
        self.beginResetModel()
        letting_go = self._list.take(made)
        self.endResetModel()
        return letting_go

    def change_rows(self, changed: Mapping[str, R | None]) -> None:
        """Put rows in the place of those with the same keys; None takes a row away, an unknown key adds it."""
        if self._list.moves_many(changed):
            self.beginResetModel()
            self._list.change(changed)
            self.endResetModel()
            return
        before = list(self._list.shown)
        lines = self._list.change(changed)
        if lines is None:  # a row moved: views must hear of it before they see it
            after, self._list.shown = self._list.shown, before
            self.beginResetModel()
            self._list.shown = after
            self.endResetModel()
            return
        last = len(self.columns) - 1
        for line in lines:
            self.dataChanged.emit(self.index(line, 0), self.index(line, last))

    def fill_rows(self, filled: Mapping[str, R]) -> None:
        """Put rows in the place of outlines of themselves: neither order nor what is shown changes."""
        self._list.fill(filled)
        if self._list.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._list.shown) - 1, len(self.columns) - 1))

    def rows(self) -> Sequence[R]:
        """Return all rows, shown or not."""
        return self._list.rows

    def keys(self) -> Sequence[str]:
        """Return the keys of all rows, shown or not."""
        return self._list.keys

    def shown(self) -> list[R]:
        """Return the rows that are shown, in their order."""
        return [self._list.rows[place] for place in self._list.shown]

    def row(self, line: int) -> R:
        """Return the row of a line of the table."""
        return self._list.rows[self._list.shown[line]]

    def row_of(self, key: str) -> R | None:
        """Return the row of a key, shown or not."""
        place = self._list.places.get(key)
        return None if place is None else self._list.rows[place]

    def keys_between(self, top: int, bottom: int) -> list[str]:
        """Return the keys of the rows from a line to another, both included."""
        return self._list.keys_between(top, bottom)

    def key_of(self, line: int) -> str:
        """Return the key of the row on a line; blank when there is no such line."""
        return self._key(self.row(line)) if 0 <= line < len(self._list.shown) else ""

    def line_of(self, key: str) -> int:
        """Return the line on which the row of ``key`` is shown, or -1."""
        return self._list.line_of(key)

    def hidden_of(self, keys: Iterable[str]) -> set[str]:
        """Return those of these keys whose rows are not shown."""
        places, shown = self._list.places, set(self._list.shown)
        return {key for key in keys if places.get(key) not in shown}

    def lines_of(self, keys: Iterable[str]) -> list[int]:
        """Return the lines on which rows of these keys are shown, from above."""
        places = {place for key in keys if (place := self._list.places.get(key)) is not None}
        return [line for line, place in enumerate(self._list.shown) if place in places]

    def selection(self, runs: Iterable[tuple[int, int]]) -> QItemSelection:
        """Return runs of lines, given as first and last, as a selection of whole rows."""
        found, last, place = QItemSelection(), max(len(self.columns) - 1, 0), self.createIndex
        for top, bottom in runs:  # thousands: each is known to be there
            found.append(QItemSelectionRange(place(top, 0), place(bottom, last)))
        return found

    def search(self, text: str) -> None:
        """Show the rows that hold every word of ``text``, in any language, without accents or case."""
        if self._list.is_searched(text):
            return
        self.beginResetModel()
        self._list.search(text)
        self.endResetModel()

    def filter(self, lets_through: Callable[[R], bool] | None, marks: Marks[R] | None = None) -> None:
        """Show only the rows that pass, and None all that were found; ``marks`` says the same of many at once."""
        self.beginResetModel()
        self._list.filter(lets_through, marks)
        self.endResetModel()

    def filter_again(self, lets_through: Callable[[R], bool] | None, keys: Iterable[str]) -> None:
        """Show the rows that pass another filter, which says something else of the rows of ``keys`` alone."""
        self.beginResetModel()
        self._list.filter_again(lets_through, keys)
        self.endResetModel()

    def sort_by(self, column: str, *, descending: bool) -> None:
        """Sort by one column; a column that cannot be sorted by changes nothing."""
        self.sort_by_all(((column, descending),))

    def sort_by_all(self, order: Order) -> None:
        """Sort by several columns, the first of them first; those that cannot be sorted by are left out."""
        keys = self._sort_keys(order)
        if not keys:
            return
        self.beginResetModel()
        self._order = tuple((key.column, key.descends) for key in keys)
        self._list.sort(keys)
        self.endResetModel()

    def prepare_sort(self, order: Order) -> Iterator[None]:
        """Find out, piece by piece, what rows sort by in these columns, which a sort that follows need not do."""
        for key in self._sort_keys(order):
            yield from self._list.prepare_sort(key)

    def _sort_keys(self, order: Order) -> list[SortKey]:
        known = {one.id: one for one in self.every if one.sort_key is not None}
        return [_sort_key(known[column], descends) for column, descends in order if column in known]

    def sort_again(self, column: str | None = None) -> None:
        """Ask again for what rows sort by, in one column or all: it is written otherwise now."""
        self.forget_keys(column)
        self.beginResetModel()
        self._list.sort_again()
        self.endResetModel()

    def forget_keys(self, column: str | None = None) -> None:
        """Ask again for what rows sort by when they are sorted next."""
        self._list.forget_keys(column)

    def sorted_by(self) -> tuple[str, bool] | None:
        """Return the column that it is sorted by first and whether that descends, or None."""
        return self._order[0] if self._order else None

    def order(self) -> Order:
        """Return every column that it is sorted by, and whether each descends."""
        return self._order

    def prepare_search(self, count: int) -> bool:
        """Make so many more rows ready to be searched; tell whether any are left."""
        return self._list.prepare_search(count)

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._list.shown)

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell in words; everything else is painted by the delegate."""
        if role not in _WORDS:
            return None
        column, row = self.columns[index.column()], self.row(index.row())
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return column.tip(row)
        return column.text(row)

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title; a column of glyphs says its name to those who do not see it."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return say(column.words) if column.shows_title else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_title(column.id, say(column.words))
        return say(column.words) if role == Qt.ItemDataRole.ToolTipRole else None

    def _spoken_title(self, column: str, words: str) -> str:
        descends = dict(self._order).get(column)
        if descends is None:
            return words
        told = _("{column}, sorted downwards") if descends else _("{column}, sorted upwards")
        return told.format(column=words)


_WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})


def _sort_key(column: Column[Any], descends: bool) -> SortKey:
    if column.sort_key is None:
        raise ValueError(column.id)
    return SortKey(column.id, column.sort_key, descends, column.sort_keys)
