"""Pictures of symbols: every honest file becomes one form, and every other is told what it is."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageCms

from app.cli.messages import exit_code, sentence
from app.documents import symbol_files
from app.documents.errors import (
    DamagedPictureError,
    NoPictureError,
    OversizedPictureError,
    PictureError,
    PressColoursError,
    UnseenPictureError,
)
from app.documents.symbol import KeptPicture, SymbolKind, needed_width, printed_size
from app.documents.symbol_files import is_sound, read_picture
from tests.app.documents.drawn import RED, bytes_of, drawing, file_of

if TYPE_CHECKING:
    from pathlib import Path

_PNG = b"\x89PNG\r\n\x1a\n"
_INSIDE_FLAG, _GROUND = (20, 110), (1799, 219)


def _opened(picture: KeptPicture) -> Image.Image:
    return Image.open(BytesIO(picture.png))


def _read(path: Path) -> Image.Image:
    return Image.open(BytesIO(path.read_bytes()))


def _close(one: object, other: object) -> bool:
    return all(abs(a - b) <= 24 for a, b in zip(one, other, strict=True))  # type: ignore[call-overload]  # pixels


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "L", "LA", "1"])
def test_every_kind_of_png_becomes_plain_grey_or_colour_on_white(mode: str, tmp_path: Path) -> None:
    made = read_picture(file_of(drawing(mode=mode), tmp_path / "a.png"))

    image = _opened(made)
    assert image.format == "PNG"
    assert image.mode == ("RGB" if mode in {"RGB", "RGBA", "P"} else "L")
    assert (image.size, (made.width, made.height)) == ((1800, 220), (1800, 220))
    assert image.getpixel(_GROUND) in {255, (255, 255, 255)}
    if image.mode == "RGB":
        assert _close(image.getpixel(_INSIDE_FLAG), RED)
    assert is_sound(made)


def test_a_palette_with_a_clear_colour_stands_on_white(tmp_path: Path) -> None:
    image = drawing(mode="RGBA").quantize(8)
    path = file_of(image, tmp_path / "a.png")
    assert _read(path).has_transparency_data

    made = _opened(read_picture(path))

    assert made.getpixel(_GROUND) == (255, 255, 255)
    assert _close(made.getpixel(_INSIDE_FLAG), RED)


def test_sixteen_bits_of_grey_become_eight(tmp_path: Path) -> None:
    deep = Image.frombytes("I;16", (64, 16), struct.pack("<H", 0x8000) * 512 + struct.pack("<H", 0xFFFF) * 512)
    path = file_of(deep, tmp_path / "a.png")
    assert _read(path).mode.startswith("I")

    made = _opened(read_picture(path))

    assert (made.mode, made.getpixel((0, 0)), made.getpixel((63, 15))) == ("L", 0x80, 0xFF)


def test_rows_in_passes_and_remarks_leave_no_trace(tmp_path: Path) -> None:
    plain = read_picture(file_of(drawing(), tmp_path / "plain.png"))
    path = tmp_path / "passes.png"
    path.write_bytes(_interlaced(drawing(mode="RGB"), b"tEXtAuthor\x00Somebody"))
    assert _read(path).info["interlace"] == 1

    made = read_picture(path)

    assert made.png == plain.png
    assert b"Somebody" not in made.png


def test_a_jpeg_keeps_its_colours_and_stands_upright(tmp_path: Path) -> None:
    turned = drawing().transpose(Image.Transpose.ROTATE_90)
    orientation = Image.Exif()
    orientation[0x0112] = 6
    made = _opened(read_picture(file_of(turned, tmp_path / "a.jpg", quality=95, exif=orientation)))

    assert made.size == (1800, 220)
    assert _close(made.getpixel(_INSIDE_FLAG), RED)


def test_a_grey_jpeg_stays_grey(tmp_path: Path) -> None:
    assert _opened(read_picture(file_of(drawing(mode="L"), tmp_path / "a.jpeg"))).mode == "L"


def test_colours_of_a_press_without_a_profile_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PressColoursError):
        read_picture(file_of(drawing().convert("CMYK"), tmp_path / "a.jpg"))


def test_a_profile_of_other_colours_is_followed(tmp_path: Path) -> None:
    wide = _profile_with_swapped_red_and_green()
    path = file_of(drawing(), tmp_path / "a.png", icc_profile=wide)

    red, green, _blue = _opened(read_picture(path)).getpixel(_INSIDE_FLAG)  # type: ignore[misc]  # of three bands

    assert green > red


def test_a_profile_that_says_nothing_is_left_aside(tmp_path: Path) -> None:
    path = file_of(drawing(), tmp_path / "a.png", icc_profile=b"no profile at all")

    assert _close(_opened(read_picture(path)).getpixel(_INSIDE_FLAG), RED)


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    path = file_of(drawing(mode="RGBA"), tmp_path / "a.png")

    assert read_picture(path) == read_picture(path)


_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.svg", _SVG),
        ("a.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n"),
        ("a.png", b"%PDF-1.7\n"),
        ("a.png", b""),
        ("a.gif", bytes_of(drawing((20, 4), mode="P"), "GIF")),
        ("a.png", bytes_of(drawing((20, 4)), "BMP")),
        ("a.tif", bytes_of(drawing((20, 4)), "TIFF")),
    ],
)
def test_what_is_neither_png_nor_jpeg_is_refused_whatever_its_name(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(NoPictureError) as caught:
        read_picture(path)

    assert "as PNG" in sentence(caught.value)
    assert exit_code(caught.value) == 3


@pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_file_that_breaks_off_is_refused(form: str, share: float, tmp_path: Path) -> None:
    whole = bytes_of(drawing(), form)
    path = tmp_path / "a"
    path.write_bytes(whole[: int(len(whole) * share)])

    with pytest.raises(DamagedPictureError):
        read_picture(path)


def test_a_file_with_a_wrong_sum_is_refused(tmp_path: Path) -> None:
    data = bytearray(bytes_of(drawing(), "PNG"))
    data[20] ^= 1  # in the width
    path = tmp_path / "a.png"
    path.write_bytes(data)

    with pytest.raises(DamagedPictureError):
        read_picture(path)


def test_a_small_file_that_unpacks_to_more_pixels_than_any_symbol_is_refused(tmp_path: Path) -> None:
    for size in ((4000, 4000), (60_000, 60_000)):
        path = tmp_path / f"{size[0]}.png"
        path.write_bytes(_PNG + _chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0)) + _chunk(b"IDAT", b"x"))

        with pytest.raises(OversizedPictureError):
            read_picture(path)


def test_a_file_that_is_too_heavy_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(bytes_of(drawing(), "PNG") + bytes(symbol_files.MOST_BYTES))

    with pytest.raises(OversizedPictureError):
        read_picture(path)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_picture_that_white_paper_would_swallow_is_refused(mode: str, tmp_path: Path) -> None:
    white = Image.new(mode, (400, 80), (255, 255, 255, 255)[: len(mode)])
    if mode == "RGBA":
        white.putalpha(Image.linear_gradient("L").resize((400, 80)))

    with pytest.raises(UnseenPictureError):
        read_picture(file_of(white, tmp_path / "white.png"))


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(PictureError) as caught:
        read_picture(tmp_path / "none.png")

    assert "none.png" in sentence(caught.value)


def test_a_picture_of_a_plan_that_is_not_ours_is_not_sound(tmp_path: Path) -> None:
    good = read_picture(file_of(drawing(), tmp_path / "a.png"))
    png = good.png

    for other in (
        b"",
        png[:-40],
        bytes_of(drawing(mode="RGBA"), "PNG"),
        bytes_of(drawing(), "JPEG"),
        _PNG + _chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)),
    ):
        assert not is_sound(KeptPicture("a.png", good.width, good.height, other))
    assert not is_sound(KeptPicture("a.png", good.width + 1, good.height, png))
    assert is_sound(good)


def test_a_symbol_is_printed_in_its_own_proportions_as_large_as_its_place_allows() -> None:
    wide, high = (KeptPicture("a", *size, b"") for size in ((9000, 300), (300, 300)))

    assert printed_size(SymbolKind.SIGNATURE_EN, wide) == (300.0, 10.0)
    assert printed_size(SymbolKind.SIGNATURE_FR, high) == (34.0, 34.0)
    wordmark = printed_size(SymbolKind.WORDMARK, KeptPicture("a", 420, 100, b""))
    assert wordmark == pytest.approx((100.0, 23.8095), abs=0.01)
    assert needed_width(SymbolKind.SIGNATURE_EN, wide) == 1250


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _interlaced(image: Image.Image, text: bytes) -> bytes:
    """Return a PNG whose rows come in the seven passes of Adam7, with a remark."""
    rows = b""
    pixels = image.load()
    assert pixels is not None
    passes = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    for left, top, across, down in passes:
        for y in range(top, image.height, down):
            line = b"".join(bytes(pixels[x, y]) for x in range(left, image.width, across))  # type: ignore[arg-type]
            rows += b"\x00" + line if line else b""
    head = struct.pack(">IIBBBBB", *image.size, 8, 2, 0, 0, 1)
    parts = ((b"IHDR", head), (text[:4], text[4:]), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return _PNG + b"".join(_chunk(kind, data) for kind, data in parts)


def _profile_with_swapped_red_and_green() -> bytes:
    """Return a profile that is unlike sRGB: what it calls red is its green."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data = data.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    table = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * struct.unpack(">I", data[128:132])[0], 12)}
    red, green = table[b"rXYZ"], table[b"gXYZ"]
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(data)
