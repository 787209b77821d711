"""What pages may ask of the window, and the values that pass between them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.steps import Step
    from model.language import Language
    from ui.settings import Settings
    from ui.tasks import Tasks
    from ui.widgets.pill import Tone
    from ui.widgets.texts import Words


class Breadth(StrEnum):
    """How wide the window is, measured in letters of the platform's font."""

    WIDE = "wide"
    MEDIUM = "medium"
    NARROW = "narrow"


def breadth_of(letters: float) -> Breadth:
    """Return the breadth of a window that is so many units of length wide."""
    if letters >= 1600:
        return Breadth.WIDE
    return Breadth.MEDIUM if letters >= 1200 else Breadth.NARROW


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the plan something is: a row, a field of it, a side of the field.

    ``rule`` is the id of the finding that led here, where one did. ``view`` names a further screen of the
    step (``ui.pages.further_register``); blank is the step's own page.
    """

    entity: str = ""
    key: str = ""
    field: str = ""
    language: Language | None = None
    rule: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class GuideContext:
    """What has the focus, for the guide.

    Attributes:
        path: names from the step down to the field, as they are shown.
        requirement: clause (``7.9``) or id of the requirement that bears on it.
        definitions: ids of the framework's terms.
        guidance: our own sentence on what is asked here, in the interface language.
        entity: with ``key`` and ``field``, whose open findings are listed; blank lists the step's.
    """

    path: tuple[str, ...] = ()
    requirement: str = ""
    definitions: tuple[str, ...] = ()
    guidance: str = ""
    entity: str = ""
    key: str = ""
    field: str = ""


class Shell(Protocol):
    """The window, as pages see it."""

    tasks: Tasks
    settings: Settings

    def go(self, step: Step, place: Place | None = None) -> None:
        """Show a step, and put the cursor where ``place`` says."""

    def toast(self, words: Words, *, undo: bool = False) -> None:
        """Say what was done, for eight seconds; ``undo`` offers to take it back."""

    def show_banner(
        self,
        words: Words,
        *,
        tone: Tone,
        icon: str,
        action: Words | None = None,
        do: Callable[[], object] | None = None,
    ) -> None:
        """Say something about the whole plan, below the page's header; one at a time."""

    def working(self, words: Words, rows: int) -> AbstractContextManager[None]:
        """Say that the window works and answers nobody until the block ends, where so many rows take their time."""

    def refuse(self, error: Exception) -> None:
        """Say why something was not done, in a sentence that tells how to mend it."""

    def breadth(self) -> Breadth:
        """Return how wide the window is."""

    def open_guide(self) -> None:
        """Show the guide."""

    def window_widget(self) -> QWidget:
        """Return the window, as the parent of dialogs."""

    def open_path(self, path: Path) -> None:
        """Show a file or folder with the system's own program."""
