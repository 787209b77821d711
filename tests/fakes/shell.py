"""A window that only writes down what a page asks of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.measure import letters
from ui.settings import Settings
from ui.shell import Breadth, breadth_of
from ui.tasks import Tasks
from ui.widgets.texts import Words, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ui.pages.page import Page
    from ui.pages.steps import Step
    from ui.shell import Place
    from ui.widgets.pill import Tone


class FakeShell(QWidget):
    """Holds one page and keeps everything that was said, for tests to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks = Tasks(self)
        self.settings = Settings()
        self.went: list[tuple[Step, Place | None]] = []
        self.toasts: list[str] = []
        self.worked: list[tuple[str, int]] = []
        self.banners: list[str] = []
        self.offers: list[Callable[[], object]] = []
        self.refused: list[Exception] = []
        self.opened: list[Path] = []
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def hold(self, page: Page) -> None:
        """Show a page, as wide as the window."""
        self._whole.addWidget(page)

    @contextmanager
    def working(self, words: Words, rows: int) -> Iterator[None]:
        """Write down what takes its time."""
        self.worked.append((say(words), rows))
        yield

    def go(self, step: Step, place: Place | None = None) -> None:
        """Write down where a page leads."""
        self.went.append((step, place))

    def toast(self, words: Words, *, undo: bool = False) -> None:
        """Write down what was done; a toast that offers to undo says so."""
        self.toasts.append(say(words) + (" [undo]" if undo else ""))

    def show_banner(
        self,
        words: Words,
        *,
        tone: Tone,  # noqa: ARG002  a real window colours by it
        icon: str,  # noqa: ARG002  a real window draws it
        action: Words | None = None,  # noqa: ARG002  a real window names the button by it
        do: Callable[[], object] | None = None,
    ) -> None:
        """Write down a banner, and what its button does."""
        self.banners.append(say(words))
        if do is not None:
            self.offers.append(do)

    def refuse(self, error: Exception) -> None:
        """Write down why something was not done."""
        self.refused.append(error)

    def breadth(self) -> Breadth:
        """Tell the breadth from the width, as the real window does."""
        return breadth_of(letters(self.width()))

    def open_guide(self) -> None:
        """Have no guide."""

    def window_widget(self) -> QWidget:
        """Be the parent of dialogs."""
        return self

    def open_path(self, path: Path) -> None:
        """Write down what would be opened."""
        self.opened.append(path)
