"""An indicator's value, kept as what it was computed from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.errors import UnknownCodeError

if TYPE_CHECKING:
    from app.framework.parts import Unit
    from model.fiscal_year import FiscalYear

Number = int | float


@dataclass(frozen=True, slots=True)
class Measure:
    """A count, or a ratio kept as its two sides.

    Attributes:
        numerator: None when it is not known.
        denominator: None for a plain count, and when it is not known.
        unknown: how many records were left out for lack of data.
        excluded: how many records were left out for a documented reason.
    """

    numerator: Number | None
    denominator: int | None = None
    unknown: int = 0
    excluded: int = 0

    @property
    def value(self) -> Number | None:
        """Return numerator ÷ denominator, not rounded; None, *not available*, when the denominator is 0."""
        if self.numerator is None or self.denominator == 0:
            return None
        return self.numerator if self.denominator is None else self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of one fiscal year, with its target.

    Attributes:
        target: the plan's own for that year, else the framework's default; None where there is none.
        rises: whether, without such a target, it is to be above last year's value.
        previous: last year's value; None when it is not available.
    """

    id: str
    unit: Unit
    measure: Measure
    target: float | None = None
    rises: bool = False
    previous: Number | None = None

    @property
    def numerator(self) -> Number | None:
        """Return the upper side."""
        return self.measure.numerator

    @property
    def denominator(self) -> int | None:
        """Return the lower side; None for a plain count."""
        return self.measure.denominator

    @property
    def unknown(self) -> int:
        """Return how many records were left out for lack of data."""
        return self.measure.unknown

    @property
    def excluded(self) -> int:
        """Return how many records were left out for a documented reason."""
        return self.measure.excluded

    @property
    def value(self) -> Number | None:
        """Return the value, not rounded; None when it is not available."""
        return self.measure.value

    @property
    def is_met(self) -> bool | None:
        """Whether it reaches its target; None when there is no target, or no value to compare."""
        if self.value is None:
            return None
        if self.target is not None:
            return self.value >= self.target
        return self.value > self.previous if self.rises and self.previous is not None else None

    @property
    def attainment(self) -> float | None:
        """Return the share of the target that is reached, 0 to 1; None when that cannot be told."""
        if self.is_met is None or self.value is None:
            return None
        aim = self.target if self.target is not None else self.previous
        return 1.0 if self.is_met or not aim else max(0.0, min(1.0, self.value / aim))


@dataclass(frozen=True)
class IndicatorSet:
    """Every indicator of one fiscal year, in the framework's order.

    Attributes:
        department: the department it is computed for; None for every one that the plan holds.
    """

    year: FiscalYear
    department: str | None
    figures: tuple[Figure, ...]

    def figure(self, indicator_id: str) -> Figure:
        """Return one indicator.

        Raises:
            UnknownCodeError: there is none with this id.
        """
        if indicator_id not in self._by_id:
            raise UnknownCodeError("indicator", indicator_id)
        return self._by_id[indicator_id]

    @cached_property
    def _by_id(self) -> dict[str, Figure]:
        return {figure.id: figure for figure in self.figures}
