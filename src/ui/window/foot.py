"""The line below the page: saved state, findings by level, background work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.formats import format_number
from app.i18n import _, ngettext
from ui.look.icons import NORMAL, draw_icon, pixmap
from ui.look.measure import font, px
from ui.look.paint import LEFT, focus_ring, smooth, soft, write
from ui.look.tokens import Role, Size
from ui.widgets.button import Button, Kind
from ui.widgets.finding_chip import Level, level_icon, level_role
from ui.widgets.frames import row
from ui.widgets.label import ElidedLabel
from ui.widgets.progress import ProgressBar
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from ui.tasks import Task, Tasks

_HEIGHT: Final = 30


def counted(level: Level, count: int) -> str:
    """Return how many findings of a level there are, in words."""
    if level is Level.ERROR:
        return ngettext("{count} error", "{count} errors", count).format(count=format_number(count))
    if level is Level.WARNING:
        return ngettext("{count} warning", "{count} warnings", count).format(count=format_number(count))
    return ngettext("{count} suggestion", "{count} suggestions", count).format(count=format_number(count))


class _Count(Retranslated, QPushButton):
    """The number of findings of one level; a click lists them."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        self.level, self.count, self.is_short = level, 0, False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show another number; nothing is shown for none."""
        self.count = count
        self.setVisible(count > 0)
        self.bind(self.setAccessibleName, lambda: counted(self.level, count))
        self._tell()

    def set_short(self, *, is_short: bool) -> None:
        """Show the number alone, or the words too."""
        if is_short != self.is_short:
            self.is_short = is_short
            self._tell()

    def _tell(self) -> None:
        self.bind(self.setText, lambda: self._words(is_short=self.is_short))
        self.bind(self.setToolTip, lambda: counted(self.level, self.count) if self.is_short else "")
        self.updateGeometry()

    def _words(self, *, is_short: bool) -> str:
        return format_number(self.count) if is_short else counted(self.level, self.count)

    def room(self) -> int:
        """Return the width of icon and words."""
        words = self._metrics().horizontalAdvance(self._words(is_short=False))
        return 0 if self.count == 0 else px(NORMAL) + px(18) + words

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(font(Size.CAPTION))

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for icon and words."""
        metrics = self._metrics()
        return QSize(
            px(NORMAL) + px(18) + metrics.horizontalAdvance(self.text()), max(px(24), metrics.height() + px(6))
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Never lose a word; what Qt would ask for is meant for its own letters."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw icon and words."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        if self.underMouse():
            soft(painter, box, Role.LINE, Role.CONTROL, radius=6)
        draw_icon(painter, level_icon(self.level), level_role(self.level), px(5), (self.height() - px(NORMAL)) / 2)
        write(
            painter,
            box.adjusted(px(NORMAL + 11), 0, 0, 0),
            self.text(),
            Role.TEXT2,
            face=font(Size.CAPTION),
            align=LEFT,
        )
        if self.hasFocus():
            focus_ring(painter, box)


class Foot(Retranslated, QWidget):
    """Saved state at the left, background work at the right."""

    findings_asked = Signal(object)  # Level

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.setMinimumHeight(px(_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = row(self, gap=4, margins=(18, 2, 14, 2))
        self._icon = QLabel()
        line.addWidget(self._icon)
        line.addSpacing(px(2))
        self.saved = ElidedLabel("", size=Size.CAPTION, role=Role.TEXT2)
        line.addWidget(self.saved)
        line.addSpacing(px(10))
        self.counts = {level: _Count(level) for level in Level}
        for count in self.counts.values():
            count.clicked.connect(lambda _checked=False, level=count.level: self.findings_asked.emit(level))
            line.addWidget(count)
        line.addStretch(1)
        self.work = ElidedLabel("", size=Size.CAPTION, role=Role.TEXT2)
        self._bar = ProgressBar()
        self.cancel = Button(lambda: _("Cancel"), kind=Kind.LINK)
        self.cancel.set_size(Size.CAPTION)
        for part in (self.work, self._bar, self.cancel):
            line.addWidget(part)
        line.setSpacing(px(4))
        self.cancel.clicked.connect(self._cancel)
        self._working: Words | None = None
        tasks.changed.connect(self._show_work)
        self._saved_icon = ("circle-check", Role.GOOD)
        self._draw()
        self._show_work()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, from left to right."""
        return (*self.counts.values(), self.cancel)

    def set_saved(self, words: Words, *, icon: str = "circle-check", role: Role = Role.GOOD) -> None:
        """Say what is on disk."""
        self._saved_icon = (icon, role)
        self.saved.say(words)
        self._icon.setVisible(bool(words))
        self._draw()

    def set_working(self, words: Words | None) -> None:
        """Say what the window itself does, painted at once, for nothing is painted until it is done; None ends it."""
        self._working = words
        self._show_work()
        layout = self.layout()
        if words is not None and layout is not None:
            layout.activate()
            self.repaint()

    def set_counts(self, errors: int, warnings: int, suggestions: int) -> None:
        """Show how many findings of each level are open."""
        for level, count in zip(Level, (errors, warnings, suggestions), strict=True):
            self.counts[level].set_count(count)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Show the numbers of findings without words where there is no room for both."""
        wanted = self.saved.sizeHint().width() + sum(count.room() for count in self.counts.values()) + px(90)
        if not self.work.isHidden():
            wanted += self.work.sizeHint().width()
        if not self.cancel.isHidden():
            wanted += self._bar.width() + self.cancel.sizeHint().width()
        for count in self.counts.values():
            count.set_short(is_short=wanted > self.width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme."""
        if event.type() is event.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Say the same in the other language."""
        super().retranslate()
        self._show_work()
        self._fold()

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap(self._saved_icon[0], self._saved_icon[1]))

    def _current(self) -> Task | None:
        running = self._tasks.running()
        return running[0] if running else None

    def _cancel(self) -> None:
        task = self._current()
        if task is not None:
            task.cancel()

    def _show_work(self) -> None:
        task = self._current() if self._working is None else None
        for part in (self.work, self._bar, self.cancel):
            part.setVisible(task is not None)
        if self._working is not None:
            self.work.say(self._working)
            self.work.show()
        if task is None:
            self._fold()
            return
        share = task.done / task.total if task.total else 0.0
        words = say(task.words)
        if task.total:
            words = _("{label}: {value}").format(label=words, value=_percent(share))
        self.work.say(words)
        self._bar.set_share(share)
        self.bind(self._bar.setAccessibleName, words)
        self._fold()


def _percent(share: float) -> str:
    """Return a share in per cent; Babel is not needed for it before the first paint."""
    return _("{percent}%").format(percent=round(share * 100))
