"""The command ``jalon``: hands the command line what starts the editor, and nothing else of the window."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from app.cli.main import main as command_line

if TYPE_CHECKING:
    from pathlib import Path

    from model.language import Language


def start_editor(plan: Path | None, *, language: Language, author: str) -> int:
    """Show the editor until it is closed; return the exit code."""
    # one of the four places where something is imported late: the command line never loads Qt
    code: int = import_module("ui.application").run(plan, language=language, author=author)
    return code


def main() -> int:
    """Run the command that the process was given."""
    return command_line(None, start_editor)


if __name__ == "__main__":
    sys.exit(main())
