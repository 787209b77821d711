"""What stands in place of the texts: a part that the plan fills itself, and a section that is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.i18n import _, language
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.strategy.outline_view import section_title
from ui.widgets.button import Button, Kind
from ui.widgets.frames import column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from app.strategy.sections import SectionCard

_COLUMN = 640


class GeneratedView(QWidget):
    """Says what a part made from the plan's data holds, and leads to its preview."""

    preview_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        whole = column(self, margins=(24, 16, 24, 16), gap=10)
        whole.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.heading = Label("", size=Size.TITLE, strong=True, wrap=True)
        self._text = Label("", wrap=True)
        for label in (self.heading, self._text):
            label.setMaximumWidth(px(_COLUMN))
            whole.addWidget(label)
        note = Label(
            lambda: _("You write nothing here: it is made from the plan’s data each time, in both languages."),
            role=Role.TEXT2,
            wrap=True,
        )
        note.setMaximumWidth(px(_COLUMN))
        whole.addWidget(note)
        self.preview = Button(lambda: _("See it in the document"), icon="eye")
        self.preview.bind(self.preview.setToolTip, lambda: _("Show on its page (Ctrl+Shift+P)"))
        self.preview.clicked.connect(self.preview_asked)
        whole.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignLeft)

    def show_card(self, card: SectionCard) -> None:
        """Say what this part holds."""
        self.heading.say(section_title(card.row))
        self._text.say(card.guidance.text(language()))


class LeftOut(QFrame):
    """Says that a section is left out of the documents."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sunken")
        line = row(self, gap=10, margins=(20, 6, 14, 6))
        words = Label(lambda: _("Left out of the documents. Its text stays in the plan."), role=Role.TEXT2, wrap=True)
        line.addWidget(words, 1)
        self.keep = Button(lambda: _("Keep this section"), kind=Kind.LINK)
        self.keep.clicked.connect(self.kept)
        line.addWidget(self.keep)
