"""An open plan in the window: its pages, findings, guide, search, undo and redo.

Loaded after the first paint, for it brings the whole program with it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from app import i18n
from app.change_labels import change_words
from app.checks.finding import Level
from app.errors import PlanError
from app.formats import format_time, format_year
from app.i18n import _
from app.plan_facts import years_with_records
from ui.guide_source import guide_content
from ui.idle_work import IdleWork
from ui.language import switch_words
from ui.look.tokens import Role
from ui.pages.further_register import every_screen, view_of
from ui.pages.register import build_page
from ui.pages.steps import Step
from ui.search_entries import FindingEntries, ServiceEntries, entries, recent_entries
from ui.search_index import SearchIndex
from ui.shell import Place
from ui.step_status import step_statuses
from ui.widgets.choice import Option
from ui.widgets.pill import Tone
from ui.window.rail import StepStatus
from ui.window.search import SearchPalette

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.checks.finding import Finding
    from app.opening import Opened
    from model.change_set import ChangeSet
    from model.fiscal_year import FiscalYear
    from ui.open_plan import OpenPlan
    from ui.pages.page import Page
    from ui.shell import GuideContext
    from ui.window.guide import GuideContent
    from ui.window.plan_frame import PlanFrame

_REMEMBERED: Final = 5  # choices of the search that are offered again
AHEAD_RESTS: Final = 600  # milliseconds after the first check until pages are built that were not shown yet
_PROGRESS_RESTS: Final = 250  # milliseconds after a change until the rail is reckoned again


class Session(QObject):
    """Everything that the window shows of one plan."""

    def __init__(self, window: PlanFrame, plan: OpenPlan) -> None:
        super().__init__(window)
        self.window, self.plan = window, plan
        self._pages: dict[tuple[Step, str], Page] = {}
        self._saved_at = datetime.now(UTC).astimezone()
        plan.setParent(self)
        plan.changed.connect(self._on_change)
        self._was_checked = False
        self._index = SearchIndex(plan)
        self._chosen: list[str] = []
        self._ahead = IdleWork(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(AHEAD_RESTS)
        self._rest.timeout.connect(lambda: self._ahead.ask("pages", self._build_ahead(), later=True))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PROGRESS_RESTS)
        self._later.timeout.connect(self._show_progress)
        plan.year_changed.connect(lambda _year: self._later.start())
        plan.findings.changed.connect(self._on_findings)
        bar = window.top_bar
        bar.year_chosen.connect(self._choose_year)
        plan.year_changed.connect(lambda year: bar.year.set_value(str(year)))
        bar.content_chosen.connect(plan.set_content)
        bar.search_asked.connect(self.open_search)
        window.foot.findings_asked.connect(self.show_findings)
        window.guide.finding_chosen.connect(self.open_finding)

    def title(self) -> str:
        """Return the plan's title in the interface language."""
        return self.plan.shown(self.plan.card.title, i18n.language())

    def page(self, step: Step, place: Place | None = None) -> Page:
        """Return the page of a step, or the further screen of it where ``place`` lies, built at its first showing."""
        view = (place.view or view_of(step, place.entity)) if place is not None else ""
        if (step, view) not in self._pages:
            page = build_page(step, self.plan, self.window, view=view)
            page.guide_context.connect(partial(self._follow, page))
            self._pages[step, view] = page
        found = self._pages[step, view]
        found.catch_up()
        return found

    def follow_language(self) -> None:
        """Have the pages that nobody sees say everything in the other language, one after the other."""
        self._ahead.ask("language", self._catch_up(), later=True)

    def _catch_up(self) -> Iterator[None]:
        for page in tuple(self._pages.values()):
            page.catch_up()
            yield

    def _build_ahead(self) -> Iterator[None]:
        """Build every page that was not shown yet, so that it opens in the time of a blink.

        The inventory comes first, for that is where planners go.
        """
        for step, place in sorted(every_screen(), key=lambda screen: screen != (Step.INVENTORY, None)):
            page = self.page(step, place)
            yield
            self.window.keep(page)
            yield
            yield from page.ahead()

    def _follow(self, page: Page, context: GuideContext) -> None:
        """Let the guide follow the page that is shown; others may speak too, at a switch of language."""
        if self.window.area.current() is page:
            self.window.follow(context)

    def guide_content(self, step: Step, context: GuideContext) -> GuideContent:
        """Return what the guide shows for what has the focus."""
        return guide_content(self.plan, step, context)

    # what surrounds the page

    def refresh_shell(self) -> None:
        """Show the plan's name, years, saved state, progress and what can be undone."""
        bar, card = self.window.top_bar, self.plan.card
        bar.set_title(self.title, lambda: self.plan.shown(card.name, i18n.language()))
        bar.set_years([Option(str(year), partial(format_year, year)) for year in self._years()], str(self.plan.year))
        bar.content.set_value(self.plan.content)
        self._show_undo()
        self._show_saved()
        for step in Step:  # how far it is cannot be said before the plan was checked
            self.window.rail.set_status(step, StepStatus(0.0, complete=False, words=lambda: _("Being checked…")))

    def _years(self) -> Sequence[FiscalYear]:
        known = {*years_with_records(self.plan.workspace), *self.plan.card.period, self.plan.year}
        return sorted(known, reverse=True)

    def _choose_year(self, text: str) -> None:
        self.plan.set_year(next(year for year in self._years() if str(year) == text))

    def _show_undo(self) -> None:
        undo, redo = self.plan.workspace.undo_label, self.plan.workspace.redo_label
        self.window.top_bar.set_undo(
            (lambda: _("Undo: {change}").format(change=change_words(undo))) if undo else None,
            (lambda: _("Redo: {change}").format(change=change_words(redo))) if redo else None,
        )

    def _show_saved(self) -> None:
        if self.plan.read_only:
            self.window.set_saved(lambda: _("Open for reading only"), icon="lock", role=Role.TEXT2)
            return
        moment = self._saved_at
        self.window.set_saved(lambda: _("All changes saved at {time}").format(time=format_time(moment)))

    def _show_progress(self) -> None:
        if not self._was_checked:
            return
        for step, status in step_statuses(self.plan).items():
            self.window.rail.set_status(step, status)

    def _show_counts(self) -> None:
        found = self.plan.findings.digest.counts
        self.window.foot.set_counts(found.errors, found.warnings, found.suggestions)
        self.window.top_bar.set_findings(found.errors + found.warnings + found.suggestions)

    def _on_change(self, _change: ChangeSet) -> None:
        self._saved_at = datetime.now(UTC).astimezone()
        self._show_undo()
        self._show_saved()
        bar = self.window.top_bar
        bar.set_title(self.title, lambda: self.plan.shown(self.plan.card.name, i18n.language()))

    def _on_findings(self) -> None:
        self._show_counts()
        if self._was_checked:
            self._later.start()
        else:
            self._was_checked = True
            self._show_progress()
            self._index.start()  # the findings are more urgent
            self._rest.start()
        self.window.refresh_guide()

    # undo, search, findings

    def undo(self) -> None:
        """Take back the newest change, and say what it was."""
        named, size = self.plan.workspace.undo_label or "", self.plan.workspace.undo_size
        try:
            with self.window.working(lambda: _("Undoing: {change}").format(change=change_words(named)), size):
                label = self.plan.undo()
        except PlanError as error:
            self.window.refuse(error)
        else:
            self.window.toast(lambda: _("Undone: {change}").format(change=_(label)))

    def redo(self) -> None:
        """Bring back what was undone last, and say what it was."""
        named, size = self.plan.workspace.redo_label or "", self.plan.workspace.redo_size
        try:
            with self.window.working(lambda: _("Doing again: {change}").format(change=change_words(named)), size):
                label = self.plan.redo()
        except PlanError as error:
            self.window.refuse(error)
        else:
            self.window.toast(lambda: _("Done again: {change}").format(change=_(label)))

    def open_search(self) -> None:
        """Open the search over services, sections, requirements and commands."""
        listed = entries(self.plan, self.window, self._commands())
        recent = recent_entries(self.plan, self.window, self._chosen, listed)
        many = ServiceEntries(self._index, self.window)
        palette = SearchPalette(self.window, listed, many=many, recent=recent)
        palette.chosen.connect(self._remember)
        self._index.grew.connect(palette.search_again)
        palette.open_over(self.window)

    def _remember(self, chosen: str) -> None:
        self._chosen = [chosen, *(name for name in self._chosen if name != chosen)][:_REMEMBERED]

    def _commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Return the window's commands, as the search lists them."""
        listed: list[tuple[str, str, Callable[[], object]]] = [
            ("languages", switch_words(), self.window.top_bar.language_asked.emit),
            ("book-open", _("Open the guide"), self.window.open_guide),
            ("folder-open", _("Open another plan…"), self.window.other_plan_asked.emit),
            ("copy", _("Save a copy…"), self.window.copy_asked.emit),
            ("settings", _("Settings"), self.window.rail.settings_asked.emit),
            ("circle-help", _("Help"), self.window.rail.help_asked.emit),
            ("x", _("Close the plan"), self.window.close_asked.emit),
        ]
        if undo := self.plan.workspace.undo_label:
            listed.append(("undo-2", _("Undo: {change}").format(change=change_words(undo)), self.undo))
        if redo := self.plan.workspace.redo_label:
            listed.append(("redo-2", _("Redo: {change}").format(change=change_words(redo)), self.redo))
        return listed

    def open_finding(self, finding: Finding) -> None:
        """Put the cursor where a finding can be mended."""
        place = Place(finding.entity, finding.id, finding.field, finding.lang, finding.rule)
        if finding.year is not None and finding.year != self.plan.year:
            self.plan.set_year(finding.year)
        self.window.go(finding.step, place)

    def show_findings(self, level: str) -> None:
        """List the findings of a level, whatever step they belong to."""
        found = FindingEntries(self.plan.findings.digest.level(Level(level)), self.open_finding)
        palette = SearchPalette(self.window, (), many=found, recent=found.first(), hint=_("Search these findings"))
        found.setParent(palette)
        found.grew.connect(palette.search_again)
        palette.open_over(self.window)

    # opening and closing

    def tell_how_it_was_opened(self, opened: Opened) -> None:
        """Say in a banner why the plan can only be read, or that somebody may work on in another copy."""
        if not self.plan.read_only:
            if (left := opened.left_by) is not None:
                words = partial(_left_open, left.user, left.host)
                self.window.show_banner(words, tone=Tone.WARN, icon="circle-alert")
            elif opened.kept is not None:
                self.window.show_banner(partial(_brought_up, opened.kept.name), tone=Tone.LIVE, icon="history")
            return
        self.window.show_banner(
            partial(_why_only_read, opened),
            tone=Tone.WARN,
            icon="lock",
            action=lambda: _("Save a copy…"),
            do=self.window.copy_asked.emit,
        )

    def commit(self) -> None:
        """Keep what is being typed."""
        focused = self.window.window().focusWidget()
        if focused is not None:
            focused.clearFocus()

    def close(self) -> None:
        """Let the plan go; its pages are gone already."""
        self._later.stop()
        self._rest.stop()
        self._ahead.stop()
        self._index.stop()
        self._pages.clear()
        self.plan.close()


def _why_only_read(opened: Opened) -> str:
    """Return why a plan can be read and not changed, in the interface language."""
    if opened.holder is not None:
        words = _("{user} has this plan open on {host}. You can read it, not change it.")
        return words.format(user=opened.holder.user, host=opened.holder.host)
    if opened.is_held:
        return _("This plan is open on another computer. You can read it, not change it.")
    return _("This plan lies where you may not write. You can read it; save a copy to change it.")


def _brought_up(kept: str) -> str:
    """Return that an older plan is now of today's form, in the interface language."""
    words = _("This plan was made by an earlier version and now has today’s form. The old one lies beside it: {name}.")
    return words.format(name=kept)


def _left_open(user: str, host: str) -> str:
    """Return that a plan was not closed by whoever had it open, in the interface language."""
    words = _("{user} on {host} did not close this plan. If it is still open there, this is a copy: work in one only.")
    return words.format(user=user, host=host)
