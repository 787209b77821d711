"""Shows what changed in a text since both languages were declared equal, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from app.i18n import _
from app.word_changes import Change, Piece
from ui.look.measure import font, px
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role, Size
from ui.widgets.frames import Sunken, column
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent


class ChangesView(Retranslated, QWidget):
    """A heading, and the text with what was removed struck out and what was added underlined."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        whole = column(self, gap=5)
        self._heading = Label("", strong=True, wrap=True)
        whole.addWidget(self._heading)
        ground = Sunken()
        self.text = _Changes()
        ground.body.addWidget(self.text)
        whole.addWidget(ground)

    def show_changes(self, heading: Words, pieces: Sequence[Piece]) -> None:
        """Show these pieces; nothing hides the whole."""
        self._pieces = tuple(pieces)
        self._heading.say(heading)
        self.setVisible(bool(pieces))
        self._draw()

    def in_words(self) -> str:
        """Return what changed, as it is read aloud."""
        removed = "; ".join(piece.text.strip() for piece in self._pieces if piece.change is Change.REMOVED)
        added = "; ".join(piece.text.strip() for piece in self._pieces if piece.change is Change.ADDED)
        parts = []
        if removed.strip():
            parts.append(_("Removed: {words}").format(words=removed))
        if added.strip():
            parts.append(_("Added: {words}").format(words=added))
        return ". ".join(parts)

    def _draw(self) -> None:
        self.text.show_pieces(self._pieces)
        self.text.setAccessibleName(self._heading.text())
        self.text.setAccessibleDescription(self.in_words())

    def retranslate(self) -> None:
        """Say it in the other language."""
        super().retranslate()
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme and the font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.ApplicationFontChange}:
            self._draw()


class _Changes(QTextEdit):
    """The text itself; as high as it needs to be."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)

    def show_pieces(self, pieces: Sequence[Piece]) -> None:
        """Write the pieces in their colours."""
        self.setFont(font())
        self.clear()
        cursor = QTextCursor(self.document())
        for piece in pieces:
            cursor.insertText(piece.text, _format(piece.change))
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width wraps into another height."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        self.document().setTextWidth(max(self.viewport().width(), px(80)))
        self.setFixedHeight(round(self.document().size().height()) + 2)


def _format(change: Change) -> QTextCharFormat:
    chosen = QTextCharFormat()
    chosen.setFont(font(Size.BODY))
    chosen.setForeground(colour(Role.TEXT))
    if change is Change.REMOVED:
        chosen.setFontStrikeOut(True)
        chosen.setForeground(colour(Role.BAD))
    elif change is Change.ADDED:
        chosen.setFontUnderline(True)
        chosen.setForeground(colour(Role.GOOD))
    if not is_high_contrast() and change is not Change.KEPT:
        chosen.setBackground(colour(Role.BAD_SOFT if change is Change.REMOVED else Role.GOOD_SOFT))
    return chosen
