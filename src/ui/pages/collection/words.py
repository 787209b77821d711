"""What a collection round says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.collection.cards import Grouping, RequestState
from app.formats import format_date, format_year
from app.i18n import _, language, ngettext
from ui.widgets.pill import Pill, Tone

if TYPE_CHECKING:
    from app.collection.cards import RequestCard, RoundCard
    from app.registry.code_lists import ProgramList


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


def round_words(card: RoundCard) -> str:
    """Return what a round is called in a list."""
    by = _("by owner") if card.grouping is Grouping.OWNER else _("by program")
    name = _("{year}, {grouping}").format(year=format_year(card.year), grouping=by)
    return name if card.is_open else _("{name} (closed)").format(name=name)


def state_pill(request: RequestCard) -> Pill:
    """Return how far a request is."""
    return {
        RequestState.PREPARED: Pill(lambda: _("Not sent"), Tone.QUIET, "circle-dashed"),
        RequestState.SENT: Pill(lambda: _("Sent"), Tone.LIVE, "mail"),
        RequestState.LATE: Pill(lambda: _("Late"), Tone.WARN, "triangle-alert"),
        RequestState.RETURNED: Pill(lambda: _("Returned"), Tone.GOOD, "circle-check"),
    }[request.state]


def days_words(request: RequestCard, *, has_due: bool) -> str:
    """Return how long it has been, or how long there is."""
    days = request.days
    if request.state is RequestState.RETURNED:
        return ngettext("{count} day ago", "{count} days ago", days).format(count=days) if days else _("today")
    if not has_due:
        return "–"
    if request.state is RequestState.LATE:
        said = ngettext("{count} day late", "{count} days late", days)
    elif days < 0:
        said = ngettext("was due {count} day ago", "was due {count} days ago", -days)
    else:
        said = ngettext("{count} day left", "{count} days left", days) if days else _("due today")
    return said.format(count=abs(days))


def services_words(count: int) -> str:
    """Return how many services there are."""
    return ngettext("{count} service", "{count} services", count).format(count=count)


def facts_words(card: RoundCard) -> str:
    """Return one line on a round."""
    parts = [_("{year} inventory").format(year=format_year(card.year))]
    if card.due_on is not None:
        parts.append(_("due {date}").format(date=format_date(card.due_on)))
    if card.closed_on is not None:
        parts.append(_("closed {date}").format(date=format_date(card.closed_on)))
    returned, late = card.count(RequestState.RETURNED), card.count(RequestState.LATE)
    parts.append(_("workbooks returned: {returned} of {count}").format(returned=returned, count=len(card.requests)))
    if late:
        parts.append(ngettext("{count} late", "{count} late", late).format(count=late))
    return " · ".join(parts)
