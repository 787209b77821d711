"""The small Markdown of section texts: what is written is read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.documents.markup import (
    Break,
    Call,
    FootnoteText,
    Heading,
    Inline,
    Inlines,
    Item,
    ListBlock,
    Paragraph,
    Span,
    TableBlock,
    Token,
    TokenKind,
    parse,
    tidy,
)
from app.documents.markup_writing import serialise

if TYPE_CHECKING:
    from app.documents import markup

_WORDS = st.text(
    st.one_of(
        st.sampled_from("abéœ *_[]{}\\&#;|-+.1):!<>`~^=\"'’ «»/@\u00a0\u202f\u2003"),
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), max_codepoint=0x2FFF),
    ),
    min_size=1,
    max_size=12,
)
_SPANS = st.builds(
    Span, _WORDS, st.booleans(), st.booleans(), st.sampled_from(["", "", "", "https://a.gc.ca/x_y?q=(1)*2"])
)
_TOKENS = st.builds(
    Token,
    st.sampled_from(TokenKind),
    st.sampled_from(["online_end_to_end", "channel-mix"]),
    st.sampled_from(["latest", "2023-2024"]),
)
_CALLS = st.builds(Call, st.sampled_from(["1", "note"]))


def _clean(inlines: list[Inline]) -> Inlines:
    """Return inlines in the parser's own form: no common blanks at the edges of lines."""
    parts: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Span):
            text = inline.text.strip(" ")
            parts.append(Span(text or "x", inline.strong, inline.emphasis, inline.href))
        else:
            parts.append(inline)
    return tidy(parts)


def _texts(*kinds: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inlines]:
    return st.lists(st.one_of(_SPANS, _SPANS, *kinds), min_size=1, max_size=5).map(_clean).filter(bool)


_LINE = _texts(_TOKENS)
_TEXT = _texts(_TOKENS, _CALLS, st.just(Break()))
_ITEMS = st.builds(Item, _TEXT)
_LISTS = st.builds(ListBlock, st.lists(_ITEMS, min_size=1, max_size=3).map(tuple), st.booleans())
_DEEP = st.builds(
    ListBlock,
    st.lists(st.builds(Item, _TEXT, st.none() | _LISTS), min_size=1, max_size=3).map(tuple),
    st.booleans(),
    st.just(1),
)


@st.composite
def _tables(draw: st.DrawFn) -> TableBlock:
    count = draw(st.integers(1, 3))
    row = st.lists(_LINE, min_size=count, max_size=count).map(tuple)
    aligns = draw(st.lists(st.sampled_from(["", "left", "right", "center"]), min_size=count, max_size=count))
    return TableBlock(draw(row), tuple(draw(st.lists(row, max_size=3))), tuple(aligns))


_NOTES = st.builds(FootnoteText, st.sampled_from(["1", "note"]), _TEXT)
_BLOCKS: st.SearchStrategy[markup.Block] = st.one_of(
    st.builds(Paragraph, _TEXT), st.builds(Heading, st.sampled_from([2, 3]), _LINE), _DEEP, _tables(), _NOTES
)


def _apart(blocks: list[markup.Block]) -> tuple[markup.Block, ...]:
    """Return blocks without lists of the same kind side by side, which no text can tell apart."""
    kept: list[markup.Block] = []
    for block in blocks:
        if kept and isinstance(block, ListBlock) and isinstance(kept[-1], ListBlock):
            continue
        kept.append(block)
    return tuple(kept)


@settings(deadline=None, max_examples=300)
@given(st.lists(_BLOCKS, max_size=4).map(_apart))
def test_what_is_written_is_read_back_unchanged(blocks: tuple[markup.Block, ...]) -> None:
    text = serialise(blocks)

    assert parse(text) == blocks
    assert serialise(parse(text)) == text


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("ab \n#-*_|[]^:1.{}\\&;\u00a0>`"), max_size=60))
def test_any_text_settles_after_being_written_once(text: str) -> None:
    once = serialise(parse(text))

    assert serialise(parse(once)) == once


def test_a_token_is_read_with_its_year() -> None:
    blocks = parse("Ratio of {{indicator:online_end_to_end@2023-2024}} and \\{\\{this}}")

    assert blocks == (
        Paragraph(
            (
                Span("Ratio of "),
                Token(TokenKind.INDICATOR, "online_end_to_end", "2023-2024"),
                Span(" and {{this}}"),
            )
        ),
    )


def test_html_is_text() -> None:
    assert parse("<b>bold</b> &amp; <script>") == (Paragraph((Span("<b>bold</b> & <script>"),)),)


def test_a_footnote_that_nothing_calls_is_kept() -> None:
    assert parse("Text\n\n[^a]: Alone") == (Paragraph((Span("Text"),)), FootnoteText("a", (Span("Alone"),)))


def test_a_no_break_space_at_the_edge_of_a_block_is_kept() -> None:
    text = serialise((Paragraph((Span("\u00a0fin\u00a0"),)),))

    assert text == "&#160;fin&#160;"
    assert parse(text) == (Paragraph((Span("\u00a0fin\u00a0"),)),)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_a_link_leads_to_the_web_or_to_mail_only(href: str) -> None:
    written = f"[x]({href})"

    assert parse(written) == (Paragraph((Span(written),)),)


def test_a_third_list_level_joins_the_second() -> None:
    (block,) = parse("- a\n  - b\n    - c")

    assert block == ListBlock((Item((Span("a"),), ListBlock((Item((Span("b"),)), Item((Span("c"),))))),))


@pytest.mark.parametrize("text", ["\x85", "a\x85", "\x1ca", "a \x1f", "**\x85a\x85**"])
def test_a_control_character_at_the_edge_is_read_back_as_it_was(text: str) -> None:
    blocks = parse(text)

    assert parse(serialise(blocks)) == blocks
