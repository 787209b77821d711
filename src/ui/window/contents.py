"""What the frame asks of the plan that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.steps import Step
    from ui.open_plan import OpenPlan
    from ui.pages.page import Page
    from ui.shell import GuideContext, Place
    from ui.window.guide import GuideContent


class Contents(Protocol):
    """An open plan with its pages, as the frame around them sees it."""

    plan: OpenPlan

    def page(self, step: Step, place: Place | None = None) -> Page:
        """Return the page of a step, or the further screen of it where ``place`` lies, built at its first showing."""

    def guide_content(self, step: Step, context: GuideContext) -> GuideContent:
        """Return what the guide shows for what has the focus."""

    def refresh_shell(self) -> None:
        """Show the plan's name, years, saved state, progress and what can be undone."""

    def follow_language(self) -> None:
        """Have the pages that nobody sees say everything in the other language, while nothing else is asked."""

    def undo(self) -> None:
        """Take back the newest change, and say what it was."""

    def redo(self) -> None:
        """Bring back what was undone last, and say what it was."""

    def commit(self) -> None:
        """Keep what is being typed."""

    def close(self) -> None:
        """Let the plan go; its pages are gone already."""
