"""What the guide is told of the field that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app import i18n
from app.i18n import _
from app.registry.schema import Field, Kind, schema
from ui.pages.inventory.record_model import RECORD, STANDARD
from ui.pages.inventory.words import field_name
from ui.pages.steps import Step, step_name
from ui.shell import GuideContext

if TYPE_CHECKING:
    from ui.pages.inventory.record_model import RecordModel

_CLAUSES: Final = {
    "client_feedback_channel": "7.3",
    "last_service_improvement": "7.3",
    "os_issue_resolution_feedback": "7.3",
    "last_service_review": "7.4",
    "os_authentication": "7.10",
    "authentication_applies": "7.10",
    "real_time_status": "7.10",
}
_SECTION_CLAUSES: Final = {"online": "7.9", "standards": "7.7", "feedback": "7.3"}
_DEFINITIONS: Final = {
    "service_name": ("service",),
    "service_scope": ("external-service", "internal-enterprise-service"),
    "service_recipient_type": ("client",),
    "client_target_groups": ("client",),
    "client_feedback_channel": ("mechanism-to-provide-feedback",),
    "os_authentication": ("authenticated-service",),
    "authentication_applies": ("authenticated-service",),
    "performance_results_uri": ("real-time-performance-information",),
    "real_time_status": ("real-time-performance-information",),
}
_SECTION_DEFINITIONS: Final = {
    "identity": ("service-inventory", "service"),
    "clients": ("client",),
    "online": ("e-service",),
    "standards": ("service-standard",),
    "feedback": ("mechanism-to-provide-feedback",),
}


def context_of(model: RecordModel, section: str, entity: str, field: str) -> GuideContext:
    """Return what the guide shows while ``field`` of ``entity`` has the focus in ``section``."""
    card = model.card
    if card is None:
        return GuideContext()
    path = [step_name(Step.INVENTORY), model.shown_name(card.latest_name)]
    if field:
        path.append(field_name(field))
    return GuideContext(
        path=tuple(part for part in path if part),
        requirement=_CLAUSES.get(field, _SECTION_CLAUSES.get(section, "7.1")),
        definitions=_DEFINITIONS.get(field, _SECTION_DEFINITIONS.get(section, ())),
        guidance=_guidance(model, entity, field) or _section_guidance(section),
        entity=entity or RECORD,
        key=model.key_of(entity or RECORD),
        field=field,
    )


def _guidance(model: RecordModel, entity: str, field: str) -> str:
    known = _registry_field(entity, field)
    if known is None:
        return ""
    spoken = i18n.language()
    said = [_("{number} {label}").format(number=known.number, label=known.label.text(spoken)), known.help.text(spoken)]
    if field.startswith("num_") and model.card is not None:
        said.append(
            _("A number, 0 included; not applicable when the channel is not offered; no data when it was not counted.")
        )
    return "\n".join(said)


def _registry_field(entity: str, field: str) -> Field | None:
    fields = schema().resource(Kind.STANDARD if entity == STANDARD else Kind.SERVICE).fields
    return fields.get(field) or fields.get(f"{field}_{i18n.language().value}")


def _section_guidance(section: str) -> str:
    words = {
        "volumes": _(
            "A number, 0 included; not applicable when the channel is not offered; no data when it was not counted. "
            "Neither of the last two is read as zero."
        ),
        "online": _("A service is online end to end when no point is No and one at least is Yes."),
        "standards": _("A standard is met when its volume that met the target, over its total volume, reaches it."),
        "feedback": _("Clients must have a way to comment, and what they say should lead to improvements."),
        "links": _("Give the page that clients of each language need; remarks are published with the record."),
        "history": _(
            "Every change is kept, with who made it and when. Restoring is a change of its own and can be undone."
        ),
        "notes": _("Notes are for your team. They are not reported and do not appear in documents."),
    }
    return words.get(section, "")
