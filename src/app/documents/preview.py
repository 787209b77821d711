"""Draws and reads the pages of an exported PDF for the window; it runs in a child process."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

import pypdfium2

from app.typography import fold

if TYPE_CHECKING:
    from pathlib import Path

_BEFORE: Final = 28  # letters of a page that are told around what was found
_AFTER: Final = 56
_WIDEST: Final = 4096  # pixels of a picture
_BYTES: Final = 4  # a pixel
_FULL_LINE: Final = 60  # letters from which a line may go on in the next one
_SENTENCE_ENDS: Final = frozenset(".:;!?»”")


def page_sizes(pdf: Path) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in points."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


class Pages:
    """The pages of documents; each file is opened when it is first asked for."""

    def __init__(self) -> None:
        self._open: dict[str, pypdfium2.PdfDocument] = {}
        self._texts: dict[tuple[str, int], str] = {}

    def draw(self, file: str, page: int, width: int, out: Path) -> tuple[int, int]:
        """Write the picture of a page, as the bytes of its pixels, and return its width and height in pixels.

        Args:
            file: the PDF.
            page: counted from 1.
            width: of the picture.
            out: where the pixels go: line by line, four bytes each, blue first.
        """
        with closing(self._document(file)[page - 1]) as drawn:
            scale = min(max(width, 1), _WIDEST) / drawn.get_width()
            with closing(drawn.render(scale=scale, prefer_bgrx=True)) as bitmap:
                lines = memoryview(bitmap.buffer).cast("B")
                out.write_bytes(lines[: bitmap.height * bitmap.stride])
                return bitmap.stride // _BYTES, bitmap.height

    def text(self, file: str, page: int) -> str:
        """Return the words of a page; lines that the page ends for want of room go on."""
        lines = [line.strip() for line in self._text(file, page).splitlines()]
        ends = (line[-1:] in _SENTENCE_ENDS or len(line) < _FULL_LINE for line in lines)
        return "".join(line + ("\n" if ends_here else " ") for line, ends_here in zip(lines, ends, strict=True)).strip()

    def _text(self, file: str, page: int) -> str:
        key = (file, page)
        if key not in self._texts:
            with closing(self._document(file)[page - 1]) as read, closing(read.get_textpage()) as words:
                self._texts[key] = words.get_text_range()
        return self._texts[key]

    def find(self, file: str, words: str, first: int, last: int) -> list[tuple[int, str, list[tuple[float, ...]]]]:
        """Return where words stand: the page, what stands around them, and their boxes in points.

        Case, accents and ends of lines make no difference.

        Args:
            file: the PDF.
            words: what is looked for.
            first: the first page that is read, counted from 1.
            last: the last one; beyond the end is no fault.
        """
        wanted = " ".join(fold(words).split())
        found = []
        for page in range(first, min(last, len(self._document(file))) + 1):
            if wanted and wanted in " ".join(fold(self._text(file, page)).split()):
                found += [(page, *place) for place in self._places(file, page, wanted)]
        return found

    def _places(self, file: str, page: int, wanted: str) -> list[tuple[str, list[tuple[float, ...]]]]:
        places = []
        with closing(self._document(file)[page - 1]) as read, closing(read.get_textpage()) as words:
            text = words.get_text_range()
            folded, origins = _folded(text)
            at = folded.find(wanted)
            while at >= 0:
                start, end = origins[at], origins[at + len(wanted) - 1] + 1
                around = " ".join(text[max(start - _BEFORE, 0) : end + _AFTER].split())
                boxes = [words.get_rect(number) for number in range(words.count_rects(start, end - start))]
                places.append((around, boxes))
                at = folded.find(wanted, at + len(wanted))
        return places

    def close(self, file: str) -> None:
        """Let a file go."""
        document = self._open.pop(file, None)
        if document is not None:
            document.close()
        for key in [key for key in self._texts if key[0] == file]:
            del self._texts[key]

    def _document(self, file: str) -> pypdfium2.PdfDocument:
        if file not in self._open:
            self._open[file] = pypdfium2.PdfDocument(file)
        return self._open[file]


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text as it is compared, one space between words, and where each of its letters came from."""
    letters: list[str] = []
    origins: list[int] = []
    for at, letter in enumerate(text):
        for plain in fold(letter):
            if plain.isspace() and (not letters or letters[-1] == " "):
                continue
            letters.append(" " if plain.isspace() else plain)
            origins.append(at)
    return "".join(letters), origins
