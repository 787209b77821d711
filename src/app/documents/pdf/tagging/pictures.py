"""The pictures of a file: each is written once, however many pages show it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.documents.pdf.tagging.syntax import reference
from app.documents.symbol_files import pixels_of

if TYPE_CHECKING:
    from app.documents.pdf.tagging.file import PdfFile
    from app.documents.symbol import KeptPicture

_SPACES: Final = {"L": "/DeviceGray", "RGB": "/DeviceRGB"}
"""Colour spaces that the file's output intent, which is sRGB, gives their meaning."""


class Pictures:
    """Writes pictures and knows which of them a page shows."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._numbers: dict[bytes, int] = {}
        self._on_page: dict[str, int] = {}

    def name(self, picture: KeptPicture) -> str:
        """Return the name by which the page shows a picture."""
        number = self._numbers.get(picture.png)
        if number is None:
            number = self._numbers[picture.png] = self._write(picture)
        name = f"/Picture{number}"
        self._on_page[name] = number
        return name

    def end_page(self) -> str:
        """Return what the resources of the page that is done say of its pictures."""
        shown = "".join(f"{name} {reference(number)}" for name, number in self._on_page.items())
        self._on_page = {}
        return f"/XObject<<{shown}>>" if shown else ""

    def _write(self, picture: KeptPicture) -> int:
        number = self._file.take_number()
        mode, pixels = pixels_of(picture)
        entries = (
            f"/Type/XObject/Subtype/Image/Width {picture.width}/Height {picture.height}"
            f"/ColorSpace{_SPACES[mode]}/BitsPerComponent 8"
        )
        self._file.add_stream(number, entries, pixels)
        return number
