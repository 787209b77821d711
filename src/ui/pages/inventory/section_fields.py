"""Which section of the record holds a field, told without building the section."""

from __future__ import annotations

from typing import Final

from app.inventory.fields import POINTS
from ui.pages.inventory.record_model import STANDARD

_CLIENTS: Final = (
    "service_recipient_type",
    "client_target_groups",
    "service_fee",
    "sin_usage",
    "cra_bn_identifier_usage",
    "automated_decision_system",
    "automated_decision_system_description",
    "service_agreements",
)
_ONLINE: Final = (
    *POINTS,
    "os_comments_client_interaction",
    "authentication_applies",
    "real_time_status",
    "offline_reason",
    "offline_note",
    "exclusion",
    "exclusion_note",
)
_FEEDBACK: Final = ("client_feedback_channel", "last_service_improvement", "last_service_review")
_LINKS: Final = ("service_uri", "special_remarks", "confirmed_on")
_HOLDERS: Final = {
    **dict.fromkeys(_CLIENTS, "clients"),
    **dict.fromkeys(_ONLINE, "online"),
    **dict.fromkeys(_FEEDBACK, "feedback"),
    **dict.fromkeys(_LINKS, "links"),
    "standards": "standards",
}


def section_of(entity: str, field: str) -> str:
    """Return the section that shows a field, a pair or one side of a pair."""
    if entity == STANDARD:
        return "standards"
    for name in (field, field.removesuffix("_en").removesuffix("_fr")):
        if name in _HOLDERS:
            return _HOLDERS[name]
    return "volumes" if field.startswith(("num_", "volume_note")) else "identity"
