"""What a collection round says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from app.collection.cards import Grouping, RequestState
from app.formats import format_date, format_number, format_year
from app.i18n import _, language, ngettext
from ui.widgets.pill import Pill, Tone

if TYPE_CHECKING:
    from datetime import date

    from app.collection.cards import RequestCard, RoundCard
    from app.registry.code_lists import ProgramList

LONG_AGO: Final = 60  # days


class Asked(Protocol):
    """Whom a workbook is for: a request, or what would become one."""

    @property
    def label(self) -> str:
        """Return the name that was written down."""

    @property
    def program(self) -> str:
        """Return the program's code, blank by owner."""


def label_words(one: Asked, grouping: Grouping, programs: ProgramList) -> str:
    """Return whom a workbook is for, a program by its name in the interface language; nobody has a name too."""
    if one.program:
        name = programs.name(one.program)
        return f"{one.program} {name.text(language())}" if name is not None else one.program
    if one.label:
        return one.label
    return _("Without an owner") if grouping is Grouping.OWNER else _("Without a program")


def title_words(card: RoundCard) -> str:
    """Return the name that the planner gave a round, in the interface language if it has one there; else nothing."""
    return card.title.text(language()).strip() or card.title.text(language().other).strip()


def round_words(card: RoundCard) -> str:
    """Return what a round is called in a list."""
    by = _("by owner") if card.grouping is Grouping.OWNER else _("by program")
    name = _("{year}, {grouping}").format(year=format_year(card.year), grouping=by)
    if title := title_words(card):
        name = _("{title} ({year}, {grouping})").format(title=title, year=format_year(card.year), grouping=by)
    return name if card.is_open else _("{name} (closed)").format(name=name)


def state_pill(request: RequestCard) -> Pill:
    """Return how far a request is."""
    return {
        RequestState.PREPARED: Pill(lambda: _("Not sent"), Tone.QUIET, "circle-dashed"),
        RequestState.SENT: Pill(lambda: _("Sent"), Tone.LIVE, "mail"),
        RequestState.LATE: Pill(lambda: _("Late"), Tone.WARN, "triangle-alert"),
        RequestState.RETURNED: Pill(lambda: _("Returned"), Tone.GOOD, "circle-check"),
    }[request.state]


def is_long_ago(request: RequestCard) -> bool:
    """Whether it came back, or was due, so long ago that a day says more than how many days."""
    has_passed = request.state in {RequestState.LATE, RequestState.RETURNED}
    return (request.days if has_passed else -request.days) > LONG_AGO


def returned_words(day: date) -> str:
    """Return when a workbook came back."""
    return _("returned {date}").format(date=format_date(day))


def days_words(request: RequestCard, due: date | None) -> str:
    """Return how long it has been, or how long there is; long ago, since when.

    Args:
        request: the request.
        due: when the round is due, if ever.
    """
    days = request.days
    if request.state is RequestState.RETURNED and request.returned_on is not None:
        if is_long_ago(request):
            return returned_words(request.returned_on)
        return (
            ngettext("{count} day ago", "{count} days ago", days).format(count=format_number(days))
            if days
            else _("today")
        )
    if due is None:
        return "–"
    if is_long_ago(request):
        said = _("late since {date}") if request.state is RequestState.LATE else _("was due {date}")
        return said.format(date=format_date(due))
    if request.state is RequestState.LATE:
        said = ngettext("{count} day late", "{count} days late", days)
    elif days < 0:
        said = ngettext("was due {count} day ago", "was due {count} days ago", -days)
    else:
        said = ngettext("{count} day left", "{count} days left", days) if days else _("due today")
    return said.format(count=format_number(abs(days)))


def services_words(count: int) -> str:
    """Return how many services there are."""
    return ngettext("{count} service", "{count} services", count).format(count=format_number(count))


def facts_words(card: RoundCard) -> str:
    """Return one line on a round."""
    parts = [title_words(card), _("{year} inventory").format(year=format_year(card.year))]
    if card.due_on is not None:
        parts.append(_("due {date}").format(date=format_date(card.due_on)))
    if card.closed_on is not None:
        parts.append(_("closed {date}").format(date=format_date(card.closed_on)))
    returned, late = card.count(RequestState.RETURNED), card.count(RequestState.LATE)
    parts.append(
        _("workbooks returned: {returned} of {count}").format(
            returned=format_number(returned), count=format_number(len(card.requests))
        )
    )
    if late:
        parts.append(ngettext("{count} late", "{count} late", late).format(count=format_number(late)))
    return " · ".join(filter(None, parts))
