"""Trees of WordprocessingML that somebody else wrote, under whatever prefix: reading and changing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.dom import Node

if TYPE_CHECKING:
    from xml.dom.minidom import Document, Element

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def root_of(part: Document) -> Element:
    """Return the root of a part; one that was parsed has it."""
    root = part.documentElement
    assert root is not None  # noqa: S101  told to the type checker
    return root


def qualified(part: Document, local: str) -> str:
    """Return a name with the prefix that the part uses for Word's own names."""
    prefix = root_of(part).prefix
    return f"{prefix}:{local}" if prefix else local


def drop(node: Element) -> None:
    """Take a node out of its tree."""
    if node.parentNode is not None:
        node.parentNode.removeChild(node)


def value_of(node: Element, name: str) -> str:
    """Return one of Word's attributes; nothing where it is missing."""
    return str(node.getAttributeNS(WORD, name))


def set_value(node: Element, name: str, value: str) -> None:
    """Set one of Word's attributes."""
    prefix = node.prefix
    node.setAttributeNS(WORD, f"{prefix}:{name}" if prefix else f"w:{name}", value)


def child_value(node: Element, child: str) -> str:
    """Return the value of a child; nothing where it is missing."""
    return next((value_of(found, "val") for found in children(node, child)), "")


def elements(node: Element) -> list[Element]:
    """Return the children that are elements."""
    return [child for child in node.childNodes if child.nodeType == Node.ELEMENT_NODE]


def children(node: Element, name: str) -> list[Element]:
    """Return the children of one of Word's names."""
    return [child for child in elements(node) if child.localName == name and child.namespaceURI == WORD]


def ensured(part: Document, parent: Element, name: str, *, first: bool = False) -> Element:
    """Return a child, which is made where it is missing."""
    for child in children(parent, name):
        return child
    child = part.createElementNS(WORD, qualified(part, name))
    parent.insertBefore(child, parent.firstChild if first else None)
    return child
