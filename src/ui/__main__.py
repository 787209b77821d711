"""The command ``jalon``: hands the command line what starts the editor, and nothing else of the window."""

from __future__ import annotations

import builtins
import gc
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from app import i18n

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from model.language import Language


def start_editor(plan: Path | None, *, language: Language, author: str) -> int:
    """Show the editor until it is closed; return the exit code."""
    gc.disable()  # until the first paint, after which the editor enables it: nothing is garbage yet
    code: int = load_editor().run(plan, language=language, author=author)
    return code


def load_editor() -> ModuleType:
    """Load the editor, with Python's own import once Qt is there.

    PySide puts its own in place, which reads the source of every module that is imported from then on, only to serve
    ``from __feature__ import ...``: 12 ms before the first paint, and more in the thread that imports what is heavy.
    """
    # one of the four places where something is imported late: the command line never loads Qt
    import_module("PySide6.QtCore")
    plain = getattr(builtins, "__orig_import__", None)
    if plain is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = plain
    return import_module("ui.application")


def main() -> int:
    """Run the command that the process was given."""
    if len(sys.argv) == 1:  # the window is asked for, and waits for no parser of arguments
        return start_editor(None, language=i18n.language_of_system(), author="")
    # the other side of the same late import: the window never loads the command line
    code: int = import_module("app.cli.main").main(None, start_editor)
    return code


if __name__ == "__main__":
    sys.exit(main())
