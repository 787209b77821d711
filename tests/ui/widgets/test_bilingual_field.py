from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt

from model.bilingual import Bilingual
from model.language import Language
from tests.ui.driver import click, press, replace_text, settle, type_text
from ui.widgets.bilingual_field import BilingualField
from ui.widgets.editors import TextEditor
from ui.widgets.finding_chip import FieldFinding, FieldFindings, Level
from ui.widgets.pill import StatusPill, to_review

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.language import LanguageSwitch


pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def field(qtbot: QtBot) -> BilingualField:
    shown = BilingualField(lambda: "Name", max_length=20)
    qtbot.addWidget(shown)
    shown.resize(700, 80)
    shown.show()
    qtbot.waitExposed(shown)
    shown.set_value(Bilingual("Permit", "Permis"))
    return shown


def test_enter_commits_the_side_that_was_typed(field: BilingualField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.committed) as told:
        replace_text(field.editor(Language.FR), "Permis révisé")
        press(field.editor(Language.FR), "Return")

    assert told.args == [Language.FR, "Permis révisé"]


def test_leaving_a_side_commits_it(field: BilingualField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.committed) as told:
        replace_text(field.editor(Language.EN), "Licence")
        press(field.editor(Language.EN), "Tab")

    assert told.args == [Language.EN, "Licence"]
    assert field.editor(Language.FR).hasFocus()


def test_a_change_made_elsewhere_does_not_overwrite_what_is_being_typed(field: BilingualField) -> None:
    type_text(field.editor(Language.FR), " neuf")

    field.set_value(Bilingual("Licence", "Licence"))

    assert field.editor(Language.EN).text() == "Licence"
    assert "neuf" in field.editor(Language.FR).text()


def test_escape_gives_the_stored_text_back(field: BilingualField, qtbot: QtBot) -> None:
    replace_text(field.editor(Language.EN), "Wrong")

    with qtbot.assertNotEmitted(field.committed):
        press(field.editor(Language.EN), "Esc")
        press(field.editor(Language.EN), "Tab")

    assert field.editor(Language.EN).text() == "Permit"


def test_what_is_typed_is_told_letter_by_letter_for_the_draft(field: BilingualField) -> None:
    told: list[str] = []
    field.drafted.connect(lambda _language, text: told.append(text))

    replace_text(field.editor(Language.FR), "né")

    assert told[-2:] == ["n", "né"]


def test_a_recovered_draft_counts_as_being_typed(field: BilingualField) -> None:
    field.offer_draft(Language.EN, "Permit for")

    assert field.is_being_typed(Language.EN)
    assert field.editor(Language.EN).text() == "Permit for"


def test_where_it_is_narrow_the_sides_stand_below_each_other(field: BilingualField, qtbot: QtBot) -> None:
    english, french = field.editor(Language.EN), field.editor(Language.FR)
    assert english.mapTo(field, english.rect().topLeft()).y() == french.mapTo(field, french.rect().topLeft()).y()

    field.resize(300, 160)
    qtbot.waitUntil(
        lambda: english.mapTo(field, english.rect().bottomLeft()).y() < french.mapTo(field, french.rect().topLeft()).y()
    )


def test_french_stands_first_where_the_office_works_in_french(qtbot: QtBot) -> None:
    field = BilingualField(lambda: "Name", french_first=True)
    qtbot.addWidget(field)
    field.resize(700, 80)
    field.show()

    french, english = field.editor(Language.FR), field.editor(Language.EN)

    assert french.mapTo(field, french.rect().topLeft()).x() < english.mapTo(field, english.rect().topLeft()).x()


