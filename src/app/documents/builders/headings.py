"""The numbered headings of a generated document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.documents.tree import Heading

if TYPE_CHECKING:
    from app.documents.builders.writing import Writing


class Headings:
    """Makes headings, each with an id of its own; those of level 1 and 2 are numbered through."""

    def __init__(self, writing: Writing) -> None:
        """Make headings in the language of ``writing``."""
        self._writing = writing
        self._made = 0
        self._first = self._second = 0
        self._is_wide = False

    def chapter(self, title: str, *, wide: bool = False) -> Heading:
        """Return a heading of level 1; it starts a page when it is the first, or when the pages turn.

        ``wide``: its pages lie on their side.
        """
        starts = self._first == 0 or wide or self._is_wide
        self._first += 1
        self._second = 0
        return self._heading(1, title, str(self._first), new_page=starts, wide=wide)

    def part(self, title: str) -> Heading:
        """Return a heading of level 2."""
        self._second += 1
        return self._heading(2, title, f"{self._first}.{self._second}")

    def appendix(self, letter: str, title: str, *, wide: bool = False) -> Heading:
        """Return the heading of an appendix, which starts a page."""
        _ = self._writing.gettext
        said = _("Appendix {letter}: {title}").format(letter=letter, title=title)
        return self._heading(1, said, "", new_page=True, wide=wide)

    def clause(self, number: str, title: str) -> Heading:
        """Return a heading of level 2 that has the number of what it speaks of, a requirement of the policy."""
        return self._heading(2, title, number) if title.strip() else self._heading(2, number, "")

    def _heading(self, level: int, title: str, number: str, *, new_page: bool = False, wide: bool = False) -> Heading:
        self._made += 1
        if new_page:
            self._is_wide = wide
        key = f"{self._writing.language}-{self._made}"
        return Heading(level, self._writing.runs(title), key, number, new_page, wide)
