"""Prints in how many milliseconds a window is on the screen, from the moment at which the process was asked for.

    probe_window.py blank ASKED     an empty window of Qt
    probe_window.py bare ASKED      a window of Qt with one line of text
    probe_window.py ours ASKED      the editor with its start page

``ASKED`` is the time, in seconds since the epoch, just before the process was started.
"""

from __future__ import annotations

import gc
import os
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class FirstPaint(QObject):
    """Ends the process once the window that it watches has been painted."""

    def __init__(self, window: QMainWindow, asked: float) -> None:
        super().__init__()
        self._asked = asked
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Look at the clock as soon as the paint is over."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._end)
        return False

    def _end(self) -> None:
        print((time.time() - self._asked) * 1000, flush=True)
        os._exit(0)


def blank(asked: float) -> None:
    """Show a window of the editor's size with nothing in it: no font is loaded, not even Qt's own names."""
    show(QMainWindow(), asked)


def bare(asked: float) -> None:
    """Show the same window with one line of text, the least that a program made with Qt can show."""
    from PySide6.QtCore import Qt  # noqa: PLC0415  reading it takes as long as a whole blank window's paint

    window = QMainWindow()
    line = QLabel("Jalon")
    line.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setCentralWidget(line)
    show(window, asked)


def show(window: QMainWindow, asked: float) -> None:
    """Show a window and end at its first paint."""
    window.resize(1280, 760)
    watch = FirstPaint(window, asked)
    window.show()
    QApplication.exec()
    del watch


def ours(asked: float) -> None:
    """Start the editor as the command without arguments does, watching its window."""
    gc.disable()  # as ui.__main__ does
    # the bare window must not pay for these
    from app import i18n  # noqa: PLC0415
    from ui.__main__ import load_editor  # noqa: PLC0415

    editing = load_editor()
    application = QApplication(["jalon", *editing.FUSION])
    settings = editing.Settings()
    settings.language = i18n.language_of_system()
    editor = editing.Editor(application, settings)
    watch = FirstPaint(editor.window, asked)
    editor.start()
    application.exec()
    del watch


if __name__ == "__main__":
    kind, moment = sys.argv[1], float(sys.argv[2])
    if kind == "ours":
        ours(moment)
    else:
        qt = QApplication([kind])
        {"bare": bare, "blank": blank}[kind](moment)
