"""Opening a workbook that somebody sent: its limits before anything is unpacked, its texts exactly."""

from __future__ import annotations

import re
import warnings
import zipfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from defusedxml.ElementTree import iterparse
from openpyxl import load_workbook

from app.registry.errors import BrokenWorkbookError, TooDenseError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_MEGABYTES = 200
MAX_RATIO = 100
RATIO_FROM_MEGABYTES = 20
MAX_PARTS = 10_000

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def check_limits(path: Path) -> None:
    """Refuse an archive that would unpack to too much.

    Raises:
        BrokenWorkbookError: it is no archive.
        TooLargeError: more than 200 MB.
        TooDenseError: more than a hundred times its size, and more than 20 MB.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise BrokenWorkbookError(path) from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > MAX_MEGABYTES * 1_000_000 or len(parts) > MAX_PARTS:
        raise TooLargeError(path, MAX_MEGABYTES)
    if unpacked > RATIO_FROM_MEGABYTES * 1_000_000 and unpacked > MAX_RATIO * packed:
        raise TooDenseError(path, unpacked // packed)


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Yield a workbook for reading, row by row; its limits were checked before.

    Raises:
        BrokenWorkbookError: a part of it is missing, cut off, protected or no XML.
    """
    with (
        warnings.catch_warnings(),
        path.open("rb") as file,
    ):  # openpyxl leaves a file open that it could not make sense of
        warnings.simplefilter("ignore")  # it warns of styles and extensions that no record depends on
        try:
            book = load_workbook(file, read_only=True, keep_links=False)
        except Exception as error:  # openpyxl lets through whatever a malformed part makes of it
            raise BrokenWorkbookError(path) from error
        texts = _shared_texts(path)
        sheets: list[Any] = list(book.worksheets)
        for sheet in sheets:
            if texts is not None:
                # openpyxl undoes "_x005F_" in shared texts and no other escape: a text that
                # reads "_x0041_" and an escaped "A" would be the same
                sheet._shared_strings = texts  # noqa: SLF001  there is no public way to exact texts
            sheet.reset_dimensions()  # a wrong dimension would cut columns off
        yield book


def _shared_texts(path: Path) -> list[str] | None:
    with zipfile.ZipFile(path) as archive:
        name = next((name for name in archive.namelist() if name.lower() == "xl/sharedstrings.xml"), None)
        if name is None:
            return None
        found: list[str] = []
        try:
            with archive.open(name) as part:
                for _event, node in iterparse(part):
                    if node.tag == f"{_NAMESPACE}si":
                        found.append(_text_of(node))
                        node.clear()
        except Exception as error:  # any XML parser's error is a broken part
            raise BrokenWorkbookError(path) from error
        return found


def _text_of(node: Any) -> str:
    """Return a text with all its runs, without phonetic hints."""
    runs = node.findall(f"{_NAMESPACE}t") + node.findall(f"{_NAMESPACE}r/{_NAMESPACE}t")
    return "".join(run.text or "" for run in runs)


def unescaped(text: str) -> str:
    """Return a text with its ``_xHHHH_`` escapes decoded; halves of a character are joined."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    try:
        return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        return decoded


def escaped(text: str) -> str:
    """Return a text in which what XML cannot hold, and what reads like an escape, is escaped."""
    safe = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)  # one underscore may end an escape and begin another
    return re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda match: f"_x{ord(match[0]):04X}_", safe)
