"""The pill that says how far a text is in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.translation import State
from ui.widgets import pill

if TYPE_CHECKING:
    from app.translation import PairRow
    from ui.widgets.pill import Pill


def pair_pill(row: PairRow) -> Pill | None:
    """Return the pill of a text's state; none while both sides are blank."""
    if row.state is State.MISSING:
        return pill.missing(row.text.missing[0])
    ready = {State.DRAFT: pill.draft, State.OUT_OF_DATE: pill.to_review, State.CONFIRMED: pill.confirmed}
    return ready[row.state]() if row.state in ready else None
