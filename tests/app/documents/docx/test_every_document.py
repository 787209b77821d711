"""Every Word document, in every language and as a draft: valid, in named styles, filled and updatable."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from app.documents.docx.style_names import CHARACTER_STYLES, LIST_ENDS, PARAGRAPH_STYLES, TABLE_STYLES
from app.documents.export import MADE, QUALITY_REPORT, Wanted, export
from app.workspace import Workspace
from tests.app.documents.docx.test_template import departmental, packed
from tests.app.documents.reading import WORD, part

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

DOCUMENTS = (*MADE, QUALITY_REPORT)
EDITIONS = ("en", "fr", "bilingual")
BESIDE_STYLES = {
    "pPr": {"pStyle", "keepNext", "numPr", "pageBreakBefore", "spacing", "sectPr"},
    "rPr": {"rStyle", "lang"},
    "tcPr": {"tcW", "shd", "tcMar"},
    "trPr": {"cantSplit", "tblHeader"},
    "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"},
}
"""What a style cannot say: language, number, what stays together, new pages and sections, widths, a cell's shade."""


@pytest.fixture(scope="module")
def files(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return every document of the sample plan, and drafts of one over a department's template."""
    out = tmp_path_factory.mktemp("out")
    template = packed(out / "own.dotx", departmental())
    with Workspace.read(sample_path) as workspace:
        written = export(workspace, Wanted(DOCUMENTS, EDITIONS, ("docx",)), out)
        over = Wanted(("strategy",), ("bilingual",), ("docx",), draft=True, template=template)
        written += export(workspace, over, out / "draft")
    return {str(path.relative_to(out)): path for path in written}


def _body(path: Path) -> Element:
    return part(path.read_bytes(), "word/document.xml")


def test_every_file_follows_the_standard(files: dict[str, Path]) -> None:
    validator = OpenXmlValidator()

    wrong = {name: [str(error) for error in validator.validate(str(path)).errors] for name, path in files.items()}

    assert len(files) == len(DOCUMENTS) * len(EDITIONS) + 1
    assert {name: errors for name, errors in wrong.items() if errors} == {}


def test_only_named_styles_form_the_text(files: dict[str, Path]) -> None:
    for name, path in files.items():
        body = _body(path)
        used = {
            (kind, str(one.get(f"{WORD}val")))
            for kind in ("pStyle", "rStyle", "tblStyle")
            for one in body.iter(f"{WORD}{kind}")
        }
        known = (
            ("pStyle", {**PARAGRAPH_STYLES, **LIST_ENDS}),
            ("rStyle", CHARACTER_STYLES),
            ("tblStyle", TABLE_STYLES),
        )
        assert used <= {(kind, key) for kind, styles in known for key in styles}, name
        for holder, allowed in BESIDE_STYLES.items():
            found = {child.tag.removeprefix(WORD) for one in body.iter(f"{WORD}{holder}") for child in one}
            assert found <= allowed, (name, holder)
        assert all(one.find(f"{WORD}pPr/{WORD}pStyle") is not None for one in body.iter(f"{WORD}p")), name


def test_no_paragraph_is_empty_but_where_a_section_ends_with_a_table(files: dict[str, Path]) -> None:
    for name, path in files.items():
        for paragraph in _body(path).iter(f"{WORD}p"):
            if paragraph.find(f"{WORD}pPr/{WORD}pStyle[@{WORD}val='SectionEnd']") is not None:
                assert paragraph.find(f"{WORD}pPr/{WORD}sectPr") is not None, name
                continue
            said = "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))
            assert said.strip() or paragraph.find(f".//{WORD}drawing") is not None, name


def test_contents_and_cross_references_are_filled_and_lead_to_bookmarks(files: dict[str, Path]) -> None:
    for name, path in files.items():
        with zipfile.ZipFile(path) as archive:
            xml = archive.read("word/document.xml").decode()
        targets = set(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml))
        asked = re.findall(r"PAGEREF (\S+) \\h", xml)
        parts = set(re.findall(r"\\b (Part_\w+)", xml))
        links = set(re.findall(r'w:anchor="([^"]+)"', xml))
        assert {*asked, *parts, *links} <= targets, name
        filled = re.findall(
            r'PAGEREF \S+ \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            r"<w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t>(\d+)</w:t>",
            xml,
        )
        filled += re.findall(r'<w:fldSimple w:instr=" PAGEREF \S+ \\h ">.*?<w:t>(\d+)</w:t>', xml)
        assert len(filled) == len(asked), name
        assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"'), name


def test_every_run_says_the_language_of_its_part(files: dict[str, Path]) -> None:
    for name, path in files.items():
        main = "fr-CA" if "-fr" in name else "en-CA"
        styles = part(path.read_bytes(), "word/styles.xml")
        told = [mark.get(f"{WORD}val") for mark in styles.iter(f"{WORD}lang")]
        settings = part(path.read_bytes(), "word/settings.xml")
        theme = settings.find(f"{WORD}themeFontLang")
        marked = {mark.get(f"{WORD}val") for mark in _body(path).iter(f"{WORD}lang")}
        assert theme is not None
        if "bilingual" not in name:
            assert told == [main], name
            assert theme.get(f"{WORD}val") == main, name
        else:
            assert marked - {*told} == {"en-CA", "fr-CA"} - {*told}, name


def test_every_picture_and_shaded_table_says_what_it_shows(files: dict[str, Path]) -> None:
    inline = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    shown = 0
    for name, path in files.items():
        body = _body(path)
        for picture in body.iter(inline):
            shown += 1
            assert len(picture.get("descr") or "") > 40, name
        for table in body.iter(f"{WORD}tbl"):
            assert table.find(f"{WORD}tblPr/{WORD}tblCaption") is not None, name
            if table.find(f".//{WORD}tcPr/{WORD}shd") is not None:
                shown += 1
                assert table.find(f"{WORD}tblPr/{WORD}tblDescription") is not None, name
    assert shown > 20


def test_every_chart_has_its_workbook(files: dict[str, Path]) -> None:
    for name, path in files.items():
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        charts = [one for one in names if re.fullmatch(r"word/charts/chart\d+\.xml", one)]
        books = [one for one in names if re.fullmatch(r"word/embeddings/figures\d+\.xlsx", one)]
        assert len(charts) == len(books), name
