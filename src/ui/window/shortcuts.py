"""The keys of the window: steps, search, guide, undo and redo."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app.steps import Step
from ui.widgets.editors import LineEditor, TextEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Keys:
    """What the window does when its keys are pressed."""

    go: Callable[[Step], object]
    search: Callable[[], object]
    guide: Callable[[], object]
    round: Callable[[], object]
    undo: Callable[[], object]
    redo: Callable[[], object]


def add_shortcuts(window: QWidget, keys: Keys) -> None:
    """Give the window its keys."""

    def add(sequence: str | QKeySequence.StandardKey, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(sequence), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(do)

    for number, step in enumerate(Step, start=1):
        add(f"Ctrl+{number}", partial(keys.go, step))
    add("Ctrl+K", keys.search)
    add("F1", keys.guide)
    add("F6", keys.round)
    add("Ctrl+Z", lambda: _undo(window, keys))
    add("Ctrl+Y", lambda: _redo(window, keys))
    add("Ctrl+Shift+Z", lambda: _redo(window, keys))


def _undo(window: QWidget, keys: Keys) -> None:
    """Let a text that is being typed take its own undo; else take back the newest change of the plan."""
    editor = window.window().focusWidget()
    if isinstance(editor, LineEditor | TextEditor) and editor.is_being_typed():
        editor.undo()
        return
    keys.undo()


def _redo(window: QWidget, keys: Keys) -> None:
    editor = window.window().focusWidget()
    if isinstance(editor, LineEditor | TextEditor) and editor.is_being_typed():
        editor.redo()
        return
    keys.redo()
