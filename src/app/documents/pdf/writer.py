"""Writes an edition as tagged PDF, and tells on which page each heading, table and figure stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.documents.errors import LostLettersError
from app.documents.page_numbers import as_laid_out, with_pages
from app.documents.pdf.canvas import PageCanvas
from app.documents.pdf.collecting import without_collecting
from app.documents.pdf.composer import Composer
from app.documents.pdf.contents import ContentsLine
from app.documents.pdf.flowables import Maker
from app.documents.pdf.fonts import lost_letters
from app.documents.pdf.pages import draw_furniture
from app.documents.pdf.sections import compose
from app.documents.pdf.theme import LEFT
from app.documents.text import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from app.documents.pdf.composer import Placed
    from app.documents.tree import Edition


_ABOVE = 12.0  # what is seen above the target of a link
_ATTEMPTS = 4  # a page number that gets longer may move what follows


@dataclass(frozen=True, slots=True)
class HeadingPlace:
    """Where a heading stands: its page, counted from 1, and its upper and lower edge in points above its foot."""

    target: str
    level: int
    text: str
    page: int
    top: float
    foot: float


class Layout:
    """An edition laid out on pages: drawn as PDF, or asked for its page numbers."""

    def __init__(self, edition: Edition, *, for_word: bool = False) -> None:
        """Lay ``edition`` out.

        A document that tells pages of its own is laid out again with them, until they stay.

        Args:
            edition: what is laid out.
            for_word: whether as Word does, which sets nothing tighter to spare a page.
        """
        self._for_word = for_word
        self._lay_out(edition)
        if any(part.tells_pages for part in edition.parts):
            for _attempt in range(_ATTEMPTS):
                before = dict(self._found)
                self._lay_out(with_pages(edition, before))
                if self._found == before:
                    break

    def _lay_out(self, edition: Edition) -> None:
        composer, joined = Composer(spares=not self._for_word), frozenset[str]()
        with without_collecting():
            for index, part in enumerate(edition.parts):
                joined |= compose(composer, index, Maker(part, is_part=len(edition.parts) > 1).items())
        self.edition = as_laid_out(edition, joined, composer.low)
        self._pages = composer.pages
        self._found = composer.found
        self._parted = frozenset(composer.parted)

    @property
    def pages(self) -> Mapping[str, int]:
        """Return the page of each target, counted from 1."""
        return self._found

    @property
    def parted(self) -> frozenset[str]:
        """Return the targets of the tables that stand on more than one page."""
        return self._parted

    @property
    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self._pages)

    @property
    def headings(self) -> tuple[HeadingPlace, ...]:
        """Return where each heading that has a bookmark stands, in order; ask before the pages are drawn."""
        return tuple(
            HeadingPlace(placed.targets[0], *placed.outline, number, placed.y + placed.flowable.height, placed.y)
            for number, page in enumerate(self._pages, 1)
            for placed in page.placed
            if placed.outline
        )

    def draw(self, file: BinaryIO, progress: Callable[[int, int], None]) -> None:
        """Draw every page to ``file``; a layout is drawn once, its pages are let go as they are done."""
        canvas = PageCanvas(file, self.edition)
        total = len(self._pages)
        for number in range(1, total + 1):
            page = self._pages[number - 1]
            part = self.edition.parts[page.part]
            canvas.setPageSize((page.sheet.page_width, page.sheet.page_height))
            draw_furniture(canvas, part, number, total, cover=page.is_cover, sheet=page.sheet)
            for placed in page.placed:
                self._draw(canvas, placed, page.sheet.page_height)
            page.placed.clear()
            canvas.showPage()
            progress(number, total)
        canvas.save()

    def _draw(self, canvas: PageCanvas, placed: Placed, page_height: float) -> None:
        top = min(placed.y + placed.flowable.height + _ABOVE, page_height)
        for target in placed.targets:
            canvas.place(target, top)
        if placed.outline:
            level, text = placed.outline
            canvas.bookmark(level, text, placed.targets[0])
        if isinstance(placed.flowable, ContentsLine):
            placed.flowable.page = str(self._found[placed.flowable.entry.target])
        placed.flowable.drawOn(canvas, LEFT, placed.y)


def refuse_lost_letters(edition: Edition) -> None:
    """Refuse an edition that could not be printed as it is written.

    Raises:
        LostLettersError: no font has some letters of it.
    """
    text = text_of(edition)
    if lost := lost_letters(text):
        place = next(line for line in text.split("\n") if lost_letters(line))
        raise LostLettersError(lost, place[:80])


def write_pdf(
    edition: Edition,
    file: BinaryIO,
    *,
    layout: Layout | None = None,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Write ``edition`` to ``file``.

    Args:
        edition: what is written.
        file: an open binary file.
        layout: the edition laid out already, when its page numbers were asked for before.
        progress: told the pages done and the pages in all.
    """
    (layout or Layout(edition)).draw(file, progress)
