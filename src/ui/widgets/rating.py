"""Ratings: of a service by three rising bars, of a requirement by four segments; each with its word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from app.i18n import _
from ui.look.icons import SMALL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import LEFT, block, edged, empty_part, focus_ring, smooth, soft
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.button import menu_action
from ui.widgets.texts import Retranslated, Words, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent

    from ui.widgets.choice import Option

BARS: Final = 3
SEGMENTS: Final = 4
_BARS_WIDTH: Final = 18
_SEGMENT: Final = 9
_SEGMENT_STEP: Final = 11
_KEYS: Final = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4}


def rating_words(rating: int | None) -> str:
    """Return the word of a service's rating in the interface language."""
    words = {1: _("Low"), 2: _("Medium"), 3: _("High"), 0: _("None")}
    return words.get(rating, _("Not rated")) if rating is not None else _("Not rated")


def paint_bars(painter: QPainter, box: QRectF, decided: int | None, suggested: int | None = None) -> None:
    """Draw three rising bars at the left of ``box``: filled what was decided, hollow what is suggested."""
    smooth(painter)
    reached = decided if decided is not None else suggested or 0
    base = box.center().y() + px(6)
    for index in range(BARS):
        height = px(5 + 3 * index)
        bar = QRectF(box.left() + index * px(6), base - height, px(4.4), height)
        if index >= reached:
            empty_part(painter, bar, radius=1)
        elif decided is None:
            inner = bar.adjusted(0.6, 0.6, -0.6, -0.6)
            block(painter, inner, Role.SHEET, radius=1, pen=QPen(colour(Role.ACCENT), 1.2))
        else:
            block(painter, bar, Role.ACCENT, radius=1)


def paint_segments(painter: QPainter, box: QRectF, filled: int, of: int = SEGMENTS) -> None:
    """Draw segments in a row at the left of ``box``, so many of them filled."""
    smooth(painter)
    top, height = box.center().y() - px(3.5), px(7)
    for index in range(of):
        cell = QRectF(box.left() + index * px(_SEGMENT_STEP), top, px(_SEGMENT), height)
        if index < filled:
            block(painter, cell, Role.ACCENT, radius=1)
        else:
            empty_part(painter, cell, radius=1)


class _RatingButton(Retranslated, QPushButton):
    """A drawn value with its word; keys set it, a click opens the list of values."""

    def __init__(self, name: Words, glyph: float) -> None:
        super().__init__()
        self._name, self._glyph = name, glyph
        self._read_only = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.bind(self.setAccessibleName, self._spoken)
        self.clicked.connect(self._open)

    def set_read_only(self, read_only: bool) -> None:
        """Take no rating, or take one again."""
        self._read_only = read_only

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Ask for the glyph and the longest word."""
        metrics = QFontMetrics(font())
        widest = max((metrics.horizontalAdvance(word) for word in self._all_words()), default=0)
        return QSize(px(self._glyph) + widest + px(28) + px(SMALL), max(px(28), metrics.height() + px(8)))

    def retranslate(self) -> None:
        """Words have another width in the other language."""
        super().retranslate()
        self.updateGeometry()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw ground, glyph, word and focus ring."""
        painter = smooth(QPainter(self))
        box = QRectF(self.rect())
        if not self._read_only and (self.underMouse() or self.isDown()):
            soft(painter, box, Role.SUNKEN, Role.CONTROL, radius=6)
        self._draw_glyph(painter, box.adjusted(px(8), 0, 0, 0))
        painter.setFont(font())
        painter.setPen(colour(self._ink()))
        words = box.adjusted(px(8) + px(self._glyph) + px(8), 0, 0, 0)
        painter.drawText(words, LEFT, self._word())
        if not self._read_only and (self.underMouse() or self.hasFocus()):
            at = box.right() - px(SMALL) - px(4)
            draw_icon(painter, "chevron-down", Role.TEXT2, at, box.center().y() - px(SMALL) / 2, size=SMALL)
        if self.hasFocus():
            focus_ring(painter, box)

    def _spoken(self) -> str:
        return _("{label}: {value}").format(label=say(self._name), value=self._word())

    def _changed(self) -> None:
        self.bind(self.setAccessibleName, self._spoken)
        self.updateGeometry()
        self.update()

    def _open(self) -> None:
        if self._read_only:
            return
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        self._fill(menu)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _fill(self, menu: QMenu) -> None:
        raise NotImplementedError

    def _all_words(self) -> Sequence[str]:
        raise NotImplementedError

    def _word(self) -> str:
        raise NotImplementedError

    def _ink(self) -> Role:
        return Role.TEXT

    def _draw_glyph(self, painter: QPainter, box: QRectF) -> None:
        raise NotImplementedError


