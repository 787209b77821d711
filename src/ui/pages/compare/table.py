"""The comparison as a table: indicator, department, departments of its size, all, and where it lies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from app.formats import format_number
from app.i18n import _, language, ngettext
from ui.look.measure import px
from ui.look.paint import smooth
from ui.look.tokens import Role, Size
from ui.pages.compare.strip import CompareStrip, draw_band, draw_own, draw_tick, draw_whole
from ui.pages.overview.indicator_card import written
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import clear, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QPaintEvent

    from app.framework.parts import Unit
    from app.reference.comparing import Compared, Comparison
    from model.bilingual import Bilingual
    from ui.widgets.texts import Words

_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STRIP_ROOM: Final = 760


def sentence(row: Compared, title: Bilingual) -> str:
    """Return everything that a row shows, for reading aloud."""
    words = _("{label}: {own}; departments of its size {peers}; all departments {whole}").format(
        label=title.text(language()),
        own=written(row.own, row.unit),
        peers=written(row.peers, row.unit),
        whole=written(row.whole, row.unit),
    )
    if row.own is None or not row.of:
        return words
    rank = ngettext(
        "Higher than {above} of {count} department of its size.",
        "Higher than {above} of {count} departments of its size.",
        row.of,
    ).format(above=format_number(row.above), count=format_number(row.of))
    return f"{words}. {rank}"


class _Key(QWidget):
    """One mark of the legend."""

    def __init__(self, draw: Callable[[QPainter, QPointF], None]) -> None:
        super().__init__()
        self._draw = draw
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as large as a mark."""
        return QSize(px(18), px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the mark."""
        self._draw(smooth(QPainter(self)), QRectF(self.rect()).center())


def _band(painter: QPainter, centre: QPointF) -> None:
    draw_band(painter, QRectF(centre.x() - px(8), centre.y() - px(3), px(16), px(6)))


class Legend(QWidget):
    """What the marks mean."""

    def __init__(self) -> None:
        super().__init__()
        flow = FlowLayout(self, gap=16)
        marks: tuple[tuple[Callable[[QPainter, QPointF], None], Words], ...] = (
            (draw_own, lambda: _("This department")),
            (draw_tick, lambda: _("Middle one of its size")),
            (_band, lambda: _("Middle half of its size")),
            (draw_whole, lambda: _("All departments")),
        )
        for draw, words in marks:
            entry = QWidget()
            line = row(entry, gap=6)
            line.addWidget(_Key(draw))
            line.addWidget(Label(words, size=Size.CAPTION, role=Role.TEXT2))
            flow.addWidget(entry)


class CompareTable(QWidget):
    """A row an indicator; the line with the marks is left out where it is narrow."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(18))
        self._grid.setVerticalSpacing(px(9))
        self._grid.setColumnStretch(0, 3)
        self._strips: list[QWidget] = []
        self._with_strips = True

    def show_rows(self, found: Comparison, titles: Mapping[str, Bilingual]) -> None:
        """Show a comparison; ``titles`` names the indicators."""
        clear(self._grid)
        self._strips.clear()
        heads: tuple[Words, ...] = (
            lambda: _("Indicator"),
            lambda: _("This department"),
            lambda: _("Departments of its size"),
            lambda: _("All departments"),
        )
        for at, words in enumerate(heads):
            self._put(Label(words, size=Size.CAPTION, role=Role.TEXT2, wrap=at > 0), 0, at)
        for line, one in enumerate(found.rows, start=1):
            self._row(line, one, titles[one.id])
        self.show_strips(shown=self._with_strips)

    def _row(self, line: int, one: Compared, title: Bilingual) -> None:
        self._put(Label(lambda: title.text(language()), wrap=True), line, 0)
        self._put(Label(partial(_figure, one.own, one.unit), strong=True, tabular=True), line, 1)
        self._put(Label(partial(_figure, one.peers, one.unit), tabular=True), line, 2)
        self._put(Label(partial(_figure, one.whole, one.unit), role=Role.TEXT2, tabular=True), line, 3)
        strip = CompareStrip(one, partial(sentence, one, title))
        self._strips.append(strip)
        self._grid.addWidget(strip, line, 4)

    def _put(self, label: Label, line: int, at: int) -> None:
        if at:
            label.setAlignment(_RIGHT)
        self._grid.addWidget(label, line, at)

    def show_strips(self, *, shown: bool) -> None:
        """Show the lines with the marks, or leave them out."""
        self._with_strips = shown
        self._grid.setColumnStretch(4, 3 if shown else 0)
        for strip in self._strips:
            strip.setVisible(shown)

    def fits(self, letters: float) -> bool:
        """Whether there is room for the lines with the marks."""
        return letters >= _STRIP_ROOM


def _figure(value: float | None, unit: Unit) -> str:
    return "–" if value is None else written(value, unit)
