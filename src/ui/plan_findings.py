"""The findings of the open plan, kept up to date when the window is idle."""

from __future__ import annotations

import gc
from collections import deque
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.checks.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.checks.finding import Finding
    from app.workspace import Workspace
    from model.change_set import ChangeSet


_SLICE: Final = 0.012  # seconds of checking between two looks at what the planner does
_DONE: Final = object()

_MANY: Final = 60
"""From this number of pieces on, the first check makes so many findings that collecting garbage among them is felt.

A collection looks at every object there is: 100 ms with the findings of 20,000 records, again and again as they grow.
"""


class PlanFindings(QObject):
    """Runs the checks after the window has painted, and again for what changed."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = Findings(workspace, now=False)
        self._is_stopped = False
        self._was_checked = False
        self._told: tuple[Finding, ...] = ()
        self._waiting: list[ChangeSet] = []
        self._run: Iterator[None] | None = None
        self._pieces = 0
        self._is_pausing = False
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._go_on)

    def start(self) -> None:
        """Run every check as soon as the window is idle."""
        if not self._is_stopped:
            self._idle.start()

    def look_again(self) -> None:
        """Run every check again: something outside the plan changed that they look at."""
        self._was_checked = False
        self._run = None
        self.start()

    def stop(self) -> None:
        """Run nothing more; the plan is closing."""
        self._is_stopped = True
        self._idle.stop()
        self._waiting.clear()
        self._run = None
        self._collect_again()
        gc.unfreeze()

    def hear(self, change: ChangeSet) -> None:
        """Run again what a change bears on, as soon as the window is idle; a run under way begins anew."""
        if self._is_stopped:
            return
        self._waiting.append(change)
        self._run = None
        self._idle.start()

    def settle(self) -> None:
        """Run what waits, now and to its end."""
        if not self._was_checked or self._waiting:
            deque(self._begin(), maxlen=0)
            self._end()

    def _begin(self) -> Iterator[None]:
        self._pieces = 0
        return self._keeper.run(list(self._waiting) if self._was_checked else None)

    def _go_on(self) -> None:
        """Check for a few milliseconds, then let the window breathe."""
        if self._run is None:
            self._run = self._begin()
        until = monotonic() + _SLICE
        while monotonic() < until:
            if next(self._run, _DONE) is _DONE:
                self._end()
                return
            self._pieces += 1
            if self._pieces == _MANY and not self._was_checked and gc.isenabled():
                self._is_pausing = True
                gc.disable()

    def _collect_again(self) -> None:
        if self._is_pausing:
            self._is_pausing = False
            gc.enable()

    def _end(self) -> None:
        self._idle.stop()
        is_first, self._was_checked = not self._was_checked, True
        self._run = None
        self._waiting.clear()
        if self._is_pausing:
            gc.freeze()  # what was found stays: no collection looks at it until the plan is closed
            self._collect_again()
        if is_first or self._keeper.all != self._told:
            self._told = self._keeper.all
            self.changed.emit()

    @property
    def all(self) -> Sequence[Finding]:
        """Return every finding."""
        return self._keeper.all

    def of(self, entity: str, key: str, field: str = "") -> Sequence[Finding]:
        """Return the findings of a row, or of one field of it."""
        return self._keeper.of(entity, key, field)

    def in_step(self, step: str) -> Sequence[Finding]:
        """Return the findings that a step's page mends."""
        return tuple(finding for finding in self.all if finding.step == step)
