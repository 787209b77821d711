"""Each kind of block becomes the elements that readers expect of it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from app.documents import tree
from app.documents.charts import Chart, ChartKind, Series
from app.documents.tree import Align, Column, Run, Runs
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import pdf_bytes
from tests.app.documents.tagged import Element, Tagged, tagged

EN, FR = Language.EN, Language.FR


@pytest.fixture(scope="module")
def english() -> Element:
    return tagged(pdf_bytes(specimen.edition(EN))).document


@pytest.fixture(scope="module")
def bilingual() -> bytes:
    return pdf_bytes(specimen.edition(FR, EN, draft=True))


def runs(text: str, language: Language = EN, **more: object) -> Runs:
    return (Run(text, language, **more),)  # type: ignore[arg-type]  # flags of a run, by name


def read(*blocks: tree.Block) -> Tagged:
    return tagged(pdf_bytes(tree.Edition((replace(specimen.document(EN), blocks=blocks),))))


def table(*rows: tuple[Runs, ...], row_header: bool = True) -> tree.Table:
    return tree.Table(runs("T"), (Column(runs("A")), Column(runs("B"), 1, Align.END)), rows, row_header=row_header)


def test_words_of_the_other_language_are_set_apart_and_named() -> None:
    document = read(tree.Paragraph((*runs("See "), *runs("Service Canada", FR), *runs(" there.")))).document

    (paragraph,) = document.all("P")
    (span,) = paragraph.all("Span")
    assert (span.text, span.language) == ("Service Canada", "fr-CA")
    assert paragraph.text.strip() == "See Service Canada there."
    assert paragraph.language == "en-CA"


@pytest.mark.parametrize("text", ["Court.", "Un long texte qui prend plus d’une ligne. " * 9])
def test_a_paragraph_that_is_all_in_the_other_language_is_named_as_a_whole(text: str) -> None:
    (paragraph,) = read(tree.Paragraph(runs(text, FR))).document.all("P")

    assert paragraph.language == "fr-CA"
    assert paragraph.roles == []


def test_a_cell_in_the_other_language_is_named() -> None:
    rows = ((runs("one"), runs("deux", FR)), (runs("two"), runs("Un texte bien plus long. " * 9, FR)))

    cells = read(table(*rows)).document.all("TD")

    assert [cell.language for cell in cells] == ["fr-CA", "fr-CA"]


def test_a_link_is_read_with_its_words_and_told_with_its_address() -> None:
    text = (*runs("Go to "), *runs("the site", href="https://example.org/é?a=1"), *runs(" now."))

    (link,) = read(tree.Paragraph(text)).document.all("Link")

    assert link.text == "the site"
    assert [(one.said, one.target) for one in link.links] == [("the site", "https://example.org/%C3%A9?a=1")]


def test_a_link_over_two_lines_is_one_link_with_two_areas() -> None:
    words = "a link with many words that goes over to the next line " * 3

    text = (*runs("Start "), *runs(words, href="#x"), *runs("end."))
    (paragraph,) = read(tree.Paragraph(text), _place("x")).document.all("P")

    (link,) = paragraph.all("Link")
    assert link.text.split() == words.split()
    assert len(link.links) >= 2
    assert paragraph.text.split() == ["Start", *words.split(), "end."]


def test_two_links_to_one_place_are_two_links() -> None:
    text = (*runs("one", href="#x"), *runs(" and "), *runs("two", href="#x"))

    links = read(tree.Paragraph(text), _place("x")).document.all("Link")

    assert [(link.text.strip(), len(link.links)) for link in links] == [("one", 1), ("two", 1)]


def test_a_link_that_shows_a_mere_page_number_tells_what_stands_there() -> None:
    text = (*runs("see p. "), *runs("1", href="#x", page_of="x"), *runs("."))

    (link,) = read(tree.Paragraph(text), _place("x")).document.all("Link")

    assert link.text == "1"
    assert [one.said for one in link.links] == ["Place, page 1"]


def test_a_link_is_set_apart_by_more_than_its_colour() -> None:
    pdf = pdf_bytes(
        tree.Edition((replace(specimen.document(EN), blocks=(tree.Paragraph(runs("x", href="https://a.ca/")),)),))
    )

    with pikepdf.open(BytesIO(pdf)) as opened:
        code = opened.pages[0].Contents.read_bytes().decode("latin-1")
    artifacts = [piece.split("EMC")[0] for piece in code.split("/Artifact BMC")[1:]]
    assert any(" l S" in piece for piece in artifacts)


def _place(name: str) -> tree.Heading:
    return tree.Heading(1, runs("Place"), name)


def test_a_list_holds_items_with_label_and_body_and_the_list_below() -> None:
    inner = tree.ListBlock((tree.ListItem(runs("below")),))
    outer = tree.ListBlock((tree.ListItem(runs("one"), inner), tree.ListItem(runs("two"))))
    document = read(outer, tree.ListBlock((tree.ListItem(runs("third")),), ordered=True, start=3)).document

    first, below, ordered = document.all("L")
    assert document.roles == ["L", "L"]
    assert [one.attributes["ListNumbering"] for one in (first, below, ordered)] == ["/Disc", "/None", "/Decimal"]
    assert first.roles == ["LI", "LI"]
    assert [item.roles for item in first.all("LI")] == [["Lbl", "LBody"]] * 3
    assert first.all("LBody")[0].roles == ["L"]
    assert [label.text for label in document.all("Lbl")] == ["•", "–", "•", "3."]
    assert ordered.all("LBody")[0].text.strip() == "third"


def test_a_list_over_two_pages_is_one_list() -> None:
    items = tuple(tree.ListItem(runs(f"item {n} " + "word " * 30)) for n in range(40))

    document = read(tree.ListBlock(items)).document

    assert document.roles == ["L"]
    assert document.all("L")[0].roles == ["LI"] * 40


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    words = [f"w{n}" for n in range(1500)]

    document = read(tree.Paragraph(runs(" ".join(words)))).document

    assert document.roles == ["P"]
    assert document.text.split() == words


def test_headings_keep_their_level_and_number(english: Element) -> None:
    headings = english.all("H1", "H2", "H3", "H4")

    assert [(one.role, one.text.split()) for one in headings] == [
        ("H1", ["1", "Where", "we", "stand"]),
        ("H2", ["1.1", "Volumes"]),
        ("H3", ["Deeper"]),
        ("H4", ["Deepest"]),
    ]


def test_a_table_over_many_pages_is_one_table_with_one_header_row() -> None:
    rows = tuple((runs(f"row {n}"), runs(str(n))) for n in range(120))

    found = read(table(*rows))

    (one,) = found.document.all("Table")
    assert one.roles == ["Caption", "THead", "TBody"]
    assert [cell.text for cell in one.all("THead")[0].all("TH")] == ["A", "B"]
    assert len(one.all("TBody")[0].roles) == 120
    assert [page.count("AB") for page in found.artifacts][1:] == [1] * (len(found.artifacts) - 1)


@pytest.mark.parametrize("row_header", [True, False])
def test_header_cells_say_what_they_head(row_header: bool) -> None:
    (one,) = read(table((runs("x"), runs("1")), (runs("y"), runs("")), row_header=row_header)).document.all("Table")

    body = [[(cell.role, cell.text) for cell in row.kids if isinstance(cell, Element)] for row in one.all("TR")]
    first = "TH" if row_header else "TD"
    assert body == [[("TH", "A"), ("TH", "B")], [(first, "x"), ("TD", "1")], [(first, "y"), ("TD", "")]]
    scopes = [str(cell.attributes["Scope"]) for cell in one.all("TH")]
    assert scopes == ["/Column", "/Column", *["/Row"] * (2 * row_header)]


def test_a_row_that_goes_over_the_page_is_one_row() -> None:
    left, right = (" ".join(f"{side}{n}" for n in range(2500)) for side in "lr")

    document = read(table((runs(left), runs(right)), (runs("x"), runs("y")))).document

    rows = document.all("TBody")[0].all("TR")
    assert [row.roles for row in rows] == [["TH", "TD"], ["TH", "TD"]]
    assert [cell.text.split() for cell in rows[0].all("TH", "TD")] == [left.split(), right.split()]


def test_a_link_in_a_cell_is_read_there() -> None:
    (cell,) = read(table((runs("x"), (*runs("see "), *runs("this", href="https://example.org/"))))).document.all("TD")

    assert cell.roles == ["Link"]
    assert cell.text.strip() == "see this"


def test_a_heat_table_says_what_it_shows() -> None:
    heat = replace(table((runs("x"), runs("1"))), shades=((0, 3),), alt="One cell is dark.")

    found = read(heat)

    (one,) = found.document.all("Table")
    assert str(one.attributes["Summary"]) == "One cell is dark."
    assert [cell.text for cell in one.all("TD")] == ["1"]
    assert found.unmarked == ()


def test_a_picture_stands_beside_its_caption_and_says_what_it_shows_and_where() -> None:
    chart = Chart(ChartKind.BAR, "Volumes", ("a", "b"), (Series("s", (1.0, 2.0)),), EN)

    (group,) = read(tree.Figure(chart, "b is twice a.", runs("Volumes"))).document.all("Div")

    assert group.roles == ["Caption", "Figure"]
    (figure,) = group.all("Figure")
    assert figure.alt == "b is twice a."
    left, foot, right, top = (float(side) for side in figure.attributes["BBox"])  # type: ignore[attr-defined]  # an array
    assert 0 < left < right <= 612
    assert 0 < foot < top < 792


def test_a_footnote_has_a_name_and_its_call_leads_to_it_and_tells_it(english: Element) -> None:
    (note,) = english.all("Note")
    assert note.id == "en-note-1"
    assert note.roles == ["Lbl", "P"]
    assert note.text.split() == ["1.Said", "in", "a", "note."]

    (call,) = [one for one in english.all("Reference") if one.text == "1"]
    (link,) = call.all("Link")
    assert [one.said for one in link.links] == ["1. Said in a note."]


def test_contents_are_lines_below_lines_that_lead_to_the_page_they_tell(english: Element) -> None:
    contents, tables, figures = english.kids_of("TOC")

    assert contents.roles == ["Caption", "TOCI"]
    assert contents.all("TOCI")[0].roles == ["Reference", "TOC"]
    assert [len(one.all("TOCI")) for one in (contents, tables, figures)] == [3, 1, 3]
    for line in english.all("TOCI"):
        link = line.all("Link")[0]
        told = int(link.text.split()[-1])
        assert [(one.target, one.said.endswith(f", page {told}")) for one in link.links] == [(str(told - 1), True)]


def test_the_title_page_names_the_title(english: Element) -> None:
    assert [one.text.strip() for one in english.all("Title")] == ["Service management strategy"]
    assert [one.text.strip() for one in english.all("P")[:2]] == [
        "Department of Northern Harbours",
        "2024–25 to 2026–27",
    ]


def test_each_part_of_a_bilingual_file_is_read_in_its_language(bilingual: bytes) -> None:
    document = tagged(bilingual).document

    assert [(part.role, part.language) for part in document.kids if isinstance(part, Element)] == [
        ("Part", "fr-CA"),
        ("Part", "en-CA"),
    ]
    french, english = document.all("Part")
    assert [one.language for one in english.all("H1")] == ["en-CA"]
    assert [one.language for one in french.all("Span") if one.text.startswith("Service")] == ["en-CA"]


def test_running_heads_and_feet_are_read_by_nobody(bilingual: bytes) -> None:
    found = tagged(bilingual)

    assert all("ÉBAUCHE" in page[0] or "DRAFT" in page[0] for page in found.artifacts)
    assert "DRAFT" not in found.document.text
    with pikepdf.open(BytesIO(bilingual)) as pdf:
        code = pdf.pages[3].Contents.read_bytes()
    assert b"/Artifact <</Type/Pagination/Subtype/Header>> BDC" in code
    assert b"/Artifact <</Type/Pagination/Subtype/Footer>> BDC" in code
