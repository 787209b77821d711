"""What a page says while it holds nothing: what is missing and how to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.look.icons import pixmap
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.frames import Scroll, column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.widgets.texts import Words


class EmptyState(QWidget):
    """An icon, a heading, a sentence, one primary button and one link, in the middle third."""

    primary_clicked = Signal()
    link_clicked = Signal()

    def __init__(
        self,
        icon: str,
        heading: Words,
        sentence: Words,
        *,
        primary: Words | None = None,
        primary_icon: str | None = None,
        link: Words | None = None,
    ) -> None:
        super().__init__()
        self._name = icon
        # what is rarely shown asks for no height: it would keep the window from becoming low
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        ground = QWidget()
        whole = column(ground, gap=10, margins=(24, 24, 24, 24))
        self._whole = whole
        column(self).addWidget(Scroll(ground))
        whole.addStretch(2)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole.addWidget(self._icon)
        title = Label(heading, size=Size.HEADING, strong=True, wrap=True)
        text = Label(sentence, role=Role.TEXT2, wrap=True)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMaximumWidth(px(480))
            line = row()  # between stretches, for an alignment would keep the layout from asking its height
            line.addStretch(1)
            line.addWidget(label, 100)
            line.addStretch(1)
            whole.addLayout(line)
        self.primary: Button | None = None
        self.link: Button | None = None
        whole.addSpacing(px(6))
        if primary is not None:
            self.primary = Button(primary, kind=Kind.PRIMARY, icon=primary_icon)
            self.primary.clicked.connect(self.primary_clicked)
            whole.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignHCenter)
        if link is not None:
            self.link = Button(link, kind=Kind.LINK)
            self.link.clicked.connect(self.link_clicked)
            whole.addWidget(self.link, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self._draw()

    def retell(self) -> None:
        """Look the words up again: what they name has changed."""
        for label in self.findChildren(Label):
            label.retranslate()
        for button in self.findChildren(Button):
            button.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave the icon out where there is no height for it; what is lower still scrolls."""
        super().resizeEvent(event)
        self._icon.show()
        self._icon.setVisible(self.height() >= self._whole.totalHeightForWidth(max(self.width(), 1)))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap(self._name, Role.TEXT2, 32))
