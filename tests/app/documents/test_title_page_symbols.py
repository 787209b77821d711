"""Signature and wordmark on title pages: drawn, read aloud, in both writers, in both languages."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import page
import pikepdf
import pypdfium2
import pytest
from docx.enum.shape import WD_INLINE_SHAPE
from openxml_audit import OpenXmlValidator

from app.documents import tree
from app.documents.pdf import theme
from app.documents.pdf.writer import Layout
from app.documents.symbol import KeptPicture, Symbol, SymbolKind
from app.documents.text import text_of
from app.documents.tree import Run, TreeError
from model.language import Language
from tests.app.documents import specimen
from tests.app.documents.drawn import RED, kept
from tests.app.documents.reading import WORD, docx_bytes, docx_text, part, pdf_bytes, pdf_pages, without_spaces
from tests.app.documents.tagged import Element, tagged

if TYPE_CHECKING:
    from pathlib import Path

EN, FR = Language.EN, Language.FR
EDITIONS = ((EN,), (FR,), (FR, EN))
_NAMES = {EN: "Department of Northern Harbours", FR: "Ministère des Ports nordiques"}
_WORDMARK = {EN: "Canada wordmark", FR: "Mot-symbole Canada"}
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> dict[SymbolKind, KeptPicture]:
    return kept(tmp_path_factory.mktemp("symbols"))


def _edition(pictures: dict[SymbolKind, KeptPicture], *languages: Language, rows: int = 4) -> tree.Edition:
    return tree.Edition(tuple(_with_symbols(part, pictures) for part in specimen.edition(*languages, rows=rows).parts))


def _with_symbols(document: tree.Document, pictures: dict[SymbolKind, KeptPicture]) -> tree.Document:
    cover, *rest = document.blocks
    assert isinstance(cover, tree.Cover)
    spoken, kind = document.language, SymbolKind.signature(document.language)
    drawn = replace(
        cover,
        department=(),
        signature=Symbol(kind, pictures[kind], _NAMES[spoken]),
        wordmark=Symbol(SymbolKind.WORDMARK, pictures[SymbolKind.WORDMARK], _WORDMARK[spoken]),
    )
    return replace(document, blocks=(drawn, *rest))


# the tree


def test_a_picture_without_words_is_refused(pictures: dict[SymbolKind, KeptPicture]) -> None:
    silent = Symbol(SymbolKind.WORDMARK, pictures[SymbolKind.WORDMARK], " ")

    with pytest.raises(TreeError):
        tree.Cover((Run("Department", EN),), (Run("Title", EN),), wordmark=silent)


def test_a_department_is_named_once(pictures: dict[SymbolKind, KeptPicture]) -> None:
    signature = Symbol(SymbolKind.SIGNATURE_EN, pictures[SymbolKind.SIGNATURE_EN], "Department")

    with pytest.raises(TreeError):
        tree.Cover((Run("Department", EN),), (Run("Title", EN),), signature=signature)
    with pytest.raises(TreeError):
        tree.Cover((), (Run("Title", EN),))


def test_text_tells_the_pictures_in_the_order_in_which_they_are_read(pictures: dict[SymbolKind, KeptPicture]) -> None:
    lines = text_of(_edition(pictures, FR)).splitlines()

    assert lines[:2] == [_NAMES[FR], "Stratégie de gestion des services"]
    assert lines[5] == _WORDMARK[FR]
    assert lines.count(_NAMES[FR]) == 1


# PDF


@pytest.mark.parametrize("profile", ["ua1", "2a"])
@pytest.mark.parametrize("languages", EDITIONS)
def test_the_pdf_stays_valid_with_pictures(
    languages: tuple[Language, ...], profile: str, pictures: dict[SymbolKind, KeptPicture]
) -> None:
    report = page.validate_pdf_bytes(pdf_bytes(_edition(pictures, *languages)), profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


@pytest.mark.parametrize("languages", EDITIONS)
def test_a_screen_reader_hears_name_title_and_wordmark_in_order(
    languages: tuple[Language, ...], pictures: dict[SymbolKind, KeptPicture]
) -> None:
    read = tagged(pdf_bytes(_edition(pictures, *languages)))

    roots = [read.document] if len(languages) == 1 else read.document.kids_of("Part")
    for root, spoken in zip(roots, languages, strict=True):
        first = [kid for kid in root.kids if isinstance(kid, Element)][:6]
        assert [kid.role for kid in first] == ["Figure", "Title", "P", "P", "P", "Figure"]
        assert (first[0].alt, first[5].alt) == (_NAMES[spoken], _WORDMARK[spoken])
        assert all("/BBox" in kid.attributes or "BBox" in str(kid.attributes) for kid in (first[0], first[5]))
    assert read.unmarked == ()
    assert read.parents


def test_pictures_keep_proportions_and_stand_in_their_corners(pictures: dict[SymbolKind, KeptPicture]) -> None:
    (signature, wordmark), _pixels = _drawn(pdf_bytes(_edition(pictures, EN)))

    assert (signature[0], signature[3]) == pytest.approx((theme.LEFT, theme.PAGE_HEIGHT - theme.TOP), abs=0.1)
    assert (wordmark[2], wordmark[1]) == pytest.approx((theme.PAGE_WIDTH - theme.RIGHT, theme.BOTTOM), abs=0.1)
    assert _shape(signature) == pytest.approx(1800 / 220, rel=0.01)
    assert _shape(wordmark) == pytest.approx(900 / 210, rel=0.01)


def test_colours_come_out_as_they_went_in(pictures: dict[SymbolKind, KeptPicture]) -> None:
    _boxes, pixels = _drawn(pdf_bytes(_edition(pictures, EN)))

    assert RED in {tuple(pixels[at : at + 3]) for at in range(0, len(pixels) - 2, 3)}


@pytest.mark.parametrize("times", [20, 120, 400])
def test_long_names_never_run_into_a_symbol(times: int, pictures: dict[SymbolKind, KeptPicture]) -> None:
    document = _with_symbols(specimen.document(EN), pictures)
    cover = document.blocks[0]
    assert isinstance(cover, tree.Cover)
    long = replace(cover, title=(Run(" ".join(["Strategy"] * times), EN),), foot=((Run("Crown " * times, EN),),))

    made = pdf_bytes(tree.Edition((replace(document, blocks=(long,)),)))

    (signature, wordmark), _pixels = _drawn(made)
    assert signature[3] - signature[1] == pytest.approx(34, abs=4)
    with pypdfium2.PdfDocument(made) as opened, closing(opened[0]) as first, closing(first.get_textpage()) as text:
        for left, foot, right, top in (signature, wordmark):
            assert text.get_text_bounded(left=left, bottom=foot, right=right, top=top) == ""
        assert text.get_text_bounded(left=0, bottom=0, right=612, top=760).count("Strategy") == times


def test_a_picture_that_both_languages_show_is_in_the_file_once(pictures: dict[SymbolKind, KeptPicture]) -> None:
    with pikepdf.open(BytesIO(pdf_bytes(_edition(pictures, FR, EN)))) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]

        assert len(found) == 3
        assert all("/SMask" not in image and "/Interpolate" not in image for image in found)


# Word


@pytest.mark.parametrize("languages", EDITIONS)
def test_the_word_file_stays_valid_with_pictures(
    languages: tuple[Language, ...], pictures: dict[SymbolKind, KeptPicture], tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(_edition(pictures, *languages)))

    result = OpenXmlValidator().validate(str(path))

    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize("languages", EDITIONS)
def test_word_holds_pictures_with_words_in_their_language(
    languages: tuple[Language, ...], pictures: dict[SymbolKind, KeptPicture]
) -> None:
    made = docx_bytes(_edition(pictures, *languages))
    body = part(made, "word/document.xml")

    said = []
    for run in body.iter(f"{WORD}r"):
        if run.find(f".//{_PICTURE}pic") is not None:
            language, named = run.find(f"{WORD}rPr/{WORD}lang"), run.find(f".//{_DRAWN}docPr")
            assert language is not None
            assert named is not None
            said.append((language.get(f"{WORD}val"), named.get("descr")))
    wanted = [[(one.tag, _NAMES[one]), (one.tag, _WORDMARK[one])] for one in languages]
    assert said == [entry for entries in wanted for entry in entries]
    keys = [drawn.get("id") for drawn in body.iter(f"{_DRAWN}docPr")]
    assert len(set(keys)) == len(keys) > 2 * len(languages)


def test_word_shows_the_pictures_as_they_are_kept(pictures: dict[SymbolKind, KeptPicture]) -> None:
    opened = docx.Document(BytesIO(docx_bytes(_edition(pictures, FR, EN))))

    shapes = [shape for shape in opened.inline_shapes if shape.type == WD_INLINE_SHAPE.PICTURE]
    assert [round(shape.width / shape.height, 1) for shape in shapes] == [7.5, 8.2]
    held = {part.blob for part in opened.part.package.iter_parts() if part.partname.endswith(".png")}
    assert held == {picture.png for picture in pictures.values()}


def test_the_wordmark_of_a_word_file_stands_on_the_title_page(pictures: dict[SymbolKind, KeptPicture]) -> None:
    body = part(docx_bytes(_edition(pictures, EN)), "word/document.xml")

    (holder,) = (p for p in body.iter(f"{WORD}p") if p.find(f".//{_DRAWN}anchor") is not None)
    style = holder.find(f"{WORD}pPr/{WORD}pStyle")
    assert style is not None
    assert style.get(f"{WORD}val") == "CoverFootFirst"
    assert [found.text for found in holder.iter(f"{_DRAWN}align")] == ["right", "bottom"]


# both


@pytest.mark.parametrize("languages", EDITIONS)
def test_neither_form_says_anything_twice_or_loses_it(
    languages: tuple[Language, ...], pictures: dict[SymbolKind, KeptPicture]
) -> None:
    edition = _edition(pictures, *languages)
    plain = tree.Edition(
        tuple(replace(one, blocks=tuple(b for b in one.blocks if not _is_apart(b))) for one in edition.parts)
    )
    layout = Layout(plain)

    word, pdf = docx_text(docx_bytes(plain)), "".join(pdf_pages(pdf_bytes(plain)))

    said = text_of(plain, layout.pages)
    for spoken in languages:
        said = said.replace(f"{_NAMES[spoken]}\n", "", 1).replace(f"\n{_WORDMARK[spoken]}", "", 1)
    assert without_spaces(word) == without_spaces(pdf) == without_spaces(said)


def test_the_same_pictures_give_the_same_bytes(pictures: dict[SymbolKind, KeptPicture]) -> None:
    edition = _edition(pictures, FR, EN)

    assert pdf_bytes(edition) == pdf_bytes(edition)
    assert docx_bytes(edition) == docx_bytes(edition)


def _is_apart(block: tree.Block) -> bool:
    """Whether a form adds words of its own to a block: pictures of figures, numbers of lists."""
    return isinstance(block, tree.Figure) or (isinstance(block, tree.ListBlock) and block.ordered)


def _shape(box: tuple[float, ...]) -> float:
    return (box[2] - box[0]) / (box[3] - box[1])


def _drawn(made: bytes) -> tuple[list[tuple[float, ...]], bytes]:
    """Return the boxes of the pictures of a file's first page, and the pixels of the first of them."""
    with pypdfium2.PdfDocument(made) as opened, closing(opened[0]) as first:
        found = [one for one in first.get_objects() if isinstance(one, pypdfium2.PdfImage)]
        return [one.get_bounds() for one in found], bytes(found[0].get_data(decode_simple=True))
