"""The tree, the Word file and the PDF say the same, word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.documents import tree
from app.documents.pdf.writer import Layout
from app.documents.text import text_of
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import docx_bytes, docx_text, pdf_bytes, pdf_pages, without_spaces

EDITIONS = ((Language.EN,), (Language.FR,), (Language.FR, Language.EN))


def _plain(edition: tree.Edition) -> tree.Edition:
    """Return ``edition`` without what each form adds words to: pictures, and numbers of numbered lists."""
    return tree.Edition(
        tuple(
            replace(
                part,
                blocks=tuple(
                    block
                    for block in part.blocks
                    if not isinstance(block, tree.Figure) and not (isinstance(block, tree.ListBlock) and block.ordered)
                ),
            )
            for part in edition.parts
        )
    )


@pytest.mark.parametrize("languages", EDITIONS)
def test_the_word_file_says_what_the_tree_says(languages: tuple[Language, ...]) -> None:
    edition = specimen.with_wide_pages(*languages)
    pages = Layout(edition, for_word=True).pages

    text = docx_text(docx_bytes(edition))

    said = text_of(edition, pages)
    for part in edition.parts:
        for figure in (block for block in part.blocks if isinstance(block, tree.Figure)):
            said = said.replace(f"\n{figure.alt}\n", "\n")  # an attribute of the picture
    assert without_spaces(text) == without_spaces(said)


@pytest.mark.parametrize("languages", EDITIONS)
def test_the_pdf_says_what_the_tree_says(languages: tuple[Language, ...]) -> None:
    edition = _plain(specimen.edition(*languages, rows=5))
    pages = Layout(edition).pages

    text = "".join(pdf_pages(pdf_bytes(edition)))

    assert without_spaces(text) == without_spaces(text_of(edition, pages))


@pytest.mark.parametrize("languages", EDITIONS)
def test_page_numbers_of_the_contents_are_the_real_ones(languages: tuple[Language, ...]) -> None:
    edition = specimen.edition(*languages)

    found = Layout(edition).pages
    texts = [without_spaces(page) for page in pdf_pages(pdf_bytes(edition))]

    for part in edition.parts:
        for contents in (block for block in part.blocks if isinstance(block, tree.Contents)):
            for entry in part.listed(contents):
                assert without_spaces(entry.text) in texts[found[entry.target] - 1], entry
