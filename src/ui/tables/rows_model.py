"""Frozen rows in memory: searched over folded strings, sorted by cached keys, without a proxy.

A proxy asks Python back for each row: 117 ms a key and 2.6 s a sort at 20,000 rows. Here a
key costs a few milliseconds, since what was typed further narrows what was found before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.typography import fold
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ui.tables.column import Column

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[R]):
    """A list of rows as Qt's views want it.

    ``key`` gives a row's lasting name, by which selection survives every reset; ``folded``
    gives the string that a search looks through.
    """

    def __init__(
        self, columns: Sequence[Column[R]], *, key: Callable[[R], str], folded: Callable[[R], str] | None = None
    ) -> None:
        super().__init__()
        self.columns: tuple[Column[R], ...] = tuple(columns)
        self._key, self._fold = key, folded
        self._rows: list[R] = []
        self._folded: list[str] = []
        self._places: dict[str, int] = {}  # of keys in the list of all rows
        self._order: list[int] = []  # all rows, sorted
        self._let: list[int] = []  # of those, what the filter lets through: asked once, not at each key
        self._shown: list[int] = []  # of those, what was searched for
        self._searched = ""
        self._filter: Callable[[R], bool] | None = None
        self._sort: tuple[str, bool] | None = None  # column id and whether it descends

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show other rows, searched, filtered and sorted as before."""
        self.beginResetModel()
        self._rows = list(rows)
        fold_row = self._fold
        self._folded = [fold_row(row) for row in self._rows] if fold_row else [""] * len(self._rows)
        self._places = {self._key(row): place for place, row in enumerate(self._rows)}
        self._sort_all()
        self.endResetModel()

    def change_rows(self, changed: Mapping[str, R | None]) -> None:
        """Put rows in the place of those with the same keys; None takes a row away, an unknown key adds it."""
        kept = [row for row in self._rows if changed.get(self._key(row), row) is not None]
        rows = [changed.get(self._key(row)) or row for row in kept]
        rows += [row for key, row in changed.items() if row is not None and key not in self._places]
        self.set_rows(rows)

    def rows(self) -> Sequence[R]:
        """Return all rows, shown or not."""
        return self._rows

    def shown(self) -> list[R]:
        """Return the rows that are shown, in their order."""
        return [self._rows[place] for place in self._shown]

    def row(self, line: int) -> R:
        """Return the row of a line of the table."""
        return self._rows[self._shown[line]]

    def key_of(self, line: int) -> str:
        """Return the key of the row on a line; blank when there is no such line."""
        return self._key(self.row(line)) if 0 <= line < len(self._shown) else ""

    def line_of(self, key: str) -> int:
        """Return the line on which the row of ``key`` is shown, or -1."""
        place = self._places.get(key)
        if place is None:
            return -1
        try:
            return self._shown.index(place)
        except ValueError:
            return -1

    def search(self, text: str) -> None:
        """Show the rows that hold every word of ``text``, in any language, without accents or case."""
        wanted = " ".join(fold(text).split())
        if wanted == self._searched:
            return
        self.beginResetModel()
        narrower = bool(self._searched) and wanted.startswith(self._searched)
        before = set(self._searched.split()) if narrower else set()  # what is shown holds these already
        self._searched = wanted
        words = [word for word in wanted.split() if word not in before]
        self._shown = self._matching(self._shown if narrower else self._let, words)
        self.endResetModel()

    def filter(self, lets_through: Callable[[R], bool] | None) -> None:
        """Show only the rows that pass; None shows all that were found."""
        self.beginResetModel()
        self._filter = lets_through
        self._let_through()
        self.endResetModel()

    def sort_by(self, column: str, *, descending: bool) -> None:
        """Sort by a column; a column that cannot be sorted by changes nothing."""
        if any(one.id == column and one.sort_key is not None for one in self.columns):
            self.beginResetModel()
            self._sort = (column, descending)
            self._sort_all()
            self.endResetModel()

    def sorted_by(self) -> tuple[str, bool] | None:
        """Return the column that it is sorted by and whether that descends, or None."""
        return self._sort

    def _sort_all(self) -> None:
        order = list(range(len(self._rows)))
        if self._sort is not None:
            wanted, descends = self._sort
            key = next(column.sort_key for column in self.columns if column.id == wanted)
            if key is not None:
                keys = [key(row) for row in self._rows]
                blank = [place for place in order if keys[place] is None]  # what has no value comes last, either way
                order = sorted(
                    (place for place in order if keys[place] is not None), key=keys.__getitem__, reverse=descends
                )
                order += blank
        self._order = order
        self._let_through()

    def _matching(self, places: list[int], words: Iterable[str]) -> list[int]:
        folded = self._folded
        for word in words:
            places = [place for place in places if word in folded[place]]
        return places

    def _let_through(self) -> None:
        passes, rows = self._filter, self._rows
        self._let = self._order if passes is None else [place for place in self._order if passes(rows[place])]
        self._shown = self._matching(self._let, self._searched.split())

    def rowCount(self, parent: Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many columns there are, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell in words; everything else is painted by the delegate."""
        if role not in _WORDS:
            return None
        column, row = self.columns[index.column()], self._rows[self._shown[index.row()]]
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
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return say(column.words)
        return None


_WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})
