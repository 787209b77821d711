"""The findings of the open plan, kept up to date when the window is idle."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.checks.findings import Findings
from app.indicators.figures import figures, trend
from app.inventory.approval import approval
from app.pieces import whole
from app.plan_facts import holds_few_records

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from app.checks.digest import Digest
    from app.checks.finding import Finding
    from app.indicators.measure import IndicatorSet
    from app.inventory.approval import ApprovalCard
    from app.steps import Step
    from app.workspace import Workspace
    from model.change_set import ChangeSet
    from model.fiscal_year import FiscalYear


_SLICE: Final = 0.012  # seconds of checking between two looks at what the planner does

_SMALL: Final = 150  # records of services from which figures are counted in the time of a blink

_MANY: Final = 60
"""From this number of pieces on, the first check makes so many findings that collecting garbage among them is felt.

A collection looks at every object there is: 100 ms with the findings of 20,000 records, again and again as they grow.
"""


class PlanFindings(QObject):
    """Runs the checks after the window has painted, and again for what changed."""

    changed = Signal()  # a finding came or went
    checked = Signal()  # what was changed is checked: figures are of now, too

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keeper = Findings(workspace, now=False)
        self._is_stopped = False
        self.are_known = False  # the plan was checked once: until then nothing is found, and that says nothing
        self._was_checked = False
        self._waiting: list[ChangeSet] = []
        self._run: Generator[None, None, bool] | None = None
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
            self._end(is_other=whole(self._begin()))

    def figures(self, years: Sequence[FiscalYear]) -> Mapping[FiscalYear, IndicatorSet]:
        """Return the indicators of some years as far as they are known.

        They are of now, or of the last check where a larger plan was changed since: ``checked`` tells when to ask
        again. Before the first check of a larger plan none is known.
        """
        if (self._waiting or not self._was_checked) and self._is_small():
            return {found.year: found for found in trend(self._workspace, years)}
        known = {year: self._keeper.figures(year) for year in years} if self._was_checked else {}
        return {
            year: figures(self._workspace, year) if found is None else found  # no record of such a year is held
            for year, found in known.items()
        }

    def approvals(self) -> Mapping[FiscalYear, ApprovalCard | None]:
        """Return the newest approval of the inventory by year, as the last check found it; see ``figures``."""
        is_old = self._waiting or not self._was_checked
        return {} if is_old and self._is_small() else self._keeper.approvals()

    def approval(self, year: FiscalYear) -> ApprovalCard | None:
        """Return the newest approval of a year's inventory, as far as it is known; see ``figures``."""
        known = self.approvals()
        if year in known or not self._is_small():
            return known.get(year)
        return approval(self._workspace, year)

    def _is_small(self) -> bool:
        return holds_few_records(self._workspace, _SMALL)

    def _begin(self) -> Generator[None, None, bool]:
        self._pieces = 0
        return self._keeper.run(list(self._waiting) if self._was_checked else None)

    def _go_on(self) -> None:
        """Check for a few milliseconds, then let the window breathe."""
        if self._run is None:
            self._run = self._begin()
        until = monotonic() + _SLICE
        while monotonic() < until:
            try:
                next(self._run)
            except StopIteration as end:
                self._end(is_other=end.value)
                return
            self._pieces += 1
            if self._pieces == _MANY and not self._was_checked and gc.isenabled():
                self._is_pausing = True
                gc.disable()

    def _collect_again(self) -> None:
        if self._is_pausing:
            self._is_pausing = False
            gc.enable()

    def _end(self, *, is_other: bool) -> None:
        self._idle.stop()
        is_first, self._was_checked = not self._was_checked, True
        self.are_known = True
        self._run = None
        self._waiting.clear()
        if self._is_pausing:
            gc.freeze()  # what was found stays: no collection looks at it until the plan is closed
            self._collect_again()
        if is_first or is_other:
            self.changed.emit()
        self.checked.emit()

    @property
    def all(self) -> Sequence[Finding]:
        """Return every finding."""
        return self._keeper.all

    @property
    def digest(self) -> Digest:
        """Return the same, with what can be told without looking at each."""
        return self._keeper.digest

    def of(self, entity: str, key: str, field: str = "") -> Sequence[Finding]:
        """Return the findings of a row, or of one field of it."""
        return self._keeper.of(entity, key, field)

    def in_step(self, step: Step) -> Sequence[Finding]:
        """Return the findings that a step's page mends."""
        return self._keeper.in_step(step)
