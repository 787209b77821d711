"""Renders the pages of an exported PDF as pictures, for the window; it runs in a child process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH: Final = 1275  # pixels: 150 a inch on letter paper
_PACKED: Final = 1  # the quickest packing; the pictures are thrown away soon


def page_name(number: int) -> str:
    """Return the name of the picture of a page, counted from 1; names sort as pages do."""
    return f"page-{number:04d}.png"


def render_pages(pdf: Path, folder: Path, progress: Callable[[int, int], None], *, width: int = WIDTH) -> int:
    """Write a picture of each page of ``pdf`` and return how many there are.

    Args:
        pdf: the document.
        folder: where the pictures go.
        progress: told how many pages are done, and of how many.
        width: their width in pixels.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        total = len(document)
        for number, page in enumerate(document, 1):
            picture = page.render(scale=width / page.get_width()).to_pil()
            picture.save(folder / page_name(number), compress_level=_PACKED)
            page.close()
            progress(number, total)
    finally:
        document.close()
    return total
