"""How many pictures of the title page the plan keeps, and the way to choose them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.documents.symbol import SymbolKind
from app.documents.symbol_words import concerns
from app.i18n import _, ngettext
from ui.look.tokens import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.frames import column, row
from ui.widgets.label import ElidedLabel, Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.documents.symbol import KeptPicture


class SymbolsField(QWidget):
    """One line, since they are chosen once; what should be mended about them is told below it."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        whole = column(self, gap=5)
        whole.addWidget(Label(lambda: _("Symbols of the title page"), role=Role.TEXT2))
        line = row(gap=8)
        self.count = ElidedLabel("")
        line.addWidget(self.count, 1)
        self.change = Button(lambda: _("Change…"), kind=Kind.LINK)
        self.change.setObjectName("change_symbols")
        self.change.bind(self.change.setAccessibleName, lambda: _("Change the symbols of the title page"))
        self.change.clicked.connect(self.asked)
        line.addWidget(self.change)
        whole.addLayout(line)
        self.concern = Label("", size=Size.CAPTION, role=Role.WARN, wrap=True)
        whole.addWidget(self.concern)

    def show_symbols(self, kept: Mapping[SymbolKind, KeptPicture]) -> None:
        """Show how many there are, and how many of them should be looked at."""
        count, total, odd = len(kept), len(SymbolKind), len(concerns(kept))
        self.count.say(lambda: _("{count} of {total} chosen").format(count=count, total=total))
        self.concern.say(
            lambda: ngettext("{count} picture should be looked at", "{count} pictures should be looked at", odd).format(
                count=odd
            )
        )
        self.concern.setVisible(odd > 0)
