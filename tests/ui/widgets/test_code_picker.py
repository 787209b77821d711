from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from app import i18n
from model.bilingual import Bilingual
from model.language import Language
from tests.ui.driver import click, press, settle, type_text
from ui.widgets.code_list import CodeList
from ui.widgets.code_picker import Code, CodePicker

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.language import LanguageSwitch

pytestmark = pytest.mark.usefixtures("look")

_GROUPS = {
    "PERSON": Bilingual("Persons", "Personnes"),
    "BUSINESS": Bilingual("Businesses", "Entreprises"),
    "ECONOM": Bilingual("Students", "Étudiants"),
}


def _code(code: str) -> Code:
    return Code(code, lambda: _GROUPS[code].text(i18n.language()))


def _picker(qtbot: QtBot, *, multiple: bool) -> CodePicker:
    picker = CodePicker(lambda: "Client groups", [_code(code) for code in _GROUPS], multiple=multiple)
    qtbot.addWidget(picker)
    picker.resize(480, 90)
    picker.show()
    qtbot.waitExposed(picker)
    return picker


@pytest.fixture
def several(qtbot: QtBot) -> CodePicker:
    return _picker(qtbot, multiple=True)


@pytest.fixture
def single(qtbot: QtBot) -> CodePicker:
    return _picker(qtbot, multiple=False)


def _list() -> CodeList:
    settle()
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, CodeList)
    return opened


def test_one_code_is_chosen_by_searching_without_accents(
    single: CodePicker, qtbot: QtBot, languages: LanguageSwitch
) -> None:
    languages.switch(Language.FR)
    click(single.opener())

    with qtbot.waitSignal(single.committed) as told:
        type_text(_list().search, "etud")
        press(_list().search, "Return")

    assert told.args == [("ECONOM",)]
    assert single.opener().text() == "Étudiants"


def test_a_code_is_found_by_the_code_itself(single: CodePicker, qtbot: QtBot) -> None:
    click(single.opener())

    with qtbot.waitSignal(single.committed) as told:
        type_text(_list().search, "busi")
        press(_list().search, "Return")

    assert told.args == [("BUSINESS",)]


def test_typing_on_the_closed_field_opens_the_list_with_what_was_typed(single: CodePicker) -> None:
    single.take_focus()
    press(single.opener(), "S")

    assert _list().search.text().lower() == "s"
    _list().close()


def test_space_ticks_several_codes_which_keep_the_lists_order(several: CodePicker, qtbot: QtBot) -> None:
    click(several.opener())

    press(_list().search, "Down")
    press(_list().search, "Space")
    press(_list().search, "Up")
    press(_list().search, "Space")
    press(_list().search, "Esc")

    assert several.codes() == ("PERSON", "BUSINESS")
    qtbot.waitUntil(several.opener().hasFocus)


def test_backspace_takes_the_last_code_away(several: CodePicker, qtbot: QtBot) -> None:
    several.set_codes(("PERSON", "ECONOM"))
    several.take_focus()

    with qtbot.waitSignal(several.committed) as told:
        press(several.opener(), "Backspace")

    assert told.args == [("PERSON",)]


def test_the_chosen_codes_are_read_aloud_with_the_field(several: CodePicker) -> None:
    several.set_codes(("PERSON", "BUSINESS"))

    assert several.opener().accessibleName() == "Client groups: Persons, Businesses"


def test_words_follow_the_interface_language(several: CodePicker, languages: LanguageSwitch) -> None:
    several.set_codes(("PERSON",))

    languages.switch(Language.FR)

    assert several.opener().accessibleName() == "Client groups: Personnes"


def test_a_code_that_is_not_in_the_list_stays_and_is_shown(several: CodePicker) -> None:
    several.set_codes(("OLD", "PERSON"))

    press(several.opener(), "Space")
    press(_list().search, "Down")
    press(_list().search, "Space")
    press(_list().search, "Esc")

    assert several.codes() == ("PERSON", "BUSINESS", "OLD")


def test_a_field_that_cannot_be_changed_opens_no_list(several: CodePicker) -> None:
    several.set_read_only(True)

    assert several.open_list() is None


def test_the_list_stays_on_the_screen(several: CodePicker) -> None:
    room = several.screen().availableGeometry()
    several.move(room.left() + 20, room.bottom() - several.height())
    settle()

    opened = several.open_list()

    assert opened is not None
    assert room.contains(opened.geometry())
    assert opened.geometry().bottom() < several.opener().mapToGlobal(several.opener().rect().topLeft()).y()
