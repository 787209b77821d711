"""What the registry would refuse of the year's inventory, and nothing else; the way to hand it in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.checks.readiness import readiness_in_pieces, refused_in_pieces, years_reported
from app.formats import format_number, format_year
from app.i18n import _, language, ngettext
from app.pieces import parts
from app.typography import sort_key
from model.fiscal_year import FiscalYear
from ui.idle_work import IdleWork
from ui.look.tokens import Role
from ui.pages.found import go_to
from ui.pages.further import FurtherPage
from ui.pages.quality.exports import FolderExport
from ui.pages.quality.found_list import FEW
from ui.pages.quality.holders import Holders
from ui.pages.quality.page import RULE, QualityPage
from ui.pages.quality.readiness_cards import LISTED, GroupCard, StateCard
from ui.pages.quality.years_card import YearsCard, YearState
from ui.pages.steps import Step
from ui.shell import GuideContext, Place
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Option, Segments
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Columns, Scroll, clear, column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from app.checks.digest import Digest
    from app.checks.finding import Finding
    from app.checks.readiness import Readiness
    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.widgets.texts import Words

_CARD: Final = 400
_GROUPS: Final = 12  # groups that are listed at once
_SORTED_AT_ONCE: Final = 300  # services of which the names are made ready for sorting in one piece
_BY_RULE, _BY_SERVICE = "rule", "service"


class ReadinessPage(FurtherPage):
    """Leads to what the registry would refuse until nothing is left, then to the registry's form."""

    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = "readiness"
    icon: ClassVar[str] = "flag"

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.held: Readiness | None = None
        self._before: dict[str, int] = {}
        self._judged: tuple[Digest, FiscalYear] | None = None  # what was judged last
        self._grouping = _BY_RULE
        self._offered = (0, 0)
        self._build_header()
        ground = QWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        whole = column(ground, gap=14, margins=(24, 0, 20, 20))
        self.state = StateCard()
        self.years = YearsCard()
        self.years.hide()
        self.years.chosen.connect(lambda year: plan.set_year(FiscalYear.parse(year)))
        top = Columns(_CARD, most=2)
        top.add(self.state)
        top.add(self.years)
        whole.addWidget(top)
        self.grouping = Segments(lambda: _("Listed by"), [])
        self.grouping.setObjectName("grouping")
        self.grouping.chosen.connect(self._group)
        whole.addWidget(self.grouping, 0, Qt.AlignmentFlag.AlignLeft)
        self._groups = column()
        self.groups: list[GroupCard] = []
        whole.addLayout(self._groups)
        self.rest = Label("", role=Role.TEXT2, wrap=True)
        whole.addWidget(self.rest)
        self.empty = EmptyState("flag", self._empty_words, self._empty_note)
        whole.addWidget(self.empty, 3)
        whole.addStretch(1)
        self.area = Scroll(ground)
        self.body.addWidget(self.area)
        self._holders = Holders(plan)
        self._work = IdleWork(self)
        self._refused: tuple[Finding, ...] = ()
        self._left: list[str] = []  # years that are still to be judged
        plan.findings.changed.connect(self._follow)
        plan.year_changed.connect(lambda _year: self._follow())

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called."""
        return _("Ready to submit?")

    def _build_header(self) -> None:
        self.exports = FolderExport(self.plan, self.shell, self)
        self.exports.changed.connect(self._judge_export)
        self.all_findings = Button(lambda: _("All findings"), icon="clipboard-check")
        self.all_findings.setObjectName("all_findings")
        self.all_findings.clicked.connect(lambda: self.shell.go(Step.INVENTORY, Place(view=QualityPage.view)))
        self.export = Button(lambda: _("Export for the registry…"), kind=Kind.PRIMARY, icon="file-down")
        self.export.setObjectName("export_for_registry")
        self.export.clicked.connect(self._export)
        self.header.add_action(self.all_findings)
        self.header.add_action(self.export)

    # what is shown

    def activate(self) -> None:
        """Judge the year anew: other pages may have mended something."""
        self._before.clear()
        if self._judged != self._asked():
            self._read()
        elif self.held is not None:  # nothing was checked since
            self._before[str(self.plan.year)] = self.held.records - self.held.accepted
            self.state.show_state(self.held, 0)
            self._judge_years()
        super().activate()
        self.tell_guide(
            lambda: GuideContext(
                path=(self.title(),),
                guidance=_("Only what the registry refuses is listed here; all findings are on the page of quality."),
            )
        )

    def _follow(self) -> None:
        if self.isVisible():
            self._read()
            self.refresh_header()

    def _asked(self) -> tuple[Digest, FiscalYear]:
        """Return what the year is judged by; what was found stays the same object until something else is found."""
        return self.plan.findings.digest, self.plan.year

    def _read(self) -> None:
        """Judge the year; what was known of it stays to be seen meanwhile."""
        self._holders.forget()
        self._work.stop()
        self._judged = None
        if self.held is not None and self.held.year != self.plan.year:
            self.held = None
        if self.plan.findings.are_known:
            self._judged = self._asked()
            self._ask("judge", self._judging(), self._take)
        if self.held is None:
            self._wait()

    def _ask(self, name: str, work: Generator[None, None, Any], then: Callable[[Any], None]) -> None:
        self._work.ask(name, work, then, whole=len(self.plan.findings.digest) <= FEW)

    def _wait(self) -> None:
        """Show that nothing of the year is known yet."""
        self.state.wait()
        self._put(())
        for widget in (self.grouping, self.rest, self.empty):
            widget.hide()
        self._judge_export()

    def _judging(self) -> Generator[None, None, tuple[tuple[Finding, ...], Readiness, Mapping[str, tuple[int, int]]]]:
        digest, year = self._asked()
        refused = yield from refused_in_pieces(digest)
        held = yield from readiness_in_pieces(self.plan.workspace, refused, year)
        return refused, held, years_reported(self.plan.workspace)

    def _take(self, told: tuple[tuple[Finding, ...], Readiness, Mapping[str, tuple[int, int]]]) -> None:
        self._refused, held, reported = told
        self.held = held
        refused = held.records - held.accepted
        before = self._before.setdefault(str(held.year), refused)
        self.state.show_state(held, max(0, before - refused))
        self.years.show_years([YearState(year, *counts) for year, counts in reported.items()], str(held.year))
        self._judge_export()
        self._show_groups()
        self._left = list(reported)
        self._judge_years()

    def _show_groups(self) -> None:
        """List what stands in the way, once all cards of it are made."""
        if self.held is not None:
            self._ask("cards", self._making_cards(self.held), self._show_cards)

    def _making_cards(self, held: Readiness) -> Generator[None, None, tuple[tuple[GroupCard, ...], int]]:
        shown = self._by_rule(held) if self._grouping == _BY_RULE else (yield from self._by_service(held))
        self._holders.learn(one for _heading, _note, found in shown[:_GROUPS] for one in found[:LISTED])
        yield
        cards = []
        for heading, note, findings in shown[:_GROUPS]:
            card = GroupCard(heading, note, findings, self._holders.where)
            card.mend_asked.connect(self.mend)
            card.list_asked.connect(self.list_rule)
            cards.append(card)
            yield
        return tuple(cards), len(shown) - _GROUPS

    def _show_cards(self, made: tuple[tuple[GroupCard, ...], int]) -> None:
        cards, left = made
        self._put(cards)
        self.rest.say(
            lambda: ngettext(
                "{count} more service is listed once these are mended.",
                "{count} more services are listed once these are mended.",
                max(left, 0),
            ).format(count=format_number(left))
        )
        self.rest.setVisible(left > 0)
        if self.held is not None:
            self._offer_groupings(len(self.held.by_rule), len(self.held.by_service))
        self.empty.setVisible(not cards)
        self.empty.retell()

    def _put(self, cards: Sequence[GroupCard]) -> None:
        """Show cards in the place of those before."""
        clear(self._groups)
        self.groups = list(cards)
        listed = QWidget()
        inner = column(listed, gap=14)
        for card in cards:
            inner.addWidget(card)
        self._groups.addWidget(listed)

    def _offer_groupings(self, rules: int, services: int) -> None:
        self.grouping.setVisible(rules > 0)
        if self._offered == (rules, services):
            return  # whoever is choosing keeps the focus
        self._offered = (rules, services)
        self.grouping.set_options(
            [
                Option(_BY_RULE, lambda: _("By rule ({count})").format(count=format_number(rules))),
                Option(_BY_SERVICE, lambda: _("By service ({count})").format(count=format_number(services))),
            ]
        )
        self.grouping.set_value(self._grouping)

    def _by_rule(self, held: Readiness) -> list[tuple[Words, Words, Sequence[Finding]]]:
        return [
            (partial(rule.title.text, language()), partial(rule.why.text, language()), found)
            for rule, found in held.by_rule
        ]

    def _by_service(self, held: Readiness) -> Generator[None, None, list[tuple[Words, Words, Sequence[Finding]]]]:
        spoken, keys = language(), dict[str, Any]()
        for some in parts(held.by_service, _SORTED_AT_ONCE):
            keys |= {item.service: sort_key(self.plan.shown(item.name, spoken), spoken) for item in some}
            yield
        ordered = sorted(held.by_service, key=lambda item: keys[item.service])
        return [(partial(self.plan.shown, item.name, spoken), "", item.findings) for item in ordered]

    def _group(self, grouping: str) -> None:
        self._grouping = grouping
        self._show_groups()

    def _empty_words(self) -> str:
        if self.held is not None and not self.held.services:
            return _("No services are reported yet")
        return _("The registry would take every record")

    def _empty_note(self) -> str:
        if self.held is not None and not self.held.services:
            return _("Once the inventory holds services of this year, what the registry would refuse is listed here.")
        return _("Export the registry’s form, check it once more, and hand it in.")

    # the other years, while nothing else is asked

    def _judge_years(self) -> None:
        self._work.ask("years", self._judging_years(), later=True)

    def _judging_years(self) -> Iterator[None]:
        while self._left and self.isVisible():
            year = FiscalYear.parse(self._left[0])
            held = self.held
            if held is None or held.year != year:
                held = yield from readiness_in_pieces(self.plan.workspace, self._refused, year)
            self.years.judge(self._left.pop(0), held.records - held.accepted)
            yield

    # what can be done here

    def mend(self, finding: Finding) -> None:
        """Go where a finding is mended."""
        go_to(finding, self.plan, self.shell)

    def list_rule(self, rule: str) -> None:
        """Show every finding of a rule."""
        self.shell.go(Step.INVENTORY, Place(RULE, rule, view=QualityPage.view))

    def _export(self) -> None:
        self.exports.ask(
            lambda: _("Folder for the registry’s form"),
            lambda: _("Writing the registry’s form"),
            ["workbook", "--year", str(self.plan.year)],
        )

    def _judge_export(self) -> None:
        if self.exports.is_running:
            self.export.disable(lambda: _("The registry’s form is being written."))
        elif self.held is None or not self.held.services:
            self.export.disable(lambda: _("This year holds no services."))
        else:
            self.export.enable()

    # the window

    def facts(self) -> str:
        """Return the year."""
        return format_year(self.plan.year)

    def retranslate(self) -> None:
        """Say everything in the other language."""
        super().retranslate()
        self._show_groups()
