"""Writes resources/templates/icc/srgb.icc, which PDF files embed to say which colours they mean.

    python packaging/make_icc.py

The figures are those of the sRGB colour space (IEC 61966-2-1), adapted to the D50 white that profiles
are told in; the file is our own and under the licence of the program. The date in it is a constant,
so that the same script gives the same bytes.
"""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "templates" / "icc" / "srgb.icc"
WHITE = (0.9642, 1.0, 0.8249)
PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
NAME, RIGHTS = "sRGB IEC61966-2.1", "Made from published figures; no rights reserved"


def profile() -> bytes:
    """Return a display profile of version 4.2."""
    curve = struct.pack(">4sIHH", b"para", 0, 3, 0) + _fixed(*CURVE)
    tags = {b"desc": _text(NAME), b"cprt": _text(RIGHTS), b"wtpt": _xyz(WHITE), b"chad": _matrix(ADAPTATION)}
    tags |= {name: _xyz(place) for name, place in PRIMARIES.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    table, data, offset, found = [], b"", 132 + 12 * len(tags), dict[bytes, int]()
    for name, body in tags.items():
        if body not in found:
            found[body] = offset + len(data)
            data += body + bytes(-len(body) % 4)
        table.append(struct.pack(">4sII", name, found[body], len(body)))
    rest = struct.pack(">I", len(tags)) + b"".join(table) + data
    return _signed(rest)


def _signed(rest: bytes) -> bytes:
    """Return the profile of a tag table and data, with its own digest as its identity."""
    size = 128 + len(rest)
    identity = hashlib.md5(_head(size, bytes(16)) + rest, usedforsecurity=False).digest()
    return _head(size, identity) + rest


def _head(size: int, identity: bytes) -> bytes:
    made = struct.pack(">6H", 2026, 1, 1, 0, 0, 0)
    return (
        struct.pack(">I4sI", size, bytes(4), 0x04200000)
        + b"mntrRGB XYZ "
        + made
        + b"acsp"
        + bytes(28)
        + _fixed(*WHITE)
        + bytes(4)
        + identity
        + bytes(28)
    )


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _xyz(place: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(*place)


def _matrix(numbers: tuple[float, ...]) -> bytes:
    return b"sf32\0\0\0\0" + _fixed(*numbers)


def _text(text: str) -> bytes:
    body = text.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(body), 28) + body


if __name__ == "__main__":
    TARGET.write_bytes(profile())
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
