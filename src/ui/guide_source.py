"""What the guide shows for what has the focus: the framework's words and the plan's findings."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.errors import UnknownCodeError
from app.formats import format_number
from app.i18n import language, ngettext
from app.plan_facts import framework_of
from ui.pages.steps import Step, step_name
from ui.widgets.finding_chip import Level
from ui.window.guide import MOST_LISTED, GuideContent, GuideFinding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.checks.digest import Kind
    from app.checks.finding import Finding
    from app.framework.framework import Framework
    from app.framework.parts import Requirement
    from ui.open_plan import OpenPlan
    from ui.shell import GuideContext

_LEVELS: Final = list(Level)


def guide_content(plan: OpenPlan, step: Step, context: GuideContext) -> GuideContent:
    """Return what the guide says of a step, or of what has the focus in it."""
    framework = framework_of(plan.workspace)
    spoken = language()
    requirement = _requirement(framework, context.requirement) or framework.requirement_of_step(step.value)
    count, shown = _open(plan, step, context)
    heading = ngettext("Open findings ({count})", "Open findings ({count})", count).format(count=format_number(count))
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
            GuideFinding(Level(found.level.value), found.where(), found.sentence(), found)
            for found in shown[: MOST_LISTED + 1]  # there may be tens of thousands; one more says that there are more
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


def _open(plan: OpenPlan, step: Step, context: GuideContext) -> tuple[int, Sequence[Finding]]:
    """Return how many findings the record or the step has, and the first of them.

    The gravest come first, and of one level those of the field.
    """
    if not (context.entity and context.key):
        found = plan.findings.digest
        wanted = partial(_is_in, step)
        return found.count(wanted), tuple(islice(found.those(wanted), MOST_LISTED + 1))
    here = plan.findings.of(context.entity, context.key)
    ordered = sorted(here, key=lambda found: (_LEVELS.index(Level(found.level.value)), found.field != context.field))
    return len(ordered), ordered


def _is_in(step: Step, kind: Kind) -> bool:
    return step is Step.OVERVIEW or kind.step == step
