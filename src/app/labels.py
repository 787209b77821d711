"""What fields and records of a plan are called, in the interface language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app import i18n
from app.i18n import N_, language
from app.registry.schema import Kind, field, pair_label, schema

if TYPE_CHECKING:
    from model.language import Language

_KINDS: Final = {"service_record": Kind.SERVICE, "standard_record": Kind.STANDARD}

_FIELDS: Final[dict[str, str]] = {
    "abbreviation": N_("Abbreviation"),
    "action": N_("Corrective action"),
    "actions": N_("Actions"),
    "analysis": N_("Analysis"),
    "approved_by": N_("Approved by"),
    "approved_on": N_("Approved on"),
    "authentication_applies": N_("Clients prove who they are"),
    "authority": N_("Authority"),
    "consideration": N_("Consideration"),
    "completion_on": N_("Completion date"),
    "confirmed_on": N_("Confirmed on"),
    "cut_score": N_("Line of the ranking"),
    "decision": N_("Decision"),
    "due_on": N_("Due date"),
    "exclusion": N_("Exclusion from online services"),
    "exclusion_note": N_("Reason of the exclusion"),
    "expected_result": N_("Expected result"),
    "figure": N_("Figures entered"),
    "finding": N_("Narrative"),
    "framework": N_("Policy"),
    "indicator": N_("Indicator"),
    "internal_location": N_("Internal location of the results"),
    "is_critical": N_("Critical service"),
    "is_essential": N_("Essential service"),
    "legal": N_("Legal title"),
    "name": N_("Name"),
    "offline_note": N_("Why a point stays offline"),
    "offline_reason": N_("Reason for a point kept offline"),
    "numerator": N_("Numerator"),
    "origin": N_("Origin"),
    "owner": N_("Owner"),
    "progress_state": N_("Progress"),
    "rationale": N_("Rationale"),
    "rating": N_("Rating"),
    "requirement": N_("Requirement"),
    "real_time_status": N_("Status of a request seen in real time"),
    "reason": N_("Reason"),
    "responsibility_area": N_("Responsibility area"),
    "responsible": N_("Responsible area"),
    "service_agreements": N_("Service agreements"),
    "service_id": N_("Service ID number"),
    "standards": N_("Service standards"),
    "text": N_("Text"),
    "title": N_("Title"),
    "value": N_("Target"),
    "weights": N_("Weights"),
    "volume_note": N_("Explanation of the volume"),
}

_ENTITIES: Final[dict[str, str]] = {
    "assessment": N_("Self-assessment"),
    "corrective_action": N_("Corrective action"),
    "decision": N_("Decision on a priority service"),
    "department": N_("Department"),
    "engagement_approach": N_("User engagement approach"),
    "evidence": N_("Evidence"),
    "indicator": N_("Indicator"),
    "initiative": N_("Initiative"),
    "inventory_approval": N_("Approval of the inventory"),
    "mandatory_service": N_("Mandatory service"),
    "note": N_("Note"),
    "objective": N_("Objective"),
    "plan": N_("Plan"),
    "program": N_("Program"),
    "rating": N_("Requirement"),
    "score": N_("Rating of a service"),
    "section": N_("Section"),
    "selection_round": N_("Round of selection"),
    "service": N_("Service"),
    "service_record": N_("Service"),
    "standard_record": N_("Service standard"),
    "target": N_("Target"),
}


def entity_label(entity: str, spoken: Language | None = None) -> str:
    """Return what one record of ``entity`` is called, in the interface language or the one that is given."""
    return i18n.catalog(spoken or language()).gettext(_ENTITIES[entity]) if entity in _ENTITIES else entity


def field_label(entity: str, name: str, spoken: Language | None = None) -> str:
    """Return what a field, or a pair of fields in both languages, is called; see ``entity_label``."""
    spoken = spoken or language()
    kind = _KINDS.get(entity)
    if kind is not None:
        known = schema().resource(kind).fields
        if name in known:
            return field(kind, name).label.text(spoken)
        if f"{name}_en" in known:
            return pair_label(kind, name).text(spoken)
    bare = name.removesuffix("_en").removesuffix("_fr")
    if (entity, bare) == ("note", "text"):  # planners know it as the note itself
        return entity_label(entity, spoken)
    return i18n.catalog(spoken).gettext(_FIELDS[bare]) if bare in _FIELDS else name


def any_label(name: str) -> str:
    """Return what a field is called when nobody says which record it is of."""
    labels = (field_label(entity, name) for entity in ("", *_KINDS))
    return next((label for label in labels if label != name), name)
