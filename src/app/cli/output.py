"""What a verb says: answers on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

if TYPE_CHECKING:
    from io import TextIOWrapper


def open_streams() -> None:
    """Make standard output and error speak UTF-8 with LF, on every system; one that is closed swallows all."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the command, or a program without a console
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  it lasts as long as the process
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if hasattr(stream, "reconfigure"):
            cast("TextIOWrapper", stream).reconfigure(encoding="utf-8", errors=errors, newline="\n")


class Output:
    """Holds the answers of a verb back until it is known that it succeeded.

    So a script that reads standard output never meets half an answer: with exit codes 2, 3
    and 4 nothing was written there.
    """

    def __init__(self, *, progress: bool = False, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._progress = progress
        self._held: list[str] = []

    def line(self, text: str = "") -> None:
        """Answer with a line of text."""
        self._held.append(f"{text}\n")

    def json(self, document: object) -> None:
        """Answer with a JSON document, the only thing that is written then."""
        self._held.append(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n")

    def tell(self, text: str) -> None:
        """Say something to the reader at once, on standard error."""
        print(text, file=self._err, flush=True)

    def answer(self, text: str) -> None:
        """Answer with a line at once, to a window that waits for it."""
        print(text, file=self._out, flush=True)

    def progress(self, done: int, total: int) -> None:
        """Say to the window how far the work is, if it asked."""
        if self._progress:
            self.tell(f"@progress {done} {total}")

    def release(self) -> None:
        """Write what was held back."""
        self._out.write("".join(self._held))
        self._out.flush()
        self._held.clear()
