from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from ui.look.measure import px
from ui.settings import Settings
from ui.widgets.split import Split

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("look")


def shown(qtbot: QtBot, settings: Path) -> Split:
    split = Split(Settings(settings), "inventory.record")
    split.add(QWidget(), QWidget())
    qtbot.addWidget(split)
    split.resize(px(1000), px(300))
    split.show()
    qtbot.waitExposed(split)
    split.fit(400, rest=200)
    return split


def test_a_pane_keeps_the_width_that_it_was_dragged_to(qtbot: QtBot, tmp_path: Path) -> None:
    first = shown(qtbot, tmp_path / "settings.json")
    before = first.sizes()[1]
    handle = first.handle(1)
    grip = QPoint(0, handle.height() // 2)

    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(handle, grip - QPoint(px(150), 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=grip)
    again = shown(qtbot, tmp_path / "settings.json")

    assert abs(before - px(400)) <= 1
    assert first.sizes()[1] > before + px(100)
    assert abs(again.sizes()[1] - first.sizes()[1]) <= 1


def test_a_wide_pane_leaves_room_for_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.set_value("pane.inventory.record", 5000)

    split = shown(qtbot, tmp_path / "settings.json")

    assert split.sizes()[0] >= px(200) - 1
