"""The ten requirements with their rating and how it moved, as rows that lead to the self-assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from app.assessment.cards import Trend
from app.i18n import _, language
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, letters, px
from ui.look.paint import RIGHT, focus_ring, smooth, soft, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets.rating import SEGMENTS, paint_segments
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.overview import RequirementTile
    from model.bilingual import Bilingual

_TWO: Final = 540
_TREND_ICONS: Final = {
    Trend.IMPROVED: "trending-up",
    Trend.STABLE: "minus",
    Trend.DECLINED: "trending-down",
}


def trend_words(trend: Trend | None) -> str:
    """Return how a rating moved, in the interface language."""
    words = {Trend.IMPROVED: _("Improved"), Trend.STABLE: _("Stable"), Trend.DECLINED: _("Declined")}
    return words.get(trend, "") if trend is not None else ""


class _Tile(Retranslated, QPushButton):
    """One requirement: clause, title, four segments with the word, trend at the right."""

    def __init__(self, tile: RequirementTile, scale: Mapping[str, Bilingual]) -> None:
        super().__init__()
        self.tile = tile
        self._scale = scale
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.bind(self.setAccessibleName, self._spoken)
        self.bind(self.setToolTip, lambda: trend_words(tile.trend))

    def _title(self) -> str:
        return self.tile.title.text(language())

    def _word(self) -> str:
        found = self._scale.get(self.tile.rating)
        return found.text(language()) if found is not None else _("Not rated")

    def _spoken(self) -> str:
        parts = (f"{self.tile.clause} {self._title()}", self._word(), trend_words(self.tile.trend))
        return ", ".join(part for part in parts if part)

    def _left(self) -> int:
        return px(44)

    def _title_height(self, width: int) -> int:
        room = max(width - self._left() - px(8), px(80))
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(font()).boundingRect(0, 0, room, 999, flags, self._title()).height()

    def _height(self, width: int) -> int:
        return self._title_height(width) + QFontMetrics(font(Size.CAPTION)).height() + px(22)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the title, wrapped if it must, and the rating below."""
        return QSize(px(240), self._height(max(self.width(), px(200))))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with less width."""
        return QSize(px(200), self._height(max(self.width(), px(200))))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Tell the layout the height of the new width."""
        super().resizeEvent(event)
        self.updateGeometry()

    def retranslate(self) -> None:
        """The title has another height in the other language."""
        super().retranslate()
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the tile."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            soft(painter, box.adjusted(0, 1, 0, -1), Role.SUNKEN, Role.CONTROL, radius=6)
        painter.setPen(QPen(colour(Role.LINE), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        title = self._title_height(self.width())
        caption = QFontMetrics(font(Size.CAPTION)).height()
        top = (self.height() - title - caption - px(3)) / 2
        clause = QRectF(px(6), top, self._left(), title + px(3) + caption)
        write(painter, clause, self.tile.clause, Role.TEXT2, face=font(strong=True))
        painter.setFont(font())
        painter.setPen(colour(Role.TEXT))
        words = QRectF(self._left(), top, box.width() - self._left() - px(8), title + 2)
        painter.drawText(words, int(Qt.TextFlag.TextWordWrap), self._title())
        line = QRectF(self._left(), top + title + px(3), box.width() - self._left() - px(8), caption)
        rated = int(self.tile.rating) if self.tile.rating.isdigit() else 0
        paint_segments(painter, line, rated, SEGMENTS)
        self._write_state(painter, line)
        if self.hasFocus():
            focus_ring(painter, box)

    def _write_state(self, painter: QPainter, line: QRectF) -> None:
        face = font(Size.CAPTION)
        metrics = QFontMetrics(face)
        trend = trend_words(self.tile.trend)
        width = metrics.horizontalAdvance(trend)
        if px(52) + metrics.horizontalAdvance(self._word()) + px(12 + SMALL + 5) + width > line.width():
            width = 0  # the arrow stands alone; the tooltip says its word
        word = line.adjusted(px(52), 0, -(width + px(26) if trend else 0), 0)
        write(painter, word, self._word(), Role.TEXT2, face=face)
        if trend and self.tile.trend is not None:
            if width:
                write(painter, line, trend, Role.TEXT2, face=face, align=RIGHT)
            at = line.right() - width - px(SMALL) - px(5)
            draw_icon(painter, _TREND_ICONS[self.tile.trend], Role.TEXT2, at, line.center().y() - px(7), size=SMALL)


class RequirementGrid(QWidget):
    """The requirements in one or two columns."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[_Tile] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(0)

    def show_tiles(self, tiles: Sequence[RequirementTile], scale: Mapping[str, Bilingual]) -> None:
        """Show these requirements, rated on this scale."""
        for old in self._tiles:
            old.hide()
            old.deleteLater()
        self._tiles = [_Tile(tile, scale) for tile in tiles]
        for shown in self._tiles:
            shown.clicked.connect(lambda _checked=False, chosen=shown.tile.id: self.chosen.emit(chosen))
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold to one column where it is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if letters(self.width()) >= _TWO else 1
        if columns == self._columns or not self._tiles:
            return
        self._columns = columns
        lines = -(-len(self._tiles) // columns)
        for index, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, index % lines, index // lines)
        for index in range(2):
            self._grid.setColumnStretch(index, 1 if index < columns else 0)
