"""``jalon indicators``: every indicator of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.cli.departments import department
from app.cli.options import department_option, json_option, plan_argument, year_option
from app.formats import format_number, format_percent
from app.framework.parts import Unit
from app.i18n import _, language
from app.indicators.figures import figures
from app.plan_facts import framework_of, working_year
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from app.cli.output import Output
    from app.framework.framework import Framework
    from app.indicators.measure import Figure, IndicatorSet


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)
    year_option(parser)
    department_option(parser)
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Compute the indicators and say them."""
    output: Output = args.output
    with Workspace.read(args.plan) as workspace:
        framework = framework_of(workspace)
        found = figures(workspace, args.year or working_year(workspace), department(args, workspace))
    if args.json:
        output.json(document(found, framework))
    else:
        _write(output, found, framework)
    return 0


def document(found: IndicatorSet, framework: Framework) -> dict[str, Any]:
    """Return the indicators in the keys of the contract."""
    return {
        "fiscal_year": str(found.year),
        "department": found.department or "all",
        "indicators": [
            {
                "id": figure.id,
                "unit": figure.unit.value,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
                "value": figure.value,
                "unknown": figure.unknown,
                "excluded": figure.excluded,
                "target": figure.target,
                "requirements": [requirement.clause for requirement in framework.requirements_of(figure.id)],
            }
            for figure in found.figures
        ],
    }


def _write(output: Output, found: IndicatorSet, framework: Framework) -> None:
    for figure in found.figures:
        title = framework.indicator(figure.id).title.text(language())
        output.line(_("{label}: {value}").format(label=title, value=_told(figure)))


def _told(figure: Figure) -> str:
    if figure.value is None:
        return _("not available")
    if figure.unit is Unit.YES_NO:
        return _("yes") if figure.value else _("no")
    if figure.unit is Unit.COUNT or figure.numerator is None or figure.denominator is None:
        return format_number(figure.value)
    sides = _("{numerator} of {denominator}").format(
        numerator=format_number(figure.numerator, decimals=int(isinstance(figure.numerator, float))),
        denominator=format_number(figure.denominator),
    )
    return f"{format_percent(figure.value, decimals=1)} ({sides})"
