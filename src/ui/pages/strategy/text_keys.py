"""An editor of blocks: what keys, the mouse and the clipboard do to headings, lists, tables and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from app.documents.markup import Paragraph
from ui.look.measure import font, px
from ui.pages.strategy.clipboard import blocks_from, is_running_text, mime_of
from ui.pages.strategy.text_building import Builder, paragraph_format
from ui.pages.strategy.text_commands import indent_item, leave_list, new_paragraph
from ui.pages.strategy.text_formats import heading_level, is_figure_block, plain, unit_of
from ui.pages.strategy.text_reading import read_selection
from ui.pages.strategy.text_tables import cell_below, step_in_table
from ui.pages.strategy.text_units import highest_unit, outside, select, stretch_beside, widened

if TYPE_CHECKING:
    from app.documents.markup import Block
    from ui.pages.strategy.figures import Figures

_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MOVE: Final = QTextCursor.MoveOperation
_STANDARD: Final = QKeySequence.StandardKey


class BlockEdit(QTextEdit):
    """Rich text in the blocks of the small Markdown; figures and footnote marks are one thing each.

    ``undo_asked`` and ``redo_asked`` say that nothing of the text itself is left to undo.
    """

    undo_asked = Signal()
    redo_asked = Signal()
    stood = Signal()  # the cursor stands somewhere else, or what it stands in means something else
    strong_asked = Signal()
    emphasis_asked = Signal()

    def __init__(self, figures: Figures) -> None:
        super().__init__()
        self._figures = figures
        self._was_at = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font())
        self.setTabChangesFocus(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(px(2))
        self.document().setIndentWidth(px(22))
        self.cursorPositionChanged.connect(self._moved)

    def event(self, event: QEvent) -> bool:
        """Keep Tab for lists and tables, and bold and italic from shortcuts of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_look(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Do what the key means in a heading, list, table or beside a figure; else what Qt does."""
        if self.isReadOnly():
            if not self._leave_by_tab(event):
                super().keyPressEvent(event)
            return
        for handle in (self._undo_key, self._look_key, self._tab_key, self._enter_key, self._erase_key):
            if handle(event):
                event.accept()
                return
        if event.text() and event.text().isprintable():
            self._before_text()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802  Qt's name
        """Take composed letters as typed ones."""
        if event.commitString() and not self.isReadOnly():
            self._before_text()
        super().inputMethodEvent(event)

    def _before_text(self) -> None:
        """Replace whole figures only, and never write beside a table or chart in its own block."""
        self.setTextCursor(widened(self.textCursor()))
        self._leave_figure_block()

    def _leave_figure_block(self) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        if not is_figure_block(block) or cursor.hasSelection():
            return
        if cursor.position() == block.position():
            cursor.insertBlock(paragraph_format(), plain())
            cursor.movePosition(_MOVE.PreviousBlock)
            cursor.setBlockFormat(paragraph_format())
        else:
            new_paragraph(cursor)
        cursor.setCharFormat(plain())
        self.setTextCursor(cursor)

    # keys

    def _undo_key(self, event: QKeyEvent) -> bool:
        if event.matches(_STANDARD.Undo):
            self.undo_typing()
        elif event.matches(_STANDARD.Redo):
            self.redo_typing()
        else:
            return False
        return True

    def undo_typing(self) -> None:
        """Take back what was typed; when nothing is left, ask for the plan's own undo."""
        if self.document().isUndoAvailable():
            self.undo()
        else:
            self.undo_asked.emit()

    def redo_typing(self) -> None:
        """Bring back what was typed; when nothing is left, ask for the plan's own redo."""
        if self.document().isRedoAvailable():
            self.redo()
        else:
            self.redo_asked.emit()

    def _look_key(self, event: QKeyEvent) -> bool:
        if event.matches(_STANDARD.Bold):
            self.strong_asked.emit()
        elif event.matches(_STANDARD.Italic):
            self.emphasis_asked.emit()
        else:
            return False
        return True

    def _tab_key(self, event: QKeyEvent) -> bool:
        if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False
        forward = event.key() == Qt.Key.Key_Tab
        cell = step_in_table(self.textCursor(), forward=forward)
        if cell is not None:
            self.setTextCursor(cell)
            return True
        cursor = self.textCursor()
        if indent_item(cursor, deeper=forward):
            self.setTextCursor(cursor)
            self.stood.emit()
            return True
        return self._leave_by_tab(event)

    def _leave_by_tab(self, event: QKeyEvent) -> bool:
        if event.key() not in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return False
        self.setTabChangesFocus(True)  # without it Qt lets nobody go
        self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        self.setTabChangesFocus(False)
        return True

    def _enter_key(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) not in _ENTER:
            return False
        cursor = self.textCursor()
        below = cell_below(cursor)
        if below is not None:
            self.setTextCursor(below)
        elif is_figure_block(cursor.block()):
            self._leave_figure_block()
        elif cursor.currentList() is not None and not cursor.block().text():
            if not indent_item(cursor, deeper=False):
                leave_list(cursor)
        elif heading_level(cursor.block()) and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._enter_in_heading(cursor)
        else:
            return bool(heading_level(cursor.block()))
        self.stood.emit()
        return True

    def _enter_in_heading(self, cursor: QTextCursor) -> None:
        """Begin a paragraph below the heading; in the middle of it, the rest becomes one."""
        cursor.beginEditBlock()
        if cursor.atBlockStart() and cursor.block().text():
            cursor.insertBlock()
            cursor.movePosition(_MOVE.PreviousBlock)
            cursor.setBlockFormat(paragraph_format())
            cursor.movePosition(_MOVE.NextBlock)
        else:
            cursor.insertBlock(paragraph_format(), plain())
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def _erase_key(self, event: QKeyEvent) -> bool:
        backward, forward = event.key() == Qt.Key.Key_Backspace, event.key() == Qt.Key.Key_Delete
        if not backward and not forward:
            return False
        cursor = widened(self.textCursor())
        if cursor.hasSelection():
            self.setTextCursor(cursor)
            return False
        stretch = stretch_beside(self.document(), cursor.position(), before=backward)
        if stretch is not None:
            select(stretch, self.document()).removeSelectedText()
            return True
        if backward and cursor.atBlockStart():
            return self._erase_at_start(cursor)
        return False

    def _erase_at_start(self, cursor: QTextCursor) -> bool:
        if indent_item(cursor, deeper=False):
            self.stood.emit()
            return True
        if heading_level(cursor.block()):
            cursor.setBlockFormat(paragraph_format())
            self.stood.emit()
            return True
        before = cursor.block().previous()
        if before.isValid() and is_figure_block(before):
            if not cursor.block().text():
                cursor.deletePreviousChar()
            return True
        return False

    # the cursor

    def _moved(self) -> None:
        """Stand beside figures, and type plainly after a link, a figure or a mark."""
        cursor = self.textCursor()
        forward = cursor.position() >= self._was_at
        place = outside(self.document(), cursor.position(), forward=forward)
        if place != cursor.position():
            keep = QTextCursor.MoveMode.KeepAnchor if cursor.hasSelection() else QTextCursor.MoveMode.MoveAnchor
            cursor.setPosition(place, keep)
            self._was_at = place
            self.setTextCursor(cursor)
            return
        self._was_at = cursor.position()
        if not cursor.hasSelection():
            self._type_plainly(cursor)
        self.stood.emit()

    def _type_plainly(self, cursor: QTextCursor) -> None:
        chosen = cursor.charFormat()
        if not chosen.isAnchor():
            return
        ahead = QTextCursor(cursor)
        goes_on = ahead.movePosition(_MOVE.NextCharacter) and ahead.charFormat().anchorHref() == chosen.anchorHref()
        if unit_of(chosen) or not goes_on or cursor.atBlockEnd():
            self.setCurrentCharFormat(_kept(chosen))

    # the clipboard

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802  Qt's name
        """Copy whole figures, with their values for other programs."""
        return mime_of(read_selection(widened(self.textCursor())), self._figures)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802  Qt's name
        """Take text; pictures have no place in a section."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Put in what was copied, reduced to what a section may hold."""
        blocks = blocks_from(source)
        if not blocks:
            return
        self._before_text()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        builder = Builder(cursor, self._figures, highest_unit(self.document()) + 1)
        if is_running_text(blocks) and isinstance(blocks[0], Paragraph):
            builder.inlines(blocks[0].inlines)
        elif cursor.currentTable() is not None:
            builder.inlines(tuple(inline for block in blocks for inline in getattr(block, "inlines", ())))
        else:
            self._put_blocks(cursor, builder, blocks)
        cursor.endEditBlock()
        self.setTextCursor(builder.cursor)
        self.ensureCursorVisible()

    def _put_blocks(self, cursor: QTextCursor, builder: Builder, blocks: tuple[Block, ...]) -> None:
        if not cursor.atBlockStart() and not cursor.atBlockEnd():
            cursor.insertBlock()
            cursor.movePosition(_MOVE.PreviousBlock)
        new_paragraph(cursor)
        builder.write(blocks)


def _is_look(event: QKeyEvent) -> bool:
    return event.matches(_STANDARD.Bold) or event.matches(_STANDARD.Italic)


def _kept(chosen: QTextCharFormat) -> QTextCharFormat:
    """Return the emphasis of a link without its address."""
    found = plain()
    if not unit_of(chosen):
        found.setFontWeight(chosen.fontWeight())
        found.setFontItalic(chosen.fontItalic())
    return found
