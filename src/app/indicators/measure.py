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


def reaches(value: Number, target: float, *, lower_is_better: bool) -> bool:
    """Whether ``value`` meets ``target``: it is as high, or as low where a lower value is the better one."""
    return value <= target if lower_is_better else value >= target


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator of one fiscal year, with its target.

    Attributes:
        target: the plan's own for that year, else the framework's default; None where there is none.
        rises: whether, without such a target, it is to be above last year's value.
        lower_is_better: whether a lower value is the better one, and a target the highest that meets it.
        previous: last year's value; None when it is not available.
    """

    id: str
    unit: Unit
    measure: Measure
    target: float | None = None
    rises: bool = False
    lower_is_better: bool = False
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
            return reaches(self.value, self.target, lower_is_better=self.lower_is_better)
        return self.value > self.previous if self.rises and self.previous is not None else None

    @property
    def attainment(self) -> float | None:
        """Return the share of the target that is reached, 0 to 1; None when that cannot be told."""
        if self.is_met is None or self.value is None:
            return None
        aim = self.target if self.target is not None else self.previous
        if self.is_met or not aim:
            return 1.0 if self.is_met or not self.lower_is_better else 0.0
        return max(0.0, min(1.0, aim / self.value if self.lower_is_better else self.value / aim))

    @property
    def is_improved(self) -> bool | None:
        """Whether it is better than last year; None when it did not move, or that cannot be told."""
        if self.value is None or self.previous is None or self.value == self.previous:
            return None
        return (self.value < self.previous) is self.lower_is_better


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
