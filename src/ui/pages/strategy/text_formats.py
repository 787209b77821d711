"""What the formats of a section's text document mean.

The document holds meaning only: weight and slope of a letter are strong and emphasis, an
address is a link, a live figure or a footnote. Colours and sizes are laid over it by
``text_look``, so that a change of theme or font is no edit.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextFormat

from app.documents.markup import Token, TokenKind

_OWN: Final = QTextFormat.Property.UserProperty
UNIT: Final = _OWN + 1  # number of the live figure or footnote mark that a letter belongs to
ALIGN: Final = _OWN + 2  # left, right or center as the table's rule line says
FOOTNOTE: Final = _OWN + 3  # label of the footnote whose text the block is
FIGURE_OBJECT: Final = QTextFormat.ObjectTypes.UserObject + 1

LINE_BREAK: Final = "\u2028"
OBJECT: Final = "\ufffc"
_FIGURE: Final = "fig:"
_CALL: Final = "call:"
_LABEL: Final = "note:"


def plain() -> QTextCharFormat:
    """Return the format of running text."""
    return QTextCharFormat()


def span_format(*, strong: bool = False, emphasis: bool = False, href: str = "") -> QTextCharFormat:
    """Return the format of text with its emphasis and address."""
    chosen = QTextCharFormat()
    if strong:
        chosen.setFontWeight(QFont.Weight.DemiBold)
    if emphasis:
        chosen.setFontItalic(True)
    if href:
        chosen.setAnchor(True)
        chosen.setAnchorHref(href)
    return chosen


def _unit_format(href: str, number: int) -> QTextCharFormat:
    chosen = span_format(href=href)
    chosen.setProperty(UNIT, number)
    return chosen


def figure_format(token: Token, number: int) -> QTextCharFormat:
    """Return the format of a live figure; ``number`` keeps neighbours apart."""
    return _unit_format(figure_address(token), number)


def call_format(label: str, number: int) -> QTextCharFormat:
    """Return the format of a footnote's call."""
    chosen = _unit_format(f"{_CALL}{label}", number)
    chosen.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return chosen


def label_format(label: str, number: int) -> QTextCharFormat:
    """Return the format of the label before a footnote's text."""
    return _unit_format(f"{_LABEL}{label}", number)


def is_strong(chosen: QTextCharFormat) -> bool:
    """Whether the letters are strong."""
    return bool(chosen.fontWeight() >= QFont.Weight.DemiBold)


def is_emphasis(chosen: QTextCharFormat) -> bool:
    """Whether the letters are emphasised."""
    return bool(chosen.fontItalic())


def link_of(chosen: QTextCharFormat) -> str:
    """Return the web address of a link; blank for all else."""
    href = chosen.anchorHref() if chosen.isAnchor() else ""
    return "" if href.startswith((_FIGURE, _CALL, _LABEL)) else href


def unit_of(chosen: QTextCharFormat) -> int:
    """Return the number of the figure or mark that the letters belong to; 0 for none."""
    return int(chosen.intProperty(UNIT)) if chosen.hasProperty(UNIT) else 0


def figure_address(token: Token) -> str:
    """Return the address under which a live figure stands in the text."""
    return f"{_FIGURE}{token.kind}:{token.id}@{token.year}"


def figure_of(chosen: QTextCharFormat) -> Token | None:
    """Return the live figure that the letters show, or None."""
    href = chosen.anchorHref() if chosen.isAnchor() else ""
    if not href.startswith(_FIGURE):
        return None
    kind, _colon, rest = href.removeprefix(_FIGURE).partition(":")
    key, _at, year = rest.partition("@")
    return Token(TokenKind(kind), key, year or "latest") if kind in set(TokenKind) and key else None


def call_of(chosen: QTextCharFormat) -> str:
    """Return the label of the footnote that the letters call; blank for all else."""
    href = chosen.anchorHref() if chosen.isAnchor() else ""
    return href.removeprefix(_CALL) if href.startswith(_CALL) else ""


def label_of(chosen: QTextCharFormat) -> str:
    """Return the label that the letters show before a footnote's text; blank for all else."""
    href = chosen.anchorHref() if chosen.isAnchor() else ""
    return href.removeprefix(_LABEL) if href.startswith(_LABEL) else ""


def footnote_of(block: QTextBlock) -> str:
    """Return the label of the footnote whose text the block is; blank for all else."""
    return str(block.blockFormat().stringProperty(FOOTNOTE))


def heading_level(block: QTextBlock) -> int:
    """Return 2 or 3 for a heading, 0 for all else."""
    return int(block.blockFormat().headingLevel())


def is_figure_block(block: QTextBlock) -> bool:
    """Whether the block shows a table or a chart, and nothing else."""
    return OBJECT in block.text() and bool(block.text())


def line_height(chosen: QTextBlockFormat) -> QTextBlockFormat:
    """Set the lines of running text apart, and return the format."""
    chosen.setLineHeight(132.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return chosen