class RatingBars(_RatingButton):
    """The rating of a service on one consideration; keys 1, 2, 3 and 0, Backspace takes it back."""

    rated = Signal(object)  # int | None
    cleared = Signal()

    def __init__(
        self,
        name: Words,
        *,
        words: Callable[[int | None], str] = rating_words,
        meaning: Callable[[int], str] | None = None,
    ) -> None:
        """Show a rating.

        Args:
            name: what is rated.
            words: the word of a rating, and of none.
            meaning: what a rating means here; the list of values says it beside the word.
        """
        self._decided: int | None = None
        self._suggested: int | None = None
        self._words, self._meaning = words, meaning
        super().__init__(name, _BARS_WIDTH)

    def set_rating(self, decided: int | None, suggested: int | None = None) -> None:
        """Show what was decided (filled) or else what is suggested (hollow)."""
        self._decided, self._suggested = decided, suggested
        self._changed()

    def value(self) -> int | None:
        """Return what was decided, or None."""
        return self._decided

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Rate by digit."""
        key = Qt.Key(event.key())
        rating = {**_KEYS, Qt.Key.Key_0: 0}.get(key)
        if rating is not None and rating <= BARS and not self._read_only:
            self._rate(rating)
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete} and not self._read_only:
            self._rate(None)
        else:
            super().keyPressEvent(event)

    def _rate(self, rating: int | None) -> None:
        if rating != self._decided:
            self.set_rating(rating, self._suggested)
            self.rated.emit(rating)

    def _fill(self, menu: QMenu) -> None:
        for rating in (3, 2, 1, 0):
            action = menu_action(menu, partial(self._entry, rating), do=partial(self._rate, rating))
            action.setCheckable(True)
            action.setChecked(rating == self._decided)
        if self._decided is not None:
            menu.addSeparator()
            menu_action(menu, lambda: _("Take the rating back"), icon="rotate-ccw", do=lambda: self._rate(None))

    def _entry(self, rating: int) -> str:
        meaning = self._meaning(rating) if self._meaning is not None else ""
        return f"{self._words(rating)} – {meaning}" if meaning else self._words(rating)

    def _all_words(self) -> Sequence[str]:
        return [self._words(rating) for rating in (None, 0, 1, 2, 3)]

    def _shown(self) -> int | None:
        return self._decided if self._decided is not None else self._suggested

    def _word(self) -> str:
        return self._words(self._shown())

    def _spoken(self) -> str:
        if self._decided is None and self._suggested is not None:
            label, value = say(self._name), self._words(self._suggested)
            return _("{label}: {value}, suggested").format(label=label, value=value)
        return super()._spoken()

    def _ink(self) -> Role:
        return Role.TEXT if self._decided is not None else Role.TEXT2

    def _draw_glyph(self, painter: QPainter, box: QRectF) -> None:
        paint_bars(painter, box, self._decided, self._suggested)


class RequirementRating(_RatingButton):
    """The rating of a requirement; a click on a segment or keys 1 to 4, N for not applicable, 0 for none.

    The values are those of the framework's scale: ``4`` to ``1``, ``NA`` and ``NR``.
    """

    rated = Signal(str)

    def __init__(self, name: Words, levels: Sequence[Option]) -> None:
        self._levels = tuple(levels)
        self._value = ""
        super().__init__(name, _SEGMENT_STEP * SEGMENTS)

    def set_value(self, value: str | None) -> None:
        """Show a code of the scale; blank is not rated."""
        self._value = value or ""
        self._changed()

    def value(self) -> str:
        """Return the code, blank while not rated."""
        return self._value

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Rate by digit or letter."""
        key = Qt.Key(event.key())
        wanted = str(_KEYS[key]) if key in _KEYS else {Qt.Key.Key_N: "NA", Qt.Key.Key_0: "NR"}.get(key)
        if wanted is not None and not self._read_only:
            known = {level.value for level in self._levels}
            self._rate(wanted if wanted in known else "")
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Rate by the segment that was clicked; elsewhere the list opens."""
        at = int((event.position().x() - px(8)) // px(_SEGMENT_STEP))
        if self.isDown() and 0 <= at < SEGMENTS and event.position().x() >= px(8) and not self._read_only:
            self.setDown(False)
            self._rate(str(at + 1))
            return
        super().mouseReleaseEvent(event)

    def _rate(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.rated.emit(value)

    def _fill(self, menu: QMenu) -> None:
        for level in self._levels:
            action = menu_action(menu, level.words, do=partial(self._rate, level.value))
            action.setCheckable(True)
            action.setChecked(level.value == self._value)

    def _all_words(self) -> Sequence[str]:
        return [say(level.words) for level in self._levels]

    def _word(self) -> str:
        return next((say(level.words) for level in self._levels if level.value == self._value), _("Not rated"))

    def _ink(self) -> Role:
        return Role.TEXT if self._value in {"1", "2", "3", "4", "NA"} else Role.TEXT2

    def _draw_glyph(self, painter: QPainter, box: QRectF) -> None:
        if self._value == "NA":
            edged(painter, QRectF(box.left(), box.center().y() - 1, px(_SEGMENT_STEP * 4 - 2), 2), None, Role.CONTROL)
        else:
            paint_segments(painter, box, int(self._value) if self._value.isdigit() else 0)
