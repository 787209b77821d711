"""What stands around the text of every page: running title, marking, draft mark, page number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.palette import palette
from app.documents.pdf import fonts, theme

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from app.documents.tree import Document

_HEAD = 42.0  # below the upper edge
_FOOT = 38.0


def draw_furniture(
    canvas: Canvas, document: Document, number: int, total: int, *, cover: bool, sheet: theme.Sheet
) -> None:
    """Draw the head and the foot of page ``number``; the title page has no running title."""
    colours = palette()
    right, head = sheet.page_width - theme.RIGHT, sheet.page_height - _HEAD
    canvas.setFillColor(theme.ink(colours.text))
    _write(canvas, document.marking, right, head, strong=True, end=True)
    left = theme.LEFT
    if document.draft:
        left = _draft_mark(canvas, document.marks.draft, left, head) + 9
    if not cover:
        canvas.setFillColor(theme.ink(colours.muted))
        room = right - left - fonts.width_of(document.marking, fonts.face(fonts.HEADING, strong=True), 8.4) - 20
        _write(canvas, _shortened(document.title, room), left, head)
        _rule(canvas, head - 8, right)
        _rule(canvas, _FOOT + 13, right)
        canvas.setFillColor(theme.ink(colours.muted))
        said = " · ".join(text for text in (document.department, document.version, document.date) if text)
        page = document.marks.page_of.format(page=number, total=total)
        _write(canvas, page, right, _FOOT, end=True)
        room = sheet.width - fonts.width_of(page, fonts.face(fonts.HEADING), 8.4) - 20
        _write(canvas, _shortened(said, room), theme.LEFT, _FOOT)


def _rule(canvas: Canvas, y: float, right: float) -> None:
    canvas.setStrokeColor(theme.ink(palette().line))
    canvas.setLineWidth(0.6)
    canvas.line(theme.LEFT, y, right, y)


def _draft_mark(canvas: Canvas, word: str, x: float, y: float) -> float:
    """Draw the draft mark and return where it ends."""
    wide = fonts.width_of(word, fonts.face(fonts.HEADING, strong=True), 8.4) + 10
    canvas.setFillColor(theme.ink(palette().bad))
    canvas.roundRect(x, y - 3.6, wide, 13.2, 2.5, stroke=0, fill=1)
    canvas.setFillColor(theme.ink("#FFFFFF"))
    _write(canvas, word, x + 5, y, strong=True)
    return x + wide


def _write(canvas: Canvas, text: str, x: float, y: float, *, strong: bool = False, end: bool = False) -> None:
    found = fonts.pieces(text, fonts.face(fonts.HEADING, strong=strong))
    if end:
        x -= sum(fonts.width_of(piece, name, 8.4) for name, piece in found)
    for name, piece in found:
        canvas.setFont(name, 8.4)
        canvas.drawString(x, y, piece)
        x += fonts.width_of(piece, name, 8.4)


def _shortened(text: str, room: float) -> str:
    """Return ``text``, cut with an ellipsis where it would run into its neighbour."""
    font = fonts.face(fonts.HEADING)
    if fonts.width_of(text, font, 8.4) <= room:
        return text
    while text and fonts.width_of(f"{text}…", font, 8.4) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
