"""Text in one of the five sizes and the roles' colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.look.measure import font
from ui.look.tokens import Role, Size
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_PLAIN_TEXT: Final = 0  # Qt's TextFormat as a number, for the reason that look.paint tells


class Label(Retranslated, QLabel):
    """A text that keeps its size with the platform's font and its colour with the theme."""

    def __init__(
        self,
        words: Words = "",
        *,
        size: Size = Size.BODY,
        role: Role = Role.TEXT,
        strong: bool = False,
        wrap: bool = False,
        italic: bool = False,
        tabular: bool = False,
    ) -> None:
        super().__init__()
        self._face = (size, strong, tabular, italic)
        self.setProperty("textFormat", _PLAIN_TEXT)
        self.setWordWrap(wrap)
        self.setProperty("role", role.value)
        self._measure()
        self.say(words)

    def say(self, words: Words) -> None:
        """Show other words."""
        self.bind(self.setText, words)

    def set_role(self, role: Role) -> None:
        """Give the text the colour of another role."""
        if self.property("role") != role.value:
            self.setProperty("role", role.value)
            self.style().unpolish(self)
            self.style().polish(self)
            self._measure()

    def set_strong(self, *, strong: bool) -> None:
        """Write demibold, or normal."""
        size, _strong, tabular, italic = self._face
        self._face = (size, strong, tabular, italic)
        self._measure()

    def set_italic(self, *, italic: bool) -> None:
        """Write in italics, or upright."""
        size, strong, tabular, _italic = self._face
        self._face = (size, strong, tabular, italic)
        self._measure()

    def _measure(self) -> None:
        size, strong, tabular, italic = self._face
        face = font(size, strong=strong, tabular=tabular, italic=italic)
        if face != self.font():
            self.setFont(face)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the platform's font."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._measure()
        super().changeEvent(event)


class ElidedLabel(Label):
    """One line that ends in an ellipsis when there is no room; its tooltip is then the whole."""

    def __init__(
        self,
        words: Words = "",
        *,
        size: Size = Size.BODY,
        role: Role = Role.TEXT,
        strong: bool = False,
    ) -> None:
        self._whole = ""
        super().__init__(words, size=size, role=role, strong=strong)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, words: Words) -> None:
        """Show other words."""
        self.bind(self._take, words)

    def whole(self) -> str:
        """Return the text that is not elided."""
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the whole text's width."""
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 6, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Elide again for the new width."""
        super().resizeEvent(event)
        self._elide()

    def _take(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, QtCore.Qt.TextElideMode.ElideRight, max(self.width(), 1))
        if not self.isVisible() and self.width() <= 1:
            shown = self._whole
        self.setText(shown)
        self.setToolTip("" if shown == self._whole else self._whole)
