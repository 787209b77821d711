"""Milestones as stakes on a line of fiscal years: planted where they are reached, hollow where they are to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.look.measure import font, px
from ui.look.paint import LEFT, smooth, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QPaintEvent

_STAKE: Final = 30
_FLAG: Final = 12


@dataclass(frozen=True, slots=True)
class Stake:
    """A milestone on the line: filled when it is reached, in another colour when it may be late."""

    on: date
    words: Words
    is_filled: bool
    role: Role = Role.ACCENT


@dataclass(frozen=True, slots=True)
class Span:
    """A fiscal year on the line."""

    first: date
    last: date
    words: Words


class Timeline(Retranslated, QWidget):
    """A line from the first day of the first span to the last of the last; each stake names itself to the pointer."""

    def __init__(self, name: Words) -> None:
        super().__init__()
        self._stakes: tuple[Stake, ...] = ()
        self._spans: tuple[Span, ...] = ()
        self._today: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, name)

    def set_data(self, spans: Sequence[Span], stakes: Sequence[Stake], *, today: date | None = None) -> None:
        """Show these years and milestones; ``today`` is marked where it lies among them."""
        self._spans, self._stakes, self._today = tuple(spans), tuple(stakes), today
        self.bind(self.setAccessibleDescription, lambda: "; ".join(say(stake.words) for stake in self._stakes))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for stakes and the years' names."""
        return QSize(px(240), px(_STAKE + 14) + self._label())

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with less width."""
        return QSize(px(160), self.sizeHint().height())

    def retranslate(self) -> None:
        """Write the years as the other language does."""
        super().retranslate()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Name the stakes under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            near = [stake for stake in self._stakes if abs(self._at(stake.on) - event.pos().x()) <= px(8)]
            QToolTip.showText(event.globalPos(), "\n".join(say(stake.words) for stake in near), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw line, years, today and stakes."""
        if not self._spans:
            return
        painter = smooth(QPainter(self))
        foot = self.height() - self._label() - px(6)
        self._draw_years(painter, foot)
        if self._today is not None and self._spans[0].first <= self._today <= self._spans[-1].last:
            at = self._at(self._today)
            painter.setPen(QPen(colour(Role.TEXT2), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(at, px(2)), QPointF(at, foot))
        for stake in self._stakes:
            if self._spans[0].first <= stake.on <= self._spans[-1].last:
                self._draw_stake(painter, stake, foot)

    def _label(self) -> int:
        return round(QFontMetricsF(font(Size.CAPTION)).height())

    def _at(self, day: date) -> float:
        first, last = self._spans[0].first, self._spans[-1].last
        share = (day - first).days / max((last - first).days, 1)
        return px(6) + share * (self.width() - px(12) - px(_FLAG))

    def _draw_years(self, painter: QPainter, foot: float) -> None:
        painter.setPen(QPen(colour(Role.CONTROL), 1.5))
        painter.drawLine(QPointF(0, foot), QPointF(self.width(), foot))
        for span in self._spans:
            left = self._at(span.first)
            painter.setPen(QPen(colour(Role.CONTROL), 1.5))
            painter.drawLine(QPointF(left, foot), QPointF(left, foot + px(5)))
            box = QRectF(left + px(6), foot + px(4), self._at(span.last) - left - px(6), self._label())
            write(painter, box, say(span.words), Role.TEXT2, face=font(Size.CAPTION), align=LEFT)

    def _draw_stake(self, painter: QPainter, stake: Stake, foot: float) -> None:
        at, top = self._at(stake.on), foot - px(_STAKE)
        tint = colour(stake.role)
        painter.setPen(QPen(tint, 1.5))
        painter.drawLine(QPointF(at, top), QPointF(at, foot))
        painter.setBrush(tint if stake.is_filled else colour(Role.SHEET))
        flag = [(0, 0), (_FLAG, _FLAG * 0.42), (0, _FLAG * 0.84)]
        painter.drawPolygon(QPolygonF([QPointF(at + px(x), top + px(y)) for x, y in flag]))
        painter.drawEllipse(QPointF(at, foot), px(3.4), px(3.4))
