"""Bookmarks: the headings of a document as a tree beside its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.documents.pdf.tagging.syntax import reference, text_string

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.documents.pdf.tagging.file import PdfFile


@dataclass(slots=True)
class _Bookmark:
    text: str
    target: str
    below: list[_Bookmark] = field(default_factory=list)
    number: int = 0


class Outline:
    """The bookmarks of a file; those of the first level are open, others closed."""

    def __init__(self) -> None:
        self._root = _Bookmark("", "")
        self._path = [self._root]

    def add(self, level: int, text: str, target: str) -> None:
        """Add a bookmark.

        Args:
            level: from 0; at most one more than that of the one before.
            text: what it shows.
            target: where it leads.
        """
        del self._path[level + 1 :]
        made = _Bookmark(text, target)
        self._path[-1].below.append(made)
        self._path.append(made)

    def write(self, file: PdfFile, place: Callable[[str], str]) -> int | None:
        """Write the tree and return the number of its root; None when there is no bookmark.

        Args:
            file: where to.
            place: gives the destination of a target.
        """
        if not self._root.below:
            return None
        self._root.number = file.take_number()
        shown = sum(1 + len(one.below) for one in self._root.below)
        file.add(self._root.number, f"<</Type/Outlines{_ends(file, self._root)}/Count {shown}>>")
        for first in self._root.below:
            self._write(file, place, self._root, first, is_open=True)
        return self._root.number

    def _write(
        self, file: PdfFile, place: Callable[[str], str], above: _Bookmark, one: _Bookmark, *, is_open: bool
    ) -> None:
        """Write a bookmark and those below; it has its number already."""
        at = one.number - above.below[0].number  # neighbours have neighbouring numbers
        entries = f"/Title{text_string(one.text)}/Parent {reference(above.number)}/Dest{place(one.target)}"
        if at:
            entries += f"/Prev {reference(one.number - 1)}"
        if at < len(above.below) - 1:
            entries += f"/Next {reference(one.number + 1)}"
        if one.below:
            entries += f"{_ends(file, one)}/Count {len(one.below) if is_open else -len(one.below)}"
        file.add(one.number, f"<<{entries}>>")
        for inner in one.below:
            self._write(file, place, one, inner, is_open=False)


def _ends(file: PdfFile, above: _Bookmark) -> str:
    """Number the bookmarks right below ``above`` and return the references to the first and the last."""
    for one in above.below:
        one.number = file.take_number()
    return f"/First {reference(above.below[0].number)}/Last {reference(above.below[-1].number)}"
