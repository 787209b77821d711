"""Reads the blocks of the small Markdown out of a text document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextListFormat, QTextTable

from app.documents.markup import (
    Block,
    Break,
    Call,
    FootnoteText,
    Heading,
    Inline,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Span,
    TableBlock,
    tidy,
)
from ui.pages.strategy.text_formats import (
    ALIGN,
    LINE_BREAK,
    OBJECT,
    call_of,
    figure_of,
    footnote_of,
    heading_level,
    is_emphasis,
    is_strong,
    label_of,
    link_of,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QTextCharFormat, QTextFragment, QTextList

_ORDERED = {
    QTextListFormat.Style.ListDecimal,
    QTextListFormat.Style.ListLowerAlpha,
    QTextListFormat.Style.ListUpperAlpha,
    QTextListFormat.Style.ListLowerRoman,
    QTextListFormat.Style.ListUpperRoman,
}


def read_blocks(document: QTextDocument) -> tuple[Block, ...]:
    """Return what the document says, in the form that ``markup.serialise`` writes."""
    found: list[Block] = []
    lists = _Lists(found)
    for element in _elements(document):
        if isinstance(element, QTextTable):
            lists.end()
            found.append(_table(element))
        elif element.textList() is not None:
            lists.add(element)
        else:
            lists.end()
            found += _plain_block(element)
    lists.end()
    return tuple(found)


def read_selection(cursor: QTextCursor) -> tuple[Block, ...]:
    """Return what is selected, as blocks."""
    part = QTextDocument()
    QTextCursor(part).insertFragment(cursor.selection())
    return read_blocks(part)


def is_ordered(text_list: QTextList) -> bool:
    """Whether the items are numbered."""
    return text_list.format().style() in _ORDERED


def _elements(document: QTextDocument) -> Iterator[QTextBlock | QTextTable]:
    """Yield the blocks and tables of the document, one after the other."""
    block = document.begin()
    while block.isValid():
        frame = document.frameAt(block.position())
        if isinstance(frame, QTextTable):
            yield frame
            last = frame.lastCursorPosition().block()
            block = last.next()
        else:
            yield block
            block = block.next()


def _plain_block(block: QTextBlock) -> list[Block]:
    label = footnote_of(block)
    if label and _starts_with_label(block):
        return [FootnoteText(label, block_inlines(block))]
    inlines = block_inlines(block)
    if not inlines:
        return []
    level = heading_level(block)
    return [Heading(min(max(level, 2), 3), inlines) if level else Paragraph(inlines)]


def _starts_with_label(block: QTextBlock) -> bool:
    return any(label_of(fragment.charFormat()) for fragment in _fragments(block))


def _table(table: QTextTable) -> TableBlock:
    lines = [tuple(_cell(table, row, column) for column in range(table.columns())) for row in range(table.rows())]
    aligns = tuple(
        str(table.cellAt(0, column).firstCursorPosition().blockFormat().stringProperty(ALIGN))
        for column in range(table.columns())
    )
    return TableBlock(lines[0], tuple(lines[1:]), aligns)


def _cell(table: QTextTable, row: int, column: int) -> Inlines:
    cell = table.cellAt(row, column)
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    found: list[Inline] = []
    while True:
        found += [Break(), *block_inlines(block)] if found else block_inlines(block)
        if block == last:
            return tidy([Span(" ") if isinstance(inline, Break) else inline for inline in found])
        block = block.next()


def _fragments(block: QTextBlock) -> Iterator[QTextFragment]:
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        if fragment.isValid():
            yield fragment
        walk += 1


def block_inlines(block: QTextBlock) -> Inlines:
    """Return what stands in one block."""
    found: list[Inline] = []
    unit = 0
    for fragment in _fragments(block):
        chosen = fragment.charFormat()
        number = unit_of(chosen)
        if number and number == unit:
            continue  # the rest of a figure that is told already
        unit = number
        if mark := _mark(chosen):
            found.append(mark)
        elif not label_of(chosen):
            found += _text(fragment.text(), chosen)
    return tidy(found)


def _mark(chosen: QTextCharFormat) -> Inline | None:
    if token := figure_of(chosen):
        return token
    label = call_of(chosen)
    return Call(label) if label else None


def _text(text: str, chosen: QTextCharFormat) -> Iterator[Inline]:
    for number, line in enumerate(text.replace(OBJECT, "").split(LINE_BREAK)):
        if number:
            yield Break()
        if line:
            yield Span(line, is_strong(chosen), is_emphasis(chosen), link_of(chosen))


class _Lists:
    """Gathers the blocks of lists into list blocks, two deep."""

    def __init__(self, found: list[Block]) -> None:
        self._found = found
        self._ordered, self._start = False, 1
        self._items: list[Item] = []

    def add(self, block: QTextBlock) -> None:
        """Take another item."""
        text_list = block.textList()
        chosen = text_list.format()
        ordered = is_ordered(text_list)
        start = chosen.start() if ordered else 1
        item = Item(block_inlines(block))
        if chosen.indent() > 1 and self._items:
            self._nest(item, ordered=ordered, start=start)
            return
        if self._items and ordered != self._ordered:
            self.end()
        if not self._items:
            self._ordered, self._start = ordered, start
        self._items.append(item)

    def _nest(self, item: Item, *, ordered: bool, start: int) -> None:
        parent = self._items[-1]
        below = parent.below or ListBlock((), ordered, start)
        self._items[-1] = Item(parent.inlines, ListBlock((*below.items, item), below.ordered, below.start))

    def end(self) -> None:
        """Close the list that is open."""
        if self._items:
            self._found.append(ListBlock(tuple(self._items), self._ordered, self._start))
            self._items = []
