"""Quantities as planners type and paste them."""

from __future__ import annotations

import re
from typing import Final

from app.typography import ungrouped
from model.quantity import Quantity, QuantityState

_NOT_APPLICABLE: Final = {"na", "n/a", "so", "s/o", "a", "s", "notapplicable", "sansobjet"}
_NO_DATA: Final = {"nd", "n/d", "d", "nodata", "aucunedonnée"}
_PLAIN: Final = re.compile(r"-?\d+")
_COMMAS: Final = re.compile(r"-?\d{1,3}(,\d{3})+")


def parse_quantity(text: str) -> Quantity | None:
    """Return what was typed or pasted as a quantity, or None when it is none.

    ``12 345``, ``12,345``, ``NA``, ``S.O.`` and ``nd`` are understood; digits keep the form in
    which they were written.
    """
    bare = ungrouped(text.replace("−", "-"))
    word = bare.lower().replace(".", "")
    if not bare:
        return Quantity()
    if word in _NOT_APPLICABLE:
        return Quantity(QuantityState.NOT_APPLICABLE.value)
    if word in _NO_DATA:
        return Quantity(QuantityState.NO_DATA.value)
    if _COMMAS.fullmatch(bare):
        bare = bare.replace(",", "")
    try:
        return Quantity(bare) if _PLAIN.fullmatch(bare) else None
    except ValueError:  # digits of another script, or more of them than a count has
        return None
