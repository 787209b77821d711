"""The header takes the lines that its title and its facts need, at whatever width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.driver import settle
from tests.ui.seen import clipped
from ui.pages.page import PageHeader
from ui.widgets.button import Button
from ui.widgets.frames import column

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("look")


@pytest.mark.parametrize("width", [300, 380, 520, 900])
def test_title_and_facts_have_room_when_the_page_becomes_narrow(qtbot: QtBot, width: int) -> None:
    page, header = QWidget(), PageHeader()
    qtbot.addWidget(page)
    whole = column(page)
    whole.addWidget(header)
    whole.addWidget(QWidget(), 1)
    header.title.say("Services of the year")
    header.facts.say("21 services · 1 new since 2023–24 · 1 discontinued · changed since it was approved")
    header.add_action(Button("Add a service"))
    page.resize(1200, 600)
    page.show()
    settle()

    page.resize(width, 600)
    settle()

    assert header.width() == width
    assert clipped(header) == []
