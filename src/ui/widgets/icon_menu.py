"""An icon that opens a menu: what is needed seldom, or which columns are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.widgets.button import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.widgets.texts import Words


class IconMenu(IconButton):
    """A button with an icon alone; Enter, Space, Down or a click open its menu."""

    def __init__(self, words: Words, icon: str) -> None:
        super().__init__(words, icon)
        self._entries = QMenu(self)
        self.clicked.connect(self.open_menu)

    def menu(self) -> QMenu:
        """Return the menu, to be filled."""
        return self._entries

    def open_menu(self) -> None:
        """Open the menu below the button, at its right edge."""
        wide = self._entries.sizeHint().width()
        self._entries.popup(self.mapToGlobal(QPoint(self.width() - wide, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Open on Enter and Down too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.open_menu()
            event.accept()
            return
        super().keyPressEvent(event)
