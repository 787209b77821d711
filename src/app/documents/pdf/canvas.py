"""The canvas that pages are drawn on: whatever is drawn belongs to an element, or is an artifact."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from app.documents.pdf import fonts, theme
from app.documents.pdf.tagging.catalog import Catalog
from app.documents.pdf.tagging.file import PdfFile
from app.documents.pdf.tagging.fonts import write_fonts
from app.documents.pdf.tagging.links import Links
from app.documents.pdf.tagging.metadata import Properties
from app.documents.pdf.tagging.outline import Outline
from app.documents.pdf.tagging.page_tree import PageTree
from app.documents.pdf.tagging.pictures import Pictures
from app.documents.pdf.tagging.regions import Regions
from app.documents.pdf.tagging.structure import StructureTree
from app.documents.pdf.tagging.syntax import rectangle
from app.documents.pdf.tagging.text import Inline, TaggedText

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from reportlab.lib.colors import Color

    from app.documents.pdf.tagging.node import Node
    from app.documents.symbol import KeptPicture
    from app.documents.tree import Edition

_REMEMBERED: Final = 10_000  # lines of text whose code is kept, since most cells of a table come back
_UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)


class PageCanvas(Canvas):
    """A canvas of the documents' page and language, which writes each page when it is done.

    The library draws, measures and cuts fonts; pages, links, bookmarks and structure are written
    here. The same tree gives the same bytes.
    """

    # what the library keeps for itself, and what its type stubs do not tell
    _code: list[str]
    _doc: Any
    _escape: Callable[[bytes], str]
    _extgstate: Any
    _fillColorObj: Any  # noqa: N815  ReportLab's name
    _pagesize: tuple[float, float]
    _startPage: Callable[[], None]  # noqa: N815  ReportLab's name

    def __init__(self, file: BinaryIO, edition: Edition) -> None:
        super().__init__(
            file,
            pagesize=(theme.PAGE_WIDTH, theme.PAGE_HEIGHT),
            invariant=1,
            initialFontName=fonts.face(fonts.BODY),  # type: ignore[arg-type]  # the stubs ask for a number
        )
        self._edition = edition
        self._file = PdfFile(file, self._take_number)
        self._structure = StructureTree(self._file)
        self._pages = PageTree(self._file)
        self._links = Links()
        self._pictures = Pictures(self._file)
        self._outline = Outline()
        self._regions = Regions()
        self._page = 0  # number of the page's object; none yet
        self._on_page: list[int] = []
        self._areas: list[tuple[int, tuple[float, float, float, float]]] = []
        self._shown: dict[tuple[str, str, float], str] = {}
        self.label: Node | None = None

    def _take_number(self) -> int:
        self._doc.objectcounter += 1
        return int(self._doc.objectcounter)

    def begin(self, node: Node) -> None:
        """Let everything that is drawn until ``end`` belong to the element of ``node``."""
        self._begin(self._mark(node))

    def begin_artifact(self, kind: str) -> None:
        """Let everything that is drawn until ``end`` be read by nobody.

        Args:
            kind: ``Header`` or ``Footer``: what comes back on every page.
        """
        self._begin(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC")

    def end(self) -> None:
        """End what ``begin`` or ``begin_artifact`` began."""
        self._code.append("EMC")
        self._regions.end(len(self._code))

    def enter(self, node: Node) -> None:
        """Make the element of ``node``, though nothing may be drawn for it."""
        self._structure.enter(node)

    def _begin(self, operator: str) -> None:
        self._regions.begin(len(self._code))
        self._code.append(operator)

    def _mark(self, node: Node) -> str:
        if not self._page:
            self._page = self._take_number()
        return f"/{node.role} <</MCID {self._structure.mark(node, self._page)}>> BDC"

    def drawText(self, aTextObject: Any) -> None:  # noqa: N802, N803  ReportLab's names
        """Draw a text: as part of what has begun, for the element that it names, or for that of a label."""
        areas, self._areas = self._areas, []
        if isinstance(aTextObject, TaggedText) and aTextObject.is_mixed and not self._regions.is_inside:
            self._regions.begin(len(self._code))
            self._code.append(aTextObject.marked_code(self._mark))
            self._regions.end(len(self._code))
            for index, area in areas:
                self.link(aTextObject.inlines[index], area)
            return
        node = aTextObject.node if isinstance(aTextObject, TaggedText) else self.label
        if node is None or self._regions.is_inside:
            self._code.append(aTextObject.getCode())
        else:
            self.begin(node)
            self._code.append(aTextObject.getCode())
            self.end()

    # what is drawn often

    def set_ink(self, colour: Color) -> None:
        """Set the colour of texts, if it is not so already: most cells look like their neighbour."""
        if self._fillColorObj is not colour:
            self.setFillColor(colour)

    def show_line(self, text: str, font: str, size: float, start: tuple[float, float]) -> None:
        """Draw a text on one line, as part of what has begun.

        Args:
            text: its letters; the font has them all.
            font: a face's name.
            size: in points.
            start: where it begins.
        """
        code = self._shown.get((text, font, size))
        if code is None:
            face: Any = pdfmetrics.getFont(font)
            code = self._shown[text, font, size] = " ".join(
                f"{face.getSubsetInternalName(subset, self._doc)} {size:g} Tf ({self._escape(piece)}) Tj"
                for subset, piece in face.splitString(text, self._doc)
            )
            if len(self._shown) > _REMEMBERED:
                self._shown.clear()
        self._code.append(f"BT 1 0 0 1 {start[0]:.2f} {start[1]:.2f} Tm {code} ET")

    def show_picture(self, node: Node, picture: KeptPicture, area: tuple[float, float, float, float]) -> None:
        """Draw a picture, whose element also says where it stands.

        Args:
            node: the element that is read in its place.
            picture: what is drawn.
            area: left, foot, width and height.
        """
        left, foot, width, height = area
        node.attributes = (
            f"/O/Layout/Placement/Block/BBox{rectangle(self._absolute((left, foot, left + width, foot + height)))}"
        )
        self.begin(node)
        self._code.append(
            f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {foot:.2f} cm {self._pictures.name(picture)} Do Q"
        )
        self.end()

    # links, places and bookmarks

    def linkRect(  # noqa: N802  ReportLab's name
        self,
        contents: str,  # noqa: ARG002  not known to a paragraph
        destinationname: str,
        Rect: Any = None,  # noqa: N803
        *_rest: Any,
        **_options: Any,
    ) -> None:
        """Note where a run that leads somewhere stands; a paragraph says so, ``destinationname`` is the run's index."""
        self._areas.append((int(destinationname), self._absolute(Rect)))

    def link(self, inline: Inline, area: tuple[float, float, float, float]) -> None:
        """Let a rectangle of the page lead somewhere."""
        number = self._take_number()
        key = self._structure.refer(inline.node, self._page, number)
        self._links.add(number, key, inline.href, inline.said, area)
        self._on_page.append(number)

    def _absolute(self, area: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        left, foot = self.absolutePosition(area[0], area[1])
        right, top = self.absolutePosition(area[2], area[3])
        return left, foot, right, top

    def place(self, target: str, top: float) -> None:
        """Let ``target`` be found on this page, ``top`` points above its foot."""
        if not self._page:
            self._page = self._take_number()
        self._links.add_place(target, self._page, top)

    def bookmark(self, level: int, text: str, target: str) -> None:
        """Add a bookmark that leads to ``target``; ``level`` counts from 0."""
        self._outline.add(level, text, target)

    # pages and the file

    def showPage(self) -> None:  # noqa: N802  ReportLab's name
        """Write the page and begin the next one."""
        number = self._page or self._take_number()
        states = self._extgstate.getState()
        used = f"/ExtGState {states.format(self._doc).decode('latin-1')}" if states else ""
        used += self._pictures.end_page()
        code = "\n".join(self._regions.marked(self._code))
        self._pages.add(number, code, self._pagesize, links=self._on_page, key=self._structure.end_page(), states=used)
        self._page, self._on_page, self._regions = 0, [], Regions()
        self._startPage()

    def save(self) -> None:
        """Write what follows the last page."""
        if self._code:
            self.showPage()
        file = self._file
        self._links.write(file)
        outline = self._outline.write(file, self._links.place)
        write_fonts(self._doc, file, self._pages.fonts)
        language = self._edition.first.language.tag
        catalog = Catalog(self._pages.close(), self._structure.close(), outline, language)
        properties = _properties(self._edition)
        info = self._take_number()
        file.add(info, properties.info())
        file.finish(catalog.write(file, properties), info)


def _properties(edition: Edition) -> Properties:
    first = edition.first
    return Properties(
        title=edition.title,
        titles={part.language.tag: part.title for part in edition.parts},
        author=first.author or first.department,
        subject=first.subject,
        made=datetime.fromisoformat(first.made_on).replace(tzinfo=UTC) if first.made_on else _UNDATED,
    )
