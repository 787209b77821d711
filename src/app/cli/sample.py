"""``jalon sample``: the plan of a fictional department, filled in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.options import plan_argument
from app.sample import build

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from app.cli.output import Output


def configure(parser: argparse.ArgumentParser) -> None:
    """Add what this verb takes."""
    plan_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Make the plan and say where it is."""
    output: Output = args.output
    plan: Path = args.plan
    build(plan, author=args.author)
    output.line(str(plan))
    return 0
