"""Views of a list that a planner kept under a name."""

from __future__ import annotations

from model.base import entity, text

SAVED_VIEW = entity(
    "saved_view",
    text("step"),  # id of the step whose list it is
    text("name"),
    text("content"),  # JSON: filters, columns and order
    unique=("step", "name"),
)
