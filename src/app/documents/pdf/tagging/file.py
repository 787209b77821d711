"""Writes the objects of a PDF file as they come: streams at once, everything else packed together.

Elements of structure are many, small and alike: in object streams (PDF 1.5) they take a tenth of
the room, and none of them waits in memory for the end.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import TYPE_CHECKING, Final

from app.documents.pdf.tagging.syntax import reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_HEAD: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED: Final = 200  # objects in one stream
_ENTRY: Final = struct.Struct(">BIH")  # kind, offset or stream, generation or place in the stream
_FREE, _PLAIN, _INSIDE = 0, 1, 2


class PdfFile:
    """A file that is written from its beginning to its end."""

    def __init__(self, file: BinaryIO, take_number: Callable[[], int]) -> None:
        """Begin the file.

        Args:
            file: an open binary file.
            take_number: gives the number of a new object, each once.
        """
        self._file = file
        self.take_number = take_number
        self._offset = 0
        self._digest = hashlib.sha256()
        self._places = bytearray(_ENTRY.size)
        self._waiting: list[tuple[int, bytes]] = []
        self._put(_HEAD)

    def add(self, number: int, body: str) -> None:
        """Write an object that is no stream."""
        self._waiting.append((number, body.encode("latin-1")))
        if len(self._waiting) >= _PACKED:
            self._flush()

    def add_stream(self, number: int, entries: str, data: bytes, *, is_packed: bool = True) -> None:
        """Write a stream.

        Args:
            number: the object's.
            entries: what its dictionary holds besides length and filter.
            data: what it holds.
            is_packed: whether it is compressed; metadata are not, so that any program finds them.
        """
        if is_packed:
            data = zlib.compress(data)
            entries += "/Filter/FlateDecode"
        self._note(number, _PLAIN, self._offset, 0)
        self._put(f"{number} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1"))
        self._put(data)
        self._put(b"\r\nendstream\nendobj\n")

    def finish(self, catalog: int, info: int) -> None:
        """Write what is left and the table of all objects."""
        self._flush()
        number, start = self.take_number(), self._offset
        self._note(number, _PLAIN, start, 0)
        _ENTRY.pack_into(self._places, 0, _FREE, 0, 65535)
        name = self._digest.hexdigest()[:32].upper()  # the same file gets the same name
        entries = (
            f"/Type/XRef/Size {len(self._places) // _ENTRY.size}/W[1 4 2]"
            f"/Root {reference(catalog)}/Info {reference(info)}/ID[<{name}><{name}>]"
        )
        self.add_stream(number, entries, bytes(self._places))
        self._put(f"startxref\n{start}\n%%EOF\n".encode("ascii"))

    def _flush(self) -> None:
        """Write the objects that wait as one stream."""
        if not self._waiting:
            return
        number = self.take_number()
        heads, bodies, offset = [], [], 0
        for place, (inside, body) in enumerate(self._waiting):
            self._note(inside, _INSIDE, number, place)
            heads.append(f"{inside} {offset}")
            bodies.append(body)
            offset += len(body) + 1
        head = (" ".join(heads) + "\n").encode("ascii")
        count = len(self._waiting)
        self._waiting.clear()
        self.add_stream(number, f"/Type/ObjStm/N {count}/First {len(head)}", head + b"\n".join(bodies))

    def _note(self, number: int, kind: int, where: int, place: int) -> None:
        at = number * _ENTRY.size
        if at + _ENTRY.size > len(self._places):
            self._places.extend(bytes(at + _ENTRY.size - len(self._places)))
        _ENTRY.pack_into(self._places, at, kind, where, place)

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._offset += len(data)
