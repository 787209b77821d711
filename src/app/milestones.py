"""The milestones of the strategy: what each initiative has to have reached, and by which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.plan_facts import framework_of
from model.bilingual import Bilingual
from model.strategy import INITIATIVE

if TYPE_CHECKING:
    from app.framework.parts import ProgressState
    from app.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Milestone:
    """An initiative's completion; ``state`` is None while no progress was reported."""

    key: str
    name: Bilingual
    on: date
    state: ProgressState | None

    @property
    def is_reached(self) -> bool:
        """Whether it is completed."""
        return self.state is not None and self.state.id == "completed"

    @property
    def counts(self) -> bool:
        """Whether it is still pursued."""
        return self.state is None or self.state.counts

    @property
    def is_on_track(self) -> bool:
        """Whether nothing says that it will be late."""
        return self.state is None or self.state.on_track


def milestones(workspace: Workspace) -> tuple[Milestone, ...]:
    """Return every initiative with a completion day, the earliest first."""
    column = INITIATIVE.c
    query = (
        select(column.id, column.name_en, column.name_fr, column.completion_on, column.status)
        .where(column.completion_on.is_not(None))
        .order_by(column.completion_on, column.position)
    )
    states = {state.id: state for state in framework_of(workspace).progress_states}
    return tuple(
        Milestone(
            row.id, Bilingual(row.name_en, row.name_fr), date.fromisoformat(row.completion_on), states.get(row.status)
        )
        for row in workspace.rows(query)
    )
