"""The multi-year strategy: sections, objectives, initiatives, targets and approved versions."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, Text

from model.base import both, day, entity, number, reference, text

SECTION = entity(
    "section",
    text("outline"),  # id of the heading in the framework's outline
    text("kept"),  # Y or N
    *both("text"),  # small Markdown
    unique=("outline",),
)

OBJECTIVE = entity(
    "objective",
    number("position"),
    *both("name"),
    *both("expected_result"),
)

INITIATIVE = entity(
    "initiative",
    reference("objective", "objective", required=False),
    reference("service", "service", required=False),
    number("position"),
    *both("name"),
    *both("actions"),
    *both("responsible"),  # area responsible for the initiative
    text("first_yr"),
    day("completion_on"),
    text("status"),  # code of the framework's progress states
)

TARGET = entity(
    "target",
    reference("objective", "objective", required=False),
    text("indicator"),  # id of the framework's indicator
    text("fiscal_yr"),
    text("value"),  # decimal number as written; a ratio of 0 to 1, or a count
    unique=("indicator", "fiscal_yr"),
)

ENGAGEMENT_APPROACH = entity(
    "engagement_approach",  # 7.6
    text("first_yr"),
    text("last_yr"),
    text("approved_by"),
    day("approved_on"),
    *both("actions"),
)

MANDATORY_SERVICE = entity(
    "mandatory_service",  # 7.8
    *both("name"),
    text("adopted"),  # Y, N or blank
    *both("reason"),
)

VERSION = entity(
    "version",
    text("name"),
    text("change_set"),  # id of the newest change set in it; plain text, it may be of another file
    Column("content", LargeBinary, nullable=False),  # zlib of canonical JSON
    Column("sha256", Text, nullable=False, default=""),  # of the uncompressed JSON
    text("first_yr"),
    text("last_yr"),
    text("approved_by"),
    day("approved_on"),
)
