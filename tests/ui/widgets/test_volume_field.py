from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from model.language import Language
from model.quantity import Quantity, QuantityState
from tests.ui.driver import click, press, replace_text, settle, type_text
from ui.widgets.quantity_text import change_between, parse_quantity
from ui.widgets.volume_field import VolumeField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.language import LanguageSwitch


pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def field(qtbot: QtBot) -> VolumeField:
    shown = VolumeField(lambda: "Online").alone()
    qtbot.addWidget(shown)
    shown.resize(560, 60)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12 345", "12345"),
        ("12,345", "12345"),
        ("12\u00a0345", "12345"),
        ("007", "007"),
        ("0", "0"),
        ("NA", "NA"),
        ("n/a", "NA"),
        ("S.O.", "NA"),
        ("nd", "ND"),
        ("N.D.", "ND"),
        ("", ""),
    ],
)
def test_numbers_and_states_are_understood_as_they_are_pasted(typed: str, meant: str) -> None:
    assert parse_quantity(typed) == Quantity(meant)


@pytest.mark.parametrize("typed", ["12.5", "about 20", "1,23", "12e3"])
def test_what_is_no_whole_number_is_refused(typed: str) -> None:
    assert parse_quantity(typed) is None


def test_a_number_is_grouped_as_the_interface_language_does(field: VolumeField, languages: LanguageSwitch) -> None:
    field.set_value(Quantity("75578"))
    assert field.editor().text() == "75,578"

    languages.switch(Language.FR)

    assert field.editor().text() == "75\u00a0578"


def test_typed_digits_are_committed_by_enter(field: VolumeField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.committed) as told:
        replace_text(field.editor(), "1250")
        press(field.editor(), "Return")

    assert told.args == [Quantity("1250")]


def test_a_then_enter_is_not_applicable_and_d_is_no_data(field: VolumeField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.committed) as first:
        click(field.editor())
        press(field.editor(), "A")
        press(field.editor(), "Return")
    with qtbot.waitSignal(field.committed) as second:
        press(field.editor(), "D")
        press(field.editor(), "Return")

    assert first.args == [Quantity("NA")]
    assert second.args == [Quantity("ND")]
    assert field.editor().placeholderText() == "No data"


def test_the_buttons_set_a_state_and_take_it_back(field: VolumeField, qtbot: QtBot) -> None:
    button = field.toggle(QuantityState.NOT_APPLICABLE)

    with qtbot.waitSignal(field.committed) as on:
        click(button)
    with qtbot.waitSignal(field.committed) as off:
        click(button)

    assert on.args == [Quantity("NA")]
    assert off.args == [Quantity("")]


def test_a_pasted_number_with_groups_is_stored_without_them(field: VolumeField, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("12 345")

    with qtbot.waitSignal(field.committed) as told:
        click(field.editor())
        press(field.editor(), "Ctrl+V")
        press(field.editor(), "Return")

    assert told.args == [Quantity("12345")]


def test_what_is_no_number_stays_in_the_field_and_is_explained(field: VolumeField, qtbot: QtBot) -> None:
    field.set_value(Quantity("10"))

    with qtbot.assertNotEmitted(field.committed):
        replace_text(field.editor(), "10.5")
        press(field.editor(), "Return")

    assert field.editor().text() == "10.5"
    assert field.findings.sentences() == ["Enter a whole number, N/A or N/D."]


def test_a_digit_typed_over_a_state_is_a_number_again(field: VolumeField, qtbot: QtBot) -> None:
    field.set_value(Quantity("NA"))

    with qtbot.waitSignal(field.committed) as told:
        type_text(field.editor(), "5")
        press(field.editor(), "Tab")

    assert told.args == [Quantity("5")]


def test_last_year_and_the_change_stand_beside_it(field: VolumeField) -> None:
    field.set_last_year(Quantity("69622"))
    field.set_value(Quantity("75578"))
    settle()

    assert field.last.text() == "69,622"
    assert field.change.text() == "+9%"


def test_there_is_no_change_from_zero_or_to_no_data() -> None:
    assert change_between(Quantity("0"), Quantity("5")) == "–"
    assert change_between(Quantity("5"), Quantity("ND")) == "–"
    assert change_between(None, Quantity("5")) == "–"
