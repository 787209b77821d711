"""How the runs of one document are read aloud: their languages, and what is said of their links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents import tree
from app.documents.pdf.tagging.node import Node
from app.documents.pdf.tagging.text import Inline
from app.documents.tree import text_of_runs

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.documents.tree import Document, Run, Runs


class Reading:
    """What is read of one document."""

    def __init__(self, document: Document) -> None:
        self._language = document.language
        self._notes = {
            note.label: text_of_runs(note.runs)
            for block in document.blocks
            if isinstance(block, tree.Footnotes)
            for note in block.items
        }
        self._headings = {
            f"#{block.id}": tree.heading_text(block) for block in document.blocks if isinstance(block, tree.Heading)
        }

    def language_of(self, runs: Runs) -> str:
        """Return the tag of the one language of some runs; blank when it is the document's, or when there are two."""
        for run in runs:
            if run.language is self._language and run.text.strip():
                return ""
        others = [run.language.tag for run in runs if run.language is not self._language and run.text.strip()]
        return others[0] if others else ""

    def apart(self, runs: Runs, language: str) -> Collection[int]:
        """Return the places of the runs that are elements of their own: links, and words of another language.

        Args:
            runs: of one paragraph.
            language: what ``language_of`` said of them.
        """
        around = language or self._language.tag
        return [at for at, run in enumerate(runs) if run.href or (run.language.tag != around and run.text.strip())]

    def inline(self, run: Run, paragraph: Node) -> Inline:
        """Return the element of a run that is one of its own."""
        language = "" if run.language.tag == (paragraph.language or self._language.tag) else run.language.tag
        if not run.href:
            return Inline(Node("Span", paragraph, language, reopens=True))
        if run.note:
            around = Node("Reference", paragraph, language, reopens=True)
            said = f"{run.note}. {self._notes.get(run.note, '')}".strip()
            return Inline(Node("Link", around, reopens=True), run.href, said)
        return Inline(Node("Link", paragraph, language, reopens=True), run.href, self._said(run))

    def _said(self, run: Run) -> str:
        """Return what is told of a link: its text, or of a mere page number what stands there."""
        text = run.text.strip()
        heading = self._headings.get(run.href)
        return f"{heading}, page {text}" if run.page_of and heading else text
