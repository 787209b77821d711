"""How wide the columns of a table are: the builder's shares, bent to what the cells hold.

A column that needs less than its share gives to those that wrap, no word is broken in two and no
date or state either if it can be helped; then columns give to one another until the rows are as low as they get. Both
writers use the same widths.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, starmap
from typing import TYPE_CHECKING

from app.documents.tree import Align, text_of_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.tree import Runs, Table

_LETTER, _STRONG = 4.9, 5.5  # widths of a letter of a table's text, in points
_PADDING = 11.0
_AIR = 9.0  # a column that gives room away keeps so much more than its longest line
_MOST = 0.34  # of the table; a longer word is broken
_SHORT = 96.0  # a column of nothing longer, such as dates and states, keeps each on one line if it can
_ROWS_READ = 30
_APART = 8.0  # more air before words that follow a column of figures, which end where the words would begin
_RAGGED = 9.0  # of a line that wraps, empty before the word that would not fit
_WIDTHS = {
    **dict.fromkeys(" \u00a0ijlI.,;:!|'\u2019()-\u00b7", 2.4),
    **dict.fromkeys("ftrsz/", 3.6),
    **dict.fromkeys("mwMW\u0153%\u2014", 7.6),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ\u00c0\u00c9\u00c8", 5.5),
}
"""Of letters that are far from the usual ``_LETTER``, in points."""
_BOLDER = 1.08
_REMEMBERED = 10_000  # lines, since most cells of a document come back
_LEVELLED = 4, 3  # rows and columns of the least table whose columns give to one another
_STEPS, _STEP = 24, 48  # how often at the most, and what part of the table at a time
_ROW, _CELL = 100, 1  # what a line more of a row counts, and one of a cell that makes its row no higher


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column asks for: ``least`` for its longest word, ``whole`` for its longest line.

    ``short`` is for the longest line of a column of dates, states or figures, and 0 of any other.
    """

    least: float
    whole: float
    short: float


def insets(table: Table) -> tuple[float, ...]:
    """Return how much further in than usual the words of each column begin."""
    before = (None, *(column.align for column in table.columns))
    return tuple(
        _APART if column.align is Align.START and left is Align.END else 0.0
        for column, left in zip(table.columns, before, strict=False)
    )


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """Return the width of each column of a table that is ``width`` points wide."""
    share = width / sum(column.width for column in table.columns)
    needs = [_need(table, at, inset) for at, inset in enumerate(insets(table))]
    wanted = _lent([column.width * share for column in table.columns], needs, width)
    words = [min(need.least, width * _MOST) for need in needs]
    least = [max(word, need.short) for word, need in zip(words, needs, strict=True)]
    wanted = _bent(_bent(wanted, words), least)
    rows, columns = _LEVELLED
    if len(table.rows) < rows or len(needs) < columns:
        return tuple(wanted)
    if all(need.whole <= have for need, have in zip(needs, wanted, strict=True)):
        return tuple(wanted)
    return tuple(_levelled(table, wanted, least))


def _bent(widths: list[float], least: list[float]) -> list[float]:
    """Return the widths after those that are too small have been given what the others can spare."""
    lacking = sum(max(low - have, 0.0) for have, low in zip(widths, least, strict=True))
    slack = sum(max(have - low, 0.0) for have, low in zip(widths, least, strict=True))
    if lacking <= 0 or slack <= 0:
        return widths
    given = min(lacking / slack, 1.0)
    taken = min(slack / lacking, 1.0)
    return [
        have + (low - have) * taken if have < low else have - (have - low) * given
        for have, low in zip(widths, least, strict=True)
    ]


def _lent(shares: list[float], needs: list[_Need], width: float) -> list[float]:
    """Return the shares after columns with room to spare have lent it to those whose lines wrap."""
    spare = [max(have - need.whole - _AIR, 0.0) for have, need in zip(shares, needs, strict=True)]
    wants = [min(max(need.whole - have, 0.0), width) for have, need in zip(shares, needs, strict=True)]
    lent = min(sum(spare), sum(wants))
    if lent <= 0:
        return shares
    return [
        have - low * lent / sum(spare) + high * lent / sum(wants)
        for have, low, high in zip(shares, spare, wants, strict=True)
    ]


def _need(table: Table, at: int, inset: float) -> _Need:
    """Return what a column asks for; its heading may stand on two lines."""
    title = text_of_runs(table.columns[at].title)
    word = max(map(len, title.split(" ")), default=0) * _STRONG  # a no-break space breaks nothing
    line = max(len(title) * 0.6 * _STRONG, word)
    short = 0.0
    for row in table.rows[:_ROWS_READ]:
        strong = any(run.strong for run in row[at])
        letter = _STRONG if strong else _LETTER
        for text in text_of_runs(row[at]).split("\n"):
            line = max(line, len(text) * letter)
            word = max(word, max(map(len, text.split(" "))) * letter)
            if short <= _SHORT:
                short = max(short, _long(text, strong=strong))
    padding = _PADDING + inset
    return _Need(word + padding, line + padding, short + padding if short <= _SHORT else 0.0)


@lru_cache(_REMEMBERED)
def _long(text: str, *, strong: bool) -> float:
    """Return how long a line is, as letters are on average."""
    return sum(_WIDTHS.get(letter, _LETTER) for letter in text) * (_BOLDER if strong else 1.0)


def _levelled(table: Table, widths: list[float], least: list[float]) -> list[float]:
    """Return the widths after columns have given to one another what makes the rows lower."""
    texts = list(starmap(_Texts, ((table, at, inset) for at, inset in enumerate(insets(table)))))
    step = sum(widths) / _STEP
    for _step in range(_STEPS):
        now = [text.lines(have) for text, have in zip(texts, widths, strict=True)]
        more = [text.lines(have + step) for text, have in zip(texts, widths, strict=True)]
        fewer = [text.lines(have - step) for text, have in zip(texts, widths, strict=True)]
        best, move = _cost(now), None
        for giver, taker in permutations(range(len(widths)), 2):
            if widths[giver] - step < least[giver] or more[taker] == now[taker]:
                continue
            tried = list(now)
            tried[giver], tried[taker] = fewer[giver], more[taker]
            if (cost := _cost(tried)) < best:
                best, move = cost, (giver, taker)
        if move is None:
            break
        giver, taker = move
        widths = list(widths)
        widths[giver] -= step
        widths[taker] += step
    return widths


def _cost(lines: Sequence[Sequence[int]]) -> int:
    """Return what the lines of the cells, column by column, cost: those that make their row higher the most."""
    rows: list[int] = [max(row) for row in zip(*lines, strict=True)]
    return _ROW * sum(rows) + _CELL * sum(sum(column) for column in lines)


class _Texts:
    """The texts of a column, heading first: how many lines each takes in a width."""

    def __init__(self, table: Table, at: int, inset: float) -> None:
        self._padding = _PADDING + inset
        cells = (table.columns[at].title, *(row[at] for row in table.rows[:_ROWS_READ]))
        self._cells = [self._lines(runs, strong=not number) for number, runs in enumerate(cells)]

    @staticmethod
    def _lines(runs: Runs, *, strong: bool) -> tuple[float, ...]:
        bold = strong or any(run.strong for run in runs)
        return tuple(_long(text, strong=bold) for text in text_of_runs(runs).split("\n"))

    def lines(self, width: float) -> list[int]:
        """Return the lines of each cell in a column of this width."""
        room = max(width - self._padding, _RAGGED + 1)
        return [sum(1 if long <= room else math.ceil(long / (room - _RAGGED)) for long in cell) for cell in self._cells]
