"""The yearly self-assessment against the policy's requirements (policy 2014, 7.5 and 8.1)."""

from __future__ import annotations

from model.base import both, day, entity, number, reference, text

ASSESSMENT = entity(
    "assessment",
    text("fiscal_yr"),
    number("revision"),
    text("state"),  # draft or attested
    text("attested_by"),
    day("attested_on"),
    unique=("fiscal_yr", "revision"),
)

RATING = entity(
    "rating",
    reference("assessment", "assessment"),
    text("requirement"),  # id of the framework's requirement
    text("rating"),  # 4, 3, 2, 1, NA or blank for not rated
    *both("finding"),  # the narrative
    *both("reason"),  # why it moved since last year, differs from the proposal, or does not apply
    unique=("assessment", "requirement"),
)

EVIDENCE = entity(
    "evidence",
    reference("rating", "rating"),
    *both("title"),
    text("location"),  # address or file reference
    day("dated"),
)

CORRECTIVE_ACTION = entity(
    "corrective_action",
    reference("assessment", "assessment", required=False),
    text("requirement"),
    text("origin"),  # own or secretary
    *both("action"),
    text("owner"),
    day("due_on"),
    text("status"),  # code of the framework's progress states
)

ENTERED_FIGURE = entity(
    "entered_figure",  # indicators that no part of the plan can compute
    text("indicator"),
    text("fiscal_yr"),
    number("numerator"),
    number("denominator"),
    unique=("indicator", "fiscal_yr"),
)
