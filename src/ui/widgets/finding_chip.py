"""A finding as a card that leads to where it can be mended, and findings under a field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.look.icons import NORMAL, SMALL, draw_icon, pixmap
from ui.look.measure import font, px
from ui.look.paint import RIGHT, edged, focus_ring, smooth, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets import pill as pills
from ui.widgets.frames import clear, column, row
from ui.widgets.label import Label
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent


class Level(StrEnum):
    """How much a finding weighs; the values are those of the command line."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


LEVEL_PILLS: Final = {Level.ERROR: pills.error, Level.WARNING: pills.warning, Level.SUGGESTION: pills.suggestion}


def level_icon(level: Level) -> str:
    """Return the icon of a level."""
    return LEVEL_PILLS[level]().icon


def level_role(level: Level) -> Role:
    """Return the colour role of a level."""
    return pills.INK[LEVEL_PILLS[level]().tone]


def level_words(level: Level) -> str:
    """Return the name of a level in the interface language."""
    return say(LEVEL_PILLS[level]().words)


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What is found at one field: its level and its sentence."""

    level: Level
    words: Words


class FindingChip(Retranslated, QPushButton):
    """Icon, level, place and one sentence; Enter or a click leads to the field."""

    activated = Signal()
    _SIDE = 12

    def __init__(self, level: Level, place: Words, sentence: Words) -> None:
        super().__init__()
        self._level, self._place, self._sentence = level, place, sentence
        self._said = say(sentence)  # it is asked for at each layout, and takes long to write
        self._heights: dict[int, int] = {}  # of the sentence by width: asked for many times in a layout
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.bind(self.setAccessibleName, self._spoken)
        self.bind(self.setToolTip, place)
        self.clicked.connect(self.activated)

    def _spoken(self) -> str:
        return f"{level_words(self._level)}. {say(self._place)}. {self._said}"

    def hasHeightForWidth(self) -> bool:  # noqa: N802  Qt's name
        """The sentence wraps."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        """Return the height of the head and the wrapped sentence."""
        return self._head() + self._sentence_height(width) + px(20)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for a sentence of two lines."""
        return QSize(px(260), self.heightForWidth(px(260)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with a narrow card."""
        return QSize(px(140), self.heightForWidth(max(self.width(), px(140))))

    def _head(self) -> int:
        return max(px(NORMAL), self._metrics_height()) + px(4)

    def _metrics_height(self) -> int:
        return self.fontMetrics().height()

    def _sentence_height(self, width: int) -> int:
        inner = max(width - 2 * px(self._SIDE), px(80))
        if inner not in self._heights:
            flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)
            self._heights[inner] = self.fontMetrics().boundingRect(0, 0, inner, 10_000, flags, self._said).height()
        return self._heights[inner]

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """The sentence has another height in another font."""
        self._heights.clear()
        super().changeEvent(event)

    def resizeEvent(self, event: object) -> None:  # noqa: N802  Qt's name
        """Tell the layout the height of the new width."""
        super().resizeEvent(event)  # type: ignore[arg-type]  # the event is Qt's own
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the card."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        live = self.underMouse() or self.isDown()
        edged(painter, box, Role.SHEET, Role.CONTROL if live else Role.LINE, radius=8)
        inner = box.adjusted(px(self._SIDE), px(8), -px(self._SIDE), -px(8))
        head = QRectF(inner.left(), inner.top(), inner.width(), self._head())
        role, middle = level_role(self._level), head.center().y() - px(NORMAL) / 2
        draw_icon(painter, level_icon(self._level), role, head.left(), middle)
        words = level_words(self._level)
        face = font(strong=True)
        write(painter, head.adjusted(px(24), 0, 0, 0), words, role, face=face)
        used = px(24) + painter.fontMetrics().horizontalAdvance(words) + px(12)
        draw_icon(painter, "arrow-right", Role.TEXT2, head.right() - px(SMALL), head.center().y() - px(7), size=SMALL)
        place = head.adjusted(used, 0, -px(SMALL) - px(6), 0)
        write(painter, place, say(self._place), Role.TEXT2, face=font(Size.CAPTION), align=RIGHT, keeps_end=True)
        painter.setFont(font())
        painter.setPen(colour(Role.TEXT))
        text = QRectF(inner.left(), head.bottom() + px(2), inner.width(), inner.bottom() - head.bottom())
        painter.drawText(text, int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft), self._said)
        if self.hasFocus():
            focus_ring(painter, box, radius=8)

    def retranslate(self) -> None:
        """The sentence has another height in the other language."""
        self._said = say(self._sentence)
        self._heights.clear()
        super().retranslate()
        self.updateGeometry()
        self.update()


class _FindingLine(QWidget):
    """One finding under a field: icon and sentence in the level's colour."""

    def __init__(self, finding: FieldFinding) -> None:
        super().__init__()
        self._level = finding.level
        line = row(self, gap=6)
        self._icon = QLabel()
        self._icon.setAccessibleName(level_words(finding.level))
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        sentence = Label(finding.words, size=Size.CAPTION, role=level_role(finding.level), wrap=True)
        line.addWidget(sentence, 1)
        self._draw()

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap(level_icon(self._level), level_role(self._level), SMALL))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Follow the theme and the language."""
        if event.type() is event.Type.PaletteChange:
            self._draw()
        if event.type() is event.Type.LanguageChange:
            self._icon.setAccessibleName(level_words(self._level))
        super().changeEvent(event)


class FieldFindings(QWidget):
    """The findings of one field, below it; no room is taken while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, gap=2)
        self._shown: tuple[FieldFinding, ...] = ()
        self.hide()

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show these instead of those before."""
        clear(self._lines)
        self._shown = tuple(findings)
        for finding in findings:
            self._lines.addWidget(_FindingLine(finding))
        self.setVisible(bool(findings))

    def sentences(self) -> list[str]:
        """Return what is shown, in the interface language."""
        return [say(finding.words) for finding in self._shown]
