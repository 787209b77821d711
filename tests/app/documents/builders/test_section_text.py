"""The text of a section as blocks: whatever a planner types, the document can be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.documents import tree
from app.documents.builders.section_text import NoteLabels, SectionText
from app.documents.builders.writing import Writing
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.markup import Token


class NoFigures:
    """Gives a word for every token."""

    def value(self, token: Token) -> str:
        return f"({token.id})"

    def blocks(self, token: Token) -> Sequence[tree.Block]:
        return [tree.Paragraph((tree.Run(f"[{token.id}]", Language.EN),))]


def blocks(text: str) -> list[tree.Block]:
    writing = Writing(Language.EN)
    heading = tree.Heading(1, writing.runs("Context"), "context")
    return list(SectionText(writing, NoFigures(), NoteLabels(), heading=heading, title="Context").blocks(text))


def runs_of(block: tree.Block) -> list[tree.Run]:
    match block:
        case tree.Paragraph():
            return list(block.runs)
        case tree.Footnotes():
            return [run for note in block.items for run in note.runs]
    return []


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("A[^1] b[^1].\n\n[^1]: one", ["1 one"]),
        ("A[^1] b[^lost].\n\n[^1]: one", ["1 one", "2 [Text not written yet]"]),
        ("A[^lost].", ["1 [Text not written yet]"]),
        ("A[^1]\n\n[^1]:\n", ["1 [Text not written yet]"]),
        ("A[^2]\n\n[^1]: never called\n\n[^2]: two", ["1 two", "2 never called"]),
        ("A[^1]\n\n[^1]: see[^2]\n\n[^2]: and[^1] and[^lost]", ["1 see2", "2 and1 and3", "3 [Text not written yet]"]),
    ],
)
def test_every_call_of_a_footnote_finds_one(text: str, notes: list[str]) -> None:
    found = blocks(text)

    (footnotes,) = [block for block in found if isinstance(block, tree.Footnotes)]
    assert [f"{note.label} {tree.text_of_runs(note.runs)}" for note in footnotes.items] == notes
    called = {run.note for block in found for run in runs_of(block) if run.note}
    assert called <= {note.label for note in footnotes.items}


def test_a_table_of_a_header_alone_keeps_its_words() -> None:
    (table,) = blocks("| Channel | Share |\n|---|---|\n")

    assert isinstance(table, tree.Table)
    assert [tree.text_of_runs(cell) for cell in table.rows[0]] == ["Channel", "Share"]
    assert [tree.text_of_runs(column.title) for column in table.columns] == ["Column 1", "Column 2"]
