"""Lengths and fonts that follow the platform's font."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui.look.tokens import Size, tokens

LEAST_WIDTH: Final = 640  # of the window, in units of length
LEAST_HEIGHT: Final = 360
_LINE_UNITS: Final = 16.0  # a line of the platform's font is sixteen units high


def unit() -> float:
    """Return the unit of length in pixels: 1.0 for a 9 or 10 point font on a plain screen."""
    return _unit_of(QApplication.font())


@lru_cache(maxsize=8)
def _unit_of(platform: QFont) -> float:
    return QFontMetricsF(platform).height() / _LINE_UNITS


def px(length: float) -> int:
    """Return a length in pixels, grown with the platform's font."""
    return round(length * unit())


def letters(width: float) -> float:
    """Return a width in pixels as units, in which breakpoints are given."""
    return width / unit()


def font(size: Size = Size.BODY, *, strong: bool = False, tabular: bool = False, italic: bool = False) -> QFont:
    """Return the platform's font at one of the five sizes.

    Args:
        size: which of them.
        strong: demibold instead of normal; there is no third weight.
        tabular: digits of one width, for figures that stand in columns.
        italic: for *not applicable*, *no data* and what the planner italicises.
    """
    return QFont(_font_of(QApplication.font(), size, (strong, tabular, italic)))


@lru_cache(maxsize=128)
def _font_of(platform: QFont, size: Size, shape: tuple[bool, bool, bool]) -> QFont:
    strong, tabular, italic = shape
    chosen = QFont(platform)
    factor = float(tokens()["sizes"][size.value])
    if chosen.pointSizeF() > 0:
        chosen.setPointSizeF(chosen.pointSizeF() * factor)
    else:
        chosen.setPixelSize(round(chosen.pixelSize() * factor))
    chosen.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    chosen.setItalic(italic)
    if tabular:
        chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen
