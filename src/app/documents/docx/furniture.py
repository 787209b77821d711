"""Our lines at head and foot, and the properties of a Word file: marking, draft mark, title, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from app.documents.docx.body import paragraph
from app.documents.docx.package import HEAD

if TYPE_CHECKING:
    from app.documents.docx.runs import Texts
    from app.documents.tree import Document, Edition

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_NO_DATE = "2000-01-01"


def head_line(document: Document, texts: Texts, style: str, tabs: str, *, titled: bool) -> str:
    """Return our line at the head of the pages: draft mark, running title and marking.

    Args:
        document: whose pages they are.
        texts: writes runs.
        style: of the line.
        tabs: stops that the style lacks.
        titled: whether it has a running title; a title page has none.
    """
    language = document.language
    mark = ""
    if document.draft:
        mark = texts.plain(f"\u00a0{document.marks.draft}\u00a0", language, "DraftMark") + texts.plain("  ", language)
    title = texts.plain(document.title, language) if titled else ""
    inner = f"{mark}{title}{texts.tab()}{texts.plain(document.marking, language, 'Marking')}"
    return paragraph(style, inner, tabs)


def foot_line(document: Document, texts: Texts, style: str, tabs: str, *, numbered: bool) -> str:
    """Return our line at the foot of the pages: department, version and date, and the number of the page.

    Args:
        document: whose pages they are.
        texts: writes runs.
        style: of the line.
        tabs: stops that the style lacks.
        numbered: whether it tells the page.
    """
    language = document.language
    said = " · ".join(text for text in (document.department, document.version, document.date) if text)
    if not numbered:
        return paragraph(style, texts.plain(said, language), tabs)
    before, _, rest = document.marks.page_of.partition("{page}")
    between, _, after = rest.partition("{total}")
    numbers = (
        texts.plain(before, language)
        + texts.field(" PAGE ", "1", language)
        + texts.plain(between, language)
        + texts.field(" NUMPAGES ", "1", language)
        + (texts.plain(after, language) if after else "")
    )
    return paragraph(style, texts.plain(said, language) + texts.tab() + numbers, tabs)


def core_xml(edition: Edition) -> str:
    """Return the properties that readers and archives ask for: title, language, date."""
    document = edition.first
    moment = f"{(document.made_on or _NO_DATE)[:10]}T00:00:00Z"
    languages = ", ".join(part.language.tag for part in edition.parts)
    author = escape(document.author or document.department)
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(edition.title)}</dc:title><dc:subject>{escape(document.subject)}</dc:subject>"
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>{languages}</dc:language></cp:coreProperties>"
    )


def app_xml(edition: Edition) -> str:
    """Return the properties of the program that wrote the file."""
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Jalon</Application><Company>{escape(edition.first.department)}</Company></Properties>"
    )
