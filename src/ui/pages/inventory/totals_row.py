"""The strip below the table: what the services that are shown come to, each sum below its column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.formats import format_number, format_percent
from app.i18n import _, ngettext
from app.inventory.list_fields import Nature, list_fields, nature
from ui.look.measure import font, px
from ui.look.paint import LEFT, RIGHT, smooth, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.pages.inventory import words
from ui.tables.delegate import SIDE
from ui.widgets.texts import Retranslated, say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.inventory.totals import Totals
    from ui.tables.wide_table import WideTable

_HEIGHT: Final = 34


class TotalsRow(Retranslated, QWidget):
    """Painted below a ``WideTable``; read aloud as one sentence."""

    def __init__(self, table: WideTable) -> None:
        super().__init__()
        self._table = table
        self._totals: Totals | None = None
        self._of = self._shown = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setObjectName("totals")
        self.bind(self.setAccessibleName, lambda: _("Totals of what is shown"))
        table.moved_sideways.connect(self.update)

    def show_totals(self, totals: Totals, of: int) -> None:
        """Show sums; ``of`` is how many services there are without search and filter."""
        self._totals, self._of, self._shown = totals, of, totals.services
        self._tell()

    def show_counting(self, shown: int, of: int) -> None:
        """Say how many services are shown, and that the sums are still being made."""
        self._totals, self._of, self._shown = None, of, shown
        self._tell()

    def _tell(self) -> None:
        totals = self._totals
        self.setAccessibleDescription(self._spoken())
        self.setToolTip(self._tip())
        if totals is not None:  # a sum that is cut is another sum
            metrics = QFontMetrics(font(strong=True, tabular=True))
            sums = {column.id: self._sum(totals, column.id) for column in self._table.rows_model.columns}
            wide = {name: metrics.horizontalAdvance(told) + 2 * px(SIDE) + 2 for name, told in sums.items() if told}
            self._table.ask_widths(wide)
        self.update()

    def _spoken(self) -> str:
        parts = [
            _("{label}: {value}").format(label=title, value=told) if title else told for title, told in self.told()
        ]
        return ", ".join(parts)

    def told(self) -> list[tuple[str, str]]:
        """Return what stands below each column, with the column's title."""
        found = self._totals
        if found is None:
            return [("", self._services()), ("", _counting())] if self._of else []
        columns = self._table.rows_model.columns
        sums = [(say(column.words), value) for column in columns if (value := self._sum(found, column.id))]
        return [("", self._services()), *sums]

    def _services(self) -> str:
        if self._shown == self._of:
            return ngettext("{count} service", "{count} services", self._of).format(count=format_number(self._of))
        return ngettext("{count} of {all} service", "{count} of {all} services", self._of).format(
            count=format_number(self._shown), all=format_number(self._of)
        )

    @staticmethod
    def _sum(found: Totals, column: str) -> str:
        if column == "volume":
            return words.count_words(found.volume)
        if column == "online":
            return "–" if found.online_share is None else format_percent(found.online_share)
        if column == "standards":
            return _met(found)
        if column == "priority":
            return format_number(found.priority)
        if column in found.counts:
            return words.count_words(found.counts[column])
        return "…" if column in list_fields() and nature(column) is Nature.COUNT else ""  # it is not read whole yet

    def _tip(self) -> str:
        found = self._totals
        if found is None or not found.points_applicable:
            return ""
        return ngettext(
            "{count} of {all} interaction point that applies is online",
            "{count} of {all} interaction points that apply are online",
            found.points_applicable,
        ).format(count=format_number(found.points_online), all=format_number(found.points_applicable))

    def retranslate(self) -> None:
        """Write numbers as the other language does."""
        super().retranslate()
        self._tell()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for one line."""
        return QSize(px(200), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with any width: sums that do not fit are read in the tooltip of their column."""
        return QSize(px(80), px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the sums below their columns."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        painter.fillRect(box, colour(Role.SUNKEN))
        painter.fillRect(QRectF(0, 0, box.width(), 1), colour(Role.LINE))
        found = self._totals
        view, model = self._table, self._table.rows_model
        strong = font(strong=True, tabular=True)
        for section, column in enumerate(model.columns):
            if view.isColumnHidden(section):
                continue
            left = view.columnViewportPosition(section) + px(SIDE)
            cell = QRectF(left, 0, view.columnWidth(section) - 2 * px(SIDE), box.height())
            if column.id == "service":
                if self._of:
                    write(painter, cell, self._services(), face=font(Size.BODY, strong=True), align=LEFT)
                if found is None and self._of:
                    rest = QRectF(
                        cell.right() + 2 * px(SIDE), 0, box.right() - cell.right() - 3 * px(SIDE), box.height()
                    )
                    write(painter, rest, _counting(rest.width()), Role.TEXT2, align=LEFT)
            elif found is not None and (told := self._sum(found, column.id)):
                write(painter, cell, told, face=strong, align=RIGHT if column.at_right else LEFT)


def _counting(room: float | None = None) -> str:
    """Return that sums are being made, in as many words as there is room for."""
    told = _("Totals are still being counted…")
    return told if room is None or QFontMetrics(font()).horizontalAdvance(told) <= room else _("still counting…")


def _met(found: Totals) -> str:
    if not found.standards:
        return "–"
    return _("{met} of {count}").format(met=format_number(found.standards_met), count=format_number(found.standards))
