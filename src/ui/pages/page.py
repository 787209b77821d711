"""What every page is: a header over a body, and the signals that the window listens to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.look.measure import letters
from ui.look.tokens import Role, Size
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QResizeEvent

    from ui.open_plan import OpenPlan
    from ui.pages.steps import Step
    from ui.shell import GuideContext, Place, Shell


_WHOLE: Final = 24  # letters of a fact that no line end may break


def _unbroken(facts: str) -> str:
    """Let the line of facts end between two of them: “2 discontinued” stays together."""
    parts = [part.replace(" ", "\N{NO-BREAK SPACE}") if len(part) <= _WHOLE else part for part in facts.split(" · ")]
    return "\N{NO-BREAK SPACE}· ".join(parts)


@dataclass(frozen=True, slots=True)
class FurtherEntry:
    """A further screen of a step, as the menu of the step's page names it; ``view`` is its id."""

    view: str
    icon: str
    words: Callable[[], str]


class PageHeader(QWidget):
    """Title, one line of facts, and actions at the right with the primary one last."""

    def __init__(self) -> None:
        super().__init__()
        # Fixed would hold it to the height of its hint, which Qt reckons from another width
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # title and facts may need several lines
        self.setSizePolicy(policy)
        line = row(self, gap=14, margins=(24, 16, 20, 12))
        self._words = words = column(gap=2)
        self.title = Label("", size=Size.TITLE, strong=True, wrap=True)
        self.facts = Label("", role=Role.TEXT2, wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        line.addLayout(words, 1)
        self._actions = row(gap=8)
        line.addLayout(self._actions)
        line.setAlignment(self._actions, Qt.AlignmentFlag.AlignTop)

    def lead(self, button: QWidget) -> None:
        """Put the way back above the title."""
        self._words.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignLeft)

    def add_action(self, button: QWidget) -> None:
        """Put a button at the right end."""
        self._actions.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


class Page(Retranslated, QWidget):
    """A step's page. Fill ``body``; say ``title`` and ``facts``; follow ``plan.changed``."""

    step: ClassVar[Step]
    has_header: ClassVar[bool] = True
    guide_context = Signal(object)  # GuideContext

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__()
        self.plan, self.shell = plan, shell
        self._context: Callable[[], GuideContext] | None = None
        self._is_behind = False  # it says things in the language of before
        self.further: tuple[FurtherEntry, ...] = ()  # whoever builds the page knows them
        whole = column(self)
        self.header = PageHeader()
        whole.addWidget(self.header)
        self.header.setVisible(self.has_header)
        self.body = column(margins=(24, 0, 20, 16) if self.has_header else (0, 0, 0, 0), gap=14)
        whole.addLayout(self.body, 1)

    def title(self) -> str:
        """Return the page's title in the interface language."""
        return ""

    def facts(self) -> str:
        """Return one line of facts in the interface language."""
        return ""

    def refresh_header(self) -> None:
        """Show title and facts as they are now."""
        self.header.title.say(self.title)
        self.header.facts.say(lambda: _unbroken(self.facts()))
        self.header.facts.setVisible(bool(self.header.facts.text()))

    def tell_guide(self, context: Callable[[], GuideContext]) -> None:
        """Tell the guide what has the focus; it is told again in the other language, and when the page comes back."""
        self._context = context
        self.guide_context.emit(context())

    def activate(self) -> None:
        """Prepare to be seen; called each time the page is shown. What is costly to read is read here."""
        self.refresh_header()
        self._tell_again()

    def event(self, event: QEvent) -> bool:
        """Leave the other language for later while nobody sees the page: ``catch_up`` follows before it is shown."""
        if event.type() is QEvent.Type.LanguageChange and self.isHidden():
            self._is_behind = True
            return True
        return super().event(event)

    def catch_up(self) -> None:
        """Say everything in the interface language, where that was left for later."""
        if self._is_behind:
            self._is_behind = False
            super().event(QEvent(QEvent.Type.LanguageChange))

    def ahead(self) -> Iterator[None]:
        """Build and read, in pieces of a few milliseconds, what the first showing needs; nobody waits for it."""
        yield from ()

    def fit(self, width: float) -> None:
        """Arrange the page for its width in letters; called when it changes."""

    def focus_place(self, place: Place) -> bool:  # noqa: ARG002  pages that have places use it
        """Put the cursor where ``place`` says.

        Returns:
            Whether the place was found.
        """
        return False

    def take_focus(self) -> None:
        """Take the focus when F6 comes round; by default the first thing that Tab reaches."""
        for child in self.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled():
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Arrange for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit(letters(self.width()))

    def retranslate(self) -> None:
        """Say title and facts in the other language."""
        super().retranslate()
        self.refresh_header()
        self._tell_again()

    def _tell_again(self) -> None:
        if self._context is not None:
            self.guide_context.emit(self._context())
