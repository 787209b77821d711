"""Bars that stand in for the symbols of a title page: nobody may copy the official ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image

from app.documents.symbol import SymbolKind
from app.documents.symbol_files import read_picture

if TYPE_CHECKING:
    from pathlib import Path

    from app.documents.symbol import KeptPicture

_INK: Final = {
    SymbolKind.SIGNATURE_EN: (40, 40, 40),
    SymbolKind.SIGNATURE_FR: (160, 40, 40),
    SymbolKind.WORDMARK: (20, 60, 140),
}


def stand_in(kind: SymbolKind, folder: Path, width: int = 1800) -> KeptPicture:
    """Return three bars for one place, grey or coloured, from a file in ``folder``.

    Args:
        kind: the place.
        folder: where the file is made.
        width: in pixels.
    """
    bars = Image.new("RGB", (1800, 220), "white")
    for left in (0, 600, 1200):
        bars.paste(_INK[kind], (left, 20, left + 500, 200))
    file = folder / f"{kind.value}.png"
    bars.resize((width, 220 * width // 1800)).save(file)
    return read_picture(file)
