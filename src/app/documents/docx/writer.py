"""Writes an edition as a Word file, block by block, over our own template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.docx.body import Body, Lists, paragraph, part_bookmark
from app.documents.docx.charts import chart_xml
from app.documents.docx.furniture import SPACES, app_xml, core_xml
from app.documents.docx.heads import Sections
from app.documents.docx.package import HEAD, Package, Relationships
from app.documents.docx.runs import Anchors, Texts
from app.documents.docx.template import template_of
from app.documents.docx.workbook import workbook_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from app.documents.charts import Picture
    from app.documents.docx.template import Template
    from app.documents.symbol import Symbol
    from app.documents.tree import Document, Edition

_PART_IDS = 900_000  # bookmarks around whole parts are counted apart from those of headings
_SYMBOL_IDS = 900_000  # drawings of symbols are counted apart from charts


def write_docx(
    edition: Edition,
    file: BinaryIO,
    *,
    pages: Mapping[str, int],
    parted: Collection[str] = (),
    template: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Write ``edition`` to ``file``.

    Args:
        edition: what is written.
        file: an open binary file that can be sought.
        pages: the page of each heading, table and figure, for the tables of contents.
        parted: the targets of the tables that stand on more than one page there.
        template: the department's own, instead of ours.
        progress: told the blocks done and the blocks in all.

    Raises:
        TemplateError: the template cannot be used.
    """
    styling = template_of(template, edition.first.language) if template else None
    _Writer(edition, file, pages, parted, progress, styling=styling).write()


class _Writer:
    """Keeps what one file gathers while its body is written."""

    def __init__(
        self,
        edition: Edition,
        file: BinaryIO,
        pages: Mapping[str, int],
        parted: Collection[str],
        progress: Callable[[int, int], None],
        *,
        styling: Template | None,
    ) -> None:
        self._edition = edition
        self._package = Package(file, edition.first.language, styling)
        self._anchors = Anchors()
        self._lists = Lists(styling.numbered, styling.first_number, styling.list_ends) if styling else Lists()
        self._texts = Texts(edition.first.language, self._package.document, self._anchors)
        self._pages = pages
        self._parted = parted
        self._progress = progress
        self._charts: list[tuple[Picture, float]] = []
        self._pictures: dict[bytes, str] = {}  # relationship of each picture, by its bytes
        self._symbols = 0
        self._done = 0
        self._sections = Sections(self._package, self._texts, styling)

    def write(self) -> None:
        """Write every part."""
        with self._package.body() as take:
            take(f"{HEAD}<w:document {SPACES}><w:body>")
            for index, part in enumerate(self._edition.parts):
                section = self._body(index, part, take)
                if index == len(self._edition.parts) - 1:
                    take(section)
            take("</w:body></w:document>")
        self._sections.write()
        for number, (chart, width) in enumerate(self._charts, 1):
            self._chart(number, chart, width)
        for number, png in enumerate(self._pictures, 1):
            self._package.add_plain(f"word/media/picture{number}.png", png)
        self._package.close(self._lists.xml(), core_xml(self._edition), app_xml(self._edition))

    def _body(self, index: int, part: Document, take: Callable[[str], None]) -> str:
        """Write a part and return its last section; it goes into its last paragraph when another part follows."""
        body = Body(
            part,
            self._texts,
            self._anchors,
            self._lists,
            page=self._sections.page,
            pages=self._pages,
            add_chart=self._add_chart,
            add_symbol=self._add_symbol,
            bounded=len(self._edition.parts) > 1,
            parted=self._parted,
        )
        total = sum(len(document.blocks) for document in self._edition.parts)
        key = _PART_IDS + index
        start, last = f'<w:bookmarkStart w:id="{key}" w:name="{part_bookmark(part)}"/>', ""
        was_wide, is_first = False, True
        for wide, piece in body.pieces():
            if wide is not was_wide:
                last = _ending(last, self._sections.section(index, part, wide=was_wide, is_first=is_first))
                piece = piece.replace("<w:pageBreakBefore/>", "", 1)  # noqa: PLW2901  the section starts the page
                was_wide, is_first = wide, False
            take(last)
            if start and '<w:pStyle w:val="Heading1"/>' in piece:  # around the contents it would hold itself
                take(start)
                start = ""
            last = piece
            self._done += 1
            if self._done % 200 == 0:
                self._progress(min(self._done, total), total)
        section = self._sections.section(index, part, wide=was_wide, is_first=is_first)
        if index < len(self._edition.parts) - 1:
            last = _ending(last, section)
        take(start + last + f'<w:bookmarkEnd w:id="{key}"/>')
        return section

    def _add_chart(self, chart: Picture, width: float) -> tuple[str, int]:
        self._charts.append((chart, width))
        number = len(self._charts)
        return self._package.document.add("chart", f"charts/chart{number}.xml"), number

    def _add_symbol(self, symbol: Symbol) -> tuple[str, int]:
        png = symbol.picture.png
        if png not in self._pictures:
            name = f"media/picture{len(self._pictures) + 1}.png"
            self._pictures[png] = self._package.document.add("image", name)
        self._symbols += 1
        return self._pictures[png], _SYMBOL_IDS + self._symbols

    def _chart(self, number: int, chart: Picture, width: float) -> None:
        links = Relationships()
        workbook = links.add("package", f"../embeddings/figures{number}.xlsx")
        self._package.add(f"word/charts/chart{number}.xml", "chart", chart_xml(chart, workbook, width))
        self._package.add_plain(f"word/charts/_rels/chart{number}.xml.rels", links.xml().encode("utf-8"))
        self._package.add_plain(f"word/embeddings/figures{number}.xlsx", workbook_of(chart))


def _ending(piece: str, section: str) -> str:
    """Return a piece that ends ``section``: a paragraph holds it, after a table one of its own does."""
    if piece.startswith("<w:p>"):
        return piece.replace("</w:pPr>", f"{section}</w:pPr>", 1)
    return piece + paragraph("SectionEnd", "", section)
