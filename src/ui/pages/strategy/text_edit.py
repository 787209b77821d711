"""The editor of one section in one language: rich text in, small Markdown out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QTextCharFormat

from app.documents.charts import Chart, spelled_out
from app.documents.markup import Block, parse
from app.documents.markup_writing import serialise
from ui.look.measure import font
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.pages.strategy import text_commands, text_tables
from ui.pages.strategy.live_block import LiveBlock
from ui.pages.strategy.text_building import build
from ui.pages.strategy.text_formats import (
    FIGURE_OBJECT,
    LINE_BREAK,
    figure_of,
    heading_level,
    is_figure_block,
    is_strong,
    link_of,
)
from ui.pages.strategy.text_keys import BlockEdit
from ui.pages.strategy.text_look import TextLook
from ui.pages.strategy.text_reading import is_ordered, read_blocks
from ui.pages.strategy.text_units import all_stretches, select, stretches

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QHideEvent, QPaintEvent

    from app.documents.markup import Token
    from ui.pages.strategy.figures import Figures

TELL_EVERY: Final = 300  # milliseconds between two drafts
COMMIT_AFTER: Final = 5000  # milliseconds without a key
_PASSING: Final = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}


class SectionEdit(BlockEdit):
    """Shows a section's text and writes it back from its own blocks.

    Undo works inside the text until it is committed; then ``undo_asked`` hands it to the plan.
    """

    committed = Signal(str)
    drafted = Signal(str)
    entered = Signal()

    def __init__(self, figures: Figures) -> None:
        super().__init__(figures)
        self._stored: tuple[Block, ...] = ()
        self._filling = False
        self._guidance = ""
        self.document().documentLayout().registerHandler(FIGURE_OBJECT, LiveBlock(figures, self))
        self._look = TextLook(self.document())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COMMIT_AFTER)
        self._pause.timeout.connect(self.commit)
        self._telling = QTimer(self)  # writing the text out at each key would be felt
        self._telling.setSingleShot(True)
        self._telling.setInterval(TELL_EVERY)
        self._telling.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self.stood.connect(self._say_figure)
        self._settle()  # setting margins counts as an edit

    def _say_figure(self) -> None:
        """Describe the chart at the cursor figure by figure: its picture says nothing to a screen reader."""
        block = self.textCursor().block()
        token = next((figure_of(stretch.chosen) for stretch in stretches(block)), None)
        shown = self._figures.block(token) if token is not None and is_figure_block(block) else None
        said = spelled_out(shown) if isinstance(shown, Chart) else ""
        if self.document().isEmpty():
            said = self._guidance
        if said != self.accessibleDescription():
            self.setAccessibleDescription(said)

    def commit_after(self, pause: int) -> None:
        """Commit when no key came for so many milliseconds."""
        self._pause.setInterval(pause)

    def _typed(self) -> None:
        if not self._filling and self.is_being_typed():
            self._pause.start()
            if not self._telling.isActive():
                self._telling.start()

    def _tell(self) -> None:
        if self.is_being_typed():
            self.drafted.emit(self.markdown())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Say that the cursor came in."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Commit when the cursor leaves, but not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.commit()

    def set_guidance(self, text: str) -> None:
        """Show what to write while nothing is written; Qt's own hint has room for one line only."""
        self._guidance = text
        self.viewport().update()
        self._say_figure()

    def guidance(self) -> str:
        """Return what is shown while nothing is written."""
        return self._guidance

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the text, or what to write."""
        super().paintEvent(event)
        if self._guidance and self.document().isEmpty():
            painter = QPainter(self.viewport())
            painter.setFont(font())
            painter.setPen(colour(Role.TEXT2))
            margin = round(self.document().documentMargin())
            box = self.viewport().rect().adjusted(margin, margin, -margin, 0)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap), self._guidance)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Commit before the page goes: nothing is typed where nobody looks."""
        self.commit()
        self._telling.stop()
        super().hideEvent(event)

    # what it holds

    def set_markdown(self, text: str) -> None:
        """Show what the plan holds, unless the planner is typing something else."""
        blocks = parse(text)
        if self.is_being_typed() and blocks != self.blocks():
            self._stored = blocks
            return
        # a blank at the end of a line is not written, but whoever typed it goes on behind it
        same = blocks == parse(self.markdown())
        self._stored = blocks
        if same:
            self._settle()
        else:
            self._fill(blocks, keep=True)

    def offer_draft(self, text: str) -> None:
        """Show a text that was typed and not committed."""
        self._fill(parse(text))
        self.document().setModified(True)
        self._pause.start()

    def markdown(self) -> str:
        """Return the text as it stands, in the small Markdown."""
        return serialise(self.blocks())

    def blocks(self) -> tuple[Block, ...]:
        """Return the text as it stands, block by block."""
        return read_blocks(self.document())

    def is_being_typed(self) -> bool:
        """Whether there is text that was not committed."""
        return bool(self.document().isModified())

    def commit(self) -> None:
        """Hand over what was typed, if it says something new."""
        self._pause.stop()
        if not self.is_being_typed():
            return
        blocks = self.blocks()
        self._settle()
        if blocks != self._stored:
            self._stored = blocks
            self.committed.emit(serialise(blocks))

    def refresh_figures(self) -> None:
        """Bring the live figures up to date, as part of no edit of the planner."""
        stale = [
            (stretch, token)
            for stretch in all_stretches(self.document())
            if (token := figure_of(stretch.chosen)) is not None
            and not self._shows(select(stretch, self.document()).selectedText(), token)
        ]
        if stale and not self.is_being_typed():
            self._fill(self._stored, keep=True)
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def _shows(self, text: str, token: Token) -> bool:
        return text.split(LINE_BREAK, maxsplit=1)[0] == self._figures.text(token)

    def restyle(self) -> None:
        """Draw the text anew after a change of theme or font."""
        self.commit()  # the text is built anew, and its own undo with it
        self.setFont(font())
        self._fill(self._stored, keep=True)

    def _fill(self, blocks: tuple[Block, ...], *, keep: bool = False) -> None:
        at = self.textCursor().position() if keep else 0
        scrolled = self.verticalScrollBar().value() if keep else 0
        self._filling = True
        build(self.document(), blocks, self._figures)
        self._filling = False
        self._stand(min(at, self.document().characterCount() - 1))
        self.verticalScrollBar().setValue(scrolled)

    def _settle(self) -> None:
        self.document().setModified(False)
        self.document().clearUndoRedoStacks()

    def _stand(self, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    # what the toolbar asks

    def heading(self) -> int:
        """Return the level of the heading at the cursor, 0 for none."""
        return heading_level(self.textCursor().block())

    def set_heading(self, level: int) -> None:
        """Make the selected paragraphs headings; the same level again makes them paragraphs."""
        text_commands.set_heading(self.textCursor(), 0 if self.heading() == level else level)
        self.stood.emit()

    def set_list(self, *, ordered: bool) -> None:
        """Make the selected paragraphs a list, or paragraphs again."""
        text_commands.set_list(self.textCursor(), ordered=ordered)
        self.stood.emit()

    def list_kind(self) -> str:
        """Return ``bullets`` or ``numbers`` for the list at the cursor, blank for none."""
        found = self.textCursor().currentList()
        return "" if found is None else "numbers" if is_ordered(found) else "bullets"

    def is_strong(self) -> bool:
        """Whether what is typed next is strong."""
        return is_strong(self.currentCharFormat())

    def is_emphasis(self) -> bool:
        """Whether what is typed next is emphasised."""
        return bool(self.currentCharFormat().fontItalic())

    def toggle_strong(self) -> None:
        """Make the selection strong, or no longer."""
        change = QTextCharFormat()
        change.setFontWeight(QFont.Weight.Normal if self.is_strong() else QFont.Weight.DemiBold)
        self.mergeCurrentCharFormat(change)
        self.stood.emit()

    def toggle_emphasis(self) -> None:
        """Emphasise the selection, or no longer."""
        change = QTextCharFormat()
        change.setFontItalic(not self.is_emphasis())
        self.mergeCurrentCharFormat(change)
        self.stood.emit()

    def link(self) -> tuple[str, str]:
        """Return words and address of the link at the cursor, or the selected words and nothing."""
        around = text_commands.link_around(self.textCursor())
        return around.selectedText(), link_of(self.textCursor().charFormat())

    def set_link(self, text: str, address: str) -> None:
        """Put a link over the selection or the link at the cursor."""
        text_commands.set_link(text_commands.link_around(self.textCursor()), text, address)

    def insert_figure(self, token: Token) -> None:
        """Put a live figure at the cursor."""
        cursor = self.textCursor()
        text_commands.insert_figure(cursor, token, self._figures)
        self.setTextCursor(cursor)

    def insert_footnote(self) -> None:
        """Call a footnote at the cursor, and go on in its text."""
        self.setTextCursor(text_commands.insert_footnote(self.textCursor(), self._figures))
        self.ensureCursorVisible()

    def in_table(self) -> bool:
        """Whether the cursor stands in a table."""
        return self.textCursor().currentTable() is not None

    def new_table(self) -> None:
        """Put a table below the cursor."""
        self.setTextCursor(text_tables.new_table(self.textCursor()))

    def change_table(self, change: text_tables.TableChange) -> None:
        """Change the table at the cursor."""
        text_tables.change_table(self.textCursor(), change)

    def figure_count(self) -> int:
        """Return how many live figures the text holds."""
        return sum(figure_of(stretch.chosen) is not None for stretch in all_stretches(self.document()))
