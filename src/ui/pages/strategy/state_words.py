"""How the state of one language of a text is said and drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import _, pgettext
from app.strategy.states import SideState
from model.language import Language
from ui.look.tokens import Role
from ui.widgets import pill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ui.widgets.pill import Pill

STATE_ICONS: Final = {
    SideState.EMPTY: ("circle-dashed", Role.TEXT2),
    SideState.MISSING: ("circle-alert", Role.BAD),
    SideState.DRAFT: ("pencil", Role.TEXT2),
    SideState.TO_REVIEW: ("refresh-cw", Role.WARN),
    SideState.CONFIRMED: ("circle-check", Role.GOOD),
}
_WORST_FIRST: Final = (
    SideState.MISSING,
    SideState.EMPTY,
    SideState.TO_REVIEW,
    SideState.DRAFT,
    SideState.CONFIRMED,
)


def language_name(language: Language) -> str:
    """Return the name of a language in the interface language, as it stands alone."""
    if language is Language.FR:
        return pgettext("heading", "French")
    return pgettext("heading", "English")


def state_words(state: SideState) -> str:
    """Return a state in the interface language."""
    return {
        SideState.EMPTY: _("Not started"),
        SideState.MISSING: _("Missing"),
        SideState.DRAFT: _("Draft"),
        SideState.TO_REVIEW: _("To review"),
        SideState.CONFIRMED: _("Confirmed"),
    }[state]


def both_states(states: Mapping[Language, SideState]) -> str:
    """Return the states of both languages in a sentence."""
    return _("English: {english}. French: {french}.").format(
        english=state_words(states[Language.EN]), french=state_words(states[Language.FR])
    )


def worse(states: Mapping[Language, SideState]) -> SideState:
    """Return the state that needs more work."""
    return min(states.values(), key=_WORST_FIRST.index)


def side_pill(language: Language, state: SideState) -> Pill:
    """Return the pill over one language of a text."""
    if state is SideState.MISSING:
        return pill.missing(language)
    return {
        SideState.EMPTY: pill.not_started,
        SideState.DRAFT: pill.draft,
        SideState.TO_REVIEW: pill.to_review,
        SideState.CONFIRMED: pill.confirmed,
    }[state]()
