"""Pictures drawn for the tests in the place of official symbols, which nobody may copy: bars and a dot."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from app.documents.symbol import KeptPicture, SymbolKind
from app.documents.symbol_files import read_picture
from model.language import Language

if TYPE_CHECKING:
    from pathlib import Path

RED, BLACK = (214, 40, 40), (0, 0, 0)
WIDE = {Language.EN: (1800, 220), Language.FR: (1800, 240)}
"""Width and height of the signature that stands in for each language's, in pixels."""


def drawing(size: tuple[int, int] = WIDE[Language.EN], *, mode: str = "RGB") -> Image.Image:
    """Return a red square with a hole and two columns of black bars, on white or on nothing."""
    width, height = size
    clear = mode in {"RGBA", "LA"}
    image = Image.new("RGBA", size, (255, 255, 255, 0 if clear else 255))
    pen = ImageDraw.Draw(image)
    flag = min(height * 2, width // 4)
    pen.rectangle((0, 0, flag, height - 1), fill=(*RED, 255))
    pen.ellipse((flag * 0.35, height * 0.25, flag * 0.65, height * 0.75), fill=(255, 255, 255, 255))
    column = (width - flag) / 2
    for start in (flag, flag + column):
        for line in range(3):
            top, left = height * (0.05 + line * 0.34), start + column * 0.1
            pen.rectangle((left, top, start + column * (0.95 - line * 0.15), top + height * 0.2), fill=(*BLACK, 255))
    return image.convert(mode)


def file_of(image: Image.Image, path: Path, **options: object) -> Path:
    """Save a picture and return its path."""
    image.save(path, **options)  # type: ignore[arg-type]  # options of the format, by name
    return path


def kept(folder: Path) -> dict[SymbolKind, KeptPicture]:
    """Return a picture for each place, kept as a plan keeps them."""
    return {kind: read_picture(path) for kind, path in files(folder).items()}


def files(folder: Path) -> dict[SymbolKind, Path]:
    """Return a file for each place, as a department supplies them."""
    sizes = {
        SymbolKind.SIGNATURE_EN: WIDE[Language.EN],
        SymbolKind.SIGNATURE_FR: WIDE[Language.FR],
        SymbolKind.WORDMARK: (900, 210),
    }
    return {kind: file_of(drawing(size), folder / f"{kind.value}.png") for kind, size in sizes.items()}


def bytes_of(image: Image.Image, form: str, **options: object) -> bytes:
    """Return the bytes of a file."""
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()
