"""The findings of the open plan, kept up to date when the window is idle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.checks.findings import Findings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.checks.finding import Finding
    from app.workspace import Workspace
    from model.change_set import ChangeSet


class PlanFindings(QObject):
    """Runs the checks after the window has painted, and again for what changed."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._keeper: Findings | None = None
        self._waiting: list[ChangeSet] = []
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self.settle)

    def start(self) -> None:
        """Run every check as soon as the window is idle."""
        self._idle.start()

    def stop(self) -> None:
        """Run nothing more; the plan is closing."""
        self._idle.stop()
        self._waiting.clear()

    def hear(self, change: ChangeSet) -> None:
        """Run again what a change bears on, as soon as the window is idle."""
        self._waiting.append(change)
        self._idle.start()

    def settle(self) -> None:
        """Run what waits, now."""
        self._idle.stop()
        waiting, self._waiting = self._waiting, []
        if self._keeper is None:
            self._keeper = Findings(self._workspace)
            self.changed.emit()
        elif sum(self._keeper.refresh(change) for change in waiting):
            self.changed.emit()

    @property
    def all(self) -> Sequence[Finding]:
        """Return every finding."""
        return () if self._keeper is None else self._keeper.all

    def of(self, entity: str, key: str, field: str = "") -> Sequence[Finding]:
        """Return the findings of a row, or of one field of it."""
        return () if self._keeper is None else self._keeper.of(entity, key, field)

    def in_step(self, step: str) -> Sequence[Finding]:
        """Return the findings that a step's page mends."""
        return tuple(finding for finding in self.all if finding.step == step)
