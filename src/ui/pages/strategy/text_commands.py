"""What the toolbar does to the blocks of a section's text: headings, lists, links and live figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextList

from app.documents.markup import FootnoteText, Token, TokenKind
from ui.pages.strategy.text_building import (
    Builder,
    heading_format,
    item_format,
    list_format,
    paragraph_format,
)
from ui.pages.strategy.text_formats import (
    call_format,
    call_of,
    figure_format,
    is_figure_block,
    label_of,
    link_of,
    plain,
    span_format,
)
from ui.pages.strategy.text_reading import is_ordered
from ui.pages.strategy.text_units import all_stretches, highest_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.pages.strategy.figures import Figures

_KEEP: Final = QTextCursor.MoveMode.KeepAnchor
_MOVE: Final = QTextCursor.MoveOperation


def blocks_of(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the blocks that a selection touches, or the one the cursor stands in."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    found = [block]
    while block != last and block.next().isValid():
        block = block.next()
        found.append(block)
    return found


def _running(cursor: QTextCursor) -> list[QTextBlock]:
    """Return the touched blocks that are running text: no cell of a table, no table or chart of the plan."""
    document = cursor.document()
    root = document.rootFrame()
    return [b for b in blocks_of(cursor) if document.frameAt(b.position()) == root and not is_figure_block(b)]


def _each(cursor: QTextCursor, blocks: list[QTextBlock]) -> Iterator[QTextCursor]:
    """Yield a cursor in each block; what is done is one undo."""
    cursor.beginEditBlock()
    for block in blocks:
        yield QTextCursor(block)
    cursor.endEditBlock()


def set_heading(cursor: QTextCursor, level: int) -> None:
    """Make the paragraphs headings of ``level``; 0 makes them paragraphs again."""
    for place in _each(cursor, _running(cursor)):
        _leave_list(place)
        place.setBlockFormat(heading_format(level) if level else paragraph_format())


def _leave_list(place: QTextCursor) -> None:
    text_list = place.currentList()
    if text_list is not None:
        text_list.remove(place.block())


def leave_list(cursor: QTextCursor) -> None:
    """Make the list item at the cursor a paragraph."""
    for place in _each(cursor, [cursor.block()]):
        _leave_list(place)
        place.setBlockFormat(paragraph_format())


def set_list(cursor: QTextCursor, *, ordered: bool) -> None:
    """Make the paragraphs a list of bullets or numbers; what is one already becomes paragraphs."""
    blocks = _running(cursor)
    lists = [block.textList() for block in blocks]
    if lists and all(found is not None and is_ordered(found) == ordered for found in lists):
        for place in _each(cursor, blocks):
            _leave_list(place)
            place.setBlockFormat(paragraph_format())
        return
    for place in _each(cursor, blocks):
        _join_list(place, ordered=ordered)


def _join_list(place: QTextCursor, *, ordered: bool) -> None:
    """Make one block an item of the list of that kind before it, or of a new one."""
    now = place.currentList()
    depth = now.format().indent() if now is not None else 1
    beside = _list_before(place.block(), depth)
    if beside is not None and is_ordered(beside) != ordered:
        beside = None
    _leave_list(place)
    place.setBlockFormat(item_format())
    if beside is not None:
        beside.add(place.block())
    else:
        place.createList(list_format(ordered=ordered, depth=depth))


def _list_before(block: QTextBlock, depth: int) -> QTextList | None:
    """Return the list of that depth which the block would go on with."""
    before = block.previous()
    while before.isValid():
        found = before.textList()
        if found is None or found.format().indent() < depth:
            return None
        if found.format().indent() == depth:
            return found
        before = before.previous()
    return None


def indent_item(cursor: QTextCursor, *, deeper: bool) -> bool:
    """Move the list item at the cursor one level in or out; lists are two deep.

    Returns:
        Whether the cursor stands in a list.
    """
    text_list = cursor.currentList()
    if text_list is None:
        return False
    depth = text_list.format().indent()
    before = cursor.block().previous()
    if deeper and (depth > 1 or not before.isValid() or before.textList() is None):
        return True
    if not deeper and depth == 1:
        leave_list(cursor)
        return True
    ordered = is_ordered(text_list)
    for place in _each(cursor, [cursor.block()]):
        wanted = depth + 1 if deeper else depth - 1
        beside = _list_before(place.block(), wanted)
        _leave_list(place)
        place.setBlockFormat(item_format())
        if beside is not None:
            beside.add(place.block())
        else:
            place.createList(list_format(ordered=ordered, depth=wanted))
    return True


def link_around(cursor: QTextCursor) -> QTextCursor:
    """Return a cursor that has the link at the cursor selected; the cursor itself where there is none."""
    address = link_of(cursor.charFormat())
    if not address:
        return QTextCursor(cursor)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    walk = cursor.block().begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        first, last = fragment.position(), fragment.position() + fragment.length()
        if (
            link_of(fragment.charFormat()) == address
            and first <= cursor.selectionEnd()
            and last >= cursor.selectionStart()
        ):
            start, end = min(start, first), max(end, last)
        walk += 1
    found = QTextCursor(cursor)
    found.setPosition(start)
    found.setPosition(end, _KEEP)
    return found


def set_link(cursor: QTextCursor, text: str, address: str) -> None:
    """Put a link where the cursor or its selection is; without an address the words stay as text."""
    cursor.beginEditBlock()
    if text == cursor.selectedText():
        change = QTextCharFormat()
        change.setAnchor(bool(address))
        change.setAnchorHref(address)
        cursor.mergeCharFormat(change)
    else:
        cursor.insertText(text, span_format(href=address))
    cursor.endEditBlock()


def insert_figure(cursor: QTextCursor, token: Token, figures: Figures) -> None:
    """Put a live figure at the cursor: an indicator into the line, a table or chart below it."""
    number = highest_unit(cursor.document()) + 1
    cursor.beginEditBlock()
    if token.kind is TokenKind.INDICATOR:
        cursor.insertText(figures.text(token), figure_format(token, number))
        cursor.setCharFormat(plain())
    else:
        new_paragraph(cursor)
        Builder(cursor, figures, number).figure_block(token)
        if not cursor.block().next().isValid() or cursor.block().next().text():
            cursor.insertBlock(paragraph_format(), plain())
        else:
            cursor.movePosition(_MOVE.NextBlock)
    cursor.endEditBlock()


def insert_footnote(cursor: QTextCursor, figures: Figures) -> QTextCursor:
    """Call a new footnote at the cursor and return a cursor in its text, the last block of the section."""
    document = cursor.document()
    number = highest_unit(document) + 1
    label = _next_label(document)
    cursor.beginEditBlock()
    cursor.insertText(label, call_format(label, number))
    cursor.setCharFormat(plain())
    foot = QTextCursor(document)
    foot.movePosition(_MOVE.End)
    new_paragraph(foot)
    builder = Builder(foot, figures, number + 1)
    builder.write((FootnoteText(label, ()),))
    cursor.endEditBlock()
    return builder.cursor


def _next_label(document: QTextDocument) -> str:
    """Return the number after the highest that a footnote of the section has."""
    labels = [call_of(stretch.chosen) or label_of(stretch.chosen) for stretch in all_stretches(document)]
    return str(max((int(label) for label in labels if label.isdecimal()), default=0) + 1)


def new_paragraph(cursor: QTextCursor) -> None:
    """Stand in an empty paragraph: the one at the cursor, or a new one below its block."""
    table = cursor.currentTable()
    if table is not None:
        cursor.setPosition(table.lastPosition() + 1)
    if cursor.block().text():
        cursor.movePosition(_MOVE.EndOfBlock)
        cursor.insertBlock(paragraph_format(), plain())
    _leave_list(cursor)
    cursor.setBlockFormat(paragraph_format())
