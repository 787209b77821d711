"""Tells documents how they were laid out: on which page a heading stands, and what looks otherwise on its page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.documents.tree import Document, Edition, Figure, Heading, Table, target_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.documents.tree import Block, Run, Runs


def with_pages(edition: Edition, pages: Mapping[str, int]) -> Edition:
    """Return ``edition`` with the page of each heading that a table tells."""
    return Edition(tuple(_document(part, pages) if part.tells_pages else part for part in edition.parts))


def _document(document: Document, pages: Mapping[str, int]) -> Document:
    return replace(document, blocks=tuple(_block(block, pages) for block in document.blocks))


def _block(block: Block, pages: Mapping[str, int]) -> Block:
    if not isinstance(block, Table):
        return block
    return replace(block, rows=tuple(tuple(_runs(cell, pages) for cell in row) for row in block.rows))


def _runs(runs: Runs, pages: Mapping[str, int]) -> Runs:
    return tuple(_run(run, pages) for run in runs)


def _run(run: Run, pages: Mapping[str, int]) -> Run:
    return replace(run, text=str(pages[run.page_of])) if run.page_of in pages else run


def as_laid_out(edition: Edition, joined: Collection[str], low: Collection[str]) -> Edition:
    """Return ``edition`` as its pages are.

    Args:
        edition: what was laid out.
        joined: the targets of the headings that would start a page and do not.
        low: the targets of the figures that are drawn lower.
    """
    if not joined and not low:
        return edition
    return Edition(tuple(_as_laid_out(part, joined, low) for part in edition.parts))


def _as_laid_out(document: Document, joined: Collection[str], low: Collection[str]) -> Document:
    blocks = list(document.blocks)
    for position, block in enumerate(blocks):
        if isinstance(block, Heading) and target_of(document, block, position) in joined:
            blocks[position] = replace(block, new_page=False)
        elif isinstance(block, Figure) and target_of(document, block, position) in low:
            blocks[position] = replace(block, low=True)
    return replace(document, blocks=tuple(blocks))
