"""Which rows of a table are chosen, also where they are thousands that lie apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QSignalBlocker, Signal

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject

    from ui.tables.rows_model import RowsModel

Runs = tuple[tuple[int, int], ...]
_Flag = QItemSelectionModel.SelectionFlag
_MANY: Final = 100  # runs of rows beyond which each is no longer told by itself


class Choice(QItemSelectionModel):
    """A selection of whole rows.

    Qt compares each run of rows that was chosen with each that is, to tell which differ: 200 ms for
    some thousands of them. Of so many it is told here that they are others now, and no more.
    """

    many_changed = Signal()

    def __init__(self, model: QAbstractItemModel, parent: QObject) -> None:
        super().__init__(model, parent)
        self._runs: Runs | None = ()  # None: not known
        self._coming: Runs | None = None  # what is being chosen, where that is known
        self.selectionChanged.connect(self._forget)
        model.modelReset.connect(self._forget)

    def _forget(self) -> None:
        self._runs = self._coming

    def choose(self, rows: RowsModel[Any], runs: Runs) -> None:
        """Choose runs of lines, given as first and last and rising, and no others."""
        self._coming = runs
        self.select(rows.selection(runs), _Flag.ClearAndSelect)  # asked for whole rows, Qt would look at each again
        self._coming = None
        self._runs = runs

    def runs(self) -> Runs:
        """Return the first and last line of each run of chosen rows, from above."""
        if self._runs is None:
            self._runs = tuple(sorted((part.top(), part.bottom()) for part in self.selection().toList()))
        return self._runs

    def select(self, chosen: QModelIndex | QItemSelection, command: QItemSelectionModel.SelectionFlag) -> None:  # type: ignore[override]
        """Choose rows; ``selectionChanged`` is told of few, ``many_changed`` of many."""
        if isinstance(chosen, QItemSelection) and max(chosen.count(), self.selection().count()) > _MANY:
            blocker = QSignalBlocker(self)
            if command & _Flag.Clear:  # first, for what is chosen then would be compared with what was
                super().select(QItemSelection(), _Flag.Clear)
            super().select(chosen, command)
            blocker.unblock()
            self._forget()
            self.many_changed.emit()
        else:
            super().select(chosen, command)
