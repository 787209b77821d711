"""Long work as generators: each step is short, so that a window can do something else between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

T = TypeVar("T")


def whole(work: Generator[None, None, T]) -> T:
    """Do all of some work now, and return what comes of it."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def parts(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield so many items at a time."""
    for at in range(0, len(items), size):
        yield items[at : at + size]
