"""A check box that follows the interface language."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from ui.look.measure import font
from ui.widgets.texts import Retranslated, Words


class CheckBox(Retranslated, QCheckBox):
    """Yes or no; ``toggled_by_user`` is silent when the program sets it."""

    toggled_by_user = Signal(bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setFont(font())
        self.bind(self.setText, words)
        self.clicked.connect(self.toggled_by_user)

    def set_read_only(self, read_only: bool) -> None:
        """Take no click, or take one again."""
        self.setEnabled(not read_only)
