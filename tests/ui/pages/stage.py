"""Bringing a page before a person's eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from tests.ui.driver import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.fakes.shell import FakeShell
    from ui.pages.page import Page

P = TypeVar("P", bound="Page")


class Stage(Protocol):
    """Shows a page in the window of a test, ready for clicks and keys."""

    def __call__(self, page: P, *, activate: bool = True) -> P:
        """Show ``page``, and let it read what it shows unless ``activate`` is false."""


def stage_in(shell: FakeShell, qtbot: QtBot) -> Stage:
    """Return what shows pages in ``shell``."""

    def show(page: P, *, activate: bool = True) -> P:
        shell.hold(page)
        with qtbot.waitExposed(shell):
            shell.show()
        shell.activateWindow()
        if activate:
            page.activate()
        settle()
        return page

    return show
