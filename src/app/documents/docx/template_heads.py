"""Heads and feet of a Word template, made fit to stand in a document of ours beside our own lines.

Our lines (marking, draft mark, running title, page number) are not lost to a template, and an exported document that
is used as a template does not give us our own lines a second time: ``MARK`` tells them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.dom import Node
from xml.sax.saxutils import quoteattr

from app.documents.docx.template_pages import HEADS
from app.documents.docx.word_xml import WORD, drop, elements, root_of, set_value, value_of
from app.documents.errors import LinkedTemplateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from xml.dom.minidom import Document, Element

    from app.documents.docx.template_file import TemplateParts
    from app.documents.docx.template_pages import Furniture, Section

MARK: Final = "_Jalon"
"""How the bookmarks begin that stand around our own lines."""

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DROPPED: Final = frozenset(
    {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "del", "moveFrom"}
)
_UNWRAPPED: Final = frozenset({"ins", "moveTo"})
_PICTURES: Final = frozenset({"drawing", "pict"})
_STYLED: Final = frozenset({"pStyle", "rStyle", "tblStyle"})
_OUTSIDE: Final = re.compile(r"\s*(INCLUDE\w*|LINK|DDE\w*|DATABASE|IMPORT|RD|MACROBUTTON)\b", re.IGNORECASE)
_DRAWING_IDS: Final = 500_000  # of pictures in heads and feet; those of the text are counted from 1
_DRAWINGS: Final = 1000  # in a head or foot, at the most


def cleaned(part: Document, path: Path, style: Callable[[str], str]) -> bool:
    """Make a head or foot ours: styles by our ids, no revisions, comments or bookmarks, no line of ours.

    Args:
        part: it is changed.
        path: of the template.
        style: returns the id that a style of the template has from now on.

    Returns:
        Whether something is left to be seen.

    Raises:
        LinkedTemplateError: a field reads something outside the file.
    """
    _refuse_fields(part, path)
    for paragraph in _named(part, "p"):
        marks = _inside(paragraph, "bookmarkStart")
        if any(value_of(mark, "name").startswith(MARK) for mark in marks):
            _without_our_line(paragraph)
    for node in [node for node in part.getElementsByTagNameNS(WORD, "*") if _is_dropped(node)]:
        drop(node)
    for node in [node for name in _UNWRAPPED for node in _named(part, name)]:
        _unwrap(node)
    for name in _STYLED:
        for node in _named(part, name):
            set_value(node, "val", style(value_of(node, "val")))
    return _shows_something(part)


@dataclass(frozen=True, slots=True)
class TemplateHeads:
    """The heads and feet of a template; ``has_first``: its first page has others, or none."""

    has_first: bool
    first: dict[str, Furniture]
    other: dict[str, Furniture]

    def __contains__(self, kind: str) -> bool:
        """Whether a head or foot stands on some page."""
        return kind in self.other or (self.has_first and kind in self.first)

    def of(self, kind: str, *, first: bool) -> Furniture | None:
        """Return the head or foot of the first page, or of those that follow."""
        return (self.first if first and self.has_first else self.other).get(kind)


def heads_of(parts: TemplateParts, style: Callable[[str], str]) -> TemplateHeads:
    """Return the heads and feet of a template's upright pages: of each kind the first that shows something.

    Args:
        parts: of the template.
        style: returns the id that one of its styles has from now on.

    Raises:
        LinkedTemplateError: a field reads something outside the file.
    """
    shown = {key: piece for key, piece in parts.furniture.items() if cleaned(piece.part, parts.path, style)}
    sections = [section for section in parts.sections if section.is_upright]
    first = next(iter(sections), None)

    def found(pages: str, among: list[Section]) -> dict[str, Furniture]:
        keys = [(kind, section.heads.get((kind, pages), "")) for section in reversed(among) for kind in HEADS]
        return {kind: shown[key] for kind, key in keys if key in shown}

    return TemplateHeads(
        first is not None and first.has_first, found("first", sections[:1]), found("default", sections)
    )


def tells_pages(part: Document) -> bool:
    """Whether a foot has a page number of its own."""
    said = " ".join(_instructions(part))
    return re.search(r"\bPAGE\b", said) is not None


def joined(part: Document, line: str, *, above: bool, turn: int) -> str:
    """Return a head or foot of a template with our line above or below what it holds.

    Args:
        part: of the template.
        line: ours, as WordprocessingML.
        above: whether ours stands above.
        turn: the number of the head or foot in the file, in which no two drawings have the same.
    """
    root = root_of(part)
    for number, node in enumerate(part.getElementsByTagNameNS("*", "docPr"), _DRAWING_IDS + turn * _DRAWINGS):
        node.setAttribute("id", str(number))
    for prefix, space in (("w", WORD), ("r", _OFFICE)):
        if not root.hasAttribute(f"xmlns:{prefix}"):
            root.setAttribute(f"xmlns:{prefix}", space)
    names = "".join(f" {name}={quoteattr(value)}" for name, value in root.attributes.items())
    held = "".join(child.toxml() for child in root.childNodes)
    inside = f"{line}{held}" if above else f"{held}{line}"
    return f"<{root.tagName}{names}>{inside}</{root.tagName}>"


def _refuse_fields(part: Document, path: Path) -> None:
    found = [said.strip() for said in _instructions(part) if _OUTSIDE.match(said)]
    if found:
        raise LinkedTemplateError(path, found)


def _instructions(part: Document) -> list[str]:
    """Return the instructions of fields; one that is parted between runs is read as one."""
    said = [value_of(node, "instr") for node in _named(part, "fldSimple")]
    for paragraph in _named(part, "p"):
        text = ""
        for node in paragraph.getElementsByTagNameNS(WORD, "*"):
            if node.localName == "instrText":
                text += "".join(child.data for child in node.childNodes if child.nodeType == Node.TEXT_NODE)
            elif node.localName == "fldChar":
                said.append(text)
                text = ""
        said.append(text)
    return said


def _without_our_line(paragraph: Element) -> None:
    """Take our line out of a paragraph; pictures that somebody put beside it stay."""
    kept = [node for name in _PICTURES for node in _inside(paragraph, name)]
    if not kept:
        drop(paragraph)
        return
    for child in list(paragraph.childNodes):
        if child.nodeType == Node.ELEMENT_NODE and child.localName != "pPr":
            holds = [node for name in _PICTURES for node in child.getElementsByTagNameNS(WORD, name)]
            if not holds:
                drop(child)


def _is_dropped(node: Element) -> bool:
    return node.localName in _DROPPED or str(node.localName).endswith("Change")


def _shows_something(part: Document) -> bool:
    if any(_named(part, name) for name in (*_PICTURES, "fldSimple", "instrText")):
        return True
    texts = (child.data for node in _named(part, "t") for child in node.childNodes if child.nodeType == Node.TEXT_NODE)
    return any(text.strip() for text in texts)


def _named(part: Document, name: str) -> list[Element]:
    return list(part.getElementsByTagNameNS(WORD, name))


def _inside(node: Element, name: str) -> list[Element]:
    return list(node.getElementsByTagNameNS(WORD, name))


def _unwrap(node: Element) -> None:
    parent = node.parentNode
    for child in elements(node):
        if parent is not None:
            parent.insertBefore(child, node)
    drop(node)
