"""The inventory in pictures; each bar leads to the services that it counts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app.formats import format_number, format_year
from app.i18n import _, ngettext
from app.inventory.pictures import year_pictures_in_pieces
from app.plan_facts import holds_few_records
from ui.idle_work import IdleWork
from ui.look.tokens import Role
from ui.pages.further import FurtherPage
from ui.pages.pictures.charts import TITLES, pictures_of
from ui.pages.steps import Step
from ui.shell import GuideContext, Place
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Card, Columns, Scroll, column
from ui.widgets.label import Label
from ui.widgets.pick_chart import PickChart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.inventory.pictures import YearPicture
    from model.change_set import ChangeSet
    from ui.open_plan import OpenPlan
    from ui.pages.pictures.charts import Picture
    from ui.shell import Shell
    from ui.widgets.texts import Words

FEW: Final = 1000  # records that are added up in the time of a blink
_COUNTED: Final = ("plan", "service_record", "standard_record")
_CARD: Final = 460
_HEIGHT: Final = 220


class PictureCard(Card):
    """One picture with its title and what it counts, or why there is none."""

    def __init__(self, title: Words) -> None:
        super().__init__(title)
        self.chart = PickChart(height=_HEIGHT)
        self._measure = Label("", role=Role.TEXT2, wrap=True)
        self.body.addWidget(self._measure)
        self.body.addWidget(self.chart)
        self.body.addStretch(1)

    def show_picture(self, picture: Picture | None, why_none: str) -> None:
        """Show a picture; without one, say why."""
        self.chart.set_chart(picture.chart if picture is not None else None)
        self.chart.setVisible(picture is not None)
        self._measure.say(picture.chart.measure if picture is not None else why_none)


class PicturesPage(FurtherPage):
    """By channel, by year, online interaction points, standards met."""

    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = "pictures"
    icon: ClassVar[str] = "chart-column"

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self._years: tuple[YearPicture, ...] = ()
        self._pictures: dict[str, Picture | None] = {}
        self._adding, self._is_stale = IdleWork(self), True
        self._changes = 0  # since it was built, in what is counted
        ground = QWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        whole = column(ground, gap=14, margins=(24, 0, 20, 20))
        self._hint = Label(lambda: _("Choose a bar to see its services in the table."), role=Role.TEXT2, wrap=True)
        whole.addWidget(self._hint)
        self._columns = Columns(_CARD, most=2)
        self.cards: dict[str, PictureCard] = {}
        for name, title in TITLES.items():
            card = PictureCard(partial(_, title))
            card.chart.setObjectName(name)
            card.chart.picked.connect(partial(self._lead, name))
            self.cards[name] = card
            self._columns.add(card)
        whole.addWidget(self._columns)
        self._empty = EmptyState(
            "chart-column",
            lambda: _("No services are reported yet"),
            lambda: _("Pictures appear once the inventory holds services of a year."),
            primary=lambda: _("Go to the inventory"),
        )
        self._empty.primary_clicked.connect(self.go_back)
        whole.addWidget(self._empty, 3)
        whole.addStretch(1)
        self.area = Scroll(ground)
        self.body.addWidget(self.area)
        plan.changed.connect(self._hear)
        plan.year_changed.connect(lambda _year: self._follow())

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called."""
        return _("Pictures")

    def facts(self) -> str:
        """Return the year, and how many services it holds."""
        if self._adding.is_busy and not self._years:
            return format_year(self.plan.year)
        found = next((one.services for one in self._years if one.year == self.plan.year), 0)
        services = ngettext("{count} service", "{count} services", found).format(count=format_number(found))
        return f"{format_year(self.plan.year)} · {services}"

    def ahead(self) -> Iterator[None]:
        """Add up the years, unless the page does so by itself."""
        before = self._changes
        years = yield from year_pictures_in_pieces(self.plan.workspace)
        if self._is_stale and before == self._changes:
            self._years, self._is_stale = years, False

    def activate(self) -> None:
        """Read the figures again: other pages may have changed them."""
        self._read()
        super().activate()
        self.tell_guide(lambda: GuideContext(path=(self.title(),), requirement="7.1"))

    def retranslate(self) -> None:
        """Draw the charts in the other language."""
        super().retranslate()
        self._show()

    def _follow(self) -> None:
        if self.isVisible():
            self._read()
            self.refresh_header()

    def _hear(self, change: ChangeSet) -> None:
        if change.touches(*_COUNTED):
            self._is_stale = True
            self._changes += 1
        self._follow()

    def _read(self) -> None:
        """Add up what was changed since; what is shown stays meanwhile."""
        if self._is_stale:
            self._is_stale = False
            work, is_small = year_pictures_in_pieces(self.plan.workspace), holds_few_records(self.plan.workspace, FEW)
            self._adding.ask("years", work, self._take, whole=is_small, later=not is_small)
        else:
            self._show()

    def _take(self, years: tuple[YearPicture, ...]) -> None:
        self._years = years
        self._show()
        self.refresh_header()

    def _show(self) -> None:
        self._pictures = {name: make() for name, make in pictures_of(self._years, self.plan.year).items()}
        for name, picture in self._pictures.items():
            self.cards[name].show_picture(picture, self._why_none(name))
        has_any = any(self._pictures.values())
        self._columns.setVisible(has_any)
        self._hint.setVisible(has_any)
        self._empty.setVisible(not has_any and not self._adding.is_busy)

    def _why_none(self, name: str) -> str:
        if name == "standards":
            return _("No service standards are reported yet.")
        return _("No services are reported for {year} yet.").format(year=format_year(self.plan.year))

    def _lead(self, name: str, category: int, series: int) -> None:
        """Show the services that a bar counts."""
        picture = self._pictures[name]
        if picture is None:
            return
        lead = picture.leads[category][series]
        self.plan.set_year(lead.year)
        self.shell.go(Step.INVENTORY, Place("filter", lead.filter) if lead.filter else None)
