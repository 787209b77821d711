"""Copies a section's text to other programs, and reads what they copied."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocument

from app.documents.markup import (
    Block,
    Break,
    Call,
    FootnoteText,
    Heading,
    Inline,
    Inlines,
    ListBlock,
    Paragraph,
    Span,
    TableBlock,
    Token,
    parse,
)
from app.documents.markup_writing import serialise
from ui.pages.strategy.text_reading import read_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.pages.strategy.figures import Figures

MARKDOWN: Final = "text/markdown"
_ALLOWED: Final = ("http://", "https://", "mailto:")


def mime_of(blocks: Sequence[Block], figures: Figures) -> QMimeData:
    """Return blocks for the clipboard: our own form, HTML and plain text; figures give their values."""
    data = QMimeData()
    data.setData(MARKDOWN, serialise(blocks).encode())
    data.setHtml("".join(_html(block, figures) for block in blocks))
    data.setText("\n".join(_plain(block, figures) for block in blocks))
    return data


def blocks_from(data: QMimeData) -> tuple[Block, ...]:
    """Return what was copied here or in another program, as blocks of the small Markdown."""
    if data.hasFormat(MARKDOWN):
        return parse(bytes(data.data(MARKDOWN).data()).decode("utf-8", "replace"))
    if data.hasHtml():
        document = QTextDocument()
        document.setHtml(data.html())
        return tuple(_safe(block) for block in read_blocks(document))
    lines = data.text().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(Paragraph((Span(line),)) for line in lines if line.strip())


def is_running_text(blocks: Sequence[Block]) -> bool:
    """Whether the blocks are one paragraph, which goes into the line at the cursor."""
    if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
        return False
    only = blocks[0].inlines
    return not (len(only) == 1 and isinstance(only[0], Token) and only[0].kind != "indicator")


def _safe(block: Block) -> Block:
    """Return a foreign block without addresses that a document must not hold, and without tokens."""
    match block:
        case Paragraph():
            return Paragraph(_safe_inlines(block.inlines))
        case Heading():
            return Heading(block.level, _safe_inlines(_plain_weight(block.inlines)))
        case ListBlock():
            return _safe_list(block)
        case TableBlock():
            rows = tuple(tuple(map(_safe_inlines, row)) for row in block.rows)
            return TableBlock(tuple(map(_safe_inlines, block.header)), rows)
        case FootnoteText():
            return Paragraph(_safe_inlines(block.inlines))


def _plain_weight(inlines: Inlines) -> Inlines:
    """Return the words of a foreign heading without the bold that all its letters have."""
    return tuple(Span(i.text, emphasis=i.emphasis, href=i.href) if isinstance(i, Span) else i for i in inlines)


def _safe_list(block: ListBlock) -> ListBlock:
    items = tuple(
        type(item)(_safe_inlines(item.inlines), _safe_list(item.below) if item.below else None) for item in block.items
    )
    return ListBlock(items, block.ordered, block.start)


def _safe_inlines(inlines: Inlines) -> Inlines:
    def safe(inline: Inline) -> Inline:
        if isinstance(inline, Span) and not inline.href.startswith(_ALLOWED):
            return Span(inline.text, inline.strong, inline.emphasis)
        return inline

    return tuple(safe(inline) for inline in inlines if isinstance(inline, Span | Break))


def _words(inlines: Inlines, figures: Figures) -> str:
    return "".join(_word(inline, figures) for inline in inlines)


def _word(inline: Inline, figures: Figures) -> str:
    match inline:
        case Span():
            return inline.text
        case Token():
            return figures.text(inline)
        case Call():
            return f"[{inline.label}]"
        case Break():
            return "\n"


def _plain(block: Block, figures: Figures) -> str:
    match block:
        case Paragraph() | Heading():
            return _words(block.inlines, figures)
        case FootnoteText():
            return f"{block.label}. {_words(block.inlines, figures)}"
        case TableBlock():
            return "\n".join("\t".join(_words(cell, figures) for cell in row) for row in (block.header, *block.rows))
        case ListBlock():
            return _plain_list(block, figures, "")


def _plain_list(block: ListBlock, figures: Figures, indent: str) -> str:
    lines = []
    for number, item in enumerate(block.items, block.start):
        lines.append(f"{indent}{f'{number}.' if block.ordered else '•'} {_words(item.inlines, figures)}")
        if item.below:
            lines.append(_plain_list(item.below, figures, indent + "  "))
    return "\n".join(lines)


def _html_inlines(inlines: Inlines, figures: Figures) -> str:
    parts = []
    for inline in inlines:
        text = escape(_word(inline, figures)).replace("\n", "<br>")
        if isinstance(inline, Span):
            text = f"<strong>{text}</strong>" if inline.strong else text
            text = f"<em>{text}</em>" if inline.emphasis else text
            text = f'<a href="{escape(inline.href)}">{text}</a>' if inline.href else text
        parts.append(text)
    return "".join(parts)


def _html(block: Block, figures: Figures) -> str:
    match block:
        case Paragraph():
            return f"<p>{_html_inlines(block.inlines, figures)}</p>"
        case Heading():
            return f"<h{block.level}>{_html_inlines(block.inlines, figures)}</h{block.level}>"
        case FootnoteText():
            return f"<p>{escape(block.label)}. {_html_inlines(block.inlines, figures)}</p>"
        case ListBlock():
            return _html_list(block, figures)
        case TableBlock():
            head = "".join(f"<th>{_html_inlines(cell, figures)}</th>" for cell in block.header)
            rows = "".join(
                "<tr>" + "".join(f"<td>{_html_inlines(cell, figures)}</td>" for cell in row) + "</tr>"
                for row in block.rows
            )
            return f"<table><tr>{head}</tr>{rows}</table>"


def _html_list(block: ListBlock, figures: Figures) -> str:
    tag = "ol" if block.ordered else "ul"
    items = "".join(
        f"<li>{_html_inlines(item.inlines, figures)}{_html_list(item.below, figures) if item.below else ''}</li>"
        for item in block.items
    )
    return f"<{tag}>{items}</{tag}>"
