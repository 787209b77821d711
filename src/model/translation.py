"""What was declared equal in both languages."""

from __future__ import annotations

from model.base import entity, text

CONFIRMATION = entity(
    "confirmation",
    text("entity"),
    text("record"),
    text("field"),  # name of the pair, without _en and _fr
    text("source"),  # en, fr or blank: the side that was translated from
    text("en"),  # both texts as they were
    text("fr"),
    text("confirmed_at"),  # ISO date and time, UTC
    unique=("entity", "record", "field"),
)
