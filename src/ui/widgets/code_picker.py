"""Codes of a list: pills in a frame, chosen from a searched list in the interface language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.i18n import _
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, smooth, soft
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets.code_list import Code, CodeList
from ui.widgets.field_frame import FieldFrame
from ui.widgets.finding_chip import FieldFinding, FieldFindings
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from model.language import Language

__all__ = ["Code", "CodePicker"]
_SIDE: Final = 8


class _CodePill(Retranslated, QPushButton):
    """One chosen code, with a cross that takes it away."""

    def __init__(self, words: Words, code: str, *, removable: bool) -> None:
        super().__init__()
        self._words, self._removable = words, removable
        self._code = code if code != words else ""  # a code that no list knows stands for itself
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, lambda: _("Take {name} away").format(name=say(words)))
        self.bind(self.setToolTip, words)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the words, the code and the cross."""
        metrics = QFontMetrics(font())
        words = metrics.horizontalAdvance(say(self._words)) + 2 * px(_SIDE)
        return QSize(words + self._tail() + self._cross(), metrics.height() + px(4))

    def _cross(self) -> int:
        return px(SMALL) + px(4) if self._removable else 0

    def _tail(self) -> int:
        """Return the room of the code and the gap before it."""
        wide = QFontMetrics(font(Size.CAPTION)).horizontalAdvance(self._code)
        return wide + px(6) if self._code else 0

    def retranslate(self) -> None:
        """Words have another width in the other language."""
        super().retranslate()
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the pill."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        soft(painter, box, Role.ACCENT_SOFT, Role.CONTROL, radius=5)
        painter.setFont(font())
        painter.setPen(colour(Role.TEXT))
        words = box.adjusted(px(_SIDE), 0, -px(_SIDE) - self._cross() - self._tail(), 0)
        fitted = painter.fontMetrics().elidedText(say(self._words), Qt.TextElideMode.ElideRight, int(words.width()) + 1)
        painter.drawText(words, LEFT, fitted)
        if self._code:
            after = words.left() + painter.fontMetrics().horizontalAdvance(fitted) + px(6)
            painter.setFont(font(Size.CAPTION))
            painter.setPen(colour(Role.TEXT2))
            painter.drawText(QRectF(after, box.top(), box.right() - after, box.height()), LEFT, self._code)
        if self._removable:
            tint = Role.TEXT if self.underMouse() else Role.TEXT2
            at = box.right() - px(_SIDE) - px(SMALL) + px(3)
            draw_icon(painter, "x", tint, at, box.center().y() - px(SMALL) / 2, size=SMALL)


