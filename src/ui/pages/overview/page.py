"""The overview: where the plan stands, what is asked, what to do next, what was done last."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.change_labels import change_words
from app.formats import format_date, format_time, format_year
from app.framework.parts import Unit
from app.i18n import _
from app.indicators.plan import plan_targets
from app.milestones import milestones
from app.overview import Todo, overview, years_shown
from app.plan_facts import framework_of
from model.fiscal_year import years_between
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.pages.overview.figure_list import FigureList
from ui.pages.overview.indicator_card import IndicatorCard
from ui.pages.overview.milestone_card import MilestoneCard
from ui.pages.overview.requirement_grid import RequirementGrid
from ui.pages.page import Page
from ui.pages.steps import STEP_ICONS, Step, step_name
from ui.shell import GuideContext, Place
from ui.widgets.action_row import ActionRow
from ui.widgets.button import Button
from ui.widgets.finding_chip import Level, level_icon, level_role
from ui.widgets.frames import Card, Columns, Hairline, Scroll, clear, column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from app.overview import NextThing, Overview, RecentChange
    from ui.open_plan import OpenPlan
    from ui.pages.overview.indicator_card import Aim
    from ui.shell import Shell

_CARDS: Final = 4  # shares that have to rise; the other indicators are listed below
_CHANGES: Final = 6
_BESIDE: Final = 860


class OverviewPage(Page):
    """One look at the whole plan; everything on it leads somewhere."""

    step: ClassVar[Step] = Step.OVERVIEW

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self._shown: Overview | None = None
        self._waits = QTimer(self)
        self._waits.setSingleShot(True)
        self._waits.setInterval(0)
        self._waits.timeout.connect(self._read)
        self.preview = Button(lambda: _("Preview the strategy"), icon="eye")
        self.preview.clicked.connect(lambda: shell.go(Step.DOCUMENTS))
        self.header.add_action(self.preview)
        ground = QWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(Scroll(ground))
        whole = column(ground, gap=14, margins=(24, 0, 20, 20))
        self.cards = Columns(190, most=4)
        for _index in range(_CARDS):
            self.cards.add(IndicatorCard())
        whole.addWidget(self.cards)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(px(14))
        self._requirements = Card(self._requirements_title)
        self.grid = RequirementGrid()
        self.grid.chosen.connect(self._open_requirement)
        self._requirements.body.addWidget(self.grid)
        self._others = Card(lambda: _("Other indicators"))
        self.figures = FigureList()
        self._others.body.addWidget(self.figures)
        main = column(gap=14)
        main.addWidget(self._requirements)
        main.addWidget(self._others)
        main.addStretch(1)
        self._next = Card(lambda: _("Do next"))
        self._next.body.setSpacing(0)
        self._recent = Card(lambda: _("Recent changes"))
        side = column(gap=14)
        side.addWidget(self._next)
        side.addWidget(self._recent)
        side.addStretch(1)
        self._pair.addLayout(main, 5)
        self._pair.addLayout(side, 3)
        whole.addLayout(self._pair)
        self.milestones = MilestoneCard()
        whole.addWidget(self.milestones)
        whole.addStretch(1)
        plan.changed.connect(lambda _change: self._wait())
        plan.year_changed.connect(lambda _year: self._wait())
        plan.findings.checked.connect(self._wait)

    def title(self) -> str:
        """Return the page's title in the interface language."""
        return _("Overview")

    def facts(self) -> str:
        """Say which period, which year of it, and when the next update is due."""
        period, year = self.plan.card.period, self.plan.year
        span = _("Strategy {first} to {last}").format(first=format_year(period[0]), last=format_year(period[-1]))
        parts = [span]
        if year in period:
            at = period.index(year) + 1
            parts.append(_("year {number} of {count}").format(number=at, count=len(period)))
        closing = framework_of(self.plan.workspace).closing_day(year)
        parts.append(_("next update due {date}").format(date=format_date(closing)))
        return " · ".join(parts)

    def activate(self) -> None:
        """Read everything again: other pages may have changed it."""
        super().activate()
        self._read()
        self.tell_guide(lambda: GuideContext(path=(self.title(),), requirement="7.5"))

    def fit(self, width: float) -> None:
        """Put what is next below the requirements where it is narrow."""
        beside = width >= _BESIDE
        self._pair.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def retranslate(self) -> None:
        """Write figures and dates as the other language does."""
        super().retranslate()
        if self._shown is not None:
            self._show_lists(self._shown)

    def _wait(self) -> None:
        if self.isVisible():
            self._waits.start()

    def _read(self) -> None:
        checked, workspace, year = self.plan.findings, self.plan.workspace, self.plan.year
        known = checked.figures(years_shown(workspace, year))
        found = overview(workspace, checked.digest, year, known, checked.approvals())
        self.refresh_header()
        if found == self._shown:
            return
        self._shown = found
        self.milestones.show_milestones(milestones(self.plan.workspace), self.plan.card.period)
        self._show_figures(found)
        scale = {step.code: step.label for step in framework_of(self.plan.workspace).ratings}
        self.grid.show_tiles(found.requirements, scale)
        self._show_lists(found)

    def _show_figures(self, found: Overview) -> None:
        ahead = years_between(self.plan.year + 1, self.plan.card.last_year) if self.plan.year in self._span() else ()
        targets = plan_targets(self.plan.workspace, ahead)
        first = [key for key in found.key_figures if key.figure.rises or key.figure.target is not None]
        first = [key for key in first if key.figure.unit is Unit.RATIO][:_CARDS]
        for card in self.cards.findChildren(IndicatorCard)[len(first) :]:
            card.hide()
        for card, key in zip(self.cards.findChildren(IndicatorCard), first, strict=False):
            aims: list[Aim] = [(year, targets[year][key.id]) for year in ahead if key.id in targets[year]]
            card.show_figure(key, aims, is_counted=found.is_counted)
        others = [key for key in found.key_figures if key not in first]
        self._others.setVisible(bool(others) and found.is_counted)
        self.figures.show_figures(others)

    def _span(self) -> tuple[object, ...]:
        return self.plan.card.period

    def _requirements_title(self) -> str:
        count = len(self._shown.requirements) if self._shown else 10
        return _("The ten requirements") if count == 10 else _("The requirements")

    def _show_lists(self, found: Overview) -> None:
        clear(self._next.body)
        if not found.next:
            done = Label(lambda: _("Every step is complete for this year."), role=Role.TEXT2, wrap=True)
            self._next.body.addWidget(done)
        for index, thing in enumerate(found.next):
            if index:
                self._next.body.addWidget(Hairline())
            self._next.body.addWidget(self._thing(thing))
        clear(self._recent.body)
        for change in found.recent[:_CHANGES]:
            self._recent.body.addWidget(self._change(change))

    def _thing(self, thing: NextThing) -> ActionRow:
        step = thing.step
        icon, role = STEP_ICONS[step], Role.ACCENT
        if thing.kind is Todo.MEND:
            icon, role = level_icon(Level.ERROR), level_role(Level.ERROR)
        line = ActionRow(icon, thing.sentence, lambda: step_name(step), role=role)
        line.clicked.connect(lambda: self._go(thing))
        return line

    def _go(self, thing: NextThing) -> None:
        finding = thing.finding
        if finding is None:
            self.shell.go(thing.step)
            return
        place = Place(finding.entity, finding.id, finding.field, finding.lang, finding.rule)
        self.shell.go(thing.step, place)

    def _open_requirement(self, requirement: str) -> None:
        self.shell.go(Step.ASSESSMENT, Place("requirement", requirement))

    def _change(self, change: RecentChange) -> QWidget:
        return _ChangeRow(change)


class _ChangeRow(Retranslated, QWidget):
    """What was done, and when."""

    def __init__(self, change: RecentChange) -> None:
        super().__init__()
        line = row(self, gap=12)
        words = Label(lambda: change_words(change.label), wrap=True)
        words.setToolTip(change.author)
        line.addWidget(words, 1)
        moment = Label(lambda: when(change.at), size=Size.CAPTION, role=Role.TEXT2, tabular=True)
        line.addWidget(moment, 0, Qt.AlignmentFlag.AlignTop)


def when(moment: datetime) -> str:
    """Return the time of a change of today, else its day."""
    local = moment.astimezone()
    today = datetime.now(UTC).astimezone().date()
    return format_time(local) if local.date() == today else format_date(local.date())
