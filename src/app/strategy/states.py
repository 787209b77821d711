"""How far one language of a text is, told from the state of the pair."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from app.translation import State, state_of
from model.language import Language

if TYPE_CHECKING:
    from model.bilingual import Bilingual


class SideState(StrEnum):
    """The state of one language of a text; ``EMPTY`` is a text that neither language has."""

    EMPTY = "empty"
    MISSING = "missing"
    DRAFT = "draft"
    TO_REVIEW = "to_review"
    CONFIRMED = "confirmed"


def side_states(text: Bilingual, confirmed: Bilingual | None) -> dict[Language, SideState]:
    """Return the state of each language of ``text``.

    When one language changed since both were declared equal, the *other* one is to be
    reviewed: it says what the changed one said before.

    Args:
        text: both sides as they are.
        confirmed: both sides as they were when they were declared equal; None: never.
    """
    state, changed = state_of(text, confirmed)
    if state is State.MISSING:
        return {side: SideState.MISSING if side in text.missing else SideState.DRAFT for side in Language}
    if state is State.OUT_OF_DATE and changed is not None:
        return {changed: SideState.CONFIRMED, changed.other: SideState.TO_REVIEW}
    both = {State.NONE: SideState.EMPTY, State.CONFIRMED: SideState.CONFIRMED}.get(state, SideState.DRAFT)
    return dict.fromkeys(Language, both)
