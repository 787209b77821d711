"""Long work as generators: each step is short, so that a window can do something else between two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

T = TypeVar("T")
_SORTED: Final = 4000  # things that are sorted in one piece; two sorted runs of them are merged in a blink
_LET_GO: Final = 2000  # things that are let go in one piece


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


def sorting(items: Sequence[Any]) -> Generator[None, None, list[Any]]:
    """Sort by the order that things have among themselves."""
    runs: list[list[Any]] = [[]]
    for some in parts(items, _SORTED):
        runs.append(sorted(some))
        yield
    while len(runs) > 1:
        one, other, *runs = runs
        runs.append(sorted(one + other))  # of two sorted runs it makes one in a single pass
        yield
    return runs[0]


def letting_go(held: Iterable[list[Any] | dict[Any, Any]]) -> Iterator[None]:
    """Empty what nobody asks any more: letting go of tens of thousands of things at once takes its time too."""
    for one in held:
        while one:
            if isinstance(one, list):
                del one[-_LET_GO:]
            else:
                for _ in range(min(_LET_GO, len(one))):
                    one.popitem()
            yield
