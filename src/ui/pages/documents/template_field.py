"""Which template Word documents are written over: the program's own, or one of the department's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.look.tokens import Role
from ui.widgets.button import Button, Kind
from ui.widgets.frames import column, row
from ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from pathlib import Path


class TemplateField(QWidget):
    """Names the template, and lets another be chosen or the program's be taken again."""

    asked = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        whole = column(self, gap=5)
        whole.addWidget(Label(lambda: _("Word template"), role=Role.TEXT2))
        line = row(gap=8)
        self.name = ElidedLabel("")
        line.addWidget(self.name, 1)
        self.change = Button(lambda: _("Change…"), kind=Kind.LINK)
        self.change.setObjectName("change_template")
        self.change.bind(self.change.setAccessibleName, lambda: _("Change the Word template"))
        self.change.clicked.connect(self.asked)
        line.addWidget(self.change)
        self.drop = Button(lambda: _("Remove"), kind=Kind.LINK)
        self.drop.setObjectName("drop_template")
        self.drop.clicked.connect(self.dropped)
        line.addWidget(self.drop)
        whole.addLayout(line)

    def show_template(self, template: Path | None) -> None:
        """Show which template is taken; None is the program's own."""
        self.name.say(lambda: template.name if template else _("The program’s own"))
        self.name.setToolTip(str(template) if template else "")
        self.drop.setVisible(template is not None)
