"""The names of all services, ready to be searched: twenty thousand of them answer a key in a few milliseconds.

The index is made in pieces while the window is idle, and follows what is changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.inventory.service_names import names_of, service_keys
from app.inventory.touched import SHOWN, services_touched
from app.typography import fold
from ui.window.search import PART

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.inventory.service_names import NamedService
    from model.change_set import ChangeSet
    from ui.open_plan import OpenPlan

PIECE: Final = 400  # services that are read and folded at a time: about ten milliseconds
MANY: Final = 200  # services touched at once beyond which the index is made anew


class SearchIndex(QObject):
    """Every service of the department, whatever years it was reported in."""

    grew = Signal()

    def __init__(self, plan: OpenPlan) -> None:
        super().__init__(plan)
        self._plan = plan
        self._at: dict[str, int] = {}
        self.services: list[NamedService | None] = []  # None: it is gone
        self.folded: list[str] = []
        self._left: list[str] | None = None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)
        plan.changed.connect(self._follow)

    def start(self) -> None:
        """Make the index as soon as the window is idle."""
        self._at.clear()
        self.services.clear()
        self.folded.clear()
        self._left = None
        self._idle.start()

    def stop(self) -> None:
        """Read nothing more; the plan is closing."""
        self._idle.stop()

    @property
    def is_whole(self) -> bool:
        """Whether every service is in it."""
        return self._left == []

    def _go_on(self) -> None:
        if self._left is None:
            self._left = list(service_keys(self._plan.workspace))
            return
        piece, self._left = self._left[:PIECE], self._left[PIECE:]
        self._take(piece)
        if not self._left:
            self._idle.stop()
        self.grew.emit()

    def _take(self, keys: Sequence[str]) -> None:
        for named in names_of(self._plan.workspace, keys) if keys else ():
            text = "".join(PART + fold(part) for part in (named.name_en, named.name_fr, named.service_id))
            at = self._at.setdefault(named.key, len(self.services))
            if at == len(self.services):
                self.services.append(named)
                self.folded.append(text)
            else:
                self.services[at], self.folded[at] = named, text

    def _follow(self, change: ChangeSet) -> None:
        """Read again what a change touched; a search meanwhile finds what was there before."""
        if not any(one.entity in SHOWN for one in change.changes):
            return
        touched = services_touched(self._plan.workspace, change)
        if self._left is None or touched is None or len(touched) > MANY:
            self.start()
            return
        for key in touched & self._at.keys():
            at = self._at[key]
            self.services[at], self.folded[at] = None, ""
        self._take(sorted(touched))
        self.grew.emit()
