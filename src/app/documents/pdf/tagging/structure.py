"""The structure tree: elements in the order in which they are drawn, written when they are complete.

Only the elements from the document down to what is drawn right now are held. So the tree of three
thousand pages takes no more memory than that of three.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from app.documents.pdf.tagging.node import Node
from app.documents.pdf.tagging.number_tree import add_name_tree, add_number_tree
from app.documents.pdf.tagging.syntax import reference, references, text_string

if TYPE_CHECKING:
    from app.documents.pdf.tagging.file import PdfFile

_ROLES: Final = "<</Title/P>>"


class ClosedElementError(Exception):
    """Content came for an element that is written already; a fault of the program."""


@dataclass(slots=True)
class _Element:
    """An element that is not complete yet; ``page`` is the number of the first page that it has content on."""

    node: Node
    number: int
    parent: int
    page: int = 0
    kids: list[str] = field(default_factory=list)
    held: dict[Node, _Element] = field(default_factory=dict)


class StructureTree:
    """Makes elements of nodes, and knows the element of each piece of content."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._root = file.take_number()
        self._open = [_Element(Node("Document"), file.take_number(), self._root)]
        self._on_page: list[int] = []
        self._page_key: int | None = None
        self._next_key = 0
        self._keys: list[tuple[int, int]] = []
        self._ids: list[tuple[str, int]] = []

    def enter(self, node: Node) -> None:
        """Make the element of ``node`` the current one, whether content of it follows or not."""
        self._element(node)

    def mark(self, node: Node, page: int) -> int:
        """Return the number, on its page, of a piece of content that belongs to ``node``.

        Args:
            node: the element's.
            page: number of the page's object.
        """
        element = self._element(node)
        if self._page_key is None:
            self._page_key = self._take_key()
        place = len(self._on_page)
        self._on_page.append(element.number)
        if not element.page:
            element.page = page
        if element.page == page:
            element.kids.append(str(place))
        else:
            element.kids.append(f"<</Type/MCR/Pg {page} 0 R/MCID {place}>>")
        return place

    def refer(self, node: Node, page: int, annotation: int) -> int:
        """Give an annotation to the element of ``node`` and return the annotation's key in the tree."""
        element = self._element(node)
        element.kids.append(f"<</Type/OBJR/Pg {page} 0 R/Obj {annotation} 0 R>>")
        key = self._take_key()
        self._keys.append((key, element.number))
        return key

    def end_page(self) -> int | None:
        """Return the key of the page that is done; None when it holds artifacts alone."""
        key = self._page_key
        if key is not None:
            number = self._file.take_number()
            self._file.add(number, references(self._on_page))
            self._keys.append((key, number))
        self._on_page, self._page_key = [], None
        return key

    def close(self) -> int:
        """Write what is left of the tree and return the number of its root."""
        document = self._open[0].number
        while self._open:
            self._leave()
        parents = add_number_tree(self._file, sorted(self._keys))
        ids = ""
        if self._ids:
            ids = f"/IDTree {reference(add_name_tree(self._file, sorted(self._ids)))}"
        entries = f"/K {reference(document)}/ParentTree {reference(parents)}/ParentTreeNextKey {self._next_key}"
        self._file.add(self._root, f"<</Type/StructTreeRoot{entries}{ids}/RoleMap{_ROLES}>>")
        return self._root

    def _take_key(self) -> int:
        self._next_key += 1
        return self._next_key - 1

    def _element(self, node: Node) -> _Element:
        """Return the element of ``node``, after leaving what it does not stand in.

        Raises:
            ClosedElementError: the element is written already.
        """
        if self._open[-1].node is node:
            return self._open[-1]
        above: list[Node] = []
        step: Node | None = node
        while step is not None and not any(element.node is step for element in self._open):
            above.append(step)
            step = step.parent
        stays = self._open[0].node if step is None else step
        while self._open[-1].node is not stays:
            self._leave()
        for one in reversed(above):
            self._enter(one)
        return self._open[-1]

    def _enter(self, node: Node) -> None:
        around = self._open[-1]
        element = around.held.pop(node, None)
        if element is None:
            if node.is_written:
                raise ClosedElementError(node.role)
            element = _Element(node, self._file.take_number(), around.number)
            around.kids.append(f"{element.number} 0 R")
        self._open.append(element)

    def _leave(self) -> None:
        """Leave the innermost element: keep it for its parent if more may come, else write it."""
        element = self._open.pop()
        if element.node.reopens and self._open:
            self._open[-1].held[element.node] = element
        else:
            self._write(element)

    def _write(self, element: _Element) -> None:
        for held in element.held.values():
            self._write(held)
        node, entries = element.node, []
        node.is_written = True
        if element.page:
            entries.append(f"/Pg {element.page} 0 R")
        if node.language:
            entries.append(f"/Lang({node.language})")
        if node.alt:
            entries.append(f"/Alt{text_string(node.alt)}")
        if node.attributes:
            entries.append(f"/A<<{node.attributes}>>")
        if node.id:
            self._ids.append((node.id, element.number))
            entries.append(f"/ID({node.id})")
        kids = " ".join(element.kids)
        self._file.add(
            element.number,
            f"<</Type/StructElem/S/{node.role}/P {element.parent} 0 R{''.join(entries)}/K[{kids}]>>",
        )
