"""Wide tables stand on pages that lie on their side, in Word and as PDF, and what follows stands upright again."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest

from app.documents.tree import Heading, Run, TreeError
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import WORD, docx_bytes, part, pdf_bytes

_UPRIGHT, _WIDE = (612.0, 792.0), (792.0, 612.0)


def _sizes(pdf: bytes) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    sizes = [page.get_size() for page in document]
    document.close()
    return sizes


def test_only_the_pages_of_a_wide_section_lie_on_their_side() -> None:
    edition = specimen.with_wide_pages(Language.EN, Language.FR)

    sizes = _sizes(pdf_bytes(edition))

    turned = [at for at, size in enumerate(sizes) if size == _WIDE]
    assert set(sizes) == {_UPRIGHT, _WIDE}
    starts = [at for at in turned if sizes[at - 1] == _UPRIGHT]
    ends = [at for at in turned if sizes[at + 1] == _UPRIGHT]
    assert len(starts) == len(ends) == 2  # a run of wide pages a language
    assert all(end > start for start, end in zip(starts, ends, strict=True))  # of two pages at least
    assert sizes[-1] == _UPRIGHT


def test_word_turns_the_same_pages_and_keeps_the_head_at_the_margin() -> None:
    docx = docx_bytes(specimen.with_wide_pages(Language.EN, Language.FR))

    sections = list(part(docx, "word/document.xml").iter(f"{WORD}sectPr"))

    turned = [found.find(f"{WORD}pgSz").get(f"{WORD}orient") for found in sections]  # type: ignore[union-attr]
    titled = [found.find(f"{WORD}titlePg") is not None for found in sections]
    assert turned == [None, "landscape", None, None, "landscape", None]
    assert titled == [True, False, False, True, False, False]
    head = part(docx, "word/headerWide0.xml")
    (named,) = {found.get(f"{WORD}val") for found in head.iter(f"{WORD}pStyle")}
    styles = {found.get(f"{WORD}styleId"): found for found in part(docx, "word/styles.xml").iter(f"{WORD}style")}
    tabs = {tab.get(f"{WORD}val"): tab.get(f"{WORD}pos") for tab in styles[named].iter(f"{WORD}tab")}
    assert tabs["right"] == "13200"  # the right margin of a page that lies on its side


def test_a_table_on_a_wide_page_fills_its_width() -> None:
    body = part(docx_bytes(specimen.with_wide_pages(Language.EN)), "word/document.xml")

    wide = list(body.iter(f"{WORD}tbl"))[-1]

    assert sum(int(column.get(f"{WORD}w", "0")) for column in wide.iter(f"{WORD}gridCol")) == 13200


def test_a_heading_that_starts_no_page_turns_none() -> None:
    with pytest.raises(TreeError):
        Heading(1, (Run("Plan", Language.EN),), "plan", wide=True)
