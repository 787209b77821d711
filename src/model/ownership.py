"""Who answers for a service today, and what services became of one another."""

from __future__ import annotations

from model.base import both, entity, reference, text

SERVICE_OWNER = entity(
    "service_owner",  # the person or office inside the department that answers for the service today
    reference("service", "service"),
    text("name"),
    text("email"),
    unique=("service",),
)

SUCCESSION = entity(
    "succession",  # what became of a service: merged into another, split from one, given to another department
    reference("from_service", "service"),
    reference("to_service", "service"),  # a transfer's is the same service
    text("kind"),  # merge, split or transfer
    text("fiscal_yr"),  # the first year in which it is so
    text("from_org"),  # owner before and since
    text("to_org"),
    *both("note"),
)