def test_a_long_text_makes_both_sides_as_high_as_the_taller_up_to_eight_lines(qtbot: QtBot) -> None:
    field = BilingualField(lambda: "Description", lines=2)
    qtbot.addWidget(field)
    field.resize(700, 300)
    field.show()
    before = field.editor(Language.EN).height()

    field.set_value(Bilingual("Short", "\n".join(["ligne"] * 5)))
    five = field.editor(Language.EN).height()
    field.set_value(Bilingual("Short", "\n".join(["ligne"] * 30)))
    thirty = field.editor(Language.EN).height()

    assert before < five == field.editor(Language.FR).height() * five // thirty
    assert field.editor(Language.EN).height() == field.editor(Language.FR).height() == thirty
    assert thirty < 2 * five


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a" * 15, ""),
        ("a" * 16, "16 of 20"),
        ("é" * 20, "20 of 20"),
        ("a" * 21, "1 too many"),
        ("a" * 22, "2 too many"),
        ("a" * 15 + "     ", ""),  # the registry cuts blanks at the ends before it counts
    ],
)
def test_the_length_is_counted_while_typing_and_nothing_is_refused(field: BilingualField, text: str, told: str) -> None:
    editor = field.editor(Language.EN)

    replace_text(editor, text)

    counts = [part.text() for part in field.findChildren(type(field._label)) if part.isVisible()]
    assert [words for words in counts if "of" in words or "many" in words] == ([told] if told else [])
    press(editor, "Return")
    assert field.value().en == text


def test_state_and_findings_stand_at_the_field(field: BilingualField) -> None:
    field.set_state(to_review())
    field.show_findings([FieldFinding(Level.ERROR, lambda: "Write the French name.")])

    pill = field.findChild(StatusPill)
    findings = field.findChild(FieldFindings)

    assert isinstance(pill, StatusPill)
    assert pill.accessibleName() == "To review"
    assert isinstance(findings, FieldFindings)
    assert findings.sentences() == ["Write the French name."]


def test_each_side_is_named_in_the_interface_language(field: BilingualField, languages: LanguageSwitch) -> None:
    assert field.editor(Language.FR).accessibleName() == "Name, in French"

    languages.switch(Language.FR)

    assert field.editor(Language.FR).accessibleName() == "Name, en français"


def test_only_one_language_is_shown_when_the_content_is_in_one(field: BilingualField) -> None:
    field.set_content("fr")

    assert field.editor(Language.FR).isVisible()
    assert not field.editor(Language.EN).isVisible()


def test_a_field_that_cannot_be_changed_takes_no_text(field: BilingualField) -> None:
    field.set_read_only(True)

    click(field.editor(Language.EN))
    press(field.editor(Language.EN), "X")

    assert field.editor(Language.EN).text() == "Permit"
    assert field.editor(Language.EN).focusPolicy() != Qt.FocusPolicy.NoFocus


@pytest.fixture
def name(qtbot: QtBot) -> BilingualField:
    shown = BilingualField(lambda: "Name", is_name=True)
    qtbot.addWidget(shown)
    shown.resize(500, 80)
    shown.show()
    qtbot.waitExposed(shown)
    shown.set_value(Bilingual("Contact centre", "Centre d’appels de la Direction des programmes du revenu agricole"))
    return shown


def test_a_long_name_is_shown_on_as_many_lines_as_it_takes(name: BilingualField) -> None:
    editor = name.editor(Language.FR)

    assert isinstance(editor, TextEditor)
    assert editor.lines_wanted() > 1
    assert editor.height() >= editor.sizeHint().height()
    assert not editor.verticalScrollBar().isVisible()


def test_enter_commits_a_name_that_wraps(name: BilingualField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(name.committed) as told:
        replace_text(name.editor(Language.EN), "Call centre")
        press(name.editor(Language.EN), "Return")

    assert told.args == [Language.EN, "Call centre"]


def test_a_name_is_pasted_in_one_paragraph(name: BilingualField) -> None:
    editor = name.editor(Language.EN)
    assert isinstance(editor, TextEditor)
    pasted = QMimeData()
    pasted.setText("Call\r\ncentre \n of AAFC")
    editor.selectAll()

    editor.insertFromMimeData(pasted)

    assert editor.text() == "Call centre of AAFC"


def test_no_line_lies_under_the_scroll_bar(qtbot: QtBot) -> None:
    shown = BilingualField(lambda: "Description", lines=4)
    qtbot.addWidget(shown)
    shown.resize(520, 300)
    shown.show()
    qtbot.waitExposed(shown)

    shown.set_value(Bilingual(fr="La Direction exploite un centre d’appels qui agit à titre de premier contact. " * 6))
    settle()

    editor = shown.editor(Language.FR)
    assert isinstance(editor, TextEditor)
    assert editor.verticalScrollBar().isVisible()
    lines = [
        editor.document().firstBlock().layout().lineAt(at)
        for at in range(editor.document().firstBlock().layout().lineCount())
    ]
    assert max(line.naturalTextWidth() for line in lines) <= editor.viewport().width()
