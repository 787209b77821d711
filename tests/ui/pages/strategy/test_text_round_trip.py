"""What is shown in the editor is what is written back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QTextCursor

from app.documents.markup import Block, parse
from app.documents.markup_writing import serialise
from tests.ui.pages.strategy.texts import BLOCKS, PlainFigures
from ui.pages.strategy.text_edit import SectionEdit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@_MANY
@given(blocks=BLOCKS)
def test_reading_and_writing_without_a_change_changes_nothing(qtbot: QtBot, blocks: tuple[Block, ...]) -> None:
    text = serialise(blocks)
    editor = SectionEdit(PlainFigures())
    qtbot.addWidget(editor)

    editor.set_markdown(text)

    assert editor.blocks() == parse(text)
    assert editor.markdown() == serialise(parse(text))
    assert not editor.is_being_typed()


@_MANY
@given(blocks=BLOCKS)
def test_typing_and_erasing_a_letter_leaves_the_text_as_it_was(qtbot: QtBot, blocks: tuple[Block, ...]) -> None:
    text = serialise(blocks)
    editor = SectionEdit(PlainFigures())
    qtbot.addWidget(editor)
    editor.set_markdown(text)
    cursor = QTextCursor(editor.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)

    cursor.insertText("x")
    cursor.deletePreviousChar()

    assert editor.blocks() == parse(text)


def test_a_text_in_another_form_is_not_written_again_when_nothing_was_typed(qtbot: QtBot) -> None:
    editor = SectionEdit(PlainFigures())
    qtbot.addWidget(editor)
    written: list[str] = []
    editor.committed.connect(written.append)
    editor.set_markdown("* one\n* two\n\n__strong__ text\nover two lines")

    editor.commit()

    assert written == []
