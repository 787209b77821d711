"""What the guide is told of what has the focus on the page of priority services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app import i18n
from app.i18n import _
from ui.pages.priorities.ranking_words import criteria_words
from ui.pages.steps import Step, step_name
from ui.shell import GuideContext

if TYPE_CHECKING:
    from app.framework.parts import Consideration
    from app.priorities.ranking import RankRow
    from ui.pages.priorities.priorities_model import PrioritiesModel

_CLAUSES: Final = {"wellbeing": "7.4", "sensitive_information": "7.10", "critical_essential": "7.4", "volume": "7.4"}
_DEFINITIONS: Final = {
    "sensitive_information": ("authenticated-service",),
    "wellbeing": ("client",),
}
_SCOPE: Final = ("external-service", "internal-enterprise-service")


def context_of(model: PrioritiesModel, row: RankRow | None, consideration: str, field: str) -> GuideContext:
    """Return what the guide shows.

    Args:
        model: the page's model.
        row: the service that is chosen; None while there is none.
        consideration: that of the chosen cell; blank elsewhere.
        field: ``weight``, ``decision``, ``rationale``, ``analysis``, or blank for the table.
    """
    path = [step_name(Step.PRIORITIES)]
    if row is not None and field != "weight":
        path.append(model.plan.shown(row.name, i18n.language()))
    if consideration:
        path.append(model.framework.consideration(consideration).title.text(i18n.language()))
    entity, key, named = _place(model, row, consideration, field)
    return GuideContext(
        path=tuple(path),
        requirement=_CLAUSES.get(consideration, "7.4"),
        definitions=_definitions(row, consideration, field),
        guidance=_guidance(model, consideration, field),
        entity=entity,
        key=key,
        field=named,
    )


def _definitions(row: RankRow | None, consideration: str, field: str) -> tuple[str, ...]:
    if row is not None and not row.eligible:
        return _SCOPE
    if field in {"", "analysis"} and consideration in _DEFINITIONS:
        return _DEFINITIONS[consideration]
    return ("priority-services",)


def _guidance(model: PrioritiesModel, consideration: str, field: str) -> str:
    if field == "weight":
        return _(
            "The weights share out 100. Drag one, or type a number: the others give way in proportion, and the ranking "
            "follows at once. No weight is prescribed; say in the strategy why they are as they are."
        )
    if field in {"decision", "rationale"}:
        return _(
            "The line only proposes; the department decides. A yes, a change since the last round and a decision "
            "against the line each need a rationale in both languages."
        )
    if consideration:
        return _scale(model, model.framework.consideration(consideration))
    return _("Hollow bars were computed from the inventory. Confirm or change them: the decision is yours.")


def _scale(model: PrioritiesModel, consideration: Consideration) -> str:
    """Return what to ask of each service, the policy's criteria that this serves, and the scale."""
    spoken = i18n.language()
    lines = [question.text(spoken) for question in consideration.questions]
    if criteria := criteria_words(model.framework, consideration.id):
        lines.append(criteria)
    lines += [f"{step.label.text(spoken)} – {step.meaning.text(spoken)}" for step in consideration.steps]
    if consideration.id == "volume":
        lines.append(model.framework.priorities.volume_bands.explanation.text(spoken))
    return "\n".join(lines)


def _place(model: PrioritiesModel, row: RankRow | None, consideration: str, field: str) -> tuple[str, str, str]:
    """Return the row of the plan whose findings the guide lists; blank lists those of the step."""
    if row is None or field == "weight":
        return "", "", ""
    score = row.score_keys.get(consideration, "")
    if field == "analysis" and score and model.found("score", score):
        return "score", score, "analysis"
    of_service = model.found("service", row.service)
    if field == "rationale" and not of_service and row.decision:
        return "decision", row.decision, "rationale"
    return "service", row.service, consideration or field
