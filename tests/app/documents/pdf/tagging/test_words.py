"""Words of two lines are read apart, and a word on two lines as one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents import tree
from app.documents.pdf.tagging.text import WordEnds, letters_in
from app.documents.tree import Run
from model.language import Language
from tests.app.documents.pdf.tagging.test_elements import read, runs

LONG = "Donaudampfschifffahrtsgesellschaft" * 5


@pytest.mark.parametrize(
    "text",
    [
        (Run(f"short {LONG} end", Language.EN),),
        (Run(f"short {LONG[:100]}", Language.EN), Run(f"{LONG[100:]} end", Language.EN, strong=True)),
        (Run(f"{LONG}\n{LONG}", Language.EN),),
        (Run("see ", Language.EN), Run(LONG, Language.FR), Run(f" and {LONG}", Language.EN)),
    ],
)
def test_a_word_too_long_for_its_line_is_read_as_one(text: tree.Runs) -> None:
    (paragraph,) = read(tree.Paragraph(text)).document.all("P")

    assert paragraph.text.split() == tree.text_of_runs(text).split()


def test_so_it_is_when_its_paragraph_goes_over_the_page() -> None:
    words = [f"{LONG}{n}" for n in range(70)]

    (paragraph,) = read(tree.Paragraph(runs(" ".join(words)))).document.all("P")

    assert paragraph.text.split() == words


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text("abcdefgé", min_size=1, max_size=150), min_size=1, max_size=60))
def test_any_words_are_read_as_they_are(words: list[str]) -> None:
    (paragraph,) = read(tree.Paragraph(runs(" ".join(words)))).document.all("P")

    assert paragraph.text.split() == words


def test_words_end_where_spaces_stand_and_at_the_end() -> None:
    ends = WordEnds.of(["one t", "wo\n", "three"])

    assert ends.ends == {3, 6, 11}
    assert ends.after(6).is_end(5)
    assert not ends.after(6).is_end(4)
    assert letters_in("a\u00a0b c") == 3
