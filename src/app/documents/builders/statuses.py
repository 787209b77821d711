"""Status words with their tones: ratings, trends, results against targets, states of progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.assessment.cards import Trend
from app.documents.tree import Tone
from app.framework.parts import Unit

if TYPE_CHECKING:
    from app.documents.builders.writing import Writing
    from app.documents.tree import Runs
    from app.framework.framework import Framework
    from app.indicators.measure import Figure

TONES = {"green": Tone.GOOD, "blue": Tone.ACCENT, "yellow": Tone.WARN, "red": Tone.BAD, "grey": Tone.MUTED}
_BY_POINTS = {4: Tone.GOOD, 3: Tone.GOOD, 2: Tone.WARN, 1: Tone.BAD}


def rating(writing: Writing, framework: Framework, code: str, *, strong: bool = False) -> Runs:
    """Return a rating's label."""
    _ = writing.gettext
    if not code:
        return writing.runs(_("not rated yet"), tone=Tone.MUTED)
    step = framework.rating(code)
    tone = _BY_POINTS.get(step.points or 0, Tone.MUTED)
    return writing.runs(step.label.text(writing.language), strong=strong, tone=tone)


def trend(writing: Writing, found: Trend | None) -> Runs:
    """Return how a rating moved since last year; a dash where that cannot be told."""
    _ = writing.gettext
    words = {
        Trend.IMPROVED: (_("Improved"), Tone.GOOD),
        Trend.STABLE: (_("Stable"), Tone.PLAIN),
        Trend.DECLINED: (_("Declined"), Tone.BAD),
        Trend.FIRST_YEAR: (_("First year"), Tone.MUTED),
    }
    return writing.runs(words[found][0], tone=words[found][1]) if found else writing.runs("—")


def result(writing: Writing, figure: Figure) -> Runs:
    """Return whether an indicator reaches what it is compared with; a dash when that is nothing."""
    _ = writing.gettext
    if figure.target is None and not figure.rises:
        return writing.runs("—")
    if figure.is_met is None:
        return writing.runs(_("Result not available"), tone=Tone.MUTED)
    return (
        writing.runs(_("Target met"), tone=Tone.GOOD)
        if figure.is_met
        else writing.runs(_("Target not met"), tone=Tone.BAD)
    )


def progress(writing: Writing, framework: Framework, code: str) -> Runs:
    """Return how far an initiative or an action is."""
    known = {state.id: state for state in framework.progress_states}
    if code not in known:
        return writing.nothing()
    state = known[code]
    return writing.runs(state.label.text(writing.language), strong=True, tone=TONES.get(state.tone, Tone.PLAIN))


def value(writing: Writing, number: float | None, unit: Unit) -> str:
    """Return a target as its unit is written; a word where it was not set."""
    _ = writing.gettext
    if number is None:
        return _("not set")
    if unit is Unit.RATIO:
        return writing.percent(number)
    if unit is Unit.YES_NO:
        return _("yes") if number else _("no")
    return writing.number(number)


def aim(writing: Writing, figure: Figure) -> str:
    """Return what an indicator is compared with: its target, last year's value, or nothing."""
    _ = writing.gettext
    if figure.target is not None:
        return value(writing, figure.target, figure.unit)
    return _("above last year") if figure.rises else "—"


def computed_from(writing: Writing, figure: Figure) -> str:
    """Return numerator and denominator of a ratio: ``9 of 20``."""
    _ = writing.gettext
    if figure.unit is not Unit.RATIO or figure.numerator is None or not figure.denominator:
        return "—"
    return _("{part} of {whole}").format(
        part=writing.number(figure.numerator), whole=writing.number(figure.denominator)
    )


def shown(writing: Writing, number: float | None, unit: Unit) -> str:
    """Return a result as its unit is written; a word where there is none."""
    _ = writing.gettext
    return _("not available") if number is None else value(writing, number, unit)
