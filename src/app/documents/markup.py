r"""The small Markdown of section texts: one parser for editor, checks and documents.

Paragraphs, headings ``##`` and ``###``, lists two deep, emphasis and strong, links, pipe
tables, footnotes and tokens ``{{indicator:ID@YEAR}}``, ``{{table:ID@YEAR}}`` and
``{{chart:ID@YEAR}}`` with a year or ``latest``; a literal ``{{`` is written ``\{\{``. No HTML.
``markup_writing.serialise`` writes the blocks back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from app.section_text import FIGURE_TOKEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token as MarkdownToken

_CALL = re.compile(r"\[\^([^\s\[\]^]+)\]")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


class TokenKind(StrEnum):
    """What a token stands for."""

    INDICATOR = "indicator"
    TABLE = "table"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one emphasis; neighbours of the same emphasis are one span."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A live figure: an indicator, a table or a chart of a year (``latest``: the year of the document)."""

    kind: TokenKind
    id: str
    year: str = "latest"

    @property
    def written(self) -> str:
        """Return the form in which the text keeps it."""
        return f"{{{{{self.kind}:{self.id}@{self.year}}}}}"


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a footnote by its label."""

    label: str


Inline = Span | Token | Break | Call
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; one that holds a single table or chart token stands for that block."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3 below the section's own."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Item:
    """A list item, with a list below it or not."""

    inlines: Inlines
    below: ListBlock | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list, at most two deep."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A pipe table; ``aligns`` holds ``left``, ``right``, ``center`` or nothing for each column."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...] = ()
    aligns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FootnoteText:
    """The text of a footnote."""

    label: str
    inlines: Inlines


Block = Paragraph | Heading | ListBlock | TableBlock | FootnoteText


def parse(text: str) -> tuple[Block, ...]:
    """Return the blocks of a section text.

    Anything is a text: what the small Markdown does not know (deeper headings, several
    paragraphs in an item, a third list level) is read as the nearest thing that it does.
    """
    tokens = _parser().parse(text.replace("\x00", ""))
    return tuple(_Reader(tokens).blocks(""))


def tokens_of(blocks: Sequence[Block]) -> tuple[Token, ...]:
    """Return every live figure of some blocks, in order."""
    return tuple(inline for inlines in lines_of(blocks) for inline in inlines if isinstance(inline, Token))


def plain_text(blocks: Sequence[Block]) -> str:
    """Return the words of some blocks without marks, a line a block, item or cell."""
    return "\n".join(inlines_text(inlines) for inlines in lines_of(blocks))


def inlines_text(inlines: Inlines) -> str:
    """Return the words of some inlines; a token gives its written form."""
    parts = []
    for inline in inlines:
        match inline:
            case Span(text=text):
                parts.append(text)
            case Token():
                parts.append(inline.written)
            case Break():
                parts.append("\n")
            case Call(label=label):
                parts.append(f"[{label}]")
    return "".join(parts)


def tidy(inlines: Sequence[Inline]) -> Inlines:
    """Return inlines as the parser gives them: neighbours joined, no blanks at the edges of lines."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Span):
            if not inline.text:
                continue
            if isinstance(last, Span) and _same(last, inline):
                joined[-1] = Span(last.text + inline.text, last.strong, last.emphasis, last.href)
                continue
        joined.append(inline)
    while joined and isinstance(joined[-1], Break):
        joined.pop()
    while joined and isinstance(joined[0], Break):
        joined.pop(0)
    return tuple(joined)


def _same(one: Span, other: Span) -> bool:
    return (one.strong, one.emphasis, one.href) == (other.strong, other.emphasis, other.href)


def lines_of(blocks: Sequence[Block]) -> list[Inlines]:
    """Return the texts of some blocks, one for each block, item and cell."""
    found: list[Inlines] = []
    for block in blocks:
        match block:
            case Paragraph() | Heading() | FootnoteText():
                found.append(block.inlines)
            case ListBlock():
                for item in block.items:
                    found.append(item.inlines)
                    found += lines_of((item.below,)) if item.below else []
            case TableBlock():
                found += [*block.header, *(cell for row in block.rows for cell in row)]
    return found


@cache
def _parser() -> MarkdownIt:
    rules = ["heading", "list", "table", "newline", "escape", "emphasis", "link", "entity"]
    parser = MarkdownIt("zero").enable(rules).use(footnote_plugin, inline=False)
    parser.core.ruler.disable("footnote_tail")  # a footnote that nothing calls stays in the text
    parser.inline.ruler.disable("footnote_ref")  # it overlooks the call of a footnote not written yet
    parser.inline.ruler.before("escape", "figure", _figure_rule)
    parser.inline.ruler.before("link", "call", _call_rule)
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # the address stays as it was typed
    parser.validateLink = lambda url: _ADDRESS.fullmatch(url) is not None  # type: ignore[method-assign]  # its own list is wider
    return parser


