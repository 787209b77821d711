"""Tab stops of a template's styles: where our page numbers and markings stand at the right margin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.documents.docx.page import Page
from app.documents.docx.word_xml import WORD, child_value, children, elements, qualified, set_value, value_of

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

_LISTED: Final = ("TOC1", "TOC2", "TOC3", "TableofFigures")
_BEFORE: Final = frozenset(
    {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers"}
    | {"pBdr", "shd"}
)
"""What stands before tab stops in the properties of a paragraph."""


class Tabs:
    """The tab stops of the styles of a file."""

    def __init__(self, styles: Document) -> None:
        self._part = styles
        self._styles = {value_of(style, "styleId"): style for style in styles.getElementsByTagNameNS(WORD, "style")}

    def fit_contents(self, page: Page) -> None:
        """Let the page numbers of contents stand at the right margin where a style does not say where they stand.

        What stood at the margin of our page goes with the margin.
        """
        room = page.room(wide=False)
        for name in _LISTED:
            stops = self._stops(name)
            rights = [at for at, kind in stops.items() if kind == "right"]
            if any(at == room or (at < room and at != Page().room(wide=False)) for at in rights):
                continue
            self._set(name, rights, room)

    def line(self, name: str, room: int) -> str:
        """Return the tab stops that a paragraph in a style needs to have one stop only, at the right margin."""
        stops = self._stops(name)
        if stops == {room: "right"}:
            return ""
        cleared = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in sorted(stops) if at != room)
        return f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{room}"/></w:tabs>'

    def _stops(self, name: str) -> dict[int, str]:
        """Return the tab stops of a style and of those that it is based on."""
        chain: list[Element] = []
        while name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            name = child_value(chain[-1], "basedOn")
        stops: dict[int, str] = {}
        for style in reversed(chain):
            for tab in _tabs(style):
                at = _position(tab)
                if value_of(tab, "val") == "clear":
                    stops.pop(at, None)
                else:
                    stops[at] = value_of(tab, "val")
        return stops

    def _set(self, name: str, old: list[int], room: int) -> None:
        part, style = self._part, self._styles[name]
        properties = next(iter(children(style, "pPr")), None)
        if properties is None:
            properties = part.createElementNS(WORD, qualified(part, "pPr"))
            style.insertBefore(properties, next(iter(children(style, "rPr")), None))
        for tab in _tabs(style):
            if _position(tab) in {*old, room} and tab.parentNode is not None:
                tab.parentNode.removeChild(tab)
        holder = next(iter(children(properties, "tabs")), None)
        if holder is None:
            holder = part.createElementNS(WORD, qualified(part, "tabs"))
            later = [child for child in elements(properties) if child.localName not in _BEFORE]
            properties.insertBefore(holder, later[0] if later else None)
        for kind, at in sorted([*(("clear", at) for at in old if at != room), ("right", room)], key=lambda one: one[1]):
            tab = part.createElementNS(WORD, qualified(part, "tab"))
            set_value(tab, "val", kind)
            if kind == "right":
                set_value(tab, "leader", "dot")
            set_value(tab, "pos", str(at))
            holder.appendChild(tab)


def _tabs(style: Element) -> list[Element]:
    holders = [tabs for properties in children(style, "pPr") for tabs in children(properties, "tabs")]
    return [tab for holder in holders for tab in children(holder, "tab")]


def _position(tab: Element) -> int:
    try:
        return round(float(value_of(tab, "pos")))
    except ValueError:
        return 0
