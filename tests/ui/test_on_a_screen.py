"""The window on an X server; ``make test`` starts these under a virtual one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from ui.application import Editor
    from ui.window.plan_frame import PlanFrame

pytestmark = pytest.mark.screen


def photograph(editor: Editor) -> QImage:
    """Return what the X server shows where the window is, whoever painted it."""
    picture = editor.window.screen().grabWindow(0).toImage()
    return picture.copy(editor.window.geometry())


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def test_the_start_page_is_seen_on_the_screen(editor: Editor, qtbot: QtBot) -> None:
    qtbot.waitExposed(editor.window)

    assert QGuiApplication.platformName() == "xcb"
    qtbot.waitUntil(lambda: colours(photograph(editor)) > 50)


def test_the_sample_plan_is_seen_on_the_screen(editor: Editor, frame: PlanFrame, qtbot: QtBot, tmp_path: Path) -> None:
    before = colours(photograph(editor))

    editor.window.repaint()

    assert frame.isVisible()
    qtbot.waitUntil(lambda: colours(photograph(editor)) > before // 2)
    assert photograph(editor).save(str(tmp_path / "screen.png"))
