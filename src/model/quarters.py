"""Volumes of a year by quarter, which some departments collect; the registry knows the year only."""

from __future__ import annotations

from model.base import count, entity, text, whole_number_or_state

QUARTERLY_VOLUME = entity(
    "quarterly_volume",
    text("entity"),  # service_record or standard_record
    text("record"),  # key of the row that the volume is of
    text("field"),  # the count that the four quarters make up
    text("quarter"),  # 1 (April to June) to 4 (January to March)
    count("value"),  # as written
    *whole_number_or_state("value"),
    unique=("entity", "record", "field", "quarter"),
)
