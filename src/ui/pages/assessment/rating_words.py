"""How ratings, trends and figures are said in the interface language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app import i18n
from app.assessment.cards import Trend
from app.formats import format_number, format_percent
from app.framework.parts import Unit
from app.i18n import _, ngettext
from ui.look.tokens import Role
from ui.widgets.pill import Pill, Tone

if TYPE_CHECKING:
    from app.framework.framework import Framework
    from app.indicators.measure import Figure

NOT_RATED: Final = "NR"

TREND_ICONS: Final = {
    Trend.IMPROVED: ("trending-up", Role.GOOD, Tone.GOOD),
    Trend.DECLINED: ("trending-down", Role.BAD, Tone.BAD),
    Trend.STABLE: ("minus", Role.TEXT2, Tone.QUIET),
    Trend.FIRST_YEAR: ("calendar", Role.TEXT2, Tone.QUIET),
}


def trend_words(trend: Trend | None) -> str:
    """Return what happened to a rating since the year before; blank where nothing is to be said."""
    if trend is None:
        return ""
    return {
        Trend.IMPROVED: _("Improved"),
        Trend.DECLINED: _("Declined"),
        Trend.STABLE: _("Stable"),
        Trend.FIRST_YEAR: _("First year"),
    }[trend]


def trend_pill(trend: Trend | None) -> Pill | None:
    """Return a trend as icon and word."""
    if trend is None:
        return None
    name, _role, tone = TREND_ICONS[trend]
    return Pill(lambda: trend_words(trend), tone, name)


def rating_words(framework: Framework, code: str) -> str:
    """Return the label of a rating; of none, that it was not rated."""
    return framework.rating(code or NOT_RATED).label.text(i18n.language())


def value_words(figure: Figure, value: float | None) -> str:
    """Return a value of an indicator as it is read: a share, a count, yes or no."""
    if value is None:
        return _("Not available")
    if figure.unit is Unit.YES_NO:
        return _("Yes") if value else _("No")
    return format_percent(value) if figure.unit is Unit.RATIO else format_number(value)


def target_words(figure: Figure) -> str:
    """Return what is aimed at; a dash where nothing is."""
    if figure.target is None:
        return _("Above last year’s") if figure.rises else "–"
    return value_words(figure, figure.target)


def met_pill(figure: Figure) -> Pill | None:
    """Return whether a target is met, as icon and word; None where there is none."""
    if figure.is_met is None:
        return None
    if figure.is_met:
        return Pill(lambda: _("Target met"), Tone.GOOD, "circle-check")
    return Pill(lambda: _("Target not met"), Tone.WARN, "target")


def counted_words(figure: Figure) -> str:
    """Return how a figure came about: its two sides, what was left out, and last year's value."""
    told = []
    if figure.unit is Unit.RATIO and figure.value is not None and figure.numerator is not None and figure.denominator:
        told.append(
            _("{count} of {all}").format(count=format_number(figure.numerator), all=format_number(figure.denominator))
        )
    if figure.unknown:
        told.append(
            ngettext("{count} without data", "{count} without data", figure.unknown).format(
                count=format_number(figure.unknown)
            )
        )
    if figure.excluded:
        told.append(
            ngettext("{count} left out with a reason", "{count} left out with a reason", figure.excluded).format(
                count=format_number(figure.excluded)
            )
        )
    if figure.previous is not None:
        told.append(_("last year: {value}").format(value=value_words(figure, figure.previous)))
    return " · ".join(told)
