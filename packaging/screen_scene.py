"""The window of one picture, with what brings it from one state to the next."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.workspace import Workspace
from ui.pages.inventory.page import InventoryPage
from ui.pages.steps import Step
from ui.session import Session
from ui.shell import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.application import Editor
    from ui.open_plan import OpenPlan
    from ui.pages.page import Page
    from ui.window.plan_frame import PlanFrame

REST: Final = 0.3  # seconds; longer than what waits for typing or the focus to rest
LEAST_ROUNDS: Final = 12
PATIENCE: Final = 90.0  # seconds for what runs beside the window, such as the pages of a preview


class Kind(StrEnum):
    """The plan that a state is shown with."""

    NONE = "none"
    SAMPLE = "sample"
    BLANK = "blank"
    MANY = "many"  # 20,000 records


@dataclass(frozen=True)
class State:
    """One state: the plan that it is shown with, and what brings it about."""

    kind: Kind
    reach: Callable[[Scene], object]


class Scene:
    """The window of one picture."""

    def __init__(self, editor: Editor, plan: Path) -> None:
        self.editor, self.path = editor, plan

    def open(self) -> PlanFrame:
        """Open the plan, with its findings there."""
        if not self.editor.actions().open(self.path):
            raise FileNotFoundError(self.path)
        self.plan.findings.settle()
        settle()
        return self.frame

    def open_locked(self) -> PlanFrame:
        """Open the plan while somebody else writes it."""
        self._other = Workspace.open(self.path, author="A. Roy")
        return self.open()

    @property
    def frame(self) -> PlanFrame:
        """The window of the open plan."""
        frame = self.editor.window.frame
        if frame is None:
            raise RuntimeError("no plan is open")
        return frame

    @property
    def session(self) -> Session:
        """What the window shows of the plan."""
        session = self.frame.session
        if not isinstance(session, Session):
            raise TypeError(session)
        return session

    @property
    def plan(self) -> OpenPlan:
        """The open plan."""
        return self.session.plan

    def go(self, step: Step, view: str = "") -> Page:
        """Show a step, or a further screen of it, and wait until it is there."""
        place = Place(view=view) if view else None
        self.frame.go(step, place)
        self.wait()
        return self.session.page(step, place)

    def inventory(self) -> InventoryPage:
        """Show the inventory."""
        page = self.go(Step.INVENTORY)
        if not isinstance(page, InventoryPage):
            raise TypeError(page)
        page.list_model.reading.complete()
        settle()
        return page

    def wait(self) -> None:
        """Let background work end."""
        until = time.monotonic() + PATIENCE
        settle()
        while self.frame.tasks.running() and time.monotonic() < until:
            QApplication.processEvents()
            time.sleep(0.01)
        settle()


def settle() -> None:
    """Deliver what waits: layout, timers that are due, paint; on a busy machine one round may take long."""
    until, rounds = time.monotonic() + REST, 0
    while time.monotonic() < until or rounds < LEAST_ROUNDS:
        QApplication.processEvents()
        time.sleep(0.01)
        rounds += 1


def type_text(words: str) -> None:
    """Type ASCII letters into the line that has the focus, over what is there."""
    settle()
    editor = QApplication.focusWidget()
    if isinstance(editor, QLineEdit):
        editor.selectAll()
        QTest.keyClicks(editor, words)
    settle()


def press_return() -> None:
    """Hand over what was written where the focus is."""
    if (held := QApplication.focusWidget()) is not None:
        QTest.keyClick(held, Qt.Key.Key_Return)
    settle()
