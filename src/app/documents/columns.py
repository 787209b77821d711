"""How wide the columns of a table are: the builder's shares, bent to what the cells hold.

A column that needs less than its share gives to those that wrap, and no word is broken in two
if it can be helped. Both writers use the same widths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.tree import text_of_runs

if TYPE_CHECKING:
    from app.documents.tree import Table

_LETTER, _STRONG = 4.9, 5.5  # widths of a letter of a table's text, in points
_PADDING = 11.0
_AIR = 9.0  # a column that gives room away keeps so much more than its longest line
_MOST = 0.34  # of the table; a longer word is broken
_ROWS_READ = 30


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column asks for: ``least`` for its longest word, ``whole`` for its longest line."""

    least: float
    whole: float


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """Return the width of each column of a table that is ``width`` points wide."""
    share = width / sum(column.width for column in table.columns)
    needs = [_need(table, at) for at in range(len(table.columns))]
    wanted = _lent([column.width * share for column in table.columns], needs, width)
    least = [min(need.least, width * _MOST) for need in needs]
    lacking = sum(max(low - have, 0.0) for have, low in zip(wanted, least, strict=True))
    slack = sum(max(have - low, 0.0) for have, low in zip(wanted, least, strict=True))
    if lacking <= 0 or slack <= 0:
        return tuple(wanted)
    given = min(lacking / slack, 1.0)
    taken = min(slack / lacking, 1.0)
    return tuple(
        have + (low - have) * taken if have < low else have - (have - low) * given
        for have, low in zip(wanted, least, strict=True)
    )


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


def _need(table: Table, at: int) -> _Need:
    """Return what a column asks for; its heading may stand on two lines."""
    title = text_of_runs(table.columns[at].title)
    word = max(map(len, title.split(" ")), default=0) * _STRONG  # a no-break space breaks nothing
    line = max(len(title) * 0.6 * _STRONG, word)
    for row in table.rows[:_ROWS_READ]:
        letter = _STRONG if any(run.strong for run in row[at]) else _LETTER
        for text in text_of_runs(row[at]).split("\n"):
            line = max(line, len(text) * letter)
            word = max(word, max(map(len, text.split(" "))) * letter)
    return _Need(word + _PADDING, line + _PADDING)