def _figure_rule(state: StateInline, silent: bool) -> bool:
    match = FIGURE_TOKEN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("figure", "", 0).meta = {"kind": match[1], "id": match[2], "year": match[3]}
    state.pos = match.end()
    return True


def _call_rule(state: StateInline, silent: bool) -> bool:
    match = _CALL.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("call", "", 0).meta = {"label": match[1]}
    state.pos = match.end()
    return True


class _Reader:
    """Reads the parser's tokens one after the other."""

    def __init__(self, tokens: Sequence[MarkdownToken]) -> None:
        self._tokens = tokens
        self._at = 0

    def _next(self) -> MarkdownToken:
        self._at += 1
        return self._tokens[self._at - 1]

    def blocks(self, until: str) -> list[Block]:
        """Return the blocks up to the closing token ``until``, or to the end."""
        found: list[Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == until:
                break
            match token.type:
                case "paragraph_open":
                    if inlines := self._inlines("paragraph_close"):
                        found.append(Paragraph(inlines))
                case "heading_open":
                    level = min(max(int(token.tag[1]), 2), 3)
                    if inlines := self._inlines("heading_close"):
                        found.append(Heading(level, inlines))
                case "bullet_list_open" | "ordered_list_open":
                    found.append(self._list(token))
                case "table_open":
                    found.append(self._table())
                case "footnote_reference_open":
                    inner = self.blocks("footnote_reference_close")
                    found.append(FootnoteText(str(token.meta["label"]), _flattened(inner)))
        return found

    def _inlines(self, until: str) -> Inlines:
        found: Inlines = ()
        while (token := self._next()).type != until:
            if token.type == "inline":
                found = _read_inlines(token.children or ())
        return found

    def _list(self, opening: MarkdownToken) -> ListBlock:
        ordered = opening.type == "ordered_list_open"
        items: list[Item] = []
        while self._next().type == "list_item_open":
            inner = self.blocks("list_item_close")
            lists = [block for block in inner if isinstance(block, ListBlock)]
            texts = [block for block in inner if not isinstance(block, ListBlock)]
            items.append(Item(_flattened(texts), _below(lists)))
        return ListBlock(tuple(items), ordered, int(opening.attrs.get("start", 1)) if ordered else 1)

    def _table(self) -> TableBlock:
        lines: list[tuple[Inlines, ...]] = []
        aligns: list[str] = []
        cells: list[Inlines] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                cells = []
            elif token.type in {"th_open", "td_open"}:
                if token.type == "th_open":
                    aligns.append(str(token.attrs.get("style", "")).removeprefix("text-align:"))
                cells.append(self._inlines(token.type.replace("open", "close")))
            elif token.type == "tr_close":
                lines.append(tuple(cells))
        return TableBlock(lines[0], tuple(lines[1:]), tuple(aligns))


def _below(lists: Sequence[ListBlock]) -> ListBlock | None:
    """Return what lies below an item as one list of one level; a third level joins the second."""
    if not lists:
        return None
    items: list[Item] = []
    for block in lists:
        for item in block.items:
            items.append(Item(item.inlines))
            items += item.below.items if item.below else ()
    return ListBlock(tuple(items), lists[0].ordered, lists[0].start)


def _flattened(blocks: Sequence[Block]) -> Inlines:
    """Return several blocks as one text, a line each."""
    found: list[Inline] = []
    for inlines in lines_of(blocks):
        found += [Break(), *inlines] if found and inlines else inlines
    return tidy(found)


def _read_inlines(children: Sequence[MarkdownToken]) -> Inlines:
    found: list[Inline] = []
    depth = {"strong": 0, "em": 0}
    href = ""
    for child in children:
        kind, _, side = child.type.partition("_")
        if kind in depth:
            depth[kind] += child.nesting
        elif kind == "link":
            href = str(child.attrs["href"]) if side == "open" else ""
        elif kind in {"text", "softbreak"}:
            text = child.content if kind == "text" else " "
            found.append(Span(text, depth["strong"] > 0, depth["em"] > 0, href))
        elif child.type == "hardbreak":
            found.append(Break())
        elif kind == "figure":
            found.append(Token(TokenKind(child.meta["kind"]), child.meta["id"], child.meta["year"]))
        elif kind == "call":
            found.append(Call(child.meta["label"]))
    return tidy(found)
