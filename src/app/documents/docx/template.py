"""A department's own Word template, checked before anything is written over it.

Its styles, fonts, colours and lists are taken, its page with the margins, and what its heads and feet hold, which
stand beside our own lines. Settings, properties and language stay the program's. Nothing of the template is run, and
nothing outside it is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.documents.docx.package import own_parts
from app.documents.docx.style_names import LIST_ENDS, STYLES
from app.documents.docx.template_file import TemplateParts, read_parts
from app.documents.docx.template_heads import heads_of
from app.documents.docx.template_pages import page_of
from app.documents.docx.template_tabs import Tabs
from app.documents.docx.word_xml import (
    WORD,
    child_value,
    children,
    drop,
    elements,
    ensured,
    qualified,
    root_of,
    set_value,
    value_of,
)
from app.documents.errors import StylesMissingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from xml.dom.minidom import Document, Element

    from model.language import Language

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
        page: how its pages lie.
        heads: what stands on them besides our own lines.
        tabs: the tab stops of the styles.
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
        renamed = _rename(parts.styles, ids)
        self.heads = heads_of(parts, renamed)
        self.page = page_of(parts.sections).with_lines(head="header" in self.heads, foot="footer" in self.heads)
        self.tabs = Tabs(parts.styles)
        self.tabs.fit_contents(self.page)
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
    parts = read_parts(path)
    _ids(parts)
    heads_of(parts, str)


def _ids(parts: TemplateParts) -> dict[str, str]:
    """Return our id of each style that is needed, by the id it has in the template.

    Raises:
        StylesMissingError: some are not there.
    """
    found = {
        (value_of(style, "type"), child_value(style, "name").casefold()): value_of(style, "styleId")
        for style in parts.styles.getElementsByTagNameNS(WORD, "style")
    }
    wanted = [(kind, own, name) for kind, names in STYLES.items() for own, name in names.items()]
    missing = [name for kind, _own, name in wanted if (kind, name.casefold()) not in found]
    if missing:
        raise StylesMissingError(parts.path, missing)
    wanted += [("paragraph", own, name) for own, name in LIST_ENDS.items() if ("paragraph", name.casefold()) in found]
    return {found[kind, name.casefold()]: own for kind, own, name in wanted}


def _rename(styles: Document, ids: dict[str, str]) -> Callable[[str], str]:
    """Give the styles our ids, which are returned for the old ones; a style that has one of them steps aside."""
    ours = set(ids.values())

    def new(old: str) -> str:
        return ids.get(old) or (f"{old}Other" if old in ours else old)

    for style in styles.getElementsByTagNameNS(WORD, "style"):
        set_value(style, "styleId", new(value_of(style, "styleId")))
        for name in _REFERS:
            for child in children(style, name):
                set_value(child, "val", new(value_of(child, "val")))
    return new


def _speak(styles: Document, language: Language) -> None:
    """Let the styles follow the language of the file."""
    for mark in list(styles.getElementsByTagNameNS(WORD, "lang")):
        drop(mark)
    defaults = ensured(styles, root_of(styles), "docDefaults", first=True)
    properties = ensured(styles, ensured(styles, defaults, "rPrDefault", first=True), "rPr")
    mark = ensured(styles, properties, "lang")
    for name, value in (("val", language.tag), ("eastAsia", language.tag), ("bidi", "ar-SA")):
        set_value(mark, name, value)


def _clean(numbering: Document, ids: dict[str, str]) -> None:
    """Take pictures out of the lists, which are not copied, and name styles by our ids."""
    for name in ("numPicBullet", "lvlPicBulletId", "numIdMacAtCleanup"):
        for node in list(numbering.getElementsByTagNameNS(WORD, name)):
            drop(node)
    for name in ("pStyle", "styleLink", "numStyleLink"):
        for node in numbering.getElementsByTagNameNS(WORD, name):
            set_value(node, "val", ids.get(value_of(node, "val"), value_of(node, "val")))


def _lists(styles: Document, numbering: Document, own: Document) -> int:
    """Give our lists to the list styles that have none; return the key of the list that numbers."""
    held = {value_of(style, "styleId"): style for style in styles.getElementsByTagNameNS(WORD, "style")}
    lists = {
        int(value_of(number, "numId")): int(child_value(number, "abstractNumId") or 0)
        for number in numbering.getElementsByTagNameNS(WORD, "num")
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
        for number in held[name].getElementsByTagNameNS(WORD, "numId"):
            return int(value_of(number, "val") or 0)
        name = child_value(held[name], "basedOn")
    return None


def _follow(styles: Document, style: Element, key: int, level: int) -> None:
    properties = children(style, "pPr")
    if not properties:
        made = styles.createElementNS(WORD, qualified(styles, "pPr"))
        style.insertBefore(made, next(iter(children(style, "rPr")), None))
        properties = [made]
    marks = styles.createElementNS(WORD, qualified(styles, "numPr"))
    for name, value in (("ilvl", level), ("numId", key)):
        child = styles.createElementNS(WORD, qualified(styles, name))
        set_value(child, "val", str(value))
        marks.appendChild(child)
    later = [child for child in elements(properties[0]) if child.localName not in _BEFORE_LISTS]
    properties[0].insertBefore(marks, later[0] if later else None)


_BEFORE_LISTS: Final = frozenset({"keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"})


def _add(numbering: Document, own: Document, ours: int) -> int:
    """Add one of our lists to the template's and return its key."""
    abstract = 1 + max(map(int, _abstracts(numbering)), default=-1)
    key = 1 + max(_numbers(numbering, "num", "numId"), default=0)
    made = numbering.importNode(own.getElementsByTagNameNS(WORD, "abstractNum")[ours], deep=True)
    set_value(made, "abstractNumId", str(abstract))
    first = next(iter(numbering.getElementsByTagNameNS(WORD, "num")), None)
    root_of(numbering).insertBefore(made, first)
    number = numbering.createElementNS(WORD, qualified(numbering, "num"))
    set_value(number, "numId", str(key))
    child = numbering.createElementNS(WORD, qualified(numbering, "abstractNumId"))
    set_value(child, "val", str(abstract))
    number.appendChild(child)
    root_of(numbering).appendChild(number)
    return key


def _abstracts(numbering: Document) -> list[str]:
    return [value_of(node, "abstractNumId") for node in numbering.getElementsByTagNameNS(WORD, "abstractNum")]


def _numbers(part: Document, name: str, key: str) -> Iterator[int]:
    for node in part.getElementsByTagNameNS(WORD, name):
        yield int(value_of(node, key) or 0)


def _bytes(part: Document) -> bytes:
    return bytes(part.toxml(encoding="UTF-8", standalone=True))
