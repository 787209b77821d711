"""The initiatives of the strategy along the fiscal years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.documents.builders.statuses import TONES
from app.documents.grids import Span, State, Timeline, timeline
from app.documents.tree import Tone
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from app.documents.builders.writing import Writing
    from app.documents.content import InitiativeEntry, StrategyContent
    from app.documents.tree import Runs, Table

_MOST: Final = 8  # fiscal years that stand side by side
_SHADES: Final = {"green": 5, "blue": 4, "yellow": 3, "red": 2, "grey": 1}
"""The further an initiative is, the darker."""


@dataclass(frozen=True, slots=True)
class _Planned:
    """An initiative that has both ends."""

    entry: InitiativeEntry
    first: FiscalYear
    last: FiscalYear


def initiative_timeline(writing: Writing, content: StrategyContent, caption: Runs) -> Table | None:
    """Return when each initiative runs; None while none has a beginning and an end, or they span too many years."""
    _ = writing.gettext
    found = [planned for entry in content.initiatives if (planned := _planned(entry)) is not None]
    if not found:
        return None
    start, end = min(one.first for one in found), max(one.last for one in found)
    years = [FiscalYear(year) for year in range(start.start, end.start + 1)]
    if len(years) > _MOST:
        return None
    found.sort(key=lambda one: (one.first, one.last))
    known = {state.id: at for at, state in enumerate(content.framework.progress_states)}
    states = [
        State(writing.set(state.label.text(writing.language)), _SHADES[state.tone], TONES.get(state.tone, Tone.PLAIN))
        for state in content.framework.progress_states
    ]
    states.append(State(_("not said"), 1, Tone.MUTED))
    line = Timeline(
        title="".join(run.text for run in caption),
        corner=_("Initiative"),
        status=_("Status"),
        periods=tuple(writing.year(year) for year in years),
        spans=tuple(
            Span(
                writing.label(one.entry.name),
                years.index(one.first),
                years.index(one.last),
                known.get(one.entry.status, len(known)),
            )
            for one in found
        ),
        states=tuple(states),
        language=writing.language,
    )
    return timeline(line, caption=caption, rows=[writing.both(one.entry.name) for one in found])


def _planned(entry: InitiativeEntry) -> _Planned | None:
    if entry.completion_on is None or not entry.first_year:
        return None
    try:
        first = FiscalYear.parse(entry.first_year)
    except ValueError:
        return None
    last = FiscalYear.of(entry.completion_on)
    return _Planned(entry, first, last) if first <= last else None
