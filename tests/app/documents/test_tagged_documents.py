"""Every document, language and variant can be read by everyone: checked by a validator, and by reading it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import page
import pytest

from app.documents.export import MADE, QUALITY_REPORT, Wanted, export
from app.documents.text import text_of
from app.workspace import Workspace
from tests.app.documents.reading import pdf_pages, without_spaces
from tests.app.documents.tagged import Tagged, tagged, words_of

if TYPE_CHECKING:
    from pathlib import Path

    from app.documents.pdf.writer import Layout

CASES = [
    (document, edition, draft)
    for document in (*MADE, QUALITY_REPORT)
    for edition in ("en", "fr", "bilingual")
    for draft in (False, True)
]
DRAWN = str.maketrans({"\u2011": "-", "\u00ad": "", "\u200b": "", "\u2060": ""})


@dataclass(frozen=True, slots=True)
class Made:
    """A document as it was written, and what its tree says."""

    pdf: bytes
    said: str
    languages: tuple[str, ...]
    read: Tagged


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}{'-draft' * case[2]}")
def made(request: pytest.FixtureRequest, sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    document, edition, draft = request.param
    said: list[str] = []
    languages: list[str] = []

    def listen(layout: Layout) -> None:
        said.append(text_of(layout.edition, layout.pages))
        languages.extend(part.language.tag for part in layout.edition.parts)

    with Workspace.read(sample_path) as opened:
        wanted = Wanted((document,), (edition,), ("pdf",), draft=draft)
        (path,) = export(opened, wanted, tmp_path_factory.mktemp("made"), laid_out=listen)
    pdf = path.read_bytes()
    return Made(pdf, unicodedata.normalize("NFC", said[0]).translate(DRAWN), tuple(languages), tagged(pdf))


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_validator_finds_nothing(made: Made, profile: str) -> None:
    report = page.validate_pdf_bytes(made.pdf, profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_the_tree_is_read_word_for_word_as_the_document(made: Made) -> None:
    assert words_of(made.read.document) == made.said.split()


def test_the_page_says_the_same_letters_in_the_same_order(made: Made) -> None:
    """What is copied from the pages holds it all; headers that come back, pictures and bullets stand between."""
    drawn = iter(_letters("".join(pdf_pages(made.pdf))))

    lost = [letter for letter in _letters("".join(words_of(made.read.document, pictures=False))) if letter not in drawn]

    assert lost == []


def test_everything_drawn_is_read_once_or_is_an_artifact(made: Made) -> None:
    assert made.read.unmarked == ()
    assert made.read.parents


def test_each_part_is_read_in_its_language(made: Made) -> None:
    parts = made.read.document.all("Part") or [made.read.document]

    assert tuple(part.language for part in parts) == made.languages


def test_headings_come_in_order_and_every_header_cell_says_what_it_heads(made: Made) -> None:
    for part in made.read.document.all("Part") or [made.read.document]:
        levels = [int(heading.role[1]) for heading in part.all("H1", "H2", "H3", "H4")]
        assert levels
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
    headers = made.read.document.all("TH")
    assert headers
    assert {str(header.attributes["Scope"]) for header in headers} <= {"/Column", "/Row"}


def test_no_picture_and_no_link_is_silent(made: Made) -> None:
    assert all(len(figure.alt) > 20 and "BBox" in figure.attributes for figure in made.read.document.all("Figure"))
    links = made.read.document.all("Link")
    assert links or not made.read.document.all("TOC")  # the brief has none
    assert all(link.links and all(one.said.strip() for one in link.links) for link in links)


def _letters(text: str) -> str:
    """Return the letters of a text without hyphens, which a reader of pages takes out at line ends."""
    return without_spaces(text).replace("-", "")
