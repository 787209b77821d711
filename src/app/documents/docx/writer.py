"""Writes an edition as a Word file, block by block, over our own template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.docx.body import Body, Lists, paragraph, part_bookmark
from app.documents.docx.charts import chart_xml
from app.documents.docx.furniture import SPACES, app_xml, core_xml, footer_xml, header_xml
from app.documents.docx.package import HEAD, Package, Relationships
from app.documents.docx.runs import Anchors, Texts
from app.documents.docx.template import template_of
from app.documents.docx.workbook import workbook_of
from app.documents.tree import Cover

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from app.documents.charts import Picture
    from app.documents.docx.template import Template
    from app.documents.symbol import Symbol
    from app.documents.tree import Document, Edition

_UPRIGHT, _WIDE = '<w:pgSz w:w="12240" w:h="15840"/>', '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/>'
_MARGINS = (
    '<w:pgMar w:top="1560" w:right="1320" w:bottom="1320" w:left="1320" w:header="680" w:footer="560" w:gutter="0"/>'
)
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
        self._heads: dict[str, str] = {}  # relationship of each head and foot, by the name of its part

    def write(self) -> None:
        """Write every part."""
        with self._package.body() as take:
            take(f"{HEAD}<w:document {SPACES}><w:body>")
            for index, part in enumerate(self._edition.parts):
                section = self._body(index, part, take)
                if index == len(self._edition.parts) - 1:
                    take(section)
            take("</w:body></w:document>")
        for index, part in enumerate(self._edition.parts):
            self._furniture(index, part)
        for number, (chart, width) in enumerate(self._charts, 1):
            self._chart(number, chart, width)
        for number, png in enumerate(self._pictures, 1):
            self._package.add_plain(f"word/media/picture{number}.png", png)
        self._package.close(self._lists.xml(), core_xml(self._edition), app_xml(self._edition))

    def _furniture(self, index: int, part: Document) -> None:
        """Write the heads and feet that the sections of a part ask for."""
        made = {
            f"header{index}": lambda: header_xml(part, self._texts),
            f"headerFirst{index}": lambda: header_xml(part, self._texts, first=True),
            f"headerWide{index}": lambda: header_xml(part, self._texts, wide=True),
            f"footer{index}": lambda: footer_xml(part, self._texts),
            f"footerWide{index}": lambda: footer_xml(part, self._texts, wide=True),
        }
        for name in (name for name in made if name in self._heads):
            self._package.add(f"word/{name}.xml", name[:6], made[name]())

    def _head(self, name: str) -> str:
        """Return the relationship of a head or foot."""
        if name not in self._heads:
            self._heads[name] = self._package.document.add(name[:6], f"{name}.xml")
        return self._heads[name]

    def _section(self, index: int, *, wide: bool, is_first: bool) -> str:
        """Return a section of a part: its head and foot, and how its pages lie; the first has the title page."""
        way = "Wide" if wide else ""
        header, footer = self._head(f"header{way}{index}"), self._head(f"footer{way}{index}")
        first, title = "", ""
        if is_first:
            first = f'<w:headerReference w:type="first" r:id="{self._head(f"headerFirst{index}")}"/>'
            title = "<w:titlePg/>"
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>{first}'
            f'<w:footerReference w:type="default" r:id="{footer}"/>'
            f"{_WIDE if wide else _UPRIGHT}{_MARGINS}{title}</w:sectPr>"
        )

    def _body(self, index: int, part: Document, take: Callable[[str], None]) -> str:
        """Write a part and return its last section; it goes into its last paragraph when another part follows."""
        body = Body(
            part,
            self._texts,
            self._anchors,
            self._lists,
            pages=self._pages,
            add_chart=self._add_chart,
            add_symbol=self._add_symbol,
            bounded=len(self._edition.parts) > 1,
            parted=self._parted,
        )
        total = sum(len(document.blocks) for document in self._edition.parts)
        key = _PART_IDS + index
        start, last = f'<w:bookmarkStart w:id="{key}" w:name="{part_bookmark(part)}"/>', ""
        was_wide, is_first = False, isinstance(part.blocks[0], Cover)
        for wide, piece in body.pieces():
            if wide is not was_wide:
                last = _ending(last, self._section(index, wide=was_wide, is_first=is_first))
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
        section = self._section(index, wide=was_wide, is_first=is_first)
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
