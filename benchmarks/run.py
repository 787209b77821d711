"""Prints ours, the peer or the budget, and the ratio; ends with 1 when one is over."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from peers import peer_figures
from plans import plan_figures
from windows import window_figures

if TYPE_CHECKING:
    from measure import Figure

GROUPS = {"plans": plan_figures, "windows": window_figures, "peers": peer_figures}
ASKED = frozenset({"peers"})
"""Groups that take many minutes and run only when they are asked for."""


def main(arguments: list[str] | None = None) -> int:
    """Measure every group that is asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=sorted(GROUPS), help="one group; peers runs only when it is asked for")
    parser.add_argument("--runs", type=int, default=3, help="runs of each whole command; the median counts")
    options = parser.parse_args(arguments)
    over: list[str] = []
    print(f"{'figure':<38}{'ours':>10}{'against':>10}      {'ratio':>6} {'limit':>6}  peer")
    for name, group in GROUPS.items():
        if options.only == name or (options.only is None and name not in ASKED):
            with tempfile.TemporaryDirectory() as folder:
                for figure in group(Path(folder), options.runs):
                    print(line(figure), flush=True)
                    over += [figure.name] if figure.is_over else []
    print(f"over: {', '.join(over)}" if over else "nothing is over")
    return 1 if over else 0


def line(figure: Figure) -> str:
    """Return a figure as one line of the table."""
    verdict = "OVER" if figure.is_over else ""
    numbers = f"{figure.ours:>10.2f}{figure.against:>10.2f} {figure.unit:<4} {figure.ratio:>6.2f} {figure.limit:>6.2f}"
    return f"{figure.name:<38}{numbers}  {figure.peer} {verdict}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
