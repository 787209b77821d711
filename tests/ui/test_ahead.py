"""While the planner rests, pages are built ahead; what nobody sees follows the language before it is seen."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.i18n import _
from tests.ui.driver import click, settle
from tests.ui.test_frame import _Shown
from ui import session
from ui.pages.further_register import every_screen
from ui.pages.page import Page
from ui.pages.service_test.page import ServiceTestPage
from ui.pages.steps import Step, step_name
from ui.shell import Place
from ui.widgets.action_row import ActionRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame

PATIENCE = 60_000


@pytest.fixture
def rested(editor: Editor, sample_plan: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> PlanFrame:
    """Return the window of a plan in front of which somebody sat and did nothing."""
    monkeypatch.setattr(session, "AHEAD_RESTS", 0)
    assert editor.actions().open(sample_plan)
    frame = editor.window.frame
    assert frame is not None
    qtbot.waitUntil(lambda: frame.area.stack.count() == len(list(every_screen())), timeout=PATIENCE)
    assert frame.session is not None
    qtbot.waitUntil(lambda: not frame.session._ahead.is_busy, timeout=PATIENCE)  # type: ignore[union-attr]
    return frame


@pytest.fixture
def other_plan(sample_plan: Path, tmp_path: Path) -> Path:
    """Return a plan of the same content in another file."""
    return Path(shutil.copy(sample_plan, tmp_path / "other.jalon"))


def test_what_was_built_ahead_is_what_opens(rested: PlanFrame) -> None:
    built = [rested.area.stack.widget(at) for at in range(rested.area.stack.count())]
    first = rested.area.current()

    click(rested.rail.item(Step.DOCUMENTS))
    documents = rested.area.current()
    rested.go(Step.INVENTORY, Place(view="service-test"))

    assert documents in built
    assert documents is not first
    assert rested.area.current() in built
    assert rested.area.stack.count() == len(built)


def test_nothing_flashes_while_pages_are_built_ahead(
    editor: Editor, sample_plan: Path, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "AHEAD_RESTS", 0)
    shown = _Shown()
    editor.window.winId()
    qapp.installEventFilter(shown)

    assert editor.actions().open(sample_plan)
    frame = editor.window.frame
    assert frame is not None
    qtbot.waitUntil(lambda: frame.area.stack.count() == len(list(every_screen())), timeout=PATIENCE)
    qapp.removeEventFilter(shown)

    assert shown.windows == []


def test_the_form_of_candidates_is_made_ahead_and_shown_with_the_first_that_is_chosen(rested: PlanFrame) -> None:
    page = next(page for page in rested.area.findChildren(ServiceTestPage))

    rested.go(Step.INVENTORY, Place(view="service-test"))
    settle()
    made = page._form
    assert made is not None
    assert not made.isVisible()

    click(page.findChildren(ActionRow)[0])
    settle()

    assert page.form is made
    assert made.isVisible()
    assert made.candidate() is not None


def test_a_page_that_nobody_sees_says_everything_in_the_other_language_before_it_is_shown(
    frame: PlanFrame, editor: Editor
) -> None:
    frame.go(Step.TRANSLATION)
    page = frame.area.current()
    frame.go(Step.OVERVIEW)

    editor.languages.toggle()
    before = page.header.title.text()  # type: ignore[union-attr]
    frame.go(Step.TRANSLATION)

    assert before == "Translation"
    assert page.header.title.text() == step_name(Step.TRANSLATION) == _("Translation") != "Translation"  # type: ignore[union-attr]


def test_a_page_that_nobody_sees_follows_the_language_while_the_window_is_idle(
    frame: PlanFrame, editor: Editor, qtbot: QtBot
) -> None:
    frame.go(Step.TRANSLATION)
    page = frame.area.current()
    frame.go(Step.OVERVIEW)

    editor.languages.toggle()
    settle()
    qtbot.waitUntil(lambda: page.header.title.text() == step_name(Step.TRANSLATION), timeout=PATIENCE)  # type: ignore[union-attr]

    assert frame.area.current() is not page


def _pages(application: QApplication) -> int:
    return sum(isinstance(widget, Page) for widget in application.allWidgets())


def test_pages_that_were_built_ahead_go_with_their_plan(
    rested: PlanFrame, editor: Editor, other_plan: Path, qapp: QApplication
) -> None:
    assert editor.actions().open(other_plan)
    opened = editor.window.frame
    assert opened is not None
    opened.go(Step.INVENTORY)
    settle()
    shown = opened.area.current()

    assert _pages(qapp) == opened.area.stack.count()
    assert opened is not rested
    assert opened.area.current() is shown
    assert shown is not None
    assert shown.isVisible()


def test_the_end_of_the_program_leaves_no_page(rested: PlanFrame, editor: Editor, qapp: QApplication) -> None:
    editor.window.close()

    assert (_pages(qapp), rested.session) == (0, None)
