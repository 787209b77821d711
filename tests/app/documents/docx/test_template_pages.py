"""Documents on the pages of a department's template: its margins, what its heads and feet hold, and our own lines."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from app.documents.docx.page import Page
from app.documents.docx.template import check_template
from app.documents.docx.writer import write_docx
from app.documents.errors import LinkedTemplateError
from app.documents.pdf.writer import Layout
from app.documents.tree import Cover, Edition
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.docx.test_template import (
    HYPERLINK,
    RELS,
    STYLES_PART,
    TYPES,
    Parts,
    own,
    packed,
    written,
)
from tests.app.documents.pictures import edition as edition_of_pictures
from tests.app.documents.reading import WORD, part

if TYPE_CHECKING:
    from pathlib import Path

    from app.documents.tree import Document

BODY = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f0300080301"
    "8d5ea7df0000000049454e44ae426082"
)
PICTURE = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="914400" cy="304800"/>'
    '<wp:docPr id="1" name="Logo" descr="Examples Canada"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="p"/><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="304800"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
ADDRESS = "<w:r><w:t>100 Example Street</w:t></w:r>"
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2000" w:right="1247" w:bottom="1400" w:left="1247" '
LETTER = '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
MARGINS = 'w:header="567" w:footer="567" w:gutter="0"/>'


def paragraph(inner: str, style: str = "Header") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def with_pages(
    parts: Parts, *, page: str = A4, heads: dict[tuple[str, str], str], first: bool = False, links: str = ""
) -> Parts:
    """Give a template a page, and heads and feet by kind and pages."""
    references = rows = types = ""
    for at, ((kind, pages), inner) in enumerate(heads.items()):
        name, root = f"own{at}", {"header": "hdr", "footer": "ftr"}[kind]
        parts[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inner}</w:{root}>".encode()
        parts[f"word/_rels/{name}.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="p" Type="{OFFICE}/image" Target="media/logo.png"/>{links}</Relationships>'
        ).encode()
        references += f'<w:{kind}Reference w:type="{pages}" r:id="own{at}"/>'
        rows += f'<Relationship Id="own{at}" Type="{OFFICE}/{kind}" Target="{name}.xml"/>'
        kind_of = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        types += f'<Override PartName="/word/{name}.xml" ContentType="{kind_of}"/>'
    section = f"<w:sectPr>{references}{page}{MARGINS}{'<w:titlePg/>' if first else ''}</w:sectPr>"
    parts[BODY] = f"<w:document {SPACES}><w:body>{section}</w:body></w:document>".encode()
    parts["word/media/logo.png"] = PNG
    parts[RELS] = parts[RELS].replace(b"</Relationships>", f"{rows}</Relationships>".encode())
    png = '<Default Extension="png" ContentType="image/png"/>'
    parts[TYPES] = parts[TYPES].replace(b"</Types>", f"{types}</Types>".encode())
    parts[TYPES] = parts[TYPES].replace(b'<Default Extension="xml"', f'{png}<Default Extension="xml"'.encode())
    return parts


HEADED = {("header", "default"): paragraph(PICTURE), ("footer", "default"): paragraph(ADDRESS, "Footer")}


def texts(made: bytes, start: str) -> dict[str, str]:
    """Return the text of each part of a file whose name begins so; ``[picture]`` for a picture."""
    with zipfile.ZipFile(BytesIO(made)) as archive:
        names = [name for name in archive.namelist() if re.match(rf"word/{start}\w*\.xml", name)]
    found = {}
    for name in names:
        pieces = ["[picture]" if node.tag == f"{WORD}drawing" else node.text or "" for node in part(made, name).iter()]
        found[name.removeprefix("word/").removesuffix(".xml")] = "".join(pieces)
    return found


def pages_of(made: bytes) -> list[dict[str, str]]:
    """Return size and margins of each section."""
    sections = list(part(made, BODY).iter(f"{WORD}sectPr"))
    return [
        {
            key.removeprefix(WORD): value
            for name in ("pgSz", "pgMar")
            for node in section.findall(f"{WORD}{name}")
            for key, value in node.attrib.items()
        }
        for section in sections
    ]


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("languages", [(Language.EN,), (Language.FR, Language.EN)])
def test_a_document_on_the_pages_of_a_template_follows_the_standard(
    languages: tuple[Language, ...], tmp_path: Path, *, first: bool
) -> None:
    heads = HEADED | {("header", "first"): paragraph(PICTURE + PICTURE)}
    path = tmp_path / "a.docx"
    path.write_bytes(written(packed(tmp_path / "own.dotx", with_pages(own(), heads=heads, first=first)), *languages))

    result = OpenXmlValidator().validate(str(path))

    assert [str(error) for error in result.errors] == []


def test_the_page_and_its_margins_are_those_of_the_template(tmp_path: Path) -> None:
    made = written(packed(tmp_path / "own.docx", with_pages(own(), heads={})), Language.EN)

    for page in pages_of(made):
        assert {page["w"], page["h"]} == {"11906", "16838"}
        assert (page["top"], page["left"], page["header"]) == ("2000", "1247", "567")


def test_tables_pictures_and_contents_are_as_wide_as_the_page_leaves_room(tmp_path: Path) -> None:
    template = packed(tmp_path / "own.docx", with_pages(own(), page=LETTER, heads={}))
    layout, target = Layout(edition_of_pictures(Language.FR), for_word=True), BytesIO()
    write_docx(layout.edition, target, pages=layout.pages, template=template)

    body, made = part(target.getvalue(), BODY), written(template, Language.FR)
    widths = {int(node.get(f"{WORD}w") or 0) for node in body.iter(f"{WORD}tblW")}
    extents = {node.get("cx") for node in body.iter() if node.tag.endswith("}extent")}
    assert widths == {9360}
    assert extents == {str(468 * 12_700)}
    for name in ("TOC1", "TOC2", "TableofFigures"):
        style = part(made, STYLES_PART).find(f"{WORD}style[@{WORD}styleId='{name}']")
        assert style is not None
        stops = [(tab.get(f"{WORD}val"), tab.get(f"{WORD}pos")) for tab in style.iter(f"{WORD}tab")]
        assert ("right", "9360") in stops
        assert ("right", "9600") not in stops


def test_what_heads_and_feet_hold_stands_on_every_page_beside_our_lines(tmp_path: Path) -> None:
    made = written(packed(tmp_path / "own.docx", with_pages(own(), heads=HEADED)), Language.EN)

    heads, feet = texts(made, "header"), texts(made, "footer")
    marking = specimen.document(Language.EN).marking
    assert len(heads) >= 2
    assert all(text.endswith(f"{marking}[picture]") for text in heads.values())
    assert all(text.startswith("100 Example Street") for text in feet.values())
    assert feet["footerFirst0"] == "100 Example Street"
    assert feet["footer0"].endswith("Page 1 of 1")
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert archive.read("word/media/template1.png") == PNG
        assert b"../media" not in archive.read("word/_rels/header0.xml.rels")


def test_there_is_room_for_our_lines(tmp_path: Path) -> None:
    made = written(packed(tmp_path / "own.docx", with_pages(own(), heads=HEADED)), Language.EN)

    page = pages_of(made)[0]
    assert int(page["top"]) > 2000
    assert int(page["bottom"]) > 1400


def test_the_title_page_has_the_head_of_the_first_page(tmp_path: Path) -> None:
    heads = {("header", "default"): paragraph(ADDRESS), ("header", "first"): paragraph(PICTURE)}

    made = written(packed(tmp_path / "own.docx", with_pages(own(), heads=heads, first=True)), Language.EN)

    found = texts(made, "header")
    assert "[picture]" in found.pop("headerFirst0")
    assert all(text.endswith("100 Example Street") for text in found.values())


def test_a_document_without_a_title_page_has_the_head_of_the_first_page_too(tmp_path: Path) -> None:
    heads = {("header", "default"): paragraph(ADDRESS), ("header", "first"): paragraph(PICTURE)}
    template = packed(tmp_path / "own.docx", with_pages(own(), heads=heads, first=True))
    edition, target = Edition((_without_cover(specimen.document(Language.EN)),)), BytesIO()
    write_docx(edition, target, pages={}, template=template)

    found = texts(target.getvalue(), "header")
    assert found["headerFirst0"].startswith(specimen.document(Language.EN).title)
    assert "[picture]" in found["headerFirst0"]
    assert texts(target.getvalue(), "footer")["footerFirst0"].endswith("Page 1 of 1")


def _without_cover(document: Document) -> Document:
    return replace(document, blocks=tuple(block for block in document.blocks if not isinstance(block, Cover)))


def test_a_page_is_numbered_once(tmp_path: Path) -> None:
    number = paragraph('<w:r><w:t>p. </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')

    made = written(packed(tmp_path / "own.docx", with_pages(own(), heads={("footer", "default"): number})), Language.EN)

    foot = texts(made, "footer")["footer0"]
    assert foot.startswith("p. 1")
    assert "Page 1 of 1" not in foot


def test_our_lines_stand_at_the_right_margin_whatever_stops_the_styles_have(tmp_path: Path) -> None:
    parts = own()
    stops = b'<w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/>'
    parts[STYLES_PART] = parts[STYLES_PART].replace(b'<w:tab w:val="right" w:pos="9600"/>', stops)

    made = written(packed(tmp_path / "own.docx", with_pages(parts, page=A4, heads={})), Language.EN)

    for name in ("header0", "footer0"):
        line = part(made, f"word/{name}.xml").find(f"{WORD}p/{WORD}pPr/{WORD}tabs")
        assert line is not None
        told = [(tab.get(f"{WORD}val"), tab.get(f"{WORD}pos")) for tab in line]
        assert told == [("clear", "4680"), ("clear", "9360"), ("right", str(11_906 - 2 * 1247))]


def test_contents_whose_styles_have_no_stop_are_given_one(tmp_path: Path) -> None:
    parts = own()
    parts[STYLES_PART] = re.sub(rb"(toc 1.*?)<w:tabs>.*?</w:tabs>", rb"\1", parts[STYLES_PART], count=1)

    made = written(packed(tmp_path / "own.docx", parts), Language.EN)

    style = part(made, STYLES_PART).find(f"{WORD}style[@{WORD}styleId='TOC1']")
    assert style is not None
    stops = [
        (tab.get(f"{WORD}val"), tab.get(f"{WORD}leader"), tab.get(f"{WORD}pos")) for tab in style.iter(f"{WORD}tab")
    ]
    assert stops == [("right", "dot", "9600")]


def test_an_exported_document_does_not_give_its_lines_a_second_time(tmp_path: Path) -> None:
    exported = tmp_path / "exported.docx"
    exported.write_bytes(written(packed(tmp_path / "own.docx", own()), Language.FR))

    made = written(exported, Language.FR)

    title = specimen.document(Language.FR).title
    assert all(text.count(title) <= 1 for text in texts(made, "header").values())
    assert texts(made, "header") == texts(exported.read_bytes(), "header")
    assert texts(made, "footer") == texts(exported.read_bytes(), "footer")
    assert pages_of(made) == pages_of(exported.read_bytes())


def test_a_picture_that_was_put_into_our_line_stays(tmp_path: Path) -> None:
    parts = with_pages(own(), heads=HEADED)
    ours = '<w:bookmarkStart w:id="9" w:name="_Jalon_header0"/><w:r><w:t>Old title</w:t></w:r><w:bookmarkEnd w:id="9"/>'
    parts["word/own0.xml"] = f"<w:hdr {SPACES}>{paragraph(ours + PICTURE)}</w:hdr>".encode()

    found = texts(written(packed(tmp_path / "own.docx", parts), Language.EN), "header")["header0"]

    assert found.endswith("[picture]")
    assert "Old title" not in found


def test_revisions_comments_and_the_names_in_them_are_left_behind(tmp_path: Path) -> None:
    revised = (
        '<w:ins w:id="1" w:author="Jean Untel"><w:r><w:t>Kept</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="Jean Untel"><w:r><w:delText>Gone</w:delText></w:r></w:del>'
    )

    parts = with_pages(own(), heads={("header", "default"): paragraph(revised)})
    made = written(packed(tmp_path / "own.docx", parts), Language.EN)

    with zipfile.ZipFile(BytesIO(made)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert texts(made, "header")["header0"].endswith("Kept")
    assert b"Untel" not in everything
    assert b"Gone" not in everything


@pytest.mark.parametrize("instruction", ["INCLUDEPICTURE &quot;https://example.org/a.png&quot;", "DDEAUTO a b"])
def test_fields_that_would_fetch_something_are_refused(instruction: str, tmp_path: Path) -> None:
    field = (  # Word parts instructions where it likes
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction[:4]}</w:instrText></w:r><w:r><w:instrText>{instruction[4:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    template = packed(tmp_path / "own.docx", with_pages(own(), heads={("header", "default"): paragraph(field)}))

    with pytest.raises(LinkedTemplateError):
        check_template(template)


def test_a_head_that_holds_more_than_text_and_pictures_is_left(tmp_path: Path) -> None:
    chart = f'<Relationship Id="c" Type="{OFFICE}/chart" Target="charts/chart1.xml"/>'

    made = written(packed(tmp_path / "own.docx", with_pages(own(), heads=HEADED, links=chart)), Language.EN)

    assert all("[picture]" not in text for text in texts(made, "header").values())
    assert pages_of(made)[0]["w"] == "11906"


def test_web_addresses_in_heads_go_on_leading_there(tmp_path: Path) -> None:
    link = f'<Relationship Id="l" Type="{HYPERLINK}" Target="https://example.org/" TargetMode="External"/>'
    heads = {("header", "default"): paragraph('<w:hyperlink r:id="l"><w:r><w:t>example.org</w:t></w:r></w:hyperlink>')}

    made = written(packed(tmp_path / "own.docx", with_pages(own(), heads=heads, links=link)), Language.EN)

    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert b"https://example.org/" in archive.read("word/_rels/header0.xml.rels")


def test_a_page_that_leaves_no_room_to_read_is_not_taken(tmp_path: Path) -> None:
    narrow = '<w:pgSz w:w="6000" w:h="9000"/><w:pgMar w:top="900" w:right="1000" w:bottom="900" w:left="1000" '

    made = written(packed(tmp_path / "own.docx", with_pages(own(), page=narrow, heads={})), Language.EN)

    assert pages_of(made)[0]["w"] == str(Page().width)
