from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.driver import click, press, settle
from ui.look.measure import px
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.choice import Choice, Mark, Option, Segments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("look")

_ANSWERS = (Option("Y", "Yes"), Option("N", "No"), Option("", "Not said"))


@pytest.fixture
def segments(qtbot: QtBot) -> Iterator[Segments]:
    ground = QWidget()  # a window would not become narrower than its words
    shown = Segments("Critical service", _ANSWERS)
    shown.setParent(ground)
    qtbot.addWidget(ground)
    ground.resize(px(600), px(80))
    shown.resize(shown.sizeHint())
    ground.show()
    qtbot.waitExposed(ground)
    yield shown
    ground.close()


def ground(segments: Segments, value: str) -> str:
    segment = segments.segment(value)
    return segment.grab().toImage().pixelColor(segment.width() // 2, px(3)).name()


def test_what_is_not_answered_does_not_look_like_an_answer(segments: Segments) -> None:
    segments.set_value("N")
    answered = ground(segments, "N")
    segments.set_value("")

    assert answered == colour(Role.ACCENT_SOFT).name()
    assert ground(segments, "") == colour(Role.SHEET).name()


def test_segments_move_together_before_they_fold_into_a_list(segments: Segments) -> None:
    whole = segments.sizeHint().width()

    segments.resize(whole - px(16), segments.height())
    settle()
    close = segments.is_folded()
    segments.resize(whole // 2, segments.height())
    settle()

    assert not close
    assert segments.is_folded()


def test_marks_do_not_fold_what_has_room_without_them(segments: Segments) -> None:
    segments.set_marks({"Y": Mark("triangle-alert", Role.WARN, "Warning")})
    settle()

    assert not segments.is_folded()
    assert segments.segment("Y").toolTip() == "Warning"


def test_what_is_refused_takes_no_choice_and_says_why(segments: Segments, qtbot: QtBot) -> None:
    segments.set_value("Y")

    segments.set_refusals({"N": "Not today."})

    refused = segments.segment("N")
    assert (refused.isEnabled(), refused.toolTip(), refused.accessibleDescription()) == (
        False,
        "Not today.",
        "Not today.",
    )
    segments.set_refusals({})
    with qtbot.waitSignal(segments.chosen):
        click(refused)
    assert refused.toolTip() == ""


def test_a_folded_list_refuses_the_same(segments: Segments) -> None:
    segments.set_value("Y")
    segments.set_refusals({"N": "Not today."})
    segments.resize(segments.sizeHint().width() // 2, segments.height())
    settle()
    folded = segments.findChild(Choice)
    assert folded is not None

    click(folded)
    entry = next(action for action in folded.menu().actions() if action.text() == "No")
    told = (entry.isEnabled(), entry.toolTip())
    folded.menu().close()
    press(folded, "Down")

    assert told == (False, "Not today.")
    assert segments.value() == ""  # the one after it
