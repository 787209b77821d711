"""Says whether notes or history of one field or of the whole record are shown, and leads from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.look.tokens import Size
from ui.widgets.button import Button, Kind
from ui.widgets.frames import column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from ui.widgets.texts import Words


class ScopeLine(QWidget):
    """A heading; with a field, its name, the way back to it, and the way to the whole record."""

    def __init__(self, heading: Words, whole: Words) -> None:
        super().__init__()
        self._heading = heading
        lines = column(self, gap=4)
        self.back = Button(lambda: _("Back to the field"), kind=Kind.LINK, icon="chevron-left")
        self.whole = Button(whole, kind=Kind.LINK)
        self.name = Label(heading, size=Size.HEADING, strong=True, wrap=True)
        ways = row(gap=12)
        ways.addWidget(self.back)
        ways.addStretch(1)
        ways.addWidget(self.whole)
        lines.addLayout(ways)
        lines.addWidget(self.name)
        self.show_field(None)

    def show_field(self, field: Words | None) -> None:
        """Name the field that is looked at, or None for the whole record."""
        for way in (self.back, self.whole):
            way.setVisible(field is not None)
        self.name.say(field if field is not None else self._heading)
