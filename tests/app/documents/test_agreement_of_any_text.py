"""Whatever is written, tree, Word file and tagged PDF say the same words in the same order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents import tree
from app.documents.builders.writing import Writing
from app.documents.pdf.fonts import BODY, face, pieces
from app.documents.pdf.writer import Layout
from app.documents.text import text_of
from app.documents.tree import Column, Heading, ListBlock, ListItem, Note, Paragraph, Table
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import docx_bytes, docx_text, pdf_bytes, without_spaces
from tests.app.documents.tagged import tagged, words_of

if TYPE_CHECKING:
    from app.documents.tree import Block, Runs

_FR = Language.FR
_WRITING = Writing(_FR)
_TEXTS = st.text(
    st.one_of(
        st.sampled_from("aé œÀ-1 2:;!?«»\"'’–—…·/&<>%$\n\t\u00a0\u202f\u2009\u200b\u00ad\u2011\u2028\ufe0f🙂漢"),
        st.characters(exclude_categories=["Cs"]),
    ),
    min_size=1,
    max_size=60,
)


def _runs_of(parts: list[tuple[str, bool, bool, bool]]) -> Runs:
    found: Runs = ()
    for text, strong, emphasis, is_other in parts:
        writing = Writing(_FR.other) if is_other else _WRITING
        found += writing.runs(text, strong=strong, emphasis=emphasis)
    return found if tree.text_of_runs(found).strip() else _WRITING.runs("x")


_RUNS = st.lists(st.tuples(_TEXTS, st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=4).map(_runs_of)
_LISTS = st.builds(ListBlock, st.lists(st.builds(ListItem, _RUNS), min_size=1, max_size=3).map(tuple))
_BLOCKS = st.one_of(
    st.builds(Paragraph, _RUNS),
    st.builds(Note, _RUNS, st.sampled_from(tree.NoteKind)),
    st.builds(ListBlock, st.lists(st.builds(ListItem, _RUNS, st.none() | _LISTS), min_size=1, max_size=3).map(tuple)),
    st.builds(
        lambda caption, columns, rows: Table(caption, tuple(map(Column, columns)), tuple(map(tuple, rows))),
        _RUNS,
        st.tuples(_RUNS, _RUNS),
        st.lists(st.tuples(_RUNS, _RUNS), min_size=1, max_size=3),
    ),
)


def _edition(heading: Runs, blocks: list[Block]) -> tree.Edition:
    base = specimen.document(_FR)
    front = [block for block in base.blocks if isinstance(block, tree.Cover | tree.Contents)]
    named = Heading(1, heading, "fr-any", "1", new_page=True)
    return tree.Edition((replace(base, blocks=(*front, named, *blocks)),))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(heading=_RUNS, blocks=st.lists(_BLOCKS, min_size=1, max_size=4))
def test_the_three_forms_agree(heading: Runs, blocks: list[Block]) -> None:
    edition = _edition(heading, blocks)

    read = tagged(pdf_bytes(edition))
    word = docx_text(docx_bytes(edition))

    said = text_of(edition, Layout(edition).pages)
    drawn = "".join(piece for _font, piece in pieces(said, face(BODY)))
    assert words_of(read.document) == drawn.split()
    assert (read.unmarked, read.parents) == ((), True)
    assert without_spaces(word) == without_spaces(said)
