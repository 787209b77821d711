"""PDF files: fonts embedded, marks on every page, headers that come back, no letter lost."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from app.documents import tree
from app.documents.pdf import fonts
from app.documents.pdf.canvas import PageCanvas
from app.documents.pdf.writer import Layout, write_pdf
from app.documents.tree import Column, Run, Runs, Table
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import pdf_bytes, pdf_pages, whole_pages, without_spaces

BOTH = (Language.FR, Language.EN)


@pytest.fixture(scope="module")
def bilingual() -> bytes:
    return pdf_bytes(specimen.edition(*BOTH, draft=True))


def _runs(text: str) -> Runs:
    return (Run(text, Language.EN),)


def _with(*blocks: tree.Block) -> tree.Edition:
    return tree.Edition((replace(specimen.document(Language.EN), blocks=blocks),))


def test_every_font_is_embedded_with_a_unicode_map(bilingual: bytes) -> None:
    with pikepdf.open(BytesIO(bilingual)) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]

        assert len(found) >= 6
        assert all("/ToUnicode" in font and "/FontFile2" in font.FontDescriptor for font in found)


def test_title_language_and_bookmarks_are_told(bilingual: bytes) -> None:
    with pikepdf.open(BytesIO(bilingual)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.Root.Lang) == "fr-CA"
        assert str(pdf.docinfo["/Title"]) == "Stratégie de gestion des services | Service management strategy"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert [item.title for item in outline.root] == [
            "Stratégie de gestion des services",
            "Service management strategy",
        ]
        assert [item.title for item in outline.root[1].children] == ["1 Where we stand"]
        assert [item.title for item in outline.root[1].children[0].children] == ["1.1 Volumes"]


def test_marking_and_draft_mark_stand_on_every_page(bilingual: bytes) -> None:
    pages = whole_pages(bilingual)

    half = next(at for at, page in enumerate(pages) if "DRAFT" in page)
    assert half > 5
    assert all("ÉBAUCHE" in page and "Non classifié" in page for page in pages[:half])
    assert all("DRAFT" in page and "Unclassified" in page for page in pages[half:])


@pytest.mark.parametrize("times", [1, 20, 120, 400])
def test_a_title_page_holds_long_names_one_under_the_other(times: int) -> None:
    english = Language.EN
    department, title, foot = (" ".join([word] * times) for word in ("Department", "Strategy", "Crown"))
    cover = tree.Cover((Run(department, english),), (Run(title, english),), foot=((Run(foot, english),),))
    document = replace(specimen.document(english), blocks=(cover,))

    (page,) = pypdfium2.PdfDocument(pdf_bytes(tree.Edition((document,))))
    text = page.get_textpage()
    said = text.get_text_bounded(left=0, bottom=0, right=612, top=760)
    assert [said.count(word) for word in ("Department", "Strategy", "Crown")] == [times] * 3
    places = [said.rindex("Department"), said.index("Strategy"), said.rindex("Strategy"), said.index("Crown")]
    heights = [_height(text, word, last=last) for word, last in (("Department", True), ("Strategy", False))]
    heights += [_height(text, word, last=last) for word, last in (("Strategy", True), ("Crown", False))]
    assert places == sorted(places)
    assert heights == sorted(heights, reverse=True)


def _height(text: pypdfium2.PdfTextPage, word: str, *, last: bool) -> float:
    """Return how high the first or last place of a word stands on its page."""
    search, found = text.search(word, match_case=True), []
    while (place := search.get_next()) is not None:
        found.append(float(text.get_charbox(place[0])[1]))
    return found[-1 if last else 0]


def test_every_page_but_the_title_page_is_numbered_of_all(bilingual: bytes) -> None:
    pages = whole_pages(bilingual)

    assert f"Page 2 de {len(pages)}" in pages[1]
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert "Page 1 " not in pages[0]


def test_a_long_department_does_not_push_version_and_date_out_of_the_foot() -> None:
    document = replace(
        specimen.document(Language.EN),
        department="Agency of the Economic Development of Trails, Shorelines and Coastal Communities of Canada",
        version="Version 1.1, changed since its approval",
        date="November 24, 2026",
    )

    page = whole_pages(pdf_bytes(tree.Edition((document,))))[1]

    assert "Agency of the Economic" in page
    assert "… · Version 1.1, changed since its approval · November 24, 2026" in page


def test_a_table_repeats_its_header_on_each_page() -> None:
    pages = pdf_pages(pdf_bytes(specimen.edition(Language.EN, rows=100)))

    with_rows = [page for page in pages if "Channel 3" in page or "Channel 6" in page or "Channel 9" in page]
    assert len(with_rows) >= 3
    assert all("Requests" in page and "Remark" in page for page in with_rows)


def test_each_row_is_drawn_once() -> None:
    text = without_spaces("".join(pdf_pages(pdf_bytes(specimen.edition(Language.EN, rows=100)))))

    assert all(text.count(f"Channel{n}{n * 1000}") == 1 for n in range(1, 100))


def test_a_row_taller_than_a_page_goes_on_over_the_page() -> None:
    words = " ".join(f"w{n}" for n in range(3000))
    table = Table(_runs("Long"), (Column(_runs("A")), Column(_runs("B"))), ((_runs("x"), _runs(words)),))

    pages = pdf_pages(pdf_bytes(_with(table)))

    text = "".join(pages)
    assert len(pages) >= 3
    assert without_spaces(words) in without_spaces(text).replace("AB", "")


def test_a_short_table_is_not_parted() -> None:
    filler = tuple(tree.Paragraph(_runs("Filler. " * 90)) for _ in range(4))
    table = Table(_runs("Short"), (Column(_runs("A")),), tuple((_runs(f"row{n}"),) for n in range(9)))

    for count in range(1, 5):
        pages = pdf_pages(pdf_bytes(_with(*filler[:count], *(tree.Paragraph(_runs("x")),) * 12, table)))
        assert sum("row0" in page or "row8" in page for page in pages) == 1


@pytest.mark.parametrize("rows", range(22, 70, 3))
def test_the_line_with_the_source_never_stands_alone_on_a_page(rows: int) -> None:
    columns = (Column(_runs("A")), Column(_runs("B")))
    table = Table(_runs("Long"), columns, tuple((_runs(f"row{n}"), _runs("x")) for n in range(rows)))

    pages = pdf_pages(pdf_bytes(_with(table, tree.Source(_runs("Source: all.")))))

    assert pages[-1].count("row") >= 2
    assert "Source: all." in pages[-1]


def test_a_short_table_of_tall_rows_is_parted_rather_than_leave_much_of_a_page_blank() -> None:
    tall = "Many words that wrap. " * 22
    table = Table(
        _runs("Tall"),
        (Column(_runs("A")), Column(_runs("B"))),
        tuple((_runs(f"row{n}"), _runs(tall)) for n in range(4)),
    )
    layout = Layout(_with(*(tree.Paragraph(_runs(f"line {n}")) for n in range(21)), table))

    assert layout.page_count == 2
    assert len(layout.parted) == 1


def test_a_picture_and_the_line_with_its_source_stand_on_one_page() -> None:
    picture = specimen.figures(Language.EN)[0]
    for count in range(14, 34):
        lines = tuple(tree.Paragraph(_runs(f"line {n}")) for n in range(count))
        layout = Layout(_with(*lines, picture, tree.Source(_runs("Source: all."))))
        target = BytesIO()
        write_pdf(layout.edition, target, layout=layout)
        page = next(page for page in pdf_pages(target.getvalue()) if "Source: all." in page)
        assert "Figure 1" in page


def test_the_last_item_of_a_list_does_not_go_over_alone() -> None:
    for count in range(24, 40):
        lines = tuple(tree.Paragraph(_runs(f"line {n}")) for n in range(count))
        items = tree.ListBlock(tuple(tree.ListItem(_runs(f"item {n}")) for n in range(4)))
        pages = pdf_pages(pdf_bytes(_with(*lines, items)))
        assert "item 3" in pages[-1]
        assert "item 2" in pages[-1]


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(20, 44):
        lines = tuple(tree.Paragraph(_runs(f"line {n}")) for n in range(count))
        heading = tree.Heading(1, _runs("The heading"), "h")
        pages = pdf_pages(pdf_bytes(_with(*lines, heading, tree.Paragraph(_runs("Follows at once.")))))

        page = next(page for page in pages if "The heading" in page)
        assert "Follows at once." in page


def test_a_source_stands_under_the_last_row_of_its_table() -> None:
    rows = tuple((_runs(f"row{n}"),) for n in range(40))
    table = Table(_runs("T"), (Column(_runs("A")),), rows)
    for count in range(12):
        lines = tuple(tree.Paragraph(_runs(f"line {n}")) for n in range(count))
        pages = pdf_pages(pdf_bytes(_with(*lines, table, tree.Source(_runs("Source here")))))

        page = next(page for page in pages if "Source here" in page)
        assert "row39" in page


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("x ≤ 3 − 1 → ✓", "x ≤ 3 − 1 → ✓"),
        ("ᐃᓄᒃᑎᑐᑦ", "ᐃᓄᒃᑎᑐᑦ"),
        ("a\u202fb\u2009c", "a\u00a0b\u00a0c"),
        ("Saint\u2011Jean", "Saint-Jean"),
        ("e\u0301le\u0301ve", "éléve"),
        ("zero\u200bwidth", "zerowidth"),
        ("smile 😀", "smile [GRINNING FACE]"),
    ],
)
def test_no_letter_is_lost_in_silence(text: str, drawn: str) -> None:
    found = fonts.pieces(text, fonts.face(fonts.HEADING))

    assert "".join(piece for _font, piece in found) == drawn


def test_a_letter_that_a_font_lacks_is_never_drawn_as_a_blank() -> None:
    canvas = PageCanvas(BytesIO(), specimen.edition(Language.EN))
    canvas.setFont(fonts.face(fonts.HEADING), 10)

    with pytest.raises(fonts.LostLetterError, match="2713"):
        canvas.drawString(0, 0, "done \u2713")


def test_a_no_break_space_holds_in_the_page() -> None:
    words = " ".join(["mot\u00a0: suite"] * 60)

    text = "".join(pdf_pages(pdf_bytes(_with(tree.Paragraph(_runs(words))))))

    lines = [line.strip() for line in text.splitlines()]
    assert len(lines) > 5
    assert not any(line.startswith(":") for line in lines)


def test_words_at_line_ends_are_read_apart() -> None:
    text = "".join(pdf_pages(pdf_bytes(_with(tree.Paragraph(_runs("alpha beta " * 80))))))

    assert set(text.split()) == {"alpha", "beta"}


def test_the_same_tree_gives_the_same_bytes(bilingual: bytes) -> None:
    assert pdf_bytes(specimen.edition(*BOTH, draft=True)) == bilingual


def test_pages_that_a_table_tells_are_the_real_ones() -> None:
    target = "en-far"
    tell = (Run("000", Language.EN, page_of=target),)
    filler = tuple(tree.Paragraph(_runs("Filler. " * 200)) for _ in range(12))
    blocks: tuple[tree.Block, ...] = (
        Table(_runs("Where"), (Column(_runs("What")), Column(_runs("Page"))), ((_runs("Far"), tell),)),
        *filler,
        tree.Heading(1, _runs("The far heading"), target),
        tree.Paragraph(_runs("End.")),
    )
    edition = tree.Edition((replace(specimen.document(Language.EN), blocks=blocks, tells_pages=True),))
    layout, target_file = Layout(edition), BytesIO()
    write_pdf(layout.edition, target_file, layout=layout)

    pages = pdf_pages(target_file.getvalue())

    page = next(at for at, text in enumerate(pages, 1) if "The far heading" in text)
    assert page > 1
    assert f"Far{page}" in without_spaces(pages[0])
