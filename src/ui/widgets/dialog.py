"""Dialogs, for when an answer is needed: the title asks, the body says what follows, buttons are verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.i18n import _
from ui.look.measure import px
from ui.look.tokens import Size
from ui.widgets.button import Button, Kind
from ui.widgets.frames import Scroll, column
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

NARROW: Final = 480
WIDE: Final = 640


class Dialog(Retranslated, QDialog):
    """Title, ``body`` and buttons in the platform's order; Esc is the way out that changes nothing."""

    def __init__(self, parent: QWidget | None, title: Words, *, width: float = NARROW) -> None:
        super().__init__(parent)
        self._first: QWidget | None = None
        self._scroll: Scroll | None = None
        self.bind(self.setWindowTitle, title)
        whole = column(self, gap=14, margins=(24, 20, 24, 18))
        self.heading = Label(title, size=Size.HEADING, strong=True, wrap=True)
        whole.addWidget(self.heading)
        self.body = column(gap=10)
        whole.addLayout(self.body, 1)
        self._box = QDialogButtonBox()
        whole.addWidget(self._box)
        self.setMinimumWidth(min(px(width), self.screen().availableGeometry().width()))

    def add_button(self, words: Words, *, accepts: bool, primary: bool = False, icon: str | None = None) -> Button:
        """Add a button worded with a verb.

        Args:
            words: the verb, and its object if that is not obvious.
            accepts: whether it does what the title asks; else it leaves everything as it is.
            primary: whether it is the filled one.
            icon: an icon before the words.
        """
        button = Button(words, kind=Kind.PRIMARY if primary else Kind.PLAIN, icon=icon)
        role = QDialogButtonBox.ButtonRole.AcceptRole if accepts else QDialogButtonBox.ButtonRole.RejectRole
        self._box.addButton(button, role)
        button.clicked.connect(self.accept if accepts else self.reject)
        return button

    def focus_first(self, widget: QWidget) -> None:
        """Give this widget the focus when the dialog opens."""
        self._first = widget

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Put the focus where it belongs."""
        super().showEvent(event)
        self.fit_words()
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Be as high as the words need in the other language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.fit_words()

    def fit_words(self) -> None:
        """Be as high as the words need once they are wrapped; Qt alone guesses from narrower ones."""
        self.adjustSize()
        layout = self.layout()
        if layout is None:
            return
        room = self.screen().availableGeometry().size() - (self.frameGeometry().size() - self.size())
        width = min(self.width(), room.width())
        if layout.totalMinimumHeightForWidth(width) > room.height() and self._scroll is None:
            self._let_body_scroll()
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else self.height()
        self.resize(width, room.height() if self._scroll is not None else min(high, room.height()))
        self.stay_on_screen()

    def _let_body_scroll(self) -> None:
        """Keep the buttons within reach where the screen is too low for all that is asked."""
        whole, held = self.layout(), self.focusWidget()
        if not isinstance(whole, QVBoxLayout):
            return
        ground = QWidget()
        whole.removeItem(self.body)
        self.body.setParent(None)
        ground.setLayout(self.body)
        self._scroll = Scroll(ground)
        whole.insertWidget(1, self._scroll, 1)
        whole.activate()  # what was asked for before holds the dialog up no longer
        if held is not None:
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def stay_on_screen(self) -> None:
        """Move up or aside when it has grown beyond the screen: its buttons would be out of reach."""
        room, frame = self.screen().availableGeometry(), self.frameGeometry()
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
        if self.isVisible() and (left, top) != (frame.left(), frame.top()):
            self.move(left, top)


def ask(parent: QWidget | None, title: Words, body: Words, *, accept: Words, keep: Words) -> bool:
    """Ask, and return whether the planner wants it; the safe button has the focus."""
    dialog = question(parent, title, body, accept=accept, keep=keep)
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return wanted


def question(parent: QWidget | None, title: Words, body: Words, *, accept: Words, keep: Words) -> Dialog:
    """Return the dialog of ``ask``, not shown yet."""
    dialog = Dialog(parent, title)
    dialog.body.addWidget(Label(body, wrap=True))
    dialog.setAccessibleDescription(say(body))
    dialog.add_button(accept, accepts=True)
    safe = dialog.add_button(keep, accepts=False)
    dialog.focus_first(safe)
    return dialog


def show(dialog: Dialog, then: Callable[[], object]) -> None:
    """Show a dialog without holding the window up; call ``then`` when its verb was chosen."""

    def end(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            then()
        dialog.deleteLater()

    dialog.finished.connect(end)
    dialog.open()


def tell(parent: QWidget | None, title: Words, body: Words) -> None:
    """Say something that must be read before work goes on."""
    dialog = Dialog(parent, title)
    dialog.body.addWidget(Label(body, wrap=True))
    dialog.setAccessibleDescription(say(body))
    dialog.focus_first(dialog.add_button(lambda: _("Close"), accepts=False))
    dialog.exec()
    dialog.deleteLater()
