"""A state in an icon and a word on a soft ground; never a button."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from model.language import Language
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, smooth, soft
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIDE: Final = 9
_GAP: Final = 5


class Tone(StrEnum):
    """What a state means; colour follows it, never the other way round."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    IDEA = "idea"
    LIVE = "live"
    QUIET = "quiet"


INK: Final = {
    Tone.GOOD: Role.GOOD,
    Tone.WARN: Role.WARN,
    Tone.BAD: Role.BAD,
    Tone.IDEA: Role.IDEA,
    Tone.LIVE: Role.ACCENT,
    Tone.QUIET: Role.TEXT2,
}
GROUND: Final = {
    Tone.GOOD: Role.GOOD_SOFT,
    Tone.WARN: Role.WARN_SOFT,
    Tone.BAD: Role.BAD_SOFT,
    Tone.IDEA: Role.IDEA_SOFT,
    Tone.LIVE: Role.ACCENT_SOFT,
    Tone.QUIET: Role.SUNKEN,
}


@dataclass(frozen=True, slots=True)
class Pill:
    """A state as it is shown: icon, word and tone."""

    words: Words
    tone: Tone
    icon: str


def confirmed() -> Pill:
    """Both sides were declared equal."""
    return Pill(lambda: _("Confirmed"), Tone.GOOD, "circle-check")


def to_review() -> Pill:
    """One side changed since both were declared equal."""
    return Pill(lambda: _("To review"), Tone.WARN, "refresh-cw")


def draft() -> Pill:
    """Both sides are written, and were never declared equal."""
    return Pill(lambda: _("Draft"), Tone.QUIET, "pencil")


def missing(language: Language) -> Pill:
    """One side is not written."""
    if language is Language.FR:
        return Pill(lambda: _("French missing"), Tone.BAD, "circle-alert")
    return Pill(lambda: _("English missing"), Tone.BAD, "circle-alert")


def error() -> Pill:
    """A finding that must be mended."""
    return Pill(lambda: _("Error"), Tone.BAD, "circle-alert")


def warning() -> Pill:
    """A finding that should be looked at."""
    return Pill(lambda: _("Warning"), Tone.WARN, "triangle-alert")


def suggestion() -> Pill:
    """A finding that may help."""
    return Pill(lambda: _("Suggestion"), Tone.IDEA, "lightbulb")


def not_started() -> Pill:
    """A step or section that holds nothing."""
    return Pill(lambda: _("Not started"), Tone.QUIET, "circle-dashed")


def in_progress() -> Pill:
    """A step or section that holds something."""
    return Pill(lambda: _("In progress"), Tone.LIVE, "ellipsis")


def complete() -> Pill:
    """A step that is closed."""
    return Pill(lambda: _("Complete"), Tone.GOOD, "circle-check")


def pill_size(pill: Pill) -> QSize:
    """Return the room that a pill takes."""
    metrics = QFontMetrics(font(Size.CAPTION, strong=True))
    width = metrics.horizontalAdvance(say(pill.words)) + px(SMALL) + px(_GAP) + 2 * px(_SIDE)
    return QSize(width, max(px(20), metrics.height() + px(4)))


def paint_pill(painter: QPainter, box: QRectF, pill: Pill) -> None:
    """Draw a pill at the left of ``box``, in its middle; table cells use it too."""
    smooth(painter)
    size = pill_size(pill)
    width = min(float(size.width()), box.width())
    ground = QRectF(box.left(), box.center().y() - size.height() / 2, width, size.height())
    soft(painter, ground, GROUND[pill.tone], INK[pill.tone], radius=size.height() / 2)
    top = ground.center().y() - px(SMALL) / 2
    draw_icon(painter, pill.icon, INK[pill.tone], ground.left() + px(_SIDE) - px(1), top, size=SMALL)
    painter.setFont(font(Size.CAPTION, strong=True))
    painter.setPen(colour(INK[pill.tone]))
    words = ground.adjusted(px(_SIDE) + px(SMALL) + px(_GAP) - px(1), 0, 0, 0)
    painter.drawText(words, LEFT, say(pill.words))


class StatusPill(Retranslated, QWidget):
    """A pill as a widget; hidden while there is no state to show."""

    def __init__(self, pill: Pill | None = None) -> None:
        super().__init__()
        self._pill: Pill | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_pill(pill)

    def pill(self) -> Pill | None:
        """Return what is shown."""
        return self._pill

    def set_pill(self, pill: Pill | None) -> None:
        """Show another state, or none."""
        self._pill = pill
        if pill is None or self.parentWidget() is not None:  # alone it would be a window
            self.setVisible(pill is not None)
        self.bind(self.setAccessibleName, pill.words if pill else "")
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """The word has another width in the other language."""
        super().retranslate()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for icon and word."""
        return pill_size(self._pill) if self._pill else QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the pill."""
        if self._pill:
            paint_pill(QPainter(self), QRectF(self.rect()), self._pill)
