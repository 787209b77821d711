"""How the columns of the ranking share the width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFontMetrics

from ui.look.measure import font, px
from ui.look.tokens import Size
from ui.pages.priorities.ranking_header import SIDE
from ui.pages.priorities.ranking_paint import BARS_ROOM, NUMBER, WORD_GAP
from ui.pages.priorities.ranking_rows import FIRST, NAME, RANK
from ui.pages.priorities.ranking_words import decision_words, step_words

if TYPE_CHECKING:
    from ui.pages.priorities.ranking_header import RankingHeader
    from ui.pages.priorities.ranking_rows import RankingRows

_WITH_WORDS: Final = 260
_WITH_TITLES: Final = 170
_LEAST: Final = 120
"""How wide the name must be for words beside the bars, for a title a column, and at all."""


@dataclass(frozen=True, slots=True)
class Widths:
    """The width of every column that is shown, and how the considerations are shown."""

    columns: dict[int, int]
    with_words: bool
    is_folded: bool


def share(rows: RankingRows, header: RankingHeader, width: int, *, narrow: bool) -> Widths:
    """Return the widest layout that has room: bars with words, bars under titles, bars under one title.

    Args:
        rows: the table's model.
        header: the title row.
        width: what there is, in pixels.
        narrow: whether only the narrowest layout will do.
    """
    for least, with_words in () if narrow else ((_WITH_WORDS, True), (_WITH_TITLES, False)):
        columns = {**_others(rows, header, folded=False), **_ratings(rows, header, with_words=with_words)}
        left = width - sum(columns.values())
        if left >= px(least):
            return Widths({**columns, NAME: left}, with_words, is_folded=False)
    title = header.width_of(header.folded_words())
    each = max(px(BARS_ROOM - SIDE), -(-title // len(rows.considerations)))
    columns = {**_others(rows, header, folded=True), **dict.fromkeys(range(FIRST, rows.score_column), each)}
    return Widths({**columns, NAME: max(px(_LEAST), width - sum(columns.values()))}, with_words=False, is_folded=True)


def _ratings(rows: RankingRows, header: RankingHeader, *, with_words: bool) -> dict[int, int]:
    metrics = QFontMetrics(font(Size.CAPTION))
    longest = max(metrics.horizontalAdvance(step_words(rows.framework, value)) for value in (1, 2, 3))
    room = px(BARS_ROOM) + (px(WORD_GAP) + longest if with_words else 0)
    return {at: max(room, header.title_width(at)) for at in range(FIRST, rows.score_column)}


def _others(rows: RankingRows, header: RankingHeader, *, folded: bool) -> dict[int, int]:
    metrics = QFontMetrics(font(Size.CAPTION, strong=True))
    longest = max(metrics.horizontalAdvance(decision_words(decided)) for decided in (True, False, None))
    score, decision, previous = rows.score_column, rows.decision_column, rows.previous_column
    widths = {
        RANK: px(44),
        score: max(px(NUMBER + 2 * SIDE + 2) if folded else px(120), header.title_width(score)),
        decision: max(longest + px(52), header.title_width(decision)),
    }
    if rows.has_previous and not folded:
        widths[previous] = header.title_width(previous)
    return widths
