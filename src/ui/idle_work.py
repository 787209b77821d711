"""Long work in small pieces: done between two looks at what the planner does, for there is no thread (decision 10)."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.refusals import REFUSALS

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

SLICE: Final = 0.01  # seconds of work between two looks
_MANY: Final = 20  # slices after which so much was made that a collection would be felt


@contextmanager
def without_collecting() -> Iterator[None]:
    """Make many things without Python looking through all of them for garbage again and again: there is none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class CollectingPause:
    """Keeps Python from looking for garbage between the pieces of long work: it would look at all that was made."""

    def __init__(self) -> None:
        self._is_held = False

    def hold(self) -> None:
        """Look for no garbage from now on; asked for before each piece, for others end their own pause."""
        if gc.isenabled():
            gc.disable()
            self._is_held = True

    def end(self, *, keeps: bool) -> None:
        """Look for garbage again.

        Args:
            keeps: never at what there is now, until the plan is closed: so much of it stays.
        """
        if self._is_held:
            self._is_held = False
            if keeps:
                gc.freeze()
            gc.enable()


def _nothing(_result: object) -> None:
    """Do nothing with what comes of some work."""


@dataclass(slots=True, eq=False)
class _Asked:
    """Work, and what is done with what comes of it."""

    work: Generator[object, None, Any] | Iterator[object]
    then: Callable[[Any], object]
    failed: Callable[[Exception], object] | None
    has_ended: bool = False
    result: Any = None

    def advance(self, until: float | None) -> None:
        """Do one step, and more until a moment or to the end."""
        try:
            next(self.work)
            while until is None or monotonic() < until:
                next(self.work)
        except StopIteration as end:
            self.has_ended, self.result = True, end.value


class IdleWork(QObject):
    """Does named work; what is asked for again under a name takes the place of what was asked before.

    What is short is done at once. Garbage is not collected while there is work: a collection looks at every object
    there is, again and again as they grow.
    """

    changed = Signal()  # something is waited for, or no longer

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: dict[str, _Asked] = {}
        self._pause, self._slices = CollectingPause(), 0
        self.destroyed.connect(partial(self._pause.end, keeps=False))
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)

    def ask(
        self,
        name: str,
        work: Generator[object, None, Any] | Iterator[object],
        then: Callable[[Any], object] = _nothing,
        *,
        failed: Callable[[Exception], object] | None = None,
        whole: bool = False,
        later: bool = False,
    ) -> None:
        """Do work: at once where it is short, else in pieces while the window goes on.

        Args:
            name: what is asked for.
            work: each step takes a few milliseconds at the most.
            then: gets what the work returns; nothing is handed over of work that was given up.
            failed: gets the error of a refusal or of the system, which ends the work.
            whole: do all of it now, for there is little.
            later: begin when the window is idle, for something else is shown first.
        """
        was_waited_for = self._asked.pop(name, None) is not None
        asked = _Asked(work, then, failed)
        if not later:
            with without_collecting():
                self._advance(asked, None if whole else monotonic() + SLICE)
        if asked.has_ended:
            asked.then(asked.result)
        else:
            self._asked[name] = asked
            self._idle.start()
        if was_waited_for or not asked.has_ended:
            self.changed.emit()
        if not self._asked:
            self._rest()

    @property
    def is_busy(self) -> bool:
        """Whether anything is not done yet."""
        return bool(self._asked)

    def waits_for(self, *names: str) -> bool:
        """Whether any of these is not done yet."""
        return not self._asked.keys().isdisjoint(names)

    def stop(self) -> None:
        """Drop what is not done."""
        self._asked.clear()
        self._rest()

    def settle(self) -> None:
        """Do everything that was asked for, now."""
        while self._asked:
            self._go_on()

    def _rest(self) -> None:
        self._idle.stop()
        self._pause.end(keeps=self._slices > _MANY)
        self._slices = 0

    @staticmethod
    def _advance(asked: _Asked, until: float | None) -> None:
        """Do some of the work; tell who asked for it when it fails."""
        try:
            asked.advance(until)
        except (*REFUSALS, OSError) as error:
            if asked.failed is None:
                raise
            asked.has_ended, asked.result, asked.then = True, error, asked.failed

    def _go_on(self) -> None:
        self._pause.hold()
        self._slices += 1
        name, asked = next(iter(self._asked.items()))
        is_over = True  # what fails is over too
        try:
            if asked.has_ended:  # to take what came of it takes its time too: the window could answer before
                del self._asked[name]
                asked.then(asked.result)
            else:
                self._advance(asked, monotonic() + SLICE)
                is_over = asked.has_ended and asked.then is _nothing
        finally:
            if is_over:
                if self._asked.get(name) is asked:
                    del self._asked[name]
                self.changed.emit()
            if not self._asked:
                self._rest()
