"""Watches the event loop of a window: how long it does not turn, at what, and where the program was then.

A timer of one millisecond beats in the loop. What passes between two beats is a block: nobody is answered meanwhile.
It is told in milliseconds of processor, so that a busy machine is no slow window. The places are sampled by a signal
in the same thread.
"""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import FrameType

SAMPLED = 0.004  # seconds of processor between two looks at the stack
QUIET, RESTED = 3.0, 0.32  # a beat is quiet below so many milliseconds; so many seconds of them are rest
PATIENCE = 120.0  # seconds that a step may take to come to rest
SOURCE = str(Path(__file__).parent.parent / "src")
SHOWN = 5


@dataclass(slots=True)
class Block:
    """The longest time without a beat while one thing was done."""

    doing: str
    milliseconds: float = 0.0
    clock: float = 0.0
    stacks: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def told(self) -> str:
        """Return the block with the places in which it was spent, the most frequent first."""
        lines = [f"{self.milliseconds:7.0f} ms ({self.clock:5.0f} by the clock)  {self.doing}"]
        places = Counter[str]()
        for stack, count in self.stacks.items():
            places.update(dict.fromkeys(set(stack), count))
        every = self.stacks.total() or 1
        shown = [f"{count / every:5.0%} {place}" for place, count in places.most_common(60) if count / every >= 0.1]
        return "\n".join([*lines, *(f"            {line}" for line in shown)])


class Watch(QObject):
    """Drives a walk through the window, step by step, and keeps the longest block of each step.

    The walk yields what it is about to do, does it, and yields again once the window has come to rest. A step that
    opens a dialog must do so by a timer: the dialog's own loop beats on.
    """

    def __init__(
        self, walk: Generator[str, None, None], *, samples: bool, is_ready: Callable[[], bool] = lambda: True
    ) -> None:
        super().__init__()
        self._is_ready = is_ready
        self._walk = walk
        self._next = next(walk, None)
        self._stacks: Counter[tuple[str, ...]] = Counter()
        self.blocks = [Block("begin")]
        self._ended = False
        self._failed: Exception | None = None
        self._is_told = samples
        self._last = self._clock = 0.0
        self._since = self._began = time.monotonic()
        self._beat = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._look)
        if samples:
            signal.signal(signal.SIGPROF, self._sample)
            signal.setitimer(signal.ITIMER_PROF, SAMPLED, SAMPLED)

    def start(self) -> None:
        """Begin."""
        self._restart()
        self._beat.start()

    @property
    def has_ended(self) -> bool:
        """Whether the walk is over.

        Raises:
            Exception: what ended it before its end.
        """
        if self._failed is not None:
            raise self._failed
        return self._ended

    def _restart(self) -> None:
        self._last, self._clock = time.thread_time(), time.monotonic()
        self._stacks = Counter()

    def _look(self) -> None:
        took, clock = (time.thread_time() - self._last) * 1000, (time.monotonic() - self._clock) * 1000
        now, held = time.monotonic(), self.blocks[-1]
        if took > held.milliseconds:
            held.milliseconds, held.clock, held.stacks = took, clock, self._stacks
        if took > QUIET:
            self._since = now
        if now - self._began > PATIENCE:
            self._failed, self._ended = TimeoutError(held.doing), True
        self._restart()
        if now - self._since > RESTED and self._is_ready():
            self._step()

    def _step(self) -> None:
        """Let the walk do its next thing, which counts as a block of its own."""
        if self._is_told:
            tell(self.blocks[-1:])
        if self._next is None:
            self._ended = True
            self._beat.stop()
            signal.setitimer(signal.ITIMER_PROF, 0)
            return
        self.blocks.append(Block(self._next))
        try:
            self._next = next(self._walk, None)
        except Exception as error:  # noqa: BLE001  Qt would swallow it and the walk would wait for ever
            self._failed, self._ended = error, True
        self._since = self._began = time.monotonic()

    def _sample(self, _signal: int, frame: FrameType | None) -> None:
        stack = []
        while frame is not None:
            if frame.f_code.co_filename.startswith(SOURCE):
                name = frame.f_code.co_filename.removeprefix(SOURCE)
                stack.append(f"{name[1:]}:{frame.f_lineno} {frame.f_code.co_qualname}")
            frame = frame.f_back
        self._stacks[tuple(stack)] += 1


def tell(blocks: list[Block]) -> None:
    """Write blocks to standard error, in their order."""
    for block in blocks:
        print(block.told(), file=sys.stderr, flush=True)
