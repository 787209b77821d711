"""What the search goes to: steps, services, sections, requirements, commands, findings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.i18n import _, language
from app.inventory.service_names import names_of
from app.inventory.service_test import candidates
from app.plan_facts import framework_of
from app.strategy.sections import outline
from app.typography import fold
from ui.pages.further_register import further_pages
from ui.pages.inventory.commands import COMMAND, COMMANDS
from ui.pages.service_test.words import name_of
from ui.pages.steps import STEP_ICONS, Step, step_name
from ui.shell import Place
from ui.widgets.finding_chip import Level, level_icon, level_role
from ui.window.search import MOST_SHOWN, PART, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.checks.finding import Finding
    from app.inventory.service_names import NamedService
    from ui.open_plan import OpenPlan
    from ui.search_index import SearchIndex
    from ui.shell import Shell

_WRITTEN_AT_ONCE: Final = 100  # findings of which the sentences are written in one piece
_TOLD_EACH: Final = 5000  # findings after which a search looks again

_SERVICE: Final = "service "  # how the id of a service's entry begins
Command = tuple[str, str, "Callable[[], object]"]


def entries(plan: OpenPlan, shell: Shell, commands: Sequence[Command]) -> list[Entry]:
    """Return everything that has a place in the plan, in the interface language.

    Args:
        plan: the open plan.
        shell: what goes there.
        commands: icon, words and what it does, for each command of the window.
    """
    found = [
        Entry(STEP_ICONS[step], step_name(step), _("Step"), partial(shell.go, step), id=f"step {step}") for step in Step
    ]
    found += _screens(shell)
    found += [Entry(icon, words, _("Command"), do, id=f"command {icon}") for icon, words, do in commands]
    found += _candidates(plan, shell)
    found += _sections(plan, shell)
    found += _requirements(plan, shell)
    return found


def _screens(shell: Shell) -> Iterable[Entry]:
    for page in (page for step in Step for page in further_pages(step)):
        do = partial(shell.go, page.step, Place(view=page.view))
        yield Entry(page.icon, page.name(), step_name(page.step), do, id=f"view {page.view}")
    for command in COMMANDS:
        do = partial(shell.go, Step.INVENTORY, Place(COMMAND, command.id))
        yield Entry(command.icon, command.words(), step_name(Step.INVENTORY), do, id=f"inventory {command.id}")


class ServiceEntries:
    """Every service as an entry, from the index that was made while the window was idle."""

    def __init__(self, index: SearchIndex, shell: Shell) -> None:
        self._index, self._shell = index, shell
        self.folded = index.folded

    def entry(self, at: int) -> Entry:
        """Return an entry."""
        named = self._index.services[at]
        if named is None:
            raise IndexError(at)
        return _service(named, self._shell)


def _service(named: NamedService, shell: Shell) -> Entry:
    do = partial(shell.go, Step.INVENTORY, Place("service", named.key))
    caption = " · ".join(part for part in (_("Service"), named.service_id) if part)
    return Entry("table-2", named.name(language()), caption, do, id=f"{_SERVICE}{named.key}")


def recent_entries(plan: OpenPlan, shell: Shell, chosen: Sequence[str], known: Sequence[Entry]) -> list[Entry]:
    """Return what was chosen last, the newest first; what is gone meanwhile is left out."""
    by_id = {entry.id: entry for entry in known if entry.id}
    keys = [name.removeprefix(_SERVICE) for name in chosen if name.startswith(_SERVICE)]
    by_id |= {f"{_SERVICE}{named.key}": _service(named, shell) for named in names_of(plan.workspace, keys)}
    return [by_id[name] for name in chosen if name in by_id]


def _candidates(plan: OpenPlan, shell: Shell) -> Iterable[Entry]:
    for one in candidates(plan.workspace):
        place = Place("service_test", one.key)
        do = partial(shell.go, Step.INVENTORY, place)
        also = f"{one.name.en} {one.name.fr}"
        yield Entry("circle-help", name_of(one), _("Is it a service?"), do, also=also, id=f"candidate {one.key}")


def _sections(plan: OpenPlan, shell: Shell) -> Iterable[Entry]:
    spoken = language()
    for row in outline(plan.workspace):
        if row.is_written:
            words = f"{row.number} {row.title.text(spoken)}".strip() if row.level else row.title.text(spoken)
            place = Place("section", row.key, "text")
            do = partial(shell.go, Step.STRATEGY, place)
            also = row.title.text(spoken.other)
            yield Entry("text", words, _("Section"), do, also=also, id=f"section {row.key}")


def _requirements(plan: OpenPlan, shell: Shell) -> Iterable[Entry]:
    spoken = language()
    for requirement in framework_of(plan.workspace).requirements:
        words = f"{requirement.clause} {requirement.title.text(spoken)}"
        do = partial(shell.go, Step.ASSESSMENT, Place("requirement", requirement.id))
        also = requirement.title.text(spoken.other)
        yield Entry("clipboard-check", words, _("Requirement"), do, also=also, id=f"requirement {requirement.id}")


class FindingEntries(QObject):
    """Findings as entries that lead to where they are mended; made when they are shown.

    There may be tens of thousands, and their sentences take long to write: what is searched is written in pieces while
    the window is idle.
    """

    grew = Signal()

    def __init__(
        self, findings: Sequence[Finding], open_finding: Callable[[Finding], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._findings, self._open = findings, open_finding
        self.folded: list[str] = []
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)
        self._idle.start()

    def first(self) -> list[Entry]:
        """Return the entries that are offered before anything is searched."""
        return [self.entry(at) for at in range(min(MOST_SHOWN, len(self._findings)))]

    def entry(self, at: int) -> Entry:
        """Return an entry."""
        finding = self._findings[at]
        level = Level(finding.level.value)
        do = partial(self._open, finding)
        return Entry(level_icon(level), finding.message(), _caption(finding), do, role=level_role(level))

    def _go_on(self) -> None:
        at = len(self.folded)
        for finding in self._findings[at : at + _WRITTEN_AT_ONCE]:
            parts = (finding.message(), _caption(finding), finding.rule)
            self.folded.append("".join(PART + fold(part) for part in parts))
        is_whole = len(self.folded) == len(self._findings)
        if is_whole:
            self._idle.stop()
        if is_whole or len(self.folded) % _TOLD_EACH == 0:
            self.grew.emit()


def _caption(finding: Finding) -> str:
    return f"{step_name(finding.step)} · {finding.where()}"
