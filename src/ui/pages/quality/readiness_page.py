"""What the registry would refuse of the year's inventory, and nothing else; the way to hand it in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.checks.finding import Level
from app.checks.readiness import Readiness, is_refused, readiness, years_reported
from app.formats import format_number, format_year
from app.i18n import _, language, ngettext
from app.typography import sort_key
from model.fiscal_year import FiscalYear
from ui.look.tokens import Role
from ui.pages.found import go_to
from ui.pages.further import FurtherPage
from ui.pages.quality.exports import FolderExport
from ui.pages.quality.holders import Holders
from ui.pages.quality.page import RULE, QualityPage
from ui.pages.quality.readiness_cards import GroupCard, StateCard
from ui.pages.quality.years_card import YearsCard, YearState
from ui.pages.steps import Step
from ui.shell import GuideContext, Place
from ui.widgets.button import Button, Kind
from ui.widgets.choice import Option, Segments
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Columns, Scroll, clear, column
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.checks.digest import Digest
    from app.checks.finding import Finding
    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.widgets.texts import Words

_CARD: Final = 400
_GROUPS: Final = 12  # groups that are listed at once
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
        self.years.chosen.connect(lambda year: plan.set_year(FiscalYear.parse(year)))
        top = Columns(_CARD, most=2)
        top.add(self.state)
        top.add(self.years)
        whole.addWidget(top)
        self.grouping = Segments(lambda: _("Listed by"), [])
        self.grouping.setObjectName("grouping")
        self.grouping.chosen.connect(self._group)
        whole.addWidget(self.grouping, 0, Qt.AlignmentFlag.AlignLeft)
        self._groups = column(gap=14)
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
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._judge_next_year)
        self._left: list[str] = []
        self._refused: list[Finding] = []
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
        judged = (self.plan.findings.digest, self.plan.year)
        if (
            self.held is None
            or self._judged is None
            or self._judged[0] is not judged[0]
            or self._judged[1] != judged[1]
        ):
            self._read()
        else:  # nothing was checked since
            refused = self.held.records - self.held.accepted
            self._before[str(self.plan.year)] = refused
            self.state.show_state(self.held, 0)
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

    def _read(self) -> None:
        self._holders.forget()
        year = self.plan.year
        self._judged = (self.plan.findings.digest, year)
        self._refused = list(filter(is_refused, self.plan.findings.digest.level(Level.ERROR)))
        self.held = readiness(self.plan.workspace, self._refused, year)
        refused = self.held.records - self.held.accepted
        before = self._before.setdefault(str(year), refused)
        self.state.show_state(self.held, max(0, before - refused))
        self._show_groups()
        self._judge_export()
        self._begin_years()

    def _show_groups(self) -> None:
        held = self.held
        if held is None:
            return
        clear(self._groups)
        self.groups = []
        shown = self._by_rule(held) if self._grouping == _BY_RULE else self._by_service(held)
        for heading, note, findings in shown[:_GROUPS]:
            card = GroupCard(heading, note, findings, self._holders.where)
            card.mend_asked.connect(self.mend)
            card.list_asked.connect(self.list_rule)
            self.groups.append(card)
            self._groups.addWidget(card)
        left = len(shown) - _GROUPS
        self.rest.say(
            lambda: ngettext(
                "{count} more service is listed once these are mended.",
                "{count} more services are listed once these are mended.",
                max(left, 0),
            ).format(count=format_number(left))
        )
        self.rest.setVisible(left > 0)
        self._offer_groupings(len(held.by_rule), len(held.by_service))
        self.empty.setVisible(not held.by_rule)
        self.empty.retell()

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

    def _by_service(self, held: Readiness) -> list[tuple[Words, Words, Sequence[Finding]]]:
        spoken = language()
        ordered = sorted(held.by_service, key=lambda item: sort_key(self.plan.shown(item.name, spoken), spoken))
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

    # the other years, one in each turn of the window

    def _begin_years(self) -> None:
        reported = years_reported(self.plan.workspace)
        self.years.show_years(
            [YearState(year, services, standards) for year, (services, standards) in reported.items()],
            str(self.plan.year),
        )
        self._left = list(reported)
        self._turn.start()

    def _judge_next_year(self) -> None:
        if not self._left or not self.isVisible():
            self._turn.stop()
            return
        year = FiscalYear.parse(self._left.pop(0))
        held = self.held if year == self.plan.year else readiness(self.plan.workspace, self._refused, year)
        if held is not None:
            self.years.judge(str(year), held.records - held.accepted)

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
