"""The elements of one table, however many pages it stands on."""

from __future__ import annotations

from typing import Final

from app.documents.pdf.tagging.node import Node

_SCOPES: Final = {True: "/O/Table/Scope/Column", False: "/O/Table/Scope/Row"}


class TableNodes:
    """Makes the elements of a table's rows and cells as they are drawn.

    All pages' rows stand in one body. A row that goes on over the page keeps its cells.
    """

    def __init__(self, table: Node, *, row_header: bool) -> None:
        """Begin the table.

        Args:
            table: its element.
            row_header: whether the first column names the row.
        """
        self._head = Node("THead", table)
        self._body = Node("TBody", table)
        self._row_header = row_header
        self._row = self._head
        self._cells: dict[int, Node] = {}
        self._index = -1

    def start_head(self) -> None:
        """Begin the row of the columns' headings."""
        self._row, self._cells = Node("TR", self._head), {}

    def start_row(self, index: int) -> None:
        """Begin the row ``index`` of the body, or go on with it on another page."""
        if index != self._index:
            self._index = index
            self._row, self._cells = Node("TR", self._body), {}

    def cell(self, column: int, language: str) -> Node:
        """Return the element of a cell of the row that was begun last.

        Args:
            column: counted from 0.
            language: the tag of its language, when that is not the document's.
        """
        node = self._cells.get(column)
        if node is None:
            is_head = self._row.parent is self._head
            is_header = is_head or (column == 0 and self._row_header)
            node = Node("TH" if is_header else "TD", self._row, language, reopens=True)
            if is_header:
                node.attributes = _SCOPES[is_head]
            self._cells[column] = node
        return node
