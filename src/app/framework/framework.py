"""A framework: everything that one policy asks, and the ways to look it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from app.errors import UnknownCodeError
from app.framework.parts import (
    Consideration,
    DayOfYear,
    Entry,
    FigureKind,
    Indicator,
    Instrument,
    Mark,
    Note,
    PrioritySelection,
    ProgressState,
    RatingStep,
    Requirement,
    Role,
    Section,
    ServiceTest,
    Term,
)
from model.fiscal_year import FiscalYear

_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Framework:
    """What one policy asks, in both languages; loaded once, checked, never changed.

    Attributes:
        id: the stem of its file.
        version: the edition of the file; a plan keeps the one it was made with.
        closing: the day after the end of a fiscal year until which its inventory can still be brought up to date.
    """

    id: str
    version: str
    instrument: Instrument
    closing: DayOfYear
    areas: tuple[Entry, ...]
    requirements: tuple[Requirement, ...]
    roles: tuple[Role, ...]
    parliamentary_offices: tuple[Entry, ...]
    definitions: tuple[Term, ...]
    elements: tuple[Note, ...]
    outline: tuple[Section, ...]
    tables: tuple[FigureKind, ...]
    charts: tuple[FigureKind, ...]
    priorities: PrioritySelection
    ratings: tuple[RatingStep, ...]
    progress_states: tuple[ProgressState, ...]
    indicators: tuple[Indicator, ...]
    markings: tuple[Entry, ...]
    service_test: ServiceTest
    related_instruments: tuple[Note, ...]

    @property
    def considerations(self) -> tuple[Consideration, ...]:
        """Return the considerations by which priority services are chosen, in the form's order."""
        return self.priorities.considerations

    def requirement_of_step(self, step: str) -> Requirement | None:
        """Return the requirement that a step of the work answers first, or None."""
        return next((requirement for requirement in self.requirements if step in requirement.steps), None)

    def requirements_in(self, year: FiscalYear) -> tuple[Requirement, ...]:
        """Return the requirements that had taken effect when ``year`` ended."""
        return tuple(requirement for requirement in self.requirements if requirement.is_in_effect(year))

    def closing_day(self, year: FiscalYear) -> date:
        """Return the last day of the closing period of ``year``."""
        return date(year.last_day.year, self.closing.month, self.closing.day)

    def is_replaced_in(self, year: FiscalYear) -> bool:
        """Whether another instrument had taken this one's place when ``year`` ended."""
        replacement = self.instrument.replaced_by
        return replacement is not None and replacement.since <= year.last_day

    def requirement(self, id_or_clause: str) -> Requirement:
        """Return the requirement with this id or clause number.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._requirements, id_or_clause, "requirement")

    def element(self, element_id: str) -> Note:
        """Return the mandatory element of the strategy with this id, ``E1``.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._elements, element_id, "element")

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator with this id.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._indicators, indicator_id, "indicator")

    def requirements_of(self, indicator_id: str) -> tuple[Requirement, ...]:
        """Return the requirements on which an indicator bears."""
        return tuple(requirement for requirement in self.requirements if indicator_id in requirement.indicators)

    def indicators_of(self, requirement_id: str) -> tuple[Indicator, ...]:
        """Return the indicators that bear on a requirement, in its own order."""
        return tuple(self.indicator(name) for name in self.requirement(requirement_id).indicators)

    @property
    def key_indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators of overview and summary."""
        return tuple(indicator for indicator in self.indicators if indicator.is_key)

    def section(self, section_id: str) -> Section:
        """Return the heading of the outline with this id.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._sections, section_id, "section")

    def children(self, section_id: str = "") -> tuple[Section, ...]:
        """Return the headings right below ``section_id``; the main headings when it is blank."""
        number = self.section(section_id).number if section_id else ""
        return tuple(section for section in self.outline if section.parent_number == number)

    def parent(self, section_id: str) -> Section | None:
        """Return the heading above ``section_id``; none for a main heading."""
        number = self.section(section_id).parent_number
        return next((section for section in self.outline if number and section.number == number), None)

    def sections_answering(self, answered_id: str) -> tuple[Section, ...]:
        """Return the headings that answer a requirement or an element."""
        return tuple(section for section in self.outline if answered_id in section.answers)

    def sections_required_for(self, element_id: str) -> tuple[Section, ...]:
        """Return the headings that must hold a text for an element to be filled."""
        return tuple(section for section in self.sections_answering(element_id) if section.mark is Mark.REQUIRED)

    def consideration(self, consideration_id: str) -> Consideration:
        """Return the consideration with this id.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._considerations, consideration_id, "consideration")

    def proposed_rating(self, attainment: float) -> str:
        """Return the code of the rating that indicators propose which reach this mean share of their targets."""
        steps = [(step.from_attainment, step.code) for step in self.ratings if step.from_attainment is not None]
        return max(step for step in steps if attainment >= step[0])[1]

    def rating(self, code: str) -> RatingStep:
        """Return the step of the self-assessment's scale with this code.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._ratings, code, "rating")

    def progress_state(self, state_id: str) -> ProgressState:
        """Return the progress state with this id.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._progress_states, state_id, "progress_state")

    def table(self, table_id: str) -> FigureKind:
        """Return the table that a text can show under this slug.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._tables, table_id, "table")

    def chart(self, chart_id: str) -> FigureKind:
        """Return the chart that a text can show under this slug.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._charts, chart_id, "chart")

    def marking(self, marking_id: str) -> Entry:
        """Return the security marking with this id.

        Raises:
            UnknownCodeError: there is none.
        """
        return _found(self._markings, marking_id, "marking")

    def roles_for(self, *, parliamentary_office: bool) -> tuple[Role, ...]:
        """Return the clauses on monitoring that apply to the department."""
        return tuple(role for role in self.roles if role.parliamentary_offices or not parliamentary_office)

    @cached_property
    def _requirements(self) -> dict[str, Requirement]:
        return {name: item for item in self.requirements for name in (item.id, item.clause)}

    @cached_property
    def _elements(self) -> dict[str, Note]:
        return {item.id: item for item in self.elements}

    @cached_property
    def limits(self) -> Mapping[str, int]:
        """Return the numbers that definitions of indicators name, by the indicator's id."""
        return {indicator.id: indicator.limit for indicator in self.indicators if indicator.limit is not None}

    @cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {item.id: item for item in self.indicators}

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return {item.id: item for item in self.outline}

    @cached_property
    def _considerations(self) -> dict[str, Consideration]:
        return {item.id: item for item in self.considerations}

    @cached_property
    def _ratings(self) -> dict[str, RatingStep]:
        return {item.code: item for item in self.ratings}

    @cached_property
    def _progress_states(self) -> dict[str, ProgressState]:
        return {item.id: item for item in self.progress_states}

    @cached_property
    def _tables(self) -> dict[str, FigureKind]:
        return {item.id: item for item in self.tables}

    @cached_property
    def _charts(self) -> dict[str, FigureKind]:
        return {item.id: item for item in self.charts}

    @cached_property
    def _markings(self) -> dict[str, Entry]:
        return {item.id: item for item in self.markings}


def _found(items: dict[str, _Item], key: str, field: str) -> _Item:
    """Return the item under ``key``, or raise an error that names the list and the key."""
    if key not in items:
        raise UnknownCodeError(field, key)
    return items[key]
