"""What the parts of the window that are loaded late may ask of the running program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ui.language import LanguageSwitch
    from ui.look.theme import Theme
    from ui.main_window import MainWindow
    from ui.settings import Settings


class Program(Protocol):
    """The editor, as dialogs and plans see it."""

    author: str
    languages: LanguageSwitch
    settings: Settings
    theme: Theme
    window: MainWindow

    def show_start(self) -> None:
        """Show the start page."""
