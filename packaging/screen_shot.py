"""Brings the window into one state and takes its picture in each theme.

    python packaging/screen_shot.py STATE PLAN LANGUAGE WIDTHxHEIGHT SCALE THEME=PICTURE…

``screenshots.py`` runs it, in a process of its own for each state.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFontDatabase, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from screen_scene import Scene, settle
from screen_states import STATES

from app.resources import resource
from model.language import Language
from ui.application import FUSION, Editor
from ui.look.theme import ThemeChoice
from ui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str]) -> int:
    """Take the pictures of one state."""
    state, plan, language, size, scale, *pictures = argv
    width, height = (int(part) for part in size.split("x"))
    application = QApplication(["jalon", *FUSION])
    _write_in_our_typeface(application, float(scale))
    settings = Settings()
    settings.has_motion = False
    settings.author = "Zoé Tremblay"
    settings.language = Language(language)
    editor = Editor(application, settings)
    editor.window.resize(width, height)
    editor.start()
    settle()
    STATES[state].reach(Scene(editor, Path(plan)))
    for wanted in pictures:
        theme, _sign, path = wanted.partition("=")
        editor.theme.choose(ThemeChoice(theme))
        settle()
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        if not picture_of(editor.window, QSize(width, height)).save(path):
            print(f"{path} could not be written", file=sys.stderr)
            return 1
    editor.window.close()
    return 0


def _write_in_our_typeface(application: QApplication, scale: float) -> None:
    """Use the typeface that comes with the program: pictures look the same on every machine."""
    for face in resource("templates", "fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(face))
    font = application.font()
    font.setFamily("Noto Sans")
    font.setPointSizeF(font.pointSizeF() * scale)
    application.setFont(font)


def picture_of(window: QWidget, size: QSize) -> QPixmap:
    """Return the screen: the window, and what is open over it, such as a dialog or a menu."""
    screen = QPixmap(size)
    screen.fill(window.palette().window().color())
    painter = QPainter(screen)
    painter.setPen(window.palette().mid().color())
    over = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not window]
    for widget in (window, *over):
        painter.drawPixmap(widget.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), widget.grab())
        if widget is not window:
            painter.drawRect(widget.geometry().translated(-window.mapToGlobal(QPoint())).adjusted(-1, -1, 0, 0))
    painter.end()
    return screen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
