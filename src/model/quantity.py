"""A count or volume as the registry reports it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_NUMBER = re.compile(r"-?[0-9]{1,40}")  # no count is longer, and Python refuses to read thousands of digits


class QuantityState(StrEnum):
    """What is known of a quantity; the four are never taken for each other."""

    NUMBER = "number"
    NOT_APPLICABLE = "NA"
    NO_DATA = "ND"
    BLANK = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A whole number, *not applicable*, *no data* or nothing yet, in its written form.

    ``007`` stays ``007``: the registry keeps what was written. Zero is a number.

    Source:
        Registry schema, kind ``count``.
    """

    written: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no quantity.

        Raises:
            ValueError: ``written`` is neither a whole number nor ``NA``, ``ND`` or blank.
        """
        if self.written not in {"", "NA", "ND"} and not _NUMBER.fullmatch(self.written):
            raise ValueError(self.written)

    @property
    def state(self) -> QuantityState:
        """Return which of the four states it is in."""
        if self.written in {"", "NA", "ND"}:
            return QuantityState(self.written)
        return QuantityState.NUMBER

    @property
    def value(self) -> int | None:
        """Return the number, or None in the three other states."""
        return None if self.written in {"", "NA", "ND"} else int(self.written)


def total(quantities: list[Quantity]) -> int:
    """Return the sum of the numbers; the other states count as nothing."""
    return sum(quantity.value or 0 for quantity in quantities)


def sum_of(quantities: list[Quantity]) -> Quantity:
    """Return the sum of the numbers; without any, what is known: *not applicable* only where all are that."""
    if any(quantity.value is not None for quantity in quantities):
        return Quantity(str(total(quantities)))
    states = {quantity.state for quantity in quantities}
    if states == {QuantityState.NOT_APPLICABLE}:
        return Quantity(QuantityState.NOT_APPLICABLE.value)
    return Quantity((QuantityState.NO_DATA if QuantityState.NO_DATA in states else QuantityState.BLANK).value)
