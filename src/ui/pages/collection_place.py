"""How a place names the screen of collection rounds, and asks it to open a round."""

from __future__ import annotations

from typing import Final

VIEW: Final = "collection"
ASK: Final = "ask"
"""The entity of a place that opens a round for some services: their keys, between blanks."""
