"""A chart whose bars can be chosen: by a click, or by arrows and Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter

from app.i18n import _
from ui.look.measure import px
from ui.look.paint import focus_ring, smooth
from ui.widgets.charts import ChartView, Mark

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from app.documents.charts import Chart

_NEAR: Final = 12  # a bar as thin as a hair can still be met
_STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class PickChart(ChartView):
    """Bars lead to what they count; the one that has the focus is read aloud with its figure."""

    picked = Signal(int, int)  # category, series

    def __init__(self, chart: Chart | None = None, *, height: float = 170) -> None:
        self._at: tuple[int, int] | None = None
        super().__init__(chart, height=height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def set_chart(self, chart: Chart | None) -> None:
        """Show another chart."""
        self._at = None
        super().set_chart(chart)

    def marks(self) -> tuple[Mark, ...]:
        """Return the bars as they were drawn last, in reading order."""
        return tuple(self._marks)

    def words_of(self, category: int, series: int) -> str:
        """Return what a bar counts and its figure, in the chart's language."""
        chart = self.chart()
        if chart is None:
            return ""
        entry = chart.series[series]
        value = chart.written(entry.values[category])
        name = chart.categories[category]
        label = f"{name}, {entry.name}" if len(chart.series) > 1 else name
        return _("{label}: {value}").format(label=label, value=value)

    def mark_at(self, place: QPointF) -> Mark | None:
        """Return the bar under a place, or the one right beside it."""
        within = [mark for mark in self._marks if mark.box.contains(place)]
        if within:
            return within[-1]
        reach = px(_NEAR)
        near = [mark for mark in self._marks if mark.box.adjusted(-reach, -reach, reach, reach).contains(place)]
        return min(near, key=lambda mark: (mark.box.center() - place).manhattanLength(), default=None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Say in a tooltip what lies under the pointer."""
        mark = self.mark_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if mark is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip("" if mark is None else self.words_of(mark.category, mark.series))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Choose the bar under the pointer."""
        mark = self.mark_at(event.position())
        if mark is not None and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(mark.category, mark.series)
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go from bar to bar by arrows, choose by Enter or Space."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._marks:
            self._step(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self._at is not None:
            self.picked.emit(*self._at)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _order(self) -> list[tuple[int, int]]:
        return [(mark.category, mark.series) for mark in self._marks]

    def _step(self, step: int) -> None:
        order = self._order()
        at = order.index(self._at) + step if self._at in order else 0
        self._point_at(order[max(0, min(at, len(order) - 1))])

    def _point_at(self, at: tuple[int, int]) -> None:
        self._at = at
        self.setToolTip(self.words_of(*at))
        self.setAccessibleDescription(self.words_of(*at))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Begin at the first bar."""
        super().focusInEvent(event)
        self._begin()

    def _begin(self) -> None:
        if self._at not in self._order() and self._marks:
            self._point_at(self._order()[0])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the chart, and a ring around the bar that has the focus."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        self._begin()  # the focus may have come before there were bars
        found = next((mark.box for mark in self._marks if (mark.category, mark.series) == self._at), None)
        painter = smooth(QPainter(self))
        if found is not None:
            focus_ring(painter, found.adjusted(-px(3), -px(3), px(3), px(3)), radius=3)
        else:
            focus_ring(painter, QRectF(self.rect()), radius=6)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Say the words again in the other language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.setToolTip("")
