"""Targets and volumes as planners type and paste them; their written form is kept."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from app.i18n import _

_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009']+")
_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?|\.\d+)%")
_DECIMAL: Final = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_GROUPS: Final = re.compile(r"\d{1,3}(,\d{3})+")


def parse_target(text: str) -> str | None:
    """Return a target as the registry writes it, or None when it is none.

    ``0.8`` stays as it is; ``80 %`` and ``0,8`` become ``0.8``.
    """
    bare = _SPACES.sub("", text)
    if not bare:
        return ""
    if "." not in bare:
        bare = bare.replace(",", ".")
    if found := _PERCENT.fullmatch(bare):
        value = Decimal(found[1]) / 100
        written = format(value.normalize(), "f")
    elif _DECIMAL.fullmatch(bare):
        value, written = Decimal(bare), bare
    else:
        return None
    return written if value <= 1 else None


def parse_volume(text: str) -> str | None:
    """Return a volume as the registry writes it, or None when it is none; digits keep their form."""
    bare = _SPACES.sub("", text)
    if _GROUPS.fullmatch(bare):
        bare = bare.replace(",", "")
    return bare if not bare or (bare.isascii() and bare.isdigit()) else None


def wrong_target() -> str:
    """Return how a target is written, in the interface language."""
    return _("Enter a target from 0 to 1, such as 0.8, or a percentage.")


def wrong_volume() -> str:
    """Return how a volume is written, in the interface language."""
    return _("Enter a whole number, or leave the field blank.")
