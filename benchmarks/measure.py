"""What a figure is, and how a whole command is timed."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number beside what it is held against.

    Attributes:
        name: what was measured.
        ours: the median, in ``unit``.
        against: the peer's or the budget's number, in ``unit``.
        peer: what the other number is.
        limit: how many times ``against`` ours may be.
    """

    name: str
    unit: str
    ours: float
    against: float
    peer: str
    limit: float = 1.0

    @property
    def ratio(self) -> float:
        """Return ours divided by the other."""
        return self.ours / self.against

    @property
    def is_over(self) -> bool:
        """Whether ours is over what it may be."""
        return self.ratio > self.limit


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command: seconds of wall clock and of processor, peak memory, and what it printed."""

    seconds: float
    processor_seconds: float
    peak_bytes: int
    output: str


class FailedCommandError(Exception):
    """A measured command ended with another exit code than it should."""


def run_command(command: Sequence[str | Path], *, codes: tuple[int, ...] = (0,), cwd: Path | None = None) -> Run:
    """Run a command to its end; its peak memory is the largest of itself and its own children.

    Raises:
        FailedCommandError: it ended with a code that is not one of ``codes``.
    """
    read, write = os.pipe()
    began = time.perf_counter()
    process = subprocess.Popen(
        [*map(str, command)], stdout=write, stderr=subprocess.STDOUT, cwd=cwd, env=os.environ | {"LC_ALL": "C.UTF-8"}
    )
    os.close(write)
    with os.fdopen(read, encoding="utf-8", errors="replace") as pipe:
        output = pipe.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in codes:
        raise FailedCommandError(f"{' '.join(map(str, command))}: exit {process.returncode}\n{output[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, output)


def jalon(*arguments: str | Path, codes: tuple[int, ...] = (0,), cwd: Path | None = None) -> Run:
    """Run the program's own command line as a process."""
    return run_command([sys.executable, "-m", "ui", *arguments], codes=codes, cwd=cwd)


def numbers(name: str, *arguments: str | Path) -> list[float]:
    """Run one of our probe scripts and return the numbers of its last line."""
    told = run_command([sys.executable, ROOT / "benchmarks" / name, *arguments])
    return [float(word) for word in told.output.splitlines()[-1].split()]


def median(take: Callable[[], float], *, runs: int) -> float:
    """Return the median of ``runs`` numbers."""
    return statistics.median(take() for _ in range(runs))
