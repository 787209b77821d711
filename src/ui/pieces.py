"""Long work in small pieces: done between two looks at what the planner does, for there is no thread (decision 10)."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

_SLICE: Final = 0.012  # seconds of work between two looks


class Pieces(QObject):
    """Does one thing at a time; what is begun meanwhile takes the place of what was under way.

    Garbage is not collected meanwhile: a collection looks at every object there is, again and again as they grow.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Generator[None, None, Any] | None = None
        self._then: Callable[[Any], object] | None = None
        self._has_ended = False
        self._result: Any = None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)

    @property
    def are_left(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def begin(self, work: Generator[None, None, Any], then: Callable[[Any], object], *, at_once: bool = False) -> None:
        """Do some work, and hand over what it returns.

        Args:
            work: yields every few milliseconds.
            then: gets what it returns; nothing is handed over of work that was given up.
            at_once: do it now and to its end: there is little to do.
        """
        self.stop()
        self._work, self._then = work, then
        if at_once:
            self.finish()
            return
        self._idle.start()

    def finish(self) -> None:
        """Do what is left now and to its end."""
        while self._work is not None:
            self._step(self._work)

    def stop(self) -> None:
        """Give up what is under way."""
        self._idle.stop()
        if self._work is not None:
            self._work.close()
        self._work = self._then = None
        self._has_ended, self._result = False, None

    def _go_on(self) -> None:
        is_collecting = gc.isenabled()
        gc.disable()
        until = monotonic() + _SLICE
        try:
            while self._work is not None and monotonic() < until:
                self._step(self._work)
                if self._has_ended:
                    break  # to show what came of it takes its time too: the window may answer before
        finally:
            if is_collecting:
                gc.freeze()  # what was made stays: no collection looks at it until the plan is closed
                gc.enable()

    def _step(self, work: Generator[None, None, Any]) -> None:
        if self._has_ended:
            then, result = self._then, self._result
            self.stop()
            if then is not None:
                then(result)
            return
        try:
            next(work)
        except StopIteration as end:
            self._has_ended, self._result = True, end.value
