"""Checks what a framework's file says about itself: ids are unique, and everything it names exists."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.framework.reading import BadPartError
from app.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.framework.framework import Framework


def check_references(framework: Framework) -> None:
    """Refuse a framework whose parts do not fit together.

    Raises:
        BadPartError: the first thing found: where, and what is wrong.
    """
    for key, ids in _identifiers(framework).items():
        _unique(key, ids)
    _closing(framework)
    _requirements(framework)
    _outline(framework)
    _priorities(framework)
    _bands(framework)
    _service_test(framework)


def _identifiers(framework: Framework) -> dict[str, list[str]]:
    """Return every list of ids and numbers that must not hold one twice."""
    return {
        "requirements.id": [item.id for item in framework.requirements],
        "requirements.clause": [item.clause for item in framework.requirements],
        "roles.clause": [item.clause for item in framework.roles],
        "parliamentary_offices.id": [item.id for item in framework.parliamentary_offices],
        "areas.id": [item.id for item in framework.areas],
        "definitions.id": [item.id for item in framework.definitions],
        "elements.id": [item.id for item in framework.elements],
        "outline.id": [item.id for item in framework.outline],
        "outline.number": [item.number for item in framework.outline],
        "tables.id": [item.id for item in framework.tables],
        "charts.id": [item.id for item in framework.charts],
        "priorities.criteria.id": [item.id for item in framework.priorities.criteria],
        "priorities.considerations.id": [item.id for item in framework.considerations],
        "ratings.code": [item.code for item in framework.ratings],
        "progress_states.id": [item.id for item in framework.progress_states],
        "indicators.id": [item.id for item in framework.indicators],
        "markings.id": [item.id for item in framework.markings],
        "service_test.questions.id": [item.id for item in framework.service_test.questions],
        "related_instruments.id": [item.id for item in framework.related_instruments],
    }


def _unique(key: str, ids: list[str]) -> None:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            list_key, _, field = key.rpartition(".")
            raise BadPartError(f"{list_key}[{index}].{field}", N_("“{value}” stands here a second time"), name)


def _known(key: str, names: Iterable[str], known: set[str]) -> None:
    for index, name in enumerate(names):
        if name not in known:
            raise BadPartError(f"{key}[{index}]", N_("“{value}” is not defined in this file"), name)


def _closing(framework: Framework) -> None:
    closing = framework.closing
    try:
        date(2001, closing.month, closing.day)  # a day that every year has
    except ValueError:
        reason = N_("a day of the year belongs here, not “{value}”")
        raise BadPartError("closing", reason, f"{closing.month}-{closing.day}") from None


def _requirements(framework: Framework) -> None:
    indicators = {indicator.id for indicator in framework.indicators}
    areas = {area.id for area in framework.areas}
    for index, requirement in enumerate(framework.requirements):
        key = f"requirements[{index}]"
        _known(f"{key}.indicators", requirement.indicators, indicators)
        _known(f"{key}.area", [requirement.area], areas)
    bearing = {name for requirement in framework.requirements for name in requirement.indicators}
    for index, indicator in enumerate(framework.indicators):
        if indicator.id not in bearing:
            reason = N_("“{value}” bears on no requirement")
            raise BadPartError(f"indicators[{index}].id", reason, indicator.id)


def _outline(framework: Framework) -> None:
    answered = {item.id for item in framework.requirements} | {item.id for item in framework.elements}
    tables = {item.id for item in framework.tables}
    charts = {item.id for item in framework.charts}
    numbers = {section.number for section in framework.outline}
    for index, section in enumerate(framework.outline):
        key = f"outline[{index}]"
        _known(f"{key}.answers", section.answers, answered)
        _known(f"{key}.tables", section.tables, tables)
        _known(f"{key}.charts", section.charts, charts)
        if section.parent_number and section.parent_number not in numbers:
            reason = N_("the heading above “{value}” is missing")
            raise BadPartError(f"{key}.number", reason, section.number)
    for index, element in enumerate(framework.elements):
        if not framework.sections_required_for(element.id):
            reason = N_("no required heading of the outline answers “{value}”")
            raise BadPartError(f"elements[{index}].id", reason, element.id)


def _priorities(framework: Framework) -> None:
    criteria = {criterion.id for criterion in framework.priorities.criteria}
    for index, consideration in enumerate(framework.considerations):
        key = f"priorities.considerations[{index}]"
        _known(f"{key}.criteria", consideration.criteria, criteria)
        values = [step.value for step in consideration.steps]
        if sorted(set(values), reverse=True) != values or len(values) < 2:
            reason = N_("the steps go from the highest to the lowest, each once: “{value}”")
            raise BadPartError(f"{key}.steps", reason, values)
    total = sum(consideration.weight for consideration in framework.considerations)
    if total != 100:
        raise BadPartError("priorities.considerations", N_("the weights add up to {value}, not to 100"), total)


def _bands(framework: Framework) -> None:
    """Every score has its outcome and every attainment its rating: the lowest one starts at 0."""
    for key, starts in (
        ("priorities.outcome_bands", [band.from_score for band in framework.priorities.outcome_bands]),
        ("ratings", [step.from_attainment for step in framework.ratings if step.from_attainment is not None]),
    ):
        if not starts or min(starts) != 0 or len(set(starts)) != len(starts):
            reason = N_("the bands start at 0 and each at another value: “{value}”")
            raise BadPartError(key, reason, starts)


def _service_test(framework: Framework) -> None:
    """The test asks at least as many questions as it needs to be answered with yes."""
    needed = framework.service_test.yes_needed
    if not 1 <= needed <= len(framework.service_test.questions):
        raise BadPartError("service_test.yes_needed", N_("“{value}” is not a number of its questions"), needed)
