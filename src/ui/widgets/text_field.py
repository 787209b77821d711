"""A text that has one language or none: an identifier, an address, a date, a name of a person."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QFrame, QSizePolicy, QVBoxLayout, QWidget

from app import i18n
from app.i18n import _
from ui.look.measure import px
from ui.look.tokens import Role, Size
from ui.widgets.button import IconButton
from ui.widgets.editors import LineEditor, TextEditor
from ui.widgets.field_frame import FieldFrame
from ui.widgets.finding_chip import FieldFinding, FieldFindings, Level
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.length import tell_length
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from model.language import Language


class TextField(Retranslated, QWidget):
    """A label above a frame with one editor; a check may keep what was typed from being committed."""

    committed = Signal(str)
    drafted = Signal(str)
    focused = Signal()

    def __init__(
        self,
        label: Words,
        *,
        lines: int = 1,
        max_length: int | None = None,
        hint: Words | None = None,
        width: float | None = None,
    ) -> None:
        super().__init__()
        self._lines, self._max = lines, max_length
        self._check: Callable[[str], Words | None] | None = None
        self._found: tuple[FieldFinding, ...] = ()
        self._kept = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole = column(self, gap=5)
        self.label = Label(label, strong=True, wrap=True)
        self._head = row(gap=8)
        self._head.addWidget(self.label, 1)
        whole.addLayout(self._head)
        if hint is not None:
            whole.addWidget(Label(hint, size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        self._frame = FieldFrame()
        self._line = row(self._frame, gap=6, margins=(9, 4, 6, 4))
        self._editor: LineEditor | TextEditor = LineEditor() if lines == 1 else TextEditor(lines)
        self._frame.lead_to(self._editor)
        self._line.addWidget(self._editor, 1)
        self._count = Label("", size=Size.CAPTION, role=Role.TEXT2, tabular=True)
        self._count.hide()
        self._line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        if width is not None:
            self._frame.setFixedWidth(px(width))
        if isinstance(self._editor, LineEditor):
            self._frame.setMinimumHeight(max(px(30), self._editor.sizeHint().height() + px(8)))
        else:
            self._editor.height_wanted.connect(self._level)
        whole.addWidget(self._frame)
        self._findings = FieldFindings()
        whole.addWidget(self._findings)
        self.bind(self._editor.setAccessibleName, label)
        self._editor.committed.connect(self._commit)
        self._editor.drafted.connect(self._draft)
        self._editor.entered.connect(self.focused)

    def value(self) -> str:
        """Return the text that is in the editor now."""
        return self._editor.text()

    def set_value(self, value: str) -> None:
        """Show what the plan holds, unless something else is being typed."""
        self._kept = value
        self._editor.store(value)
        self._tell_length()
        self._level()

    def set_check(self, check: Callable[[str], Words | None]) -> None:
        """Refuse texts for which ``check`` returns a sentence; it is shown below the field."""
        self._check = check

    def set_read_only(self, read_only: bool) -> None:
        """Take no text, or take it again."""
        self._editor.setReadOnly(read_only)
        self._frame.set_locked(read_only)

    def add_tool(self, tool: QWidget) -> None:
        """Put something beside the label."""
        self._head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)

    def set_placeholder(self, words: Words) -> None:
        """Show a hint while the field is empty."""
        self.bind(self._editor.setPlaceholderText, words)

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show what is found at this field, below it."""
        self._found = tuple(findings)
        self._findings.show_findings(self._found)

    def offer_draft(self, text: str) -> None:
        """Put a recovered draft in, as if it had just been typed."""
        self._editor.draft(text)

    def is_being_typed(self) -> bool:
        """Whether there is text that was not committed."""
        return self._editor.is_being_typed()

    def commit(self) -> None:
        """Hand over what was typed."""
        self._editor.commit()

    def editor(self) -> LineEditor | TextEditor:
        """Return the editor."""
        return self._editor

    def take_focus(self, _language: Language | None = None) -> None:
        """Put the cursor into the field."""
        self._editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, words: Words) -> None:
        """Show why what was typed cannot be taken; it stays in the editor."""
        self._editor.reopen(self._kept)
        self._findings.show_findings((FieldFinding(Level.ERROR, words), *self._found))

    def _commit(self, text: str) -> None:
        refused = self._check(text) if self._check is not None else None
        if refused is not None:
            self.refuse(refused)
            return
        self._kept = text
        self._findings.show_findings(self._found)
        self.committed.emit(text)

    def _draft(self, text: str) -> None:
        self._tell_length()
        self.drafted.emit(text)

    def _level(self) -> None:
        if isinstance(self._editor, TextEditor):
            self._editor.share_height(self._editor.lines_wanted())

    def _tell_length(self) -> None:
        if self._max is not None:
            tell_length(self._count, self._editor.text(), self._max)


class DateField(TextField):
    """A day, typed as 2026-04-01 or chosen in a calendar; blank is no day."""

    dated = Signal(object)  # date | None

    def __init__(self, label: Words, *, hint: Words | None = None) -> None:
        super().__init__(label, hint=hint, width=150)
        self.set_placeholder(lambda: _("YYYY-MM-DD"))
        self.set_check(self._judge)
        self._open = IconButton(lambda: _("Choose a day"), "calendar")
        self._open.clicked.connect(self._show_calendar)
        self._line.setContentsMargins(px(9), 0, 0, 0)
        self._line.addWidget(self._open)
        self.committed.connect(lambda text: self.dated.emit(self._day(text)))

    def set_day(self, day: date | None) -> None:
        """Show what the plan holds."""
        self.set_value(day.isoformat() if day else "")

    def set_read_only(self, read_only: bool) -> None:
        """Take no day, or take one again."""
        super().set_read_only(read_only)
        self._open.setEnabled(not read_only)

    @staticmethod
    def _day(text: str) -> date | None:
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            return None

    def _judge(self, text: str) -> Words | None:
        if not text.strip() or self._day(text):
            return None
        return lambda: _("Enter the day as year-month-day, for example 2026-04-01.")

    def _show_calendar(self) -> None:
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName("popup")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inner = QVBoxLayout(popup)
        inner.setContentsMargins(px(6), px(6), px(6), px(6))
        calendar = QCalendarWidget()
        calendar.setLocale(QLocale(i18n.language().locale))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if day := self._day(self.value()):
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.activated.connect(lambda chosen: self._take(chosen, popup))
        calendar.clicked.connect(lambda chosen: self._take(chosen, popup))
        inner.addWidget(calendar)
        popup.move(self._frame.mapToGlobal(QPoint(0, self._frame.height() + 2)))
        popup.show()
        calendar.setFocus()

    def _take(self, chosen: QDate, popup: QFrame) -> None:
        popup.close()
        self._editor.draft(f"{chosen.year():04d}-{chosen.month():02d}-{chosen.day():02d}")
        self._editor.commit()
