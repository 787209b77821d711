"""The neutral document refuses what some reader could not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import tree
from app.documents.text import text_of
from app.documents.tree import Column, Heading, ListBlock, ListItem, Run, Runs, Table, TreeError
from model.language import Language
from tests.app.documents import specimen


def _runs(text: str) -> Runs:
    return (Run(text, Language.EN),)


def _document(*blocks: tree.Block) -> tree.Document:
    return replace(specimen.document(Language.EN), blocks=blocks)


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\x85", "\t", "\ud800"])
def test_a_run_holds_no_control_character(char: str) -> None:
    with pytest.raises(TreeError):
        Run(f"a{char}b", Language.EN)


def test_a_run_holds_a_line_break_and_letters_of_any_script() -> None:
    assert Run("a\nᐃᓄᒃ 😀", Language.EN).text == "a\nᐃᓄᒃ 😀"


def test_a_figure_needs_alternative_text_and_a_caption() -> None:
    figure = specimen.figures(Language.EN)[0]
    assert isinstance(figure, tree.Figure)

    with pytest.raises(TreeError):
        replace(figure, alt=" ")
    with pytest.raises(TreeError):
        replace(figure, caption=())


def test_a_table_needs_caption_headings_rows_and_cells_that_fit() -> None:
    columns = (Column(_runs("A")), Column(_runs("B")))
    row = (_runs("1"), _runs("2"))
    Table(_runs("Caption"), columns, (row,))

    for caption, heads, rows in (
        ((), columns, (row,)),
        (_runs("Caption"), (), (row,)),
        (_runs("Caption"), (Column(_runs("A")), Column(())), (row,)),
        (_runs("Caption"), columns, ()),
        (_runs("Caption"), columns, ((_runs("1"),),)),
    ):
        with pytest.raises(TreeError):
            Table(caption, heads, rows)


def test_no_heading_level_is_skipped() -> None:
    one, three = Heading(1, _runs("One"), "a"), Heading(3, _runs("Three"), "b")

    with pytest.raises(TreeError):
        _document(one, three)
    with pytest.raises(TreeError):
        _document(Heading(2, _runs("Two"), "c"))


def test_two_headings_never_share_an_id() -> None:
    heading = Heading(1, _runs("One"), "same")

    with pytest.raises(TreeError):
        _document(heading, replace(heading))
    with pytest.raises(TreeError):
        tree.Edition((_document(heading), _document(heading)))


def test_a_list_is_at_most_two_deep() -> None:
    inner = ListBlock((ListItem(_runs("c")),))
    middle = ListBlock((ListItem(_runs("b"), inner),))

    with pytest.raises(TreeError):
        ListBlock((ListItem(_runs("a"), middle),))


def test_captions_are_numbered_in_order_and_apart() -> None:
    text = text_of(specimen.edition(Language.FR, rows=2))

    assert "Tableau 1\u00a0: Volume by channel" in text
    assert [f"Figure {number}\u00a0: " in text for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_contents_list_headings_with_the_pages_that_are_given() -> None:
    edition = specimen.edition(Language.EN, rows=2)

    text = text_of(edition, {"en-stand": 4, "en-volumes": 5})

    assert "1 Where we stand\t4" in text
    assert "1.1 Volumes\t5" in text
    assert "Deepest\t" not in text
