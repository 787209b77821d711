"""Targets and volumes as planners type and paste them; their written form is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from app.formats import format_number, format_percent
from app.i18n import _
from app.typography import ungrouped

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class TypedNumber:
    """One kind of number in a field: how it is understood, shown, and refused."""

    parse: Callable[[str], str | None]  # the written form; None for what is no such number
    show: Callable[[str], str]
    wrong: Callable[[], str]


_PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?|\.\d+)%")
_DECIMAL: Final = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_GROUPS: Final = re.compile(r"\d{1,3}(,\d{3})+")


def parse_target(text: str) -> str | None:
    """Return a target as the registry writes it, or None when it is none.

    ``0.8`` stays as it is; ``80 %``, ``80`` and ``0,8`` become ``0.8``.
    """
    bare = ungrouped(text)
    if not bare:
        return ""
    if "." not in bare:
        bare = bare.replace(",", ".")
    if found := _PERCENT.fullmatch(bare):
        value = Decimal(found[1]) / 100
    elif _DECIMAL.fullmatch(bare):
        value = Decimal(bare)
        if value <= 1:
            return bare
        value /= 100
    else:
        return None
    return format(value.normalize(), "f") if value <= 1 else None


def parse_volume(text: str) -> str | None:
    """Return a volume as the registry writes it, or None when it is none; digits keep their form."""
    bare = ungrouped(text)
    if _GROUPS.fullmatch(bare):
        bare = bare.replace(",", "")
    return bare if not bare or (bare.isascii() and bare.isdigit()) else None


def wrong_target() -> str:
    """Return how a target is written, in the interface language."""
    return _("Enter a percentage from 0 to 100, such as 80.")


def wrong_volume() -> str:
    """Return how a volume is written, in the interface language."""
    return _("Enter a whole number, or leave the field blank.")


def show_target(written: str) -> str:
    """Return a target in per cent; an odd form as it is."""
    if not _DECIMAL.fullmatch(written) or Decimal(written) > 1:
        return written
    _whole, _point, places = format((Decimal(written) * 100).normalize(), "f").partition(".")
    return format_percent(float(written), decimals=len(places))


def show_volume(written: str) -> str:
    """Return a volume with the groups of the interface language; an odd form as it is."""
    return format_number(int(written)) if written.isdigit() and str(int(written)) == written else written


TARGET: Final = TypedNumber(parse_target, show_target, wrong_target)
VOLUME: Final = TypedNumber(parse_volume, show_volume, wrong_volume)
