"""A further screen of a step: shown instead of the step's page, with the way back above its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.page import Page
from ui.pages.steps import step_name
from ui.widgets.button import Button, Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.open_plan import OpenPlan
    from ui.shell import Shell


class FurtherPage(Page):
    """A screen beside the step's own; Esc and the button above the title lead back there.

    Subclasses say ``step``, ``view`` (its id in ``Place.view``), ``icon`` and ``name``; the menu of the
    step's page and the search list it by those.
    """

    view: ClassVar[str]
    icon: ClassVar[str]
    entities: ClassVar[frozenset[str]] = frozenset()
    """Entities of the plan whose places lie here."""

    def __init__(self, plan: OpenPlan, shell: Shell) -> None:
        super().__init__(plan, shell)
        self.back = Button(lambda: step_name(self.step), kind=Kind.LINK, icon="chevron-left")
        self.back.setObjectName("back")
        self.back.clicked.connect(self.go_back)
        self.header.lead(self.back)

    @classmethod
    def name(cls) -> str:
        """Return what the screen is called in menus and in the search, in the interface language."""
        raise NotImplementedError

    def title(self) -> str:
        """Return the screen's title."""
        return self.name()

    def go_back(self) -> None:
        """Show the step's own page again."""
        self.shell.go(self.step)

    def take_focus(self) -> None:
        """Begin below the header, or at the way back while there is nothing to do there."""
        for child in self.findChildren(QWidget):
            takes = child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible() and child.isEnabled()
            if takes and not self.header.isAncestorOf(child):
                child.setFocus(Qt.FocusReason.TabFocusReason)
                return
        super().take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go back on Esc, once nothing here has a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            event.accept()
            return
        super().keyPressEvent(event)
