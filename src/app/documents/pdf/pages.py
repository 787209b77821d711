"""What stands around the text of every page: running title, marking, draft mark, page number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.palette import palette
from app.documents.pdf import fonts, theme

if TYPE_CHECKING:
    from app.documents.pdf.canvas import PageCanvas
    from app.documents.tree import Document

_HEAD = 42.0  # below the upper edge
_FOOT = 38.0


def draw_furniture(
    canvas: PageCanvas, document: Document, number: int, total: int, *, cover: bool, sheet: theme.Sheet
) -> None:
    """Draw the head and the foot of page ``number``; the title page has no running title."""
    right, head = sheet.page_width - theme.RIGHT, sheet.page_height - _HEAD
    canvas.begin_artifact("Header")
    _draw_head(canvas, document, head, right, cover=cover)
    canvas.end()
    if not cover:
        canvas.begin_artifact("Footer")
        _draw_foot(canvas, document, document.marks.page_of.format(page=number, total=total), right)
        canvas.end()


def _draw_head(canvas: PageCanvas, document: Document, y: float, right: float, *, cover: bool) -> None:
    colours = palette()
    canvas.setFillColor(theme.ink(colours.text))
    _write(canvas, document.marking, right, y, strong=True, end=True)
    left = theme.LEFT
    if document.draft:
        left = _draft_mark(canvas, document.marks.draft, left, y) + 9
    if not cover:
        canvas.setFillColor(theme.ink(colours.muted))
        room = right - left - fonts.width_of(document.marking, fonts.face(fonts.HEADING, strong=True), 8.4) - 20
        _write(canvas, _shortened(document.title, room), left, y)
        _rule(canvas, y - 8, right)


def _draw_foot(canvas: PageCanvas, document: Document, page: str, right: float) -> None:
    _rule(canvas, _FOOT + 13, right)
    canvas.setFillColor(theme.ink(palette().muted))
    edition = "".join(f" · {text}" for text in (document.version, document.date) if text)
    _write(canvas, page, right, _FOOT, end=True)
    face = fonts.face(fonts.HEADING)
    room = right - theme.LEFT - fonts.width_of(page, face, 8.4) - 20
    name = _shortened(document.department, room - fonts.width_of(edition, face, 8.4))
    _write(canvas, _shortened(f"{name}{edition}".removeprefix(" · "), room), theme.LEFT, _FOOT)


def _rule(canvas: PageCanvas, y: float, right: float) -> None:
    canvas.setStrokeColor(theme.ink(palette().line))
    canvas.setLineWidth(0.6)
    canvas.line(theme.LEFT, y, right, y)


def _draft_mark(canvas: PageCanvas, word: str, x: float, y: float) -> float:
    """Draw the draft mark and return where it ends."""
    wide = fonts.width_of(word, fonts.face(fonts.HEADING, strong=True), 8.4) + 10
    canvas.setFillColor(theme.ink(palette().bad))
    canvas.roundRect(x, y - 3.6, wide, 13.2, 2.5, stroke=0, fill=1)
    canvas.setFillColor(theme.ink("#FFFFFF"))
    _write(canvas, word, x + 5, y, strong=True)
    return x + wide


def _write(canvas: PageCanvas, text: str, x: float, y: float, *, strong: bool = False, end: bool = False) -> None:
    found = fonts.pieces(text, fonts.face(fonts.HEADING, strong=strong))
    if end:
        x -= sum(fonts.width_of(piece, name, 8.4) for name, piece in found)
    for name, piece in found:
        canvas.show_line(piece, name, 8.4, (x, y))
        x += fonts.width_of(piece, name, 8.4)


def _shortened(text: str, room: float) -> str:
    """Return ``text``, cut with an ellipsis where it would run into its neighbour."""
    font = fonts.face(fonts.HEADING)
    if fonts.width_of(text, font, 8.4) <= room:
        return text
    while text and fonts.width_of(f"{text}…", font, 8.4) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
