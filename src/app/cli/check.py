"""``jalon check``: everything that is missing, contradictory or untranslated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.checks.findings import check
from app.cli.departments import department
from app.cli.options import ALL_YEARS, department_option, json_option, plan_argument, year_option
from app.i18n import N_, _, ngettext
from app.workspace import Workspace
from model import journal, plan_file

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
        _check_file(workspace)
        found = check(workspace, year=year, department=department(args, workspace))
    if args.json:
        output.json({"findings": [_entry(finding) for finding in found]})
    else:
        for finding in found:
            output.line(_line(finding))
        errors = sum(1 for finding in found if finding.is_error)
        told = ngettext("{count} error, {total} findings in all.", "{count} errors, {total} findings in all.", errors)
        output.tell(told.format(count=errors, total=len(found)))
    return 1 if any(finding.is_error for finding in found) else 0


def _check_file(workspace: Workspace) -> None:
    """Check the file itself: every page, and that the history leads to what stands there."""
    if workspace.database.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise plan_file.DamagedPlanError(workspace.path)
    journal.verify(workspace.database)


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
