"""Every indicator of one year, or of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.framework.parts import Source, Unit
from app.indicators import inventory, plan
from app.indicators.measure import Figure, IndicatorSet, Measure
from app.inventory.facts import read_services
from app.plan_facts import OWN, framework_of, resolve
from app.priorities.in_force import priority_services
from app.registry.rules import required_fields
from app.registry.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from app.framework.framework import Framework
    from app.framework.parts import Indicator
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

NOT_ENTERED = Measure(None)


def figures(workspace: Workspace, year: FiscalYear, department: str | None = OWN) -> IndicatorSet:
    """Return every indicator of ``year``.

    Args:
        workspace: the open plan.
        year: the fiscal year.
        department: ``OWN``, a code, or None for every department that the plan holds.
    """
    return trend(workspace, (year,), department)[0]


def trend(workspace: Workspace, years: Sequence[FiscalYear], department: str | None = OWN) -> tuple[IndicatorSet, ...]:
    """Return every indicator of some years, in the order given."""
    framework = framework_of(workspace)
    code = resolve(workspace, department)
    needed = tuple(dict.fromkeys([*years, *(year - 1 for year in years)]))
    services = read_services(workspace, {year: priority_services(workspace, year) for year in needed}, code)
    targets = plan.plan_targets(workspace, needed)
    computed = {
        year: {
            **inventory.measures([s for s in services[year] if s.is_in_scope(year)], year, required, framework.limits),
            **plan.measures(workspace, year, framework),
        }
        for year in needed
    }
    return assembled(framework, years, computed, targets, code)


def not_counted(workspace: Workspace, year: FiscalYear) -> IndicatorSet:
    """Return every indicator of ``year`` without a value: what stands there while they are being counted."""
    nothing: dict[FiscalYear, dict[str, Measure]] = {year: {}, year - 1: {}}
    targets = plan.plan_targets(workspace, tuple(nothing))
    return assembled(framework_of(workspace), (year,), nothing, targets, resolve(workspace, OWN))[0]


def assembled(
    framework: Framework,
    years: Sequence[FiscalYear],
    computed: Mapping[FiscalYear, dict[str, Measure]],
    targets: Mapping[FiscalYear, Mapping[str, float]],
    department: str | None,
) -> tuple[IndicatorSet, ...]:
    """Return the indicators of some years from what was computed for them and for the years before them."""
    whole = {
        year: found | {"targets_met": plan.targets_met(found, targets[year], framework)}
        for year, found in computed.items()
    }
    return tuple(
        IndicatorSet(year, department, _figures(framework, whole[year], whole[year - 1], targets[year]))
        for year in years
    )


def required(record: Mapping[str, Any]) -> Sequence[str]:
    """Return the fields that a service record must fill."""
    return required_fields(Kind.SERVICE, record)


def _figures(
    framework: Framework,
    measures: Mapping[str, Measure],
    last_year: Mapping[str, Measure],
    targets: Mapping[str, float],
) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            id=indicator.id,
            unit=indicator.unit,
            measure=measures.get(indicator.id, _unknown(indicator)),
            target=targets.get(indicator.id, indicator.target),
            rises=indicator.rises,
            lower_is_better=indicator.lower_is_better,
            previous=last_year.get(indicator.id, NOT_ENTERED).value,
        )
        for indicator in framework.indicators
    )


def _unknown(indicator: Indicator) -> Measure:
    """Return what is known of an indicator that nothing in the plan gives."""
    return Measure(0, 0) if indicator.kind is not Source.ENTERED and indicator.unit is not Unit.COUNT else NOT_ENTERED
