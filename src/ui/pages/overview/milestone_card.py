"""The milestones: all of them on a line, and the next ones by name."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.formats import format_date, format_year
from app.i18n import _, language
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.widgets.frames import Card
from ui.widgets.label import Label
from ui.widgets.pill import Pill, StatusPill, Tone
from ui.widgets.timeline import Span, Stake, Timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.milestones import Milestone
    from model.fiscal_year import FiscalYear

_NEXT: Final = 5
_TOP_LEFT: Final = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


def _pill(milestone: Milestone) -> Pill:
    state = milestone.state
    if state is None:
        return Pill(lambda: _("Not reported"), Tone.QUIET, "circle-dashed")
    tone, icon = (Tone.GOOD, "circle-check") if state.on_track else (Tone.WARN, "triangle-alert")
    return Pill(lambda: state.label.text(language()), tone, icon)


def _stake(milestone: Milestone) -> Stake:
    def words() -> str:
        name = milestone.name.text(language()) or milestone.name.text(language().other)
        return _("{label}: {value}").format(label=format_date(milestone.on), value=name)

    role = Role.ACCENT if milestone.is_on_track else Role.WARN
    return Stake(milestone.on, words, milestone.is_reached, role)


class MilestoneCard(Card):
    """A line of stakes above the next milestones, with what was reported of each."""

    def __init__(self) -> None:
        super().__init__(lambda: _("Milestones"))
        self.line = Timeline(lambda: _("Milestones on a line of fiscal years"))
        self.body.addWidget(self.line)
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setContentsMargins(0, px(4), 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self._list)

    def show_milestones(self, milestones: Sequence[Milestone], period: Sequence[FiscalYear]) -> None:
        """Show the milestones of the plan's period."""
        pursued = [milestone for milestone in milestones if milestone.counts]
        self.setVisible(bool(pursued))
        today = datetime.now(UTC).astimezone().date()
        spans = [Span(year.first_day, year.last_day, partial(format_year, year)) for year in period]
        self.line.set_data(spans, [_stake(milestone) for milestone in pursued], today=today)
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        open_ones = [milestone for milestone in pursued if not milestone.is_reached]
        for line, milestone in enumerate(open_ones[:_NEXT]):
            self._row(line, milestone)

    def _row(self, line: int, milestone: Milestone) -> None:
        day = Label(lambda: format_date(milestone.on), size=Size.CAPTION, role=Role.TEXT2)
        name = Label(lambda: milestone.name.text(language()) or milestone.name.text(language().other), wrap=True)
        self._grid.addWidget(day, line, 0, _TOP_LEFT)
        self._grid.addWidget(name, line, 1)
        self._grid.addWidget(StatusPill(_pill(milestone)), line, 2, Qt.AlignmentFlag.AlignTop)
