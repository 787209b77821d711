"""The frame of a field: an edge that becomes the focus ring while the cursor is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QFrame, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent


class FieldFrame(QFrame):
    """Holds an editor and what stands beside it; the ring is round the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("field")
        self._target: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]  # there is one

    def lead_to(self, target: QWidget) -> None:
        """Give ``target`` the cursor when the frame itself is clicked."""
        self._target = target

    def set_locked(self, locked: bool) -> None:
        """Look like what cannot be changed."""
        self._mark("locked", locked)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Lead a click on the edge or the tag to the editor."""
        if self._target is not None:
            self._target.setFocus()
        super().mousePressEvent(event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._mark("focused", now is not None and (now is self or self.isAncestorOf(now)))

    def _mark(self, name: str, value: bool) -> None:
        if bool(self.property(name)) != value:
            self.setProperty(name, value)
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()
