"""The text of a document as a reader meets it: the oracle that both writers are tested against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import tree
from app.documents.tree import text_of_runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def text_of(edition: tree.Edition, pages: Mapping[str, int] | None = None) -> str:
    """Return every text of ``edition`` in reading order, a line a paragraph or cell.

    Running heads and feet are left out; so are pictures, whose alternative text stands in
    their place.

    Args:
        edition: what is read.
        pages: the page of each target; with it, the lines of a table of
            contents end with their page number.
    """
    return "\n".join(line for part in edition.parts for line in _document(part, pages or {}))


def _document(document: tree.Document, pages: Mapping[str, int]) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, tree.Contents):
            entries = document.listed(block)
            if entries:
                yield text_of_runs(block.title)
            for entry in entries:
                page = pages.get(entry.target)
                yield entry.text if page is None else f"{entry.text}\t{page}"
        elif isinstance(block, tree.Table | tree.Figure):
            yield f"{document.label(block)}{document.marks.colon}{text_of_runs(block.caption)}"
            yield from _table(block) if isinstance(block, tree.Table) else (block.alt,)
        else:
            yield from _plain(block)


def _table(table: tree.Table) -> Iterator[str]:
    yield from (text_of_runs(column.title) for column in table.columns)
    for row in table.rows:
        yield from (text_of_runs(cell) for cell in row)


def _plain(block: tree.Block) -> Iterator[str]:
    match block:
        case tree.Cover():
            yield block.signature.alt if block.signature else text_of_runs(block.department)
            yield from map(text_of_runs, (block.title, block.subtitle, *block.lines, *block.foot))
            if block.wordmark:
                yield block.wordmark.alt
        case tree.Approval():
            for person in block.signatories:
                yield from map(text_of_runs, (person.role, person.name, person.signature, person.date))
        case tree.Heading():
            yield tree.heading_text(block)
        case tree.Paragraph() | tree.Source() | tree.Note():
            yield text_of_runs(block.runs)
        case tree.ListBlock():
            yield from _list(block)
        case tree.Footnotes():
            yield from (f"{item.label}. {text_of_runs(item.runs)}" for item in block.items)
        case _:
            return


def _list(block: tree.ListBlock) -> Iterator[str]:
    for item in block.items:
        yield text_of_runs(item.runs)
        if item.below:
            yield from _list(item.below)
