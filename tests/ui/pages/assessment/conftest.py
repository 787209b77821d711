"""The page over the sample plan, whose assessment of the year is rated and not attested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.pages.assessment.page import AssessmentPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fakes.shell import FakeShell
    from tests.ui.pages.stage import Stage
    from ui.open_plan import OpenPlan


@pytest.fixture
def room() -> tuple[int, int]:
    """Return a room that is high enough for a whole requirement."""
    return 1500, 2000


@pytest.fixture
def show(shell: FakeShell, stage: Stage) -> Callable[[OpenPlan], AssessmentPage]:
    """Return what shows the page over a plan."""
    return lambda plan: stage(AssessmentPage(plan, shell))


@pytest.fixture
def page(plan: OpenPlan, show: Callable[[OpenPlan], AssessmentPage]) -> AssessmentPage:
    """Return the page, shown."""
    return show(plan)
