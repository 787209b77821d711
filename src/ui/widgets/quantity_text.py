"""Quantities as planners type, paste and read them."""

from __future__ import annotations

import re
from typing import Final

from app.formats import format_number, format_percent
from app.i18n import _
from model.quantity import Quantity, QuantityState

_NOT_APPLICABLE: Final = {"na", "n/a", "so", "s/o", "a", "s"}
_NO_DATA: Final = {"nd", "n/d", "d"}
_SPACES: Final = re.compile(r"[\s\u00a0\u202f\u2009']+")
_PLAIN: Final = re.compile(r"-?\d+")
_COMMAS: Final = re.compile(r"-?\d{1,3}(,\d{3})+")


def parse_quantity(text: str) -> Quantity | None:
    """Return what was typed or pasted as a quantity, or None when it is none.

    ``12 345``, ``12,345``, ``NA``, ``S.O.`` and ``nd`` are understood; digits keep the form in
    which they were written.
    """
    bare = _SPACES.sub("", text.replace("−", "-"))
    word = bare.lower().replace(".", "")
    if not bare:
        return Quantity()
    if word in _NOT_APPLICABLE:
        return Quantity(QuantityState.NOT_APPLICABLE.value)
    if word in _NO_DATA:
        return Quantity(QuantityState.NO_DATA.value)
    if _COMMAS.fullmatch(bare):
        bare = bare.replace(",", "")
    return Quantity(bare) if _PLAIN.fullmatch(bare) else None


def quantity_number(quantity: Quantity) -> str:
    """Return a number as the interface language groups it; blank in the other states."""
    if quantity.value is None:
        return ""
    plain = str(quantity.value) == quantity.written
    return format_number(quantity.value) if plain else quantity.written


def quantity_words(quantity: Quantity) -> str:
    """Return the state in words; blank for a number and while nothing is given."""
    if quantity.state is QuantityState.NOT_APPLICABLE:
        return _("Not applicable")
    if quantity.state is QuantityState.NO_DATA:
        return _("No data")
    return ""


def quantity_short(quantity: Quantity) -> str:
    """Return a quantity for a narrow cell: its number, N/A, N/D or a dash while nothing is given."""
    if quantity.state is QuantityState.NUMBER:
        return quantity_number(quantity)
    if quantity.state is QuantityState.BLANK:
        return "–"
    return not_applicable_short() if quantity.state is QuantityState.NOT_APPLICABLE else no_data_short()


def not_applicable_short() -> str:
    """Return the short form of *not applicable*."""
    return _("N/A")


def no_data_short() -> str:
    """Return the short form of *no data*."""
    return _("N/D")


def change_between(before: Quantity | None, after: Quantity) -> str:
    """Return the change between two years as a signed percentage, or a dash where there is none."""
    if before is None or not before.value or after.value is None:
        return "–"
    ratio = after.value / before.value - 1
    text = format_percent(abs(ratio))
    if text.startswith("0"):
        return format_percent(0)
    return ("+" if ratio > 0 else "−") + text
