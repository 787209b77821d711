"""What was carried from one fiscal year into the next, and what of it is still to be looked at again.

A field is *changed* when its value differs from the year before: that is derived and never kept.
"""

from __future__ import annotations

from model.base import entity, text

CARRIED_RECORD = entity(
    "carried_record",  # a row that began as a copy of the year before
    text("entity"),  # service_record or standard_record
    text("record"),  # key of the row
    text("from_fiscal_yr"),
    text("carried_at"),  # ISO date and time, UTC
    text("reviewed_at"),  # the same, once the whole row was looked at again; blank before
    unique=("entity", "record"),
)

FIELD_MARK = entity(
    # what a planner said of one field since; a field without a mark is told by its value and by
    # resources/templates/years.yaml, which lists the fields that are always to be looked at again
    "field_mark",
    text("entity"),
    text("record"),
    text("field"),
    text("mark"),  # same: looked at, as last year; revisit: to be looked at again
    unique=("entity", "record", "field"),
)
