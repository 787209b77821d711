"""One value that changed: what it is called, what it was, what it became, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.i18n import _
from ui.look.tokens import Role, Size
from ui.pages.inventory.value_words import shortened
from ui.widgets.button import IconButton
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.texts import Words, say

if TYPE_CHECKING:
    from collections.abc import Callable


class ChangeLine(QWidget):
    """“Online: 1,090 → 1,200”, with what was there within reach.

    A value of None means that there was none: the row was made, or deleted.
    """

    def __init__(self, place: Words, old: Words | None, new: Words | None) -> None:
        super().__init__()
        self._old, self._new = old, new
        self.back: IconButton | None = None
        self._line = row(self, gap=8)
        texts = column(gap=1)
        if say(place):
            texts.addWidget(Label(place, size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        self.values = Label("", wrap=True)
        if old is None and new is None:
            self.values.hide()
        self.values.bind(self.values.setText, self._words)
        self.values.bind(self.values.setToolTip, self._whole)
        texts.addWidget(self.values)
        self._line.addLayout(texts, 1)

    def offer(self, do: Callable[[], object]) -> None:
        """Offer to bring the old value back."""
        self.back = IconButton(self._offer_words, "rotate-ccw")
        self.back.setObjectName("restore_value")
        self.back.clicked.connect(do)
        self._line.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_read_only(self, *, read_only: bool) -> None:
        """Offer nothing in a plan that is only read, and say why."""
        if self.back is not None and read_only:
            self.back.disable(lambda: _("The plan is open for reading only."))

    def _offer_words(self) -> str:
        old = self._said(self._old)
        return _("Restore “{value}”").format(value=shortened(old, "")[0]) if old else _("Restore: blank")

    def _words(self) -> str:
        old, new = shortened(self._said(self._old), self._said(self._new))
        blank = _("blank")
        if self._old is None:
            return new or blank
        if self._new is None:
            return _("{old} → deleted").format(old=old or blank)
        return _("{old} → {new}").format(old=old or blank, new=new or blank)

    def _whole(self) -> str:
        old, new = self._said(self._old), self._said(self._new)
        return f"{old}\n→\n{new}" if shortened(old, new) != (old, new) else ""

    @staticmethod
    def _said(words: Words | None) -> str:
        return "" if words is None else say(words)
