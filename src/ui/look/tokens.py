"""Colour roles, chart colours and text sizes, as ``look-tokens.json`` gives them."""

from __future__ import annotations

import json
from enum import StrEnum
from functools import cache
from typing import Any, Final

from app.resources import resource


class Role(StrEnum):
    """What a colour is for; widgets never name a hue."""

    CHROME = "chrome"
    SHEET = "sheet"
    SUNKEN = "sunken"
    RAISED = "raised"
    DESK = "desk"
    LINE = "line"
    CONTROL = "control"
    TEXT = "text"
    TEXT2 = "text2"
    ACCENT = "accent"
    ACCENT_SOFT = "accent_soft"
    ON_ACCENT = "on_accent"
    GOOD = "good"
    GOOD_SOFT = "good_soft"
    WARN = "warn"
    WARN_SOFT = "warn_soft"
    BAD = "bad"
    BAD_SOFT = "bad_soft"
    IDEA = "idea"
    IDEA_SOFT = "idea_soft"


class Size(StrEnum):
    """The five sizes of text, multiples of the platform's."""

    CAPTION = "caption"
    BODY = "body"
    HEADING = "heading"
    TITLE = "title"
    FIGURE = "figure"


class Scheme(StrEnum):
    """Which set of values the roles have now."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


EARLIER_YEARS: Final = 4  # the chart colour of what came before


@cache
def tokens() -> dict[str, Any]:
    """Return the token file; it is part of the program and does not change."""
    values: dict[str, Any] = json.loads(resource("templates", "look-tokens.json").read_text(encoding="utf-8"))
    return values


def value(role: Role, scheme: Scheme) -> str:
    """Return the colour of ``role`` as ``#RRGGBB``."""
    return str(tokens()["roles"][role.value][scheme.value])


def series_value(index: int, scheme: Scheme) -> str:
    """Return the chart colour ``index``, counted from 0, as ``#RRGGBB``."""
    return str(tokens()["series"][scheme.value][index])
