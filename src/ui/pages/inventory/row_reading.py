"""Reads the services of a year: at once where they are few, else what is on the screen before the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.inventory.rows import outlines, rows
from ui.tables.row_list import without_collecting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.inventory.rows import ServiceRow
    from ui.open_plan import OpenPlan
    from ui.tables.rows_model import RowsModel

FEW: Final = 3000  # services that are read whole in the time of a blink
_ON_SCREEN: Final = 60
_AT_ONCE: Final = 400  # services that are read while the window draws a breath
_FOLDED: Final = 400


class RowReading(QObject):
    """Fills the table; tells when every row holds everything."""

    done = Signal()

    def __init__(self, plan: OpenPlan, table: RowsModel[ServiceRow], parent: QObject, *, few: int = FEW) -> None:
        super().__init__(parent)
        self._plan, self._table, self._few = plan, table, few
        self._left: dict[str, None] = {}  # keys of rows that are only outlined, in the table's order
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether every row holds everything."""
        return not self._left

    def begin(self) -> None:
        """Read the year; what is not on the screen may follow."""
        with without_collecting():
            self._begin()
        self._idle.start()

    def _begin(self) -> None:
        self._left.clear()
        drawn = outlines(self._plan.workspace, self._plan.year)
        if len(drawn) <= self._few:
            self._table.set_rows(rows(self._plan.workspace, self._plan.year))
        else:
            self._table.set_rows(drawn)
            self._left = dict.fromkeys(row.key for row in self._table.shown())
            self._left |= dict.fromkeys(row.key for row in drawn)
            self.need(list(self._left)[: min(_ON_SCREEN, self._few)])

    def need(self, keys: Iterable[str]) -> None:
        """Read these rows now: they are on the screen."""
        wanted = [key for key in keys if key in self._left]
        if not wanted:
            return
        for key in wanted:
            del self._left[key]
        read = rows(self._plan.workspace, self._plan.year, services=wanted)
        self._table.fill_rows({row.key: row for row in read})

    def complete(self) -> None:
        """Read what is left: something is asked of every row."""
        if self._left:
            self._left.clear()
            with without_collecting():
                self._table.fill_rows({row.key: row for row in rows(self._plan.workspace, self._plan.year)})
            self.done.emit()

    def forget(self, keys: Iterable[str]) -> None:
        """Leave these rows alone: they were read again since."""
        for key in keys:
            self._left.pop(key, None)

    def _go_on(self) -> None:
        if self._left:
            self.need(list(self._left)[: min(_AT_ONCE, self._few)])
            if not self._left:
                self.done.emit()
        elif not self._table.prepare_search(_FOLDED):
            self._idle.stop()
