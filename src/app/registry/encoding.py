"""Which characters the bytes of a CSV file are: read for certain, or refused, never garbled.

UTF-8 with or without a mark, UTF-16 with a mark, and Windows-1252 where no other code page
of the same bytes reads as English or French.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from app.registry.errors import EncodingError

if TYPE_CHECKING:
    from pathlib import Path

_PLAUSIBLE = frozenset("àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆáíóúñÁÍÓÚÑ«»‘’“”–—…•·°²³½¼¾©®™€£§±×º\u00a0\u00ad")
_LETTERS = r"A-Za-zÀ-ÖØ-öø-ÿŒœŸ"
# a capital inside a word, or a sign between two letters: what a wrong code page leaves
_WRONG_CASE = re.compile(r"[a-zà-öø-ÿœ][À-ÖØ-ÞŒŸ](?![A-ZÀ-ÖØ-ÞŒŸ])|[A-ZÀ-ÖØ-ÞŒŸ][À-ÖØ-ÞŒŸ](?=[a-zà-öø-ÿœ])")
_SIGN_IN_WORD = re.compile(rf"(?<=[{_LETTERS}])[^\x00-\x7f{_LETTERS}’‘\u00ad\u00a0–—·](?=[{_LETTERS}])")
_TWICE = re.compile(r"[ÃÂ][^\x00-\x7fA-Za-zà-ÿ]")
_OTHERS = ("mac_roman", "cp850", "cp437")
_RARE = 50  # at most one accented letter in fifty may be odd
_PIECE = 1 << 20
_OFTEN = 4  # another code page must be odd for at least one in four


def encoding_of(path: Path, data: bytes) -> tuple[str, str]:
    """Return Python's name of a file's encoding, and the name to tell, blank when it is the expected UTF-8.

    Every byte is tried, a piece at a time: a large file is never in memory as one text.

    Raises:
        EncodingError: the encoding cannot be told for certain.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise EncodingError(path, 1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if not _reads_as(data, "utf-16"):
            raise EncodingError(path, _doubtful_line(data, "utf-16"))
        return "utf-16", "UTF-16"
    if _reads_as(data, "utf-8-sig"):
        return "utf-8-sig", ""
    line = _doubtful_line(data, "utf-8-sig")
    if data.startswith(codecs.BOM_UTF8):
        raise EncodingError(path, line)
    _check_windows_1252(path, data, line)
    return "cp1252", "Windows-1252"


def _reads_as(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(data)
    try:
        for start in range(0, len(view), _PIECE):
            decoder.decode(view[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _doubtful_line(data: bytes, encoding: str) -> int:
    """Return the line of the first byte that an encoding does not explain."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _check_windows_1252(path: Path, data: bytes, line: int) -> None:
    """Refuse bytes that do not read well as Windows-1252, or read as something else too."""
    if b"\0" in data:  # UTF-16 without a mark
        raise EncodingError(path, line)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise EncodingError(path, data.count(b"\n", 0, error.start) + 1) from error
    marked = sum(map(text.count, {character for character in text if character > "\x7f"}))
    reads_well = _oddities(text) * _RARE <= marked  # a slip of the keyboard is no other encoding
    if not reads_well or any(_oddities(data.decode(other)) * _OFTEN < marked for other in _OTHERS):
        raise EncodingError(path, line)


def _oddities(text: str) -> int:
    """Count what no English or French text has."""
    strange = sum(
        text.count(character) for character in set(text) if character > "\x7f" and character not in _PLAUSIBLE
    )
    return strange + sum(len(pattern.findall(text)) for pattern in (_WRONG_CASE, _SIGN_IN_WORD, _TWICE))
