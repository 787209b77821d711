"""The pages of a file, in a tree that finds the thousandth as quickly as the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.documents.pdf.tagging.syntax import reference, references

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.documents.pdf.tagging.file import PdfFile

_BRANCH: Final = 50


class PageTree:
    """Writes the pages as they are drawn, and the branches above them."""

    def __init__(self, file: PdfFile) -> None:
        """Begin the tree; ``fonts`` is the number of the dictionary that all pages refer to."""
        self._file = file
        self._root = file.take_number()
        self.fonts = file.take_number()
        self._branches: list[tuple[int, int]] = []
        self._branch: list[int] = []
        self._branch_number = 0

    def add(
        self,
        number: int,
        code: str,
        size: tuple[float, float],
        *,
        links: Sequence[int],
        key: int | None,
        states: str = "",
    ) -> None:
        """Write a page.

        Args:
            number: of the page's object.
            code: what is drawn.
            size: width and height, in points.
            links: numbers of its annotations.
            key: the page's in the structure tree.
            states: what its resources hold beside fonts: graphics states and pictures.
        """
        if not self._branch:
            self._branch_number = self._file.take_number()
        content = self._file.take_number()
        self._file.add_stream(content, "", code.encode("latin-1"))
        entries = f"/MediaBox[0 0 {size[0]:g} {size[1]:g}]/Contents {reference(content)}"
        entries += f"/Resources<</Font {reference(self.fonts)}{states}>>"
        if links:
            entries += f"/Annots{references(links)}"
        if key is not None:
            entries += f"/StructParents {key}"
        self._file.add(number, f"<</Type/Page/Parent {reference(self._branch_number)}/Tabs/S{entries}>>")
        self._branch.append(number)
        if len(self._branch) == _BRANCH:
            self._end_branch()

    def close(self) -> int:
        """Write the root and return its number."""
        if self._branch:
            self._end_branch()
        kids = references(number for number, _count in self._branches)
        count = sum(count for _number, count in self._branches)
        self._file.add(self._root, f"<</Type/Pages/Count {count}/Kids{kids}>>")
        return self._root

    def _end_branch(self) -> None:
        entries = f"/Parent {reference(self._root)}/Count {len(self._branch)}/Kids{references(self._branch)}"
        self._file.add(self._branch_number, f"<</Type/Pages{entries}>>")
        self._branches.append((self._branch_number, len(self._branch)))
        self._branch = []
