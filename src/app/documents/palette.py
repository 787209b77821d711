"""The colours of printed documents: the light side of the tokens that the window uses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from app.documents.tree import Tone
from app.resources import resource


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#RRGGBB``."""

    text: str
    muted: str
    line: str
    accent: str
    accent_soft: str
    sunken: str
    warn: str
    warn_soft: str
    good: str
    bad: str
    series: tuple[str, ...]

    def tone(self, tone: Tone) -> str:
        """Return the colour of a status word."""
        return {
            Tone.PLAIN: self.text,
            Tone.GOOD: self.good,
            Tone.WARN: self.warn,
            Tone.BAD: self.bad,
            Tone.ACCENT: self.accent,
            Tone.MUTED: self.muted,
        }[tone]

    def shade(self, level: int) -> str:
        """Return the ground of a cell, 1 the lightest; the text colour is read on all, and each is darker in grey."""
        share = _SHADES[level - 1]
        channels = [int(self.accent[at : at + 2], 16) for at in (1, 3, 5)]
        return "#" + "".join(f"{round(255 + (value - 255) * share):02X}" for value in channels)


_SHADES = (0.08, 0.22, 0.37, 0.52, 0.68)
"""Of the accent in white."""


@cache
def palette() -> Palette:
    """Return the colours for white paper."""
    tokens = json.loads(resource("templates", "look-tokens.json").read_text(encoding="utf-8"))
    roles = {name: shades["light"] for name, shades in tokens["roles"].items()}
    return Palette(
        text=roles["text"],
        muted=roles["text2"],
        line=roles["line"],
        accent=roles["accent"],
        accent_soft=roles["accent_soft"],
        sunken=roles["sunken"],
        warn=roles["warn"],
        warn_soft=roles["warn_soft"],
        good=roles["good"],
        bad=roles["bad"],
        series=tuple(tokens["series"]["light"]),
    )


def ink_on(colour: str) -> str:
    """Return black or white, whichever is read better on ``colour``."""
    light = _luminance(colour)
    return "#FFFFFF" if 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 else "#000000"


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
