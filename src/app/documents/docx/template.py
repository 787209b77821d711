"""A department's own Word template: its styles, fonts, colours and lists, checked before anything is written over it.

Of a template only three parts are taken: the styles, the numbering and the theme. Page, heads and feet,
settings and properties stay the program's. Nothing of the template is run, and nothing outside it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.dom import Node

from app.documents.docx.package import own_parts
from app.documents.docx.style_names import LIST_ENDS, STYLES
from app.documents.docx.template_file import TemplateParts, read_parts, root_of
from app.documents.errors import StylesMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.dom.minidom import Document, Element

    from model.language import Language

_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LISTS: Final = {"ListBullet": (0, 0), "ListBullet2": (0, 1), "ListNumber": (1, 0), "ListNumber2": (1, 1)}
"""Which of our two lists a style shows, and on which level."""
_REFERS: Final = ("basedOn", "next", "link")


class Template:
    """What a file takes from a template, under our ids of styles.

    Attributes:
        styles: the part of styles.
        theme: the part of colours and fonts; nothing where the template has none.
        numbering: the part of lists.
        numbered: the key of the list that numbered lists follow.
        first_number: the first key that is free for a list of its own.
        list_ends: the styles that it has for the last item of a list.
    """

    def __init__(self, parts: TemplateParts, own_numbering: bytes, language: Language) -> None:
        """Take what is needed of the parts of a template.

        Args:
            parts: as they were read.
            own_numbering: our lists, for a template that has none.
            language: of the file; it replaces the one that the template was written in.
        """
        ids = _ids(parts)
        self.list_ends = frozenset(ids.values()) & set(LIST_ENDS)
        _rename(parts.styles, ids)
        _speak(parts.styles, language)
        numbering = parts.numbering or parts.parse(own_numbering)
        _clean(numbering, ids)
        self.numbered = _lists(parts.styles, numbering, parts.parse(own_numbering))
        self.first_number = 1 + max(_numbers(numbering, "num", "numId"), default=0)
        self.styles = _bytes(parts.styles)
        self.numbering = _bytes(numbering)
        self.theme = parts.theme


def template_of(path: Path, language: Language) -> Template:
    """Return what a file in ``language`` takes from a template.

    Raises:
        TemplateError: it cannot be used; the kind says why.
    """
    return Template(read_parts(path), own_parts(language)["word/numbering.xml"], language)


def check_template(path: Path) -> None:
    """Make sure that documents can be written over a template.

    Raises:
        TemplateError: they cannot; the kind says why.
    """
    _ids(read_parts(path))


def _ids(parts: TemplateParts) -> dict[str, str]:
    """Return our id of each style that is needed, by the id it has in the template.

    Raises:
        StylesMissingError: some are not there.
    """
    found = {
        (_of(style, "type"), _value(style, "name").casefold()): _of(style, "styleId")
        for style in parts.styles.getElementsByTagNameNS(_WORD, "style")
    }
    wanted = [(kind, own, name) for kind, named in STYLES.items() for own, name in named.items()]
    missing = [name for kind, _own, name in wanted if (kind, name.casefold()) not in found]
    if missing:
        raise StylesMissingError(parts.path, missing)
    wanted += [("paragraph", own, name) for own, name in LIST_ENDS.items() if ("paragraph", name.casefold()) in found]
    return {found[kind, name.casefold()]: own for kind, own, name in wanted}


def _rename(styles: Document, ids: dict[str, str]) -> None:
    """Give the styles our ids; another style that has one of them steps aside."""
    ours = set(ids.values())

    def new(old: str) -> str:
        return ids.get(old) or (f"{old}Other" if old in ours else old)

    for style in styles.getElementsByTagNameNS(_WORD, "style"):
        _set(style, "styleId", new(_of(style, "styleId")))
        for name in _REFERS:
            for child in _children(style, name):
                _set(child, "val", new(_of(child, "val")))


def _speak(styles: Document, language: Language) -> None:
    """Let the styles follow the language of the file."""
    for mark in list(styles.getElementsByTagNameNS(_WORD, "lang")):
        _drop(mark)
    defaults = _make(styles, root_of(styles), "docDefaults", first=True)
    properties = _make(styles, _make(styles, defaults, "rPrDefault", first=True), "rPr")
    mark = _make(styles, properties, "lang")
    for name, value in (("val", language.tag), ("eastAsia", language.tag), ("bidi", "ar-SA")):
        _set(mark, name, value)


def _clean(numbering: Document, ids: dict[str, str]) -> None:
    """Take pictures out of the lists, which are not copied, and name styles by our ids."""
    for name in ("numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup"):
        for node in list(numbering.getElementsByTagNameNS(_WORD, name)):
            _drop(node)
    for name in ("pStyle", "styleLink", "numStyleLink"):
        for node in numbering.getElementsByTagNameNS(_WORD, name):
            _set(node, "val", ids.get(_of(node, "val"), _of(node, "val")))


def _lists(styles: Document, numbering: Document, own: Document) -> int:
    """Give our lists to the list styles that have none; return the key of the list that numbers."""
    held = {_of(style, "styleId"): style for style in styles.getElementsByTagNameNS(_WORD, "style")}
    lists = {
        int(_of(number, "numId")): int(_value(number, "abstractNumId") or 0)
        for number in numbering.getElementsByTagNameNS(_WORD, "num")
    }
    added: dict[int, int] = {}
    numbered = 0
    for name, (ours, level) in _LISTS.items():
        key = _list_of(held, name)
        if key not in lists:
            if ours not in added:
                added[ours] = _add(numbering, own, ours)
                lists[added[ours]] = int(_abstracts(numbering)[-1])
            key = added[ours]
            _follow(styles, held[name], key, level)
        if name == "ListNumber":
            numbered = lists[key]
    return numbered


def _list_of(held: dict[str, Element], name: str) -> int | None:
    """Return the key of the list that a style shows, its own or that of a style it is based on."""
    seen: set[str] = set()
    while name in held and name not in seen:
        seen.add(name)
        for number in held[name].getElementsByTagNameNS(_WORD, "numId"):
            return int(_of(number, "val") or 0)
        name = _value(held[name], "basedOn")
    return None


def _follow(styles: Document, style: Element, key: int, level: int) -> None:
    properties = _children(style, "pPr")
    if not properties:
        made = styles.createElementNS(_WORD, _name(styles, "pPr"))
        style.insertBefore(made, next(iter(_children(style, "rPr")), None))
        properties = [made]
    marks = styles.createElementNS(_WORD, _name(styles, "numPr"))
    for name, value in (("ilvl", level), ("numId", key)):
        child = styles.createElementNS(_WORD, _name(styles, name))
        _set(child, "val", str(value))
        marks.appendChild(child)
    later = [child for child in _elements(properties[0]) if child.localName not in _BEFORE_LISTS]
    properties[0].insertBefore(marks, later[0] if later else None)


_BEFORE_LISTS: Final = frozenset({"keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"})


def _add(numbering: Document, own: Document, ours: int) -> int:
    """Add one of our lists to the template's and return its key."""
    abstract = 1 + max(map(int, _abstracts(numbering)), default=-1)
    key = 1 + max(_numbers(numbering, "num", "numId"), default=0)
    made = numbering.importNode(own.getElementsByTagNameNS(_WORD, "abstractNum")[ours], deep=True)
    _set(made, "abstractNumId", str(abstract))
    first = next(iter(numbering.getElementsByTagNameNS(_WORD, "num")), None)
    root_of(numbering).insertBefore(made, first)
    number = numbering.createElementNS(_WORD, _name(numbering, "num"))
    _set(number, "numId", str(key))
    child = numbering.createElementNS(_WORD, _name(numbering, "abstractNumId"))
    _set(child, "val", str(abstract))
    number.appendChild(child)
    root_of(numbering).appendChild(number)
    return key


