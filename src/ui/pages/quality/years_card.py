"""The fiscal years that the plan reports, and how far each can be handed in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.formats import format_number, format_year
from app.i18n import _, ngettext
from model.fiscal_year import FiscalYear
from ui.look.measure import px
from ui.look.tokens import Role
from ui.widgets.button import Button, Kind
from ui.widgets.frames import Card, clear
from ui.widgets.label import Label
from ui.widgets.pill import Pill, StatusPill, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class YearState:
    """How many services and standards a year, as written, holds."""

    year: str
    services: int
    standards: int


class YearsCard(Card):
    """A line a year; its link shows that year."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(lambda: _("By fiscal year"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(14))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.links: dict[str, Button] = {}
        self._pills: dict[str, StatusPill] = {}
        self._shown: tuple[object, ...] = ()

    def show_years(self, states: Sequence[YearState], current: str) -> None:
        """Show the newest years, the one that the window shows in strong letters."""
        shown = (current, *states[:_SHOWN])
        self.setVisible(bool(states))
        if self._shown != shown:
            self._shown = shown
            self._fill(states[:_SHOWN], current)

    def _fill(self, states: Sequence[YearState], current: str) -> None:
        clear(self._grid)
        self.links, self._pills = {}, {}
        for line, state in enumerate(states):
            name: QWidget
            if state.year == current:
                name = Label(partial(_year, state.year), strong=True)
                name.setIndent(px(2))  # where the letters of a link begin
            else:
                name = self.links[state.year] = Button(partial(_year, state.year), kind=Kind.LINK)
                name.clicked.connect(partial(self.chosen.emit, state.year))
            pill = self._pills[state.year] = StatusPill()
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(Label(partial(_held, state), role=Role.TEXT2), line, 1)
            self._grid.addWidget(pill, line, 2, Qt.AlignmentFlag.AlignRight)

    def judge(self, year: str, refused: int) -> None:
        """Show of a year how many records would be refused."""
        pill = self._pills.get(year)
        if pill is not None:
            pill.set_pill(_refused(refused) if refused else _ready())


def _year(year: str) -> str:
    return format_year(FiscalYear.parse(year))


def _held(state: YearState) -> str:
    services = ngettext("{count} service", "{count} services", state.services)
    standards = ngettext("{count} standard", "{count} standards", state.standards)
    parts = (
        services.format(count=format_number(state.services)),
        standards.format(count=format_number(state.standards)),
    )
    return " · ".join(parts)


def _ready() -> Pill:
    return Pill(lambda: _("Ready"), Tone.GOOD, "circle-check")


def _refused(count: int) -> Pill:
    return Pill(
        lambda: ngettext("{count} refused", "{count} refused", count).format(count=format_number(count)),
        Tone.BAD,
        "circle-alert",
    )
