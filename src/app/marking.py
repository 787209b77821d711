"""The security marking at the top of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import N_
from app.plan_facts import framework_of, plan_card
from model.plan import PLAN

if TYPE_CHECKING:
    from app.workspace import Workspace


def set_marking(workspace: Workspace, marking: str) -> None:
    """Give the plan's documents another marking; the same one again is no change.

    Raises:
        UnknownCodeError: the framework has no such marking.
    """
    framework_of(workspace).marking(marking)
    card = plan_card(workspace)
    if card.marking != marking:
        with workspace.change(N_("Change the security marking")) as connection:
            connection.execute(PLAN.update().where(PLAN.c.id == card.id).values(marking=marking))
