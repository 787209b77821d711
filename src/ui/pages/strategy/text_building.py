"""Builds the text document of a section from the blocks of the small Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)

from app.documents.markup import (
    Block,
    Break,
    Call,
    FootnoteText,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Span,
    TableBlock,
    Token,
    TokenKind,
)
from ui.look.measure import px
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.pages.strategy.text_formats import (
    ALIGN,
    FIGURE_OBJECT,
    FOOTNOTE,
    LINE_BREAK,
    OBJECT,
    call_format,
    figure_format,
    label_format,
    line_height,
    plain,
    span_format,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.strategy.figures import Figures

_ALIGNMENTS: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


def paragraph_format() -> QTextBlockFormat:
    """Return the format of a paragraph."""
    chosen = line_height(QTextBlockFormat())
    chosen.setBottomMargin(px(9))
    return chosen


def figure_block_format() -> QTextBlockFormat:
    """Return the format of a table or chart, whose picture is one tall line."""
    chosen = QTextBlockFormat()
    chosen.setTopMargin(px(2))
    chosen.setBottomMargin(px(10))
    return chosen


def heading_format(level: int) -> QTextBlockFormat:
    """Return the format of a heading of level 2 or 3."""
    chosen = QTextBlockFormat()
    chosen.setHeadingLevel(level)
    chosen.setTopMargin(px(10 if level == 2 else 6))
    chosen.setBottomMargin(px(6 if level == 2 else 4))
    return chosen


def item_format(*, last: bool = False) -> QTextBlockFormat:
    """Return the format of a list item; the last one keeps the next paragraph away."""
    chosen = line_height(QTextBlockFormat())
    chosen.setBottomMargin(px(9 if last else 3))
    return chosen


def list_format(*, ordered: bool, depth: int, start: int = 1) -> QTextListFormat:
    """Return the format of a list of bullets or numbers."""
    styles = QTextListFormat.Style
    chosen = QTextListFormat()
    if ordered:
        chosen.setStyle(styles.ListDecimal if depth == 1 else styles.ListLowerAlpha)
        chosen.setStart(start)
    else:
        chosen.setStyle(styles.ListDisc if depth == 1 else styles.ListCircle)
    chosen.setIndent(depth)
    return chosen


def cell_format(align: str) -> QTextBlockFormat:
    """Return the format of the text of a table's cell."""
    chosen = QTextBlockFormat()
    if align:
        chosen.setProperty(ALIGN, align)
        chosen.setAlignment(_ALIGNMENTS[align])
    return chosen


def table_format(columns: int) -> QTextTableFormat:
    """Return the format of a table of ``columns`` equal columns."""
    chosen = QTextTableFormat()
    chosen.setHeaderRowCount(1)
    chosen.setCellPadding(px(6))
    chosen.setCellSpacing(0)
    chosen.setBorder(1)
    chosen.setBorderCollapse(True)
    chosen.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    chosen.setBorderBrush(colour(Role.CONTROL))
    chosen.setTopMargin(px(4))
    chosen.setBottomMargin(px(12))
    chosen.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    chosen.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, 100 / columns)] * columns)
    return chosen


