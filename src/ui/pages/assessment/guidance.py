"""What the guide is told of what has the focus in the self-assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app import i18n
from app.i18n import _
from ui.pages.steps import Step, step_name
from ui.shell import GuideContext

if TYPE_CHECKING:
    from app.assessment.cards import RequirementCard
    from app.framework.parts import Requirement
    from ui.pages.assessment.assessment_model import AssessmentModel

_DEFINITIONS: Final = {
    "service-inventory": ("service-inventory",),
    "learning": ("learning-opportunities", "service-provider"),
    "feedback": ("mechanism-to-provide-feedback",),
    "priority-review": ("priority-services",),
    "strategy": ("departmental-service-management-strategy",),
    "user-engagement": ("user-engagement-approach",),
    "standards-and-real-time": ("service-standard", "real-time-performance-information"),
    "e-services-proportion": ("e-service",),
    "authenticated-services": ("authenticated-service",),
}


def context_of(model: AssessmentModel, card: RequirementCard, field: str) -> GuideContext:
    """Return what the guide shows while ``field`` of a requirement has the focus; blank is the whole of it."""
    spoken = i18n.language()
    asked = model.framework.requirement(card.requirement)
    path = [step_name(Step.ASSESSMENT), f"{card.clause} {card.title.text(spoken)}"]
    path += [words for words in (_field_words(field),) if words]
    return GuideContext(
        path=tuple(path),
        requirement=card.clause,
        definitions=_DEFINITIONS.get(card.requirement, ()),
        guidance=_guidance(asked, field),
        entity="rating",
        key=card.rating_id or card.requirement,
        field=field,
    )


def _field_words(field: str) -> str:
    words = {
        "finding": _("Narrative"),
        "reason": _("Reason"),
        "rating": _("Rating"),
        "evidence": _("Evidence"),
        "actions": _("Corrective actions"),
    }
    return words.get(field, "")


def _guidance(asked: Requirement, field: str) -> str:
    spoken = i18n.language()
    if field == "reason":
        return _(
            "A rating that moved since last year, that is not the proposed one, or that says “not applicable” needs "
            "its reason in both languages."
        )
    if field == "actions":
        return _(
            "A requirement that is partly met or not met needs at least one open action, with who is responsible and "
            "by when. Actions go on after the attestation: their progress can still be entered."
        )
    if field == "evidence":
        lines = [_("Usually accepted:"), *(f"– {line.text(spoken)}" for line in asked.evidence)]
        return "\n".join(lines)
    return asked.guidance.text(spoken)
