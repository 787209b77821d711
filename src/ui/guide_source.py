"""What the guide shows for what has the focus: the framework's words and the plan's findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.errors import UnknownCodeError
from app.i18n import language, ngettext
from app.plan_facts import framework_of
from ui.pages.steps import Step, step_name
from ui.widgets.finding_chip import Level
from ui.window.guide import GuideContent, GuideFinding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.checks.finding import Finding
    from app.framework.framework import Framework
    from app.framework.parts import Requirement
    from ui.open_plan import OpenPlan
    from ui.shell import GuideContext

_STEP_CLAUSES: Final = {
    Step.INVENTORY: "7.1",
    Step.PRIORITIES: "7.4",
    Step.STRATEGY: "7.5",
    Step.ASSESSMENT: "7.5",
}
_LEVELS: Final = list(Level)


def guide_content(plan: OpenPlan, step: Step, context: GuideContext, findings: Sequence[Finding]) -> GuideContent:
    """Return what the guide says of a step, or of what has the focus in it."""
    framework = framework_of(plan.workspace)
    spoken = language()
    requirement = _requirement(framework, context.requirement or _STEP_CLAUSES.get(step, ""))
    shown = _open(findings, step, context)
    heading = ngettext("Open findings ({count})", "Open findings ({count})", len(shown)).format(count=len(shown))
    guidance = context.guidance
    if not guidance and requirement is not None:
        guidance = requirement.guidance.text(spoken)
    return GuideContent(
        path=context.path or (step_name(step),),
        clause=requirement.clause if requirement else "",
        title=requirement.title.text(spoken) if requirement else "",
        requirement=requirement.text.text(spoken) if requirement else "",
        definitions=_definitions(framework, context.definitions),
        guidance=guidance,
        heading=heading,
        findings=tuple(
            GuideFinding(Level(found.level.value), found.where(), found.sentence(), found) for found in shown
        ),
    )


def _requirement(framework: Framework, name: str) -> Requirement | None:
    if not name:
        return None
    try:
        return framework.requirement(name)
    except UnknownCodeError:
        return None


def _definitions(framework: Framework, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    spoken = language()
    by_id = {term.id: term for term in framework.definitions}
    known = [by_id[name] for name in names if name in by_id]
    return tuple((_headed(term.term.text(spoken)), term.meaning.text(spoken)) for term in known)


def _headed(term: str) -> str:
    """Return a term as a heading begins: with a capital."""
    return term[:1].upper() + term[1:]


def _open(findings: Sequence[Finding], step: Step, context: GuideContext) -> list[Finding]:
    """Return the findings of the field, else of the record, else of the step; the gravest first."""
    if context.entity and context.key:
        here = [found for found in findings if found.entity == context.entity and found.id == context.key]
        if context.field:
            here.sort(key=lambda found: found.field != context.field)
    else:
        here = [found for found in findings if step is Step.OVERVIEW or found.step == step.value]
    return sorted(here, key=lambda found: _LEVELS.index(Level(found.level.value)))
