"""A sentence about the whole plan, across the page below its header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.i18n import _
from ui.look.icons import pixmap
from ui.look.paint import smooth, soft
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.frames import row
from ui.widgets.label import Label
from ui.widgets.pill import GROUND, INK, Tone
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Banner(Retranslated, QWidget):
    """Icon, sentence, one action and a cross on a soft ground."""

    acted = Signal()
    closed = Signal()

    def __init__(self, words: Words, *, tone: Tone, icon: str, action: Words | None = None) -> None:
        super().__init__()
        self._tone, self._name = tone, icon
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = row(self, gap=10, margins=(14, 6, 6, 6))
        self._icon = QLabel()
        line.addWidget(self._icon)
        self.sentence = Label(words, wrap=True)
        line.addWidget(self.sentence, 1)
        self.action: Button | None = None
        if action is not None:
            self.action = Button(action, kind=Kind.LINK)
            self.action.clicked.connect(self.acted)
            line.addWidget(self.action)
        self.cross = IconButton(lambda: _("Close this notice"), "x")
        self.cross.clicked.connect(self.closed)
        line.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the ground."""
        soft(smooth(QPainter(self)), QRectF(self.rect()), GROUND[self._tone], INK[self._tone], radius=8)

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap(self._name, INK[self._tone]))
