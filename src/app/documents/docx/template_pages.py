"""The pages of a Word template: how they lie, and the heads and feet that stand on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from defusedxml.ElementTree import iterparse

from app.documents.docx.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO
    from xml.dom.minidom import Document
    from xml.etree.ElementTree import Element

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LEAST_ROOM, _LEAST_HEIGHT = 5000, 7200  # of a page on which our tables can be read
HEADS: Final = ("header", "footer")


@dataclass(frozen=True, slots=True)
class TemplatePicture:
    """A picture of a head or foot: the relationship that it is shown by, the end of its name, type and bytes."""

    key: str
    ending: str
    kind: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Furniture:
    """A head or foot of a template, with the pictures and web addresses that its relationships name."""

    part: Document
    pictures: tuple[TemplatePicture, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a template: its page, whether its first page has a head of its own, its heads by kind and pages.

    ``heads`` holds the relationship of each ``("header", "first")`` and so on.
    """

    page: Page
    is_upright: bool
    has_first: bool
    heads: dict[tuple[str, str], str]


def sections_of(stream: IO[bytes]) -> tuple[Section, ...]:
    """Return the sections of the main part of a Word file, which may be large; only they are kept of it."""
    return tuple(_sections(iterparse(stream, events=("end",), forbid_dtd=True)))


def _sections(events: Iterable[tuple[str, Element]]) -> Iterator[Section]:
    held: dict[tuple[str, str], str] = {}
    for _event, element in events:
        if element.tag == f"{_WORD}sectPr":
            own = {
                (kind, element_.get(f"{_WORD}type") or "default"): element_.get(_ID) or ""
                for kind in HEADS
                for element_ in element.findall(f"{_WORD}{kind}Reference")
            }
            held = held | own  # a section has the heads of the one before where it has none
            yield _section(element, held)
        elif element.tag in {f"{_WORD}p", f"{_WORD}tbl"}:
            element.clear()


def _section(element: Element, heads: dict[tuple[str, str], str]) -> Section:
    size, margins = element.find(f"{_WORD}pgSz"), element.find(f"{_WORD}pgMar")
    ours = Page()
    across, down = _length(size, "w", ours.width), _length(size, "h", ours.height)
    page = Page(
        min(across, down),
        max(across, down),
        *(
            abs(_length(margins, name, getattr(ours, name)))
            for name in ("top", "right", "bottom", "left", "header", "footer", "gutter")
        ),
    )
    first = element.find(f"{_WORD}titlePg")
    has_first = first is not None and first.get(f"{_WORD}val") not in {"0", "false", "off"}
    return Section(page, across <= down, has_first, heads)


def _length(element: Element | None, name: str, otherwise: int) -> int:
    """Return a length in twentieths of a point."""
    said = None if element is None else element.get(f"{_WORD}{name}")
    try:
        return otherwise if said is None else round(float(said))
    except ValueError:  # "2.54cm": of the strict kind, and of no use to us
        return otherwise


def page_of(sections: Iterable[Section]) -> Page:
    """Return the page of the first section that stands upright; ours where it leaves too little room to read."""
    page = next((section.page for section in sections if section.is_upright), Page())
    room = page.room(wide=False)
    has_room = room >= _LEAST_ROOM and page.height - page.top - page.bottom >= _LEAST_HEIGHT
    return page if has_room else Page()
