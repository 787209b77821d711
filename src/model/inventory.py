"""The service inventory: services, what was reported of them each year, and their standards.

Columns that the registry has keep the registry's own field ids (schema 2025-08-11).
"""

from __future__ import annotations

from sqlalchemy import Index

from model.base import both, count, day, entity, reference, text, whole_number_or_state

COUNTS = (
    "num_phone_enquiries",
    "num_applications_by_phone",
    "num_website_visits",
    "num_applications_online",
    "num_applications_in_person",
    "num_applications_by_mail",
    "num_applications_by_email",
    "num_applications_by_fax",
    "num_applications_by_other",
)
"""Counts of a service record, in the registry's order."""

APPLICATION_COUNTS = tuple(name for name in COUNTS if name.startswith("num_applications"))
"""The seven application channels (source: registry schema, ``num_applications_total``)."""

INTERACTION_POINTS = (
    "os_account_registration",
    "os_authentication",
    "os_application",
    "os_decision",
    "os_issuance",
    "os_issue_resolution_feedback",
)
"""The six online interaction points (source: guideline on service management, 1.8)."""

SERVICE = entity(
    "service",
    text("owner_org"),  # today's owner
    text("service_id"),  # registry identifier; blank until the registry gives one
    text("state"),  # active, retired or merged
    text("state_since"),  # fiscal year in which that state began
    reference("merged_into", "service", required=False),
)
Index("service_by_identifier", SERVICE.c.owner_org, SERVICE.c.service_id)

SERVICE_RECORD = entity(
    "service_record",
    reference("service", "service"),
    text("owner_org"),  # owner of that year
    text("fiscal_yr"),
    *both("service_name"),
    *both("service_description"),
    text("service_type"),
    text("service_recipient_type"),
    text("service_scope"),
    text("client_target_groups"),
    text("program_id"),
    text("client_feedback_channel"),
    text("automated_decision_system"),
    *both("automated_decision_system_description"),
    text("service_fee"),
    *(text(point) for point in INTERACTION_POINTS),
    *both("os_comments_client_interaction"),
    text("last_service_review"),
    text("last_service_improvement"),
    text("sin_usage"),
    text("cra_bn_identifier_usage"),
    *(count(name) for name in COUNTS),
    *both("special_remarks"),
    *both("service_uri"),
    # beyond the registry: elements of the guideline on service management, table 5
    *both("responsibility_area"),
    *both("authority"),
    text("is_critical"),  # Y, N or blank
    text("is_essential"),  # Y, N or blank
    text("service_agreements"),  # Y, N, NA or blank
    text("offline_reason"),  # law, security, feasibility or blank: why a point stays offline
    *both("offline_note"),
    text("authentication_applies"),  # Y, N or blank; blank: told by the interaction point
    text("real_time_status"),  # Y, N or blank: clients see the status of their request (7.10)
    text("exclusion"),  # law, security or blank: documented exclusion from e-services (7.9)
    *both("exclusion_note"),
    *both("volume_note"),  # explanation of a swing or a flat line
    day("confirmed_on"),
    *whole_number_or_state(*COUNTS),
    unique=("owner_org", "fiscal_yr", "service"),
)
Index("service_record_by_year", SERVICE_RECORD.c.owner_org, SERVICE_RECORD.c.fiscal_yr)

STANDARD_RECORD = entity(
    "standard_record",
    reference("service", "service"),
    text("owner_org"),
    text("fiscal_yr"),
    *both("service_name"),  # as it was reported with the standard
    text("service_standard_id"),
    *both("service_standard"),
    text("type"),
    text("channel"),
    *both("channel_comments"),
    text("target"),  # 0 to 1, as written
    text("volume_meeting_target"),  # whole number as written, or blank
    text("total_volume"),
    *both("comments"),
    *both("standards_targets_uri"),
    *both("performance_results_uri"),
    text("published_performance"),  # kept only where the published value differs from ours
    text("published_target_met"),
    text("internal_location"),  # where internal services publish their results
)
Index(
    "standard_record_by_identifier",  # several new standards may wait for theirs
    *(STANDARD_RECORD.c[name] for name in ("owner_org", "fiscal_yr", "service", "service_standard_id")),
    unique=True,
    sqlite_where=STANDARD_RECORD.c.service_standard_id != "",
)
Index("standard_record_by_year", STANDARD_RECORD.c.owner_org, STANDARD_RECORD.c.fiscal_yr)

INVENTORY_APPROVAL = entity(
    "inventory_approval",
    text("department"),
    text("fiscal_yr"),
    text("custodian"),
    text("approved_by"),
    day("approved_on"),
    text("content_sha256"),  # of that year's records; another one today voids the approval
)

NOTE = entity(
    "note",
    text("entity"),
    text("record"),  # key of the row that the note is on
    text("field"),
    *both("text"),
    text("author"),
    text("written_at"),  # ISO date and time, UTC
    text("resolved"),  # Y or N
)
