"""A key indicator: its value, how it moved, its target, and its years in a low strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel

from app.formats import format_number, format_percent, format_year
from app.framework.parts import Unit
from app.i18n import _, language, ngettext, pgettext
from ui.look.icons import SMALL, pixmap
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.sparkline import Sparkline
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.indicators.measure import Figure
    from app.overview import KeyFigure
    from model.fiscal_year import FiscalYear

Aim = tuple["FiscalYear", float]


def written(value: float | None, unit: Unit) -> str:
    """Return a value as the interface language writes it, or the words for none."""
    if value is None:
        return _("Not available")
    return format_percent(value) if unit is Unit.RATIO else format_number(value)


def change_words(figure: Figure) -> str:
    """Return how a value moved since last year: points of a share, else a number."""
    if figure.value is None or figure.previous is None:
        return ""
    gain = float(figure.value) - float(figure.previous)
    size = abs(gain) * 100 if figure.unit is Unit.RATIO else abs(gain)
    if round(size, 1) == 0:
        return pgettext("figure", "unchanged")
    number = format_number(size, decimals=1 if figure.unit is Unit.RATIO else 0)
    signed = f"+{number}" if gain > 0 else f"−{number}" if gain < 0 else number
    if figure.unit is not Unit.RATIO:
        return signed
    # Translators: percentage points; {number} has a sign and one decimal.
    return ngettext("{number} point", "{number} points", 1 if size < 2 else 2).format(number=signed)


class IndicatorCard(Retranslated, QFrame):
    """One card of the overview's first row."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._shown: tuple[KeyFigure, tuple[Aim, ...]] | None = None
        self._gain = 0.0
        self._is_improved: bool | None = None
        self._is_counted = True
        whole = column(self, gap=4, margins=(16, 12, 16, 10))
        self.title = Label("", role=Role.TEXT2, wrap=True)
        self.title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.title)
        line = row(gap=12)
        self.value = Label("", size=Size.FIGURE, strong=True, tabular=True)
        line.addWidget(self.value, 0, Qt.AlignmentFlag.AlignVCenter)
        beside = column(gap=0)
        moved = row(gap=5)
        self._arrow = QLabel()
        self.change = Label("", size=Size.CAPTION, strong=True, wrap=True)
        moved.addWidget(self._arrow)
        moved.addWidget(self.change, 1)
        beside.addLayout(moved)
        self.target = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        beside.addWidget(self.target)
        line.addLayout(beside, 1)
        whole.addLayout(line)
        whole.addStretch(1)
        self.spark = Sparkline()
        whole.addWidget(self.spark)
        self.setMinimumHeight(px(132))

    def show_figure(self, key: KeyFigure, aims: Sequence[Aim], *, is_counted: bool = True) -> None:
        """Show an indicator with its last years, and the targets of the years to come; or that it is being counted."""
        self._shown, self._is_counted = (key, tuple(aims)), is_counted
        self.retranslate()

    def retranslate(self) -> None:
        """Write names and figures as the interface language does."""
        super().retranslate()
        if self._shown is None:
            return
        key, aims = self._shown
        figure = key.figure
        name = key.title.text(language())
        self.title.setText(name)
        self.value.setText(written(figure.value, figure.unit) if figure.value is not None else "–")
        self._show_change(figure)
        self.target.setText(self._aim(figure))
        self.target.setVisible(bool(self.target.text()))
        first = format_year(key.years[0][0]) if key.years else ""
        last = _("target {year}").format(year=format_year(aims[-1][0])) if aims else format_year(key.years[-1][0])
        self.spark.set_data(
            name,
            [None if found.value is None else float(found.value) for _year, found in key.years],
            [value for _year, value in aims],
            ends=(first, last if len(key.years) + len(aims) > 1 else ""),
            said=self._said(key, aims),
        )

    def _show_change(self, figure: Figure) -> None:
        nothing = _("Not available") if self._is_counted else _("Being counted…")
        self.change.setText(change_words(figure) if figure.value is not None else nothing)
        known = figure.value is not None and figure.previous is not None
        self._gain = float(figure.value or 0) - float(figure.previous or 0) if known else 0.0
        self._is_improved = figure.is_improved
        self.change.setVisible(bool(self.change.text()))
        self._arrow.setVisible(known)
        self._draw()

    def _draw(self) -> None:
        role = Role.TEXT2 if self._is_improved is None else Role.GOOD if self._is_improved else Role.WARN
        icon = "trending-up" if self._gain > 0 else "trending-down" if self._gain < 0 else "minus"
        self._arrow.setPixmap(pixmap(icon, role, SMALL))
        self.change.set_role(role)

    @staticmethod
    def _aim(figure: Figure) -> str:
        if figure.target is not None:
            return _("target {value}").format(value=written(figure.target, figure.unit))
        return _("to rise each year") if figure.rises else ""

    @staticmethod
    def _said(key: KeyFigure, aims: Sequence[Aim]) -> str:
        pairs = [(format_year(year), written(found.value, found.unit)) for year, found in key.years]
        unit = key.figure.unit
        pairs += [(_("target {year}").format(year=format_year(year)), written(value, unit)) for year, value in aims]
        return "; ".join(_("{label}: {value}").format(label=label, value=value) for label, value in pairs)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)
