"""Columns and links that give way to words, or let words give way to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.driver import settle
from ui.look.measure import px
from ui.widgets.aside import Aside
from ui.widgets.button import Button
from ui.widgets.file_link import FileLink
from ui.widgets.frames import column, row

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("look")

NAME = "a-department-with-a-long-name-strategy-2024-2025-bilingual.docx"


class _Column(Aside, QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.button = Button("Approve")
        column(self).addWidget(self.button)
        self.set_column(120)


def _beside(qtbot: QtBot, widget: QWidget) -> QWidget:
    ground = QWidget()
    line = row(ground)
    line.addWidget(widget)
    line.addWidget(QWidget(), 1)
    qtbot.addWidget(ground)
    ground.resize(px(600), px(100))
    with qtbot.waitExposed(ground):
        ground.show()
    return ground


def test_a_column_is_as_wide_as_it_is_told_until_its_words_need_more(qtbot: QtBot) -> None:
    aside = _Column()
    _ground = _beside(qtbot, aside)
    told = aside.width()

    aside.button.say("Approve a version of the strategy")
    settle()

    assert told == px(120)
    assert aside.width() == aside.button.minimumSizeHint().width() > told


def test_a_column_without_a_width_of_its_own_takes_what_there_is(qtbot: QtBot) -> None:
    aside = _Column()
    ground = QWidget()
    column(ground).addWidget(aside)
    qtbot.addWidget(ground)
    ground.resize(px(600), px(100))
    aside.set_column(None)
    with qtbot.waitExposed(ground):
        ground.show()

    assert aside.width() == px(600)


def test_a_long_file_name_loses_its_middle_and_is_read_aloud_whole(qtbot: QtBot) -> None:
    link = FileLink(Path("/folder") / NAME)
    link.setFixedWidth(px(200))
    _ground = _beside(qtbot, link)
    short = link.text()

    link.setFixedWidth(link.sizeHint().width())
    settle()

    assert "…" in short
    assert short.endswith(".docx")
    assert link.accessibleName() == NAME
    assert link.toolTip() == f"Open {Path('/folder') / NAME}"
    assert link.text() == NAME
