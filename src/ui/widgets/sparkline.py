"""A measure over the years in a low strip: results joined by a line, targets dotted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, smooth, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets.charts import draw_points
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from ui.widgets.texts import Words


class Sparkline(Retranslated, QWidget):
    """Results of the years as a line and the targets of the years to come, without an axis of values."""

    def __init__(self, name: Words = "") -> None:
        super().__init__()
        self._results: tuple[float | None, ...] = ()
        self._targets: tuple[float | None, ...] = ()
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, name)

    def set_data(
        self,
        name: Words,
        results: Sequence[float | None],
        targets: Sequence[float | None],
        *,
        ends: tuple[str, str],
        said: str,
    ) -> None:
        """Show figures of years that follow each other.

        Args:
            name: what is measured.
            results: one figure a year, None where there is no data.
            targets: the targets after the last result; joined to it.
            ends: labels of the first and the last year.
            said: all figures in words, for reading aloud.
        """
        self._results, self._targets, self._ends = tuple(results), tuple(targets), ends
        self.bind(self.setAccessibleName, name)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for a low strip."""
        return QSize(px(180), px(40) + self._label_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with less width."""
        return QSize(px(90), self.sizeHint().height())

    def _label_height(self) -> int:
        return round(QFontMetricsF(font(Size.CAPTION)).height()) + px(3)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw line, dots, foot and the labels of both ends."""
        painter = smooth(QPainter(self))
        label = self._label_height()
        box = QRectF(self.rect()).adjusted(px(4), px(5), -px(4), -label - px(5))
        values = [*self._results, *self._targets]
        known = [value for value in values if value is not None]
        foot = box.bottom() + px(4)
        painter.setPen(QPen(colour(Role.LINE), 1))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))
        face = font(Size.CAPTION)
        names = QRectF(0, foot + px(1), self.width(), label)
        write(painter, names, self._ends[0], Role.TEXT2, face=face, align=LEFT)
        write(painter, names, self._ends[1], Role.TEXT2, face=face, align=RIGHT)
        if not known:
            return
        low, high = min(known), max(known)
        spread = (high - low) or 1.0
        step = box.width() / max(len(values) - 1, 1)
        points = [
            None
            if value is None
            else QPointF(
                box.left() + at * step, box.bottom() - box.height() * ((value - low) / spread if high > low else 0.5)
            )
            for at, value in enumerate(values)
        ]
        count = len(self._results)
        if self._targets:
            joined = points[max(count - 1, 0) :]
            draw_points(painter, joined, colour(Role.ACCENT), target=True)
        draw_points(painter, points[:count], colour(Role.ACCENT), target=False)
