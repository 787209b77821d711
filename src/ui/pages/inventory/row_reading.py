"""Reads the services of a year: at once where they are few, else what is on the screen before the rest."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.i18n import language
from app.inventory.rows import outlines, outlining, rows
from app.pieces import parts
from ui.idle_work import CollectingPause, without_collecting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.inventory.facet_values import FacetValues
    from app.inventory.rows import ServiceRow
    from ui.open_plan import OpenPlan
    from ui.tables.row_list import Prepared
    from ui.tables.rows_model import Order, RowsModel

FEW: Final = 3000  # services that are read whole in the time of a blink
_ON_SCREEN: Final = 60
_AT_ONCE: Final = 200  # services that are read while the window draws a breath
_SEARCHED: Final = 400  # that are made ready to be searched


class RowReading(QObject):
    """Fills the table and learns what filters ask; tells when every row holds everything."""

    done = Signal()
    learnt = Signal()

    def __init__(
        self,
        plan: OpenPlan,
        table: RowsModel[ServiceRow],
        facets: FacetValues,
        parent: QObject,
        *,
        few: int = FEW,
    ) -> None:
        super().__init__(parent)
        self._plan, self._table, self._facets, self._few = plan, table, facets, few
        self._left: dict[str, None] = {}  # keys of rows that are only outlined, in the table's order
        self._unlearnt: dict[str, None] = {}  # keys of rows of which the facets are not known
        self._ahead: tuple[tuple[object, ...], Prepared[ServiceRow]] | None = None  # read ahead, and of what
        self._changes = 0
        plan.changed.connect(lambda _change: self._hear())
        self._pause = CollectingPause()
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._go_on)

    @property
    def is_done(self) -> bool:
        """Whether every row holds everything."""
        return not self._left

    @property
    def is_learnt(self) -> bool:
        """Whether every row can be filtered."""
        return not self._left and not self._unlearnt

    @property
    def is_busy(self) -> bool:
        """Whether something is still being read or made ready to be searched."""
        return self._idle.isActive()

    @property
    def is_small(self) -> bool:
        """Whether there are so few services that nothing of them needs to be done in pieces."""
        return len(self._table.rows()) <= self._few

    def has(self, key: str) -> bool:
        """Whether the row of a service holds everything."""
        return key not in self._left

    def ahead(self, order: Order) -> Iterator[None]:
        """Put the outlines of a large year in order before it is begun, piece by piece; a change undoes it."""
        asked = self._asked(order)
        drawn = yield from outlining(self._plan.workspace, self._plan.year)
        if len(drawn) <= self._few:
            return
        made = self._table.prepare_rows()
        for some in parts(drawn, _AT_ONCE):
            made.add(some)
            yield
        yield from made.ordering()
        self._ahead = (asked, made)

    def _asked(self, order: Order) -> tuple[object, ...]:
        """Return everything on which it depends in which order the outlines stand."""
        return order, self._plan.year, self._plan.content, language(), self._changes

    def _hear(self) -> None:
        """Put away what was read ahead: it is of before the change."""
        self._changes += 1
        self._ahead = None

    def begin(self, usual: Order) -> None:
        """Read the year; what is not on the screen may follow, and stands in the usual order until then."""
        with without_collecting():
            self._begin(usual)
        self._idle.start()

    def _begin(self, usual: Order) -> None:
        self._left.clear()
        self._facets.forget()
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == self._asked(usual) and self._table.order() == usual:
            self._table.take_rows(ahead[1])
            self._leave_rest()
            return
        drawn = outlines(self._plan.workspace, self._plan.year)
        if len(drawn) <= self._few:
            self._table.set_rows(rows(self._plan.workspace, self._plan.year))
            self._unlearnt = dict.fromkeys(self._table.keys())
        else:
            self._table.set_rows(drawn, usual)
            self._leave_rest()

    def _leave_rest(self) -> None:
        """Read what is on the screen, and leave the rest for later."""
        self._left = dict.fromkeys(self._table.keys_between(0, len(self._table.rows())))
        self._left.update(dict.fromkeys(self._table.keys()))
        self._unlearnt = self._left.copy()
        self.need(list(self._left)[: min(_ON_SCREEN, self._few)])

    def stop(self) -> None:
        """Read nothing more by itself."""
        self._idle.stop()
        self._pause.end(keeps=not self.is_small)

    def need(self, keys: Iterable[str]) -> None:
        """Read these rows now: they are on the screen."""
        wanted = [key for key in keys if key in self._left]
        if not wanted:
            return
        for key in wanted:
            del self._left[key]
        read = rows(self._plan.workspace, self._plan.year, services=wanted)
        self._table.fill_rows({row.key: row for row in read})
        if not self._left:
            self.done.emit()

    def complete(self) -> None:
        """Read what is left, now."""
        with without_collecting():
            deque(self.until_done(), maxlen=0)

    def until_done(self) -> Iterator[None]:
        """Read until every row holds everything, piece by piece."""
        while not self.is_done:
            self._step()
            yield

    def until_learnt(self) -> Iterator[None]:
        """Read until every row can be filtered."""
        while not self.is_learnt:
            self._step()
            yield

    def until_searched(self) -> Iterator[None]:
        """Read until every row can be searched."""
        yield from self.until_done()
        while self._table.prepare_search(_SEARCHED):
            yield

    def follow(self, keys: Iterable[str], read: Iterable[ServiceRow]) -> None:
        """Leave these services alone: they were read again since."""
        listed, was_done = list(keys), self.is_done
        for key in listed:
            self._left.pop(key, None)
            self._unlearnt.pop(key, None)
        self._facets.forget(listed)
        self._facets.learn(self._plan.workspace, self._plan.year, tuple(read))
        if self.is_done and not was_done:
            self.done.emit()
        self._idle.start()

    def _step(self) -> None:
        if self._left:
            self.need(list(islice(self._left, min(_AT_ONCE, self._few))))
        else:
            keys = list(islice(self._unlearnt, _AT_ONCE))
            known = [row for key in keys if (row := self._table.row_of(key)) is not None]
            self._facets.learn(self._plan.workspace, self._plan.year, known)
            for key in keys:
                del self._unlearnt[key]
            if not self._unlearnt:
                self.learnt.emit()

    def _go_on(self) -> None:
        self._pause.hold()
        if not self.is_learnt:
            self._step()
        elif not self._table.prepare_search(_SEARCHED):
            self.stop()
