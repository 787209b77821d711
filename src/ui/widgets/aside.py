"""A column beside the others, of a width that its words may widen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from ui.look.measure import px

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    _Base = QWidget
else:
    _Base = object


class Aside(_Base):
    """Mixin, to be named before the Qt class: as wide as it is told, and wider only where nothing else fits."""

    _given: float | None = None

    def set_column(self, width: float | None) -> None:
        """Be so many units of length wide; None takes the width that the layout gives."""
        self._given = width
        policy = self.sizePolicy()
        flat = QSizePolicy.Policy.Preferred if width is None else QSizePolicy.Policy.Fixed
        self.setSizePolicy(flat, policy.verticalPolicy())
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the width that was given, or for the least that holds every word."""
        wanted = super().sizeHint()
        if self._given is None:
            return wanted
        return QSize(max(px(self._given), super().minimumSizeHint().width()), wanted.height())
