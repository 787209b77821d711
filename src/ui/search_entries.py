"""What the search goes to: steps, services, sections, requirements, commands, findings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.i18n import _, language
from app.inventory.rows import rows
from app.plan_facts import framework_of
from app.strategy.sections import outline
from ui.pages.further_register import further_pages
from ui.pages.inventory.commands import COMMAND, COMMANDS
from ui.pages.steps import STEP_ICONS, Step, step_name
from ui.shell import Place
from ui.widgets.finding_chip import Level, level_icon, level_role
from ui.window.search import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.checks.finding import Finding
    from ui.open_plan import OpenPlan
    from ui.shell import Shell

Command = tuple[str, str, "Callable[[], object]"]


def entries(plan: OpenPlan, shell: Shell, commands: Sequence[Command]) -> list[Entry]:
    """Return everything that has a place in the plan, in the interface language.

    Args:
        plan: the open plan.
        shell: what goes there.
        commands: icon, words and what it does, for each command of the window.
    """
    found = [Entry(STEP_ICONS[step], step_name(step), _("Step"), partial(shell.go, step)) for step in Step]
    found += _screens(shell)
    found += [Entry(icon, words, _("Command"), do) for icon, words, do in commands]
    found += _services(plan, shell)
    found += _sections(plan, shell)
    found += _requirements(plan, shell)
    return found


def _screens(shell: Shell) -> Iterable[Entry]:
    for page in (page for step in Step for page in further_pages(step)):
        yield Entry(page.icon, page.name(), step_name(page.step), partial(shell.go, page.step, Place(view=page.view)))
    for command in COMMANDS:
        do = partial(shell.go, Step.INVENTORY, Place(COMMAND, command.id))
        yield Entry(command.icon, command.words(), step_name(Step.INVENTORY), do)


def _services(plan: OpenPlan, shell: Shell) -> Iterable[Entry]:
    spoken = language()
    for row in rows(plan.workspace, plan.year):
        name, other = row.name.text(spoken), row.name.text(spoken.other)
        place = Place("service", row.key)
        caption = " · ".join(part for part in (_("Service"), row.service_id) if part)
        yield Entry("table-2", name or other, caption, partial(shell.go, Step.INVENTORY, place), also=other)


def _sections(plan: OpenPlan, shell: Shell) -> Iterable[Entry]:
    spoken = language()
    for row in outline(plan.workspace):
        if row.is_written:
            words = f"{row.number} {row.title.text(spoken)}".strip() if row.level else row.title.text(spoken)
            place = Place("section", row.key, "text")
            do = partial(shell.go, Step.STRATEGY, place)
            yield Entry("text", words, _("Section"), do, also=row.title.text(spoken.other))


def _requirements(plan: OpenPlan, shell: Shell) -> Iterable[Entry]:
    spoken = language()
    for requirement in framework_of(plan.workspace).requirements:
        words = f"{requirement.clause} {requirement.title.text(spoken)}"
        do = partial(shell.go, Step.ASSESSMENT, Place("requirement", requirement.id))
        yield Entry("clipboard-check", words, _("Requirement"), do, also=requirement.title.text(spoken.other))


def finding_entries(findings: Iterable[Finding], open_finding: Callable[[Finding], object]) -> list[Entry]:
    """Return findings as entries that lead to where they are mended."""
    found = []
    for finding in findings:
        level = Level(finding.level.value)
        caption = f"{step_name(finding.step)} · {finding.where()}"
        do = partial(open_finding, finding)
        found.append(
            Entry(level_icon(level), finding.message(), caption, do, also=finding.rule, role=level_role(level))
        )
    return found
