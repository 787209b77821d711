"""Help: the keys of the window, and what the program is."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from app.i18n import _
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.frames import Hairline
from ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.widgets.texts import Words


class HelpDialog(Dialog):
    """The keys, in the words of the interface language."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, lambda: _("Help"), width=WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(
            Label(
                lambda: _(
                    "The steps at the left lead from the inventory to the documents. The guide at the right says "
                    "what the policy asks of what you are working on. Everything is saved as you work."
                ),
                wrap=True,
            )
        )
        self.body.addWidget(Hairline())
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(24))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for line, (keys, words) in enumerate(_keys()):
            grid.addWidget(Label(keys, strong=True), line, 0)
            grid.addWidget(Label(words, wrap=True), line, 1)
        self.body.addLayout(grid)
        self.body.addWidget(Hairline())
        about = Label(
            lambda: _("Jalon {version}. Free software under the MIT licence.").format(version=version("jalon")),
            size=Size.CAPTION,
            role=Role.TEXT2,
            wrap=True,
        )
        self.body.addWidget(about)
        self.focus_first(self.add_button(lambda: _("Close"), accepts=False))


def _keys() -> list[tuple[Words, Words]]:
    return [
        (lambda: _("Ctrl+1 to Ctrl+7"), lambda: _("Go to a step")),
        ("Ctrl+K", lambda: _("Search everything, or run a command")),
        ("Ctrl+Z, Ctrl+Y", lambda: _("Undo and redo, also after closing and opening again")),
        ("F1", lambda: _("Open the guide")),
        ("F6", lambda: _("Go round: steps, page, guide")),
        (lambda: _("Enter, Ctrl+Enter"), lambda: _("Keep what is typed in a line, in a text of several lines")),
        (lambda: _("Esc"), lambda: _("Give up what is being typed, close a list")),
        ("A, D", lambda: _("In a volume: not applicable, no data")),
        (lambda: _("Alt+Enter"), lambda: _("In a record: what can be done with a field")),
        ("Ctrl+Shift+M, Ctrl+Shift+H", lambda: _("In a record: the notes on a field, its history")),
        (lambda: _("Ctrl+PgUp, Ctrl+PgDown"), lambda: _("In a record: the subject before, the next one")),
        (lambda: _("Space, Shift+arrows"), lambda: _("In the table: mark a service, choose several")),
        ("Ctrl+C, Ctrl+V", lambda: _("In the table: copy to and paste from a spreadsheet")),
        (lambda: _("Alt+arrow, Alt+Shift+arrow"), lambda: _("In the table: sort by the column, then by another one")),
        ("F2", lambda: _("In the table: go to the field of the cell")),
        (
            "Ctrl+Shift+P",
            lambda: _("In the strategy: show the section’s page; in the preview: the way back"),
        ),
        ("Ctrl+F, Ctrl+G", lambda: _("In the preview: find words, go to a page")),
        (
            lambda: _("Ctrl++, Ctrl+−, Ctrl+0, F5"),
            lambda: _("In the preview: larger, smaller, fit, make anew"),
        ),
        (lambda: _("1 to 4, 0"), lambda: _("In a rating: rate, or take the rating back")),
    ]
