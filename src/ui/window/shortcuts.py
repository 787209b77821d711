"""The keys of the window: steps, search, guide, undo and redo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit

from ui.pages.steps import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.window.plan_frame import PlanFrame


def add_shortcuts(window: PlanFrame) -> None:
    """Give the window its keys."""

    def add(keys: str | QKeySequence.StandardKey, do: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(do)

    for number, step in enumerate(Step, start=1):
        add(f"Ctrl+{number}", partial(window.go, step))
    add("Ctrl+K", window.top_bar.search_asked.emit)
    add("F1", window.open_guide)
    add("F6", window.go_round)
    add("Ctrl+Z", lambda: _undo(window))
    add("Ctrl+Y", lambda: _redo(window))
    add("Ctrl+Shift+Z", lambda: _redo(window))


def _undo(window: PlanFrame) -> None:
    """Let a text that is being typed take its own undo; else take back the newest change of the plan."""
    editor = window.window().focusWidget()
    if isinstance(editor, QLineEdit) and editor.isModified() and editor.isUndoAvailable():
        editor.undo()
        return
    if isinstance(editor, QPlainTextEdit | QTextEdit) and editor.document().isUndoAvailable():
        editor.undo()
        return
    if window.session is not None:
        window.session.undo()


def _redo(window: PlanFrame) -> None:
    editor = window.window().focusWidget()
    if isinstance(editor, QLineEdit) and editor.isRedoAvailable():
        editor.redo()
        return
    if isinstance(editor, QPlainTextEdit | QTextEdit) and editor.document().isRedoAvailable():
        editor.redo()
        return
    if window.session is not None:
        window.session.redo()
