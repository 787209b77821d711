"""The dialog behind every closing act."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.driver import click, press, replace_text, type_text
from ui.pages.approval_dialog import Approval, ApprovalDialog
from ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def asked(qtbot: QtBot) -> Iterator[ApprovalDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    shown = ApprovalDialog(window, ("Approve?", "It is sealed.", "Approve"), also=TextField("Custodian"))
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    yield shown
    window.close()


def test_it_stays_open_until_it_has_a_name_and_a_day(asked: ApprovalDialog) -> None:
    click(asked.accept_button)
    unnamed = asked.isVisible()
    type_text(asked.by.editor(), "A. Tremblay")
    replace_text(asked.on.editor(), "tomorrow")
    click(asked.accept_button)
    undated = asked.isVisible()
    replace_text(asked.on.editor(), "2026-04-01")
    click(asked.accept_button)

    assert unnamed
    assert undated
    assert not asked.isVisible()
    assert asked.approval() == Approval("A. Tremblay", date(2026, 4, 1))


def test_what_else_is_asked_comes_before_the_name(asked: ApprovalDialog) -> None:
    other = next(field for field in asked.findChildren(TextField) if field not in {asked.by, asked.on})

    other.take_focus()
    press(other.editor(), "Tab")

    assert asked.focusWidget() is asked.by.editor()
    assert other.y() < asked.by.y()
