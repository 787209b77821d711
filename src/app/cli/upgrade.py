"""``jalon upgrade``: an older plan is brought to today's form, for the window. Not in the help."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Final

from app.cli.options import plan_argument
from app.opening import bring_up, copy_brought_up

_COPY: Final = "plan.jalon"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    plan_argument(parser)
    parser.add_argument("--for-reading", action="store_true", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Bring the plan up; answer with where the old one lies, nothing for a plan of today's form.

    Or leave it as it is, bring a copy up, and answer with where that lies.
    """

    def tell(hundredths: int) -> None:
        args.output.progress(hundredths, 100)

    if args.for_reading:
        made = Path(args.work or tempfile.mkdtemp(prefix="jalon-")) / _COPY
        copy_brought_up(args.plan, made, tell=tell)
        args.output.line(str(made))
        return 0
    kept = bring_up(args.plan, author=args.author, tell=tell)
    if kept is not None:
        args.output.line(str(kept))
    return 0
