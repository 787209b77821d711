from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.driver import click, settle
from tests.ui.seen import clipped
from ui.widgets.button import Button, Kind
from ui.window.toast import Toast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(900, 600)
    ground.show()
    settle()
    return ground


def _editor(page: QWidget, place: QRect) -> QLineEdit:
    editor = QLineEdit(page)
    editor.setGeometry(place)
    editor.show()
    settle()
    return editor


def test_a_toast_lies_at_the_bottom_left(page: QWidget) -> None:
    toast = Toast(page)

    toast.say("Service deleted.", undo=True)

    assert toast.x() < 40
    assert toast.geometry().bottom() > 560


def test_a_toast_covers_no_field(page: QWidget) -> None:
    field = _editor(page, QRect(20, 540, 300, 40))
    toast = Toast(page)

    toast.say("Service deleted.", undo=True)

    assert not toast.geometry().intersects(field.geometry())
    click(field)


def test_undo_takes_the_toast_away(page: QWidget, qtbot: QtBot) -> None:
    toast = Toast(page)
    toast.say("Service deleted.", undo=True)
    settle()

    with qtbot.waitSignal(toast.undo_asked):
        click(toast.undo)

    assert not toast.isVisible()


def test_one_toast_replaces_the_other(page: QWidget) -> None:
    toast = Toast(page)
    toast.say("Service deleted.", undo=True)

    toast.say("Inventory approved.", undo=False)

    assert toast.sentence.text() == toast.accessibleName() == "Inventory approved."
    assert not toast.undo.isVisible()


def test_a_toast_does_not_lie_over_the_primary_button(page: QWidget) -> None:
    button = Button("Export 4 files", kind=Kind.PRIMARY)
    button.setParent(page)
    button.move(30, 550)
    button.show()
    settle()
    toast = Toast(page)

    toast.say("4 files exported.", undo=False)

    assert not toast.geometry().intersects(button.geometry())
    click(button)


def test_a_long_sentence_is_wrapped_and_said_whole(page: QWidget) -> None:
    toast = Toast(page)

    toast.say("4 files exported. " * 20, undo=True)
    settle()

    assert toast.width() < page.width()
    assert clipped(toast) == []
    toast.say("Service deleted.", undo=True)
    assert toast.width() < page.width() / 2
