"""Findings, put together so that what a large plan is asked again and again is told from a few hundred numbers.

There may be tens of thousands of findings, and a few hundred kinds of them. They are sorted out source by source,
so that a change sorts out only what it found anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, overload

from app.checks.finding import Counts, Finding, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.steps import Step
    from model.fiscal_year import FiscalYear

LEVELS: Final = (Level.ERROR, Level.WARNING, Level.SUGGESTION)


class Kind(NamedTuple):
    """What is the same of many findings; ``of_one_side`` says that they bear on one language."""

    level: Level
    rule: str
    step: Step
    entity: str
    year: FiscalYear | None
    of_one_side: bool

    def is_of(self, year: FiscalYear) -> bool:
        """Whether it bears on a fiscal year, or on every year."""
        return self.year is None or self.year == year


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The findings that come from one place: some services, or a group of rules."""

    findings: tuple[Finding, ...]
    by_level: Mapping[Level, tuple[Finding, ...]]
    by_kind: Mapping[Kind, tuple[Finding, ...]]

    @classmethod
    def of(cls, findings: tuple[Finding, ...]) -> Source:
        """Sort findings out."""
        levels: dict[Level, list[Finding]] = {}
        kinds: dict[Kind, list[Finding]] = {}
        for found in findings:
            kind = Kind(found.level, found.rule, found.step, found.entity, found.year, found.lang is not None)
            levels.setdefault(kind.level, []).append(found)
            kinds.setdefault(kind, []).append(found)
        return cls(
            findings,
            {level: tuple(held) for level, held in levels.items()},
            {kind: tuple(held) for kind, held in kinds.items()},
        )


class Digest(Sequence[Finding]):
    """Findings, errors first, with what is told of their kinds without looking at each."""

    def __init__(self, sources: Sequence[Source] = ()) -> None:
        self.sources = tuple(sources)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Digest:
        """Return the digest of some findings: they themselves where they are one already."""
        return findings if isinstance(findings, Digest) else cls((Source.of(tuple(findings)),))

    @cached_property
    def all(self) -> tuple[Finding, ...]:
        """Every finding, errors first."""
        return tuple(chain.from_iterable(map(self.level, LEVELS)))

    @cached_property
    def kinds(self) -> Mapping[Kind, int]:
        """How many findings there are of each kind."""
        found: Counter[Kind] = Counter()
        for source in self.sources:
            for kind, held in source.by_kind.items():
                found[kind] += len(held)
        return found

    @cached_property
    def counts(self) -> Counts:
        """How many findings there are of each level."""
        return Counts(*(self.count_of(level) for level in LEVELS))

    def count_of(self, level: Level) -> int:
        """Return how many findings there are of one level."""
        return sum(len(source.by_level.get(level, ())) for source in self.sources)

    def level(self, level: Level) -> tuple[Finding, ...]:
        """Return those of one level."""
        return tuple(chain.from_iterable(source.by_level.get(level, ()) for source in self.sources))

    def count(self, wanted: Callable[[Kind], bool]) -> int:
        """Return how many findings there are of some kinds."""
        return sum(count for kind, count in self.kinds.items() if wanted(kind))

    def has(self, wanted: Callable[[Kind], bool]) -> bool:
        """Whether there is a finding of some kinds."""
        return any(map(wanted, self.kinds))

    def those(self, wanted: Callable[[Kind], bool]) -> Iterator[Finding]:
        """Yield the findings of some kinds, errors first."""
        chosen = {kind for kind in self.kinds if wanted(kind)}
        for level in LEVELS:
            of_level = {kind for kind in chosen if kind.level is level}
            if not of_level:
                continue
            for source in self.sources:
                for kind, held in source.by_kind.items():
                    if kind in of_level:
                        yield from held

    @overload
    def __getitem__(self, at: int) -> Finding: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Finding]: ...
    def __getitem__(self, at: int | slice) -> Finding | Sequence[Finding]:
        """Return one finding, or some."""
        return self.all[at]

    def __len__(self) -> int:
        """Return how many findings there are."""
        return sum(len(source.findings) for source in self.sources)

    def __iter__(self) -> Iterator[Finding]:
        """Yield every finding, errors first."""
        return iter(self.all)
