"""Writes the blocks of a section text in the small Markdown, so that reading gives them back."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from app.documents import markup
from app.documents.markup import Break, Call, Inline, Inlines, Span, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPECIAL = re.compile(r"([\\*_\[\]&|])")
_BRACES = re.compile(r"\{(?=\{)|(?<=\{)\{")
_LINE_START = re.compile(r"(#|[-+](?=\s|$)|:|-)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])")
_ALIGNMENTS = {"left": ":---", "right": "---:", "center": ":---:"}


def serialise(blocks: Sequence[markup.Block]) -> str:
    """Return the section text of ``blocks``; ``markup.parse`` gives the same blocks back.

    Blanks at the edge of a block do not survive; no-break spaces there are written ``&#160;``.
    """
    written = [_written(block) for block in _kept_apart(blocks)]
    return "\n\n".join(text for text in written if text)


def _kept_apart(blocks: Sequence[markup.Block]) -> list[markup.Block]:
    """Join neighbouring lists of one kind: Markdown has no way to tell them apart."""
    kept: list[markup.Block] = []
    for block in blocks:
        last = kept[-1] if kept else None
        if isinstance(block, markup.ListBlock) and isinstance(last, markup.ListBlock) and last.ordered == block.ordered:
            kept[-1] = markup.ListBlock(last.items + block.items, last.ordered, last.start)
        else:
            kept.append(block)
    return kept


def _written(block: markup.Block) -> str:
    match block:
        case markup.Paragraph():
            return _line(block.inlines)
        case markup.Heading():
            line = _line(_one_line(block.inlines), start=False)
            return f"{'#' * block.level} {line}" if line else ""
        case markup.ListBlock():
            return _list(block)
        case markup.TableBlock():
            return _table(block)
        case markup.FootnoteText():
            return f"[^{block.label}]: {_line(block.inlines)}".replace("\n", "\n    ")


def _list(block: markup.ListBlock, indent: str = "") -> str:
    lines = []
    for number, item in enumerate(block.items, block.start):
        marker = f"{number}. " if block.ordered else "- "
        inside = indent + " " * len(marker)
        text = _line(item.inlines).replace("\n", f"\n{inside}")
        lines.append(f"{indent}{marker}{text}".rstrip())
        if item.below:
            lines.append(_list(item.below, inside))
    return "\n".join(lines)


def _table(block: markup.TableBlock) -> str:
    def row(cells: Sequence[Inlines]) -> str:
        return f"| {' | '.join(_line(_one_line(cell), start=False) for cell in cells)} |"

    aligns = [*block.aligns, *[""] * len(block.header)][: len(block.header)]
    rule = f"| {' | '.join(_ALIGNMENTS.get(align, '---') for align in aligns)} |"
    return "\n".join([row(block.header), rule, *map(row, block.rows)])


def _one_line(inlines: Inlines) -> Inlines:
    return markup.tidy([Span(" ") if isinstance(inline, Break) else inline for inline in inlines])


def _line(inlines: Inlines, *, start: bool = True) -> str:
    """Return one text, written plainly where that reads back, else with guarded letters."""
    wanted = _trimmed(inlines)
    plain = _inlines(wanted, guard=False, start=start)
    if not any(isinstance(i, Span) and (i.strong or i.emphasis or i.href) for i in wanted):
        return plain
    if markup.parse(plain) == (markup.Paragraph(wanted),):
        return plain
    return _inlines(wanted, guard=True, start=start)


def _trimmed(inlines: Inlines) -> Inlines:
    """Return ``inlines`` without blanks at the edges of lines, which Markdown drops."""
    found = list(markup.tidy(inlines))
    for at, inline in enumerate(found):
        if isinstance(inline, Span):
            text = inline.text
            text = text.lstrip(" ") if at == 0 or isinstance(found[at - 1], Break) else text
            text = text.rstrip(" ") if at + 1 == len(found) or isinstance(found[at + 1], Break) else text
            found[at] = Span(text, inline.strong, inline.emphasis, inline.href)
    again = markup.tidy(found)
    return again if again == tuple(found) else _trimmed(again)


def _inlines(inlines: Inlines, *, guard: bool, start: bool) -> str:
    parts: list[str] = []
    for href, group in groupby(inlines, key=lambda inline: inline.href if isinstance(inline, Span) else ""):
        text = _emphasised(list(group), guard=guard)
        parts.append(f"[{text}](<{href}>)" if href else text)
    lines = "".join(parts).split("\n")
    return "\n".join(_guard_edges(line, start=start) for line in lines)


def _emphasised(inlines: Sequence[Inline], *, guard: bool) -> str:
    out: list[str] = []
    open_marks: list[str] = []
    for inline in inlines:
        wanted = _marks(inline)
        while open_marks and not (set(open_marks) <= set(wanted)):
            out.append(open_marks.pop())
        for mark in wanted:
            if mark not in open_marks:
                out.append(mark)
                open_marks.append(mark)
        out.append(_text(inline, guard=guard))
    out += reversed(open_marks)
    return "".join(out)


def _marks(inline: Inline) -> tuple[str, ...]:
    if not isinstance(inline, Span):
        return ()
    return ("**",) * inline.strong + ("_",) * inline.emphasis


def _text(inline: Inline, *, guard: bool) -> str:
    match inline:
        case Token():
            return inline.written
        case Break():
            return "\\\n"
        case Call():
            return f"[^{inline.label}]"
        case Span(text=text):
            if guard and text:
                inner = _escape(text[1:-1]) if len(text) > 2 else ""
                return _entity(text[0]) + inner + (_entity(text[-1]) if len(text) > 1 else "")
            return _escape(text)


def _escape(text: str) -> str:
    escaped = _BRACES.sub(r"\\{", _SPECIAL.sub(r"\\\1", text)).replace("\n", " ")
    return escaped.replace(r"\|", "&#124;")


def _guard_edges(line: str, *, start: bool) -> str:
    """Return a line whose first letters start no block and whose edge spaces are kept."""
    if start and (match := _NUMBERED.match(line)):
        line = f"{match[1]}\\{match[2]}{line[match.end() :]}"
    elif start and _LINE_START.match(line):
        line = f"\\{line}"
    if not line:
        return line
    if line[0].isspace():
        line = _entity(line[0]) + line[1:]
    if line[-1].isspace():
        line = line[:-1] + _entity(line[-1])
    return line


def _entity(char: str) -> str:
    """Return a letter written as a number; a control character has none that reads back."""
    return char if unicodedata.category(char) == "Cc" else f"&#{ord(char)};"
