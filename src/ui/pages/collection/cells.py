"""Cells that both tables of the screen share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRectF

from app.i18n import language
from app.typography import sort_key
from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import px
from ui.look.paint import edged, write
from ui.look.tokens import Role
from ui.tables.cells import two_lines
from ui.tables.column import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

_BOX: Final = 14


def pair(
    name: str, words: Callable[[], str], first: Callable[[Any], str], second: Callable[[Any], str], width: float = 0
) -> Column[Any]:
    """Return a column of two lines: a name, and what it is in small letters."""

    def text(one: Any) -> str:
        return ", ".join(part for part in (first(one), second(one)) if part)

    def paint(painter: QPainter, box: QRectF, one: Any) -> None:
        two_lines(painter, box, _flat(first(one)), _flat(second(one)))

    return Column(name, words, text, paint, width=width, sort_key=lambda one: sort_key(first(one), language()))


def single(
    name: str, words: Callable[[], str], text: Callable[[Any], str], width: float = 0, *, keeps_end: bool = False
) -> Column[Any]:
    """Return a column of one line; ``keeps_end`` is for names of files, which are told apart by their ends."""

    def paint(painter: QPainter, box: QRectF, one: Any) -> None:
        write(painter, box, _flat(text(one)), keeps_end=keeps_end)

    return Column(name, words, text, paint, width=width)


def paint_check(painter: QPainter, box: QRectF, *, on: bool, locked: bool = False) -> None:
    """Draw a box that is ticked or not; a lock where it cannot be."""
    if locked:
        draw_icon(painter, "lock", Role.TEXT2, box.left(), box.center().y() - px(NORMAL) / 2)
        return
    square = QRectF(box.left(), box.center().y() - px(_BOX) / 2, px(_BOX), px(_BOX))
    edged(painter, square, Role.ACCENT if on else Role.SHEET, Role.ACCENT if on else Role.CONTROL, radius=3)
    if on:
        draw_icon(painter, "check", Role.ON_ACCENT, square.left() + 1, square.top() + 1, size=_BOX - 2)


def _flat(text: str) -> str:
    return " ".join(text.split())
