"""The editors inside field frames: one line, or lines that grow with the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy

from ui.look.measure import font, px

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QResizeEvent

MOST_LINES: Final = 8
_ENTER: Final = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def is_undo_or_redo(event: QKeyEvent) -> bool:
    """Whether a key is that of undo or redo; what was committed is undone in the plan, not in the field."""
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)


class LineEditor(QLineEdit):
    """One line; commits on Enter and when the focus leaves, Esc takes back what was typed."""

    committed = Signal(str)
    drafted = Signal(str)
    entered = Signal()
    finished = Signal()  # Enter was pressed or the focus left, whether or not something was typed

    def __init__(self) -> None:
        super().__init__()
        self._stored = ""
        self.setFrame(False)
        self.setFont(font())
        self.textEdited.connect(self.drafted)
        self.textChanged.connect(self._tell_whole)

    def is_being_typed(self) -> bool:
        """Whether there is text that was not committed."""
        return self.isModified()

    def store(self, text: str) -> None:
        """Show what the plan holds, unless the planner is typing something else."""
        self._stored = text
        if not self.isModified():
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(0)
        elif self.text() == text:
            self.setModified(False)

    def draft(self, text: str) -> None:
        """Show a text that was typed and not committed."""
        self.setText(text)
        self.setModified(True)
        self.drafted.emit(text)

    def reopen(self, stored: str) -> None:
        """Take a commit back: what is in the editor counts as being typed, over ``stored``."""
        self._stored = stored
        self.setModified(True)

    def commit(self) -> None:
        """Hand over what was typed, if it is new."""
        if self.isModified():
            self.setModified(False)
            if self.text() != self._stored:
                self._stored = self.text()
                self.committed.emit(self._stored)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the plan while nothing is being typed."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            leave = not self.isModified() and is_undo_or_redo(event)
            if leave:
                event.ignore()
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width hides or shows the end of the text."""
        super().resizeEvent(event)
        self._tell_whole()

    def _tell_whole(self) -> None:
        """Give a text that is longer than the field as its tooltip."""
        is_cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width() > 0
        self.setToolTip(self.text() if is_cut else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Commit on Enter; give back the stored text on Esc."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.commit()
            self.finished.emit()
            event.accept()
            return
        if key is Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.setText(self._stored)
            self.drafted.emit(self._stored)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Say that the cursor came in."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Commit when the cursor leaves, but not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.commit()
            self.finished.emit()


class TextEditor(QPlainTextEdit):
    """Lines that grow with the text up to eight and then scroll; Ctrl+Enter commits, Tab leaves.

    A name is one paragraph, shown whole: Enter commits it, and what is pasted loses its line breaks.
    """

    committed = Signal(str)
    drafted = Signal(str)
    entered = Signal()
    height_wanted = Signal()

    def __init__(self, least_lines: int = 2, *, is_name: bool = False) -> None:
        super().__init__()
        self._stored, self._is_name = "", is_name
        self._least, self._shared = least_lines, 0
        self._typed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(font())
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self._resting = QTimer(self)  # growing while Qt wraps the text would leave lines under the scroll bar
        self._resting.setSingleShot(True)
        self._resting.setInterval(0)
        self._resting.timeout.connect(self.height_wanted)
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._measure())
        self._settling = False

    def is_being_typed(self) -> bool:
        """Whether there is text that was not committed."""
        return self._typed

    def text(self) -> str:
        """Return the text, lines separated by LF."""
        return self.toPlainText()

    def store(self, text: str) -> None:
        """Show what the plan holds, unless the planner is typing something else."""
        self._stored = text
        if not self._typed:
            if self.text() != text:
                self._fill(text)
        elif self.text() == text:
            self._typed = False

    def draft(self, text: str) -> None:
        """Show a text that was typed and not committed."""
        self._fill(text)
        self._typed = True
        self.drafted.emit(text)

    def reopen(self, stored: str) -> None:
        """Take a commit back: what is in the editor counts as being typed, over ``stored``."""
        self._stored = stored
        self._typed = True

    def commit(self) -> None:
        """Hand over what was typed, if it is new."""
        if self._typed:
            self._typed = False
            if self.text() != self._stored:
                self._stored = self.text()
                self.committed.emit(self._stored)

    def lines_wanted(self) -> int:
        """Return how many lines the text takes, at least the given number and at most eight."""
        return max(self._least, min(int(self.document().size().height()), MOST_LINES))

    def share_height(self, lines: int) -> None:
        """Be as high as ``lines`` lines: both languages are as high as the taller one."""
        height = QFontMetrics(self.font()).lineSpacing() * lines + px(4)
        if height != self._shared:
            self._shared = height
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the text's lines."""
        return QSize(px(120), QFontMetrics(self.font()).lineSpacing() * self.lines_wanted() + px(4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Any width will do."""
        return QSize(px(60), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Commit on Ctrl+Enter; give back the stored text on Esc."""
        key = Qt.Key(event.key())
        if key in _ENTER and (self._is_name or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.commit()
            event.accept()
            return
        if key is Qt.Key.Key_Escape and self._typed:
            self._typed = False
            self._fill(self._stored)
            self.drafted.emit(self._stored)
            event.accept()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Take pasted text as plain words; a name takes them in one paragraph."""
        if self._is_name and source.hasText():
            self.insertPlainText(" ".join(source.text().split()))
        else:
            super().insertFromMimeData(source)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Say that the cursor came in."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Commit when the cursor leaves, but not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.commit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width wraps into another number of lines."""
        super().resizeEvent(event)
        self._measure()

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+Enter before the window does, and leave undo to the plan while nothing is being typed."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not self._typed and is_undo_or_redo(event):
                event.ignore()
                return True
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if held and Qt.Key(event.key()) in _ENTER:
                event.accept()
                return True
        return super().event(event)

    def _fill(self, text: str) -> None:
        self._settling = True
        self.setPlainText(text)
        self._settling = False

    def _changed(self) -> None:
        if not self._settling:
            self._typed = True
            self.drafted.emit(self.text())
        self._measure()

    def _measure(self) -> None:
        self._resting.start()
