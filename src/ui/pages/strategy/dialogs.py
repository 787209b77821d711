"""The questions that the editor asks: where a link leads, and which figure goes into the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.documents.markup import Token, TokenKind
from app.i18n import _
from app.strategy.figures import LATEST
from app.typography import fold
from ui.look.measure import px
from ui.look.tokens import Role
from ui.pages.strategy.figure_list import FigureList, FigureRow
from ui.widgets.choice import Choice, Option
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from app.strategy.figures import FigureChoice
    from model.language import Language

_ADDRESSES: Final = ("https://", "http://", "mailto:")


class LinkDialog(Dialog):
    """Asks for the words of a link and where it leads."""

    def __init__(self, parent: QWidget, words: str, address: str) -> None:
        super().__init__(parent, (lambda: _("Change the link")) if address else (lambda: _("Insert a link")))
        self.setObjectName("link_dialog")
        self.words = TextField(lambda: _("Words in the text"))
        self.words.setObjectName("link_words")
        self.words.set_value(words)
        self.address = TextField(lambda: _("Address"), hint=lambda: _("A web page or an e-mail address."))
        self.address.setObjectName("link_address")
        self.address.set_value(address)
        self.body.addWidget(self.words)
        self.body.addWidget(self.address)
        self.removed = False
        self.add_button(lambda: _("Cancel"), accepts=False)
        if address:
            self.remove = self.add_button(lambda: _("Remove the link"), accepts=True, icon="unlink")
            self.remove.clicked.disconnect()
            self.remove.clicked.connect(self._remove)
        self.insert = self.add_button(
            (lambda: _("Change")) if address else (lambda: _("Insert")), accepts=True, primary=True
        )
        self.insert.setDefault(True)
        (self.address if words else self.words).take_focus()

    def _remove(self) -> None:
        self.removed = True
        super().accept()

    def accept(self) -> None:
        """Close only with words and an address that can be followed."""
        address = whole_address(self.address.editor().text())
        if not address:
            self.address.refuse(lambda: _("Enter a web address, such as https://www.canada.ca, or an e-mail address."))
            return
        super().accept()

    def answer(self) -> tuple[str, str]:
        """Return the words and the address; no address takes the link away."""
        address = "" if self.removed else whole_address(self.address.editor().text())
        return self.words.editor().text().strip() or address, address


def whole_address(typed: str) -> str:
    """Return what was typed as an address that can be followed; blank when it is none."""
    text = typed.strip().replace(" ", "%20")
    if not text:
        return ""
    if text.casefold().startswith(_ADDRESSES):
        return text
    if "@" in text and "/" not in text:
        return f"mailto:{text}"
    host = text.partition("/")[0]
    return f"https://{text}" if "." in host.strip(".") else ""


class FigureDialog(Dialog):
    """Lists the plan's figures with their present values."""

    def __init__(
        self,
        parent: QWidget,
        choices: Sequence[FigureChoice],
        years: Sequence[Option],
        language: Language,
        value: Callable[[Token], str],
    ) -> None:
        super().__init__(parent, lambda: _("Insert a figure"), width=WIDE)
        self.setObjectName("figure_dialog")
        self._choices, self._language, self._value = choices, language, value
        self.body.addWidget(
            Label(
                lambda: _("It follows the plan: when the figures change, so does the text."), role=Role.TEXT2, wrap=True
            )
        )
        self.search = SearchField(lambda: _("Search the figures"), lambda: _("Search"))
        self.search.editor.setObjectName("figure_search")
        self.year = Choice(lambda: _("Fiscal year of the figure"), [Option(LATEST, self._latest), *years])
        head = row(gap=8)
        head.addWidget(self.search, 1)
        head.addWidget(self.year)
        self.body.addLayout(head)
        ground = QFrame()
        ground.setObjectName("card")
        self.list = FigureList()
        self.list.setObjectName("figures")
        self.list.setMinimumHeight(px(300))
        self.list.taken.connect(self.accept)
        column(ground, margins=(1, 4, 1, 4)).addWidget(self.list)
        self.body.addWidget(ground, 1)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.insert = self.add_button(lambda: _("Insert"), accepts=True, primary=True)
        self.insert.setDefault(True)
        self.search.searched.connect(lambda _text: self._fill())
        self.search.left_down.connect(self._enter_list)
        self.year.chosen.connect(lambda _year: self._fill())
        self.focus_first(self.search.editor)
        self._fill()

    @staticmethod
    def _latest() -> str:
        return _("Year of the document")

    def token(self) -> Token | None:
        """Return what was chosen."""
        chosen = self.list.row()
        return None if chosen is None else chosen.token

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.step(1)

    def _fill(self) -> None:
        wanted = fold(self.search.text()).split()
        found = [
            choice
            for choice in self._choices
            if all(word in fold(choice.title.text(self._language)) for word in wanted)
        ]
        self.list.set_rows([self._row(choice) for choice in found])

    def _row(self, choice: FigureChoice) -> FigureRow:
        token = Token(choice.token.kind, choice.token.id, self.year.value())
        words = {TokenKind.TABLE: _("table"), TokenKind.CHART: _("chart")}
        value = words[token.kind] if token.kind in words else self._value(token)
        return FigureRow(token, choice.title.text(self._language), value, choice.belongs)


def show_over(dialog: Dialog, edit: QWidget) -> None:
    """Show a dialog without stopping the window; the cursor goes back into the text."""
    dialog.finished.connect(lambda _result: edit.activateWindow())
    dialog.finished.connect(lambda _result: edit.setFocus(Qt.FocusReason.OtherFocusReason))
    dialog.finished.connect(lambda _result: dialog.deleteLater())
    dialog.open()
