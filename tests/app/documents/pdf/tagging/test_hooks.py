"""What the tagging layer takes from ReportLab that its manual does not promise.

When one of these tests fails after an update, the layer has to be looked at before anything is released.
"""

from __future__ import annotations

import inspect
from io import BytesIO

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Paragraph
from reportlab.platypus import paragraph as paragraphs
from reportlab.platypus.paraparser import ParaFrag

from app.documents.pdf import fonts
from app.documents.pdf.canvas import PageCanvas
from app.resources import resource
from model.language import Language
from tests.app.documents import specimen


def _parameters(function: object) -> list[str]:
    return list(inspect.signature(function).parameters)  # type: ignore[arg-type]  # anything that can be called


def test_a_canvas_keeps_the_code_of_a_page_where_it_is_taken_from() -> None:
    canvas = Canvas("unwritten.pdf", initialFontName=fonts.face(fonts.BODY))  # type: ignore[arg-type]  # stubs
    state = vars(canvas)

    canvas.line(0, 0, 1, 1)

    assert state["_code"] == ["n 0 0 m 1 1 l S"]
    assert state["_preamble"].split() == ["1", "0", "0", "1", "0", "0", "cm"]  # left out: it changes nothing
    assert {"_doc", "_extgstate", "_pagesize", "_fontname", "_fontsize", "_fillColorObj"} <= set(state)
    assert state["_extgstate"].getState() is None or not state["_extgstate"].getState()


def test_a_canvas_has_the_methods_that_are_replaced() -> None:
    assert _parameters(Canvas.drawText) == ["self", "aTextObject"]
    assert _parameters(Canvas.linkRect)[:4] == ["self", "contents", "destinationname", "Rect"]
    assert {"showPage", "save", "_startPage", "absolutePosition", "setPageSize"} <= set(dir(Canvas))


def test_no_name_of_ours_is_one_of_the_librarys() -> None:
    theirs = vars(Canvas("unwritten.pdf", initialFontName=fonts.face(fonts.BODY)))  # type: ignore[arg-type]  # stubs
    ours = vars(PageCanvas(BytesIO(), specimen.edition(Language.EN)))
    written = {name for name in vars(PageCanvas) if not name.startswith("__")}

    assert set(ours) - set(theirs) == {
        *("_areas", "_edition", "_file", "_links", "_on_page", "_outline", "_page", "_pages", "_pictures", "_regions"),
        *("_shown", "_structure", "label"),
    }
    assert written & set(dir(Canvas)) == {"drawText", "linkRect", "save", "showPage"}


def test_a_document_counts_objects_and_holds_the_fonts() -> None:
    document = pdfdoc.PDFDocument()

    assert document.objectcounter == len(document.idToObject) == len(document.idToObjectNumberAndVersion) == 1
    assert set(document.idToObject) == {"BasicFonts"}
    assert document.delayedFonts == []


def test_a_font_is_added_as_font_descriptor_file_and_map() -> None:
    document = pdfdoc.PDFDocument()
    font = fonts.MeasuredFont("Hooked", BytesIO(resource("templates", "fonts", "Lato-Regular.ttf").read_bytes()))
    ((subset, _text),) = font.splitString("Aé", document)
    font.getSubsetInternalName(subset, document)

    for waiting in document.delayedFonts:
        waiting.addObjects(document)

    kinds = [type(made).__name__ for made in document.idToObject.values()]
    assert kinds == ["PDFDictionary", "PDFStream", "PDFStream", "PDFDictionary", "PDFTrueTypeFont"]
    (map_name,) = [name for name in document.idToObject if name.startswith("toUnicodeCMap:")]
    assert "<00> <0000>" in vars(document.idToObject[map_name])["content"]
    assert "beginbfchar\n" in ttfonts.makeToUnicodeCMap("x", [0])


def test_a_paragraph_asks_for_its_text_object_and_tells_it_of_links() -> None:
    told: list[tuple[object, str, str]] = []

    class Ear(PDFTextObject):
        def _linkRecord(self, link: object, what: str) -> None:  # noqa: N802  ReportLab's name
            told.append((link, what, vars(self)["_code"][-1]))

    class Hooked(Paragraph):
        def beginText(self, x: float, y: float) -> PDFTextObject:  # noqa: N802  ReportLab's name
            return Ear(self.canv, x, y)

    canvas = Canvas("unwritten.pdf", initialFontName=fonts.face(fonts.BODY))  # type: ignore[arg-type]  # stubs
    style = ParagraphStyle("s", fontName=fonts.face(fonts.BODY))
    frags = [
        ParaFrag(text="before ", **_common(style)),
        ParaFrag(text="words ", **(_common(style) | {"link": [(1, "")]})),
        ParaFrag(text="after", **_common(style)),
    ]
    made = Hooked(None, style, frags=frags)  # type: ignore[arg-type]  # no text: the pieces are given

    made.wrap(300, 300)
    made.drawOn(canvas, 0, 0)

    assert [(link, what) for link, what, _code in told] == [((1, ""), "start"), ((1, ""), "end")]
    assert "(words" in told[0][2]  # the start is told when the words are in the code already
    assert vars(made)["_splitLongWordCount"] == 0
    assert _parameters(vars(PDFTextObject)["_textOut"]) == ["self", "text", "TStar"]


def test_a_link_that_begins_with_a_number_sign_comes_as_a_rectangle_of_the_canvas() -> None:
    told: list[object] = []

    class Text:
        class _canvas:  # noqa: N801  ReportLab's name
            @staticmethod
            def linkRect(*given: object, **options: object) -> None:  # noqa: N802  ReportLab's name
                told.append((given, options))

    do_link = vars(paragraphs)["_doLink"]
    do_link(Text, "#3", (1, 2, 3, 4))
    do_link(Text, "", (1, 2, 3, 4))

    assert told == [(("", "3", (1, 2, 3, 4)), {"relative": 1})]


def test_a_bullet_is_drawn_as_a_text_of_its_own_before_the_paragraph() -> None:
    drawn: list[str] = []

    class Ear(Canvas):
        def drawText(self, aTextObject: PDFTextObject) -> None:  # noqa: N802, N803  ReportLab's names
            drawn.append(aTextObject.getCode())

    canvas = Ear("unwritten.pdf", initialFontName=fonts.face(fonts.BODY))  # type: ignore[arg-type]  # stubs
    name = fonts.face(fonts.BODY)
    made = Paragraph("text", ParagraphStyle("s", fontName=name, bulletFontName=name), bulletText="3.")

    made.wrap(300, 300)
    made.drawOn(canvas, 0, 0)

    assert ["(3.)" in drawn[0], "(text)" in drawn[1], len(drawn)] == [True, True, 2]


@pytest.mark.parametrize("texts", [["words " * 40], ["words " * 20, "strong " * 20]])
def test_a_paragraph_is_parted_into_two_of_its_own_kind_that_keep_their_lines(texts: list[str]) -> None:
    class Kind(Paragraph):
        pass

    name = fonts.face(fonts.BODY)
    style = ParagraphStyle("s", fontName=name, leading=12)
    made = Kind(None, style, frags=[ParaFrag(text=text, **_common(style)) for text in texts])  # type: ignore[arg-type]  # pieces

    made.wrap(200, 1000)
    first, second = made.split(200, 40)

    assert type(first) is type(second) is Kind
    assert len(vars(first)["blPara"].lines) == 3


def _common(style: ParagraphStyle) -> dict[str, object]:
    return {
        "fontName": style.fontName,
        "fontSize": 10,
        "textColor": style.textColor,
        "rise": 0,
        "us_lines": [],
        "backColor": None,
        "link": [],
    }
