"""The editor of a section, by real keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.documents.markup import Token, TokenKind
from tests.ui.driver import press, settle, type_text
from tests.ui.pages.strategy.texts import PlainFigures
from ui.pages.strategy.text_edit import SectionEdit
from ui.pages.strategy.text_tables import TableChange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

SHARE = Token(TokenKind.INDICATOR, "share")
CHART = Token(TokenKind.CHART, "online")


@pytest.fixture
def figures() -> PlainFigures:
    return PlainFigures()


@pytest.fixture
def editor(qtbot: QtBot, figures: PlainFigures) -> Iterator[SectionEdit]:
    window = QWidget()
    shown = SectionEdit(figures)
    other = QLineEdit()
    other.setObjectName("other")
    whole = QVBoxLayout(window)
    whole.addWidget(shown)
    whole.addWidget(other)
    window.resize(640, 480)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    shown.strong_asked.connect(shown.toggle_strong)
    shown.emphasis_asked.connect(shown.toggle_emphasis)
    shown.setFocus()
    settle()
    yield shown
    window.close()


def stand(editor: SectionEdit, position: int, end: int | None = None) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(position)
    if end is not None:
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    settle()


def stand_at_end(editor: SectionEdit) -> None:
    stand(editor, editor.document().characterCount() - 1)


def test_accented_letters_and_bold_are_written_as_markdown(editor: SectionEdit) -> None:
    type_text(editor, "Clientèle ")
    press(editor, "Ctrl+B")
    type_text(editor, "visée")
    press(editor, "Ctrl+B")
    type_text(editor, " ici")

    assert editor.markdown() == "Clientèle **visée** ici"


def test_bold_over_a_selection_is_taken_back_by_the_same_keys(editor: SectionEdit) -> None:
    editor.set_markdown("one two")
    stand(editor, 0, 3)

    press(editor, "Ctrl+B")
    once = editor.markdown()
    press(editor, "Ctrl+B")

    assert once == "**one** two"
    assert editor.markdown() == "one two"


def test_enter_below_a_heading_begins_running_text(editor: SectionEdit) -> None:
    type_text(editor, "Objectives")
    editor.set_heading(2)
    press(editor, "Return")
    type_text(editor, "Two of them.")

    assert editor.markdown() == "## Objectives\n\nTwo of them."


def test_the_same_heading_again_makes_running_text(editor: SectionEdit) -> None:
    editor.set_markdown("### Objectives")

    editor.set_heading(3)

    assert editor.markdown() == "Objectives"


def test_tab_nests_a_list_item_and_enter_on_an_empty_one_leaves_the_list(editor: SectionEdit) -> None:
    type_text(editor, "first")
    editor.set_list(ordered=False)
    press(editor, "Return")
    press(editor, "Tab")
    type_text(editor, "below")
    press(editor, "Return")
    press(editor, "Return")
    press(editor, "Return")
    type_text(editor, "after")

    assert editor.markdown() == "- first\n  - below\n\nafter"


def test_a_list_is_never_more_than_two_deep(editor: SectionEdit) -> None:
    editor.set_markdown("- one\n  - two\n  - three")
    stand_at_end(editor)

    press(editor, "Tab")

    assert editor.markdown() == "- one\n  - two\n  - three"


def test_backspace_at_the_start_of_an_item_makes_a_paragraph(editor: SectionEdit) -> None:
    editor.set_markdown("- one\n- two")
    stand(editor, 4)

    press(editor, "Backspace")

    assert editor.markdown() == "- one\n\ntwo"


def test_bullets_become_numbers(editor: SectionEdit) -> None:
    editor.set_markdown("- one\n- two")
    stand(editor, 0, 7)

    editor.set_list(ordered=True)

    assert editor.markdown() == "1. one\n2. two"


def test_tab_outside_of_lists_and_tables_goes_to_the_next_field(editor: SectionEdit) -> None:
    type_text(editor, "text")

    press(editor, "Tab")

    assert not editor.hasFocus()
    assert editor.markdown() == "text"


def test_tab_in_the_last_cell_adds_a_row(editor: SectionEdit) -> None:
    editor.new_table()
    for text in ("Year", "Service", "Clients", "2025–2026", "Permits", "12"):
        type_text(editor, text)
        press(editor, "Tab")
    for _cell in range(3):
        press(editor, "Tab")
    type_text(editor, "2026–2027")

    lines = editor.markdown().splitlines()
    assert lines[0] == "| Year | Service | Clients |"
    assert lines[2] == "| 2025–2026 | Permits | 12 |"
    assert lines[4] == "| 2026–2027 |  |  |"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (TableChange.COLUMN_AFTER, "| a |  | b |\n| --- | --- | --- |\n| 1 |  | 2 |"),
        (TableChange.ROW_BELOW, "| a | b |\n| --- | --- |\n|  |  |\n| 1 | 2 |"),
        (TableChange.ALIGN_RIGHT, "| a | b |\n| ---: | --- |\n| 1 | 2 |"),
        (TableChange.DELETE_COLUMN, "| b |\n| --- |\n| 2 |"),
        (TableChange.DELETE_ROW, "| 1 | 2 |\n| --- | --- |"),
        (TableChange.DELETE_TABLE, "before\n\nafter"),
    ],
)
def test_a_table_is_changed_at_the_cursor(editor: SectionEdit, change: TableChange, expected: str) -> None:
    editor.set_markdown("before\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nafter")
    stand(editor, 8)

    editor.change_table(change)

    wanted = expected if change is TableChange.DELETE_TABLE else f"before\n\n{expected}\n\nafter"
    assert editor.markdown() == wanted


def test_a_figure_is_erased_as_one_thing(editor: SectionEdit) -> None:
    editor.set_markdown("Now {{indicator:share@latest}}")
    stand_at_end(editor)

    press(editor, "Backspace")

    assert editor.toPlainText() == "Now "


def test_the_cursor_never_stands_inside_a_figure(editor: SectionEdit) -> None:
    editor.set_markdown("{{indicator:share@latest}} now")
    stand(editor, 0)

    press(editor, "Right")

    assert editor.textCursor().position() == len("<share>")


def test_what_is_typed_behind_a_figure_is_no_part_of_it(editor: SectionEdit) -> None:
    editor.set_markdown("Now {{indicator:share@latest}}")
    stand_at_end(editor)

    type_text(editor, " à peu près")

    assert editor.markdown() == "Now {{indicator:share@latest}} à peu près"


def test_what_is_typed_behind_a_link_is_no_part_of_it(editor: SectionEdit) -> None:
    editor.set_markdown("[policy](<https://www.canada.ca>)")
    stand_at_end(editor)

    type_text(editor, " of 2014")

    assert editor.markdown() == "[policy](<https://www.canada.ca>) of 2014"


def test_a_chart_has_a_line_of_its_own_and_typing_goes_below_it(editor: SectionEdit) -> None:
    type_text(editor, "Before")
    editor.insert_figure(CHART)
    type_text(editor, "After")

    assert editor.markdown() == "Before\n\n{{chart:online@latest}}\n\nAfter"


def test_typing_right_at_a_chart_never_joins_its_line(editor: SectionEdit) -> None:
    editor.set_markdown("{{chart:online@latest}}")

    stand(editor, 0)
    type_text(editor, "Above")
    stand_at_end(editor)
    type_text(editor, "Below")

    assert editor.markdown() == "Above\n\n{{chart:online@latest}}\n\nBelow"


def test_a_figure_put_into_the_line_shows_its_value(editor: SectionEdit, figures: PlainFigures) -> None:
    figures.values["share"] = "50%"
    type_text(editor, "Now ")

    editor.insert_figure(SHARE)

    assert editor.toPlainText() == "Now 50%"
    assert editor.markdown() == "Now {{indicator:share@latest}}"


def test_a_new_value_shows_without_an_edit(editor: SectionEdit, figures: PlainFigures) -> None:
    editor.set_markdown("Now {{indicator:share@latest}} of all")
    figures.values["share"] = "61%"

    editor.refresh_figures()

    assert editor.toPlainText() == "Now 61% of all"
    assert not editor.is_being_typed()


def test_two_figures_side_by_side_stay_two(editor: SectionEdit) -> None:
    editor.insert_figure(SHARE)
    editor.insert_figure(SHARE)

    assert editor.markdown() == "{{indicator:share@latest}}{{indicator:share@latest}}"


def test_undo_stays_in_the_text_until_it_is_committed(editor: SectionEdit, qtbot: QtBot) -> None:
    editor.set_markdown("start")
    stand_at_end(editor)
    type_text(editor, "ed")

    press(editor, "Ctrl+Z")
    inside = editor.markdown()
    type_text(editor, "ing")
    editor.commit()
    with qtbot.waitSignal(editor.undo_asked):
        press(editor, "Ctrl+Z")

    assert inside == "start"
    assert editor.markdown() == "starting"


def test_leaving_the_text_commits_it_once(editor: SectionEdit) -> None:
    committed: list[str] = []
    editor.committed.connect(committed.append)
    type_text(editor, "Vision")

    other = editor.window().findChild(QLineEdit, "other")
    assert other is not None
    other.setFocus()
    settle()
    editor.setFocus()
    other.setFocus()
    settle()

    assert committed == ["Vision"]


def test_a_pause_commits_what_was_typed(editor: SectionEdit, qtbot: QtBot) -> None:
    editor.commit_after(1)

    with qtbot.waitSignal(editor.committed) as told:
        type_text(editor, "V")

    assert told.args == ["V"]


def test_a_change_made_elsewhere_does_not_overwrite_what_is_being_typed(editor: SectionEdit) -> None:
    editor.set_markdown("old")
    stand_at_end(editor)
    type_text(editor, "er")

    editor.set_markdown("changed elsewhere")

    assert editor.markdown() == "older"


def test_text_copied_here_comes_back_with_its_figures(editor: SectionEdit) -> None:
    editor.set_markdown("**Now** {{indicator:share@latest}}\n\n- one\n- two")
    press(editor, "Ctrl+A")
    press(editor, "Ctrl+C")

    editor.set_markdown("")
    press(editor, "Ctrl+V")

    assert editor.markdown() == "**Now** {{indicator:share@latest}}\n\n- one\n- two"
    assert "<share>" in QGuiApplication.clipboard().text()


def test_a_page_copied_elsewhere_is_reduced_to_what_a_section_may_hold(editor: SectionEdit) -> None:
    data = QMimeData()
    data.setHtml(
        "<h2>Goals</h2><p style='color:red'>A <b>bold</b> word and a <a href='javascript:x()'>trap</a>, "
        "<a href='https://www.canada.ca'>a link</a>.</p><ul><li>one</li></ul><img src='x.png'>"
    )

    editor.insertFromMimeData(data)

    expected = "## Goals\n\nA **bold** word and a trap, [a link](<https://www.canada.ca>).\n\n- one"
    assert editor.markdown() == expected


def test_plain_text_is_pasted_as_it_is_and_never_read_as_markdown(editor: SectionEdit) -> None:
    data = QMimeData()
    data.setText("# 1 * 2\nsecond line")

    editor.insertFromMimeData(data)

    assert editor.toPlainText() == "# 1 * 2\nsecond line"


def test_a_link_is_put_over_the_selection_and_taken_away(editor: SectionEdit) -> None:
    editor.set_markdown("the policy says")
    stand(editor, 4, 10)

    editor.set_link("policy", "https://www.canada.ca")
    linked = editor.markdown()
    stand(editor, 6)
    editor.set_link("policy", "")

    assert linked == "the [policy](<https://www.canada.ca>) says"
    assert editor.markdown() == "the policy says"


def test_a_read_only_text_takes_no_key(editor: SectionEdit) -> None:
    editor.set_markdown("- one")
    editor.setReadOnly(True)
    stand_at_end(editor)

    press(editor, "Backspace")
    press(editor, "x")

    assert editor.markdown() == "- one"


def test_a_footnote_is_called_and_its_text_stands_last(editor: SectionEdit) -> None:
    editor.set_markdown("Counted[^1] and measured.\n\nThe end.\n\n[^1]: On April 1.")
    stand(editor, len("Counted1 and measured"))

    editor.insert_footnote()
    type_text(editor, "By region.")

    assert editor.markdown() == ("Counted[^1] and measured[^2].\n\nThe end.\n\n[^1]: On April 1.\n\n[^2]: By region.")


def test_a_footnote_is_one_undo(editor: SectionEdit) -> None:
    editor.set_markdown("Counted")
    stand_at_end(editor)
    editor.insert_footnote()

    press(editor, "Ctrl+Z")

    assert editor.markdown() == "Counted"
