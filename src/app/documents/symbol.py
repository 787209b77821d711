"""The pictures of a title page that the department supplies, and how large they are printed.

The Federal Identity Program asks for a signature and the Canada wordmark as two distinct elements, unaltered and in
open space; around the wordmark the height of its “C” stays free, at its left twice that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from model.language import Language

PRINT_DPI: Final = 300
"""Pixels an inch from which a printed picture looks sharp."""

_INCH: Final = 72  # points


class SymbolKind(StrEnum):
    """Which picture it is; the signature of each language names the department in its own order."""

    SIGNATURE_EN = "signature_en"
    SIGNATURE_FR = "signature_fr"
    WORDMARK = "wordmark"

    @classmethod
    def signature(cls, language: Language) -> Self:
        """Return the signature of the editions in one language."""
        return cls(f"signature_{language}")


_BOXES: Final = {
    SymbolKind.SIGNATURE_EN: (300.0, 34.0),
    SymbolKind.SIGNATURE_FR: (300.0, 34.0),
    SymbolKind.WORDMARK: (100.0, 28.0),
}
"""Width and height in points of what each is fitted into; the wordmark dominates by its letters."""


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture as a plan keeps it: a PNG of grey or red, green and blue, eight bits each, without transparency.

    Attributes:
        name: of the file that it came from.
        width: in pixels.
        height: in pixels.
        png: its bytes.
    """

    name: str
    width: int
    height: int
    png: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A picture in its place on a title page; ``alt`` is what is read instead."""

    kind: SymbolKind
    picture: KeptPicture
    alt: str

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height on paper, in points."""
        return printed_size(self.kind, self.picture)


def printed_size(kind: SymbolKind, picture: KeptPicture) -> tuple[float, float]:
    """Return width and height in points: the picture's own proportions, as large as its place allows."""
    width, height = _BOXES[kind]
    scale = min(width / picture.width, height / picture.height)
    return picture.width * scale, picture.height * scale


def needed_width(kind: SymbolKind, picture: KeptPicture) -> int:
    """Return how many pixels across a picture of these proportions needs to look sharp in print."""
    return ceil(printed_size(kind, picture)[0] / _INCH * PRINT_DPI)
