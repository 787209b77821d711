"""What was done, at the bottom left of the page for eight seconds, with Undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEasingCurve, QEvent, QPoint, QPropertyAnimation, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QGraphicsOpacityEffect, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from app.i18n import _
from ui.look.measure import px
from ui.look.paint import edged, smooth
from ui.look.tokens import Role
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.frames import row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QPaintEvent

SHOWN: Final = 8000
_FADE: Final = 120
_EDITORS: Final = (QLineEdit, QPlainTextEdit, QTextEdit)


class Toast(Retranslated, QWidget):
    """One sentence over the page; it stays while the pointer or the focus is in it."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = row(self, gap=12, margins=(16, 6, 8, 6))
        self.sentence = Label("")
        self.undo = Button(lambda: _("Undo"), kind=Kind.LINK)
        self.cross = IconButton(lambda: _("Close this notice"), "x")
        line.addWidget(self.sentence, 1)
        line.addWidget(self.undo)
        line.addWidget(self.cross)
        self.undo.clicked.connect(self._undo)
        self.cross.clicked.connect(self.leave)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN)
        self._timer.timeout.connect(self._time_out)
        self.has_motion = True
        self.hide()

    def say(self, words: Words, *, undo: bool) -> None:
        """Show a sentence instead of the one before."""
        self.sentence.say(words)
        self.undo.setVisible(undo)
        self.setAccessibleName(say(words))
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, say(words)))

    def place(self) -> None:
        """Lie at the bottom left of the page, or where nothing is covered that is typed in or clicked next."""
        parent, line = self.parentWidget(), self.layout()
        if parent is None or line is None:
            return
        widest = parent.width() - px(48)
        self.sentence.setWordWrap(False)
        line.activate()
        if line.sizeHint().width() > widest:
            self.sentence.setWordWrap(True)
        width = min(line.sizeHint().width(), widest) if not self.sentence.wordWrap() else widest
        high = line.totalHeightForWidth(width) if line.hasHeightForWidth() else line.sizeHint().height()
        self.resize(width, high)
        left, right = px(24), parent.width() - self.width() - px(24)
        bottom, top = parent.height() - self.height() - px(18), px(76)
        corners = [QPoint(left, bottom), QPoint(right, bottom), QPoint((left + right) // 2, top)]
        fields = self._fields(parent)
        covered = [sum(field.intersects(QRect(at, self.size())) for field in fields) for at in corners]
        self.move(corners[covered.index(min(covered))])

    @staticmethod
    def _fields(parent: QWidget) -> list[QRect]:
        """Return where the page's fields and its primary button lie, as far as they are seen."""
        found: list[QWidget] = [one for kind in _EDITORS for one in parent.findChildren(kind)]
        found += [button for button in parent.findChildren(Button) if button.kind is Kind.PRIMARY]
        seen = [(one, one.visibleRegion().boundingRect()) for one in found if one.isVisible()]
        return [QRect(one.mapTo(parent, area.topLeft()), area.size()) for one, area in seen if not area.isEmpty()]

    def leave(self) -> None:
        """Go at once."""
        self._timer.stop()
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Stay while the pointer is here."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Count again."""
        self._timer.start()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the ground."""
        edged(smooth(QPainter(self)), QRectF(self.rect()), Role.RAISED, Role.CONTROL, radius=8)

    def _undo(self) -> None:
        self.leave()
        self.undo_asked.emit()

    def _time_out(self) -> None:
        if self.undo.hasFocus() or self.cross.hasFocus():
            self._timer.start()
            return
        if not self.has_motion:
            self.hide()
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        fade = QPropertyAnimation(effect, b"opacity", self)
        fade.setDuration(_FADE)
        fade.setEasingCurve(QEasingCurve.Type.OutQuad)
        fade.setStartValue(1.0)
        fade.setEndValue(0.0)
        fade.finished.connect(self._gone)
        fade.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def _gone(self) -> None:
        self.hide()
        self.setGraphicsEffect(None)  # type: ignore[arg-type]  # Qt takes the effect away for None
