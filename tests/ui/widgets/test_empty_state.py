"""What a page says while it holds nothing is read and clicked also where there is little height."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.driver import click, settle
from tests.ui.seen import clipped
from ui.look.measure import px
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import Scroll

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("look")


@pytest.mark.parametrize("height", [120, 200, 480])
def test_words_and_button_keep_their_height_in_a_low_page(qtbot: QtBot, height: int) -> None:
    shown = EmptyState(
        "search", "No service fits", "Nothing holds “xyzzy”.", primary="Clear the search", link="All years"
    )
    qtbot.addWidget(shown)
    shown.resize(px(500), px(height))
    shown.show()
    settle()
    assert shown.primary is not None
    scroll = shown.findChild(Scroll)
    assert scroll is not None

    scroll.ensureWidgetVisible(shown.primary)
    settle()

    assert clipped(shown) == []
    with qtbot.waitSignal(shown.primary_clicked):
        click(shown.primary)
