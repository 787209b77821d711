"""Two panes side by side; the width that the planner dragged one of them to is kept for the next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from ui.look.measure import letters, px

if TYPE_CHECKING:
    from ui.settings import Settings


class Split(QSplitter):
    """Keeps the width of one pane, in units of length, under a name; the other takes the rest."""

    def __init__(self, settings: Settings, name: str, *, kept: int = 1) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._settings, self._name, self._kept = settings, name, kept
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._remember)

    def add(self, first: QWidget, second: QWidget) -> None:
        """Put the two panes in."""
        self.addWidget(first)
        self.addWidget(second)
        self.setStretchFactor(self._kept, 0)
        self.setStretchFactor(1 - self._kept, 1)

    def fit(self, wanted: float, *, rest: float) -> None:
        """Give the kept pane its remembered width, else ``wanted``, and leave ``rest`` to the other at least."""
        found = self._settings.value(self._key())
        width = px(found if isinstance(found, int | float) and found > 0 else wanted)
        width = min(width, max(self.width() - px(rest), 0))
        sizes = [width, max(self.width() - width, 0)]
        self.setSizes(sizes if self._kept == 0 else sizes[::-1])

    def _key(self) -> str:
        return f"pane.{self._name}"

    def _remember(self) -> None:
        self._settings.set_value(self._key(), round(letters(self.sizes()[self._kept]), 1))
