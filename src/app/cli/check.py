"""``jalon check``: everything that is missing, contradictory or untranslated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.checks.findings import check
from app.cli.options import ALL_YEARS, department, department_option, json_option, plan_argument, year_option
from app.i18n import N_, _, ngettext
from app.workspace import Workspace
from model import journal

if TYPE_CHECKING:
    import argparse

    from app.checks.finding import Finding
    from app.cli.output import Output

_LEVELS = {"error": N_("error"), "warning": N_("warning"), "suggestion": N_("suggestion")}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)
    year_option(parser, all_years=True)
    department_option(parser)
    json_option(parser)


def run(args: argparse.Namespace) -> int:
    """Check the plan; 1 when a finding of level error stands."""
    output: Output = args.output
    year = None if args.year == ALL_YEARS else args.year
    with Workspace.read(args.plan) as workspace:
        journal.verify(workspace.database)
        found = check(workspace, year=year, department=department(args))
    if args.json:
        output.json({"findings": [_entry(finding) for finding in found]})
    else:
        for finding in found:
            output.line(_line(finding))
        errors = sum(1 for finding in found if finding.is_error)
        told = ngettext("{count} error, {total} findings in all.", "{count} errors, {total} findings in all.", errors)
        output.tell(told.format(count=errors, total=len(found)))
    return 1 if any(finding.is_error for finding in found) else 0


def _entry(finding: Finding) -> dict[str, Any]:
    return {
        "level": finding.level.value,
        "rule": finding.rule,
        "entity": finding.entity,
        "id": finding.id,
        "field": finding.field,
        "lang": finding.lang.value if finding.lang else None,
        "year": str(finding.year) if finding.year else None,
        "documents": list(finding.documents),
        "message": _told(finding),
    }


def _told(finding: Finding) -> str:
    return _("{label}: {value}").format(label=finding.where(), value=finding.sentence())


def _line(finding: Finding) -> str:
    return f"{_(_LEVELS[finding.level.value])} [{finding.rule}] {_told(finding)}"
