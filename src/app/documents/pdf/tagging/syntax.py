"""Texts and numbers as a PDF file writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})


def text_string(text: str) -> str:
    """Return a text string: as it stands when it is plain, else in UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def reference(number: int) -> str:
    """Return the reference to an object of the file."""
    return f"{number} 0 R"


def references(numbers: Iterable[int]) -> str:
    """Return an array of references."""
    return f"[{' '.join(f'{number} 0 R' for number in numbers)}]"


def rectangle(box: Iterable[float]) -> str:
    """Return a rectangle, to a hundredth of a point."""
    return f"[{' '.join(f'{side:.2f}'.rstrip('0').rstrip('.') for side in box)}]"
