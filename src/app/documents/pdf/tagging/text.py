"""Text objects whose pieces belong to different elements: a link or another language inside a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from reportlab.pdfgen.textobject import PDFTextObject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from reportlab.pdfgen.canvas import Canvas

    from app.documents.pdf.tagging.node import Node


@dataclass(frozen=True, slots=True)
class Inline:
    """A run with an element of its own: a link, or words of another language.

    Attributes:
        node: its element.
        href: where it leads: a web address, or ``#`` and a target; blank for words alone.
        said: what a reader is told about the link.
    """

    node: Node
    href: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class WordEnds:
    """After how many letters of a paragraph its words end; ``before``: letters on the pages before."""

    ends: frozenset[int]
    before: int = 0

    @classmethod
    def of(cls, texts: Iterable[str]) -> WordEnds:
        """Return the ends of the words of some texts that follow one another."""
        ends, count = set(), 0
        for text in texts:
            for char in text:
                if char.isspace():
                    ends.add(count)
                else:
                    count += 1
        return cls(frozenset({*ends, count}))

    def is_end(self, letters: int) -> bool:
        """Return whether a word ends after so many letters of this page."""
        return self.before + letters in self.ends

    def after(self, letters: int) -> WordEnds:
        """Return the ends as they are counted from ``letters`` further on."""
        return WordEnds(self.ends, self.before + letters)


def letters_in(text: str) -> int:
    """Return how many characters of a text are no spaces."""
    return sum(map(len, text.split()))


class TaggedText(PDFTextObject):
    """The text of a paragraph, which belongs to ``node`` where it says nothing else.

    Wrapped lines end with a space, so that words of two lines are read apart (ISO 32000-1, 14.8.2.5); but
    not inside a word that is too long for its line.
    """

    def __init__(
        self,
        canvas: Canvas,
        start: tuple[float, float],
        node: Node,
        inlines: Mapping[int, Inline],
        words: WordEnds | None = None,
    ) -> None:
        """Begin the text.

        Args:
            canvas: that it will be drawn on.
            start: where its first line begins.
            node: the paragraph's element.
            inlines: the runs with an element of their own, by the index that their fragments carry.
            words: where words end, if some are parted between two lines.
        """
        super().__init__(canvas, *start)
        self.node = node
        self.inlines = inlines
        self._words = words
        self._letters = 0
        self._turns: list[tuple[int, Node]] = []

    @property
    def is_mixed(self) -> bool:
        """Whether pieces of it belong to other elements than the paragraph's."""
        return bool(self._turns)

    def _textOut(self, text: str, TStar: int = 0) -> None:  # noqa: N802, N803  ReportLab's names
        if self._words is not None:
            self._letters += letters_in(text)
        if TStar and (self._words is None or self._words.is_end(self._letters)):
            text += " "
        super()._textOut(text, TStar)  # type: ignore[misc]  # not in the stubs

    def _linkRecord(self, link: tuple[int, str], what: str) -> None:  # noqa: N802  ReportLab's name
        """Note where a run with an element of its own begins and ends; a paragraph says so while it draws."""
        code = vars(self)["_code"]
        if what == "start":  # said when the run's text is in the code already
            self._turns.append((len(code) - 1, self.inlines[link[0]].node))
        else:
            self._turns.append((len(code), self.node))

    def marked_code(self, mark: Callable[[Node], str]) -> str:
        """Return the code with each piece marked for its element.

        Args:
            mark: gives the operator that begins a piece of an element.
        """
        code: list[str] = vars(self)["_code"]
        found = [code[0]]  # begins the text object, which each mark must stand in
        for (start, node), (stop, _next) in pairwise([(1, self.node), *self._turns, (len(code), self.node)]):
            piece = code[start:stop]
            if any(") Tj" in line for line in piece):
                found += [mark(node), *piece, "EMC"]
            else:
                found += piece
        return "\n".join([*found, "ET"])
