"""The selection of priority services (guideline on service management, appendix 1B)."""

from __future__ import annotations

from model.base import both, day, entity, number, reference, text

SELECTION_ROUND = entity(
    "selection_round",
    text("fiscal_yr"),
    number("revision"),
    text("state"),  # draft or frozen
    number("cut_score"),  # services at or above it are proposed as priority, 0 to 100
    text("approved_by"),
    day("approved_on"),
    unique=("fiscal_yr", "revision"),
)

CONSIDERATION_WEIGHT = entity(
    "consideration_weight",
    reference("round", "selection_round"),
    text("consideration"),  # id of the framework's consideration
    number("weight"),  # of 100
    unique=("round", "consideration"),
)

SCORE = entity(
    "score",
    reference("round", "selection_round"),
    reference("service", "service"),
    text("consideration"),
    number("rating"),  # 3 high, 2 medium, 1 low, 0 not applicable; NULL not assessed
    *both("analysis"),
    unique=("round", "service", "consideration"),
)

DECISION = entity(
    "decision",
    reference("round", "selection_round"),
    reference("service", "service"),
    text("priority"),  # Y, N or blank
    *both("rationale"),
    unique=("round", "service"),
)
