"""Answers a dialog that a click is about to open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from tests.ui.driver import dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def answering(answer: Callable[[QWidget], object]) -> None:
    """Call ``answer`` with the next dialog once it is open, and close it if that left it open."""

    def act() -> None:
        opened = dialog()
        try:
            answer(opened)
        finally:
            if opened.isVisible():
                opened.close()

    QTimer.singleShot(0, act)
