"""The code of one page: which pieces of it are marked, and that everything else is an artifact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PAINTS: Final = re.compile(r"(?:^|[\s)\]>])(?:S|s|f|F|f\*|B|B\*|b|b\*|Do|sh|EI|Tj|TJ|'|\")(?=\s|$)")
"""The operators that leave something on the page."""


class NestedMarkError(Exception):
    """A marked piece was begun inside another one, or never ended; a fault of the program."""


class Regions:
    """The marked pieces of a page's code, as it grows."""

    def __init__(self) -> None:
        self._pieces: list[tuple[int, int]] = []
        self._begun: int | None = None

    @property
    def is_inside(self) -> bool:
        """Whether a marked piece has begun and not ended."""
        return self._begun is not None

    def begin(self, at: int) -> None:
        """Say that a marked piece begins at place ``at`` of the code.

        Raises:
            NestedMarkError: another one has not ended.
        """
        if self._begun is not None:
            raise NestedMarkError
        self._begun = at

    def end(self, at: int) -> None:
        """Say that the piece ends before place ``at``.

        Raises:
            NestedMarkError: none was begun.
        """
        if self._begun is None:
            raise NestedMarkError
        self._pieces.append((self._begun, at))
        self._begun = None

    def marked(self, code: Sequence[str]) -> Iterator[str]:
        """Yield the code with everything that paints outside of the pieces marked as an artifact.

        Raises:
            NestedMarkError: a piece has not ended.
        """
        if self._begun is not None:
            raise NestedMarkError
        done = 0
        for start, stop in self._pieces:
            yield from _as_artifact(code[done:start])
            yield from code[start:stop]
            done = stop
        yield from _as_artifact(code[done:])


def _as_artifact(code: Sequence[str]) -> Iterator[str]:
    body = "\n".join(code)
    if not _PAINTS.search(body):
        if body:
            yield body
        return
    yield "/Artifact BMC"
    yield body
    yield "EMC"