class Builder:
    """Writes blocks into a document at a cursor.

    A figure or footnote mark gets a number of its own, so that neighbours never grow together.
    """

    def __init__(self, cursor: QTextCursor, figures: Figures, first_unit: int = 1) -> None:
        self._cursor = cursor
        self._figures = figures
        self.next_unit = first_unit
        self._fresh = True  # the block at the cursor is still to be filled

    @property
    def cursor(self) -> QTextCursor:
        """Return the cursor behind what was written."""
        return self._cursor

    def write(self, blocks: Sequence[Block]) -> None:
        """Write the blocks one after the other; the first one fills the block at the cursor."""
        for block in blocks:
            match block:
                case Paragraph():
                    self._open(paragraph_format())
                    self._paragraph(block.inlines)
                case Heading():
                    self._open(heading_format(block.level))
                    self.inlines(block.inlines)
                case FootnoteText():
                    self._footnote(block)
                case ListBlock():
                    self._list(block, 1)
                case TableBlock():
                    self._table(block)

    def _open(self, chosen: QTextBlockFormat) -> None:
        if self._fresh:
            self._leave_list()
            self._cursor.setBlockFormat(chosen)
            self._fresh = False
        else:
            self._cursor.insertBlock(chosen, plain())
            self._leave_list()

    def _leave_list(self) -> None:
        text_list = self._cursor.currentList()
        if text_list is not None:
            text_list.remove(self._cursor.block())

    def _paragraph(self, inlines: Inlines) -> None:
        only = inlines[0] if len(inlines) == 1 else None
        if isinstance(only, Token) and only.kind is not TokenKind.INDICATOR:
            self.figure_block(only)
        else:
            self.inlines(inlines)

    def _number(self) -> int:
        self.next_unit += 1
        return self.next_unit - 1

    def figure_block(self, token: Token) -> None:
        """Write a table or chart: its title as text, and below it the picture of its figures."""
        self._cursor.setBlockFormat(figure_block_format())
        chosen = figure_format(token, self._number())
        self._cursor.insertText(self._figures.text(token) + LINE_BREAK, chosen)
        drawn = QTextCharFormat(chosen)
        drawn.setObjectType(FIGURE_OBJECT)
        self._cursor.insertText(OBJECT, drawn)
        self._cursor.setCharFormat(plain())

    def inlines(self, inlines: Inlines) -> None:
        """Write the text of one block."""
        for inline in inlines:
            match inline:
                case Span():
                    chosen = span_format(strong=inline.strong, emphasis=inline.emphasis, href=inline.href)
                    self._cursor.insertText(inline.text.replace("\n", " "), chosen)
                case Break():
                    self._cursor.insertText(LINE_BREAK, plain())
                case Token():
                    value = self._figures.text(inline)
                    self._cursor.insertText(value, figure_format(inline, self._number()))
                case Call():
                    self._cursor.insertText(inline.label, call_format(inline.label, self._number()))
        self._cursor.setCharFormat(plain())

    def _footnote(self, block: FootnoteText) -> None:
        chosen = paragraph_format()
        chosen.setProperty(FOOTNOTE, block.label)
        self._open(chosen)
        self._cursor.insertText(f"{block.label}.\u2002", label_format(block.label, self._number()))
        self.inlines(block.inlines)

    def _list(self, block: ListBlock, depth: int) -> None:
        text_list = None
        for at, item in enumerate(block.items, 1):
            self._open(item_format(last=depth == 1 and at == len(block.items) and item.below is None))
            if text_list is None:
                chosen = list_format(ordered=block.ordered, depth=depth, start=block.start)
                text_list = self._cursor.createList(chosen)
            else:
                text_list.add(self._cursor.block())
            self.inlines(item.inlines)
            if item.below:
                self._list(item.below, depth + 1)

    def _table(self, block: TableBlock) -> None:
        if not self._fresh or self._cursor.position() > 0:
            self._open(paragraph_format())
        table = insert_table(self._cursor, len(block.rows) + 1, len(block.header), block.aligns)
        for row, cells in enumerate((block.header, *block.rows)):
            for column, cell in enumerate(cells):
                self._cursor = table.cellAt(row, column).firstCursorPosition()
                self.inlines(cell)
        self._cursor = table.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._fresh = True


def insert_table(cursor: QTextCursor, rows: int, columns: int, aligns: Sequence[str] = ()) -> QTextTable:
    """Put an empty table at the cursor; its first row is the header."""
    table = cursor.insertTable(rows, columns, table_format(columns))
    for column in range(columns):
        align = aligns[column] if column < len(aligns) else ""
        for row in range(rows):
            table.cellAt(row, column).firstCursorPosition().setBlockFormat(cell_format(align))
    return table


def build(document: QTextDocument, blocks: Sequence[Block], figures: Figures) -> None:
    """Fill the document anew; what was typed in it and its undo are gone."""
    document.setUndoRedoEnabled(False)
    document.clear()
    cursor = QTextCursor(document)
    cursor.setBlockFormat(paragraph_format())
    Builder(cursor, figures).write(blocks)
    document.setModified(False)
    document.setUndoRedoEnabled(True)
