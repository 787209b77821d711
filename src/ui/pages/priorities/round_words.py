"""What is said of a round of selection as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_date, format_number, format_year
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from ui.pages.priorities.priorities_model import PrioritiesModel


def round_facts(model: PrioritiesModel) -> str:
    """Return which round is shown, its state and its size, in one line."""
    ranking = model.ranking
    if not model.is_known:
        return format_year(model.plan.year)
    services = ngettext("{count} service", "{count} services", len(ranking.rows)).format(
        count=format_number(len(ranking.rows))
    )
    current = ranking.round
    if current is None or not model.has_round:
        return f"{format_year(model.plan.year)} · {services}"
    title = _("{year} round, revision {number}").format(
        year=format_year(current.year), number=format_number(current.revision)
    )
    return f"{title} · {_state(model)} · {services}"


def _state(model: PrioritiesModel) -> str:
    current = model.ranking.round
    if current is not None and current.is_frozen and current.approved_on is not None:
        return _("approved by {name} on {date}").format(name=current.approved_by, date=format_date(current.approved_on))
    undecided = model.undecided
    if not undecided:
        return _("draft")
    return ngettext("draft, {count} to decide", "draft, {count} to decide", undecided).format(
        count=format_number(undecided)
    )


def told_before_freezing(model: PrioritiesModel) -> str:
    """Return what follows from approving the round."""
    told = _(
        "Ratings, weights and decisions of {year} are kept as they are. They can then be changed only in a "
        "new revision."
    ).format(year=format_year(model.plan.year))
    undecided = model.undecided
    if not undecided:
        return told
    open_services = ngettext(
        "{count} service has no decision: it will not be a priority service.",
        "{count} services have no decision: they will not be priority services.",
        undecided,
    )
    return f"{told} {open_services.format(count=format_number(undecided))}"
