"""A field that searches what stands below it, at each key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy

from app.i18n import _
from ui.look.icons import pixmap
from ui.look.measure import font, px
from ui.look.tokens import Role
from ui.widgets.button import IconButton
from ui.widgets.field_frame import FieldFrame
from ui.widgets.frames import row
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class _Editor(QLineEdit):
    """Esc empties the search; Down leaves it for what was found."""

    left_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Understand Esc, Down and Enter."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class SearchField(Retranslated, FieldFrame):
    """Icon, editor, and a cross while something is searched for."""

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, name: Words, hint: Words) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(px(30))
        self._icon = QLabel()
        self.editor = _Editor()
        self.editor.setFrame(False)
        self.editor.setFont(font())
        self._clear = IconButton(lambda: _("Clear the search"), "x")
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self.editor.clear)
        self._clear.hide()
        line = row(self, gap=8, margins=(9, 0, 2, 0))
        line.addWidget(self._icon)
        line.addWidget(self.editor, 1)
        line.addWidget(self._clear)
        self.bind(self.editor.setAccessibleName, name)
        self.bind(self.editor.setPlaceholderText, hint)
        self.lead_to(self.editor)
        self.editor.textChanged.connect(self._tell)
        self.editor.left_down.connect(self.left_down)
        self._draw()

    def take_focus(self) -> None:
        """Put the cursor into the editor; a focus proxy would be a stop of its own for Tab."""
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def text(self) -> str:
        """Return what is searched for."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Search for ``text``."""
        self.editor.setText(text)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme and the font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setMinimumHeight(px(30))
            self.editor.setFont(font())

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap("search", Role.TEXT2))

    def _tell(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.searched.emit(text)
