"""The page over the sample plan, with a round that can still be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.priorities.ranking import rounds
from app.priorities.rounds import new_revision
from ui.pages.priorities.page import PrioritiesPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage
    from ui.open_plan import OpenPlan


@pytest.fixture
def room() -> tuple[int, int]:
    """Return a room in which every consideration has a column."""
    return 1500, 900


@pytest.fixture
def show(shell: FakeShell, stage: Stage) -> Callable[[OpenPlan], PrioritiesPage]:
    """Return what shows the page over a plan."""
    return lambda plan: stage(PrioritiesPage(plan, shell))


@pytest.fixture
def closed_page(plan: OpenPlan, show: Callable[[OpenPlan], PrioritiesPage]) -> PrioritiesPage:
    """Return the page over the approved round."""
    return show(plan)


@pytest.fixture
def page(plan: OpenPlan, show: Callable[[OpenPlan], PrioritiesPage]) -> PrioritiesPage:
    """Return the page over a new revision of the round, which is open."""
    new_revision(plan.workspace, rounds(plan.workspace)[0].id)
    return show(plan)
