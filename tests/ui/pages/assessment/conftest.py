"""The page over the sample plan, whose assessment of the year is rated and not attested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.workspace import Workspace
from tests.fakes.shell import FakeShell
from tests.ui.driver import settle
from ui.look.measure import px
from ui.open_plan import OpenPlan
from ui.pages.assessment.page import AssessmentPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.look.theme import Theme


@pytest.fixture
def plan(sample_plan: Path) -> Iterator[OpenPlan]:
    """Yield the sample plan, open in the window."""
    opened = OpenPlan(Workspace.open(sample_plan, author="Test Author"))
    yield opened
    opened.close()


@pytest.fixture
def shell(qtbot: QtBot, look: Theme) -> FakeShell:  # noqa: ARG001  our fonts and colours
    """Return a window of 1500 units, high enough for a whole requirement."""
    window = FakeShell()
    window.resize(px(1500), px(2000))
    qtbot.addWidget(window)
    return window


@pytest.fixture
def show(shell: FakeShell, qtbot: QtBot) -> Callable[[OpenPlan], AssessmentPage]:
    """Return what shows the page over a plan."""

    def build(plan: OpenPlan) -> AssessmentPage:
        page = AssessmentPage(plan, shell)
        shell.hold(page)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.activateWindow()
        page.activate()
        settle()
        return page

    return build


@pytest.fixture
def page(plan: OpenPlan, show: Callable[[OpenPlan], AssessmentPage]) -> AssessmentPage:
    """Return the page, shown."""
    return show(plan)
