"""``jalon upgrade``: an older plan is brought to today's form, for the window. Not in the help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.options import plan_argument
from app.opening import bring_up

if TYPE_CHECKING:
    import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Bring the plan up; answer with where the old one lies, nothing for a plan of today's form."""
    kept = bring_up(args.plan, author=args.author, tell=lambda hundredths: args.output.progress(hundredths, 100))
    if kept is not None:
        args.output.line(str(kept))
    return 0
