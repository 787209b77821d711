"""``jalon compare``: the department beside the whole government and departments of its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.departments import department
from app.cli.options import department_option, json_option, plan_argument, year_option
from app.formats import format_number, format_percent, format_year
from app.framework.parts import Unit
from app.i18n import _, language
from app.plan_facts import framework_of, working_year
from app.reference.comparing import compare
from app.reference.exchange import to_json
from app.reference.store import open_reference
from app.workspace import Workspace

if TYPE_CHECKING:
    import argparse

    from app.cli.output import Output
    from app.framework.framework import Framework
    from app.indicators.measure import Number
    from app.reference.comparing import Comparison


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)
    year_option(parser)
    department_option(parser)
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Compare and say it."""
    output: Output = args.output
    output.progress(0, 1)
    with open_reference() as reference, Workspace.read(args.plan) as workspace:
        framework = framework_of(workspace)
        year = args.year or working_year(workspace)
        found = compare(workspace, reference, year, department(args, workspace))
    output.progress(1, 1)
    if args.json:
        output.json(to_json(found))
    else:
        _write(output, found, framework)
    return 0


def _write(output: Output, found: Comparison, framework: Framework) -> None:
    if found.reference_year is None:
        output.line(_("The published inventory that was loaded holds no services."))
        return
    output.line(
        _("{department}, {year}, beside {count} departments in {reference_year}").format(
            department=found.department,
            year=format_year(found.year),
            count=format_number(found.departments),
            reference_year=format_year(found.reference_year),
        )
    )
    output.line(_("Of its size: {departments}").format(departments=", ".join(peer.code for peer in found.peers)))
    for row in found.rows:
        title = framework.indicator(row.id).title.text(language())
        words = _("{label}: {own}; all departments {whole}; of its size {peers}")
        told = (_told(value, row.unit) for value in (row.own, row.whole, row.peers))
        output.line(words.format(label=title, **dict(zip(("own", "whole", "peers"), told, strict=True))))


def _told(value: Number | None, unit: Unit) -> str:
    if value is None:
        return _("not available")
    return format_number(value) if unit is Unit.COUNT else format_percent(value, decimals=1)
