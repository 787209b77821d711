"""What the planner asked of the table and takes longer than a blink: done in pieces, beside what is done next."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.tables.row_list import CollectingPause, without_collecting

if TYPE_CHECKING:
    from collections.abc import Iterator

_SLICE: Final = 0.01  # seconds of work between two looks at what the planner does
_MANY: Final = 20  # pieces after which so much was made that a collection would be felt
_DONE: Final = object()


class Beside(QObject):
    """Does named work; what is asked for again under a name takes the place of what was asked before."""

    changed = Signal()  # something is waited for, or no longer

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: dict[str, Iterator[object]] = {}
        self._pause, self._pieces = CollectingPause(), 0
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._go_on)

    def ask(self, name: str, work: Iterator[object], *, whole: bool = False) -> None:
        """Do work: at once where it is short, else in pieces while the window goes on.

        Args:
            name: what is asked for.
            work: each step takes a few milliseconds at the most.
            whole: do all of it now, for there is little.
        """
        was_waited_for = self._work.pop(name, None) is not None
        if not self._advance(work, None if whole else monotonic() + _SLICE):
            self._work[name] = work
            self._idle.start()
        if was_waited_for or name in self._work:
            self.changed.emit()

    @property
    def is_busy(self) -> bool:
        """Whether anything is not done yet."""
        return bool(self._work)

    def waits_for(self, *names: str) -> bool:
        """Whether any of these is not done yet."""
        return not self._work.keys().isdisjoint(names)

    def stop(self) -> None:
        """Drop what is not done."""
        self._work.clear()
        self._rest()

    def _rest(self) -> None:
        self._idle.stop()
        self._pause.end(keeps=self._pieces > _MANY)
        self._pieces = 0

    def settle(self) -> None:
        """Do everything that was asked for, now."""
        while self._work:
            self._go_on()

    @staticmethod
    def _advance(work: Iterator[object], until: float | None) -> bool:
        """Do some of the work; tell whether it is done."""
        with without_collecting():
            while next(work, _DONE) is not _DONE:
                if until is not None and monotonic() > until:
                    return False
        return True

    def _go_on(self) -> None:
        name, work = next(iter(self._work.items()), ("", None))
        if work is None:
            self._rest()
            return
        self._pause.hold()
        self._pieces += 1
        is_done = True  # what fails is over too
        try:
            is_done = self._advance(work, monotonic() + _SLICE)
        finally:
            if is_done and self._work.get(name) is work:
                del self._work[name]
                self.changed.emit()
