"""No page holds next to nothing: what spills over is brought back, and pages are filled before they are turned."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest

from app.documents import tree
from app.documents.pdf.writer import Layout, write_pdf
from app.documents.tree import Column, Run, Runs, Table
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import docx_bytes, part, pdf_bytes, pdf_pages

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _runs(text: str) -> Runs:
    return (Run(text, Language.EN),)


def _with(*blocks: tree.Block) -> tree.Edition:
    return tree.Edition((replace(specimen.document(Language.EN), blocks=blocks),))


def _lines(count: int) -> tuple[tree.Block, ...]:
    return tuple(tree.Paragraph(_runs(f"line {n}.")) for n in range(count))


def _heading(text: str, *, new_page: bool = False, level: int = 1) -> tree.Heading:
    return tree.Heading(level, _runs(text), f"en-{text}", new_page=new_page)


def _starts(pdf: bytes, page: int, text: str) -> list[float]:
    """Return how far from the left edge each line begins that holds ``text``, of one page."""
    document = pypdfium2.PdfDocument(pdf)
    words = document[page].get_textpage()
    found, search = [], words.search(text)
    while at := search.get_next():
        found.append(words.get_charbox(at[0], loose=True)[0])
    search.close()
    words.close()
    document.close()
    return found


@pytest.mark.parametrize("rows", range(30, 48))
def test_a_few_rows_of_a_table_have_no_page_to_themselves(rows: int) -> None:
    table = Table(_runs("Long"), (Column(_runs("A")),), tuple((_runs(f"row{n}."),) for n in range(rows)))

    pages = pdf_pages(pdf_bytes(_with(_heading("Before", new_page=True), table, _heading("After", new_page=True))))

    with_rows = [page.count("row") for page in pages if "row" in page]
    assert sum(with_rows) == rows
    assert with_rows[-1] >= 8  # 30 rows fit at ease, 41 at the closest


def test_a_few_lines_of_contents_have_no_page_to_themselves() -> None:
    for count in range(34, 50):
        contents = tree.Contents(_runs("Contents"))
        chapters = tuple(_heading(f"Chapter {n}", level=1 if n == 0 else 2, new_page=n == 0) for n in range(count))
        layout = Layout(_with(contents, *chapters))

        first_chapter = layout.pages["en-Chapter 0"]
        target = BytesIO()
        write_pdf(layout.edition, target, layout=layout)
        listed = [page.count("Chapter") for page in pdf_pages(target.getvalue())[: first_chapter - 1]]

        assert listed[-1] >= 8 or len(listed) == 1


def test_word_is_told_the_pages_on_which_nothing_is_set_tighter() -> None:
    spared = 0
    for count in range(34, 50):
        chapters = tuple(_heading(f"Chapter {n}", level=1 if n == 0 else 2, new_page=n == 0) for n in range(count))
        picture = next(block for block in specimen.figures(Language.EN) if isinstance(block, tree.Figure))
        document = _with(tree.Contents(_runs("Contents")), *chapters, picture)
        drawn, for_word = Layout(document), Layout(document, for_word=True)

        spared += drawn.page_count < for_word.page_count
        assert not any(block.low for block in for_word.edition.first.blocks if isinstance(block, tree.Figure))
        word = part(docx_bytes(document), "word/document.xml")
        field = next(word.iter(f"{_WORD}hyperlink"))
        assert "".join(field.itertext()).endswith(f" \\h {for_word.pages['en-Chapter 0']}")

    assert spared


def test_word_leaves_two_lines_under_a_heading_and_the_pdf_three() -> None:
    text = tree.Paragraph(_runs("Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 9))
    apart = 0
    for count in range(20, 40):
        document = _with(*_lines(count), _heading("Heading", level=1), text, *_lines(9))
        drawn, for_word = (Layout(document, for_word=one).pages["en-Heading"] for one in (False, True))
        apart += drawn > for_word

    assert apart == 1


def test_what_cannot_be_brought_back_is_laid_out_at_ease() -> None:
    def rows_of_first_page(rows: int) -> int:
        table = Table(_runs("Long"), (Column(_runs("A")),), tuple((_runs(f"row{n}."),) for n in range(rows)))
        return pdf_pages(pdf_bytes(_with(table)))[0].count("row")

    assert rows_of_first_page(44) == rows_of_first_page(60)


def test_a_chapter_does_not_turn_a_page_that_is_nearly_empty() -> None:
    blocks = _heading("First", new_page=True), *_lines(3), _heading("Second", new_page=True), *_lines(2)

    layout = Layout(_with(*blocks))

    assert layout.pages["en-First"] == layout.pages["en-Second"] == 1
    word = part(docx_bytes(_with(*blocks)), "word/document.xml")
    breaks = [found for found in word.iter(f"{_WORD}pageBreakBefore") if found.get(f"{_WORD}val") != "0"]
    assert len(breaks) <= 1  # Word turns no more pages than the PDF


def test_a_chapter_turns_the_page_of_a_title_and_of_a_page_with_some_text() -> None:
    cover = tree.Cover(_runs("Department"), _runs("Title"))

    layout = Layout(_with(cover, _heading("First", new_page=True), *_lines(9), _heading("Second", new_page=True)))

    assert (layout.pages["en-First"], layout.pages["en-Second"]) == (2, 3)


def test_a_picture_is_drawn_lower_rather_than_leave_its_room_empty() -> None:
    picture = next(block for block in specimen.figures(Language.EN) if isinstance(block, tree.Figure))
    lower = []
    for count in range(10, 32):
        layout = Layout(_with(*_lines(count), picture, tree.Source(_runs("Source: all."))))
        (found,) = (block for block in layout.edition.first.blocks if isinstance(block, tree.Figure))
        lower.append(found.low)
        assert not found.low or layout.page_count == 1

    assert any(lower)
    assert not lower[0]
    assert not lower[-1]


@pytest.mark.parametrize("start", [1, 8, 98])
def test_the_lines_of_a_numbered_item_begin_under_one_another(start: int) -> None:
    items = tuple(tree.ListItem(_runs("needle " * 30)) for _ in range(3))

    pdf = pdf_bytes(_with(tree.ListBlock(items, ordered=True, start=start)))

    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage()
    lines: dict[int, float] = {}
    for at in range(words.count_chars()):
        if words.get_text_range(at, 6) == "needle":
            left, foot, _right, _top = words.get_charbox(at, loose=True)
            lines[round(foot)] = min(left, lines.get(round(foot), 999.0))
    assert len(lines) >= 6
    assert max(lines.values()) - min(lines.values()) < 0.2
    words.close()
    document.close()


def test_a_line_of_contents_goes_on_under_its_text_and_not_under_its_number() -> None:
    long = "needle " * 24
    heading = tree.Heading(1, _runs(long), "en-long", number="10", new_page=True)

    pdf = pdf_bytes(_with(*_lines(12), tree.Contents(_runs("Contents")), heading, *_lines(1)))

    starts = sorted({round(start) for start in _starts(pdf, 0, "needle")})
    assert starts[0] > 66 + 8


def test_a_line_that_announces_a_list_stays_with_it() -> None:
    items = tree.ListBlock(tuple(tree.ListItem(_runs(f"item {n}")) for n in range(5)))
    for announcing in (_runs("Three plans matter:"), (Run("How to read", Language.EN, strong=True),)):
        for count in range(24, 36):
            pages = pdf_pages(pdf_bytes(_with(*_lines(count), tree.Paragraph(announcing), items)))
            page = next(page for page in pages if announcing[0].text in page)
            assert "item 0" in page


def test_a_heading_has_more_than_one_short_line_below_it() -> None:
    for count in range(24, 36):
        blocks = _heading("Far", level=1), tree.Paragraph(_runs("short.")), tree.Paragraph(_runs("Then this. " * 40))
        pages = pdf_pages(pdf_bytes(_with(*_lines(count), *blocks)))
        page = next(page for page in pages if "short." in page)
        assert "Then this." in page
        assert "Far" in page


def test_an_address_that_is_too_long_for_its_line_is_parted_behind_a_stroke_and_read_as_one_word() -> None:
    address = "https://www.canada.ca/en/department/" + "long-" * 12 + "folder/" + "page-" * 12 + "end"
    link = (Run("See ", Language.EN), Run(address, Language.EN, href=address))

    (text,) = pdf_pages(pdf_bytes(_with(tree.Paragraph(link))))

    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert len(lines) >= 2
    assert all(line.endswith("/") for line in lines[:-1] if "canada" in line or "folder" in line)


def test_two_tall_rows_may_stand_alone_on_the_next_page() -> None:
    tall = "Many words that wrap. " * 12
    rows = tuple((_runs(f"row{n}"), _runs(tall)) for n in range(12))
    table = Table(_runs("Tall"), (Column(_runs("A")), Column(_runs("B"), 2)), rows)
    over = set()
    for count in range(30):
        pages = pdf_pages(pdf_bytes(_with(*_lines(count), table)))
        last = [page.count("row") for page in pages if "row" in page][-1]
        assert last >= 2
        over.add(last)

    assert 2 in over


def test_the_first_item_of_a_list_has_another_below_it() -> None:
    items = tree.ListBlock(tuple(tree.ListItem(_runs(f"item {n}")) for n in range(4)))
    for count in range(24, 36):
        pages = pdf_pages(pdf_bytes(_with(*_lines(count), _heading("Far"), items)))
        assert "item 1" in next(page for page in pages if "Far" in page)
