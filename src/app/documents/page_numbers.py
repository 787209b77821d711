"""Fills in the pages that a document tells of its own headings, once they are known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.documents.tree import Document, Edition, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

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
