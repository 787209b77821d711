"""The department beside the published inventory of all departments, which is kept outside every plan."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtWidgets import QWidget

from app import i18n
from app.formats import format_date, format_number, format_year
from app.i18n import _, language, ngettext
from app.plan_facts import framework_of
from app.reference import store
from app.reference.exchange import from_json
from app.refusals import REFUSALS
from app.registry.code_lists import department
from ui.look.measure import letters
from ui.look.tokens import Role
from ui.pages.compare.table import CompareTable, Legend
from ui.pages.further import FurtherPage
from ui.pages.steps import Step
from ui.shell import GuideContext
from ui.widgets.button import Button, menu_action
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_dialogs import choose_files, table_filter
from ui.widgets.frames import Card, Scroll, column
from ui.widgets.icon_menu import IconMenu
from ui.widgets.label import Label
from ui.widgets.pill import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from app.reference.comparing import Comparison
    from app.reference.store import ReferenceCard
    from ui.open_plan import OpenPlan
    from ui.shell import Shell
    from ui.tasks import Outcome

_NAMED: Final = 12  # departments of its size that are named; the others are counted
_DONE: Final = (0, 1)


class ComparePage(FurtherPage):
    """Loads the published inventory, and shows the department beside it; a child process does both."""

    step: ClassVar[Step] = Step.INVENTORY
    view: ClassVar[str] = "compare"
    icon: ClassVar[str] = "milestone"

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.found: Comparison | None = None
        self._card: ReferenceCard | None = None
        self._asked = 0
        self.load_button = Button(lambda: _("Load published files…"), icon="download")
        self.load_button.clicked.connect(self._choose)
        self.more = IconMenu(lambda: _("More actions"), "ellipsis")
        menu_action(self.more.menu(), lambda: _("Remove what is loaded"), icon="trash-2", do=self._forget)
        self.header.add_action(self.more)
        self.header.add_action(self.load_button)
        ground = QWidget()
        self.body.setContentsMargins(0, 0, 0, 0)
        whole = column(ground, gap=14, margins=(24, 0, 20, 20))
        self.card = Card(self._heading)
        self._peers = Label(self._peers_told, role=Role.TEXT2, wrap=True)
        self.card.body.addWidget(self._peers)
        self.card.body.addWidget(Legend())
        self.table = CompareTable()
        self.card.body.addWidget(self.table)
        whole.addWidget(self.card)
        self.wait = Label(lambda: _("Comparing…"), role=Role.TEXT2)
        whole.addWidget(self.wait)
        self.empty = EmptyState(
            "milestone",
            lambda: _("No published inventory is loaded"),
            lambda: _(
                "Load the files of services and of standards that the government publishes for all departments. "
                "They stay on this computer, outside the plan."
            ),
            primary=lambda: _("Load published files…"),
            primary_icon="download",
        )
        self.empty.primary_clicked.connect(self._choose)
        whole.addWidget(self.empty, 1)
        whole.addStretch(1)
        self.area = Scroll(ground)
        self.body.addWidget(self.area)
        plan.changed.connect(lambda _change: self._follow())
        plan.year_changed.connect(lambda _year: self._follow())

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called."""
        return _("Compare with other departments")

    def facts(self) -> str:
        """Return which years are set beside each other, and what is loaded."""
        if self._card is None:
            return ""
        when = format_date(self._card.loaded_at.astimezone().date())
        parts = [_("published inventory loaded {date}").format(date=when)]
        if self.found is not None and self.found.reference_year is not None:
            count = self.found.departments
            words = ngettext("{count} department in {year}", "{count} departments in {year}", count)
            parts.insert(0, words.format(count=format_number(count), year=format_year(self.found.reference_year)))
        return " · ".join(parts)

    def activate(self) -> None:
        """Look what is loaded, and compare anew: the plan may have changed."""
        self._read()
        super().activate()
        self.tell_guide(lambda: GuideContext(path=(self.title(),), requirement="7.1"))

    def fit(self, width: float) -> None:
        """Leave the lines with the marks out where it is narrow."""
        self.table.show_strips(shown=self.table.fits(width))

    def retranslate(self) -> None:
        """Write figures as the other language does."""
        super().retranslate()
        self.fit(letters(self.width()))

    def load(self, files: Sequence[Path]) -> None:
        """Load published files instead of what was loaded before."""
        count = len(files)
        self.load_button.disable(lambda: _("Files are being read."))
        self.shell.tasks.run(
            lambda: ngettext("Reading {count} file", "Reading {count} files", count).format(count=count),
            ["reference", *(str(path) for path in files), "--json", "--ui-lang", i18n.language().value],
            self._loaded,
        )

    def _choose(self) -> None:
        if files := choose_files(self, _("Published files of services and of standards"), table_filter()):
            self.load(files)

    def _loaded(self, outcome: Outcome) -> None:
        self.load_button.enable()
        if outcome.code in _DONE:
            self.shell.toast(lambda: _("Published inventory loaded."))
            self.plan.findings.look_again()  # an identifier may be another department's
            self._read()
        elif not outcome.cancelled:
            told = outcome.errors.strip() or _("The files could not be read. Try again.")
            self.shell.show_banner(told, tone=Tone.BAD, icon="circle-alert")

    def _forget(self) -> None:
        try:
            store.forget()
        except REFUSALS as error:
            self.shell.refuse(error)
        else:
            self.shell.toast(lambda: _("Published inventory removed."))
            self.plan.findings.look_again()
        self._read()

    def _follow(self) -> None:
        if self.isVisible():
            self._compare()

    def _read(self) -> None:
        """Look what is loaded."""
        self._card = None
        if store.is_loaded():
            try:
                self._card = store.describe()
            except REFUSALS as error:
                self.shell.refuse(error)
        loaded = self._card is not None
        self.empty.setVisible(not loaded)
        self.more.setVisible(loaded)
        self.load_button.setVisible(loaded)
        if not loaded:
            self.found = None
        self._show()
        if loaded:
            self._compare()

    def _compare(self) -> None:
        """Ask a child process; an answer to an older question is passed over."""
        if self._card is None:
            return
        self._asked += 1
        asked, arguments = self._asked, ["compare", str(self.plan.path), "--year", str(self.plan.year), "--json"]
        self.shell.tasks.run(
            lambda: _("Comparing with other departments"),
            [*arguments, "--ui-lang", i18n.language().value],
            lambda outcome: self._compared(asked, outcome),
        )

    def _compared(self, asked: int, outcome: Outcome) -> None:
        if asked != self._asked or outcome.cancelled:
            return
        if outcome.code:
            self.shell.show_banner(outcome.errors.strip(), tone=Tone.BAD, icon="circle-alert")
            return
        self.found = from_json(json.loads(outcome.output))
        self._show()

    def _show(self) -> None:
        found = self.found
        is_there = found is not None and found.reference_year is not None
        self.card.setVisible(is_there)
        self.wait.setVisible(found is None and self._card is not None)
        if found is not None:
            framework = framework_of(self.plan.workspace)
            self.table.show_rows(found, {row.id: framework.indicator(row.id).title for row in found.rows})
            self._peers.say(self._peers_told)
        if self.card.heading is not None:
            self.card.heading.say(self._heading)
        self.refresh_header()

    def _heading(self) -> str:
        if self.found is None or self.found.reference_year is None:
            return ""
        if self.found.reference_year == self.found.year:
            return format_year(self.found.year)
        return _("{year}, beside what was published for {reference_year}").format(
            year=format_year(self.found.year), reference_year=format_year(self.found.reference_year)
        )

    def _peers_told(self) -> str:
        """Return which departments are of its size."""
        found = self.found
        if found is None or not found.peers:
            return ""
        names = [self._peer_name(peer.code, peer.services) for peer in found.peers[:_NAMED]]
        if rest := len(found.peers) - len(names):
            names.append(ngettext("{count} more", "{count} more", rest).format(count=rest))
        return _("Of its size, by its external and internal enterprise services ({count}): {departments}").format(
            count=format_number(found.services), departments="; ".join(names)
        )

    @staticmethod
    def _peer_name(code: str, services: int) -> str:
        known = department(code)
        name = known.name.text(language()) if known is not None else code
        return _("{name} ({count})").format(name=name, count=format_number(services))
