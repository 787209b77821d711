"""Which section of the record holds a field, told without building the section."""

from __future__ import annotations

from typing import Final

from app.inventory.fields import POINTS
from ui.pages.inventory.record_model import STANDARD

_CLIENTS: Final = (
    "service_recipient_type",
    "client_target_groups",
    "client_feedback_channel",
    "last_service_review",
    "last_service_improvement",
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


def section_of(entity: str, field: str) -> str:
    """Return the section that shows a field, a pair or one side of a pair."""
    if entity == STANDARD:
        return "standards"
    names = {field, field.removesuffix("_en").removesuffix("_fr")}
    if names & set(_CLIENTS):
        return "clients"
    if names & set(_ONLINE):
        return "online"
    return "volumes" if field.startswith(("num_", "volume_note")) else "identity"