def _abstracts(numbering: Document) -> list[str]:
    return [_of(node, "abstractNumId") for node in numbering.getElementsByTagNameNS(_WORD, "abstractNum")]


def _numbers(part: Document, name: str, key: str) -> Iterator[int]:
    for node in part.getElementsByTagNameNS(_WORD, name):
        yield int(_of(node, key) or 0)


def _bytes(part: Document) -> bytes:
    return bytes(part.toxml(encoding="UTF-8", standalone=True))


def _name(part: Document, local: str) -> str:
    """Return a name with the prefix that the part uses for Word's own names."""
    prefix = root_of(part).prefix
    return f"{prefix}:{local}" if prefix else local


def _drop(node: Element) -> None:
    if node.parentNode is not None:
        node.parentNode.removeChild(node)


def _of(node: Element, name: str) -> str:
    return str(node.getAttributeNS(_WORD, name))


def _set(node: Element, name: str, value: str) -> None:
    prefix = node.prefix
    node.setAttributeNS(_WORD, f"{prefix}:{name}" if prefix else f"w:{name}", value)


def _value(node: Element, child: str) -> str:
    return next((_of(found, "val") for found in _children(node, child)), "")


def _elements(node: Element) -> list[Element]:
    return [child for child in node.childNodes if child.nodeType == Node.ELEMENT_NODE]


def _children(node: Element, name: str) -> list[Element]:
    return [child for child in _elements(node) if child.localName == name and child.namespaceURI == _WORD]


def _make(part: Document, parent: Element, name: str, *, first: bool = False) -> Element:
    """Return a child, which is made where it is missing."""
    for child in _children(parent, name):
        return child
    made = part.createElementNS(_WORD, _name(part, name))
    parent.insertBefore(made, parent.firstChild if first else None)
    return made