class _Opener(Retranslated, QPushButton):
    """What has the focus in a code picker: opens the list, and takes the last code away."""

    opened = Signal(str)
    emptied = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.is_hint = True
        self.tail = ""

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the words and the chevron."""
        metrics = QFontMetrics(font())
        tail = QFontMetrics(font(Size.CAPTION)).horizontalAdvance(self.tail)
        return QSize(metrics.horizontalAdvance(self.text()) + tail + px(SMALL) + px(16), metrics.height() + px(4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with the chevron and a few letters."""
        return QSize(px(60), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Open on Space, Enter, Down or a letter; take the last code away on Backspace."""
        key = Qt.Key(event.key())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.emptied.emit()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit("")
        elif event.text().isprintable() and event.text().strip() and not held:
            self.opened.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Open the list."""
        if event.button() is Qt.MouseButton.LeftButton and self.isEnabled():
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.opened.emit("")

    def focusInEvent(self, event: object) -> None:  # noqa: N802  Qt's name
        """Say that the focus came in."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # the event is Qt's own
        self.entered.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw what is chosen, or a hint, and the chevron."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect()).adjusted(0, 0, -px(SMALL) - px(6), 0)
        painter.setFont(font())
        painter.setPen(colour(Role.TEXT2 if self.is_hint else Role.TEXT))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, LEFT, words)
        if self.tail:
            used = painter.fontMetrics().horizontalAdvance(words) + px(8)
            painter.setFont(font(Size.CAPTION))
            painter.setPen(colour(Role.TEXT2))
            painter.drawText(box.adjusted(used, 0, 0, 0), LEFT, self.tail)
        if self.isEnabled():
            at = self.width() - px(SMALL) - px(2)
            draw_icon(painter, "chevron-down", Role.TEXT2, at, (self.height() - px(SMALL)) / 2, size=SMALL)


class CodePicker(Retranslated, QWidget):
    """A label above a frame with the chosen codes; a code that is not in the list is shown as it is."""

    committed = Signal(object)  # tuple[str, ...]
    focused = Signal()

    def __init__(
        self, label: Words, codes: Sequence[Code] = (), *, multiple: bool = False, hint: Words | None = None
    ) -> None:
        super().__init__()
        self._name, self._multiple = label, multiple
        self._list = tuple(codes)
        self._codes: tuple[str, ...] = ()
        self._read_only = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        whole = column(self, gap=5)
        self._head = row(gap=8)
        self.label = Label(label, strong=True, wrap=True)
        self._head.addWidget(self.label, 1)
        whole.addLayout(self._head)
        if hint is not None:
            whole.addWidget(Label(hint, size=Size.CAPTION, role=Role.TEXT2, wrap=True))
        self._frame = FieldFrame()
        self._frame.setMinimumHeight(px(30))
        inner = row(self._frame, margins=(9, 3, 7, 3))
        self._pills = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._pills.setSizePolicy(policy)
        self._flow = FlowLayout(self._pills, gap=4)
        self._opener = _Opener()
        inner.addWidget(self._pills if multiple else self._opener, 1)
        if multiple:
            self._flow.addWidget(self._opener)
        self._frame.lead_to(self._opener)
        whole.addWidget(self._frame)
        self._findings = FieldFindings()
        whole.addWidget(self._findings)
        self._opener.opened.connect(self.open_list)
        self._opener.emptied.connect(self._drop_last)
        self._opener.entered.connect(self.focused)
        self.bind(self._opener.setAccessibleName, self._spoken)
        self.bind(self._opener.setText, self._opener_words)

    def codes(self) -> tuple[str, ...]:
        """Return the chosen codes, in the list's order."""
        return self._codes

    def set_list(self, codes: Sequence[Code]) -> None:
        """Offer other codes."""
        self._list = tuple(codes)
        self._show()

    def set_codes(self, codes: Sequence[str]) -> None:
        """Show what the plan holds."""
        chosen = tuple(code for code in codes if code)
        if chosen != self._codes:
            self._codes = chosen
            self._show()

    def add_tool(self, tool: QWidget) -> None:
        """Put something beside the label."""
        self._head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)

    def set_read_only(self, read_only: bool) -> None:
        """Take no code, or take one again."""
        self._read_only = read_only
        self._opener.setEnabled(not read_only)
        self._frame.set_locked(read_only)
        self._show()

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show what is found at this field, below it."""
        self._findings.show_findings(findings)

    def take_focus(self, _language: Language | None = None) -> None:
        """Take the focus."""
        self._opener.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def opener(self) -> QPushButton:
        """Return what has the focus and opens the list."""
        return self._opener

    def open_list(self, search: str = "") -> CodeList | None:
        """Open the list below the frame, searched for ``search`` at once."""
        if self._read_only or not self._list:
            return None
        opened = CodeList(self, say(self._name), self._list, set(self._codes), multiple=self._multiple)
        opened.picked.connect(self._pick)
        opened.closed.connect(self.take_focus)
        opened.setFixedWidth(max(self._frame.width(), opened.minimumWidth()))
        opened.adjustSize()
        opened.move(self._place_of(opened))
        opened.show()
        opened.search.setFocus()
        opened.search.setText(search)
        return opened

    def _place_of(self, opened: CodeList) -> QPoint:
        """Return where the list opens: below the frame, above it where the screen ends first."""
        below = self._frame.mapToGlobal(QPoint(0, self._frame.height() + 2))
        room = self.screen().availableGeometry()
        above = self._frame.mapToGlobal(QPoint(0, 0)).y() - 2 - opened.height()
        if below.y() + opened.height() <= room.bottom() + 1 or above < room.top():
            below.setY(max(min(below.y(), room.bottom() + 1 - opened.height()), room.top()))
            return below
        return QPoint(below.x(), above)

    def retranslate(self) -> None:
        """Show the words of the codes in the other language."""
        super().retranslate()
        self._opener.updateGeometry()

    def _words_of(self, code: str) -> Words:
        return next((entry.words for entry in self._list if entry.code == code), code)

    def _opener_words(self) -> str:
        if not self._multiple and self._codes:
            return say(self._words_of(self._codes[0]))
        if self._read_only:
            return "" if self._codes else "–"
        return _("Add…") if self._multiple and self._codes else _("Choose…")

    def _spoken(self) -> str:
        chosen = ", ".join(say(self._words_of(code)) for code in self._codes)
        return f"{say(self._name)}: {chosen}" if chosen else say(self._name)

    def _show(self) -> None:
        if self._multiple:
            self._show_pills()
        else:
            told = next((entry.right for entry in self._list if entry.code in self._codes), "")
            self._opener.tail = told if told != self._opener_words() else ""  # a year is its own code
        self._opener.is_hint = self._multiple or not self._codes
        self.bind(self._opener.setText, self._opener_words)
        self.bind(self._opener.setAccessibleName, self._spoken)
        self._opener.updateGeometry()
        self._opener.update()

    def _show_pills(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._opener:
                widget.hide()
                widget.deleteLater()
        for code in self._codes:
            pill = _CodePill(self._words_of(code), code, removable=not self._read_only)
            pill.setEnabled(not self._read_only)
            pill.clicked.connect(lambda _checked=False, gone=code: self._pick(gone))
            self._flow.addWidget(pill)
        self._flow.addWidget(self._opener)
        self._flow.invalidate()
        self._pills.updateGeometry()

    def _pick(self, code: str) -> None:
        if self._multiple:
            chosen = set(self._codes) ^ {code}
            order = [entry.code for entry in self._list]
            strangers = [known for known in self._codes if known not in order]
            self._take(tuple(known for known in [*order, *strangers] if known in chosen))
        else:
            self._take((code,))

    def _drop_last(self) -> None:
        if self._codes and not self._read_only:
            self._take(self._codes[:-1])

    def _take(self, codes: tuple[str, ...]) -> None:
        if codes != self._codes:
            self._codes = codes
            self._show()
            self.committed.emit(codes)
