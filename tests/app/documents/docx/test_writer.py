"""Word files: valid, accessible, the same bytes for the same tree."""

from __future__ import annotations

import gc
import zipfile
from dataclasses import replace
from errno import ENOSPC
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from defusedxml.ElementTree import fromstring
from openxml_audit import OpenXmlValidator

from app.documents import tree
from app.documents.charts import Chart, ChartKind, Series, Unit
from app.documents.docx.charts import chart_xml
from app.documents.docx.package import Relationships
from app.documents.docx.runs import Anchors, Texts
from app.documents.docx.tables import table_xml
from app.documents.docx.writer import write_docx
from app.documents.pdf.writer import Layout
from app.documents.tree import Run
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.reading import WORD, docx_bytes, part

if TYPE_CHECKING:
    from pathlib import Path

    from typing_extensions import Buffer

BOTH = (Language.EN, Language.FR)


@pytest.fixture(scope="module")
def bilingual() -> bytes:
    return docx_bytes(specimen.edition(*BOTH, draft=True))


@pytest.mark.parametrize("languages", [(Language.EN,), (Language.FR,), BOTH])
def test_the_file_follows_the_standard(languages: tuple[Language, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(specimen.edition(*languages, draft=True)))

    result = OpenXmlValidator().validate(str(path))

    assert result.is_valid, [str(error) for error in result.errors]


def test_headings_use_the_built_in_styles_in_order(bilingual: bytes) -> None:
    opened = docx.Document(BytesIO(bilingual))

    named = [str(p.style.name) for p in opened.paragraphs if p.style is not None]
    styles = [name for name in named if name.startswith("Heading")]
    assert styles == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"] * 2


def test_every_table_has_a_marked_header_that_comes_back_and_rows_that_stay_whole(bilingual: bytes) -> None:
    tables = list(part(bilingual, "word/document.xml").iter(f"{WORD}tbl"))

    assert len(tables) == 2
    for table in tables:
        rows = table.findall(f"{WORD}tr")
        assert rows[0].find(f"{WORD}trPr/{WORD}tblHeader") is not None
        assert all(row.find(f"{WORD}trPr/{WORD}cantSplit") is not None for row in rows)
        assert table.find(f"{WORD}tblPr/{WORD}tblCaption") is not None


def test_no_paragraph_is_empty(bilingual: bytes) -> None:
    for paragraph in part(bilingual, "word/document.xml").iter(f"{WORD}p"):
        text = "".join(t.text or "" for t in paragraph.iter(f"{WORD}t"))
        assert text.strip() or paragraph.find(f".//{WORD}drawing") is not None


def test_text_in_the_second_language_says_so(bilingual: bytes) -> None:
    runs = part(bilingual, "word/document.xml").iter(f"{WORD}r")

    marked = {}
    for run in runs:
        language = run.find(f"{WORD}rPr/{WORD}lang")
        for text in run.iter(f"{WORD}t"):
            marked[text.text] = None if language is None else language.get(f"{WORD}val")
    assert (
        marked[
            "Note Clients reach the department on seven channels. Most requests now come in online, and the "
            "share grows each year; telephone remains the first choice of people who need help. "
        ]
        is None
    )
    assert marked["Ministère des Ports nordiques"] == "fr-CA"


def test_the_marking_and_the_draft_mark_stand_on_every_page(bilingual: bytes) -> None:
    with zipfile.ZipFile(BytesIO(bilingual)) as archive:
        headers = {n: archive.read(n).decode() for n in archive.namelist() if n.startswith("word/header")}

    assert len(headers) == 4
    assert all("DRAFT" in headers[n] and "Unclassified" in headers[n] for n in headers if "0" in n)
    assert all("ÉBAUCHE" in headers[n] and "Non classifié" in headers[n] for n in headers if "1" in n)


def test_a_final_edition_carries_no_draft_mark() -> None:
    with zipfile.ZipFile(BytesIO(docx_bytes(specimen.edition(Language.EN)))) as archive:
        assert "DRAFT" not in archive.read("word/header0.xml").decode()


def test_captions_count_with_sequence_fields_and_contents_are_filled(bilingual: bytes) -> None:
    xml = zipfile.ZipFile(BytesIO(bilingual)).read("word/document.xml").decode()

    assert xml.count("SEQ Table_en") == 1
    assert xml.count("SEQ Figure_fr") == 3
    assert xml.count(' TOC \\o "1-3"') == 2
    assert "updateFields" not in zipfile.ZipFile(BytesIO(bilingual)).read("word/settings.xml").decode()


def test_pictures_have_alternative_text_and_ids_of_their_own(bilingual: bytes) -> None:
    drawing = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    found = list(part(bilingual, "word/document.xml").iter(drawing))

    assert len(found) == 6
    assert len({p.get("id") for p in found}) == 6
    assert all((p.get("descr") or "").startswith(("Bar", "Stacked", "Line", "Diagramme", "Graphique")) for p in found)


def test_properties_tell_title_and_languages_and_no_person(bilingual: bytes) -> None:
    properties = docx.Document(BytesIO(bilingual)).core_properties

    assert properties.title == "Service management strategy | Stratégie de gestion des services"
    assert properties.language == "en-CA, fr-CA"
    assert properties.author == "Department of Northern Harbours"
    assert properties.modified is not None
    assert properties.modified.date().isoformat() == "2026-03-31"


def test_the_same_tree_gives_the_same_bytes(bilingual: bytes) -> None:
    assert docx_bytes(specimen.edition(*BOTH, draft=True)) == bilingual


def test_the_template_is_in_no_compatibility_mode(bilingual: bytes) -> None:
    settings = zipfile.ZipFile(BytesIO(bilingual)).read("word/settings.xml").decode()

    assert 'w:name="compatibilityMode"' in settings
    assert 'w:val="15"' in settings


def test_what_follows_a_table_stays_with_it_or_keeps_its_distance() -> None:
    def runs(text: str) -> tree.Runs:
        return (Run(text, Language.EN),)

    table = tree.Table(runs("T"), (tree.Column(runs("A")),), tuple((runs(f"row{n}"),) for n in range(30)))
    blocks = (table, tree.Source(runs("Source.")), table, tree.Paragraph(runs("Said below.")))
    body = part(
        docx_bytes(tree.Edition((replace(specimen.document(Language.EN), blocks=blocks),))), "word/document.xml"
    )

    rows = [table.findall(f"{WORD}tr") for table in body.iter(f"{WORD}tbl")]
    kept = [[row.find(f".//{WORD}keepNext") is not None for row in of_table] for of_table in rows]
    assert kept[0] == [True, True, *[False] * 27, True, True]
    assert kept[1] == [True, True, *[False] * 27, True, False]
    styles = [style.get(f"{WORD}val") for style in body.iter(f"{WORD}pStyle")]
    assert "BodyTextBelowTable" in styles


def _table(*titles: str, text: str = "1", align: tree.Align = tree.Align.END) -> str:
    """Return a narrow table with a French text in its last column, as WordprocessingML."""
    columns = [tree.Column((Run(title, Language.FR),), align=align) for title in titles]
    row = tuple((Run(text if at == len(titles) - 1 else "1", Language.FR),) for at in range(len(titles)))
    table = tree.Table((Run("T", Language.FR),), tuple(columns), (row,))
    return table_xml(table, Texts(Language.FR, Relationships(), Anchors()), width=70 * len(titles))


def test_no_fiscal_year_is_parted_in_a_table() -> None:
    made = _table("A", "B", text="44 % (2024-2025), 1-800-555-0199")

    assert "<w:t>Cible,</w:t><w:br/><w:t>2024-2025</w:t>" in _table("Cible, 2024-2025", "Cible, 2025-2026")
    assert '44 % (2024</w:t><w:noBreakHyphen/><w:t xml:space="preserve">2025), 1-800-555-0199</w:t>' in made
    assert "<w:t>2024-2025</w:t></w:r></w:p></w:tc></w:tr></w:tbl>" in _table("A", "B", text="2024-2025")


def test_no_item_stands_alone_on_a_page() -> None:
    items = tuple(tree.ListItem((Run(f"item {n}", Language.EN),)) for n in range(5))
    made = docx_bytes(tree.Edition((replace(specimen.document(Language.EN), blocks=(tree.ListBlock(items),)),)))

    paragraphs = list(part(made, "word/document.xml").iter(f"{WORD}p"))
    held = [p.find(f"{WORD}pPr/{WORD}keepNext") is not None for p in paragraphs]
    assert held == [True, False, False, True, False]


def test_what_announces_a_list_stays_with_it() -> None:
    def said(text: str, *, strong: bool = False) -> tree.Paragraph:
        return tree.Paragraph((Run(text, Language.EN, strong=strong),))

    items = tree.ListBlock((tree.ListItem((Run("one", Language.EN),)),))
    heading = tree.Heading(1, (Run("Heading", Language.EN),), "h")
    blocks = (
        said("Strengths", strong=True),
        items,
        said("These are:"),
        items,
        heading,
        said("A line."),
        said("Text."),
        items,
    )
    made = docx_bytes(tree.Edition((replace(specimen.document(Language.EN), blocks=blocks),)))

    paragraphs = [
        p for p in part(made, "word/document.xml").iter(f"{WORD}p") if p.find(f"{WORD}pPr/{WORD}keepNext") is not None
    ]
    assert ["".join(p.itertext()) for p in paragraphs] == ["Strengths", "These are:", "A line."]


def test_words_after_a_column_of_figures_begin_further_in() -> None:
    figures, words = tree.Column((Run("A", Language.FR),), align=tree.Align.END), tree.Column((Run("B", Language.FR),))
    cell = (Run("1", Language.FR),)
    table = tree.Table((Run("T", Language.FR),), (figures, words), ((cell, cell),))

    made = table_xml(table, Texts(Language.FR, Relationships(), Anchors()), width=200)

    assert made.count('<w:tcMar><w:left w:w="260" w:type="dxa"/></w:tcMar>') == 2


def test_the_last_item_of_a_list_keeps_the_distance_of_a_paragraph(bilingual: bytes) -> None:
    opened = docx.Document(BytesIO(bilingual))
    styles = {str(style.name): style.paragraph_format for style in opened.styles if hasattr(style, "paragraph_format")}

    named = [str(p.style.name) for p in opened.paragraphs if p.style is not None]
    ends = [at for at, name in enumerate(named) if name in {"List Bullet End", "List Number End"}]
    assert len(ends) >= 4
    assert all(named[at + 1] != named[at].removesuffix(" End") for at in ends)
    for name in ("List Bullet End", "List Number End"):
        assert styles[name].space_after == styles["Body Text"].space_after


def test_a_style_that_is_based_on_another_says_only_in_what_it_differs(bilingual: bytes) -> None:
    styles = part(bilingual, "word/styles.xml")

    based = {
        str(style.get(f"{WORD}styleId")): style.find(f"{WORD}rPr")
        for style in styles.findall(f"{WORD}style[@{WORD}type='paragraph']")
        if (base := style.find(f"{WORD}basedOn")) is not None and base.get(f"{WORD}val") != "Normal"
    }
    assert {"ListBulletEnd", "ListNumberEnd", "BodyTextBelowTable", "TableNumber", "HeaderWide"} <= set(based)
    assert set(based.values()) == {None}  # else who changes a font would have to change it twice


def test_a_remark_is_as_high_as_in_the_pdf(bilingual: bytes) -> None:
    for name in ("NoteInfo", "NoteGap"):
        borders = part(bilingual, "word/styles.xml").find(f"{WORD}style[@{WORD}styleId='{name}']/{WORD}pPr/{WORD}pBdr")
        assert borders is not None
        above, below = (borders.find(f"{WORD}{side}") for side in ("top", "bottom"))
        assert above is not None
        assert below is not None
        pads = [int(b.get(f"{WORD}sz") or 0) / 8 + int(b.get(f"{WORD}space") or 0) for b in (above, below)]
        assert pads == [8.0, 8.0]


def test_figures_of_a_french_chart_have_french_spaces() -> None:
    count, share = (chart_xml(_chart_of(Language.FR, unit), "rId1") for unit in Unit)

    def formats(xml: str) -> set[str | None]:
        return {node.get("formatCode") for node in fromstring(xml.encode()).iter()} - {None, "General"}

    assert formats(share) == {'0"\u00a0"%'}
    assert formats(count) == {'[>=1000000]#"\u00a0"###"\u00a0"##0;[>=1000]#"\u00a0"##0;0'}
    assert "Nombre de services" in count


def _chart_of(language: Language, unit: Unit) -> Chart:
    return Chart(ChartKind.BAR, "T", ("a", "b"), (Series("s", (1.0, 0.5)),), language, unit, "Nombre de services")


class _FullDisk(BytesIO):
    """A file that takes so many bytes, and then no more."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: Buffer) -> int:
        if self.tell() + len(bytes(data)) > self._room:
            raise OSError(ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 2000, 20_000])
def test_a_file_that_does_not_fit_is_given_up_without_a_further_word(room: int) -> None:
    file = _FullDisk(room)

    with pytest.raises(OSError, match="No space left"):
        write_docx(specimen.edition(Language.EN), file, pages=Layout(specimen.edition(Language.EN)).pages)
    file.close()

    gc.collect()  # what is said on the way out of what is left makes this test fail
