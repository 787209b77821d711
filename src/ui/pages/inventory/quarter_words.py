"""What the quarters of a volume and its year say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_number
from app.i18n import _, ngettext
from app.inventory.quarters import QUARTERS
from model.quantity import Quantity, QuantityState
from ui.widgets.quantity_text import quantity_number, quantity_words
from ui.widgets.quarter_table import quarter_words

if TYPE_CHECKING:
    from app.inventory.quarters import Quarters
    from ui.widgets.texts import Words


def disagreement(quarters: Quarters, year: str) -> Words | None:
    """Return that the quarters do not add up to what the year says, or None."""
    if quarters.is_blank or quarters.agree_with(year):
        return None
    return lambda: _disagreement(Quantity(quarters.total), Quantity(year))


def _disagreement(total: Quantity, year: Quantity) -> str:
    added = _("“{state}”").format(state=quantity_words(total)) if quantity_words(total) else quantity_number(total)
    if year.state is QuantityState.BLANK:
        return _("The quarters add up to {sum}, but the year is blank.").format(sum=added)
    said = _("“{state}”").format(state=quantity_words(year)) if quantity_words(year) else quantity_number(year)
    return _("The quarters add up to {sum}, but the year says {year}.").format(sum=added, year=said)


def coverage(quarters: Quarters) -> Words | None:
    """Return how much of the year the quarters cover, or None when they cover all of it or nothing."""
    if quarters.is_blank or not (quarters.missing or quarters.without_data):
        return None
    return lambda: _coverage(quarters)


def _coverage(quarters: Quarters) -> str:
    given = len(QUARTERS) - len(quarters.missing)
    told = []
    if quarters.missing:
        words = ngettext("{count} quarter of 4 is given", "{count} quarters of 4 are given", given)
        told.append(words.format(count=format_number(given)))
    if quarters.without_data:
        names = ", ".join(quarter_words(number) for number in quarters.without_data)
        told.append(_("no data for {quarters}").format(quarters=names))
    sentence = ", ".join(told)
    return sentence[:1].upper() + sentence[1:] + "."
