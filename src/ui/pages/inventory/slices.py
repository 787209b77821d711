"""Doing long work of the window in pieces of a few milliseconds, beside what the planner does."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from app.refusals import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SLICE: Final = 0.012  # seconds of work between two looks at what the planner does
_DONE: Final = object()


class Slices(QObject):
    """Runs an iterator step by step while the window is idle, then says so.

    Nothing that it makes is looked through for garbage, neither meanwhile nor later: it holds
    no circles, and looking through the rows of a large file stops the window for 200 ms.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[object] | None = None
        self._done: Callable[[], object] = lambda: None
        self._failed: Callable[[Exception], object] = lambda _error: None
        self._is_pausing = False
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._go_on)

    def run(self, work: Iterator[object], done: Callable[[], object], failed: Callable[[Exception], object]) -> None:
        """Do the work; what was under way is dropped.

        Args:
            work: each step takes a millisecond at most.
            done: called at its end.
            failed: called with the error of a refusal or of the system, which ends it.
        """
        self._work, self._done, self._failed = work, done, failed
        if gc.isenabled():
            self._is_pausing = True
            gc.disable()
        self._idle.start()

    def stop(self) -> None:
        """Drop what is under way."""
        self._work = None
        self._idle.stop()
        if self._is_pausing:
            self._is_pausing = False
            gc.freeze()
            gc.enable()

    def _go_on(self) -> None:
        until = monotonic() + _SLICE
        try:
            while self._work is not None and monotonic() < until:
                if next(self._work, _DONE) is _DONE:
                    self.stop()
                    self._done()
                    return
        except (*REFUSALS, OSError) as error:
            self.stop()
            self._failed(error)
