"""Reads finished documents as their readers do."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from defusedxml.ElementTree import fromstring

from app.documents.docx.writer import write_docx
from app.documents.pdf import theme
from app.documents.pdf.writer import Layout, write_pdf

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from app.documents.tree import Edition

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_bytes(edition: Edition) -> bytes:
    """Return ``edition`` as a Word file."""
    layout, target = Layout(edition, for_word=True), BytesIO()
    write_docx(layout.edition, target, pages=layout.pages)
    return target.getvalue()


def pdf_bytes(edition: Edition) -> bytes:
    """Return ``edition`` as a PDF file."""
    layout, target = Layout(edition), BytesIO()
    write_pdf(layout.edition, target, layout=layout)
    return target.getvalue()


def part(docx: bytes, name: str) -> Element:
    """Return a part of a Word file as its root element."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return fromstring(archive.read(name))


def docx_text(docx: bytes) -> str:
    """Return the texts of a Word file's body, in order."""
    return text_in(part(docx, "word/document.xml"))


def text_in(element: Element) -> str:
    """Return the texts of a part of a Word file; a hyphen that parts no line is one."""
    said = {f"{WORD}t": None, f"{WORD}noBreakHyphen": "-"}
    return "".join(said[found.tag] or found.text or "" for found in element.iter() if found.tag in said)


def page_heads(docx: bytes) -> list[str]:
    """Return the texts of every page head of a Word file; there is one at least."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/header")]
    assert names
    return ["".join(found.text or "" for found in part(docx, name).iter(f"{WORD}t")) for name in names]


def pdf_pages(pdf: bytes) -> list[str]:
    """Return the text of every page between head and foot; of the title page all but the head."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        width, height = page.get_size()
        top = height - theme.TOP + 20
        found.append(text.get_text_bounded(left=0, bottom=theme.BOTTOM - 12, right=width, top=top))
        text.close()
        page.close()
    document.close()
    return found


def whole_pages(pdf: bytes) -> list[str]:
    """Return everything that stands on each page."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return found


def without_spaces(text: str) -> str:
    """Return ``text`` without spaces and bullets, which the forms set in their own ways."""
    return re.sub(r"[\s•\x00\x02\ufffe–]", "", text)
