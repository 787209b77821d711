"""``jalon new``: an empty plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.options import filled, fiscal_year, plan_argument, whole_number
from app.framework.loading import framework_ids, load_framework
from app.i18n import _
from app.workspace import NewPlan, Workspace

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from app.cli.output import Output


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)
    parser.add_argument(
        "--department",
        required=True,
        type=filled,
        metavar=_("CODE"),
        help=_("code of the department that the plan is about, as in the registry"),
    )
    parser.add_argument(
        "--name-en", required=True, type=filled, metavar=_("TEXT"), help=_("name of the department in English")
    )
    parser.add_argument(
        "--name-fr", required=True, type=filled, metavar=_("TEXT"), help=_("name of the department in French")
    )
    parser.add_argument(
        "--first-year",
        required=True,
        type=fiscal_year,
        metavar=_("YEAR"),
        help=_("first fiscal year of the plan, for example 2025-2026"),
    )
    parser.add_argument(
        "--years",
        default=3,
        type=whole_number(2, 5),
        metavar=_("NUMBER"),
        help=_("number of fiscal years that the plan covers, 2 to 5; otherwise 3"),
    )
    parser.add_argument(
        "--framework",
        default="policy-on-service-2014",
        choices=framework_ids(),
        help=_("the policy that the plan answers"),
    )


def run(args: argparse.Namespace) -> int:
    """Make the plan and say where it is."""
    output: Output = args.output
    plan: Path = args.plan
    new = NewPlan(
        department=args.department,
        name_en=args.name_en,
        name_fr=args.name_fr,
        first_year=str(args.first_year),
        years=args.years,
        framework=args.framework,
        framework_version=load_framework(args.framework).version,
    )
    Workspace.create(plan, new, author=args.author).close()
    output.line(str(plan))
    return 0
