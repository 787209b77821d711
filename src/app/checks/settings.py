"""What a plan may say of its checks: from how large a swing on a volume must be explained."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.errors import PlanError
from app.i18n import N_
from model.base import natural_key
from model.plan import PLAN_SETTING

if TYPE_CHECKING:
    from app.workspace import Workspace

DEFAULT_THRESHOLD: Final = 3.0
"""Standard deviations from the mean of the earlier years (source: quality review of the inventory)."""

LOWEST, HIGHEST = 0.5, 10.0
"""What the threshold may be set to."""

_NAME: Final = "variation_threshold"


class ThresholdError(PlanError):
    """A threshold is no number, or lies outside of what makes sense."""

    def __init__(self, value: float) -> None:
        super().__init__(str(value))
        self.value = value
        self.lowest = LOWEST
        self.highest = HIGHEST


def variation_threshold(workspace: Workspace) -> float:
    """Return from how many standard deviations on a volume stands out; a value that is none counts as not set."""
    found = workspace.rows(select(PLAN_SETTING.c.value).where(PLAN_SETTING.c.name == _NAME))
    try:
        value = float(found[0].value) if found else DEFAULT_THRESHOLD
    except ValueError:
        return DEFAULT_THRESHOLD
    return value if isfinite(value) and LOWEST <= value <= HIGHEST else DEFAULT_THRESHOLD


def set_variation_threshold(workspace: Workspace, value: float) -> None:
    """Set it for this plan, as one change.

    Raises:
        ThresholdError: it is outside of what makes sense.
    """
    if not (isfinite(value) and LOWEST <= value <= HIGHEST):
        raise ThresholdError(value)
    if value == variation_threshold(workspace):
        return
    column = PLAN_SETTING.c
    with workspace.change(N_("Set the threshold of swings")) as connection:
        written = {"value": f"{value:g}"}
        if connection.execute(PLAN_SETTING.update().where(column.name == _NAME).values(**written)).rowcount == 0:
            key = natural_key("plan_setting", _NAME)
            connection.execute(PLAN_SETTING.insert().values(id=key, name=_NAME, **written))
