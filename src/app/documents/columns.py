"""How wide the columns of a table are: the builder's shares, bent to what the cells hold.

A column that needs less than its share gives to those that wrap, no word is broken in two and no
date or state either if it can be helped; then columns give to one another until the rows are as low as they get. Both
writers use the same widths.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations
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
_RAGGED = 0.35  # of the usual word, empty at the end of a line that wraps
_WIDTHS = {
    **dict.fromkeys(" \u00a0ijlI.,;:!|'\u2019()-\u00b7", 2.4),
    **dict.fromkeys("ftrsz/", 3.6),
    **dict.fromkeys("mwMW\u0153%\u2014", 7.6),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ\u00c0\u00c9\u00c8", 5.5),
}
"""Of letters that are far from the usual ``_LETTER``, in points."""
_BOLDER = 1.08
_REMEMBERED = 10_000  # lines, since most cells of a document come back
_LONG, _BROAD = 4, 6  # rows, or columns, of the least table whose columns give to one another
_STEPS, _STEP = 24, 48  # how often at the most, and what part of the table at a time
_ROW, _CELL, _STATE = 100, 1, 80
"""What a line more of a row counts, one of a cell that makes its row no higher, and one of a date or state."""
_HEADING = 3  # rows that the heading counts for: it stands on every page


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
    if len(needs) < 3 or (len(table.rows) < _LONG and len(needs) < _BROAD):
        return tuple(wanted)
    if all(need.whole <= have for need, have in zip(needs, wanted, strict=True)):
        return tuple(wanted)
    return tuple(_Levels(table, needs, words).best(wanted))


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
    word = max((_long(one, strong=True) for one in title.split(" ")), default=0.0)  # a no-break space breaks nothing
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


@lru_cache(_REMEMBERED)
def _usual_word(text: str, *, strong: bool) -> float:
    """Return how long the word is that a letter of a line stands in, on average."""
    words = [_long(word, strong=strong) for word in text.split(" ")]
    return sum(long * long for long in words) / (sum(words) or 1.0)


class _Levels:
    """Weighs the lines that the rows of a table take, and moves width to where it makes them fewer."""

    def __init__(self, table: Table, needs: Sequence[_Need], least: Sequence[float]) -> None:
        self._texts = [_Texts(table, at, inset) for at, inset in enumerate(insets(table))]
        self._least = least
        self._weights = [_STATE if need.short else _CELL for need in needs]

    def best(self, widths: list[float]) -> list[float]:
        """Return the better of two ways to move width."""
        tried = self._traded(self._gathered(widths)), self._gathered(self._traded(widths))
        return min(tried, key=lambda found: self._cost(self._lines(found)))

    def _lines(self, widths: Sequence[float], more: float = 0.0) -> list[list[int]]:
        return [text.lines(have + more) for text, have in zip(self._texts, widths, strict=True)]

    def _cost(self, lines: Sequence[Sequence[int]]) -> int:
        """Return what lines cost, column by column: those that make their row higher the most."""
        rows: list[int] = [max(row) for row in zip(*lines, strict=True)]
        cells = sum(weight * sum(column[1:]) for weight, column in zip(self._weights, lines, strict=True))
        return _ROW * (sum(rows) + (_HEADING - 1) * rows[0]) + cells

    def _gathered(self, widths: list[float]) -> list[float]:
        """Return the widths after some got what the others had to spare, as far as that makes rows lower."""
        step = sum(widths) / _STEP
        for _taker in widths:
            now = self._lines(widths)
            kept = [text.needed(lines) for text, lines in zip(self._texts, now, strict=True)]
            spare = [
                max(have - max(need), 0.0)
                for have, need in zip(widths, zip(kept, self._least, strict=True), strict=True)
            ]
            best, move = self._cost(now), None
            for taker, text in enumerate(self._texts):
                total = sum(spare) - spare[taker]
                for steps in range(1, int(total / step) + 1):
                    tried = [*now[:taker], text.lines(widths[taker] + steps * step), *now[taker + 1 :]]
                    if (cost := self._cost(tried)) < best:
                        best, move = cost, (taker, steps * step / total)
            if move is None:
                break
            taker, part = move
            given = [0.0 if at == taker else room * part for at, room in enumerate(spare)]
            widths = [have - less for have, less in zip(widths, given, strict=True)]
            widths[taker] += sum(given)
        return widths

    def _traded(self, widths: list[float]) -> list[float]:
        """Return the widths after columns have given to one another, a step at a time, what makes rows lower."""
        step = sum(widths) / _STEP
        for _step in range(_STEPS):
            now, more, fewer = self._lines(widths), self._lines(widths, step), self._lines(widths, -step)
            best, move = self._cost(now), None
            for giver, taker in permutations(range(len(widths)), 2):
                if widths[giver] - step < self._least[giver] or more[taker] == now[taker]:
                    continue
                tried = list(now)
                tried[giver], tried[taker] = fewer[giver], more[taker]
                if (cost := self._cost(tried)) < best:
                    best, move = cost, (giver, taker)
            if move is None:
                break
            giver, taker = move
            widths = list(widths)
            widths[giver] -= step
            widths[taker] += step
        return widths


class _Texts:
    """The texts of a column, heading first: how many lines each takes in a width."""

    def __init__(self, table: Table, at: int, inset: float) -> None:
        self._padding = _PADDING + inset
        cells = (table.columns[at].title, *(row[at] for row in table.rows[:_ROWS_READ]))
        self._cells = [self._lines(runs, strong=not number) for number, runs in enumerate(cells)]

    @staticmethod
    def _lines(runs: Runs, *, strong: bool) -> tuple[tuple[float, float], ...]:
        """Return how long each line is, and how much of the width it leaves empty where it wraps."""
        bold = strong or any(run.strong for run in runs)
        return tuple(
            (_long(text, strong=bold), _RAGGED * _usual_word(text, strong=bold))
            for text in text_of_runs(runs).split("\n")
        )

    def lines(self, width: float) -> list[int]:
        """Return the lines of each cell in a column of this width."""
        room = width - self._padding
        return [
            sum(1 if long <= room else math.ceil(long / max(room - ragged, 1.0)) for long, ragged in cell)
            for cell in self._cells
        ]

    def needed(self, lines: Sequence[int]) -> float:
        """Return the width in which each cell takes so many lines."""
        needed = (
            max(long if count <= len(cell) else long / (count - len(cell) + 1) + ragged for long, ragged in cell)
            for cell, count in zip(self._cells, lines, strict=True)
        )
        return max(needed) + self._padding
