"""What the parts of the filter are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import N_, _
from app.inventory.filtering import ALL_ONLINE, MET, MISSED, NONE, NONE_ONLINE, SOME_ONLINE, UNKNOWN
from app.inventory.list_fields import code_words
from ui.pages.inventory.words import field_name
from ui.widgets.finding_chip import Level, level_words

if TYPE_CHECKING:
    from collections.abc import Callable

_FACETS: Final = {
    "scope": N_("Scope"),
    "type": N_("Type of service"),
    "program": N_("Programs"),
    "clients": N_("Client groups"),
    "channel": N_("Channel in use"),
    "online": N_("Online"),
    "point": N_("Interaction points"),
    "standards": N_("Service standards"),
    "priority": N_("Priority"),
    "owner": N_("Owner"),
    "finding": N_("Findings"),
}
_STATES: Final = {
    "reported": N_("Reported this year"),
    "unreported": N_("Not reported this year"),
    "retired": N_("Retired"),
    "every": N_("Every service"),
}
_ONLINE: Final = {
    ALL_ONLINE: N_("All points online"),
    SOME_ONLINE: N_("Some points online"),
    NONE_ONLINE: N_("No point online"),
    NONE: N_("No point applies"),
}
_PRIORITY: Final = {"Y": N_("Priority services"), "N": N_("Other services")}
_STANDARDS: Final = {
    MET: N_("A standard met"),
    MISSED: N_("A standard missed"),
    UNKNOWN: N_("A standard without result"),
    NONE: N_("No standard"),
}
_ANSWERS: Final = {"Y": N_("Online"), "N": N_("Not online"), "NA": N_("Not applicable")}
_FIXED: Final = {"online": _ONLINE, "priority": _PRIORITY, "standards": _STANDARDS}
_NONE: Final = {
    "owner": N_("Nobody named"),
    "finding": N_("Nothing found"),
    "channel": N_("No channel in use"),
    "program": N_("No program"),
}
_FIELDS: Final = {"scope": "service_scope", "type": "service_type", "clients": "client_target_groups"}


def facet_words(facet: str) -> str:
    """Return what can be chosen of."""
    return _(_FACETS[facet])


def state_words(state: str) -> str:
    """Return a state of services."""
    return _(_STATES[state])


def value_words(facet: str, value: str, program: Callable[[str], str]) -> str:
    """Return one value of a facet.

    Args:
        facet: one of ``app.inventory.filtering.FACETS``.
        value: the value, or that of nothing.
        program: returns the name of a program.
    """
    fixed = _FIXED.get(facet, {}).get(value)
    if fixed is not None:
        return _(fixed)
    if value == NONE:
        return _(_NONE.get(facet, N_("Nothing given")))
    if facet == "finding":
        return level_words(Level(value)) if value in set(Level) else value
    if facet == "program":
        return program(value)
    if facet == "point":
        point, _colon, answer = value.partition(":")
        words = _(_ANSWERS[answer]) if answer in _ANSWERS else answer
        return _("{label}: {value}").format(label=field_name(point), value=words)
    return field_name(value) if facet == "channel" else _code_or_text(facet, value)


def _code_or_text(facet: str, value: str) -> str:
    return code_words(_FIELDS[facet], value) if facet in _FIELDS else value
