"""Everything that is found on the inventory: a list at the left, the chosen finding in full at its right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QWidget

from app.checks.settings import set_variation_threshold, variation_threshold
from app.formats import format_number, format_year
from app.i18n import _, language, ngettext
from app.plan_facts import years_with_records
from app.refusals import REFUSALS
from ui.look.measure import px
from ui.pages.found import go_to
from ui.pages.further import FurtherPage
from ui.pages.quality.detail import FoundDetail
from ui.pages.quality.exports import FolderExport
from ui.pages.quality.found_list import ALL, FoundList, Narrowing, key_of
from ui.pages.quality.threshold_dialog import ThresholdDialog
from ui.pages.steps import Step, step_name
from ui.shell import Breadth, GuideContext, Place
from ui.tables.table_view import TableView
from ui.widgets.button import Button, menu_action
from ui.widgets.choice import Choice, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.finding_chip import Level, level_words
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Hairline, column
from ui.widgets.icon_menu import IconMenu
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from app.checks.finding import Finding
    from app.checks.rules import RuleCard
    from ui.open_plan import OpenPlan
    from ui.shell import Shell

RULE: Final = "rule"  # the entity of a place that lists the findings of one rule
_DETAIL: Final = {Breadth.WIDE: 470, Breadth.MEDIUM: 380, Breadth.NARROW: 250}
_THIS_YEAR, _EVERY_YEAR = "year", "every"


class QualityPage(FurtherPage):
    """Where findings on the inventory are read and led to their place."""

    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = "quality"
    icon: ClassVar[str] = "clipboard-check"

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.found = FoundList(plan, self)
        self._chosen: Finding | None = None
        self._has_services = True  # whether what is listed could hold anything
        self._build_header()
        self._lay_out()
        self._connect()
        self.fit(0)

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called."""
        return _("Quality of the inventory")

    def _build_header(self) -> None:
        self.exports = FolderExport(self.plan, self.shell, self)
        self.more = IconMenu(lambda: _("More actions"), "ellipsis")
        menu = self.more.menu()
        self._report = menu_action(menu, report_words, icon="file-down", do=self._write_report)
        self._swings = menu_action(menu, swing_words, icon="settings", do=self._ask_threshold)
        self._swings.setEnabled(not self.plan.read_only)
        self.report = Button(report_words, icon="file-down")
        self.report.setObjectName("report")
        self.ready = Button(lambda: _("Ready to submit?"), icon="flag")
        self.ready.setObjectName("readiness")
        for widget in (self.more, self.report, self.ready):
            self.header.add_action(widget)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(Hairline())
        halves = QHBoxLayout()
        halves.setSpacing(0)
        self.body.addLayout(halves, 1)
        left = QWidget()
        inner = column(left, margins=(0, 12, 0, 0), gap=8)
        bar = QWidget()
        choices = FlowLayout(bar, gap=8)
        self.level = Choice(lambda: _("Level of the findings"))
        self.level.setObjectName("level")
        self.rule = Choice(lambda: _("Rule"))
        self.rule.setObjectName("rule")
        self.years = Choice(lambda: _("Years"))
        self.years.setObjectName("years")
        for choice in (self.level, self.rule, self.years):
            choices.addWidget(choice)
        self.search = SearchField(lambda: _("Search findings"), lambda: _("Search findings"))
        self.search.editor.setObjectName("found_search")
        above = column(margins=(24, 0, 14, 0), gap=8)
        above.addWidget(bar)
        above.addWidget(self.search)
        inner.addLayout(above)
        self.table = TableView(self.found.table, lambda: _("Findings on the inventory"))
        self.table.setObjectName("found")
        self.nothing = EmptyState(
            "circle-check",
            self._nothing_words,
            self._nothing_note,
            link=lambda: _("Show all findings"),
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.nothing)
        self._lists.setMinimumHeight(px(70))  # what says that nothing is found would ask for more
        ground = column(margins=(14, 0, 0, 0))
        ground.addWidget(self._lists)
        inner.addLayout(ground, 1)
        self.detail = FoundDetail()
        self._rule_line = Hairline(upright=True)
        halves.addWidget(left, 1)
        halves.addWidget(self._rule_line)
        halves.addWidget(self.detail)

    def _connect(self) -> None:
        self.level.chosen.connect(lambda level: self._narrow(replace(self.found.narrowing, level=level)))
        self.rule.chosen.connect(lambda rule: self._narrow(replace(self.found.narrowing, rule=rule)))
        self.years.chosen.connect(
            lambda years: self._narrow(replace(self.found.narrowing, every_year=years == _EVERY_YEAR))
        )
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._enter_table)
        self.table.current_changed.connect(self._choose)
        self.table.opened.connect(lambda _key: self.mend())
        self.table.typed.connect(lambda text: self.search.set_text(self.search.text() + text))
        self.nothing.link_clicked.connect(self._show_all)
        self.detail.mend_asked.connect(self.mend)
        self.detail.step_asked.connect(self.step_by)
        self.detail.rule_asked.connect(lambda rule: self._narrow(replace(self.found.narrowing, level=ALL, rule=rule)))
        self.found.refreshed.connect(self._refresh)
        self.report.clicked.connect(self._write_report)
        self.ready.clicked.connect(lambda: self.shell.go(Step.INVENTORY, Place(view="readiness")))
        self.exports.changed.connect(self._judge_report)
        self.plan.findings.changed.connect(self._follow)
        self.plan.year_changed.connect(lambda _year: self._follow())
        for keys, by in (("Alt+Down", 1), ("Alt+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step_by, by))

    # what is listed

    def _narrow(self, narrowing: Narrowing) -> None:
        self.found.narrow(narrowing)

    def _show_all(self) -> None:
        self.search.set_text("")
        self._narrow(Narrowing(every_year=self.found.narrowing.every_year))

    def _search(self, text: str) -> None:
        self.found.search(text)

    def _holds_services(self) -> bool:
        held = years_with_records(self.plan.workspace)
        return bool(held) if self.found.narrowing.every_year else self.plan.year in held

    def _nothing_words(self) -> str:
        return _("Nothing is found here") if self._has_services else _("No services are reported yet")

    def _nothing_note(self) -> str:
        if self._has_services:
            return _("Nothing of this choice is left to mend.")
        return _("Once the inventory holds services of this year, what is found in them is listed here.")

    def _enter_table(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.current_key():
            self.table.select_first()

    def _follow(self) -> None:
        if self.isVisible():
            self.found.read()

    def _refresh(self) -> None:
        self._offer()
        self.refresh_header()
        shown = self.found.table.rowCount()
        is_empty = not shown and not self.found.is_reading and self.plan.findings.are_known
        if is_empty:
            self._has_services = self._holds_services()
            self.nothing.retell()
        self._lists.setCurrentWidget(self.nothing if is_empty else self.table)
        again = "" if self._chosen is None else self.found.find_again(self._chosen)
        if again and self.found.table.line_of(again) >= 0:
            self.table.select_key(again)
        elif shown:
            self.table.select_nearest()
        else:
            self._chosen = None
        self._show_chosen()

    def _offer(self) -> None:
        levels, kept = self.found.levels(), self.found.narrowing
        self.level.set_options(
            [
                Option(ALL, partial(self._all_words, levels[ALL])),
                *(
                    Option(level.value, partial(_counted_level, level, levels[level.value]))
                    for level in Level
                    if self.plan.findings.are_known
                ),
            ]
        )
        self.rule.set_options(
            [
                Option(ALL, lambda: _("All rules")),
                *(Option(card.id, partial(_counted_rule, card, count)) for card, count in self.found.rules()),
            ]
        )
        self.years.set_options(
            [
                Option(_THIS_YEAR, lambda: format_year(self.plan.year)),
                Option(_EVERY_YEAR, lambda: _("All years")),
            ]
        )
        self.level.set_value(kept.level)
        self.rule.set_value(kept.rule)
        self.years.set_value(_EVERY_YEAR if kept.every_year else _THIS_YEAR)

    def _all_words(self, count: int) -> str:
        if not self.plan.findings.are_known:
            return _("Being checked…")
        is_narrow = self.shell.breadth() is Breadth.NARROW
        told = _("All ({count})") if is_narrow else _("All levels ({count})")
        return told.format(count=format_number(count))

    # the finding that is chosen

    def _choose(self, key: str) -> None:
        found = self.found.row(key)
        if found is not None:
            self._chosen = found
            self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self._chosen
        self.detail.setVisible(chosen is not None)
        self._rule_line.setVisible(chosen is not None)
        if chosen is None:
            return
        service = partial(self.found.holders.service, chosen)
        self.detail.show_finding(chosen, self.found.count_of_rule(chosen.rule), service)
        self._tell(chosen)

    def _tell(self, finding: Finding) -> None:
        self.tell_guide(
            lambda: GuideContext(
                path=(step_name(Step.INVENTORY), self.name(), finding.name()),
                guidance=finding.sentence(),
                entity=finding.entity,
                key=finding.id,
                field=finding.field,
            )
        )

    def mend(self) -> None:
        """Go where the chosen finding is mended."""
        if self._chosen is not None:
            go_to(self._chosen, self.plan, self.shell)

    def step_by(self, by: int) -> None:
        """Go to the finding before or after the chosen one; at the end nothing happens."""
        if self._chosen is not None:
            key = self.found.table.key_of(self.found.table.line_of(key_of(self._chosen)) + by)
            if key:
                self.table.select_key(key)

    # what can be done here

    def _ask_threshold(self) -> None:
        held = variation_threshold(self.plan.workspace)
        dialog = ThresholdDialog(self.shell.window_widget(), held)
        is_wanted, value = dialog.exec() == QDialog.DialogCode.Accepted, dialog.value()
        dialog.deleteLater()
        if not is_wanted:
            return
        try:
            set_variation_threshold(self.plan.workspace, value)
        except REFUSALS as error:
            self.shell.refuse(error)

    def _write_report(self) -> None:
        self.exports.ask(
            lambda: _("Folder for the report"),
            lambda: _("Writing the report"),
            ["quality-report", "--year", str(self.plan.year)],
        )

    def _judge_report(self) -> None:
        self._report.setEnabled(not self.exports.is_running)
        if self.exports.is_running:
            self.report.disable(lambda: _("The report is being written."))
        else:
            self.report.enable()

    # the window

    def facts(self) -> str:
        """Return the year, and how many findings there are as soon as that is known."""
        levels = self.found.levels()
        if not self.plan.findings.are_known:
            return f"{format_year(self.plan.year)} · {_('Being checked…')}"
        parts = [
            _("All years") if self.found.narrowing.every_year else format_year(self.plan.year),
            ngettext("{count} error", "{count} errors", levels[Level.ERROR]),
            ngettext("{count} warning", "{count} warnings", levels[Level.WARNING]),
            ngettext("{count} suggestion", "{count} suggestions", levels[Level.SUGGESTION]),
        ]
        counts = (0, levels[Level.ERROR], levels[Level.WARNING], levels[Level.SUGGESTION])
        return " · ".join(part.format(count=format_number(count)) for part, count in zip(parts, counts, strict=True))

    def activate(self) -> None:
        """Take over what was found meanwhile."""
        self.found.read()
        super().activate()

    def fit(self, width: float) -> None:  # noqa: ARG002  the window's breadth decides
        """Give the detail less room in a narrow window, and the list no column of rules."""
        breadth = self.shell.breadth()
        self.detail.setFixedWidth(px(_DETAIL[breadth]))
        self.report.setVisible(breadth is not Breadth.NARROW)  # the menu has it too
        self.years.setVisible(breadth is not Breadth.NARROW or self.found.narrowing.every_year)
        self.level.retranslate()
        self.table.show_columns(("level", "where", "rule") if breadth is Breadth.WIDE else ("level", "where"))

    def focus_place(self, place: Place) -> bool:
        """List the findings of one rule, where the place names one."""
        self.search.set_text("")
        self._narrow(Narrowing(rule=place.key if place.entity == RULE else ALL))
        self._enter_table()
        return True

    def retranslate(self) -> None:
        """Say everything in the other language; rows sort otherwise in it."""
        super().retranslate()
        self.found.table.sort_again()
        self._offer()


def _counted_level(level: Level, count: int) -> str:
    return _("{label} ({count})").format(label=level_words(level), count=format_number(count))


def _counted_rule(card: RuleCard, count: int) -> str:
    return _("{label} ({count})").format(label=card.title.text(language()), count=format_number(count))


def report_words() -> str:
    """Return what the report on the findings is asked for by."""
    return _("Write a report…")


def swing_words() -> str:
    """Return what the threshold of swings is changed by."""
    return _("Threshold of swings…")
