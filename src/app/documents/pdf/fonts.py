"""The fonts that every PDF embeds, and what is drawn where one lacks a letter."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.resources import resource

HEADING = "Lato"
BODY = "NotoSans"
_STYLES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
_SCRIPTS = ("NotoSansCanadianAboriginal-{weight}", "NotoSansSymbols2-Regular")
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x2060, 0xFEFF, 0x180E, *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0200)), "")
_INSTEAD = {0x202F: "\u00a0", 0x2009: "\u00a0", 0x2011: "-"} | _UNSEEN
_PRIVATE = frozenset((*range(0xE000, 0xF900), *range(0xF0000, 0x10FFFE)))  # what it means no reader knows


class LostLetterError(Exception):
    """A text was drawn past ``pieces``, in a font that lacks one of its letters; a fault of the program."""


class MeasuredFont(TTFont):
    """A font that remembers the width of each word, and draws no letter that it lacks.

    Most words of a document come back. Of a letter that a font lacks, the library would draw a box.
    """

    def __init__(self, name: str, file: BytesIO) -> None:
        super().__init__(name, file)
        self._widths: dict[str, float] = {}
        self._letters = frozenset(map(chr, self.face.charToGlyph)) | {"\u00a0"}

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002, N802  ReportLab's
        """Return the width of ``text`` in points."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = float(super().stringWidth(text, 1000))
        return width * size * 0.001

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:  # noqa: N802  ReportLab's
        """Return ``text`` as pieces of the font's parts.

        Raises:
            LostLetterError: the font lacks a letter of it.
        """
        if not self._letters.issuperset(text):
            lost = ", ".join(f"U+{ord(char):04X}" for char in sorted(set(text) - self._letters))
            raise LostLetterError(f"{self.fontName}: {lost}")
        return super().splitString(text, doc, encoding)


def face(family: str, *, strong: bool = False, emphasis: bool = False) -> str:
    """Return the name of a face, registered with the library on first use."""
    return _registered(f"{family}-{_STYLES[strong, emphasis]}")


@cache
def _registered(name: str) -> str:
    if name not in pdfmetrics.getRegisteredFontNames():
        data = resource("templates", "fonts", f"{name}.ttf").read_bytes()
        pdfmetrics.registerFont(MeasuredFont(name, BytesIO(data)))
    return name


@cache
def _letters(name: str) -> frozenset[int]:
    font = pdfmetrics.getFont(_registered(name))
    held = frozenset(font.face.charToGlyph)  # type: ignore[attr-defined]  # a TTFont has a face; the stubs say Font
    return held - _PRIVATE


@lru_cache(maxsize=20_000)
def width_of(text: str, font: str, size: float) -> float:
    """Return the width of ``text`` in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def pieces(text: str, font: str) -> tuple[tuple[str, str], ...]:
    """Return ``text`` as pieces of font and letters, each letter in a font that has it.

    ReportLab draws a box for a letter that the font lacks and says nothing. So each letter is
    checked: another family, then Canadian syllabics and symbols take over; what no font has is
    written out by its Unicode name in brackets, which no reader can overlook.
    """
    if text.isascii():
        return ((font, text),)
    return _pieces(text, font)


@lru_cache(maxsize=20_000)
def _pieces(text: str, font: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for char in unicodedata.normalize("NFC", text).translate(_INSTEAD):
        chosen, drawn = _drawn(char, font)
        if found and found[-1][0] == chosen:
            found[-1] = (chosen, found[-1][1] + drawn)
        else:
            found.append((chosen, drawn))
    return tuple(found)


def lost_letters(text: str) -> str:
    """Return the letters of ``text`` that no font has, each once."""
    letters = dict.fromkeys(unicodedata.normalize("NFC", text).translate(_INSTEAD))
    return "".join(char for char in letters if not char.isspace() and _drawn(char, face(BODY))[1] != char)


def _drawn(char: str, font: str) -> tuple[str, str]:
    if char == "\n" or ord(char) in _letters(font):
        return font, char
    if char.isspace():
        return font, " "
    family, _, style = font.partition("-")
    weight = "Bold" if style.startswith("Bold") else "Regular"
    others = [f"{HEADING if family == BODY else BODY}-{style}", *(name.format(weight=weight) for name in _SCRIPTS)]
    for other in others:
        if ord(char) in _letters(other):
            return _registered(other), char
    return font, f"[{unicodedata.name(char, f'U+{ord(char):04X}')}]"
