"""Section texts for the tests, and figures that need no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from app.documents.markup import (
    Break,
    Call,
    FootnoteText,
    Heading,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Span,
    TableBlock,
    Token,
    TokenKind,
    tidy,
)

if TYPE_CHECKING:
    from app.documents.charts import Chart
    from app.documents.tree import Table


class PlainFigures:
    """Shows each figure by its id, so that a test needs no plan."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def text(self, token: Token) -> str:
        return self.values.get(token.id, f"<{token.id}>")

    def block(self, _token: Token) -> Table | Chart | None:
        return None


WORDS = st.text(st.sampled_from("aé œ’«»\u00a0*_[]|#-1.{}&\\<"), min_size=1, max_size=12)
HREFS = st.sampled_from(["", "", "https://www.canada.ca/fr", "mailto:a@b.ca"])
SPANS = st.builds(Span, WORDS, st.booleans(), st.booleans(), HREFS)
IDS = st.sampled_from(["online-end-to-end", "services", "met"])
YEARS = st.sampled_from(["latest", "2024-2025"])
TOKENS = st.builds(Token, st.sampled_from(TokenKind), IDS, YEARS)
CALLS = st.builds(Call, st.sampled_from(["1", "2", "a"]))
INLINE: st.SearchStrategy[Inline] = st.one_of(SPANS, SPANS, TOKENS, CALLS, st.just(Break()))
INLINES = st.lists(INLINE, max_size=6).map(tidy)
FLAT = st.lists(st.one_of(SPANS, TOKENS), max_size=4).map(tidy)
LEAVES = st.builds(ListBlock, st.lists(st.builds(Item, INLINES), min_size=1, max_size=3).map(tuple), st.booleans())
LISTS = st.builds(
    ListBlock,
    st.lists(st.builds(Item, INLINES, st.none() | LEAVES), min_size=1, max_size=3).map(tuple),
    st.booleans(),
    st.integers(1, 12),
)


@st.composite
def tables(draw: st.DrawFn) -> TableBlock:
    """Draw a table of up to three columns."""
    columns = draw(st.integers(1, 3))
    line = st.tuples(*[FLAT] * columns)
    aligns = st.tuples(*[st.sampled_from(["", "left", "right", "center"])] * columns)
    return TableBlock(draw(line), tuple(draw(st.lists(line, max_size=3))), draw(aligns))


BLOCKS = st.lists(
    st.one_of(
        st.builds(Paragraph, INLINES),
        st.builds(Heading, st.sampled_from([2, 3]), FLAT),
        LISTS,
        tables(),
        st.builds(FootnoteText, st.sampled_from(["1", "2", "a"]), FLAT),
        st.builds(Paragraph, TOKENS.map(lambda token: (token,))),
    ),
    max_size=6,
).map(tuple)
