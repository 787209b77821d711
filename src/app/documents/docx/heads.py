"""The sections of a Word file: how their pages lie, and the heads and feet that stand on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from app.documents.docx.furniture import SPACES, foot_line, head_line
from app.documents.docx.package import HEAD, Relationships
from app.documents.docx.page import Page
from app.documents.docx.template_heads import MARK, joined, tells_pages
from app.documents.tree import Cover

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.documents.docx.package import Package
    from app.documents.docx.runs import Texts
    from app.documents.docx.template import Template
    from app.documents.docx.template_pages import Furniture
    from app.documents.tree import Document

_ROOTS: Final = {"header": "hdr", "footer": "ftr"}
_STYLES: Final = {"header": "Header", "footer": "Footer"}
_LINE_IDS: Final = 950_000  # bookmarks around our lines are counted apart from those of the text


@dataclass(frozen=True, slots=True)
class _Piece:
    """A head or foot: of which document, on which pages, and what a template has there."""

    kind: str
    part: Document
    first: bool
    wide: bool
    taken: Furniture | None

    @property
    def has_cover(self) -> bool:
        """Whether it stands on a title page."""
        return self.first and isinstance(self.part.blocks[0], Cover)


class Sections:
    """Writes the properties of sections, and the heads and feet that they ask for."""

    def __init__(self, package: Package, texts: Texts, styling: Template | None) -> None:
        """Write sections of the file ``package``, in the manner of a template or in ours."""
        self._package = package
        self._texts = texts
        self._styling = styling
        self.page = styling.page if styling else Page()
        self._pieces: dict[str, _Piece] = {}
        self._relations: dict[str, str] = {}
        self._media: dict[bytes, str] = {}

    def section(self, index: int, part: Document, *, wide: bool, is_first: bool) -> str:
        """Return a section of the document ``part``, the ``index``-th of the file; the first has the title page."""
        references = [self._reference(index, part, kind, wide=wide) for kind in _ROOTS]
        title = ""
        if is_first and self._has_first(part):
            references += [self._reference(index, part, kind, first=True) for kind in _ROOTS]
            title = "<w:titlePg/>"
        return f"<w:sectPr>{''.join(references)}{self.page.xml(wide=wide)}{title}</w:sectPr>"

    def write(self) -> None:
        """Write the heads and feet."""
        for turn, (name, piece) in enumerate(self._pieces.items()):
            number = _LINE_IDS + turn
            line = self._line(piece)
            if line:
                start = f'<w:bookmarkStart w:id="{number}" w:name="{MARK}_{name}"/>'
                line = line.replace("</w:pPr>", f"</w:pPr>{start}", 1)
                line = line.replace("</w:p>", f'<w:bookmarkEnd w:id="{number}"/></w:p>', 1)
            root = _ROOTS[piece.kind]
            xml = f"<w:{root} {SPACES}>{line}</w:{root}>"
            if piece.taken:
                xml = joined(piece.taken.part, line, above=piece.kind == "header", turn=turn)
                self._bring(name, piece.taken)
            self._package.add(f"word/{name}.xml", piece.kind, HEAD + xml)

    def _has_first(self, part: Document) -> bool:
        """Whether the first page of a document has a head and foot of its own."""
        if isinstance(part.blocks[0], Cover):
            return True
        return self._styling is not None and self._styling.heads.has_first and bool(self._styling.heads.first)

    def _reference(self, index: int, part: Document, kind: str, *, wide: bool = False, first: bool = False) -> str:
        """Return the reference to a head or foot; nothing where nothing would stand there."""
        taken = self._styling.heads.of(kind, first=first) if self._styling else None
        piece = _Piece(kind, part, first, wide, taken)
        if kind == "footer" and piece.has_cover and not taken:
            return ""
        name = f"{kind}{'First' if first else 'Wide' if wide else ''}{index}"
        if name not in self._pieces:
            self._pieces[name] = piece
            self._relations[name] = self._package.document.add(kind, f"{name}.xml")
        pages = "first" if first else "default"
        return f'<w:{kind}Reference w:type="{pages}" r:id="{self._relations[name]}"/>'

    def _line(self, piece: _Piece) -> str:
        """Return our own line; the foot of a title page has none."""
        way = "Wide" if piece.wide else "First" if piece.kind == "header" and piece.has_cover else ""
        style = _STYLES[piece.kind] + way
        tabs = self._styling.tabs.line(style, self.page.room(wide=piece.wide)) if self._styling else ""
        write: Callable[[], str] = partial(head_line, piece.part, self._texts, style, tabs, titled=not piece.has_cover)
        if piece.kind == "footer":
            numbered = piece.taken is None or not tells_pages(piece.taken.part)
            write = partial(foot_line, piece.part, self._texts, style, tabs, numbered=numbered)
        return "" if piece.kind == "footer" and piece.has_cover else write()

    def _bring(self, name: str, taken: Furniture) -> None:
        """Write the pictures of a head or foot of a template, and what its relationships say."""
        links = Relationships()
        for picture in taken.pictures:
            if picture.data not in self._media:
                self._media[picture.data] = f"media/template{len(self._media) + 1}.{picture.ending}"
                self._package.add_typed(f"word/{self._media[picture.data]}", picture.kind, picture.data)
            links.keep(picture.key, "image", self._media[picture.data])
        for key, address in taken.links:
            links.keep(key, "hyperlink", address, is_outside=True)
        if taken.pictures or taken.links:
            self._package.add_plain(f"word/_rels/{name}.xml.rels", links.xml().encode("utf-8"))
