"""How wide the columns of a table are: the builder's shares, but no word broken in two if it can be helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.tree import text_of_runs

if TYPE_CHECKING:
    from app.documents.tree import Table

_LETTER = 5.1  # width of a strong letter of a table's text, in points
_PADDING = 11.0
_MOST = 0.34  # of the table; a longer word is broken
_ROWS_READ = 30


def column_widths(table: Table, width: float) -> tuple[float, ...]:
    """Return the width of each column of a table that is ``width`` points wide; both writers use the same."""
    share = width / sum(column.width for column in table.columns)
    wanted = [column.width * share for column in table.columns]
    least = [min(_longest(table, at) * _LETTER + _PADDING, width * _MOST) for at in range(len(wanted))]
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


def _longest(table: Table, at: int) -> int:
    """Return the letters of the longest word of a column."""
    texts = [text_of_runs(table.columns[at].title), *(text_of_runs(row[at]) for row in table.rows[:_ROWS_READ])]
    return max((len(word) for text in texts for word in text.replace("\u00a0", " ").split()), default=0)
