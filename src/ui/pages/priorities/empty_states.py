"""What the page of priority services says while there is nothing to rank."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_year
from app.i18n import _
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from ui.open_plan import OpenPlan


def no_round(plan: OpenPlan) -> EmptyState:
    """Return what is said of a year that has services and no round."""
    return EmptyState(
        "flag",
        lambda: _("No selection round for {year} yet").format(year=format_year(plan.year)),
        lambda: _(
            "Each service is rated on the considerations of the policy; the round is then approved and kept. "
            "Ratings of the last round are taken over as a start."
        ),
        primary=lambda: _("Start the round"),
    )


def no_services(plan: OpenPlan) -> EmptyState:
    """Return what is said of a year without services."""
    return EmptyState(
        "flag",
        lambda: _("No services to rank in {year}").format(year=format_year(plan.year)),
        lambda: _("Import your inventory of the year, or add its services; then choose those that have priority."),
        primary=lambda: _("Go to the inventory"),
    )


def being_read() -> EmptyState:
    """Return what is said while many services are being read."""
    return EmptyState(
        "flag", lambda: _("The services are being read…"), lambda: _("The ranking is shown as soon as it is there.")
    )
