"""The page over the sample plan, with a round that can still be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.priorities.ranking import rounds
from app.priorities.rounds import new_revision
from app.workspace import Workspace
from tests.fakes.shell import FakeShell
from tests.ui.driver import settle
from ui.look.measure import px
from ui.open_plan import OpenPlan
from ui.pages.priorities.page import PrioritiesPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.look.theme import Theme


@pytest.fixture
def plan(sample_plan: Path) -> Iterator[OpenPlan]:
    """Yield the sample plan, open in the window; its rounds are approved."""
    opened = OpenPlan(Workspace.open(sample_plan, author="Test Author"))
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, look: Theme) -> FakeShell:  # noqa: ARG001  our fonts and colours
    """Return a window of 1500 units."""
    window = FakeShell()
    window.resize(px(1500), px(900))
    qtbot.addWidget(window)
    return window


@pytest.fixture
def show(shell: FakeShell, qtbot: QtBot) -> Callable[[OpenPlan], PrioritiesPage]:
    """Return what shows the page over a plan."""

    def build(plan: OpenPlan) -> PrioritiesPage:
        page = PrioritiesPage(plan, shell)
        shell.hold(page)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.activateWindow()
        page.activate()
        settle()
        return page

    return build


@pytest.fixture
def closed_page(plan: OpenPlan, show: Callable[[OpenPlan], PrioritiesPage]) -> PrioritiesPage:
    """Return the page over the approved round."""
    return show(plan)


@pytest.fixture
def page(plan: OpenPlan, show: Callable[[OpenPlan], PrioritiesPage]) -> PrioritiesPage:
    """Return the page over a new revision of the round, which is open."""
    new_revision(plan.workspace, rounds(plan.workspace)[0].id)
    return show(plan)
