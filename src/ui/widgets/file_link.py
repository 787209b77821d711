"""A link to a file: a long name loses its middle, and the tooltip is the whole path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy

from app.i18n import _
from ui.look.measure import font, px
from ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QResizeEvent

    from ui.widgets.texts import Words

_LEAST: Final = 90
_ROOM: Final = 4  # beside the words of a link


class FileLink(Button):
    """Shows the name of a file."""

    def __init__(self, path: Path) -> None:
        self._whole = path.name
        super().__init__(path.name, kind=Kind.LINK)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.bind(self.setToolTip, lambda: _("Open {file}").format(file=str(path)))

    def say(self, words: Words) -> None:
        """Show a name, and let the whole of it be read aloud."""
        super().say(words)
        self.setAccessibleName(self._whole)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the whole name."""
        return QSize(self._metrics().horizontalAdvance(self._whole) + px(_ROOM) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with its beginning and its end."""
        return QSize(px(_LEAST), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Leave out what has no room."""
        super().resizeEvent(event)
        room = self.width() - px(_ROOM)
        self.setText(self._metrics().elidedText(self._whole, Qt.TextElideMode.ElideMiddle, room))

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font())
