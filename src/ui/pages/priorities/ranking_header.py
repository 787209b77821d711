"""The title row of the ranking: captions that stand as their cells do."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.i18n import _
from ui.look.measure import font, px
from ui.look.paint import smooth, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size

SIDE: Final = 6


class RankingHeader(QHeaderView):
    """Titles in caption size, as wide as ``title_width`` says; folded columns share one title."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._folded = range(0)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(px(16))

    def fold(self, sections: range) -> None:
        """Give these sections one title together; an empty range gives each its own."""
        if sections != self._folded:
            self._folded = sections
            self.viewport().update()

    def words(self, section: int) -> str:
        """Return the title of a column."""
        model = self.model()
        return str(model.headerData(section, Qt.Orientation.Horizontal) or "") if model is not None else ""

    @staticmethod
    def folded_words() -> str:
        """Return the title that folded columns share."""
        return _("Ratings")

    @staticmethod
    def width_of(words: str) -> int:
        """Return how wide a column must be for a title."""
        return QFontMetrics(font(Size.CAPTION)).horizontalAdvance(words) + px(2 * SIDE + 2)

    def title_width(self, section: int) -> int:
        """Return how wide a column must be for its title."""
        return self.width_of(self.words(section))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802  Qt's name
        """Draw one title, or its part of the shared one."""
        painter.save()
        smooth(painter)
        box = QRectF(rect)
        painter.setClipRect(rect)
        painter.fillRect(box, colour(Role.SHEET))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour(Role.LINE))
        words = self.words(section)
        if section in self._folded:
            words = self.folded_words()
            left = self.sectionViewportPosition(self._folded.start)
            box = QRectF(left, box.top(), sum(self.sectionSize(at) for at in self._folded), box.height())
        write(painter, box.adjusted(px(SIDE), 0, -px(SIDE), 0), words, Role.TEXT2, face=font(Size.CAPTION))
        painter.restore()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Return the height of the title row."""
        return QSize(0, max(px(32), QFontMetrics(font(Size.CAPTION)).height() + px(14)))
