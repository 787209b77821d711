"""Live figures and footnote marks are one thing to the cursor: it stands before or after, never inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCursor

from ui.pages.strategy.text_formats import unit_of

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument

_KEEP = QTextCursor.MoveMode.KeepAnchor


@dataclass(frozen=True, slots=True)
class Stretch:
    """The letters from ``start`` up to ``end`` that belong together, and how they are meant."""

    start: int
    end: int
    chosen: QTextCharFormat

    def holds(self, position: int) -> bool:
        """Whether a cursor at ``position`` would stand inside."""
        return self.start < position < self.end


def stretches(block: QTextBlock) -> list[Stretch]:
    """Return the figures and marks of one block, in order."""
    found: list[Stretch] = []
    walk = block.begin()
    while not walk.atEnd():
        fragment = walk.fragment()
        walk += 1
        chosen = fragment.charFormat()
        number = unit_of(chosen)
        if not number:
            continue
        end = fragment.position() + fragment.length()
        if found and found[-1].end == fragment.position() and unit_of(found[-1].chosen) == number:
            found[-1] = Stretch(found[-1].start, end, found[-1].chosen)
        else:
            found.append(Stretch(fragment.position(), end, chosen))
    return found


def all_stretches(document: QTextDocument) -> list[Stretch]:
    """Return every figure and mark of the document, in order."""
    found: list[Stretch] = []
    block = document.begin()
    while block.isValid():
        found += stretches(block)
        block = block.next()
    return found


def highest_unit(document: QTextDocument) -> int:
    """Return the highest number that a figure or mark of the document has."""
    return max((unit_of(stretch.chosen) for stretch in all_stretches(document)), default=0)


def stretch_at(document: QTextDocument, position: int) -> Stretch | None:
    """Return the figure or mark inside which ``position`` lies."""
    for stretch in stretches(document.findBlock(position)):
        if stretch.holds(position):
            return stretch
    return None


def stretch_beside(document: QTextDocument, position: int, *, before: bool) -> Stretch | None:
    """Return the figure or mark that ends, or begins, at ``position``."""
    for stretch in stretches(document.findBlock(position)):
        if (stretch.end if before else stretch.start) == position:
            return stretch
    return None


def outside(document: QTextDocument, position: int, *, forward: bool) -> int:
    """Return ``position``, or the edge of the figure or mark that it lies in."""
    stretch = stretch_at(document, position)
    if stretch is None:
        return position
    return stretch.end if forward else stretch.start


def widened(cursor: QTextCursor) -> QTextCursor:
    """Return the cursor with its selection widened to whole figures and marks."""
    if not cursor.hasSelection():
        return cursor
    document = cursor.document()
    forward = cursor.position() >= cursor.anchor()
    anchor = outside(document, cursor.anchor(), forward=not forward)
    position = outside(document, cursor.position(), forward=forward)
    found = QTextCursor(cursor)
    if (anchor, position) != (cursor.anchor(), cursor.position()):
        found.setPosition(anchor)
        found.setPosition(position, _KEEP)
    return found


def select(stretch: Stretch, document: QTextDocument) -> QTextCursor:
    """Return a cursor that has the whole stretch selected."""
    cursor = QTextCursor(document)
    cursor.setPosition(stretch.start)
    cursor.setPosition(stretch.end, _KEEP)
    return cursor
