"""Which paragraphs stay on the page of what follows them: one rule for every writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.tree import Heading, ListBlock, Note, Paragraph, text_of_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.tree import Block


def leads_on(blocks: Sequence[Block], position: int, *, is_line: bool) -> bool:
    """Whether a paragraph stays with what follows: it announces that, or is but a line below a heading.

    Args:
        blocks: of the document.
        position: of the paragraph among them.
        is_line: whether it stands on one line.
    """
    block, following = blocks[position], blocks[position + 1 : position + 2]
    if not isinstance(block, Paragraph) or not following:
        return False
    if not isinstance(following[0], Paragraph | ListBlock | Note):
        return False
    if text_of_runs(block.runs).endswith(":") or all(run.strong for run in block.runs):
        return True
    return is_line and position > 0 and isinstance(blocks[position - 1], Heading)
