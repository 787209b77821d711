"""Turns the small Markdown of a section into blocks of the document, with its live figures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from app.documents import markup
from app.documents.tree import (
    Align,
    Column,
    Footnote,
    Footnotes,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    Runs,
    Table,
    note_target,
    text_of_runs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.documents.builders.writing import Writing
    from app.documents.markup import Inlines, Token
    from app.documents.tree import Block

_ALIGNS = {"right": Align.END, "center": Align.CENTRE}
_DEEPEST = 4
_FIGURE = re.compile(r"[$−-]?\d[\d\s.,]*[%$]?")
_FIGURE_OR_NONE = re.compile(rf"{_FIGURE.pattern}|[—–-]")


class LiveFigures(Protocol):
    """Gives what tokens stand for."""

    def value(self, token: Token) -> str:
        """Return an indicator as running text; for a table or chart, its title."""

    def blocks(self, token: Token) -> Sequence[Block]:
        """Return the table or figure that a token stands for, or the mark of one that has no data."""


class NoteLabels:
    """Numbers the footnotes of a document through, though each section counts for itself."""

    def __init__(self) -> None:
        self._next = 1

    def take(self) -> str:
        """Return the next label."""
        self._next += 1
        return str(self._next - 1)


class SectionText:
    """The text of one section."""

    def __init__(
        self, writing: Writing, figures: LiveFigures, labels: NoteLabels, *, heading: Heading, title: str
    ) -> None:
        """Read the section that stands under ``heading``, whose words are ``title``."""
        self._writing = writing
        self._figures = figures
        self._all_labels = labels
        self._level = heading.level
        self._last = heading.level
        self._key = heading.id
        self._title = title
        self._captions: Counter[str] = Counter()
        self._labels: dict[str, str] = {}
        self._headings = 0

    def blocks(self, text: str) -> Iterator[Block]:
        """Return the blocks of ``text``; its footnotes come last."""
        found = markup.parse(text)
        notes = {block.label: block for block in found if isinstance(block, markup.FootnoteText)}
        for block in found:
            match block:
                case markup.Paragraph():
                    yield from self._paragraph(block.inlines)
                case markup.Heading():
                    yield self._heading(block)
                case markup.ListBlock():
                    yield self._list(block)
                case markup.TableBlock():
                    yield from self._table(block)
        if footnotes := tuple(self._footnotes(notes)):
            yield Footnotes(footnotes)

    def _footnotes(self, notes: Mapping[str, markup.FootnoteText]) -> Iterator[Footnote]:
        """Return the footnotes in the order of their calls, then those that nothing calls; a note may call others."""
        waiting = [*self._labels, *(original for original in notes if original not in self._labels)]
        for original in waiting:
            label, note = self._label(original), notes.get(original)
            runs = self._runs(note.inlines) if note is not None else ()
            yield Footnote(label, runs or self._writing.gap(has_other=False))
            waiting += [called for called in self._labels if called not in waiting]

    def _paragraph(self, inlines: Inlines) -> Iterator[Block]:
        """Return a paragraph, parted where a table or chart stands in it."""
        pending: list[markup.Inline] = []
        for inline in inlines:
            if isinstance(inline, markup.Token) and inline.kind is not markup.TokenKind.INDICATOR:
                yield from self._piece(pending)
                pending = []
                yield from self._figures.blocks(inline)
            else:
                pending.append(inline)
        yield from self._piece(pending)

    def _piece(self, inlines: list[markup.Inline]) -> Iterator[Block]:
        """Return what stands between two tables or charts, if it says anything."""
        text = markup.tidy(inlines)
        if any(not isinstance(inline, markup.Span) or inline.text.strip() for inline in text):
            runs = list(self._runs(text))
            runs[0] = replace(runs[0], text=runs[0].text.lstrip(" "))
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
            yield Paragraph(tuple(runs))

    def _heading(self, block: markup.Heading) -> Heading:
        level = min(self._level + block.level - 1, self._last + 1, _DEEPEST)
        self._last = level
        self._headings += 1
        self._title = self._writing.set(markup.inlines_text(block.inlines))
        return Heading(level, self._runs(block.inlines), f"{self._key}-{self._headings}")

    def _list(self, block: markup.ListBlock) -> ListBlock:
        items = tuple(
            ListItem(self._runs(item.inlines), self._list(item.below) if item.below else None) for item in block.items
        )
        return ListBlock(items, block.ordered, block.start)

    def _table(self, block: markup.TableBlock) -> Iterator[Block]:
        """Return a table; the heading that it stands under is its caption. A header alone is its only row."""
        _ = self._writing.gettext
        count = len(block.header)
        titles = [
            (self._runs(cell) if block.rows else ()) or self._writing.runs(_("Column {number}").format(number=at))
            for at, cell in enumerate(block.header, 1)
        ]
        rows = tuple(
            tuple(self._runs(cell) or self._writing.runs("—") for cell in row) for row in block.rows or (block.header,)
        )
        columns = tuple(
            Column(tuple(_strong(run) for run in title), 1, _ALIGNS.get(align) or _usual(rows, at))
            for at, (title, align) in enumerate(zip(titles, [*block.aligns, *[""] * count], strict=False))
        )
        yield Table(self._writing.runs(self._caption()), columns, rows)

    def _caption(self) -> str:
        """Return the heading above, numbered from the second table on."""
        _ = self._writing.gettext
        self._captions[self._title] += 1
        count = self._captions[self._title]
        return self._title if count == 1 else _("{title} ({number})").format(title=self._title, number=count)

    def _runs(self, inlines: Inlines) -> Runs:
        return tuple(run for inline in inlines for run in self._inline(inline))

    def _inline(self, inline: markup.Inline) -> Runs:
        language = self._writing.language
        match inline:
            case markup.Span():
                return self._writing.runs(inline.text, strong=inline.strong, emphasis=inline.emphasis, href=inline.href)
            case markup.Token():
                return self._writing.runs(self._figures.value(inline))
            case markup.Break():
                return (Run("\n", language),)
            case markup.Call():
                label = self._label(inline.label)
                return (Run(label, language, href=f"#{note_target(language, label)}", note=label),)

    def _label(self, original: str) -> str:
        if original not in self._labels:
            self._labels[original] = self._all_labels.take()
        return self._labels[original]


def _usual(rows: Sequence[Sequence[Runs]], at: int) -> Align:
    """Return how a column is set when its writer did not say: figures end at one edge, as in every other table."""
    texts = [text_of_runs(row[at]) for row in rows]
    is_of_figures = at > 0 and any(map(_FIGURE.fullmatch, texts)) and all(map(_FIGURE_OR_NONE.fullmatch, texts))
    return Align.END if is_of_figures else Align.START


def _strong(run: Run) -> Run:
    return replace(run, strong=True)
