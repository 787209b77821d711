"""The documents of the sample plan can be handed in as they are: page by page, in Word and as PDF."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from app.documents import tree
from app.documents.builders.front import Request
from app.documents.export import MADE
from app.documents.pdf.writer import Layout
from app.documents.text import text_of
from app.documents.trees import Trees
from app.plan_facts import OWN
from app.workspace import Workspace
from model.fiscal_year import FiscalYear
from model.language import Language
from tests.app.documents.reading import WORD, docx_bytes, docx_text, part, pdf_bytes, pdf_pages, without_spaces

if TYPE_CHECKING:
    from pathlib import Path

YEAR = FiscalYear(2024)
BOTH = (Language.EN, Language.FR)
LEAST = 200
"""Letters on the emptiest page but the title page."""


@pytest.fixture(scope="module", params=MADE)
def edition(request: pytest.FixtureRequest, sample_path: Path) -> tree.Edition:
    with Workspace.read(sample_path) as opened:
        trees = Trees(opened, (), YEAR, OWN)
        asked = [Request(language, BOTH, draft=False) for language in BOTH]
        return Layout(tree.Edition(tuple(trees.build(request.param, one) for one in asked))).edition


@pytest.fixture(scope="module")
def pdf(edition: tree.Edition) -> bytes:
    return pdf_bytes(edition)


@pytest.fixture(scope="module")
def word(edition: tree.Edition) -> bytes:
    return docx_bytes(edition)


def test_no_page_holds_next_to_nothing(pdf: bytes, edition: tree.Edition) -> None:
    pages = pdf_pages(pdf)

    titles = {tree.text_of_runs(one.blocks[0].title) for one in edition.parts if isinstance(one.blocks[0], tree.Cover)}
    sparse = [page for page in pages if len(page.strip()) < LEAST]
    assert [page for page in sparse if not any(title.split()[0] in page for title in titles)] == []


def test_no_page_begins_with_a_source_or_ends_with_a_caption(pdf: bytes) -> None:
    pages = [[line.strip() for line in page.splitlines() if line.strip()] for page in pdf_pages(pdf)]

    assert not [page[0] for page in pages if page and page[0].startswith("Source")]
    last = [page[-1] for page in pages if page and not re.search(r"\s\d+$", page[-1])]  # but a line of the contents
    assert not [line for line in last if line.startswith(("Table ", "Tableau ", "Figure "))]


def _listed(edition: tree.Edition) -> int:
    """Return how many lines the tables of contents have: each is a link. The brief is one page and has none."""
    return sum(
        len(one.listed(block)) for one in edition.parts for block in one.blocks if isinstance(block, tree.Contents)
    )


def test_every_link_of_the_pdf_leads_to_a_place_on_a_page(pdf: bytes, edition: tree.Edition) -> None:
    with pikepdf.open(BytesIO(pdf)) as opened:
        pages = {page.objgen for page in opened.pages}
        links = [link for page in opened.pages for link in page.obj.get("/Annots", [])]
        places = [link.Dest for link in links if "/Dest" in link]

        assert len(places) >= _listed(edition)
        assert {place[0].objgen for place in places} <= pages
        assert {str(place[1]) for place in places} <= {"/XYZ"}


def test_the_word_file_says_what_the_tree_says(word: bytes, edition: tree.Edition) -> None:
    layout = Layout(edition, for_word=True)

    said = text_of(layout.edition, layout.pages)
    for one in edition.parts:
        for figure in (block for block in one.blocks if isinstance(block, tree.Figure)):
            said = said.replace(f"\n{figure.alt}\n", "\n")  # an attribute of the picture
    assert without_spaces(docx_text(word)) == without_spaces(said)


def test_the_word_file_is_valid_and_holds_no_empty_paragraph(word: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word)

    result = OpenXmlValidator().validate(str(path))

    assert result.is_valid, [str(error) for error in result.errors]
    for paragraph in part(word, "word/document.xml").iter(f"{WORD}p"):
        text = "".join(t.text or "" for t in paragraph.iter(f"{WORD}t"))
        assert text.strip() or paragraph.find(f".//{WORD}drawing") is not None


def test_every_link_and_style_of_the_word_file_is_there(word: bytes, edition: tree.Edition) -> None:
    body = part(word, "word/document.xml")

    marks = {mark.get(f"{WORD}name") for mark in body.iter(f"{WORD}bookmarkStart")}
    links = {link.get(f"{WORD}anchor") for link in body.iter(f"{WORD}hyperlink")} - {None}
    known = {style.get(f"{WORD}styleId") for style in part(word, "word/styles.xml").iter(f"{WORD}style")}
    used = {one.get(f"{WORD}val") for name in ("pStyle", "rStyle", "tblStyle") for one in body.iter(f"{WORD}{name}")}
    assert len(links) >= _listed(edition)
    assert links <= marks
    assert used <= known


def test_no_line_begins_with_what_belongs_to_the_one_before(pdf: bytes) -> None:
    lines = [line.strip() for page in pdf_pages(pdf) for line in page.splitlines()]

    assert [line for line in lines if re.match(r"[·:;]|\(20\d\d", line)] == []
