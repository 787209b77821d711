"""How a section's text looks: colours and sizes laid over the document, which holds meaning only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat

from ui.look.measure import font
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role, Size
from ui.pages.strategy.text_formats import (
    OBJECT,
    call_of,
    figure_of,
    heading_level,
    is_emphasis,
    is_figure_block,
    is_strong,
    label_of,
    link_of,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock


class TextLook(QSyntaxHighlighter):
    """Draws headings, links, live figures and marks by their meaning.

    It is Qt's way to lay formats over a document without an edit: nothing it does can be
    undone, stored or copied.
    """

    def highlightBlock(self, _text: str) -> None:  # noqa: N802  Qt's name
        """Draw the block that Qt asks for."""
        block = self.currentBlock()
        level = heading_level(block)
        header, caption = _is_header_cell(block), is_figure_block(block)
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            chosen = fragment.charFormat()
            start = fragment.position() - block.position()
            for offset, length in _without_objects(fragment.text()):
                look = _look(chosen, level, header=header, caption=caption)
                if look is not None:
                    self.setFormat(start + offset, length, look)
            walk += 1


def _without_objects(text: str) -> list[tuple[int, int]]:
    """Return the stretches of ``text`` that are letters; a drawn object keeps its own format."""
    if OBJECT not in text:
        return [(0, len(text))]
    found, at = [], 0
    for part in text.split(OBJECT):
        if part:
            found.append((at, len(part)))
        at += len(part) + 1
    return found


def _look(chosen: QTextCharFormat, level: int, *, header: bool, caption: bool) -> QTextCharFormat | None:
    look = _heading(level, chosen) if level else QTextCharFormat()
    if header:
        look.setFontWeight(QFont.Weight.DemiBold)
    if figure_of(chosen) is not None:
        if caption:
            look.setFontWeight(QFont.Weight.DemiBold)
        else:
            _live(look)
    elif link_of(chosen):
        look.setForeground(colour(Role.ACCENT))
        look.setFontUnderline(True)
    elif call_of(chosen) or label_of(chosen):
        look.setForeground(colour(Role.ACCENT))
    elif not level and not header:
        return None
    return look


def _live(look: QTextCharFormat) -> None:
    look.setForeground(colour(Role.ACCENT))
    look.setFontWeight(QFont.Weight.DemiBold)
    if is_high_contrast():
        look.setFontUnderline(True)  # there is no soft ground to tell it by
    else:
        look.setBackground(colour(Role.ACCENT_SOFT))


def _heading(level: int, chosen: QTextCharFormat) -> QTextCharFormat:
    look = QTextCharFormat()
    face = font(Size.HEADING if level == 2 else Size.BODY, strong=True)
    if face.pointSizeF() > 0:
        look.setFontPointSize(face.pointSizeF())
    else:
        look.setProperty(QTextCharFormat.Property.FontPixelSize, face.pixelSize())
    look.setFontWeight(QFont.Weight.Bold if is_strong(chosen) else QFont.Weight.DemiBold)
    look.setFontItalic(is_emphasis(chosen))
    return look


def _is_header_cell(block: QTextBlock) -> bool:
    document = block.document()
    table = document.frameAt(block.position()) if document is not None else None
    cell_at = getattr(table, "cellAt", None)
    return cell_at is not None and cell_at(block.position()).row() == 0
