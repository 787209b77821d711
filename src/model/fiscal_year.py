"""The fiscal year of the Government of Canada."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{4})")


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A year from April 1 of ``start`` to March 31 of the next calendar year.

    It has no bounds; the registry's list of years is checked on exchange.
    """

    start: int

    @classmethod
    def parse(cls, text: str) -> FiscalYear:
        """Return the year written ``YYYY-YYYY``.

        Raises:
            ValueError: the text has another form, or its years do not follow each other.
        """
        match = _WRITTEN.fullmatch(text)
        if match is None or int(match[2]) != int(match[1]) + 1:
            raise ValueError(text)
        return cls(int(match[1]))

    @classmethod
    def of(cls, day: date) -> FiscalYear:
        """Return the fiscal year that holds ``day``."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    def __str__(self) -> str:
        """Return the written form of data files, ``2024-2025``."""
        return f"{self.start:04d}-{self.start + 1:04d}"

    def __add__(self, years: int) -> FiscalYear:
        """Return the year that comes ``years`` later."""
        return FiscalYear(self.start + years)

    def __sub__(self, years: int) -> FiscalYear:
        """Return the year that came ``years`` before."""
        return FiscalYear(self.start - years)

    @property
    def reporting_year(self) -> int:
        """Return the calendar year in which it ends; 2023-2024 reports as 2024."""
        return self.start + 1

    @property
    def first_day(self) -> date:
        """Return April 1."""
        return date(self.start, 4, 1)

    @property
    def last_day(self) -> date:
        """Return March 31."""
        return date(self.start + 1, 3, 31)


def years_between(first: FiscalYear, last: FiscalYear) -> tuple[FiscalYear, ...]:
    """Return every year from ``first`` to ``last``, both included."""
    return tuple(FiscalYear(start) for start in range(first.start, last.start + 1))
