"""Reads the picture of a symbol that somebody supplies, and makes of it the one form that every writer takes.

Files come as they are: with transparency, a palette, sixteen bits, rows in passes, a profile of colours, the camera's
or the editor's remarks. What is kept has none of it, so a document of today and one of next year are the same bytes,
and nothing in them depends on who drew the picture. Its colours and proportions stay.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageCms, ImageOps

from app.documents.errors import (
    DamagedPictureError,
    NoPictureError,
    OversizedPictureError,
    PictureError,
    PressColoursError,
    UnseenPictureError,
)
from app.documents.symbol import KeptPicture

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES: Final = 2_000_000
MOST_PIXELS: Final = 10_000_000

_FORMATS: Final = ("PNG", "JPEG")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_BROKEN: Final = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)
"""What the library raises of a file that breaks off or contradicts itself."""

_TOO_MANY: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_WHITE: Final = 255
_FAINT: Final = 230  # grey from which nothing is made out on white paper
_HIGH_BYTES: Final = {"I;16": (1, 2), "I;16L": (1, 2), "I;16B": (0, 2), "I": (1, 4)}
"""Where the upper byte of each grey of sixteen bits stands, and how many bytes a pixel has."""


def read_picture(path: Path) -> KeptPicture:
    """Return the picture of a file in the form in which it is kept.

    Raises:
        NoPictureError: it is neither PNG nor JPEG.
        OversizedPictureError: it is larger than any symbol has to be.
        DamagedPictureError: it cannot be read whole.
        PressColoursError: its colours are those of a press, and nothing says which.
        UnseenPictureError: nothing of it would be seen on white paper.
        PictureError: it is not there, or must not be read.
    """
    data = _bytes_of(path)
    if not data.startswith((_PNG, _JPEG)):
        raise NoPictureError(path)
    image = _on_white(path, _opened(path, data))
    if image.convert("L").getextrema()[0] >= _FAINT:  # type: ignore[operator]  # of one band it is a pair
        raise UnseenPictureError(path)
    target = BytesIO()
    Image.frombytes(image.mode, image.size, image.tobytes()).save(target, "PNG", optimize=True)
    if target.tell() > MOST_BYTES:
        raise OversizedPictureError(path)
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    return KeptPicture(name, image.width, image.height, target.getvalue())


def is_sound(picture: KeptPicture) -> bool:
    """Whether a picture that a plan brought is one that we kept: it is decoded whole, since plans are sent around."""
    if len(picture.png) > MOST_BYTES or not picture.png.startswith(_PNG):
        return False
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(picture.png), formats=_FORMATS[:1]) as image:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            is_ours = image.size == (picture.width, picture.height) and image.mode in {"L", "RGB"}
            if not is_ours or image.width * image.height > MOST_PIXELS or image.has_transparency_data:
                return False
            image.load()
    except (*_BROKEN, *_TOO_MANY):
        return False
    return True


def pixels_of(picture: KeptPicture) -> tuple[str, bytes]:
    """Return the mode of a sound picture, ``L`` or ``RGB``, and its pixels line by line."""
    with Image.open(BytesIO(picture.png), formats=_FORMATS[:1]) as image:
        return image.mode, image.tobytes()


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PictureError(path) from error
    if len(data) > MOST_BYTES and data.startswith((_PNG, _JPEG)):
        raise OversizedPictureError(path)
    return data


def _opened(path: Path, data: bytes) -> Image.Image:
    """Return a picture that is read whole and stands upright."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(BytesIO(data), formats=_FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise OversizedPictureError(path)
        image.load()
        return ImageOps.exif_transpose(image)
    except _TOO_MANY as error:
        raise OversizedPictureError(path) from error
    except _BROKEN as error:
        raise DamagedPictureError(path) from error


def _on_white(path: Path, image: Image.Image) -> Image.Image:
    """Return a picture in grey or sRGB on the white of the paper."""
    profile = image.info.get("icc_profile") or b""
    if image.mode in _HIGH_BYTES:
        first, step = _HIGH_BYTES[image.mode]
        return Image.frombytes("L", image.size, image.tobytes()[first::step])
    if image.mode == "CMYK":
        converted = _to_srgb(image, profile)
        if converted is None:
            raise PressColoursError(path)
        return _as_grey(converted)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        ground = Image.new("RGBA", clear.size, (_WHITE, _WHITE, _WHITE, _WHITE))
        image = Image.alpha_composite(ground, clear)
    if image.mode in {"1", "L", "LA"}:
        return image.convert("L")
    plain = image.convert("RGB")
    return _as_grey(_to_srgb(plain, profile) or plain)


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Return a picture with the colours that its profile means; None when there is none, or none that fits."""
    if not profile:
        return None
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(found):
            return None
        return ImageCms.profileToProfile(image, found, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _as_grey(image: Image.Image) -> Image.Image:
    """Return a picture without colour as grey alone."""
    red, green, blue = image.split()
    has_colour = ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox()
    return image if has_colour else red
