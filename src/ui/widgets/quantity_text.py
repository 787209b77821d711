"""Quantities as planners read them; how they are typed is in ``app.quantities``."""

from __future__ import annotations

from app.formats import format_number, format_percent
from app.i18n import _
from app.quantities import parse_quantity
from model.quantity import Quantity, QuantityState

__all__ = ["parse_quantity"]


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
