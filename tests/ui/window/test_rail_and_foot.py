from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.language import Language
from tests.ui.driver import click, settle
from ui.pages.steps import Step
from ui.tasks import Outcome, Tasks
from ui.widgets.finding_chip import Level
from ui.window.foot import Foot
from ui.window.rail import StepRail, StepStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.language import LanguageSwitch

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def rail(qtbot: QtBot) -> StepRail:
    shown = StepRail()
    qtbot.addWidget(shown)
    shown.resize(212, 600)
    shown.show()
    settle()
    return shown


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:  # noqa: ARG001  signals need the application
    owner = Tasks()
    yield owner
    owner.cancel_all()


@pytest.fixture
def foot(qtbot: QtBot, tasks: Tasks) -> Foot:
    shown = Foot(tasks)
    qtbot.addWidget(shown)
    shown.resize(1280, 30)
    shown.show()
    settle()
    return shown


def test_a_narrow_rail_says_names_and_states_in_tooltips(rail: StepRail) -> None:
    rail.set_status(Step.INVENTORY, StepStatus(0.5, complete=False, words="In progress · 34 services"))
    wide = rail.item(Step.INVENTORY).toolTip()

    rail.set_narrow(narrow=True)

    assert wide == ""
    assert rail.item(Step.INVENTORY).toolTip() == "Inventory · In progress · 34 services"


def test_states_that_have_no_room_are_whole_in_the_tooltip(rail: StepRail) -> None:
    words = "In progress · a great many services of this department"
    rail.set_status(Step.INVENTORY, StepStatus(0.5, complete=False, words=words))

    assert words in rail.item(Step.INVENTORY).toolTip()


def test_all_steps_keep_their_room_in_a_low_window(rail: StepRail) -> None:
    rail.resize(212, 340)
    settle()

    bottoms = [rail.item(step).geometry().bottom() for step in Step]
    heights = [rail.item(step).height() for step in Step]

    assert bottoms == sorted(bottoms)
    assert min(heights) >= rail.item(Step.OVERVIEW).minimumSizeHint().height()


def test_only_the_current_step_is_reached_by_tab(rail: StepRail) -> None:
    rail.set_current(Step.STRATEGY)

    reached = [step for step in Step if rail.item(step).focusPolicy().value & 1]

    assert reached == [Step.STRATEGY]


def test_findings_are_counted_by_level_and_none_is_not_shown(foot: Foot) -> None:
    foot.set_counts(2, 0, 1)
    settle()

    shown = {level: count.text() for level, count in foot.counts.items() if count.isVisible()}

    assert shown == {Level.ERROR: "2 errors", Level.SUGGESTION: "1 suggestion"}


def test_a_click_on_a_count_asks_for_its_findings(foot: Foot, qtbot: QtBot) -> None:
    foot.set_counts(2, 0, 1)
    settle()

    with qtbot.waitSignal(foot.findings_asked) as told:
        click(foot.counts[Level.ERROR])

    assert told.args == [Level.ERROR]


def test_work_is_shown_with_what_it_does_how_far_it_is_and_cancel(
    foot: Foot, tasks: Tasks, qtbot: QtBot, sample_plan: Path, tmp_path: Path
) -> None:
    outcomes: list[Outcome] = []
    command = ["export", str(sample_plan), "all", "-o", str(tmp_path)]
    task = tasks.run("Exporting 4 documents", command, outcomes.append)
    task.advance(64, 100)
    settle()
    said = foot.work.text()

    click(foot.cancel)
    qtbot.waitUntil(lambda: bool(outcomes), timeout=30_000)
    qtbot.waitUntil(lambda: not foot.work.isVisible())

    assert outcomes[0].cancelled
    assert said == "Exporting 4 documents: 64%"


def test_large_counts_are_grouped_as_each_language_does(foot: Foot, languages: LanguageSwitch) -> None:
    foot.set_counts(1234, 14140, 152616)
    english = [button.accessibleName() for button in foot.counts.values()]

    languages.switch(Language.FR)

    assert english == ["1,234 errors", "14,140 warnings", "152,616 suggestions"]
    assert next(iter(foot.counts.values())).accessibleName().startswith("1\N{NO-BREAK SPACE}234 ")
