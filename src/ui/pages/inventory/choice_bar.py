"""The strip that appears when several services are chosen: how many, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from ui.widgets.button import Button, IconButton
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import row
from ui.widgets.label import Label


class ChoiceBar(QWidget):
    """Edit, copy, or let go."""

    edit_asked = Signal()
    copy_asked = Signal()
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        whole = row(self, gap=8, margins=(24, 8, 20, 8))
        line = QWidget()
        line.setSizePolicy(policy)
        flow = FlowLayout(line, gap=8)
        self.told = Label(self._words, strong=True)
        self.edit = Button(lambda: _("Edit a field…"), icon="pencil")
        self.copy = Button(lambda: _("Copy"), icon="copy")
        for widget in (self.told, self.edit, self.copy):
            flow.addWidget(widget)
        whole.addWidget(line, 1)
        self.close_button = IconButton(lambda: _("Choose none of them"), "x")
        whole.addWidget(self.close_button)
        self.edit.clicked.connect(self.edit_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.close_button.clicked.connect(self.let_go)
        self.hide()

    def show_count(self, count: int, *, marking: bool) -> None:
        """Show how many are chosen; one alone is no choice unless it was marked."""
        self._count = count
        self.told.say(self._words)
        self.setVisible(count > 1 or (marking and count == 1))

    def _words(self) -> str:
        count = self._count
        return ngettext("{count} service chosen", "{count} services chosen", count).format(count=format_number(count))
