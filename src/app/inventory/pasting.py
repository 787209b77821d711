"""Paste cells of a spreadsheet into the list of services: onto the services that they name, or from a cell on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.inventory.bulk import Wish
from app.inventory.errors import BeyondTheTableError, NoSuchServiceError, NotAFieldError
from app.inventory.list_fields import IDENTIFIER
from app.typography import fold

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from app.errors import PlanError


_AT_ONCE: Final = 200  # lines that are read in one step


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A pasted cell that falls on no field of a service; ``line`` counts the pasted lines from 1."""

    line: int
    title: str
    text: str
    error: PlanError


@dataclass(frozen=True, slots=True)
class Paste:
    """What pasted cells wish, and those that have no place."""

    wishes: tuple[Wish, ...]
    misplaced: tuple[Misplaced, ...]
    is_matched: bool  # whether services were found by their identifiers


@dataclass(frozen=True, slots=True)
class Target:
    """Where pasted cells go that name no service.

    Attributes:
        services: keys of the services from the chosen cell down, in the order that is shown.
        fields: fields of the columns from the chosen cell to the right; blank for a column that is worked out.
        titles: what those columns are called, for what is said of them.
    """

    services: Sequence[str]
    fields: Sequence[str]
    titles: Sequence[str]


_LEAST_TITLES: Final = 2  # one word that is also a title may be a value


def read_paste(
    grid: Sequence[Sequence[str]], titles: Mapping[str, str], services: Mapping[str, str], target: Target
) -> Generator[None, None, Paste]:
    """Return what was pasted as wishes, some lines at each step.

    Where the first line holds titles and one of them is the identifier, each line goes to the
    service that it names; titles without an identifier say which fields the lines fill, from the
    chosen service down; cells without titles go from the chosen cell down and to the right.

    Args:
        grid: the cells that the spreadsheet put on the clipboard, line by line.
        titles: fields by what they are called, folded with ``title_key``.
        services: keys of services by identifier.
        target: where cells go that name no service.
    """
    if not grid:
        return Paste((), (), is_matched=False)
    named = [titles.get(title_key(cell), "") for cell in grid[0]]
    if sum(map(bool, named)) < min(_LEAST_TITLES, len(named)) or (len(grid) == 1 and len(named) == 1):
        return (yield from _by_place(grid, target))
    if IDENTIFIER in named:
        return (yield from _by_identifier(grid, named, services))
    placed = Target(target.services, named, grid[0])
    return (yield from _by_place(grid[1:], placed, first=2))


def title_key(title: str) -> str:
    """Return a title as it is compared."""
    return " ".join(fold(title).split()).rstrip(" *:")


def _by_identifier(
    grid: Sequence[Sequence[str]], named: list[str], services: Mapping[str, str]
) -> Generator[None, None, Paste]:
    at = named.index(IDENTIFIER)
    wishes: list[Wish] = []
    misplaced: list[Misplaced] = []
    for line, row in enumerate(grid[1:], start=2):
        if line % _AT_ONCE == 0:
            yield
        if not any(cell.strip() for cell in row):
            continue
        identifier = row[at].strip() if at < len(row) else ""
        service = services.get(identifier)
        if service is None:
            misplaced.append(Misplaced(line, grid[0][at], identifier, NoSuchServiceError(identifier)))
            continue
        for column, text in enumerate(row):
            if column == at:
                continue
            field = named[column] if column < len(named) else ""
            title = grid[0][column] if column < len(named) else ""
            if field:
                wishes.append(Wish(service, field, text))
            elif text.strip() and line == 2:  # once for the column, not for each line
                misplaced.append(Misplaced(line, title, text, NotAFieldError(text, title)))
    return Paste(tuple(wishes), tuple(misplaced), is_matched=True)


def _by_place(grid: Sequence[Sequence[str]], target: Target, *, first: int = 1) -> Generator[None, None, Paste]:
    wishes: list[Wish] = []
    misplaced: list[Misplaced] = []
    for down, row in enumerate(grid):
        if down % _AT_ONCE == _AT_ONCE - 1:
            yield
        for right, text in enumerate(row):
            if down >= len(target.services) or right >= len(target.fields):
                if text.strip():
                    misplaced.append(Misplaced(first + down, "", text, BeyondTheTableError(text)))
            elif target.fields[right]:
                wishes.append(Wish(target.services[down], target.fields[right], text))
            elif text.strip():
                title = target.titles[right]
                misplaced.append(Misplaced(first + down, title, text, NotAFieldError(text, title)))
    return Paste(tuple(wishes), tuple(misplaced), is_matched=False)
