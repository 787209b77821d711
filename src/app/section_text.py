"""What everybody who touches a section's text agrees on: its key, and how a live figure is written in it."""

from __future__ import annotations

import re
from typing import Final

from model.base import natural_key

FIGURE_TOKEN: Final = re.compile(r"\{\{(indicator|table|chart):([a-z0-9_-]+)@(latest|\d{4}-\d{4})\}\}")
"""``{{indicator:ID@YEAR}}``: kind, id and year of a live figure."""

LATEST: Final = "latest"


def section_key(outline_id: str) -> str:
    """Return the key that a section gets when it is first written; two copies of a plan agree on it."""
    return natural_key("section", outline_id)
